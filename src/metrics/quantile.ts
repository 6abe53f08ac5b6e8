import { quantileSorted } from 'simple-statistics';

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
