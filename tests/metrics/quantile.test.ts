import { expect, it } from 'vitest';
import { quantile } from '../../src/metrics/quantile.js';

it('reads a typed array by the rule of type 7, as numpy and R do', () => {
  const waits = Float64Array.from([0, 0, 10, 20, 50]);
  expect(quantile(waits, 0.5)).toBe(10);
  expect(quantile(waits, 0.9)).toBeCloseTo(38, 12); // (n − 1)·p = 3.6, so 20 + 0.6 · 30
  expect(quantile(waits, 1)).toBe(50);
  expect(quantile(new Float64Array(0), 0.5)).toBeUndefined();
});
