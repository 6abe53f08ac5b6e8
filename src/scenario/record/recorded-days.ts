import type { Conversation } from '../../dataset/conversation.js';
import { DAY, HOUR } from '../../input/quantities.js';
import { zoneOf } from '../../input/wall-clock.js';
import type { Calendar } from '../calendar/calendar.js';
import { type Clock, clockChanges, dateAfter, elapsedTime } from '../calendar/clock.js';
import { weekdayOf } from '../calendar/weekdays.js';
import { type CallLog, callLogOf, type DayChoice } from '../fitting/call-log.js';

/** Dialogues that begin when they did, on their own days. */
export interface RecordedDays {
  readonly calendar: Calendar;
  /** From the first to the last on which a conversation begins, both counted. */
  readonly days: number;
  /** By time. */
  readonly starts: readonly Start[];
  /** Those that reached a queue, on the same calendar. */
  readonly queue: CallLog;
}

export interface Start {
  /** Its place among the conversations of the file. */
  readonly index: number;
  /** Elapsed seconds since the record's first local midnight. */
  readonly at: number;
}

/** After the last start, for conversations to come to an end in (assumption). */
const TO_THE_END = 4 * HOUR;

/** Days of the record round the clock; nothing is warm-up, since it begins at night and empty. */
export function recordedCalendar(
  { date, days, timeZone }: Pick<CallLog, 'date' | 'days' | 'timeZone'>,
  lastStart = 0,
): Calendar {
  const clock: Clock = {
    weekday: weekdayOf(date),
    date,
    offsets: clockChanges(timeZone, date, days),
  };
  const midnight = elapsedTime(clock, days * DAY);
  const late = lastStart + TO_THE_END > midnight && lastStart > 0;
  return {
    mode: 'continuous',
    days: late ? days + 1 : days,
    opensAt: 0,
    closesAt: late ? lastStart + TO_THE_END : midnight,
    measuredFrom: 0,
    clock,
  };
}

/**
 * The days of recorded dialogues, each of which has a start; those on other dates than chosen are left
 * out. Late at night the last of them get the time to end.
 *
 * @param timeZone where days are counted
 */
export function recordedDays(
  conversations: readonly Conversation[],
  timeZone: string,
  choice: DayChoice,
): RecordedDays {
  const zone = zoneOf(timeZone);
  const wallOf = (moment: number): number => moment + zone.offsetAt(moment);
  const queue = callLogOf(conversations, timeZone, choice);
  const [year, month, day] = queue.date.split('-').map(Number) as [number, number, number];
  const midnight = zone.moment({ year, month, day, hour: 0, minute: 0, second: 0 });
  const firstDay = Math.floor(wallOf(midnight) / DAY);
  let days = 0;
  const starts = conversations.flatMap(({ startedAt }, index): Start[] => {
    const today = Math.floor(wallOf(startedAt!) / DAY) - firstDay;
    const isOdd = Number(dateAfter(queue.date, today).slice(-2)) % 2 === 1;
    if (choice.days !== undefined && isOdd !== (choice.days === 'odd')) return [];
    days = Math.max(days, today + 1);
    return [{ index, at: startedAt! - midnight }];
  });
  starts.sort((a, b) => a.at - b.at || a.index - b.index);
  const calendar = recordedCalendar({ ...queue, days, timeZone }, starts.at(-1)?.at);
  return { calendar, days, starts, queue };
}
