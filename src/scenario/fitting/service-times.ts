import type { Call } from './call-log.js';
import {
  deviationOf,
  type FittedNumber,
  fittedMean,
  fittedShare,
  meanOf,
  quantileOfSorted,
  Z95,
} from './fitted-number.js';

/** Work shorter than this is taken for an artefact: agents hung up on callers to rest [bank]. */
export const SHORT_CALL = 10;
/** Shares at which an empirical distribution is written down. */
const POINTS = [
  0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 1,
];

export interface ServiceTimes {
  readonly n: number;
  readonly mean: FittedNumber;
  readonly median: number;
  readonly p90: number;
  /** Of the logarithm, over work of at least `SHORT_CALL` seconds; absent where fewer than two. */
  readonly lognormal?: { readonly mu: FittedNumber; readonly sigma: FittedNumber };
  /** From share to seconds, short ones included. */
  readonly quantiles: readonly (readonly [number, number])[];
  readonly short: FittedNumber;
}

/** Times of work over 0 s; undefined where none is recorded. */
export function serviceTimesOf(calls: readonly Call[]): ServiceTimes | undefined {
  const seconds = calls
    .flatMap(({ answered, handle }) => (answered && handle !== undefined ? [handle] : []))
    .sort((a, b) => a - b);
  const mean = fittedMean(seconds, 'mean of recorded times, normal interval');
  if (!mean) return undefined;
  const logs = seconds.filter((s) => s >= SHORT_CALL).map(Math.log);
  const short = seconds.filter((s) => s < SHORT_CALL).length;
  return {
    n: seconds.length,
    mean,
    median: quantileOfSorted(seconds, 0.5),
    p90: quantileOfSorted(seconds, 0.9),
    ...(logs.length < 2 ? {} : { lognormal: lognormalOf(logs) }),
    quantiles: POINTS.map((p) => [p, quantileOfSorted(seconds, p)] as const),
    short: fittedShare(short, seconds.length, `under ${SHORT_CALL} s`)!,
  };
}

function lognormalOf(logs: readonly number[]): NonNullable<ServiceTimes['lognormal']> {
  const n = logs.length;
  const method = `maximum likelihood over times of at least ${SHORT_CALL} s`;
  const sigma = deviationOf(logs);
  const half = (Z95 * sigma) / Math.sqrt(2 * n);
  return {
    mu: { ...fittedMean(logs, method)!, value: meanOf(logs) },
    sigma: { value: sigma, low: sigma - half, high: sigma + half, n, method },
  };
}

/** An agent with more short calls than chance explains. */
export interface ShortCaller {
  readonly agent: string;
  readonly share: FittedNumber;
}

/** Agents whose share of short calls lies above everybody's, interval and all; the worst first. */
export function shortCallers(calls: readonly Call[]): ShortCaller[] {
  const byAgent = new Map<string, { short: number; all: number }>();
  let short = 0;
  let all = 0;
  for (const { agent, answered, handle } of calls) {
    if (!answered || handle === undefined) continue;
    all++;
    if (handle < SHORT_CALL) short++;
    if (agent === undefined) continue;
    const own = byAgent.get(agent) ?? { short: 0, all: 0 };
    own.all++;
    if (handle < SHORT_CALL) own.short++;
    byAgent.set(agent, own);
  }
  return [...byAgent]
    .map(([agent, own]) => ({ agent, share: fittedShare(own.short, own.all, 'of their calls')! }))
    .filter(({ share }) => share.low! > short / all)
    .sort((a, b) => b.share.value - a.share.value);
}
