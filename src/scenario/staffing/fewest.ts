/**
 * The fewest people of whom there are enough, at least one: by doubling, then by halving what is left.
 *
 * @param enough true from some number of people on, false below
 * @param most the search ends there, enough or not
 */
export function fewest(enough: (people: number) => boolean, most = 2 ** 20): number {
  let high = 1;
  while (high < most && !enough(high)) high = Math.min(most, 2 * high);
  let low = high >> 1; // not enough, or nobody
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
