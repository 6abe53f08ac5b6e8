import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/scenario/fitting/call-log.js';
import { callLogOf } from '../../../src/scenario/fitting/call-log.js';
import { creditsOf } from '../../../src/scenario/fitting/desk/credit-fit.js';
import { orderedPairs } from '../../../src/scenario/fitting/desk/order-of-service.js';
import {
  prioritiesOf,
  priorityOfWaitedOnly,
} from '../../../src/scenario/fitting/desk/priorities.js';
import { sessionsOf } from '../../../src/scenario/fitting/desk/sessions.js';
import { BANK, bankConversations } from './bank.js';
import { call } from './calls.js';

describe('who was taken before whom', () => {
  it('is a pair for each who was passed over: there before and after', () => {
    const calls = [
      call({ at: 0, handle: 100 }),
      call({ at: 10, wait: 190, handle: 50, priority: 0 }),
      call({ at: 40, wait: 60, handle: 100, priority: 2 }),
      // Gives up before anybody is taken.
      call({ at: 20, wait: 30, answered: false, priority: 0 }),
    ].sort((a, b) => a.at - b.at);
    expect(orderedPairs(calls, sessionsOf(calls))).toEqual([
      { taken: 2, other: 0, longer: -30, day: 0 },
    ]);
  });
});

/** One person; whoever counts as having waited longest is next. Work of 60 s, arrivals every 45 s or so. */
function served(credits: readonly number[]): Call[] {
  const arrivals = Array.from({ length: 400 }, (_, i) => ({
    at: 100_000 * Math.floor(i / 100) + 45 * (i % 100) + ((i * 29) % 40),
    priority: (i * 7) % 3 === 0 ? 2 : (i * 5) % 2,
  }));
  const calls: Call[] = [];
  const waiting = new Set(arrivals);
  let free = 0;
  while (waiting.size > 0) {
    const there = [...waiting].filter(({ at }) => at <= free);
    if (there.length === 0) {
      free = Math.min(...[...waiting].map(({ at }) => at));
      continue;
    }
    there.sort(
      (a, b) => a.at - credits[a.priority]! - (b.at - credits[b.priority]!) || a.at - b.at,
    );
    const { at, priority } = there[0]!;
    waiting.delete(there[0]!);
    calls.push(call({ at, wait: free - at, handle: 60, priority }));
    free += 60;
  }
  return calls.sort((a, b) => a.at - b.at);
}

describe('credits read off the order', () => {
  it.each([[[0, 0, 0]], [[0, 60, 200]], [[0, 150, 90]]])(
    'are those by which it came about: %j',
    (credits) => {
      const calls = served(credits);
      const found = creditsOf(calls, sessionsOf(calls))!;
      expect(found.pairs).toBeGreaterThan(300);
      expect(found.inOrder / found.pairs).toBeGreaterThan(0.98);
      credits.forEach((credit, priority) => {
        expect(Math.abs(found.credits.get(priority)!.value - credit), `${priority}`).toBeLessThan(
          12,
        );
      });
    },
  );

  it('are none where all have the same priority', () => {
    const calls = served([0, 0, 0]).map((one) => ({ ...one, priority: 1 }));
    expect(creditsOf(calls, sessionsOf(calls))).toBeUndefined();
  });
});

describe('priorities that only those who waited have', () => {
  const many = (count: number, facts: Partial<Call>) =>
    Array.from({ length: count }, (_, i) => call({ at: 10 * i, ...facts }));
  const log = [
    ...many(50, { wait: 0, priority: 0 }),
    ...many(20, { wait: 30, priority: 2 }),
    ...many(10, { wait: 30, priority: 0 }),
  ];

  it('are recognised, and plain ones are not', () => {
    expect(priorityOfWaitedOnly(log)).toBe(true);
    const plain = [...many(40, { wait: 0, priority: 2 }), ...many(20, { wait: 0, priority: 0 })];
    expect(priorityOfWaitedOnly([...plain, ...log.slice(50)])).toBe(false);
  });

  it('are given to the others in the same shares', () => {
    const given = [...prioritiesOf(log, 'waited')].filter(([{ wait }]) => wait === 0);
    expect(given).toHaveLength(50);
    const high = given.filter(([, priority]) => priority === 2).length;
    expect(Math.abs(high / 50 - 2 / 3)).toBeLessThan(0.03);
    expect(prioritiesOf(log, 'everyone').get(log[0]!)).toBe(0);
  });
});

it.skipIf(!BANK)(
  'on the bank log, priority 2 is worth the documented 90 s over priority 1',
  async () => {
    const { calls } = callLogOf(await bankConversations(), 'Asia/Jerusalem');
    const { credits } = creditsOf(calls, sessionsOf(calls))!;
    expect(Math.abs(credits.get(2)!.value - credits.get(1)!.value - 90)).toBeLessThanOrEqual(5);
  },
);
