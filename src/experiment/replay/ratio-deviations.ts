import type { RatioMetric } from '../../metrics/metric.js';
import { read, type Tally } from '../../metrics/tally.js';

/** By group of a record, what it does to a ratio of totals, linearised: (A_g − p̂·N_g) / ΣN. */
export function ratioDeviations(
  value: number,
  numerators: readonly number[],
  denominators: readonly number[],
): number[] {
  const total = denominators.reduce((sum, n) => sum + n, 0);
  return numerators.map((counted, g) => (counted - value * denominators[g]!) / total);
}

/** What a ratio metric counts of each group, and over what. */
export function ratioParts(
  { less, over: [numerator, denominator] }: RatioMetric,
  groups: readonly Tally[],
): { readonly numerators: number[]; readonly denominators: number[] } {
  return {
    numerators: groups.map(
      (group) => read(group, numerator) - (less === undefined ? 0 : read(group, less)),
    ),
    denominators: groups.map((group) => read(group, denominator)),
  };
}
