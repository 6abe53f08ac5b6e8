import { describe, expect, it } from 'vitest';
import {
  countedDesk,
  mixedPoissonVariance,
  pollaczekKhinchine,
  sharedStay,
  waitsByPriority,
  waitsByPriorityOfMany,
} from '../../src/experiment/textbook/formulas.js';
import { erlangC } from '../../src/scenario/staffing/erlang.js';

describe('Pollaczek–Khinchine', () => {
  it('M/M/1 waits ρ/(μ − λ), M/D/1 half of that', () => {
    expect(pollaczekKhinchine(0.5, 1, 1)).toBeCloseTo(1, 12);
    expect(pollaczekKhinchine(0.5, 1, 0)).toBeCloseTo(0.5, 12);
    expect(pollaczekKhinchine(1, 1, 1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('Cobham', () => {
  it('a published M/M/1: 1 urgent and 9 other lots an hour, 12 can be done', () => {
    // After Prabhu (1981), Table 4.4: mean times in system of 9.545 and 32.27 minutes.
    const service = 1 / 12;
    const waits = waitsByPriority(
      [1, 9].map((rate) => ({ rate, meanService: service, squaredVariation: 1 })),
    );
    const inSystem = waits.map((wait) => 60 * (wait + service));
    expect(inSystem[0]).toBeCloseTo(9.545, 3);
    expect(inSystem[1]).toBeCloseTo(32.27, 2);
  });

  it('a published M/M/2: a hospital’s critical, serious and stable patients', () => {
    // Hillier & Lieberman, Introduction to Operations Research, County Hospital: waits in days.
    const waits = waitsByPriorityOfMany([0.2, 0.6, 1.2], 1 / 3, 2);
    for (const [i, wait] of [0.029, 0.033, 0.048].entries()) expect(waits[i]).toBeCloseTo(wait, 3);
  });

  it('with one person both forms agree', () => {
    const rates = [0.002, 0.003, 0.004];
    const classes = rates.map((rate) => ({ rate, meanService: 100, squaredVariation: 1 }));
    waitsByPriorityOfMany(rates, 100, 1).forEach((wait, i) => {
      expect(wait).toBeCloseTo(waitsByPriority(classes)[i]!, 9);
    });
  });

  it('keeps the work-weighted mean wait of first come first served (Kleinrock)', () => {
    const classes = [
      { rate: 0.004, meanService: 50, squaredVariation: 0 },
      { rate: 0.001, meanService: 300, squaredVariation: 1 },
    ];
    const waits = waitsByPriority(classes);
    const weighted = classes.reduce((s, c, i) => s + c.rate * c.meanService * waits[i]!, 0);
    const load = 0.5;
    const residual = (0.004 * 50 ** 2) / 2 + 0.001 * 300 ** 2;
    expect(weighted).toBeCloseTo((load * residual) / (1 - load), 9);
  });

  it('whoever is outranked by more than can be done waits for good', () => {
    const [urgent, other] = waitsByPriorityOfMany([0.5, 1], 1, 1);
    expect(urgent).toBeCloseTo(2, 12);
    expect(other).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('birth and death', () => {
  // The check values of tests/scenario/erlang.test.ts, by another road.
  it.each([
    [100, 180, 6, 300, 0.191847, 0.419376, 0.081526, 24.458],
    [360, 240, 25, 120, 0.123286, 0.378577, 0.075254, 9.03],
    [120, 300, 9, 180, 0.273208, 0.599456, 0.195457, 35.182],
  ])('Erlang B and A: %d/h, %d s, %d people, patience %d s', (perHour, service, n, ...rest) => {
    const [meanPatience, blocked, waits, abandonment, meanWait] = rest;
    const desk = { arrivals: perHour / 3600, slots: n, completions: (k: number) => k / service };
    expect(countedDesk({ ...desk, places: 0 }).blocked).toBeCloseTo(blocked!, 6);
    const found = countedDesk({ ...desk, meanPatience: meanPatience! });
    expect(found.full).toBeCloseTo(waits!, 6);
    expect(found.abandonment).toBeCloseTo(abandonment!, 6);
    expect(found.meanWait).toBeCloseTo(meanWait!, 3);
  });

  it('Erlang C', () => {
    const found = countedDesk({ arrivals: 0.03, slots: 5, completions: (k) => k / 100 });
    expect(found.full).toBeCloseTo(erlangC(3, 5), 12);
    expect(found.meanStay).toBeCloseTo(found.meanWait + 100, 9);
  });

  it('M/M/1 with 2 places to wait turns away (1 − ρ)ρ³/(1 − ρ⁴)', () => {
    const half = { arrivals: 0.5, slots: 1, completions: (k: number) => k, places: 2 };
    expect(countedDesk(half).blocked).toBeCloseTo(1 / 15, 12);
    // as likely to be in any of the four states: nobody, 1, 2 or 3 present
    const even = countedDesk({ ...half, arrivals: 1 });
    expect(even.blocked).toBeCloseTo(0.25, 12);
    expect(even.meanStay).toBeCloseTo(2, 12);
  });

  it('chats that slow each other down in full are processor sharing', () => {
    const sharing = { arrivals: 0.006, slots: 500, completions: () => 0.01 };
    expect(countedDesk(sharing).meanStay).toBeCloseTo(sharedStay(0.6, 100), 9);
  });

  it('two chats at β = 0.3, by hand', () => {
    // p ∝ 1, 1, r, r², … with r = 0.65: λ = 0.01 against 0.01 and then 2 · 0.01 / 1.3.
    const [r, total] = [0.65, 1 + 1 / (1 - 0.65)];
    const found = countedDesk({
      arrivals: 0.01,
      slots: 2,
      completions: (k) => k / 100 / (1 + 0.3 * (k - 1)),
    });
    expect(found.full).toBeCloseTo(r / (1 - r) / total, 12);
    expect(found.meanWait).toBeCloseTo(r ** 2 / (1 - r) ** 2 / total / 0.01, 9);
    expect(found.meanStay).toBeCloseTo(1 / (1 - r) ** 2 / total / 0.01, 9);
  });

  it('refuses what has no steady state', () => {
    const desk = { arrivals: 2, slots: 2, completions: (k: number) => k };
    expect(() => countedDesk(desk)).toThrow(RangeError);
    expect(countedDesk({ ...desk, meanPatience: 10 }).abandonment).toBeGreaterThan(0);
  });
});

it('a mean that varies by 17 % makes counts of 100 vary four times as much as Poisson', () => {
  expect(mixedPoissonVariance(100, 0.17)).toBeCloseTo(389, 9);
  expect(mixedPoissonVariance(100, 0)).toBe(100);
});
