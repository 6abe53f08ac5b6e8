/** A uniform in (0, 1) at each call, the same for the same seed: mulberry32 by T. Ettinger. */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/**
 * How far the share of n intervals that hold the truth may be from 95 %, by luck: 3.3 standard errors,
 * once in a thousand.
 */
export function coverageSlack(n: number): number {
  return 3.3 * Math.sqrt((0.95 * 0.05) / n);
}
