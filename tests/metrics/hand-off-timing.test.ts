import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goldenTransfer } from '../../src/metrics/hand-off-timing.js';
import { sharedData } from '../shared-data.js';

const at = (marks: readonly number[]) => marks.flatMap((mark, i) => (mark === 1 ? [i] : []));

describe('GT-T', () => {
  // Computed apart from this code, with 40 decimal digits, from the formula of the paper.
  it.each([
    [[3], [2], 1, 0, 0.6065307203656933],
    [[3], [2], 2, 0.5, 0.7788008025414232],
    [[1, 4], [2], 3, -0.5, 0.8785713443963217],
    [[0, 3], [1, 5], 1, 0.5, 0.4900642833754167],
    [[4], [2], 1, 0.3, 0.0574326520862613],
  ])('of %j against %j at T %d, λ %d is %d', (predicted, gold, tolerance, lambda, value) => {
    expect(goldenTransfer(predicted, gold, tolerance, lambda)).toBeCloseTo(value, 12);
  });

  it('is 1 where neither hands over, and 0 where only one of them does', () => {
    expect(goldenTransfer([], [], 1)).toBe(1);
    expect(goldenTransfer([1], [], 1)).toBe(0);
    expect(goldenTransfer([], [1], 1)).toBe(0);
  });

  it('punishes lateness more than haste above λ 0, and the reverse below', () => {
    const late = (lambda: number) => goldenTransfer([5], [3], 2, lambda);
    const early = (lambda: number) => goldenTransfer([1], [3], 2, lambda);
    expect(late(0.5)).toBeLessThan(early(0.5));
    expect(late(0)).toBe(early(0));
    expect(late(-0.5)).toBeGreaterThan(early(-0.5));
  });

  it('lets missed labels go unpunished: why it never stands alone', () => {
    expect(goldenTransfer([1], [1, 4, 7, 9], 1)).toBe(1);
  });

  it('is the formula, read off in full, wherever predictions and labels stand', () => {
    const scan = (predicted: readonly number[], gold: readonly number[], t: number, l: number) =>
      predicted.reduce((sum, p) => {
        const near = gold.map((q) =>
          Math.exp(-((p - q) ** 2) / (2 * (t + 1e-7) ** 2 * (1 - l * Math.sign(p - q)))),
        );
        return sum + Math.max(...near) / predicted.length;
      }, 0);
    for (let bits = 1; bits < 64; bits++) {
      for (let others = 1; others < 64; others++) {
        const places = (from: number) => [0, 1, 2, 3, 4, 5].filter((i) => (from >> i) & 1);
        const [predicted, gold] = [places(bits), places(others)];
        for (const lambda of [-0.9, 0, 0.9]) {
          expect(goldenTransfer(predicted, gold, 2, lambda)).toBeCloseTo(
            scan(predicted, gold, 2, lambda),
            12,
          );
        }
      }
    }
  });

  it('refuses what the formula cannot take', () => {
    expect(() => goldenTransfer([1], [1], 1, 1)).toThrow(RangeError);
    expect(() => goldenTransfer([1], [1], 1, Number.NaN)).toThrow(RangeError);
    expect(() => goldenTransfer([1], [1], 0)).toThrow(RangeError);
  });
});

const TRUTH = sharedData('ground_truth.json');

interface Vector {
  readonly predicted: readonly number[];
  readonly gold: readonly number[];
  readonly scores: readonly {
    readonly T: number;
    readonly lambda: number;
    readonly value: number;
  }[];
}

describe.skipIf(TRUTH === undefined)('published vectors (need ../shared/data)', () => {
  const vectors: readonly Vector[] =
    TRUTH === undefined ? [] : JSON.parse(readFileSync(TRUTH, 'utf8')).gtt_test_vectors;

  it('agree in every digit they give', () => {
    expect(vectors.length).toBeGreaterThan(5);
    for (const { predicted, gold, scores } of vectors) {
      for (const { T, lambda, value } of scores) {
        const mine = goldenTransfer(at(predicted), at(gold), T, lambda);
        // They are given to six decimals.
        expect(Math.abs(Number(mine.toFixed(6)) - value)).toBeLessThan(1e-9);
      }
    }
  });
});
