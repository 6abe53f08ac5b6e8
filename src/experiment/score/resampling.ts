import { percentileInterval, Resample } from '../../metrics/bootstrap.js';
import type { Interval } from '../../metrics/estimate.js';
import { HAND_OFF_METRICS } from '../../metrics/hand-off-metrics.js';
import {
  HAND_OFF_TALLIES,
  type HandOffTallies,
  type HandOffTally,
} from '../../metrics/hand-off-tally.js';

/** One series of tallies, a dialogue each, and its metrics on the data and on every resample. */
export interface Series {
  readonly tallies: readonly HandOffTallies[];
  /** By metric id. */
  readonly values: ReadonlyMap<string, readonly (number | undefined)[]>;
  readonly value: ReadonlyMap<string, number | undefined>;
}

export interface ResamplingOptions {
  readonly seed: number;
  readonly resamples: number;
  readonly progress?: (done: number, total: number) => void | Promise<void>;
}

/** Resamples between two calls of `progress`. */
const STEP = 50;

/** All series on the same resamples of the dialogues. */
export async function resample(
  series: readonly (readonly HandOffTallies[])[],
  { seed, resamples, progress }: ResamplingOptions,
): Promise<Series[]> {
  const n = series[0]?.length ?? 0;
  const classes = series.map(classesOf);
  const values = series.map(
    () => new Map(HAND_OFF_METRICS.map(({ id }) => [id, [] as (number | undefined)[]])),
  );
  const source = new Resample(seed, n);
  const times = new Uint32Array(n);
  for (let b = 0; b < resamples; b++) {
    source.draw(b, times);
    classes.forEach((alike, s) => {
      const sums = sumsOf(alike, times);
      for (const { id, of } of HAND_OFF_METRICS) values[s]!.get(id)!.push(of(sums));
    });
    if ((b + 1) % STEP === 0) await progress?.(b + 1, resamples);
  }
  times.fill(1);
  return series.map((tallies, s) => {
    const sums = sumsOf(classes[s]!, times);
    const value = new Map(HAND_OFF_METRICS.map(({ id, of }) => [id, of(sums)]));
    return { tallies, values: values[s]!, value };
  });
}

/** Undefined where the data have nothing to measure. */
export function intervalOf(series: Series, metric: string, level: number): Interval | undefined {
  const value = series.value.get(metric);
  if (value === undefined) return undefined;
  if (series.tallies.length < 2) return { value };
  return percentileInterval(value, series.values.get(metric)!, level);
}

/** The paired difference, resample by resample; undefined where either has nothing to measure. */
export function differenceOf(
  series: Series,
  other: Series,
  metric: string,
  level: number,
): Interval | undefined {
  const [mine, theirs] = [series.value.get(metric), other.value.get(metric)];
  if (mine === undefined || theirs === undefined) return undefined;
  if (series.tallies.length < 2) return { value: mine - theirs };
  const resampled = series.values.get(metric)!.map((value, b) => {
    const against = other.values.get(metric)![b];
    return value === undefined || against === undefined ? undefined : value - against;
  });
  return percentileInterval(mine - theirs, resampled, level);
}

/** Dialogues with the same tallies: a resample needs to know only how many of each sort it has. */
interface Classes {
  readonly sorts: readonly HandOffTallies[];
  /** By dialogue, its sort. */
  readonly sortOf: Uint32Array;
  /** By sort, how many of it were drawn; overwritten by each resample. */
  readonly drawn: Float64Array;
}

function classesOf(tallies: readonly HandOffTallies[]): Classes {
  const sorts: HandOffTallies[] = [];
  const known = new Map<string, number>();
  const sortOf = Uint32Array.from(tallies, (tally) => {
    const key = HAND_OFF_TALLIES.map((name) => tally[name]).join(' ');
    let sort = known.get(key);
    if (sort === undefined) {
      sort = sorts.push(tally) - 1;
      known.set(key, sort);
    }
    return sort;
  });
  return { sorts, sortOf, drawn: new Float64Array(sorts.length) };
}

/** Sums over dialogues, each counted so many times. */
function sumsOf({ drawn, sortOf, sorts }: Classes, times: Uint32Array): HandOffTallies {
  drawn.fill(0);
  for (let i = 0; i < sortOf.length; i++) drawn[sortOf[i]!]! += times[i]!;
  const sums = {} as Record<HandOffTally, number>;
  for (const name of HAND_OFF_TALLIES) {
    let sum = 0;
    for (let sort = 0; sort < drawn.length; sort++) sum += drawn[sort]! * sorts[sort]![name];
    sums[name] = sum;
  }
  return sums;
}
