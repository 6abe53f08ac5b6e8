import { describe, expect, it } from 'vitest';
import type { Customers, Team, World } from '../../src/scenario/world.js';
import { SENIOR_IF_FREE, STRAIGHT_THROUGH } from '../worlds.js';
import { ALWAYS, dayOf, desks } from './runs.js';

// Who was dealt with in vain is back after 7,200 s (a repeat), who was not reached after 600 (a retrial).

const after = (seconds: number) =>
  ({ probability: 1, after: { kind: 'constant', seconds } }) as const;
const world = (team: Partial<Team> = {}, customers: Partial<Customers> = {}): World => {
  const plain = desks(
    { general: team },
    {
      returns: { unresolved: after(7200), abandoned: after(600), maxVisits: 2 },
      callbacks: { answered: 0, dial: 20, attempts: 1, retryAfter: 0 },
      ...customers,
    },
  );
  return {
    ...plain,
    ai: { ...plain.ai, maxTurns: 1 },
    intents: [{ ...plain.intents[0]!, personLogit: Number.NEGATIVE_INFINITY }],
  };
};
const BUSY = { at: 0, handleSeconds: 5000 };
/** Ending of the first visit of the last issue, and how long after it the second began. */
function back(
  given: World,
  issues: { at: number; patience?: number; handleSeconds?: number }[],
  policy = STRAIGHT_THROUGH,
) {
  const { records } = dayOf(given, issues, policy);
  const [first, second] = records.filter((r) => r.issue === issues.length - 1);
  expect(second!.visit).toBe(1);
  expect(second!.arrivedAt).toBe(first!.returnsAt);
  return [first!.ending, second!.arrivedAt - first!.endedAt];
}

describe('a repeat after', () => {
  it('a person’s answer in vain', () => {
    expect(back(world(), [{ at: 0 }])).toEqual(['served', 7200]);
  });

  it('giving up on the AI', () => {
    expect(back(world(), [{ at: 0 }], '{ name: nobody, rules: [] }')).toEqual(['left-ai', 7200]);
  });

  it('giving up in the second queue', () => {
    const two = world();
    const passing: World = {
      ...two,
      teams: [
        { ...two.teams[0]!, proficiency: [0] },
        { ...two.teams[0]!, name: 'senior' },
      ],
      people: { ...two.people, passesOn: { probability: 1, after: 90 } },
    };
    expect(back(passing, [BUSY, { at: 0, patience: 30 }], SENIOR_IF_FREE)).toEqual([
      'dropped',
      7200,
    ]);
  });
});

describe('a retrial after', () => {
  it('giving up in the queue', () => {
    expect(back(world(), [BUSY, { at: 0, patience: 30 }])).toEqual(['abandoned', 600]);
  });

  it('nobody coming any more', () => {
    const given = world({ steps: [...ALWAYS, { at: 100, staffed: 0 }] });
    expect(back(given, [BUSY, { at: 0 }])).toEqual(['unserved', 600]);
  });

  it('a full queue', () => {
    expect(back(world({ queueLimit: 0 }), [BUSY, { at: 0 }])).toEqual(['blocked', 600]);
  });

  it('refusing to join it', () => {
    const given = world({}, { balking: { share: 1, perAnnouncedMinute: 0 } });
    expect(back(given, [BUSY, { at: 0 }])).toEqual(['balked', 600]);
  });

  it('missing the call back', () => {
    expect(
      back(
        world(),
        [{ at: 0 }],
        '{ name: calls, rules: [{ id: all, at: arrival, then: { callback: general } }] }',
      ),
    ).toEqual(['callback-failed', 600]);
  });
});

it('due after closing it is counted, not simulated', () => {
  const given = { ...world(), closesAt: 7300 };
  const { records } = dayOf(given, [{ at: 0 }, { at: 50, handleSeconds: 40 }], STRAIGHT_THROUGH);
  // The first ends at 100, due at 7,300, which is closing itself.
  expect(records.map((r) => [r.issue, r.visit, r.returnsAt])).toEqual([
    [0, 0, 7300],
    [1, 0, 7340],
  ]);
});
