import fc from 'fast-check';
import { expect, it } from 'vitest';
import { erlangA } from '../../src/scenario/staffing/erlang.js';
import { fewest } from '../../src/scenario/staffing/fewest.js';

it('finds what counting up one by one finds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -3, max: 400 }),
      fc.integer({ min: 1, max: 300 }),
      (from, most) => {
        let counted = 1;
        while (counted < most && counted < from) counted++;
        expect(fewest((people) => people >= from, most)).toBe(counted);
      },
    ),
  );
});

it('finds people for a thousand Erlangs and for ten thousand in no time', () => {
  for (const load of [1000, 10_000]) {
    const lost = (people: number) => erlangA(load, 1, people, 2).abandonment;
    const people = fewest((n) => lost(n) <= 0.05);
    expect(lost(people)).toBeLessThanOrEqual(0.05);
    expect(lost(people - 1)).toBeGreaterThan(0.05);
    // Overloaded Erlang A loses 1 − n/load (fluid limit): 95 % of the load are about enough.
    expect(people / load).toBeCloseTo(0.95, 1);
  }
});
