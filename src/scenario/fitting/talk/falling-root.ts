/** How near the root is found. */
const WITHIN = 1e-12;

/**
 * Where a falling function crosses 0; the end nearer to that where it does not. It may be infinite at the
 * ends. (Ridders, IEEE Transactions on Circuits and Systems 26, 1979: halving, on a straightened line.)
 */
export function fallingRoot(falling: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [above, below] = [falling(low), falling(high)];
  if (below >= 0) return to;
  if (above <= 0) return from;
  let last = Number.NaN;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    const there = falling(middle);
    const straight = middle + ((middle - low) * there) / Math.sqrt(there * there - above * below);
    const at = Number.isFinite(straight) ? straight : middle;
    const found = falling(at);
    if (found === 0 || high - low < WITHIN) return at;
    // Two steps at the same place may only be slow ones.
    if (Math.abs(at - last) < WITHIN && falling(at - WITHIN) > 0 && falling(at + WITHIN) <= 0)
      return at;
    last = at;
    for (const [x, y] of [
      [middle, there],
      [at, found],
    ] as const) {
      if (y > 0 && x > low) [low, above] = [x, y];
      if (y <= 0 && x < high) [high, below] = [x, y];
    }
  }
  return (low + high) / 2;
}
