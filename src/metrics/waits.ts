import { widened } from '../simulation/widened.js';
import { quantiles } from './quantile.js';

/** Quantiles of the wait that a replication keeps; the catalogue reads them by `p`. Ascending. */
export const WAIT_QUANTILES = [0.5, 0.9, 0.95, 0.99, 1] as const;
/** A quantile needs about 20 observations beyond it (a rule of thumb). */
const TAIL_OBSERVATIONS = 20;

/** The waits of one day in seconds, held until its end: no running sum gives a quantile. */
export class Waits {
  private seconds = new Float64Array(1024);
  /** How many are held in `seconds`. */
  private held = 0;
  /** Waits of 0 s, often most of them, are only counted. */
  private zeros = 0;

  /** For a new day, in the memory of the old one. */
  clear(): void {
    this.held = 0;
    this.zeros = 0;
  }

  add(seconds: number): void {
    if (seconds === 0) {
      this.zeros++;
      return;
    }
    if (this.held === this.seconds.length) this.seconds = widened(this.seconds, this.held * 2);
    this.seconds[this.held++] = seconds;
  }

  /** By `WAIT_QUANTILES`; undefined where too few waits lie beyond. */
  quantiles(): (number | undefined)[] {
    const { held, zeros } = this;
    const count = held + zeros;
    if (count === 0) return WAIT_QUANTILES.map(() => undefined);
    const found = quantiles(this.seconds.subarray(0, held), WAIT_QUANTILES, zeros);
    return WAIT_QUANTILES.map((p, i) => {
      const enough = p === 1 || p === 0.5 || count * (1 - p) >= TAIL_OBSERVATIONS;
      return enough ? found[i] : undefined;
    });
  }
}
