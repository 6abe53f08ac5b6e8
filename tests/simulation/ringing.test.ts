import { describe, expect, it } from 'vitest';
import type { Ring, Team } from '../../src/scenario/world.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { ALWAYS, dayOf, desks, told } from './runs.js';

// Ringing: answered after 5 s; a ring is missed for sure where the answer would come too late.

const ring = (facts: Partial<Ring> = {}): Ring => ({
  answeredAfter: 5,
  missed: 0,
  timeout: 30,
  away: 300,
  ...facts,
});
/** Rings for 10 s and is never answered. */
const MISSED = ring({ answeredAfter: 20, timeout: 10 });
const ringing = (facts: Ring, team: Partial<Team> = {}) =>
  desks({ general: { ring: facts, ...team } });

describe('a ring that is answered', () => {
  it('is part of the wait and of the busy time', () => {
    const { records, summary } = dayOf(ringing(ring()), [{ at: 0 }, { at: 50 }], STRAIGHT_THROUGH);
    expect(records[0]).toMatchObject({ answeredAt: 5, waitSeconds: 5, endedAt: 105 });
    // Rings 105 to 110.
    expect(records[1]).toMatchObject({ answeredAt: 110, waitSeconds: 60, handleSeconds: 100 });
    expect(summary.busySeconds).toEqual([210]);
    // 50 to 105 in queue; ringing is in somebody's hand.
    expect(summary.queueSeconds).toEqual([55]);
  });

  it('takes no attention from the chat in hand', () => {
    // The second rings 50 to 55. The first: 55 alone, 45 × 1.3 = 58.5 → 113.5.
    const { records } = dayOf(
      ringing(ring({ answeredAfter: 5 }), { chatsPerAgent: 2, slowDown: 0.3 }),
      [{ at: 0, handleSeconds: 105 }, { at: 50 }],
      STRAIGHT_THROUGH,
    );
    // Answered at 5, 105 of work: 50 alone until 55, 55 × 1.3 = 71.5 → 126.5.
    expect(records[0]!.endedAt).toBeCloseTo(126.5, 9);
    expect(records[1]!.answeredAt).toBe(55);
  });

  it('frustrates like the queue: 0.1 a minute', () => {
    const world = ringing(ring({ answeredAfter: 30 }));
    const { records } = dayOf(world, [{ at: 0 }], STRAIGHT_THROUGH);
    expect(records[0]!.frustrationPeak).toBeCloseTo(0.05, 12);
  });
});

describe('a ring that is missed', () => {
  const twoTeams = { a: { ring: MISSED }, b: {} };
  const EITHER = `
name: either
rules:
  - { id: first, at: arrival, when: intent == "first", then: { transfer: [a, b] } }
  - { id: second, at: arrival, then: { transfer: b } }
`;

  it('goes to whoever else is free, at once', () => {
    const { records } = dayOf(told(desks(twoTeams)), [{ at: 0, intent: 0 }], EITHER);
    expect(records[0]).toMatchObject({ answeredAt: 10, team: 1, waitSeconds: 10 });
  });

  it('goes back to the head of the queue, before who entered meanwhile', () => {
    const { records } = dayOf(
      told(desks(twoTeams)),
      [
        { at: 0, intent: 1, handleSeconds: 50 },
        { at: 0, intent: 0 },
        { at: 5, intent: 0 },
      ],
      EITHER,
    );
    expect(records.slice(1).map((r) => [r.answeredAt, r.team])).toEqual([
      [50, 1],
      [150, 1],
    ]);
  });

  it('also before who entered after it at the same instant', () => {
    const { records } = dayOf(
      told(desks(twoTeams)),
      [
        { at: 0, intent: 1, handleSeconds: 50 },
        { at: 0, intent: 0 },
        { at: 0, intent: 0 },
      ],
      EITHER,
    );
    expect(records.slice(1).map((r) => r.answeredAt)).toEqual([50, 150]);
  });

  it('does not jump the queue where somebody becomes free at that instant', () => {
    // The third waits since 2 for b only; b is done at 10, when the ring of the second is missed.
    // The second came at 5, so the third goes first.
    const { records } = dayOf(
      told(desks({ a: { ring: MISSED, steps: [{ at: 5, staffed: 1 }] }, b: {} })),
      [
        { at: 0, intent: 1, handleSeconds: 15 },
        { at: 2, intent: 1 },
        { at: 5, intent: 0 },
      ],
      EITHER,
    );
    expect(records[1]!.answeredAt).toBe(15);
    expect(records[2]!.answeredAt).toBe(115);
  });

  it('sets the person aside, who then comes back', () => {
    // 0–10 missed, away until 110; 110–120 missed; patience ends at 200.
    const { records, summary } = dayOf(
      ringing({ ...MISSED, away: 100 }),
      [{ at: 0, patience: 200 }],
      STRAIGHT_THROUGH,
    );
    expect(records[0]).toMatchObject({ ending: 'abandoned', endedAt: 200, waitSeconds: 200 });
    expect(summary.busySeconds).toEqual([20]);
    expect(summary.queueSeconds).toEqual([180]);
  });

  it('is answered by the one who comes back first', () => {
    // Rings 0 to 10 with a, who is back at 40; b is busy until 50.
    const { records } = dayOf(
      told(desks({ a: { ring: { ...MISSED, away: 30 } }, b: {} })),
      [
        { at: 0, intent: 1, handleSeconds: 45 },
        { at: 0, intent: 0 },
      ],
      EITHER,
    );
    // a rings again from 40 to 50, in vain; b is free since 45.
    expect(records[1]).toMatchObject({ answeredAt: 50, team: 1, waitSeconds: 50 });
  });
});

