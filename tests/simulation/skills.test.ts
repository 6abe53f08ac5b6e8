import { describe, expect, it } from 'vitest';
import type { World } from '../../src/scenario/world.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { dayOf, desks } from './runs.js';

// Proficiency from 0 to 1: what is lacking lengthens the work and lowers the odds, in proportion.

const trained = (proficiency: number, facts: Partial<World['people']> = {}): World => {
  const world = desks({ general: { proficiency: [proficiency] } });
  return { ...world, people: { ...world.people, ...facts } };
};

describe('handle time', () => {
  it.each([
    [1, 100],
    [0.5, 112.5], // half of the way to 1.25
    [0.2, 120],
    [0, 125],
  ])(
    'at proficiency %d is %d s of 100, where none at all takes 1.25 times as long',
    (level, seconds) => {
      const { records } = dayOf(
        trained(level, { unskilledHandleFactor: 1.25 }),
        [{ at: 0 }],
        STRAIGHT_THROUGH,
      );
      expect(records[0]!.handleSeconds).toBeCloseTo(seconds, 9);
      expect(records[0]!.endedAt).toBeCloseTo(seconds, 9);
    },
  );
});

describe('the chance to resolve, with log-odds of log 4 (80 %) less 1.5 for no proficiency', () => {
  const n = 4000;
  it.each([
    [1, 0.8],
    [0.5, 4 / (4 + Math.exp(0.75))],
    [0, 4 / (4 + Math.exp(1.5))],
  ])('at proficiency %d is %d', (level, chance) => {
    const world = trained(level, { difficultySlope: 0, unskilledLogit: -1.5 });
    const { records } = dayOf(
      { ...world, intents: [{ ...world.intents[0]!, personLogit: Math.log(4) }] },
      Array.from({ length: n }, (_, at) => ({ at: at * 10, handleSeconds: 1 })),
      STRAIGHT_THROUGH,
    );
    const share = records.filter((r) => r.resolved).length / n;
    const error = Math.sqrt((chance * (1 - chance)) / n);
    expect(Math.abs(share - chance)).toBeLessThan(3.5 * error);
  });
});
