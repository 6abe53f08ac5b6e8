import type { Conversation } from '../../dataset/conversation.js';
import { DAY, HOUR } from '../../input/quantities.js';
import type { Calendar } from '../calendar/calendar.js';
import { type Clock, clockChanges, elapsedTime } from '../calendar/clock.js';
import { weekdayOf } from '../calendar/weekdays.js';
import { type CallLog, callLogOf, type DayChoice } from '../fitting/call-log.js';
import { dayTimeOf, isChosen, recordDays } from '../fitting/record-days.js';

/** Dialogues that begin when they did, on their own days. */
export interface RecordedDays {
  readonly calendar: Calendar;
  /** From the first to the last on which a conversation begins, both counted. */
  readonly days: number;
  /** Those of them that are replayed, by number; all but where odd or even dates were chosen. */
  readonly chosen: readonly number[];
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
export const TO_THE_END = 4 * HOUR;

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
  const record = recordDays(
    conversations.map(({ startedAt }) => startedAt!),
    timeZone,
  );
  let days = 0;
  const starts = conversations.flatMap(({ startedAt }, index): Start[] => {
    const { at, day } = dayTimeOf(record, startedAt!);
    if (!isChosen(record, day, choice)) return [];
    days = Math.max(days, day + 1);
    return [{ index, at }];
  });
  starts.sort((a, b) => a.at - b.at || a.index - b.index);
  const { date } = record;
  const calendar = recordedCalendar({ date, days, timeZone }, starts.at(-1)?.at);
  return {
    calendar,
    days,
    chosen: chosenDays({ date, days }, choice),
    starts,
    queue: callLogOf(conversations, timeZone, choice),
  };
}

/** Of so many days from the first on, those that are replayed; the first is 0. */
export function chosenDays(
  { date, days }: Pick<CallLog, 'date' | 'days'>,
  choice: DayChoice,
): number[] {
  const firstDay = Date.parse(`${date}T00:00Z`) / (DAY * 1000);
  return Array.from({ length: days }, (_, day) => day).filter((day) =>
    isChosen({ firstDay }, day, choice),
  );
}
