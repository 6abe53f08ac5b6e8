import type { Call } from '../call-log.js';
import { deviationOf, type FittedNumber, quantileOfSorted } from '../statistics/fitted-number.js';
import {
  deviationIntervalBy,
  type Grouped,
  type Interval,
  meanBy,
  quantileIntervalsBy,
  shareBy,
} from '../statistics/grouped-numbers.js';

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
  /** Of each of them; the least and the most have none. */
  readonly intervals: readonly Interval[];
  readonly short: FittedNumber;
}

/** Recorded times of work (`recordedWork`); undefined where there are none. Intervals by day. */
export function serviceTimesOf(calls: readonly Call[]): ServiceTimes | undefined {
  const times = calls
    .flatMap(({ answered, day, handle }): Grouped[] =>
      answered && handle !== undefined ? [{ value: handle, group: day }] : [],
    )
    .sort((a, b) => a.value - b.value);
  const mean = meanBy(times, 'mean of recorded times');
  if (!mean) return undefined;
  const seconds = times.map(({ value }) => value);
  const logs = times.flatMap(({ group, value }) =>
    value < SHORT_CALL ? [] : [{ value: Math.log(value), group }],
  );
  return {
    n: seconds.length,
    mean: { ...mean, ...(mean.low === undefined ? {} : { low: Math.max(0, mean.low) }) },
    median: quantileOfSorted(seconds, 0.5),
    p90: quantileOfSorted(seconds, 0.9),
    ...(logs.length < 2 ? {} : { lognormal: lognormalOf(logs) }),
    quantiles: POINTS.map((p) => [p, quantileOfSorted(seconds, p)] as const),
    intervals: [{}, ...quantileIntervalsBy(times, POINTS.slice(1, -1)), {}],
    short: shareBy(
      times.map(({ group, value }) => ({ value: value < SHORT_CALL ? 1 : 0, group })),
      `under ${SHORT_CALL} s`,
    )!,
  };
}

function lognormalOf(logs: readonly Grouped[]): NonNullable<ServiceTimes['lognormal']> {
  const values = logs.map(({ value }) => value);
  const mu = meanBy(logs, `maximum likelihood over times of at least ${SHORT_CALL} s`)!;
  const sigma = deviationOf(values);
  return { mu, sigma: { ...mu, value: sigma, ...deviationIntervalBy(logs, sigma) } };
}

/** An agent with more short calls than chance explains. */
export interface ShortCaller {
  readonly agent: string;
  readonly share: FittedNumber;
}

/** Agents whose share of short calls lies above everybody's, interval and all; the worst first. */
export function shortCallers(calls: readonly Call[]): ShortCaller[] {
  const byAgent = new Map<string, Grouped[]>();
  let short = 0;
  let all = 0;
  for (const { agent, answered, day, handle } of calls) {
    if (!answered || handle === undefined) continue;
    const isShort = handle < SHORT_CALL ? 1 : 0;
    all++;
    short += isShort;
    if (agent === undefined) continue;
    const own = byAgent.get(agent);
    if (own) own.push({ value: isShort, group: day });
    else byAgent.set(agent, [{ value: isShort, group: day }]);
  }
  return [...byAgent]
    .map(([agent, own]) => ({ agent, share: shareBy(own, 'of their calls')! }))
    .filter(({ share }) => share.low! > short / all)
    .sort((a, b) => b.share.value - a.share.value);
}
