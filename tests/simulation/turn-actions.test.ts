import { describe, expect, it } from 'vitest';
import type { World } from '../../src/scenario/world.js';
import { dayOf, desks } from './runs.js';

// What the AI may do instead of answering, timed by hand: turns at 0, 50, 100 … s, replies 20 s later.

/** An AI that solves nothing and fails at nothing; customers who give what they are asked for. */
function world(ai: Partial<World['ai']> = {}, gives = 1): World {
  const base = desks({ general: {} }, { gives });
  return { ...base, ai: { ...base.ai, progress: 1, specificity: 1, ...ai } };
}
const policy = (...rules: string[]) =>
  `name: p\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`;
const one = (given: World, ...rules: string[]) =>
  dayOf(given, [{ at: 0 }], policy(...rules)).records[0]!;

describe('a clarifying question', () => {
  it('takes the place of one reply, once a contact unless at_most says more', () => {
    const asked = (rule: string) => one(world({ maxTurns: 5 }), rule).clarifications;
    expect(asked('{ id: what, when: turns >= 2, then: clarify }')).toBe(1);
    expect(asked('{ id: what, when: turns >= 2, at_most: 3, then: clarify }')).toBe(3);
  });

  it('makes the next answer, and only that, likelier to help', () => {
    // Every issue can be solved; with a chance of 0 a turn nothing helps, times any factor it stays so.
    const base = world({ clarifiedFactor: 20, maxTurns: 6 });
    const likely: World = {
      ...base,
      intents: base.intents.map((intent) => ({ ...intent, aiSolvable: 1, aiSuccessPerTurn: 0.05 })),
    };
    const solvedAt = (given: World) =>
      dayOf(
        given,
        Array.from({ length: 200 }, (_, at) => ({ at })),
        policy('{ id: what, when: turns == 2, then: clarify }'),
      ).records.map(({ ending, customerTurns }) => (ending === 'ai-resolved' ? customerTurns : 0));
    // Asked at turn 2; the answer to turn 3 succeeds with 0.05 × 20 = 1.
    expect(solvedAt(likely).filter((turn) => turn > 3)).toEqual([]);
    expect(solvedAt(likely).filter((turn) => turn === 3).length).toBeGreaterThan(170);
  });

  it('is a failure where an outage swallowed it, and asked again', () => {
    const down = world({ outages: [{ from: 60, to: 100 }], maxTurns: 5 });
    const record = one(down, '{ id: what, when: turns >= 2, then: clarify }');
    // The question of turn 2 would have come at 70.
    expect(record).toMatchObject({ clarifications: 1, failedTurns: 1, fired: Int32Array.of(1) });
  });

  it('does not answer an ask: that is talked past', () => {
    const base = world({ maxTurns: 2 });
    const asks = { perTurn: 1, afterFailure: 1, whenNegative: 1, again: 1 };
    const asking: World = { ...base, customers: { ...base.customers, asks } };
    expect(one(asking, '{ id: what, then: clarify }')).toMatchObject({ asks: 2, refusals: 2 });
  });
});

describe('collecting before a hand-over', () => {
  const COLLECTS =
    '{ id: all, when: turns >= 2, then: { transfer: general, collect: [number, mail] } }';

  it('one thing a turn, then people, who need 10 s less for each', () => {
    // Decided at 50; asked at 70 and 120; answered at 100 and 150.
    const base = world();
    const saving: World = { ...base, people: { ...base.people, slotSaves: 10 } };
    expect(one(saving, COLLECTS)).toMatchObject({
      queuedAt: 150,
      slots: 2,
      customerTurns: 4,
      handleSeconds: 80,
    });
  });

  it('goes on without what the customer does not give', () => {
    expect(one(world({}, 0), COLLECTS)).toMatchObject({ queuedAt: 150, slots: 0 });
  });

  it('is no refusal, and nobody asks meanwhile', () => {
    const base = world();
    const asks = { perTurn: 1, afterFailure: 1, whenNegative: 1, again: 1 };
    const asking: World = { ...base, customers: { ...base.customers, asks } };
    const record = one(asking, '{ id: all, then: { transfer: general, collect: [a, b, c] } }');
    expect(record).toMatchObject({ asks: 1, refusals: 0, queuedAt: 150 });
  });

  it('stops at an outage: people at once', () => {
    const down = world({ outages: [{ from: 60, to: 1000 }] });
    expect(one(down, COLLECTS)).toMatchObject({ queuedAt: 100, slots: 0 });
  });
});

describe('else', () => {
  it('a gate that does not hold, absent signals included', () => {
    const gated = (gate: string) =>
      one(
        world(),
        `{ id: all, at: arrival, then: { transfer: general, if: '${gate}', else: { callback: general } } }`,
      ).callback;
    expect(gated('desk.general.open')).toBe(false);
    expect(gated('desk.general.queue > 0')).toBe(true);
    expect(gated('sentiment < 0')).toBe(true); // nothing was said yet
  });

  it('a desk that is closed, and a queue that is full', () => {
    const rule =
      '{ id: all, at: arrival, then: { transfer: general, else: { ticket: general, reply_within: 30h } } }';
    const closed = world();
    const openings = [{ from: 1000, to: 2000 }];
    const late: World = { ...closed, teams: closed.teams.map((team) => ({ ...team, openings })) };
    expect(one(late, rule)).toMatchObject({ ticket: true, promisedBy: 30 * 3600 });
    const full: World = { ...closed, teams: closed.teams.map((t) => ({ ...t, queueLimit: 0 })) };
    const { records } = dayOf(full, [{ at: 0 }, { at: 1 }], policy(rule));
    expect(records.map(({ ticket }) => ticket)).toEqual([false, true]);
    // The first is done at 100; the ticket is answered at 200.
    expect(records[1]).toMatchObject({ answeredAt: 200, waitSeconds: 0, ending: 'served' });
  });

  it('a fixed wait is told whatever is true, and past it patience runs out faster', () => {
    const base = world();
    const announcements = { bias: 1, patienceFactor: 1, pastFactor: 2 };
    const hurried: World = { ...base, customers: { ...base.customers, announcements } };
    const told = (announce: string) =>
      dayOf(
        hurried,
        [
          { at: 0, handleSeconds: 1000 },
          { at: 10, patience: 300 },
        ],
        policy(`{ id: all, at: arrival, then: { transfer: general${announce} } }`),
      ).records[1]!.endedAt;
    expect(told('')).toBe(310);
    // Told 100 s: of the 300 s of patience 100 are as usual, the other 200 pass in 100.
    expect(told(', announce: 100s')).toBe(210);
  });
});
