import { expect, it } from 'vitest';
import { studentTCdf, studentTQuantile } from '../../src/scenario/distribution/student-t.js';

// Published percentage points of Student's t, to three decimals.
it.each([
  [0.975, 1, 12.706],
  [0.975, 2, 4.303],
  [0.975, 5, 2.571],
  [0.975, 10, 2.228],
  [0.975, 29, 2.045],
  [0.975, 120, 1.98],
  [0.995, 1, 63.657],
  [0.995, 9, 3.25],
  [0.9995, 3, 12.924],
  [0.95, 30, 1.697],
  [0.9, 4, 1.533],
])('t at %d with %d degrees of freedom is %d', (p, df, t) => {
  expect(Math.abs(studentTQuantile(p, df) - t)).toBeLessThan(0.0005);
});

it('has closed forms at one and two degrees of freedom', () => {
  for (const t of [0, 0.1, 1, 5, 40]) {
    expect(studentTCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
    expect(studentTCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 12);
  }
});

it('approaches the normal quantile', () => {
  expect(studentTQuantile(0.975, 1e6)).toBeCloseTo(1.959966, 5);
});
