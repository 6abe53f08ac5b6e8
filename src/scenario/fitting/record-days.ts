import type { Conversation } from '../../dataset/conversation.js';
import type { Problem } from '../../input/problem.js';
import { DAY } from '../../input/quantities.js';
import { type Zone, zoneOf } from '../../input/wall-clock.js';
import { MOST_DAYS } from '../schema/horizon-schema.js';

/** Days of a record, by their date in the month. */
export interface DayChoice {
  readonly days?: 'odd' | 'even' | undefined;
}

/** The days on which a record counts: from its first local midnight on. */
export interface RecordDays {
  readonly zone: Zone;
  /** Days since 1970-01-01 of the first one, and its midnight in seconds since then (UTC). */
  readonly firstDay: number;
  readonly midnight: number;
  /** The first day, `1999-02-01`. */
  readonly date: string;
}

/** A moment on a record's calendar: elapsed seconds, day and second of that day on the wall clock. */
export interface DayTime {
  readonly at: number;
  readonly day: number;
  readonly wall: number;
}

/** @param moments seconds since 1970, the earliest of which lies on the first day */
export function recordDays(moments: readonly number[], timeZone: string): RecordDays {
  const zone = zoneOf(timeZone);
  const first = moments.reduce(
    (least, moment) => Math.min(least, wallOf(zone, moment)),
    Number.POSITIVE_INFINITY,
  );
  const firstDay = first === Number.POSITIVE_INFINITY ? 0 : Math.floor(first / DAY);
  return {
    zone,
    firstDay,
    midnight: zone.moment(dateParts(firstDay)),
    date: new Date(firstDay * DAY * 1000).toISOString().slice(0, 10),
  };
}

export function dayTimeOf({ firstDay, midnight, zone }: RecordDays, moment: number): DayTime {
  const wall = wallOf(zone, moment);
  const day = Math.floor(wall / DAY);
  return { at: moment - midnight, day: day - firstDay, wall: wall - day * DAY };
}

/** Whether a day of the record, 0 being its first, is one of those chosen. */
export function isChosen(
  { firstDay }: Pick<RecordDays, 'firstDay'>,
  day: number,
  { days }: DayChoice,
): boolean {
  return days === undefined || (dateParts(firstDay + day).day % 2 === 1) === (days === 'odd');
}

/**
 * What is wrong with a record on its own days that is longer than a scenario can be.
 *
 * @param date of the first of these days
 * @param instead what else there is to do
 */
export function tooLong(
  { date, days }: { readonly date: string; readonly days: number },
  instead: string,
): Pick<Problem, 'code' | 'message' | 'found' | 'expected'> | undefined {
  if (days <= MOST_DAYS) return undefined;
  return {
    code: 'out-of-range',
    message: 'The record spans more days than a scenario can have.',
    found: `${days} days from ${date} on`,
    expected: `at most ${MOST_DAYS} from the first to the last; or ${instead}`,
  };
}

/** What is wrong where the chosen days of a call log are empty. */
export function nobodyCalled(code: string, file: string, days: DayChoice['days']) {
  return {
    code,
    message: 'No contact reached the queue on the chosen days.',
    file,
    found: `no calls on ${days} dates`,
    expected: 'days on which somebody called',
  };
}

/** Conversations that begin on the chosen days; where any has no start, nobody can tell. */
export function conversationsOn(
  conversations: readonly Conversation[],
  timeZone: string | undefined,
  choice: DayChoice,
): readonly Conversation[] {
  if (choice.days === undefined) return conversations;
  const days = recordDays([], timeZone ?? 'UTC');
  return conversations.filter(
    ({ startedAt }) =>
      startedAt !== undefined && isChosen(days, dayTimeOf(days, startedAt).day, choice),
  );
}

function wallOf(zone: Zone, moment: number): number {
  return moment + zone.offsetAt(moment);
}

function dateParts(day: number) {
  const date = new Date(day * DAY * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: 0,
    minute: 0,
    second: 0,
  };
}
