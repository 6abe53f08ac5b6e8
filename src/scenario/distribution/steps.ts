/**
 * A distribution function that rises in steps: to `shares[i]` at `seconds[i]`, both ascending. What
 * the last share leaves over lies beyond the last time, further by the `tail`.
 */
export interface Steps {
  readonly kind: 'steps';
  readonly seconds: readonly number[];
  readonly shares: readonly number[];
  /** Absent where the last share is 1. */
  readonly tail?: Tail;
}

/** Time beyond the last step: exponential, or without end. */
export type Tail =
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'never' };

/**
 * Resampling: each value as often as its weight says.
 *
 * @param values in any order, at least one
 * @param weights positive, one a value; alike where absent
 */
export function empiricalOf(values: readonly number[], weights?: readonly number[]): Steps {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const seconds: number[] = [];
  const sums: number[] = [];
  let sum = 0;
  for (const i of order) {
    sum += weights?.[i] ?? 1;
    if (seconds.at(-1) === values[i]) sums[sums.length - 1] = sum;
    else {
      seconds.push(values[i]!);
      sums.push(sum);
    }
  }
  return { kind: 'steps', seconds, shares: sums.map((s) => s / sum) };
}

/**
 * A survival function that falls at each of `times` to the share in `survival`, as Kaplan and
 * Meier's estimate does.
 *
 * Source: E. L. Kaplan, P. Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53
 * (1958). It says nothing beyond the last time, hence the stated tail.
 */
export function kaplanMeierOf(
  times: readonly number[],
  survival: readonly number[],
  tail: Tail | undefined,
): Steps {
  const shares = survival.map((left) => 1 - left);
  return { kind: 'steps', seconds: times, shares, ...(tail ? { tail } : {}) };
}

/** The least value whose share is at least `u`: the inverse of the steps. */
export function stepQuantile({ seconds, shares, tail }: Steps, u: number): number {
  let low = 0;
  let high = shares.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (shares[middle]! < u) low = middle + 1;
    else high = middle;
  }
  const last = seconds.length - 1;
  if (low <= last) return seconds[low]!;
  if (!tail) return seconds[last]!;
  if (tail.kind === 'never') return Number.POSITIVE_INFINITY;
  // Of those who are left at the last time, the share (1 − u)/left stays longer.
  return seconds[last]! - tail.mean * Math.log((1 - u) / (1 - shares[last]!));
}

export function stepShareBelow({ seconds, shares, tail }: Steps, x: number): number {
  let low = 0;
  let high = seconds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (seconds[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const last = seconds.length - 1;
  if (low <= last || tail?.kind !== 'exponential') return shares[low - 1]!;
  return 1 - (1 - shares[last]!) * Math.exp((seconds[last]! - x) / tail.mean);
}

/** Mean and variance; both infinite where some never end. */
export function stepMoments({ seconds, shares, tail }: Steps): { mean: number; variance: number } {
  const last = seconds.length - 1;
  const left = 1 - shares[last]!;
  if (left > 0 && tail?.kind === 'never')
    return { mean: Number.POSITIVE_INFINITY, variance: Number.POSITIVE_INFINITY };
  const further = tail?.kind === 'exponential' ? tail.mean : 0;
  const beyond = seconds[last]! + further;
  let mean = left * beyond;
  for (let i = 0; i <= last; i++) mean += (shares[i]! - (shares[i - 1] ?? 0)) * seconds[i]!;
  let variance = left * ((beyond - mean) ** 2 + further ** 2);
  for (let i = 0; i <= last; i++)
    variance += (shares[i]! - (shares[i - 1] ?? 0)) * (seconds[i]! - mean) ** 2;
  return { mean, variance };
}
