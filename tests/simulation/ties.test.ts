import { describe, expect, it } from 'vitest';
import type { ScheduledIssue, World } from '../../src/scenario/world.js';
import { plainWorld, policyFor, STRAIGHT_THROUGH, withIssues } from '../worlds.js';
import { byIssue, placid, runDay } from './runs.js';

// Order at one instant, model.md §5: capacity appears, assignment, abandonment, entries and
// arrivals, turns, capacity goes; within a rank by sequence. AI replies take 20 s and customers'
// 30 s, so turns come at 0, 50, 100 s after arrival.

type Steps = World['teams'][number]['steps'];

function staffed(steps: Steps, wrapUp = '0s'): World {
  const world = placid(plainWorld({ wrapUp }));
  return { ...world, teams: [{ ...world.teams[0]!, steps }] };
}
const ALWAYS: Steps = [{ at: 0, staffed: 1 }];

function day(world: World, issues: readonly ScheduledIssue[], policy = STRAIGHT_THROUGH) {
  const scheduled = withIssues(world, issues);
  return byIssue(runDay(scheduled, policyFor(scheduled, policy)).records);
}

describe('capacity appears before the waiting are assigned', () => {
  it('two people done at once take the two who wait', () => {
    const records = day(staffed([{ at: 0, staffed: 2 }]), [
      { at: 0, handleSeconds: 100 },
      { at: 0, handleSeconds: 100 },
      { at: 10 },
      { at: 20 },
    ]);
    expect(records.slice(2).map((r) => r.answeredAt)).toEqual([100, 100]);
  });

  it('one done and one whose shift starts take the two who wait', () => {
    const records = day(
      staffed([
        { at: 0, staffed: 1 },
        { at: 100, staffed: 2 },
      ]),
      [{ at: 0, handleSeconds: 100 }, { at: 10 }, { at: 20 }],
    );
    expect(records.slice(1).map((r) => r.answeredAt)).toEqual([100, 100]);
  });

  it('after a wrap-up as after a service', () => {
    const records = day(staffed(ALWAYS, '20s'), [
      { at: 0, handleSeconds: 80 },
      { at: 10 },
      { at: 100 },
    ]);
    expect(records.map((r) => r.answeredAt)).toEqual([0, 100, 220]);
  });
});

describe('the waiting are assigned before patience ends and before anyone new enters', () => {
  it('the head whose patience ends at that instant is answered', () => {
    const [, head] = day(staffed(ALWAYS), [
      { at: 0, handleSeconds: 100 },
      { at: 40, patience: 60 },
    ]);
    expect(head).toMatchObject({ ending: 'served', answeredAt: 100 });
  });

  it('a freed person is seen before a new arrival: the head gets them, the newcomer waits', () => {
    const records = day(staffed(ALWAYS), [{ at: 0, handleSeconds: 100 }, { at: 40 }, { at: 100 }]);
    expect(records.map((r) => r.answeredAt)).toEqual([0, 100, 200]);
  });

  it('a shift that starts is seen by an arrival of the same instant', () => {
    const [only] = day(staffed([{ at: 100, staffed: 1 }]), [{ at: 100 }]);
    expect(only!.answeredAt).toBe(100);
  });
});

it('abandonment comes before arrivals: the newcomer finds the queue empty', () => {
  const [, head, newcomer] = day(
    staffed(ALWAYS),
    [
      { at: 0, handleSeconds: 1000 },
      { at: 40, patience: 60 },
      { at: 100, patience: 5 },
    ],
    '{ name: short-queue, rules: [{ id: short, at: arrival, when: desk.general.queue == 0, then: { transfer: general } }] }',
  );
  expect(head).toMatchObject({ ending: 'abandoned', endedAt: 100 });
  expect(newcomer).toMatchObject({ rule: 0, queuedAt: 100 });
});

it('arrivals come before turns: who speaks at that instant finds the newcomer in queue', () => {
  // Issue 1 speaks at 0, 50 and 100; its turn at 100 was scheduled before issue 2 arrived.
  const [, speaker, newcomer] = day(
    { ...staffed(ALWAYS), intents: twoIntents() },
    [
      { at: 0, intent: 1, handleSeconds: 1000 },
      { at: 0, intent: 0, patience: 5 },
      { at: 100, intent: 1, patience: 5 },
    ],
    `
name: after-others
rules:
  - { id: direct, at: arrival, when: intent == "direct", then: { transfer: general } }
  - { id: follow, when: desk.general.queue >= 1, then: { transfer: general } }
`,
  );
  expect(newcomer!.queuedAt).toBe(100);
  expect(speaker).toMatchObject({ queuedAt: 100, customerTurns: 3 });
});

describe('capacity goes last', () => {
  const untilHundred: Steps = [
    { at: 0, staffed: 1 },
    { at: 100, staffed: 0 },
  ];

  it('an arrival at the end of the shift is still answered', () => {
    expect(day(staffed(untilHundred), [{ at: 100 }])[0]).toMatchObject({
      ending: 'served',
      answeredAt: 100,
    });
  });

  it('so is who is handed over by a turn at the end of the shift', () => {
    const [only] = day(
      staffed(untilHundred),
      [{ at: 0 }],
      '{ name: third, rules: [{ id: third, when: turns >= 3, then: { transfer: general } }] }',
    );
    expect(only).toMatchObject({ ending: 'served', answeredAt: 100 });
  });

  it('a person done exactly then takes the head before going', () => {
    const [, head] = day(staffed(untilHundred), [{ at: 0, handleSeconds: 100 }, { at: 10 }]);
    expect(head).toMatchObject({ ending: 'served', answeredAt: 100, endedAt: 200 });
  });

  it('a moment later nobody is there', () => {
    expect(day(staffed(untilHundred), [{ at: 100.001, patience: 60 }])[0]!.ending).toBe('unserved');
  });
});

it('within a rank the earlier scheduled goes first', () => {
  const records = day(staffed(ALWAYS), [{ at: 10 }, { at: 10 }, { at: 10 }]);
  expect(records.map((r) => r.answeredAt)).toEqual([10, 110, 210]);
});

function twoIntents(): World['intents'] {
  const [any] = plainWorld({}).intents;
  return [
    { ...any!, name: 'chat', share: 0.5 },
    { ...any!, name: 'direct', share: 0.5 },
  ];
}
