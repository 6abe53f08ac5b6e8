import { WEEKDAYS, weekdayOf } from '../../calendar/weekdays.js';
import type { CallLog } from '../call-log.js';
import { deviationOf, type FittedNumber, meanOf } from '../statistics/fitted-number.js';
import { jackknife } from '../statistics/spread.js';
import { DayMeans, relativeMeans, variationWithin } from './day-means.js';

/** When contacts come, and how much more their number varies than a Poisson process with these rates. */
export interface ArrivalFit {
  /** Mean contacts on a day on which anybody came. */
  readonly perDay: FittedNumber;
  /** Mean contacts in each hour of those days. */
  readonly byHour: readonly number[];
  /** Half of the 95 % interval of each; absent where there is one day only. */
  readonly byHourHalves?: readonly number[];
  /** Each weekday's mean over all days' mean, where it is in the record. */
  readonly byWeekday: ReadonlyMap<(typeof WEEKDAYS)[number], FittedNumber>;
  /** Days of which at least half as many came as on the busiest, and their means. */
  readonly busy: {
    readonly days: readonly number[];
    readonly perDay: FittedNumber;
    readonly byHour: readonly number[];
    readonly byHourHalves?: readonly number[];
  };
  /** Coefficient of variation of an hourly multiplier beyond Poisson. */
  readonly variation: FittedNumber;
  /** Variance over mean of the hourly counts of days alike, by hour; NaN where it cannot be told. */
  readonly varianceOverMean: readonly number[];
}

/** Days on which fewer than this share of the busiest day's contacts came are a different kind of day. */
const BUSY_SHARE = 0.5;
const HOURS = 24;
/** Poisson: nobody in n days may come of a mean of up to this / n (2.5 %, one-sided). */
const NONE_YET = 3.689;

/**
 * Hourly rates, and their variation by moments: in an hour with mean m over days alike, a gamma
 * multiplier of variation c makes the variance m + c²m². Pooled over hours: c² = Σ(s² − m) / Σm².
 */
export function arrivalsOf({
  calls,
  date,
  days,
}: Pick<CallLog, 'calls' | 'date' | 'days'>): ArrivalFit {
  const counts = Array.from({ length: days }, () => new Array<number>(HOURS).fill(0));
  for (const { day, wall } of calls) counts[day]![Math.floor(wall / 3600)]! += 1;
  const totals = counts.map((hours) => hours.reduce((sum, n) => sum + n, 0));
  const open = totals.flatMap((total, day) => (total > 0 ? [day] : []));
  const busiest = Math.max(...totals);
  const alike = open.filter((day) => totals[day]! >= BUSY_SHARE * busiest);
  const first = weekdayOf(date) - 1;
  const weekdays = open.map((day) => (first + day) % 7);
  return {
    ...meansOver(open, counts, new DayMeans(open.length, weekdays)),
    byWeekday: weekdayFactors(
      weekdays,
      open.map((day) => totals[day]!),
      alike.map((day) => totals[day]!),
    ),
    busy: { days: alike, ...meansOver(alike, counts, new DayMeans(alike.length)) },
    variation: variationOf(alike.map((day) => counts[day]!)),
    varianceOverMean: Array.from({ length: HOURS }, (_, hour) => {
      const own = alike.map((day) => counts[day]![hour]!);
      return own.length < 2 ? Number.NaN : deviationOf(own) ** 2 / meanOf(own);
    }),
  };
}

/** A day's contacts, all and by hour, with means over the given days. */
function meansOver(
  days: readonly number[],
  counts: readonly (readonly number[])[],
  means: DayMeans,
): Pick<ArrivalFit['busy'], 'perDay' | 'byHour' | 'byHourHalves'> {
  const totals = days.map((day) => counts[day]!.reduce((sum, n) => sum + n, 0));
  const hours = Array.from({ length: HOURS }, (_, hour) => days.map((day) => counts[day]![hour]!));
  const value = meanOf(totals);
  const half = means.halfWidth(totals);
  return {
    perDay: {
      value,
      ...(half === undefined ? {} : { low: Math.max(0, value - half), high: value + half }),
      n: days.length,
      method: means.method,
    },
    byHour: hours.map(meanOf),
    ...(half === undefined
      ? {}
      : {
          byHourHalves: hours.map((own) =>
            own.some((n) => n > 0) ? means.halfWidth(own)! : NONE_YET / days.length,
          ),
        }),
  };
}

function weekdayFactors(
  weekdays: readonly number[],
  totals: readonly number[],
  busy: readonly number[],
): Map<(typeof WEEKDAYS)[number], FittedNumber> {
  const groups = WEEKDAYS.map((_, weekday) => totals.filter((__, i) => weekdays[i] === weekday));
  const known = WEEKDAYS.flatMap((name, i) => (groups[i]!.length > 0 ? [{ name, i }] : []));
  const within = variationWithin(groups);
  const twice = within.freedom > 0;
  const factors = relativeMeans(
    known.map(({ i }) => groups[i]!),
    twice ? within : variationWithin([busy]),
  );
  const spread = twice
    ? 'within weekdays pooled'
    : 'as among busy days, for want of a weekday twice';
  const method = `mean of its days over the mean of all; spread ${spread} (Student t)`;
  return new Map(
    known.map(({ i, name }, k) => {
      const { half, value } = factors[k]!;
      const bounds =
        half === undefined ? {} : { low: Math.max(0, value - half), high: value + half };
      return [name, { value, ...bounds, n: groups[i]!.length, method }];
    }),
  );
}

/** With a jackknife over days. */
function variationOf(days: readonly (readonly number[])[]): FittedNumber {
  const n = days.length;
  if (n < 3) return { value: 0, n, method: 'too few days to tell' };
  const value = variationBeyondPoisson(days);
  const half = jackknife(
    days.map((_, left) => variationBeyondPoisson(days.filter((__, i) => i !== left))),
  )!;
  return {
    value,
    low: Math.max(0, value - half),
    high: value + half,
    n,
    method: 'by moments over the hours of busy days alike; jackknife over days (Student t)',
  };
}

function variationBeyondPoisson(days: readonly (readonly number[])[]): number {
  let excess = 0;
  let squares = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    const own = days.map((day) => day[hour]!);
    const mean = meanOf(own);
    excess += deviationOf(own) ** 2 - mean;
    squares += mean ** 2;
  }
  return squares === 0 ? 0 : Math.sqrt(Math.max(0, excess / squares));
}
