import { expect, it } from 'vitest';
import { fallingRoot } from '../../../src/scenario/fitting/talk/falling-root.js';

it.each<[string, (x: number) => number, number, number, number]>([
  ['a line', (x) => 3 - 2 * x, 0, 10, 1.5],
  ['a square root', (x) => 2 - x * x, 0, 100, Math.SQRT2],
  ['infinite at both ends', (x) => 1 / x - 3 / (1 - x), 0, 1, 0.25],
  ['flat on one side', (x) => (x < 1e-3 ? 1e-9 * (1e-3 - x) : 1e6 * (1e-3 - x)), -5, 5, 1e-3],
  ['none: above all along', (x) => 5 - x, 0, 4, 4],
  ['none: below all along', (x) => -1 - x, 0, 4, 0],
])('finds where it crosses 0: %s', (_, falling, from, to, root) => {
  expect(fallingRoot(falling, from, to)).toBeCloseTo(root, 9);
});
