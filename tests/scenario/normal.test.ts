import { expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../src/scenario/distribution/normal.js';

// Published percentage points.
it.each([
  [0.5, 0],
  [0.75, 0.674489750196082],
  [0.9, 1.2815515655446],
  [0.95, 1.64485362695147],
  [0.975, 1.95996398454005],
  [0.99, 2.32634787404084],
  [0.995, 2.5758293035489],
  [0.999, 3.09023230616781],
  [0.99999, 4.26489079392282],
  [1e-10, -6.36134090240406],
  [1e-20, -9.26234008979841],
])('the quantile of %d is %d', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 11);
});

it('is antisymmetric', () => {
  for (const p of [0.001, 0.07, 0.08, 0.3, 0.49]) {
    expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12);
  }
});

// Published to six digits in every table; the further ones from mpmath's ncdf at 40 digits.
it.each([
  [-10, 7.619853024160525e-24],
  [-5, 2.866515718791939e-7],
  [-1.5, 0.06680720126885807],
  [-0.5, 0.3085375387259869],
  [0.3, 0.6179114221889527],
  [1, 0.8413447460685429],
  [2.5, 0.9937903346742238],
  [4, 0.9999683287581669],
])('the share below %d is %d', (z, p) => {
  expect(normalCdf(z) / p).toBeCloseTo(1, 14);
});

it('the distribution function undoes the quantile', () => {
  for (let p = 0.0005; p < 1; p += 0.0005) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 14);
  for (let p = 0.5; p > 1e-300; p /= 10)
    expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 11);
});

it('the distribution function has no seams and ends at 0 and 1', () => {
  for (const seam of [0.66291, Math.sqrt(32)]) {
    for (const z of [seam, -seam]) {
      const [below, above] = [normalCdf(z - 1e-9), normalCdf(z + 1e-9)];
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      // Differences of numbers near 1 carry their last digit.
      expect(Math.abs(above - below - 2e-9 * density)).toBeLessThan(3e-16);
    }
  }
  expect(normalCdf(0)).toBe(0.5);
  for (const far of [39, 1e200, Number.POSITIVE_INFINITY]) {
    expect([normalCdf(far), normalCdf(-far)]).toEqual([1, 0]);
  }
});
