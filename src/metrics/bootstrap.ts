import { output, threefry2x32 } from '../simulation/luck/threefry.js';
import type { Interval } from './estimate.js';
import { quantile } from './quantile.js';

/** Keeps these draws apart from the simulation's, which are keyed by the same seed: "boot". */
const TAG = 0x626f6f74;

/**
 * The percentile bootstrap over independent subjects (conversations): B. Efron, R. Tibshirani,
 * *An Introduction to the Bootstrap* (1993), chapter 13. What happens within a subject stays together,
 * since the utterances of one conversation are not independent of each other.
 *
 * Subject i of resample b is the number threefry(seed, b, i), so a resample is the same for every
 * policy and metric (differences are paired), in any order of asking.
 */
export class Resample {
  /**
   * @param seed a non-negative integer below 2⁵³
   * @param subjects how many there are to draw from, and how many are drawn
   */
  constructor(
    private readonly seed: number,
    private readonly subjects: number,
  ) {}

  /** How often each subject is in the b-th resample; written into `times`. */
  draw(b: number, times: Uint32Array): void {
    threefry2x32(this.seed | 0, Math.floor(this.seed / 2 ** 32) | 0, b | 0, TAG);
    const [key0, key1] = [output.low, output.high];
    times.fill(0);
    for (let i = 0; i < this.subjects; i++) {
      threefry2x32(key0, key1, i, 0);
      times[Math.floor(output.uniform * this.subjects)]!++;
    }
  }
}

/**
 * Below this share of resamples with anything to measure, those left would tell of the lucky ones
 * only (assumption).
 */
const LEAST_MEASURED = 0.95;

/**
 * @param value the figure on the data as they are
 * @param resampled the same figure on each resample; undefined where there was nothing to measure
 * @param level such as 0.95
 * @returns without bounds where too few resamples had anything to measure
 */
export function percentileInterval(
  value: number,
  resampled: readonly (number | undefined)[],
  level: number,
): Interval {
  const measured = resampled.filter((one) => one !== undefined).sort((a, b) => a - b);
  if (measured.length === 0 || measured.length < LEAST_MEASURED * resampled.length)
    return { value };
  const tail = (1 - level) / 2;
  return { value, low: quantile(measured, tail)!, high: quantile(measured, 1 - tail)! };
}
