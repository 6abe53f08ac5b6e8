import { WEEKDAYS, weekdayOf } from '../weekdays.js';
import type { CallLog } from './call-log.js';
import { deviationOf, type FittedNumber, meanOf, Z95 } from './fitted-number.js';

/** When contacts come, and how much more their number varies than a Poisson process with these rates. */
export interface ArrivalFit {
  /** Mean contacts on a day on which anybody came. */
  readonly perDay: FittedNumber;
  /** Mean contacts in each hour of those days. */
  readonly byHour: readonly number[];
  /** Each weekday's mean over all days' mean, where it is in the record. */
  readonly byWeekday: ReadonlyMap<(typeof WEEKDAYS)[number], FittedNumber>;
  /** Days of which at least half as many came as on the busiest, and their means. */
  readonly busy: {
    readonly days: readonly number[];
    readonly perDay: FittedNumber;
    readonly byHour: readonly number[];
  };
  /** Coefficient of variation of an hourly multiplier beyond Poisson. */
  readonly variation: FittedNumber;
  /** Variance over mean of the hourly counts of days alike, by hour; NaN where it cannot be told. */
  readonly varianceOverMean: readonly number[];
}

/** Days on which fewer than this share of the busiest day's contacts came are a different kind of day. */
const BUSY_SHARE = 0.5;

/**
 * Hourly rates, and their variation by moments: in an hour with mean m over days alike, a gamma
 * multiplier of variation c makes the variance m + c²m². Pooled over hours: c² = Σ(s² − m) / Σm².
 */
export function arrivalsOf({ calls, date, days }: CallLog): ArrivalFit {
  const counts = Array.from({ length: days }, () => new Array<number>(24).fill(0));
  for (const { day, wall } of calls) counts[day]![Math.floor(wall / 3600)]! += 1;
  const totals = counts.map((hours) => hours.reduce((sum, n) => sum + n, 0));
  const open = totals.flatMap((total, day) => (total > 0 ? [day] : []));
  const busiest = Math.max(...totals);
  const alike = open.filter((day) => totals[day]! >= BUSY_SHARE * busiest);
  const perDay = meanOf(open.map((day) => totals[day]!));
  const first = weekdayOf(date) - 1;
  const byWeekday = new Map<(typeof WEEKDAYS)[number], FittedNumber>();
  WEEKDAYS.forEach((name, weekday) => {
    const own = open.filter((day) => (first + day) % 7 === weekday).map((day) => totals[day]!);
    if (own.length === 0) return;
    const mean = meanOf(own) / perDay;
    const half =
      own.length < 2 ? undefined : (Z95 * deviationOf(own)) / perDay / Math.sqrt(own.length);
    byWeekday.set(name, {
      value: mean,
      ...(half === undefined ? {} : { low: mean - half, high: mean + half }),
      n: own.length,
      method: 'mean of its days over the mean of all',
    });
  });
  return {
    perDay: {
      value: perDay,
      ...spread(open.map((day) => totals[day]!)),
      n: open.length,
      method: 'mean over days; normal interval',
    },
    byHour: Array.from({ length: 24 }, (_, hour) => meanOf(open.map((day) => counts[day]![hour]!))),
    byWeekday,
    busy: {
      days: alike,
      perDay: {
        value: meanOf(alike.map((day) => totals[day]!)),
        ...spread(alike.map((day) => totals[day]!)),
        n: alike.length,
        method: 'mean over busy days; normal interval',
      },
      byHour: Array.from({ length: 24 }, (_, hour) =>
        meanOf(alike.map((day) => counts[day]![hour]!)),
      ),
    },
    variation: variationOf(alike.map((day) => counts[day]!)),
    varianceOverMean: Array.from({ length: 24 }, (_, hour) => {
      const own = alike.map((day) => counts[day]![hour]!);
      return own.length < 2 ? Number.NaN : deviationOf(own) ** 2 / meanOf(own);
    }),
  };
}

function spread(values: readonly number[]): { low?: number; high?: number } {
  if (values.length < 2) return {};
  const half = (Z95 * deviationOf(values)) / Math.sqrt(values.length);
  const mean = meanOf(values);
  return { low: mean - half, high: mean + half };
}

/** With a jackknife over days. */
function variationOf(days: readonly (readonly number[])[]): FittedNumber {
  const method = 'by moments over the hours of busy days alike; jackknife over days';
  if (days.length < 3) return { value: 0, n: days.length, method: 'too few days to tell' };
  const value = variationBeyondPoisson(days);
  const without = days.map((_, left) => variationBeyondPoisson(days.filter((_, i) => i !== left)));
  const mean = meanOf(without);
  const n = days.length;
  const error = Math.sqrt(((n - 1) / n) * without.reduce((sum, v) => sum + (v - mean) ** 2, 0));
  return { value, low: Math.max(0, value - Z95 * error), high: value + Z95 * error, n, method };
}

function variationBeyondPoisson(days: readonly (readonly number[])[]): number {
  let excess = 0;
  let squares = 0;
  for (let hour = 0; hour < 24; hour++) {
    const own = days.map((day) => day[hour]!);
    const mean = meanOf(own);
    excess += deviationOf(own) ** 2 - mean;
    squares += mean ** 2;
  }
  return squares === 0 ? 0 : Math.sqrt(Math.max(0, excess / squares));
}
