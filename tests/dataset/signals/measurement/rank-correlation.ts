import { percentileInterval, Resample } from '../../../../src/metrics/bootstrap.js';
import type { Interval } from '../../../../src/metrics/estimate.js';

/** Two readings of one thing, and what it is resampled together with. */
export interface Pair {
  readonly subject: number;
  readonly x: number;
  readonly y: number;
}

const RESAMPLES = 1000;
const SEED = 1;
const LEVEL = 0.95;

/** Spearman's rank correlation, ties sharing their mean rank, with its interval over subjects. */
export function rankCorrelation(pairs: readonly Pair[]): Interval {
  const subjects = Math.max(...pairs.map(({ subject }) => subject)) + 1;
  const [xs, ys] = [distinct(pairs.map(({ x }) => x)), distinct(pairs.map(({ y }) => y))];
  const weights = new Float64Array(pairs.length);
  const of = (times: ArrayLike<number>): number | undefined => {
    for (let i = 0; i < weights.length; i++) weights[i] = times[pairs[i]!.subject]!;
    return pearson(ranks(xs, weights), ranks(ys, weights), weights);
  };
  const source = new Resample(SEED, subjects);
  const times = new Uint32Array(subjects);
  const resampled = Array.from({ length: RESAMPLES }, (_, b) => {
    source.draw(b, times);
    return of(times);
  });
  return percentileInterval(of(new Uint32Array(subjects).fill(1))!, resampled, LEVEL);
}

interface Distinct {
  readonly count: number;
  /** By observation, the place of its value among the distinct ones, ascending. */
  readonly place: Uint32Array;
}

function distinct(values: readonly number[]): Distinct {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const place = new Map(sorted.map((value, i) => [value, i]));
  return { count: sorted.length, place: Uint32Array.from(values, (value) => place.get(value)!) };
}

/** By observation, the mean rank of its value. */
function ranks({ count, place }: Distinct, weights: Float64Array): Float64Array {
  const held = new Float64Array(count);
  for (let i = 0; i < place.length; i++) held[place[i]!]! += weights[i]!;
  let before = 0;
  const rank = held.map((n) => {
    before += n;
    return before - (n - 1) / 2;
  });
  const ranked = new Float64Array(place.length);
  for (let i = 0; i < place.length; i++) ranked[i] = rank[place[i]!]!;
  return ranked;
}

function pearson(x: Float64Array, y: Float64Array, weights: Float64Array): number | undefined {
  let [n, sx, sy] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    n += weights[i]!;
    sx += weights[i]! * x[i]!;
    sy += weights[i]! * y[i]!;
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const [dx, dy] = [x[i]! - sx / n, y[i]! - sy / n];
    xx += weights[i]! * dx * dx;
    yy += weights[i]! * dy * dy;
    xy += weights[i]! * dx * dy;
  }
  return xx === 0 || yy === 0 ? undefined : xy / Math.sqrt(xx * yy);
}
