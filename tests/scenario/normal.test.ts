import { expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../src/scenario/normal.js';

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

it('the distribution function undoes it to seven digits', () => {
  for (let p = 0.0005; p < 1; p += 0.0005) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 6);
  expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
});
