/**
 * A number read off a record, with what it takes to judge it: how many observations it rests on, an
 * interval where the method gives one, and the method in a few words.
 */
export interface FittedNumber {
  readonly value: number;
  /** Nominal 95 % interval; absent where the method gives none. */
  readonly low?: number;
  readonly high?: number;
  /** Observations behind it. */
  readonly n: number;
  readonly method: string;
  /** Whose luck the observations share, where the interval allows for it. */
  readonly by?: 'day' | 'customer';
}

/** Half-width of a nominal 95 % normal interval, in standard errors. */
export const Z95 = 1.959964;

/** A share of n independent cases, with its Wilson interval. Nothing observed: undefined. */
export function fittedShare(count: number, n: number, method: string): FittedNumber | undefined {
  if (n === 0) return undefined;
  return { value: count / n, ...wilson(count / n, n), n, method: `${method}; Wilson` };
}

/** Wilson's interval of a share of n cases (JASA 1927); n need not be whole. */
export function wilson(share: number, n: number): { readonly low: number; readonly high: number } {
  const z2 = Z95 ** 2;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // With none, or all, an end is exactly there; rounding must not leave it a hair beside.
  return {
    low: share === 0 ? 0 : Math.max(0, centre - half),
    high: share === 1 ? 1 : Math.min(1, centre + half),
  };
}

/** A mean of independent values, with the normal interval of its standard error. */
export function fittedMean(values: readonly number[], method: string): FittedNumber | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const mean = meanOf(values);
  if (n === 1) return { value: mean, n, method };
  const half = Z95 * (deviationOf(values) / Math.sqrt(n));
  return { value: mean, low: mean - half, high: mean + half, n, method };
}

export function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Standard deviation, dividing by n − 1. */
export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

/** Quantile of ascending values, interpolated between neighbours (type 7, as in R and NumPy). */
export function quantileOfSorted(sorted: readonly number[], p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
