import { describe, expect, it } from 'vitest';
import {
  type Distribution,
  meanOf,
  quantileOf,
  scaled,
  shareBelow,
  squaredVariationOf,
} from '../../src/scenario/distribution/distribution.js';
import { empiricalOf, kaplanMeierOf, type Steps } from '../../src/scenario/distribution/steps.js';

describe('resampled values', () => {
  const values = [30, 12, 95, 30, 7];

  it('come as often as they stand in the list', () => {
    const steps = empiricalOf(values);
    const drawn = [0.1, 0.3, 0.5, 0.7, 0.9].map((u) => quantileOf(steps, u));
    expect(drawn).toEqual([7, 12, 30, 30, 95]);
  });

  it('come as often as their weights say', () => {
    const steps = empiricalOf([30, 12, 95], [3, 1, 4]);
    const drawn = Array.from({ length: 8 }, (_, i) => quantileOf(steps, (i + 0.5) / 8));
    expect(drawn).toEqual([12, 30, 30, 30, 95, 95, 95, 95]);
    // What weights mean: the value repeated.
    expect(steps).toEqual(empiricalOf([12, 30, 30, 30, 95, 95, 95, 95]));
  });

  it('have the list’s mean and variation', () => {
    // (7 + 12 + 30 + 30 + 95)/5 = 34.8; squares sum to 11018, so the variance is 992.56.
    const steps = empiricalOf(values);
    expect(meanOf(steps)).toBeCloseTo(34.8, 12);
    expect(squaredVariationOf(steps)).toBeCloseTo(992.56 / 34.8 ** 2, 12);
    expect(meanOf(scaled(steps, 3))).toBeCloseTo(104.4, 12);
  });

  it('are at most x in the share that the list counts', () => {
    const steps = empiricalOf(values);
    expect([6.9, 7, 29, 30, 94, 95].map((x) => shareBelow(steps, x))).toEqual([
      0, 0.2, 0.4, 0.8, 0.8, 1,
    ]);
    for (const x of values) expect(quantileOf(steps, shareBelow(steps, x))).toBe(x);
  });

  it('may be one, and may be zero', () => {
    const nothing = empiricalOf([0]);
    expect([quantileOf(nothing, 0.5), shareBelow(nothing, 0), meanOf(nothing)]).toEqual([0, 1, 0]);
    expect(squaredVariationOf(nothing)).toBeNaN();
  });

  it('have a quantile at the very ends of the unit interval', () => {
    const many = empiricalOf(Array.from({ length: 997 }, (_, i) => i + 1));
    expect(quantileOf(many, 2 ** -53)).toBe(1);
    expect(quantileOf(many, 1 - 2 ** -53)).toBe(997);
  });
});

describe('quantiles with straight lines between', () => {
  it('are met, and halved halfway', () => {
    const line: Distribution = { kind: 'line', seconds: [5, 40, 100], shares: [0, 0.5, 1] };
    expect([0.25, 0.5, 0.75].map((u) => quantileOf(line, u))).toEqual([22.5, 40, 70]);
    expect([4, 5, 22.5, 40, 70, 100, 101].map((x) => shareBelow(line, x))).toEqual([
      0, 0, 0.25, 0.5, 0.75, 1, 1,
    ]);
    expect(meanOf(line)).toBe((22.5 + 70) / 2);
  });

  it('from one number to another are the uniform distribution', () => {
    const uniform: Distribution = { kind: 'line', seconds: [10, 40], shares: [0, 1] };
    expect(meanOf(uniform)).toBe(25);
    expect(squaredVariationOf(uniform)).toBeCloseTo(30 ** 2 / 12 / 25 ** 2, 14);
  });

  it('may stand still: a share of one value', () => {
    const line: Distribution = {
      kind: 'line',
      seconds: [10, 20, 20, 30],
      shares: [0, 0.3, 0.7, 1],
    };
    expect([0.3, 0.5, 0.7].map((u) => quantileOf(line, u))).toEqual([20, 20, 20]);
    expect(shareBelow(line, 20)).toBe(0.7);
  });
});

/**
 * Weeks in remission of 21 leukaemia patients on 6-mercaptopurine; − marks the censored.
 *
 * Freireich et al., Blood 21 (1963); the estimate as printed in Cox & Oakes, "Analysis of Survival
 * Data" (1984), and Kleinbaum & Klein, "Survival Analysis", table 2.3.
 */
const REMISSION = [
  6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35,
];
const PRINTED = [
  [6, 0.8571],
  [7, 0.8067],
  [10, 0.7529],
  [13, 0.6902],
  [16, 0.6275],
  [22, 0.5378],
  [23, 0.4482],
] as const;

