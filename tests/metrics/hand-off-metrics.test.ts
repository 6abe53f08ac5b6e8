import { describe, expect, it } from 'vitest';
import { HAND_OFF_METRICS } from '../../src/metrics/hand-off-metrics.js';
import {
  HAND_OFF_TALLIES,
  type HandOffTallies,
  tallyHandOffs,
} from '../../src/metrics/hand-off-tally.js';

function total(...tallies: readonly HandOffTallies[]): HandOffTallies {
  return Object.fromEntries(
    HAND_OFF_TALLIES.map((name) => [name, tallies.reduce((sum, one) => sum + one[name], 0)]),
  ) as unknown as HandOffTallies;
}

function metric(id: string, sums: HandOffTallies): number | undefined {
  return HAND_OFF_METRICS.find((one) => one.id === `handoff.${id}`)!.of(sums);
}

describe('four dialogues, worked by hand', () => {
  const sums = total(
    tallyHandOffs(6, [2, 4], [2, 3], 0), // one hit, one false alarm, one label passed over
    tallyHandOffs(5, [3], [1], 0), // late by 2
    tallyHandOffs(5, [], [4], 0), // missed
    tallyHandOffs(4, [0], [], 0), // needless
  );

  it.each([
    ['precision', 1 / 4],
    ['recall', 1 / 4],
    ['f1', 1 / 4],
    // of the 20 utterances 13 are rightly left alone: F1 of "stay" is 26 / (26 + 3 + 3)
    ['macro_f1', (1 / 4 + 26 / 32) / 2],
    ['missed', 1 / 3],
    ['needless', 1],
    ['late', 2 / 2],
    ['early', 0],
    // (1 + e^−½)/2 of the first, e^−2 of the second, nothing of the others
    ['gt1', ((1 + Math.exp(-1 / 2)) / 2 + Math.exp(-2)) / 4],
  ])('%s', (id, value) => {
    expect(metric(id, sums)).toBeCloseTo(value, 6);
  });

  it('counts every utterance once', () => {
    expect(sums.flaggedLabelled + sums.flaggedOnly + sums.labelledOnly + sums.neither).toBe(20);
  });
});

it('a first flag before the first label is early, not late', () => {
  const sums = tallyHandOffs(9, [1, 5], [4, 5], 0);
  expect(metric('early', sums)).toBe(3);
  expect(metric('late', sums)).toBe(0);
});

it('nothing to measure is undefined, never 0 or NaN', () => {
  const silent = tallyHandOffs(5, [], [2], 0);
  expect(metric('precision', silent)).toBeUndefined();
  expect(metric('f1', silent)).toBe(0);
  expect(metric('needless', silent)).toBeUndefined();
  expect(metric('late', silent)).toBeUndefined();
  expect(metric('recall', tallyHandOffs(5, [], [], 0))).toBeUndefined();
  expect(metric('f1', tallyHandOffs(5, [], [], 0))).toBeUndefined();
});
