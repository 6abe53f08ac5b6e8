import { quantileSorted, quickselect } from 'simple-statistics';

/**
 * The value below which a share `p` of the observations lies; undefined without observations.
 *
 * Rule: linear interpolation between the order statistics at (n − 1)·p (type 7 of Hyndman and Fan,
 * the default of numpy and R). A test pins it, since a patch of a library has moved P90 before.
 *
 * @param sorted observations in ascending order
 * @param p between 0 and 1
 * @throws RangeError for a `p` outside
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile needs a share, not ${p}`);
  // The library only indexes, so a typed array does, though its types ask for a plain one.
  return sorted.length === 0 ? undefined : quantileSorted(sorted as number[], p);
}

/**
 * Several quantiles by the same rule, to the same bits, of observations in any order.
 *
 * Selecting (Floyd and Rivest) instead of sorting costs a tenth on a million observations: each
 * quantile only needs what is smaller to stand before it, and the next one searches behind it.
 *
 * @param observations rearranged in the course of it; at least one, none of them NaN
 * @param shares between 0 and 1, ascending
 * @param zeros how many more observations there are, of 0, with none below
 * @throws RangeError for other shares, or without observations
 */
export function quantiles(
  observations: Float64Array,
  shares: readonly number[],
  zeros = 0,
): number[] {
  const last = zeros + observations.length - 1;
  if (last < 0) throw new RangeError('A quantile needs an observation');
  let placed = 0; // what stands before is no larger than anything from here on
  return shares.map((p, i) => {
    if (!(p >= (shares[i - 1] ?? 0) && p <= 1)) {
      throw new RangeError(`Quantiles need ascending shares, not ${shares.join(', ')}`);
    }
    const position = last * p;
    const lower = Math.floor(position);
    const place = lower - zeros; // of a zero it is below 0
    if (place >= 0) {
      quickselect(observations as unknown as number[], place, placed, observations.length - 1);
      placed = place;
    }
    const value = place < 0 ? 0 : observations[place]!;
    if (lower === position) return value;
    const next = place + 1 < 0 ? 0 : least(observations, place + 1);
    return value + (position - lower) * (next - value);
  });
}

function least(observations: Float64Array, from: number): number {
  let found = Number.POSITIVE_INFINITY;
  for (let i = from; i < observations.length; i++) {
    if (observations[i]! < found) found = observations[i]!;
  }
  return found;
}
