/**
 * GT-T, the golden transfer within tolerance: how near the hand-overs of a dialogue stand to the
 * utterances at which annotators wanted one. In [0, 1]; 1 is best.
 *
 * Source: J. Liu et al., "Time to Transfer: Predicting and Evaluating Machine-Human Chatting
 * Handoff", AAAI 2021, in the form of its authors' code (github.com/WeijiaLau/MHCH-DAMI): with gold
 * positions Q, predicted positions P and tolerance T, the mean over p ∈ P of the maximum over q ∈ Q of
 *
 * > exp( −(p − q)² / [ 2 (T + ε)² · (1 − λ · sgn(p − q)) ] ),  ε = 10⁻⁷
 *
 * and where one of them is empty: 1 if both are, else 0. It averages over *predictions*, so labels
 * that nobody predicted cost nothing: it flatters a policy that hands over once and late misses.
 */
const EPSILON = 1e-7;

/** GT-I, GT-II and GT-III. */
export const TOLERANCES = [1, 2, 3] as const;

/**
 * @param predicted positions in the dialogue, in utterances
 * @param gold labelled positions, ascending
 * @param tolerance T > 0, in utterances
 * @param lambda −1 < λ < 1; above 0 it punishes lateness (p > q) more than haste, 0 both alike
 * @throws RangeError for a λ or a tolerance outside
 */
export function goldenTransfer(
  predicted: readonly number[],
  gold: readonly number[],
  tolerance: number,
  lambda = 0,
): number {
  if (!(lambda > -1 && lambda < 1)) throw new RangeError(`λ must be between −1 and 1: ${lambda}`);
  if (!(tolerance > 0)) throw new RangeError(`A tolerance must be above 0: ${tolerance}`);
  if (gold.length === 0) return predicted.length === 0 ? 1 : 0;
  if (predicted.length === 0) return 0;
  const nearness = (p: number, q: number | undefined): number => {
    if (q === undefined) return 0;
    const spread = 2 * (tolerance + EPSILON) ** 2 * (1 - lambda * Math.sign(p - q));
    return Math.exp(-((p - q) ** 2) / spread);
  };
  let sum = 0;
  for (const p of predicted) {
    // Nearness falls with distance on either side, so no other label can be the nearest.
    const after = firstAtLeast(gold, p);
    sum += Math.max(nearness(p, gold[after]), nearness(p, gold[after - 1]));
  }
  return sum / predicted.length;
}

/** Index of the first of the ascending positions that is not before `p`. */
function firstAtLeast(positions: readonly number[], p: number): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < p) low = middle + 1;
    else high = middle;
  }
  return low;
}
