import { describe, expect, it } from 'vitest';
import type { Ring, Team, World } from '../../src/scenario/world.js';
import { ALWAYS, dayOf, desks, told } from './runs.js';

// Handed over at the first turn, at 0; back with the AI after 60 s in queue, when they write their
// second turn. AI replies take 20 s and customers' 30 s: turns at 0, 60, 110, 160, 210. The one
// person is busy with somebody else from 0 on.

const policy = (again: string) => `
name: resuming
rules:
  - { id: direct, at: arrival, when: intent == "first", then: { transfer: general } }
  - { id: hand, when: '${again}', then: { transfer: general, context: summary } }
waiting: [{ id: resume, when: waited >= 60, then: { handback: true } }]
`;
const world = (team: Partial<Team> = {}, ai: Partial<World['ai']> = {}): World => {
  const plain = told(desks({ general: team }));
  // Every reply that does not solve brings them forward, so that nothing else frustrates.
  return { ...plain, ai: { ...plain.ai, progress: 1, ...ai } };
};
const day = (
  given: World,
  busy: number,
  again = 'turns == 1',
  others: { at: number; intent: number }[] = [],
) =>
  dayOf(
    given,
    [{ at: 0, intent: 0, handleSeconds: busy }, { at: 0, intent: 1 }, ...others],
    policy(again),
  );

it('a person who gets there takes over in mid-dialogue', () => {
  const { records } = day(world(), 200);
  expect(records[1]).toMatchObject({
    ending: 'served',
    handbacks: 1,
    queuedAt: 0,
    answeredAt: 200,
    waitSeconds: 60,
    customerTurns: 4,
    endedAt: 300,
  });
  // 0.1 a minute for the 60 s in queue, and nothing while the AI talks.
  expect(records[1]!.frustrationPeak).toBeCloseTo(0.1, 12);
});

it('the place is kept: before who came at 30', () => {
  const { records } = day(world(), 200, 'turns == 1', [{ at: 30, intent: 1 }]);
  expect(records[1]!.answeredAt).toBe(200);
  // Also that one is with the AI since 90, and taken over at 300.
  expect(records[2]).toMatchObject({ answeredAt: 300, waitSeconds: 60 });
});

it('the AI solves it meanwhile, and the transfer is off', () => {
  const solving = world();
  const { records, summary } = day(
    {
      ...solving,
      intents: solving.intents.map((i) => ({ ...i, aiSolvable: 1, aiSuccessPerTurn: 1 })),
    },
    200,
  );
  expect(records[1]).toMatchObject({ ending: 'ai-resolved', resolved: true, endedAt: 80 });
  expect(summary.queueSeconds).toEqual([80]);
  expect(summary.busySeconds).toEqual([200]);
});

it('who is handed over again waits on in the old place: 60 s and 110 to 200', () => {
  const { records } = day(world(), 200, 'turns == 1 || turns == 3');
  expect(records[1]).toMatchObject({
    handbacks: 1,
    queuedAt: 0,
    answeredAt: 200,
    waitSeconds: 150,
    customerTurns: 3,
  });
});

it('another rule’s terms stand in for the pending ones: a call, dialled at 200', () => {
  const plain = world();
  const { records } = dayOf(
    {
      ...plain,
      customers: {
        ...plain.customers,
        callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 },
      },
    },
    [
      { at: 0, intent: 0, handleSeconds: 200 },
      { at: 0, intent: 1 },
      { at: 70, intent: 0 },
    ],
    policy('turns == 1').replace(
      'waiting:',
      '  - { id: call, when: turns == 3, then: { callback: general } }\nwaiting:',
    ),
  );
  expect(records[1]).toMatchObject({
    callback: true,
    callbackAt: 110,
    rule: 2,
    answeredAt: 220,
    waitSeconds: 60,
  });
});

describe('while it rings', () => {
  const ring = (facts: Partial<Ring> = {}): Ring => ({
    answeredAfter: 15,
    missed: 0,
    timeout: 30,
    away: 1000,
    ...facts,
  });

  it('they go on writing: rings 215 to 230, their fifth turn at 210', () => {
    // The other one's ring takes 0 to 15, its work until 195; the ring is 195 to 210.
    const { records } = day(world({ ring: ring() }), 180);
    expect(records[1]).toMatchObject({ answeredAt: 210, waitSeconds: 60 });
  });

  it('who asks again hears it ring: 5 of the 15 s are a wait', () => {
    // Busy 15 to 200, rings 200 to 215, handed over at 210 by the fifth turn.
    const { records } = day(world({ ring: ring() }), 185, 'turns == 1 || turns == 5');
    expect(records[1]).toMatchObject({ answeredAt: 215, waitSeconds: 65, customerTurns: 5 });
  });

  it('a missed ring puts them back without their noticing, and the AI may solve it', () => {
    const solving = world({ ring: ring({ timeout: 10 }), steps: [{ at: 0, staffed: 1 }] });
    // Nobody ever answers. The first gives up at 70; the second's rings: none, they are away.
    const { records } = dayOf(
      { ...solving, ai: { ...solving.ai, maxTurns: 3 } },
      [{ at: 0, intent: 1 }],
      policy('turns == 1'),
    );
    // Rings 0–10; in queue until 60; turns at 60 and 110, gone at 160.
    expect(records[0]).toMatchObject({ ending: 'left-ai', endedAt: 160, waitSeconds: 60 });
  });
});

it('where nobody will come any more they go on with the AI', () => {
  const { records } = day(
    world({ steps: [...ALWAYS, { at: 100, staffed: 0 }] }, { maxTurns: 3 }),
    500,
  );
  expect(records[1]).toMatchObject({ ending: 'left-ai', endedAt: 160, handbacks: 1 });
});

it('the transfer widens on while they are with the AI', () => {
  const plain = told(desks({ general: {}, senior: {} }));
  const { records } = dayOf(
    plain,
    [
      { at: 0, intent: 0, handleSeconds: 500 },
      { at: 0, intent: 1 },
    ],
    policy('turns == 1').replace(
      /(turns == 1', then: \{ transfer: general)/,
      '$1, widen: { after: 90s, to: senior }',
    ),
  );
  expect(records[1]).toMatchObject({ answeredAt: 90, team: 1, waitSeconds: 60 });
});
