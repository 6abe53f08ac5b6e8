import { DAY } from '../../input/quantities.js';
import type { Horizon } from '../schema/horizon-schema.js';
import { type Clock, clockChanges, elapsedTime, weekdayOn } from './clock.js';
import { joined, type Span } from './span.js';
import { WEEKDAYS } from './weekdays.js';

/** The simulated days, in elapsed seconds since the first one's local midnight. */
export interface Calendar {
  readonly mode: 'day' | 'continuous';
  /** How many days begin within the horizon. */
  readonly days: number;
  readonly opensAt: number;
  /** Arrivals stop here. */
  readonly closesAt: number;
  /** What ends before this is warm-up. */
  readonly measuredFrom: number;
  readonly clock: Clock;
}

/** From a time of day to a later one, on some days of the week. */
export interface WeeklySpan {
  /** ISO numbers of the days on which it begins. */
  readonly days: readonly number[];
  /** Seconds since that day's midnight. */
  readonly from: number;
  /** After `from`: more than 86,400 where it ends on the day after. */
  readonly to: number;
}

export function calendarOf(horizon: Horizon): Calendar {
  const days = horizon.mode === 'day' ? 1 : horizon.days;
  const clock: Clock = {
    weekday: WEEKDAYS.indexOf(horizon.weekday) + 1,
    ...(horizon.date === undefined ? {} : { date: horizon.date }),
    offsets:
      horizon.time_zone === undefined ? [] : clockChanges(horizon.time_zone, horizon.date!, days),
  };
  const at = (wall: number): number => elapsedTime(clock, wall);
  return horizon.mode === 'day'
    ? {
        mode: 'day',
        days,
        clock,
        opensAt: at(horizon.opens),
        closesAt: at(horizon.closes),
        measuredFrom: 0,
      }
    : {
        mode: 'continuous',
        days,
        clock,
        opensAt: 0,
        closesAt: at(days * DAY),
        measuredFrom: at(horizon.warm_up),
      };
}

/**
 * Midnights (wall seconds) of the days on which such a span begins: those of the horizon, and the
 * evening before it, whose nights reach into the first morning.
 */
export function midnightsOf(calendar: Calendar, days: readonly number[]): number[] {
  const midnights: number[] = [];
  for (let day = -1; day < calendar.days; day++) {
    if (days.includes(weekdayOn(calendar.clock, day))) midnights.push(day * DAY);
  }
  return midnights;
}

/** When a team is open, in elapsed seconds. */
export function openingsOf(calendar: Calendar, hours: readonly WeeklySpan[]): Span[] {
  const spans = hours.flatMap(({ days, from, to }) =>
    midnightsOf(calendar, days).map((midnight) => ({
      from: Math.max(0, elapsedTime(calendar.clock, midnight + from)),
      to: elapsedTime(calendar.clock, midnight + to),
    })),
  );
  return joined(spans.filter(({ from, to }) => from < to));
}
