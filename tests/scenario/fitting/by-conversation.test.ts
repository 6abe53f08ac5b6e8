import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/scenario/distribution/normal.js';
import {
  type Count,
  lognormalByConversation,
  shareByConversation,
} from '../../../src/scenario/fitting/statistics/by-conversation.js';
import { fittedShare, wilson } from '../../../src/scenario/fitting/statistics/fitted-number.js';
import { coverageSlack, uniforms } from './experiments.js';

const normal = (next: () => number) => normalQuantile(next());

describe('shares of turns', () => {
  it('are those of independent cases where each conversation has one', () => {
    const counts: Count[] = Array.from({ length: 60 }, (_, i) => ({
      count: i < 12 ? 1 : 0,
      of: 1,
    }));
    const { high, low, n, value } = shareByConversation(counts, '')!;
    const wilson = fittedShare(12, 60, '')!;
    expect([value, n]).toEqual([0.2, 60]);
    // The standard error is an estimate from 60: the t factor is 2.001 for 1.960.
    expect(low).toBeCloseTo(wilson.low!, 2);
    expect(high).toBeCloseTo(wilson.high!, 2);
    expect(low!).toBeLessThanOrEqual(wilson.low!);
  });

  // 40 conversations of 10 turns each that all go the same way tell what 40 turns would.
  it('ten turns alike in each of 40 conversations are worth 40', () => {
    const counts: Count[] = Array.from({ length: 40 }, (_, i) => ({
      count: i < 10 ? 10 : 0,
      of: 10,
    }));
    const { high, low, n, value } = shareByConversation(counts, '')!;
    // Their variance is estimated: 39 degrees of freedom, t = 2.0227 where the normal has 1.9600.
    const worth = 40 * (39 / 40) * (1.959964 / 2.022691) ** 2;
    const few = wilson(0.25, worth);
    expect([value, n]).toEqual([0.25, 400]);
    expect(low).toBeCloseTo(few.low, 6);
    expect(high).toBeCloseTo(few.high, 6);
  });

  it('never in any turn: as many cases as conversations', () => {
    const counts: Count[] = Array.from({ length: 15 }, () => ({ count: 0, of: 6 }));
    const { low, high } = shareByConversation([...counts, { count: 0, of: 0 }], '')!;
    expect([low, high]).toEqual([0, fittedShare(0, 15, '')!.high]);
  });

  it('are unknown where it could not have happened', () => {
    expect(shareByConversation([{ count: 0, of: 0 }], '')).toBeUndefined();
  });

  // Each customer has a chance of their own, the share being 0.3, and writes 1 to 12 turns.
  it('hold the truth in 95 % of 400 records whose turns are alike within a conversation', () => {
    const next = uniforms(3);
    const records = 400;
    let [hold, holdAlone] = [0, 0];
    for (let record = 0; record < records; record++) {
      const counts = Array.from({ length: 120 }, (): Count => {
        const chance = next() < 0.5 ? 0.05 : 0.55;
        const of = 1 + Math.floor(12 * next());
        let count = 0;
        for (let turn = 0; turn < of; turn++) if (next() < chance) count++;
        return { count, of };
      });
      const sums = counts.reduce((a, b) => ({ count: a.count + b.count, of: a.of + b.of }));
      const { high, low } = shareByConversation(counts, '')!;
      const alone = fittedShare(sums.count, sums.of, '')!;
      if (low! <= 0.3 && 0.3 <= high!) hold++;
      if (alone.low! <= 0.3 && 0.3 <= alone.high!) holdAlone++;
    }
    expect(Math.abs(hold / records - 0.95)).toBeLessThan(coverageSlack(records));
    // Wilson's interval of independent turns, as before.
    expect(holdAlone / records).toBeLessThan(0.85);
  });
});

describe('reply times', () => {
  it('are unknown from fewer than five', () => {
    expect(lognormalByConversation([[1, 2], [3, 4], [0]], '')).toBeUndefined();
  });

  it('median and sigma by hand: e^0, e^2, e^0, e^2, e^1 have logarithms of mean 1, variance 4/5', () => {
    const found = lognormalByConversation([[1, Math.exp(2)], [1, Math.exp(2)], [Math.E]], '')!;
    expect(found.median).toMatchObject({ n: 5 });
    expect(found.median.value).toBeCloseTo(Math.E, 12);
    expect(found.sigma.value).toBeCloseTo(Math.sqrt(0.8), 12);
  });

  // Medians of customers are lognormal with sigma 0.5 about 20 s, and each one's times with 0.6 about theirs.
  it('hold median and sigma in 95 % of 400 records of customers who differ', () => {
    const next = uniforms(11);
    const records = 400;
    const sigma = Math.hypot(0.5, 0.6);
    let [holdMedian, holdSigma] = [0, 0];
    for (let record = 0; record < records; record++) {
      const seconds = Array.from({ length: 150 }, () => {
        const own = 0.5 * normal(next);
        const turns = 1 + Math.floor(8 * next());
        return Array.from({ length: turns }, () => 20 * Math.exp(own + 0.6 * normal(next)));
      });
      const found = lognormalByConversation(seconds, '')!;
      if (found.median.low! <= 20 && 20 <= found.median.high!) holdMedian++;
      if (found.sigma.low! <= sigma && sigma <= found.sigma.high!) holdSigma++;
    }
    expect(Math.abs(holdMedian / records - 0.95)).toBeLessThan(coverageSlack(records));
    expect(Math.abs(holdSigma / records - 0.95)).toBeLessThan(coverageSlack(records));
  });
});
