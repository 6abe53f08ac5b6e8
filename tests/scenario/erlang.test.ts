import { expect, it } from 'vitest';
import {
  erlangA,
  erlangB,
  erlangC,
  erlangCMeanWait,
  erlangCWithin,
} from '../../src/scenario/staffing/erlang.js';

// Check values of domain.md §1.
it.each([
  [100, 180, 6, 300, 0.191847, 0.587516, 105.753, 0.47427, 0.419376, 0.081526, 24.458],
  [360, 240, 25, 120, 0.123286, 0.778545, 186.851, 0.2837, 0.378577, 0.075254, 9.03],
  [120, 300, 9, 180, 0.273208, 1, Number.POSITIVE_INFINITY, 0, 0.599456, 0.195457, 35.182],
])(
  '%d/h, %d s, %d people, patience %d s',
  (perHour, service, n, patience, b, c, asa, soon, wait, ab, meanWait) => {
    const load = (perHour * service) / 3600;
    expect(erlangB(load, n)).toBeCloseTo(b, 6);
    expect(erlangC(load, n)).toBeCloseTo(c, 6);
    expect(erlangCMeanWait(load, n, service)).toBeCloseTo(asa, 3);
    expect(erlangCWithin(load, n, service, 20)).toBeCloseTo(soon, 5);
    const a = erlangA(perHour / 3600, service, n, patience);
    expect(a.probabilityOfWait).toBeCloseTo(wait, 6);
    expect(a.abandonment).toBeCloseTo(ab, 6);
    expect(a.meanWait).toBeCloseTo(meanWait, 3);
  },
);

// Erlang's loss tables, to four places.
it.each([
  [3, 5, 0.1101],
  [5, 10, 0.0184],
  [10, 10, 0.2146],
  [20, 30, 0.0085],
])('%d Erlang on %d lines', (load, lines, blocked) => {
  expect(erlangB(load, lines)).toBeCloseTo(blocked, 4);
});

it('agrees with the first textbook values', () => {
  expect(erlangB(1, 1)).toBe(0.5);
  expect(erlangB(2, 2)).toBeCloseTo(0.4, 12);
  expect(erlangC(0.5, 1)).toBeCloseTo(0.5, 12); // M/M/1: P(wait) = ρ
  expect(erlangC(1, 2)).toBeCloseTo(1 / 3, 12);
});

it('Erlang A tends to Erlang C as patience grows, and survives many people', () => {
  expect(erlangA(100 / 3600, 180, 6, 1e9).meanWait).toBeCloseTo(105.753, 2);
  const many = erlangA(10, 300, 3000, 120);
  expect(many.probabilityOfWait).toBeGreaterThan(0);
  expect(many.probabilityOfWait).toBeLessThan(1);
  // fluid limit of an overloaded desk: abandonment 1 − 1/ρ
  expect(erlangA(20, 300, 3000, 120).abandonment).toBeCloseTo(0.5, 3);
});
