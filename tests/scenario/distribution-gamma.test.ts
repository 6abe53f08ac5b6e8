import { describe, expect, it } from 'vitest';
import { gammaQuantile, gammaShareBelow } from '../../src/scenario/distribution/gamma.js';
import { logGamma } from '../../src/scenario/distribution/log-gamma.js';
import { normalCdf, normalQuantile } from '../../src/scenario/distribution/normal.js';
import { gammaOfMeanOne } from '../../src/simulation/arrivals.js';

/**
 * Critical values of the chi-square distribution, which with k degrees of freedom is a gamma of
 * shape k/2 and scale 2. NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
 */
const UPPER = [0.9, 0.95, 0.975, 0.99, 0.999];
const LOWER = [0.1, 0.05, 0.025, 0.01, 0.001];
const CHI_SQUARE: readonly (readonly [number, readonly number[], readonly number[]])[] = [
  [1, UPPER, [2.706, 3.841, 5.024, 6.635, 10.828]],
  [2, UPPER, [4.605, 5.991, 7.378, 9.21, 13.816]],
  [5, UPPER, [9.236, 11.07, 12.833, 15.086, 20.515]],
  [10, UPPER, [15.987, 18.307, 20.483, 23.209, 29.588]],
  [30, UPPER, [40.256, 43.773, 46.979, 50.892, 59.703]],
  [100, UPPER, [118.498, 124.342, 129.561, 135.807, 149.449]],
  [10, LOWER, [4.865, 3.94, 3.247, 2.558, 1.479]],
  [100, LOWER, [82.358, 77.929, 74.222, 70.065, 61.918]],
];

const SHARES = [1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999, 1 - 1e-9];

describe('the gamma quantile', () => {
  it.each(CHI_SQUARE)(
    'is that of the chi-square tables for %d degrees',
    (degrees, shares, values) => {
      expect(shares.map((u) => (2 * gammaQuantile(degrees / 2, u)).toFixed(3))).toEqual(
        values.map((value) => value.toFixed(3)),
      );
    },
  );

  it('of shape 1 is the exponential one', () => {
    for (const u of SHARES) expect(gammaQuantile(1, u) / -Math.log1p(-u)).toBeCloseTo(1, 13);
  });

  it('of shape ½ is half a squared normal', () => {
    // By the lower tail: (1 + u)/2 would lose the digits of a small share.
    for (const u of SHARES.filter((share) => share > 1e-3)) {
      expect(gammaQuantile(0.5, u) / (normalQuantile((1 - u) / 2) ** 2 / 2)).toBeCloseTo(1, 11);
    }
  });

  // Bisection on mpmath's incomplete gamma function at 40 digits.
  it.each([
    [0.01, 0.5, 4.465535018910355e-31],
    [0.01, 0.99, 0.26505255025158186],
    [0.1, 0.1, 6.073048362743184e-11],
    [0.7, 0.3, 0.17251980033360853],
    [2.5, 0.001, 0.10510630131460959],
    [34.6, 0.9, 42.31988523085988],
    [1000, 0.25, 978.4929664946928],
    [1e4, 0.999, 10311.875224539537],
  ])('of shape %d at %d is %d', (shape, u, value) => {
    expect(Math.abs(gammaQuantile(shape, u) / value - 1)).toBeLessThan(1e-12);
  });

  it.each([0.01, 0.05, 0.3, 0.9, 1, 1.1, 2.5, 9.99, 10, 34, 400, 1e4])(
    'of shape %d undoes its distribution function and rises',
    (shape) => {
      let before = 0;
      for (let u = 0.002; u < 1; u += 0.002) {
        const x = gammaQuantile(shape, u);
        expect(Math.abs(gammaShareBelow(shape, x) - u)).toBeLessThan(2e-14);
        expect(x).toBeGreaterThan(before);
        before = x;
      }
    },
  );

  it('has no seam where the cube of a normal takes over', () => {
    for (const u of [0.01, 0.3, 0.99]) {
      const [exact, cube] = [gammaQuantile(1e6, u) - 1e6, gammaQuantile(1e6 + 1e-3, u) - 1e6];
      expect(Math.abs(cube - exact)).toBeLessThan(2e-3);
    }
  });

  it('ends at zero and infinity, and vanishes where no number is small enough', () => {
    expect([gammaQuantile(3, 0), gammaQuantile(3, 1)]).toEqual([0, Number.POSITIVE_INFINITY]);
    expect(gammaQuantile(0.01, 1e-6)).toBe(0);
  });
});

describe('the gamma distribution function', () => {
  it.each([1, 2, 5, 40])('of whole shape %d is a sum of Poisson terms', (shape) => {
    for (let x = 0.25; x < 3 * shape; x += shape / 16) {
      let term = Math.exp(-x);
      let fewer = term;
      for (let k = 1; k < shape; k++) fewer += term *= x / k;
      expect(gammaShareBelow(shape, x)).toBeCloseTo(1 - fewer, 14);
    }
  });

  it('of half-integer shape follows from the normal', () => {
    // P(½, x) = 2Φ(√2x) − 1 and P(a + 1, x) = P(a, x) − x^a e^−x / Γ(a + 1).
    for (const x of [0.1, 1, 7, 20]) {
      let share = 2 * normalCdf(Math.sqrt(2 * x)) - 1;
      let term = Math.sqrt(x / Math.PI) * 2 * Math.exp(-x);
      for (let shape = 0.5; shape < 40; shape++) {
        expect(gammaShareBelow(shape, x)).toBeCloseTo(share, 13);
        share -= term;
        term *= x / (shape + 1);
      }
    }
  });
});

it('the logarithm of Γ is that of factorials and of Γ(½) = √π', () => {
  let factorial = 1;
  for (let n = 1; n <= 25; n++) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 13);
    factorial *= n;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  // Γ(x)·Γ(1 − x) = π / sin(πx)
  for (const x of [0.01, 0.2, 0.4]) {
    expect(logGamma(x) + logGamma(1 - x)).toBeCloseTo(
      Math.log(Math.PI / Math.sin(Math.PI * x)),
      13,
    );
  }
});

it('the noise of a day’s hours has mean 1 and the chi-square’s quantiles', () => {
  // Ten degrees of freedom: shape 5, variation 1/√5.
  expect(10 * gammaOfMeanOne(Math.sqrt(0.2), 0.95)).toBeCloseTo(18.307, 3);
  expect(10 * gammaOfMeanOne(Math.sqrt(0.2), 0.05)).toBeCloseTo(3.94, 3);
});
