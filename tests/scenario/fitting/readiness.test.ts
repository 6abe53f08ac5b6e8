import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/scenario/fitting/call-log.js';
import { sessionsOf } from '../../../src/scenario/fitting/desk/sessions.js';
import { readinessOf } from '../../../src/scenario/fitting/readiness/readiness.js';
import { gapsOf } from '../../../src/scenario/fitting/readiness/readiness-gaps.js';
import { call } from './calls.js';

/** One person, A, unless said otherwise. */
const gapsIn = (calls: readonly Call[]) => gapsOf(sessionsOf(calls), calls);

describe('what a gap between two calls shows', () => {
  it('is the moment of coming back, where the next call had waited', () => {
    // Work 0 to 100; the next enters at 90 and is answered at 104.
    const gaps = gapsIn([call({ at: 0, handle: 100 }), call({ at: 90, wait: 14, handle: 50 })]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ exact: true });
    expect(gaps[0]!.pieces.map(({ seconds }) => seconds)).toEqual([2, 1, 1]);
    expect(gaps[0]!.pieces.every(({ waiting }) => waiting === 1)).toBe(true);
  });

  it('is that it was before, where nobody had waited', () => {
    const gaps = gapsIn([call({ at: 0, handle: 100 }), call({ at: 106, handle: 50 })]);
    expect(gaps[0]).toMatchObject({ exact: false, unready: 0 });
  });

  it('is that they were not back while somebody waited whom another answered', () => {
    const gaps = gapsIn([
      call({ at: 0, handle: 100 }),
      call({ at: 110, wait: 20, handle: 50, agent: 'B' }),
      call({ at: 160, handle: 50 }),
    ]);
    const seen = gaps[0]!.pieces.slice(0, gaps[0]!.unready);
    // Not back at 130, 30 s after the call.
    expect(seen.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(30);
    expect(gaps[0]!.exact).toBe(false);
  });

  it('is nothing of those whose calls the person never takes', () => {
    // A takes many of `sales` and never any of `help`, of which there are as many.
    const busy = Array.from({ length: 20 }, (_, i) => call({ at: 1000 + 60 * i, handle: 20 }));
    const others = Array.from({ length: 20 }, (_, i) =>
      call({ at: 1010 + 60 * i, wait: 40, handle: 5, intent: 'help', agent: 'B' }),
    );
    const own = gapsIn([...busy, ...others]).filter(({ pieces }) =>
      pieces.every(({ waiting }) => waiting === 0),
    );
    expect(own.length).toBeGreaterThanOrEqual(19);
  });
});

describe('rates of coming back', () => {
  it('are events over seconds at risk, where all moments are shown', () => {
    // Back after 1 s, twice: 2 events in 2 s.
    const calls = [
      call({ at: 0, handle: 100 }),
      call({ at: 50, wait: 51, handle: 99 }),
      call({ at: 60, wait: 141, handle: 99 }),
    ];
    const { exact, gaps, rates } = readinessOf(gapsIn(calls))!;
    expect([gaps, exact]).toEqual([2, 2]);
    // Both came back within a second of row 0 with one waiting: 2 events in 2 s there, and the prior
    // of one event in a second from the row, which leans on 2 in 2 itself: (2 + 1) / (2 + 1) = 1.
    expect(rates.perSecond[0]![1]).toBeCloseTo(1, 9);
    // Never seen: what is known of all.
    expect(rates.perSecond[5]![3]).toBeCloseTo(1, 9);
  });

  it('run up to where sessions are split', () => {
    const calls = [call({ at: 0, handle: 100 }), call({ at: 50, wait: 51, handle: 99 })];
    expect(readinessOf(gapsIn(calls), 14_400)!.rates.since.at(-1)).toBe(14_400);
  });

  it('come out as they went in, though most moments are hidden', () => {
    // A linear congruential generator of our own: uniform numbers without the engine's.
    let state = 12345;
    const uniform = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return (state + 0.5) / 2147483648;
    };
    // Arrivals at 0.02 a second, work of 30 s, coming back at 0.05 a second: one person, day by day.
    const calls: Call[] = [];
    let arrives = 0;
    let free = 0;
    for (let i = 0; i < 6000; i++) {
      arrives += Math.ceil(-Math.log(uniform()) / 0.012);
      const begins = Math.max(arrives, free);
      calls.push(call({ at: arrives, wait: begins - arrives, handle: 30 }));
      free = Math.ceil(begins + 30 - Math.log(uniform()) / 0.05);
    }
    const { exact, gaps, rates, readyBefore } = readinessOf(gapsIn(calls))!;
    expect(exact / gaps).toBeLessThan(0.7);
    // From 5 to 60 s after the call, with nobody or one waiting; times are rounded up to seconds.
    const early = rates.since.filter((s) => s >= 5 && s < 60);
    const mean = (column: number) =>
      early.reduce((sum, s) => sum + rates.perSecond[rates.since.indexOf(s)]![column]!, 0) /
      early.length;
    expect(Math.abs(mean(1) / 0.0488 - 1)).toBeLessThan(0.12);
    expect(Math.abs(mean(0) / 0.0488 - 1)).toBeLessThan(0.25);
    // An arrival finds them ready after a mean of 1/0.012 s: exponential, so without memory.
    expect(Math.abs(readyBefore * 0.012 - 1)).toBeLessThan(0.12);
  });
});
