import { HOUR } from '../../input/quantities.js';
import type { Call, CallLog } from './call-log.js';
import { type FittedNumber, fittedShare, quantileOfSorted } from './fitted-number.js';

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
  readonly after?: { readonly median: number; readonly sigma: number };
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
  const abandoned: number[] = [];
  const served: number[] = [];
  for (const own of byCustomer.values()) {
    own.sort((a, b) => a.at - b.at);
    own.forEach(({ at, call }, i) => {
      if (!call || (call.wait === 0 && call.answered)) return;
      const next = own[i + 1];
      (call.answered ? served : abandoned).push(next ? next.at - at : Number.POSITIVE_INFINITY);
    });
  }
  return { abandoned: summary(abandoned), served: summary(served) };
}

interface Visit {
  readonly at: number;
  /** Absent: it ended before the queue. */
  readonly call?: Call;
}

function summary(delays: readonly number[]): Repeats {
  const soon = delays.filter((delay) => delay <= DAY_SECONDS).sort((a, b) => a - b);
  const logs = soon.map((delay) => Math.log(Math.max(1, delay)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const sigma = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
  return {
    n: delays.length,
    within: WINDOWS.flatMap((seconds) => {
      const count = delays.filter((delay) => delay <= seconds).length;
      const share = fittedShare(count, delays.length, 'calls of identified customers who waited');
      return share ? [{ seconds, share }] : [];
    }),
    ...(soon.length < 2 ? {} : { after: { median: quantileOfSorted(soon, 0.5), sigma } }),
  };
}
