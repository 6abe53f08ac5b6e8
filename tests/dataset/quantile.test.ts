import { describe, expect, it } from 'vitest';
import { NumberColumn } from '../../src/inspection/number-column.js';
import { quantile } from '../../src/metrics/quantile.js';

describe('quantile', () => {
  it('interpolates linearly at (n − 1)·p, as numpy and R do by default', () => {
    // By hand: n = 5, p = 0.9: position 3.6, between 4 and 10.
    expect(quantile([1, 2, 3, 4, 10], 0.9)).toBeCloseTo(7.6, 12);
    // n = 4, p = 0.25: position 0.75, between 1 and 2. Other rules give 1, 1.5 or 1.25.
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([1, 2, 3, 4], 0)).toBe(1);
    expect(quantile([1, 2, 3, 4], 1)).toBe(4);
    expect(quantile(Float64Array.of(7), 0.5)).toBe(7);
  });

  it('has no value without observations, and no meaning outside 0 to 1', () => {
    expect(quantile([], 0.5)).toBeUndefined();
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});

describe('NumberColumn', () => {
  it('grows, and describes what it holds', () => {
    const column = new NumberColumn();
    for (let i = 200; i > 0; i--) column.push(i);
    const d = column.distribution()!;
    // 1 to 200: mean 100.5, variance (200² − 1)/12
    expect(d).toMatchObject({ count: 200, mean: 100.5, min: 1, max: 200, p50: 100.5 });
    expect(d.sd).toBeCloseTo(Math.sqrt(39_999 / 12), 10);
    expect(column.countUpTo(10)).toBe(10);
    expect(new NumberColumn().distribution()).toBeUndefined();
    expect(new NumberColumn().mean()).toBeUndefined();
  });

  it('fits a lognormal to positive values only', () => {
    const column = new NumberColumn();
    for (const value of [0, Math.E, Math.E ** 3]) column.push(value);
    const fit = column.lognormal()!;
    expect(fit.mu).toBeCloseTo(2, 12);
    expect(fit.sigma).toBeCloseTo(1, 12);
  });
});
