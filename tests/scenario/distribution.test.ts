import { describe, expect, it } from 'vitest';
import {
  type Distribution,
  gammaOfVariation,
  lognormalOfMean,
  lognormalOfVariation,
  meanOf,
  quantileOf,
  scaled,
  shareBelow,
  squaredVariationOf,
  weibullOfMean,
} from '../../src/scenario/distribution/distribution.js';

const SMOOTH: readonly Distribution[] = [
  { kind: 'exponential', mean: 300 },
  { kind: 'lognormal', median: 60, sigma: 0.9 },
  { kind: 'lognormal', median: 25, sigma: 0.1 },
  { kind: 'gamma', shape: 4, scale: 75 },
  { kind: 'gamma', shape: 0.4, scale: 900 },
  { kind: 'gamma', shape: 900, scale: 0.5 },
  { kind: 'weibull', shape: 0.7, scale: 300 },
  { kind: 'weibull', shape: 3, scale: 40 },
  { kind: 'line', seconds: [5, 40, 180, 600], shares: [0, 0.5, 0.9, 1] },
];

/**
 * The integral of `f` over u from 0 to 1: midpoints of x, where u = x³(10 − 15x + 6x²) is flat at
 * both ends, where the quantile is steep.
 */
function integral(f: (u: number) => number): number {
  const n = 40_000;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const x = (i + 0.5) / n;
    sum += (f(x ** 3 * (10 - 15 * x + 6 * x * x)) * 30 * x * x * (1 - x) ** 2) / n;
  }
  return sum;
}

describe.each(SMOOTH)('%o', (distribution) => {
  it('has a quantile that its distribution function undoes', () => {
    for (let u = 0.001; u < 1; u += 0.001) {
      expect(shareBelow(distribution, quantileOf(distribution, u))).toBeCloseTo(u, 12);
    }
  });

  it('has a distribution function that its quantile undoes', () => {
    for (let u = 0.01; u < 1; u += 0.01) {
      const x = quantileOf(distribution, u);
      expect(quantileOf(distribution, shareBelow(distribution, x)) / x).toBeCloseTo(1, 9);
    }
  });

  it('has the mean and the variation of its quantiles', () => {
    const mean = integral((u) => quantileOf(distribution, u));
    expect(mean / meanOf(distribution)).toBeCloseTo(1, 4);
    const variance = integral((u) => (quantileOf(distribution, u) - mean) ** 2);
    expect(variance / mean ** 2 / squaredVariationOf(distribution)).toBeCloseTo(1, 3);
  });

  it('scales all of it but its variation', () => {
    const twice = scaled(distribution, 2);
    expect(meanOf(twice) / meanOf(distribution)).toBeCloseTo(2, 12);
    expect(quantileOf(twice, 0.3) / quantileOf(distribution, 0.3)).toBeCloseTo(2, 12);
    expect(squaredVariationOf(twice)).toBeCloseTo(squaredVariationOf(distribution), 12);
  });

  it('has nothing below zero', () => {
    expect(shareBelow(distribution, -1)).toBe(0);
    expect(shareBelow(distribution, 0)).toBe(0);
  });

  it('is plain data', () => {
    expect(structuredClone(distribution)).toEqual(distribution);
  });
});

describe('given by its mean', () => {
  it('a lognormal has that mean, and the variation where it is given', () => {
    expect(meanOf(lognormalOfMean(700, 0.9))).toBeCloseTo(700, 9);
    const varied = lognormalOfVariation(700, 1.1);
    expect(meanOf(varied)).toBeCloseTo(700, 9);
    expect(squaredVariationOf(varied)).toBeCloseTo(1.21, 12);
  });

  it('a gamma has that mean and variation', () => {
    const given = gammaOfVariation(300, 0.5);
    expect(given).toEqual({ kind: 'gamma', shape: 4, scale: 75 });
    expect(squaredVariationOf(given)).toBe(0.25);
  });

  it('a Weibull has that mean', () => {
    for (const shape of [0.1, 0.5, 0.9, 3, 100]) {
      expect(meanOf(weibullOfMean(shape, 300))).toBeCloseTo(300, 9);
    }
  });
});

describe('a Weibull', () => {
  it('of shape 1 is exponential', () => {
    const [weibull, exponential] = [
      { kind: 'weibull', shape: 1, scale: 300 },
      { kind: 'exponential', mean: 300 },
    ] as const;
    for (const u of [0.001, 0.3, 0.99]) {
      expect(quantileOf(weibull, u)).toBeCloseTo(quantileOf(exponential, u), 9);
      expect(shareBelow(weibull, 900 * u)).toBeCloseTo(shareBelow(exponential, 900 * u), 14);
    }
    expect(meanOf(weibull)).toBeCloseTo(300, 9);
    expect(squaredVariationOf(weibull)).toBeCloseTo(1, 12);
  });

  // Mean scale·Γ(1 + 1/k) and variance scale²·(Γ(1 + 2/k) − Γ(1 + 1/k)²), at known values of Γ.
  it.each([
    ['½, where Γ(3) = 2 and Γ(5) = 24', 0.5, 2, 24 / 4 - 1],
    ['2, where Γ(3/2) = √π/2 and Γ(2) = 1', 2, Math.sqrt(Math.PI) / 2, 4 / Math.PI - 1],
    ['⅓, where Γ(4) = 6 and Γ(7) = 720', 1 / 3, 6, 720 / 36 - 1],
  ])('of shape %s', (_, shape, mean, variation) => {
    const weibull: Distribution = { kind: 'weibull', shape, scale: 100 };
    expect(meanOf(weibull) / 100).toBeCloseTo(mean, 12);
    expect(squaredVariationOf(weibull) / variation).toBeCloseTo(1, 12);
  });

  it('has 1 − 1/e below its scale, whatever its shape', () => {
    for (const shape of [0.1, 0.7, 5, 100]) {
      expect(shareBelow({ kind: 'weibull', shape, scale: 80 }, 80)).toBeCloseTo(1 - 1 / Math.E, 15);
    }
  });
});

it('without spread a lognormal is its median', () => {
  const point: Distribution = { kind: 'lognormal', median: 60, sigma: 0 };
  expect(quantileOf(point, 0.99)).toBe(60);
  expect([59, 60, 61].map((x) => shareBelow(point, x))).toEqual([0, 1, 1]);
  expect(squaredVariationOf(point)).toBe(0);
});

it('never and constant', () => {
  expect(quantileOf({ kind: 'never' }, 0.5)).toBe(Number.POSITIVE_INFINITY);
  expect(shareBelow({ kind: 'never' }, 1e12)).toBe(0);
  expect(squaredVariationOf({ kind: 'never' })).toBeNaN();
  expect([59, 60].map((x) => shareBelow({ kind: 'constant', seconds: 60 }, x))).toEqual([0, 1]);
  expect(shareBelow({ kind: 'constant', seconds: 0 }, 0)).toBe(1);
  expect(squaredVariationOf({ kind: 'constant', seconds: 60 })).toBe(0);
});
