import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differenceInterval,
  interval,
  meanEstimate,
  ratioEstimate,
} from '../../src/metrics/estimate.js';

describe('a ratio of totals', () => {
  it('agrees with a calculation by hand', () => {
    // p̂ = 9/30 = 0.3; N̄ = 10; A − p̂N = 1 − 3, 3 − 3.6, 5 − 2.4 = −2, −0.6, 2.6;
    // squares 4 + 0.36 + 6.76 = 11.12; variance 11.12 / (3·2·100) = 0.0185333
    const found = interval(ratioEstimate([1, 3, 5], [10, 12, 8])!, 0.95);
    expect(found.value).toBeCloseTo(0.3, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt(11.12 / 600), 12);
    expect(found.high! - found.value).toBeCloseTo(4.302653 * Math.sqrt(11.12 / 600), 5);
    expect(found.value - found.low!).toBeCloseTo(found.high! - found.value, 12);
  });

  it('is the ratio of totals and not the mean of ratios', () => {
    expect(ratioEstimate([1, 0], [1, 9])!.value).toBe(0.1);
  });

  it('has nearly the variance of the jackknife', () => {
    const days = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 80, max: 120 })),
      {
        minLength: 20,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(days, (pairs) => {
        const [a, n] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const R = pairs.length;
        const sum = (xs: number[]) => xs.reduce((s, x) => s + x, 0);
        const without = pairs.map(([x, y]) => (sum(a) - x) / (sum(n) - y));
        const mean = sum(without) / R;
        const jackknife = Math.sqrt(((R - 1) / R) * sum(without.map((v) => (v - mean) ** 2)));
        const { standardError } = interval(ratioEstimate(a, n)!, 0.95);
        expect(Math.abs(standardError! - jackknife)).toBeLessThanOrEqual(0.05 * jackknife + 1e-12);
      }),
    );
  });

  it('without anything to measure is no observation', () => {
    expect(ratioEstimate([0, 0], [0, 0])).toBeUndefined();
  });

  it('observed in a single replication has a value and no interval', () => {
    expect(interval(ratioEstimate([1], [4])!, 0.95)).toEqual({ value: 0.25 });
    expect(interval(ratioEstimate([0, 3, 0], [0, 4, 0])!, 0.95)).toEqual({ value: 0.75 });
  });
});

describe('a mean over replications', () => {
  it('treats replications without an observation as if they had never run', () => {
    const values = fc.array(
      fc.option(fc.double({ min: 0, max: 1e4, noNaN: true }), { nil: undefined }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(values, (given) => {
        const present = given.filter((v) => v !== undefined);
        const [found, alone] = [meanEstimate(given), meanEstimate(present)];
        if (!found || !alone) {
          expect(found).toBe(alone);
          return;
        }
        const [a, b] = [interval(found, 0.95), interval(alone, 0.95)];
        expect(a.value).toBe(b.value);
        if (b.standardError === undefined) {
          expect(a.standardError).toBeUndefined();
          return;
        }
        expect(a.standardError!).toBeCloseTo(b.standardError, 6);
        expect(a.high!).toBeCloseTo(b.high!, 6);
      }),
    );
  });

  it('agrees with the textbook: 1, 2, 3, 4 has mean 2.5 and standard error √(5/12)', () => {
    const found = interval(meanEstimate([1, 2, 3, 4])!, 0.95);
    expect(found.value).toBe(2.5);
    expect(found.standardError).toBeCloseTo(Math.sqrt(5 / 12), 12);
  });
});

describe('a difference on the same luck', () => {
  it('is a paired t interval: differences 1, 2, 3 have mean 2 and standard error 1/√3', () => {
    const [a, b] = [meanEstimate([11, 22, 33])!, meanEstimate([10, 20, 30])!];
    const found = differenceInterval(a, b, 0.95);
    expect(found.value).toBeCloseTo(2, 12);
    expect(found.standardError).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(found.low).toBeCloseTo(2 - 4.302653 / Math.sqrt(3), 5);
  });

  it('of an estimate from itself is exactly zero', () => {
    const estimate = ratioEstimate([1, 3, 5], [10, 12, 8])!;
    expect(differenceInterval(estimate, estimate, 0.95)).toEqual({
      value: 0,
      low: 0,
      high: 0,
      standardError: 0,
    });
  });

  it('needs no second replication where the record tells the luck too', () => {
    const sampling = { deviations: [1, -1, 1, -1], degreesOfFreedom: 3, holdsLuck: true };
    const once = { ...meanEstimate([5])!, sampling };
    // √(1 + 1 + 1 + 1) = 2, and t with 3 degrees of freedom is 3.182446.
    expect(interval(once, 0.95).high).toBeCloseTo(5 + 2 * 3.182446, 5);
    expect(differenceInterval(once, once, 0.95)).toMatchObject({ low: 0, high: 0 });
    expect(interval({ ...once, sampling: { ...sampling, degreesOfFreedom: 0 } }, 0.95)).toEqual({
      value: 5,
    });
    expect(interval(meanEstimate([5])!, 0.95)).toEqual({ value: 5 });
  });

  it('has no interval where one side was observed only once', () => {
    const [often, once] = [meanEstimate([1, 2, 3])!, meanEstimate([1, undefined, undefined])!];
    expect(differenceInterval(often, once, 0.95)).toEqual({ value: 1 });
  });
});