describe('accept_within of the policy', () => {
  const within = (seconds: string) =>
    `{ name: impatient, rules: [{ id: all, at: arrival, then: { transfer: [a, b], accept_within: ${seconds} } }] }`;

  it('stands in for the team’s own: 3 s are too short for an answer after 5', () => {
    const world = desks({ a: { ring: ring() }, b: {} });
    expect(dayOf(world, [{ at: 0 }], within('3s')).records[0]).toMatchObject({
      answeredAt: 3,
      team: 1,
    });
  });

  it('can be longer than the team’s own: 60 s suffice for an answer after 20', () => {
    const world = desks({ a: { ring: MISSED }, b: {} });
    expect(dayOf(world, [{ at: 0 }], within('60s')).records[0]).toMatchObject({
      answeredAt: 20,
      team: 0,
    });
  });
});

it('who hangs up while it rings has abandoned, and the next one’s ring begins at once', () => {
  const { records } = dayOf(
    ringing(ring({ answeredAfter: 20 })),
    [{ at: 0, patience: 15 }, { at: 5 }],
    STRAIGHT_THROUGH,
  );
  expect(records[0]).toMatchObject({ ending: 'abandoned', endedAt: 15, waitSeconds: 15 });
  expect(records[1]!.answeredAt).toBe(35);
});

it('nobody leaves silently out of a ring: they hang up', () => {
  const world = ringing(ring({ answeredAfter: 20 }));
  const chat = { ...world, channels: [{ name: 'chat', share: 1, silent: 1 }] };
  const { records } = dayOf(chat, [{ at: 0, patience: 15 }], STRAIGHT_THROUGH);
  expect(records[0]).toMatchObject({ ending: 'abandoned', silent: false });
});

describe('the end of the shift while it rings', () => {
  const until = (at: number) => [...ALWAYS, { at, staffed: 0 }];

  it('is still answered by whoever it rings with', () => {
    const { records } = dayOf(
      ringing(ring({ answeredAfter: 20 }), { steps: until(10) }),
      [{ at: 0 }],
      STRAIGHT_THROUGH,
    );
    expect(records[0]).toMatchObject({ ending: 'served', answeredAt: 20, endedAt: 120 });
  });

  it('leaves unserved who was not answered: nobody will come', () => {
    const { records, summary } = dayOf(
      ringing(MISSED, { steps: until(5) }),
      [{ at: 0 }],
      STRAIGHT_THROUGH,
    );
    expect(records[0]).toMatchObject({ ending: 'unserved', endedAt: 10 });
    expect(summary.staffedSeconds).toEqual([10]);
  });
});
