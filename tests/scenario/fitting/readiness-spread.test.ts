import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/scenario/fitting/call-log.js';
import { sessionsOf } from '../../../src/scenario/fitting/desk/sessions.js';
import { readinessOf } from '../../../src/scenario/fitting/readiness/readiness.js';
import { type Gap, gapsOf } from '../../../src/scenario/fitting/readiness/readiness-gaps.js';
import {
  addExpected,
  CELLS,
  cellOf,
  noExposure,
} from '../../../src/scenario/fitting/readiness/readiness-likelihood.js';
import { GapScore } from '../../../src/scenario/fitting/readiness/readiness-score.js';
import { call } from './calls.js';
import { uniforms } from './uniforms.js';

/** One person, day by day: arrivals at `arriving` a second, work of 30 s, coming back at `back` a second. */
function record(
  uniform: () => number,
  days: number,
  perDay: number,
  back: number,
  arriving: number,
) {
  const calls: Call[] = [];
  for (let day = 0; day < days; day++) {
    let arrives = day * 86_400;
    let free = arrives;
    for (let i = 0; i < perDay; i++) {
      arrives -= Math.log(uniform()) / arriving;
      const begins = Math.max(arrives, free);
      calls.push(call({ at: arrives, wait: begins - arrives, handle: 30 }));
      free = begins + 30 - Math.log(uniform()) / back;
    }
  }
  return calls;
}

const gapsIn = (calls: readonly Call[]) => gapsOf(sessionsOf(calls), calls);

describe('how a gap pulls at the rates', () => {
  const gaps = gapsIn(record(uniforms(5), 2, 60, 0.05, 0.012));
  const rates = Float64Array.from({ length: CELLS }, (_, cell) => 0.02 + 0.003 * (cell % 17));

  /** From its own words: the person stays away through the first pieces, and is back by the end. */
  function logLikelihood({ exact, pieces, unready }: Gap, at: Float64Array): number {
    const hazard = (from: number, to: number) =>
      pieces.slice(from, to).reduce((sum, p) => sum + at[cellOf(p)]! * p.seconds, 0);
    if (exact) return Math.log(at[cellOf(pieces.at(-1)!)]!) - hazard(0, pieces.length);
    if (unready === pieces.length)
      return Math.log(at[cellOf(pieces.at(-1)!)]!) - hazard(0, unready);
    return -hazard(0, unready) + Math.log(-Math.expm1(-hazard(unready, pieces.length)));
  }

  const moved = (cell: number, by: number) =>
    rates.map((rate, i) => (i === cell ? rate * Math.exp(by) : rate));

  it('is the slope of its likelihood', () => {
    const one = new GapScore();
    expect(gaps.some(({ exact }) => exact)).toBe(true);
    for (const gap of gaps) {
      one.of(gap, rates);
      const touched = new Set(gap.pieces.map(cellOf));
      expect([...one.cells.slice(0, one.count)].every((cell) => touched.has(cell))).toBe(true);
      for (const cell of touched) {
        const slope =
          (logLikelihood(gap, moved(cell, 1e-5)) - logLikelihood(gap, moved(cell, -1e-5))) / 2e-5;
        expect(one.score[cell]).toBeCloseTo(slope, 5);
      }
    }
  });

  it('moves the expected time ready as it says', () => {
    const one = new GapScore();
    const readyFor = (gap: Gap, at: Float64Array) => {
      const { events, risk } = noExposure();
      return addExpected(gap, 1, at, events, risk).readyFor;
    };
    const hidden = gaps.filter((gap) => !gap.exact && gap.unready < gap.pieces.length);
    expect(hidden.length).toBeGreaterThan(20);
    for (const gap of hidden) {
      one.of(gap, rates);
      expect(one.readyFor).toBeCloseTo(readyFor(gap, rates), 9);
      for (const cell of new Set(gap.pieces.map(cellOf))) {
        const slope = (readyFor(gap, moved(cell, 1e-4)) - readyFor(gap, moved(cell, -1e-4))) / 2e-4;
        expect(one.readyGradient[cell]).toBeCloseTo(slope, 3);
      }
    }
  });
});

describe('intervals of the rates of coming back', { timeout: 60_000 }, () => {
  it('hold the truth about as often as they say', () => {
    const uniform = uniforms(777);
    const cells = { seen: [0, 0], hidden: [0, 0] } as Record<string, [number, number]>;
    let ready = 0;
    const records = 14;
    for (let i = 0; i < records; i++) {
      const { readyBefore, spread } = readinessOf(gapsIn(record(uniform, 14, 100, 0.05, 0.012)))!;
      // From 5 s after the contact, with nobody (bounds alone) and with one waiting (seen).
      spread.rates.slice(4, 16).forEach((row) => {
        row.slice(0, 2).forEach(({ high, low }, column) => {
          const kind = cells[column === 0 ? 'hidden' : 'seen']!;
          kind[1]++;
          if (low <= 0.05 && high >= 0.05) kind[0]++;
        });
      });
      if (Math.abs(readyBefore - 1 / 0.012) <= spread.readyBefore!) ready++;
    }
    const share = ([hits, all]: readonly [number, number]) => hits / all;
    expect(share(cells.seen!)).toBeGreaterThan(0.92);
    expect(share(cells.hidden!)).toBeGreaterThan(0.88);
    expect(ready).toBeGreaterThanOrEqual(11);
  });

  it('know more from more days', () => {
    const width = (days: number) => {
      const { spread } = readinessOf(gapsIn(record(uniforms(9), days, 100, 0.05, 0.012)))!;
      const { events, high, low } = spread.rates[10]![1]!;
      return { width: Math.log(high / low), events };
    };
    const [few, many] = [width(5), width(40)];
    expect(many.events).toBeGreaterThan(5 * few.events);
    expect(many.width).toBeLessThan(few.width / 2);
  });

  it('come from the likelihood alone where there is one session', () => {
    const { spread } = readinessOf(gapsIn(record(uniforms(2), 1, 60, 0.05, 0.012)))!;
    expect(spread.readyBefore).toBeUndefined();
    for (const row of spread.rates) {
      for (const { high, low } of row) expect(high).toBeGreaterThan(low);
    }
  });
});
