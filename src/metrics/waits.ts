import { widened } from '../simulation/widened.js';
import { quantiles } from './quantile.js';

/** Quantiles of the wait that a replication keeps; the catalogue reads them by `p`. Ascending. */
export const WAIT_QUANTILES = [0.5, 0.9, 0.95, 0.99, 1] as const;
/** A quantile needs about 20 observations beyond it (a rule of thumb). */
const TAIL_OBSERVATIONS = 20;

/** The waits of one day in seconds, held until its end: no running sum gives a quantile. */
export class Waits {
  private seconds = new Float64Array(1024);
  private count = 0;

  /** For a new day, in the memory of the old one. */
  clear(): void {
    this.count = 0;
  }

  add(seconds: number): void {
    if (this.count === this.seconds.length) this.seconds = widened(this.seconds, this.count * 2);
    this.seconds[this.count++] = seconds;
  }

  /** By `WAIT_QUANTILES`; undefined where too few waits lie beyond. */
  quantiles(): (number | undefined)[] {
    if (this.count === 0) return WAIT_QUANTILES.map(() => undefined);
    const found = quantiles(this.seconds.subarray(0, this.count), WAIT_QUANTILES);
    return WAIT_QUANTILES.map((p, i) => {
      const enough = p === 1 || p === 0.5 || this.count * (1 - p) >= TAIL_OBSERVATIONS;
      return enough ? found[i] : undefined;
    });
  }
}
