import { quantile } from '../metrics/quantile.js';

/** A sample in figures. Unit: that of the sample. Quantiles by linear interpolation (type 7). */
export interface Distribution {
  readonly count: number;
  readonly mean: number;
  /** Of the sample itself: divided by n, not n − 1. */
  readonly sd: number;
  readonly min: number;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p80: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** A growing column of numbers: 8 bytes each, no objects, so that millions stay cheap. */
export class NumberColumn {
  private values = new Float64Array(64);
  private length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  get count(): number {
    return this.length;
  }

  sorted(): Float64Array {
    return this.values.slice(0, this.length).sort();
  }

  /** How many values are at most `limit`. */
  countUpTo(limit: number): number {
    let count = 0;
    for (let i = 0; i < this.length; i++) if (this.values[i]! <= limit) count++;
    return count;
  }

  sum(): number {
    let sum = 0;
    for (let i = 0; i < this.length; i++) sum += this.values[i]!;
    return sum;
  }

  /** Undefined without observations. */
  mean(): number | undefined {
    return this.length === 0 ? undefined : this.sum() / this.length;
  }

  /** A copy with only the values that pass. */
  filter(keep: (value: number) => boolean): NumberColumn {
    const kept = new NumberColumn();
    for (let i = 0; i < this.length; i++) if (keep(this.values[i]!)) kept.push(this.values[i]!);
    return kept;
  }

  /** Undefined without observations. */
  distribution(): Distribution | undefined {
    if (this.length === 0) return undefined;
    const sorted = this.sorted();
    const { mean, sd } = moments(sorted);
    const at = (p: number) => quantile(sorted, p)!;
    return {
      count: this.length,
      mean,
      sd,
      min: sorted[0]!,
      p10: at(0.1),
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p80: at(0.8),
      p90: at(0.9),
      p95: at(0.95),
      p99: at(0.99),
      max: sorted[this.length - 1]!,
    };
  }

  /**
   * Maximum-likelihood lognormal: mean and standard deviation (divided by n) of the logarithms.
   * Positive values only; undefined without any.
   */
  lognormal(): { readonly mu: number; readonly sigma: number } | undefined {
    const logs = this.values
      .subarray(0, this.length)
      .filter((v) => v > 0)
      .map(Math.log);
    if (logs.length === 0) return undefined;
    const { mean, sd } = moments(logs);
    return { mu: mean, sigma: sd };
  }
}

/** Two passes, so that a large mean does not drown a small spread. */
function moments(values: Float64Array): { mean: number; sd: number } {
  let sum = 0;
  for (const v of values) sum += v;
  const mean = sum / values.length;
  let squares = 0;
  for (const v of values) squares += (v - mean) ** 2;
  return { mean, sd: Math.sqrt(squares / values.length) };
}
