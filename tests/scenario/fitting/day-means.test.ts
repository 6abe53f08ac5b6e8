import { describe, expect, it } from 'vitest';
import { arrivalsOf } from '../../../src/scenario/fitting/demand/arrivals.js';
import {
  DayMeans,
  relativeMeans,
  variationWithin,
} from '../../../src/scenario/fitting/demand/day-means.js';
import { calledOn } from './calls.js';
import { uniforms } from './uniforms.js';

describe('means over days', () => {
  it('have Student’s interval where days are alike', () => {
    // Deviation √10 of 5 days, t(4) = 2.776.
    expect(new DayMeans(5).halfWidth([1, 2, 3, 5, 9])).toBeCloseTo(
      (2.77645 * Math.sqrt(10)) / Math.sqrt(5),
      4,
    );
    expect(new DayMeans(1).halfWidth([4])).toBeUndefined();
  });

  it('compare days within weekdays: that Saturdays are quiet is no doubt', () => {
    // Mondays 10 and 12, Saturdays 1 and 3: variances 2 and 2, so √(2·2 + 2·2) / 4, t(2) = 4.303.
    const means = new DayMeans(4, [0, 5, 0, 5]);
    expect(means.halfWidth([10, 1, 12, 3])).toBeCloseTo((4.30265 * Math.sqrt(8)) / 4, 4);
    expect(means.method).toContain('within weekdays');
    // With a weekday that came once, all days are taken as alike.
    expect(new DayMeans(3, [0, 5, 0]).method).not.toContain('within');
  });

  it('give factors of weekdays that hold the truth', () => {
    const uniform = uniforms(21);
    const truth = [100, 150, 50];
    const overall = 100;
    let [hits, all] = [0, 0];
    for (let record = 0; record < 300; record++) {
      const groups = truth.map((mean) =>
        Array.from({ length: 3 }, () => mean * (0.6 + 0.8 * uniform())),
      );
      relativeMeans(groups, variationWithin(groups)).forEach(({ half, value }, i) => {
        all++;
        if (Math.abs(value - truth[i]! / overall) <= half!) hits++;
      });
    }
    expect(hits / all).toBeGreaterThan(0.92);
    expect(hits / all).toBeLessThan(0.985);
  });
});

describe('arrivals', () => {
  it('by hour: half an interval each, and for hours with nobody what Poisson allows', () => {
    // Mondays to Sundays of two weeks: 2 + weekday contacts at nine, in the second week one more.
    const counts = Array.from({ length: 14 }, (_, day) => 2 + (day % 7) + (day < 7 ? 0 : 1));
    const fit = arrivalsOf({ calls: calledOn(counts, 9), date: '2026-03-02', days: 14 });
    // Each weekday's variance is 1/2: √(7 · 2 · 1/2) / 14, t(7) = 2.365.
    expect(fit.byHourHalves![9]).toBeCloseTo((2.36462 * Math.sqrt(7)) / 14, 4);
    expect(fit.perDay.high! - fit.perDay.value).toBeCloseTo((2.36462 * Math.sqrt(7)) / 14, 4);
    expect(fit.byHourHalves![3]).toBeCloseTo(3.689 / 14, 4);
    // e^(−14 · 0.2635) = 2.5 %.
    expect(Math.exp(-14 * fit.byHourHalves![3]!)).toBeCloseTo(0.025, 4);
  });

  it('of busy days rest on those days alone', () => {
    const fit = arrivalsOf({
      calls: calledOn([40, 44, 48, 5, 4], 10),
      date: '2026-03-02',
      days: 5,
    });
    expect(fit.busy.days).toEqual([0, 1, 2]);
    expect(fit.busy.perDay.n).toBe(3);
    // Deviation 4 of 3 days, t(2) = 4.303.
    expect(fit.busy.byHourHalves![10]).toBeCloseTo((4.30265 * 4) / Math.sqrt(3), 3);
    expect(fit.perDay.n).toBe(5);
  });
});
