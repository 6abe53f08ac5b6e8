import { DAY } from '../../input/quantities.js';
import { zoneOf } from '../../input/wall-clock.js';

/**
 * How the wall clock runs beside simulated time, which is elapsed seconds since the first day's
 * local midnight. The two differ only after the clocks have been changed.
 */
export interface Clock {
  /** ISO weekday of the first day: 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  /** Date of the first day, `2026-10-19`; absent where the scenario has none. */
  readonly date?: string;
  /** From `at` (elapsed) on, the wall clock is ahead of elapsed time by `seconds`; ascending. */
  readonly offsets: readonly { readonly at: number; readonly seconds: number }[];
}

/** What the wall clock shows, in seconds since the first midnight, of which each day has 86,400. */
export function wallTime(clock: Clock, now: number): number {
  const { offsets } = clock;
  if (offsets.length === 0) return now;
  let ahead = 0;
  for (const { at, seconds } of offsets) {
    if (at > now) break;
    ahead = seconds;
  }
  return now + ahead;
}

/**
 * The first moment, in elapsed seconds, at which the wall clock shows `wall` or later.
 *
 * A time that the clocks show twice therefore means its first pass, and one that they skip the
 * moment of the jump: later on the wall is never earlier in time, so no shift ends before it starts.
 */
export function elapsedTime(clock: Clock, wall: number): number {
  let from = Number.NEGATIVE_INFINITY;
  let ahead = 0;
  for (const { at, seconds } of clock.offsets) {
    const moment = Math.max(from, wall - ahead);
    if (moment < at) return moment;
    from = at;
    ahead = seconds;
  }
  return Math.max(from, wall - ahead);
}

/** The date so many days after another one, both as `2026-10-25`. */
export function dateAfter(date: string, days: number): string {
  const midnight = Date.parse(`${date}T00:00Z`) + days * DAY * 1000;
  return new Date(midnight).toISOString().slice(0, 10);
}

/** ISO weekday of a day numbered from the first, which is 0; the day before it is −1. */
export function weekdayOn(clock: Clock, day: number): number {
  return ((((clock.weekday - 1 + day) % 7) + 7) % 7) + 1;
}

/**
 * Changes of the wall clock in an IANA zone from the midnight that begins `date`, over so many days
 * and one more, into which night shifts run on.
 */
export function clockChanges(zoneName: string, date: string, days: number): Clock['offsets'] {
  const zone = zoneOf(zoneName);
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const midnight = zone.moment({ year, month, day, hour: 0, minute: 0, second: 0 });
  const atMidnight = Date.UTC(year, month - 1, day) / 1000 - midnight;
  const changes: { at: number; seconds: number }[] = [];
  let offset = atMidnight;
  const note = (moment: number): void => {
    offset = zone.offsetAt(moment);
    changes.push({ at: moment - midnight, seconds: offset - atMidnight });
  };
  // Where clocks jump at midnight itself, the day begins with a later time than 00:00.
  if (zone.offsetAt(midnight) !== offset) note(midnight);
  for (let today = 0; today <= days; today++) {
    let [same, changed] = [midnight + today * DAY, midnight + (today + 1) * DAY];
    if (zone.offsetAt(changed) === offset) continue;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (zone.offsetAt(middle) === offset) same = middle;
      else changed = middle;
    }
    note(changed);
  }
  return changes;
}
