import { DAY, HOUR } from '../../../input/quantities.js';
import type { Call } from '../call-log.js';
import { deviationOf, meanOf } from '../statistics/fitted-number.js';
import { type Interval, meanBy, shareBy } from '../statistics/grouped-numbers.js';
import { interval, rounded } from '../text/words.js';
import { DayMeans } from './day-means.js';

/** Contacts of one hour of the day, counted when they began and not when they reached the queue. */
export interface StartHour {
  readonly hour: number;
  /** Mean on the given days, and variance over mean of the days' counts (NaN of one day). */
  readonly mean: number;
  readonly varianceOverMean: number;
  /** Share that gave up, and mean wait of those served, seconds; NaN of nobody. */
  readonly abandonment: number;
  readonly asa: number;
  /** Half of the 95 % interval of the mean, of days alike; absent for one day. */
  readonly meanHalf?: number;
  /** By day: the share's, and half of the wait's. */
  readonly abandonmentWithin: Interval;
  readonly asaHalf?: number;
}

/**
 * Hours by the start of the call, which is what most tables of call centres count by: whoever spends a
 * minute in a voice unit belongs to the hour in which they called. What a queue has to cope with is
 * counted by entry into it, elsewhere.
 */
export function startHours(calls: readonly Call[], days: readonly number[]): StartHour[] {
  const hours = Array.from({ length: 24 }, () => ({
    counts: new Map(days.map((day) => [day, 0])),
    calls: [] as Call[],
  }));
  for (const call of calls) {
    const begun = call.day * DAY + call.wall - (call.before ?? 0);
    const day = Math.floor(begun / DAY);
    const { calls: own, counts } = hours[Math.floor((begun - day * DAY) / HOUR)]!;
    if (!counts.has(day)) continue;
    counts.set(day, counts.get(day)! + 1);
    own.push(call);
  }
  const means = new DayMeans(days.length);
  return hours.map(({ calls: own, counts }, hour) => {
    const byDay = [...counts.values()];
    const mean = meanOf(byDay);
    const served = own.filter(({ answered }) => answered);
    const left = shareBy(
      own.map(({ answered, day }) => ({ value: answered ? 0 : 1, group: day })),
      'gave up',
    );
    const waits = meanBy(
      served.map(({ day, wait }) => ({ value: wait, group: day })),
      'waited',
    );
    const meanHalf = own.length === 0 ? undefined : means.halfWidth(byDay);
    return {
      hour,
      mean,
      varianceOverMean: deviationOf(byDay) ** 2 / mean,
      abandonment: 1 - served.length / own.length,
      asa: meanOf(served.map(({ wait }) => wait)),
      ...(meanHalf === undefined ? {} : { meanHalf }),
      abandonmentWithin: left ?? {},
      ...(waits?.high === undefined ? {} : { asaHalf: waits.high - waits.value }),
    };
  });
}

/** As comments; nothing where calls begin in the queue. */
export function startHourLines(calls: readonly Call[], days: readonly number[]): string[] {
  if (calls.every(({ before }) => !before)) return [];
  const hours = startHours(calls, days);
  const row = (name: string, read: (hour: StartHour) => number, digits: number) =>
    `  #   ${name}: ${hours.map((hour) => (Number.isFinite(read(hour)) ? rounded(read(hour), digits) : '-')).join(' ')}`;
  return [
    `  # The same by the hour in which the call began, before the voice unit, over ${days.length} busy days:`,
    row('contacts', ({ mean }) => mean, 1),
    row('± (95 %, Student t over days)', ({ meanHalf }) => meanHalf ?? Number.NaN, 1),
    row('variance / mean, as unsure as above', ({ varianceOverMean }) => varianceOverMean, 2),
    row('gave up, %', ({ abandonment }) => 100 * abandonment, 1),
    `  #   within (95 %, Wilson by day):${hours.map((hour) => percentWithin(hour.abandonmentWithin)).join('')}`,
    row('mean wait of those served, s', ({ asa }) => asa, 0),
    row('± (95 %, by day)', ({ asaHalf }) => asaHalf ?? Number.NaN, 0),
  ];
}

function percentWithin({ high, low }: Interval): string {
  if (low === undefined || high === undefined) return ' -';
  return interval({ low: 100 * low, high: 100 * high }, 0);
}
