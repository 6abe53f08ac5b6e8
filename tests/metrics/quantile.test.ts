import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, quantiles } from '../../src/metrics/quantile.js';
import { Waits } from '../../src/metrics/waits.js';

it('reads a typed array by the rule of type 7, as numpy and R do', () => {
  const waits = Float64Array.from([0, 0, 10, 20, 50]);
  expect(quantile(waits, 0.5)).toBe(10);
  expect(quantile(waits, 0.9)).toBeCloseTo(38, 12); // (n − 1)·p = 3.6, so 20 + 0.6 · 30
  expect(quantile(waits, 1)).toBe(50);
  expect(quantile(new Float64Array(0), 0.5)).toBeUndefined();
});

describe('several quantiles at once', () => {
  it('are read off unsorted observations', () => {
    const waits = Float64Array.from([50, 0, 20, 0, 10]);
    const [median, p90, most] = quantiles(waits, [0.5, 0.9, 1]);
    expect([median, most]).toEqual([10, 50]);
    expect(p90).toBeCloseTo(38, 12);
  });

  it('are the library’s of the sorted ones, to the bit', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const wait = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e5, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(wait, { minLength: 1, maxLength: 3000, size: 'max' }),
        fc.array(share, { minLength: 1, maxLength: 6 }),
        (observations, someShares) => {
          const shares = [...someShares].sort((a, b) => a - b);
          const sorted = Float64Array.from(observations).sort();
          const found = shares.map((p) => quantile(sorted, p));
          expect(quantiles(Float64Array.from(observations), shares)).toEqual(found);
          const others = Float64Array.from(observations.filter((one) => one > 0));
          const zeros = observations.length - others.length;
          expect(quantiles(others, shares, zeros)).toEqual(found);
        },
      ),
      { seed: 7 },
    );
  });

  it('refuse shares that are none or out of order, and nothing to look at', () => {
    for (const shares of [[1.1], [-0.1], [Number.NaN], [0.9, 0.5]]) {
      expect(() => quantiles(Float64Array.of(1, 2), shares)).toThrow(RangeError);
    }
    expect(() => quantiles(new Float64Array(0), [0.5])).toThrow(RangeError);
  });
});

describe('the waits of a day', () => {
  const days = (waits: Waits, count: number) => {
    waits.clear();
    for (let i = count; i > 0; i--) waits.add(i - 1);
    return waits.quantiles();
  };

  it('grow, start anew, and leave out quantiles with fewer than 20 beyond them', () => {
    const waits = new Waits();
    // 0 to 4999: the position of p is 4999·p, and so is the value.
    const many = days(waits, 5000);
    [0.5, 0.9, 0.95, 0.99, 1].forEach((p, i) => expect(many[i]).toBeCloseTo(4999 * p, 9));
    expect(days(waits, 201)).toEqual([100, 180, undefined, undefined, 200]);
    expect(days(waits, 1)).toEqual([0, undefined, undefined, undefined, 0]);
    expect(days(waits, 0)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
