import { HOUR } from '../../../input/quantities.js';
import type { Call, CallLog } from '../call-log.js';
import { type FittedNumber, meanOf, quantileOfSorted } from '../statistics/fitted-number.js';
import {
  deviationIntervalBy,
  type Grouped,
  type Interval,
  quantileIntervalsBy,
  shareBy,
} from '../statistics/grouped-numbers.js';

const DAY_SECONDS = 24 * HOUR;
const WINDOWS = [600, HOUR, DAY_SECONDS] as const;

/**
 * How often somebody calls again, by what became of the call before: lower bounds, since who is not
 * recognised cannot come back.
 */
export interface Repeats {
  /** Calls of identified customers who had to wait: the others are hardly ever identified. */
  readonly n: number;
  /** Within 10 minutes, an hour, a day, from one entry into the queue to the next. */
  readonly within: readonly { readonly seconds: number; readonly share: FittedNumber }[];
  /** Seconds until the next call of those who called within a day: median, and σ of the logarithm. */
  readonly after?: {
    readonly n: number;
    readonly median: number;
    readonly medianWithin: Interval;
    readonly sigma: number;
    readonly sigmaWithin: Interval;
  };
}

/**
 * Next contacts of the same customer, after giving up and after being served; who came back and left
 * before the queue came back too.
 */
export function repeatsOf({ calls, neverQueued }: Pick<CallLog, 'calls' | 'neverQueued'>): {
  readonly abandoned: Repeats;
  readonly served: Repeats;
} {
  const byCustomer = new Map<string, Visit[]>();
  const note = (customer: string | undefined, visit: Visit): void => {
    if (customer === undefined) return;
    const own = byCustomer.get(customer);
    if (own) own.push(visit);
    else byCustomer.set(customer, [visit]);
  };
  for (const call of calls) note(call.customer, { at: call.at, call });
  for (const { at, customer } of neverQueued) note(customer, { at });
  const abandoned: Delay[] = [];
  const served: Delay[] = [];
  for (const [customer, own] of byCustomer) {
    own.sort((a, b) => a.at - b.at);
    own.forEach(({ at, call }, i) => {
      if (!call || (call.wait === 0 && call.answered)) return;
      const next = own[i + 1];
      const seconds = next ? next.at - at : Number.POSITIVE_INFINITY;
      (call.answered ? served : abandoned).push({ seconds, customer, day: call.day });
    });
  }
  return { abandoned: summary(abandoned), served: summary(served) };
}

interface Visit {
  readonly at: number;
  /** Absent: it ended before the queue. */
  readonly call?: Call;
}

/** Until the same customer's next call; infinite: there is none. */
interface Delay {
  readonly seconds: number;
  readonly customer: string;
  /** Of the first of the two. */
  readonly day: number;
}

function summary(delays: readonly Delay[]): Repeats {
  const soon = delays
    .filter(({ seconds }) => seconds <= DAY_SECONDS)
    .sort((a, b) => a.seconds - b.seconds);
  return {
    n: delays.length,
    within: WINDOWS.flatMap((seconds) => {
      const share = shareOf(delays, seconds);
      return share ? [{ seconds, share }] : [];
    }),
    ...(soon.length < 2 ? {} : { after: delayOf(soon) }),
  };
}

/** Who called again within so many seconds. */
function shareOf(delays: readonly Delay[], within: number): FittedNumber | undefined {
  const [byCustomer, byDay] = (['customer', 'day'] as const).map((by) =>
    shareBy(
      delays.map((delay) => ({ value: delay.seconds <= within ? 1 : 0, group: delay[by] })),
      'calls of identified customers who waited',
      by,
    ),
  );
  return byCustomer && byDay && wider(byCustomer, byDay);
}

function delayOf(soon: readonly Delay[]): NonNullable<Repeats['after']> {
  const logs = soon.map(({ seconds }) => Math.log(Math.max(1, seconds)));
  const mean = meanOf(logs);
  const sigma = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
  const grouped = (values: readonly number[], by: 'customer' | 'day'): Grouped[] =>
    values.map((value, i) => ({ value, group: soon[i]![by] }));
  const seconds = soon.map((delay) => delay.seconds);
  const median = (by: 'customer' | 'day') => quantileIntervalsBy(grouped(seconds, by), [0.5])[0]!;
  const deviation = (by: 'customer' | 'day') => deviationIntervalBy(grouped(logs, by), sigma);
  return {
    n: soon.length,
    median: quantileOfSorted(seconds, 0.5),
    medianWithin: wider(median('customer'), median('day')),
    sigma,
    sigmaWithin: wider(deviation('customer'), deviation('day')),
  };
}

/** Whoever calls often gives many delays of one kind, and so does a bad day: whichever says more doubt. */
function wider<T extends Interval>(a: T, b: T): T {
  const width = ({ high, low }: Interval): number =>
    (high ?? Number.POSITIVE_INFINITY) - (low ?? 0);
  return width(a) >= width(b) ? a : b;
}
