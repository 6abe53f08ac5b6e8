import { DAY } from '../../input/quantities.js';
import { type Clock, wallTime, weekdayOn } from '../calendar/clock.js';

/** The days, numbered from the first, on which these moments lie; ascending. */
export function daysOf(clock: Clock, moments: readonly number[]): number[] {
  return [...new Set(moments.map((at) => dayOf(clock, at)))].sort((a, b) => a - b);
}

export function dayOf(clock: Clock, at: number): number {
  return Math.floor(wallTime(clock, at) / DAY);
}

/**
 * Days alike: those of a weekday. A weekday that occurs once cannot tell how much its days differ, so
 * then all working days are alike, or all days of weekends; and where that leaves a single day, all
 * are (collapsed strata: K. Wolter, Introduction to Variance Estimation, ch. 2: what differs
 * between the days put together counts as chance, so errors come out too large rather than too small).
 *
 * @param days distinct
 * @returns by stratum at least two of the days; undefined where there is one day
 */
export function dayStrata(clock: Clock, days: readonly number[]): number[][] | undefined {
  if (days.length < 2) return undefined;
  const kinds = groupedBy(days, (day) => (weekdayOn(clock, day) > 5 ? 1 : 0));
  if (kinds.some((kind) => kind.length === 1)) return [[...days]];
  return kinds.flatMap((kind) => {
    const weekdays = groupedBy(kind, (day) => weekdayOn(clock, day));
    return weekdays.some((same) => same.length === 1) ? [kind] : weekdays;
  });
}

function groupedBy(days: readonly number[], key: (day: number) => number): number[][] {
  const groups = new Map<number, number[]>();
  for (const day of days) {
    const group = groups.get(key(day));
    if (group) group.push(day);
    else groups.set(key(day), [day]);
  }
  return [...groups.values()];
}

/** Which days count as alike, in words. */
export function alikeInWords(clock: Clock, strata: readonly (readonly number[])[]): string {
  const oneWeekdayEach = strata.every(
    (stratum) => new Set(stratum.map((day) => weekdayOn(clock, day))).size === 1,
  );
  if (oneWeekdayEach) return 'those of a weekday';
  return strata.length === 1
    ? 'all days, since hardly any weekday occurs twice'
    : 'working days, or weekends, where a weekday occurs once, else those of a weekday';
}
