import { describe, expect, it } from 'vitest';
import type { World } from '../../src/scenario/world.js';
import type { Trace } from '../../src/simulation/trace.js';
import { policyFor, withIssues } from '../worlds.js';
import { dayOf, desks, recorded, runDay, said, told, withRecord } from './runs.js';

// The AI's capacity and its outages. Replies take 20 s, customers' 30 s.

const world = (ai: Partial<World['ai']>): World => {
  const plain = desks({ general: {} });
  // Replies bring forward, so that only an outage fails.
  return { ...plain, ai: { ...plain.ai, progress: 1, specificity: 1, ...ai } };
};
const NOBODY = '{ name: nobody, rules: [] }';

/** Times of the AI's replies, by issue. */
function replies(given: World, times: readonly number[], policy = NOBODY): number[][] {
  const issues = times.map((at) => ({ at }));
  return repliesOf(withIssues(given, issues), times.length, policy);
}

function repliesOf(scheduled: World, issues: number, policy: string): number[][] {
  const found: number[][] = Array.from({ length: issues }, () => []);
  const trace: Trace = {
    customerTurn: () => {},
    aiReply: ({ issue }, { at }) => found[issue]!.push(at),
  };
  runDay(scheduled, policyFor(scheduled, policy), 1, 0, trace);
  return found;
}

describe('capacity', () => {
  it('of one: replies wait for their turn, first come first served', () => {
    // 0–20 the first, 20–40 the second, 40–60 the third. Turns again at 50, 70, 90: 60–80 the
    // first, 80–100 the second, 100–120 the third.
    expect(replies(world({ capacity: 1, maxTurns: 2 }), [0, 0, 10])).toEqual([
      [20, 80],
      [40, 100],
      [60, 120],
    ]);
  });

  it('of two serves two at once', () => {
    expect(replies(world({ capacity: 2, maxTurns: 1 }), [0, 0, 10])).toEqual([[20], [20], [40]]);
  });

  it('without a limit nobody waits', () => {
    expect(replies(world({ maxTurns: 1 }), [0, 0, 10])).toEqual([[20], [20], [30]]);
  });

  it('of one is not held by who has found a person meanwhile', () => {
    // The second is handed over at 0, back with the AI at 30, its reply behind the third's (25–45);
    // at 40 the person, done with the first, takes over. At 45 the fourth’s begins, in since 35.
    // Second turns at 75 and 95.
    const given = withIssues(told(world({ capacity: 1, maxTurns: 2 })), [
      { at: 0, intent: 0, handleSeconds: 40 },
      { at: 0, intent: 1 },
      { at: 25, intent: 1 },
      { at: 35, intent: 1 },
    ]);
    const policy = `
name: resuming
rules:
  - { id: direct, at: arrival, when: intent == "first", then: { transfer: general } }
  - { id: hand, when: desk.general.queue == 0 && turns == 1, then: { transfer: general } }
waiting: [{ id: resume, when: waited >= 30, then: { handback: true } }]
`;
    expect(repliesOf(given, 4, policy)).toEqual([[], [], [45, 95], [65, 115]]);
  });

  it('silence past 30 s frustrates by 0.1 a minute: a reply after 60 s', () => {
    // Not calmed by progress here: neutral replies.
    const neutral = { progress: 0, neutral: 1, capacity: 1, maxTurns: 1 };
    const { records } = dayOf(world(neutral), [{ at: 0 }, { at: 0 }, { at: 0 }], NOBODY);
    expect(records.map((r) => r.frustrationPeak)).toEqual([
      0,
      expect.closeTo(10 / 600, 12),
      expect.closeTo(30 / 600, 12),
    ]);
  });
});

describe('an outage', () => {
  const down = (from: number, to: number) => world({ outages: [{ from, to }], sensitivity: 0 });
  const failing = (times: number) =>
    `{ name: failing, rules: [{ id: failing, when: failed_turns >= ${times}, then: { transfer: general, context: summary } }] }`;

  it('makes every reply a failure that is noticed: at 20 and 70, handed over at 100', () => {
    const record = dayOf(down(10, 80), [{ at: 0 }], failing(2)).records[0]!;
    expect(record).toMatchObject({ queuedAt: 100, customerTurns: 3, aiReplies: 2 });
    // 0.25; 0.85 of it and 0.25 more; an ask there is none.
    expect(record.frustrationPeak).toBeCloseTo(0.25 * 0.85 + 0.25, 12);
  });

  it('is over at its end, not begun at its start: replies at 20 and 70 are whole', () => {
    const ends = dayOf(
      world({ outages: [{ from: 10, to: 20 }], maxTurns: 2 }),
      [{ at: 0 }],
      failing(1),
    );
    expect(ends.records[0]!.ending).toBe('left-ai');
    const starts = dayOf(
      world({ outages: [{ from: 70, to: 75 }], maxTurns: 2 }),
      [{ at: 0 }],
      failing(1),
    );
    expect(starts.records[0]!.ending).toBe('left-ai');
  });

  it('solves nothing, however able the AI is', () => {
    const able = down(10, 80);
    const record = dayOf(
      { ...able, intents: able.intents.map((i) => ({ ...i, aiSolvable: 1, aiSuccessPerTurn: 1 })) },
      [{ at: 0 }],
      NOBODY,
    ).records[0]!;
    // Errors at 20 and 70; solved at 120.
    expect(record).toMatchObject({ ending: 'ai-resolved', endedAt: 120 });
  });

  it('can be read: handed over at 50, the first turn during it', () => {
    const policy =
      '{ name: down, rules: [{ id: down, when: "!ai.available", then: { transfer: general } }] }';
    expect(dayOf(down(10, 80), [{ at: 0 }], policy).records[0]).toMatchObject({ queuedAt: 50 });
    const arrival = policy.replace('id: down,', 'id: down, at: arrival,');
    expect(dayOf(down(10, 80), [{ at: 30 }], arrival).records[0]).toMatchObject({ queuedAt: 30 });
  });

  it('parts a recorded dialogue from its record: one turn observed, the second modelled', () => {
    const replay = withRecord(down(60, 80), [recorded([said(), said(), said()])]);
    const given = { ...replay, ai: { ...replay.ai, maxTurns: 4 } };
    // The reply at 70, to the second turn, is an error: the third and fourth are modelled.
    expect(dayOf(given, [{ at: 0 }], NOBODY).records[0]).toMatchObject({
      observedTurns: 2,
      customerTurns: 4,
      support: 'diverged',
    });
  });
});
