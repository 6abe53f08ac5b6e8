import { describe, expect, it } from 'vitest';
import {
  type Distribution,
  lognormalOfMean,
  meanOf,
  quantileOf,
  scaled,
  shareBelow,
} from '../../src/scenario/distribution.js';

const SMOOTH: readonly Distribution[] = [
  { kind: 'exponential', mean: 300 },
  { kind: 'lognormal', median: 60, sigma: 0.9 },
  { kind: 'lognormal', median: 25, sigma: 0.1 },
];

describe.each(SMOOTH)('$kind', (distribution) => {
  it('has a quantile that its distribution function undoes', () => {
    for (let u = 0.01; u < 1; u += 0.01) {
      expect(shareBelow(distribution, quantileOf(distribution, u))).toBeCloseTo(u, 6);
    }
  });

  it('has the mean of its quantiles', () => {
    // midpoints of the unit interval, with the tails refined
    let mean = 0;
    const n = 20_000;
    for (let i = 0; i < n; i++) {
      // u = x³(10 − 15x + 6x²) is flat at both ends, where the quantile is steep
      const x = (i + 0.5) / n;
      const u = x ** 3 * (10 - 15 * x + 6 * x * x);
      mean += (quantileOf(distribution, u) * 30 * x * x * (1 - x) ** 2) / n;
    }
    expect(mean / meanOf(distribution)).toBeCloseTo(1, 4);
  });

  it('scales all of it', () => {
    const twice = scaled(distribution, 2);
    expect(meanOf(twice)).toBeCloseTo(2 * meanOf(distribution), 9);
    expect(quantileOf(twice, 0.3)).toBeCloseTo(2 * quantileOf(distribution, 0.3), 9);
  });
});

it('a lognormal given by its mean has that mean', () => {
  expect(meanOf(lognormalOfMean(700, 0.9))).toBeCloseTo(700, 9);
});

it('without spread a lognormal is its median', () => {
  const point: Distribution = { kind: 'lognormal', median: 60, sigma: 0 };
  expect(quantileOf(point, 0.99)).toBe(60);
  expect([59, 60, 61].map((x) => shareBelow(point, x))).toEqual([0, 1, 1]);
});

it('never and constant', () => {
  expect(quantileOf({ kind: 'never' }, 0.5)).toBe(Number.POSITIVE_INFINITY);
  expect(shareBelow({ kind: 'never' }, 1e12)).toBe(0);
  expect([59, 60].map((x) => shareBelow({ kind: 'constant', seconds: 60 }, x))).toEqual([0, 1]);
});
