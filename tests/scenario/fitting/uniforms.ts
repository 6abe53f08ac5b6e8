/** Uniform numbers in (0, 1) without the engine's: a linear congruential generator (Numerical Recipes). */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
}