describe('Kaplan and Meier’s estimate', () => {
  // 18/21, · 16/17, · 14/15, · 11/12, · 10/11, · 6/7, · 5/6
  const factors = [18 / 21, 16 / 17, 14 / 15, 11 / 12, 10 / 11, 6 / 7, 5 / 6];
  const survival = factors.map((_, i) => factors.slice(0, i + 1).reduce((a, b) => a * b));
  const times = PRINTED.map(([week]) => week);
  const steps = (tail: Steps['tail']): Steps =>
    kaplanMeierOf([...times, 35], [...survival, survival.at(-1)!], tail);
  const endless = steps({ kind: 'never' });
  const fading = steps({ kind: 'exponential', mean: 20 });

  it('is counted right in this test', () => {
    const atRisk = (week: number): number => REMISSION.filter((w) => Math.abs(w) >= week).length;
    const ended = (week: number): number => REMISSION.filter((w) => w === week).length;
    expect(times.map((week) => 1 - ended(week) / atRisk(week))).toEqual(
      factors.map((factor) => expect.closeTo(factor, 14)),
    );
  });

  it('leaves the printed shares after each time and between', () => {
    for (const [week, left] of PRINTED) {
      expect((1 - shareBelow(endless, week)).toFixed(4)).toBe(left.toFixed(4));
      expect((1 - shareBelow(endless, week + 0.9)).toFixed(4)).toBe(left.toFixed(4));
    }
    expect(shareBelow(endless, 5.99)).toBe(0);
  });

  it('has the printed median of 23 weeks, and a lower quartile of 13', () => {
    expect([0.25, 0.5].map((u) => quantileOf(endless, u))).toEqual([13, 23]);
  });

  it('never ends for those still there, where the tail says so', () => {
    expect(quantileOf(endless, 0.55)).toBe(23);
    expect(quantileOf(endless, 0.56)).toBe(Number.POSITIVE_INFINITY);
    expect(shareBelow(endless, 1e9)).toBeCloseTo(1 - 0.4482, 4);
    expect(meanOf(endless)).toBe(Number.POSITIVE_INFINITY);
    expect(squaredVariationOf(endless)).toBeNaN();
  });

  it('goes on exponentially for them, where the tail says so', () => {
    const left = survival.at(-1)!;
    // Half of those who are left stay 20·ln 2 weeks longer.
    expect(quantileOf(fading, 1 - left / 2)).toBeCloseTo(35 + 20 * Math.LN2, 12);
    expect(shareBelow(fading, 35 + 20 * Math.LN2)).toBeCloseTo(1 - left / 2, 14);
    for (const u of [0.6, 0.8, 0.999]) {
      expect(shareBelow(fading, quantileOf(fading, u))).toBeCloseTo(u, 13);
    }
  });

  it('has the area below the survival curve for its mean', () => {
    // By hand from the printed shares: 6 + 0.8571 + 3 · 0.8067 + 3 · 0.7529 + 3 · 0.6902 +
    // 6 · 0.6275 + 0.5378 + 12 · 0.4482 = 23.2877 to week 35, and 0.4482 · 20 beyond.
    expect(meanOf(fading)).toBeCloseTo(23.2877 + 0.4482 * 20, 2);
  });

  it('has the variation of its quantiles', () => {
    let [mean, squares] = [0, 0];
    const n = 400_000;
    for (let i = 0; i < n; i++) {
      const x = quantileOf(fading, (i + 0.5) / n);
      mean += x / n;
      squares += x ** 2 / n;
    }
    expect(mean / meanOf(fading)).toBeCloseTo(1, 4);
    expect((squares / mean ** 2 - 1) / squaredVariationOf(fading)).toBeCloseTo(1, 3);
  });

  it('scales with its tail', () => {
    const inDays = scaled(fading, 7);
    expect(meanOf(inDays)).toBeCloseTo(7 * meanOf(fading), 9);
    expect(quantileOf(inDays, 0.9)).toBeCloseTo(7 * quantileOf(fading, 0.9), 9);
    expect(quantileOf(scaled(endless, 7), 0.9)).toBe(Number.POSITIVE_INFINITY);
  });

  it('needs no tail where nobody is left', () => {
    const all = kaplanMeierOf([10, 20], [0.5, 0], undefined);
    expect([quantileOf(all, 0.5), quantileOf(all, 0.51), meanOf(all)]).toEqual([10, 20, 15]);
  });
});
