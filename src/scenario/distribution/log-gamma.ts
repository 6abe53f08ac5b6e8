/**
 * ln Γ(z) for z > 0, within a few parts in 10¹⁵ of its size or of 1, whichever is larger.
 *
 * Source: Stirling's series (Abramowitz & Stegun 6.1.41) from z = 10 on, and the recurrence
 * Γ(z + 1) = z·Γ(z) (6.1.15) below.
 */
export function logGamma(z: number): number {
  let product = 1;
  let large = z;
  for (; large < 10; large++) product *= large;
  return (
    (large - 0.5) * Math.log(large) -
    large +
    HALF_LOG_TWO_PI +
    stirlingError(large) -
    Math.log(product)
  );
}

/**
 * What Stirling's formula leaves over: ln Γ(z) − (z − ½)·ln z + z − ½·ln 2π, for z of 10 and more.
 *
 * Source: Abramowitz & Stegun 6.1.41; the first term left out is below 3·10⁻¹⁷ at z = 10.
 */
export function stirlingError(z: number): number {
  const s = 1 / (z * z);
  return (
    (1 / 12 -
      s *
        (1 / 360 -
          s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)))))) /
    z
  );
}

export const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
