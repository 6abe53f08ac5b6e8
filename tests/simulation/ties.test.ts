import { describe, expect, it } from 'vitest';
import type { ScheduledIssue, World } from '../../src/scenario/world.js';
import { plainWorld, policyFor, STRAIGHT_THROUGH, withIssues, worldFrom } from '../worlds.js';
import { byIssue, placid, runDay, SILENT_LISTENER, told } from './runs.js';

// Order at one instant, model.md §5: capacity appears, assignment, abandonment, entries and
// arrivals, turns, waiting rules, capacity goes, sampling (in continuous.test.ts); within a rank by
// sequence. AI replies take 20 s and customers'
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

describe('waiting rules are looked at after turns and before capacity goes', () => {
  // In queue since 0; its rule fires at 100, a call is offered and accepted.
  const offering = (world: World): World => ({
    ...world,
    customers: {
      ...world.customers,
      accepts: { transfer: 1, callback: 1, ticket: 1 },
      callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 },
    },
  });
  const POLICY = `
name: ranks
rules:
  - { id: direct, at: arrival, when: intent == "direct", then: { transfer: general } }
  - { id: speaks, when: turns >= 3, then: { transfer: general } }
waiting: [{ id: call, when: 'waited >= 100 && desk.general.queue >= 2', then: { offer: callback } }]
`;
  const two = (steps: Steps) => told(offering(staffed(steps)), ['chat', 'direct']);
  const BUSY = { at: 0, intent: 1, handleSeconds: 1000 };

  it('a turn of that instant is in queue already when the rule looks', () => {
    // The third speaks at 0, 50 and, handed over, at 100: two are in queue.
    const [, waiting] = day(
      two(ALWAYS),
      [BUSY, { at: 0, intent: 1 }, { at: 0, intent: 0 }],
      POLICY,
    );
    expect(waiting!.callbackAt).toBe(100);
  });

  it('who becomes free at that instant takes the contact before its rule looks', () => {
    const [, waiting] = day(
      two(ALWAYS),
      [
        { ...BUSY, handleSeconds: 100 },
        { at: 0, intent: 1 },
        { at: 100, intent: 1 },
      ],
      POLICY,
    );
    expect(waiting).toMatchObject({ answeredAt: 100, callback: false });
  });

  it('so does abandonment: gone at 100, no call', () => {
    const [, waiting] = day(
      two(ALWAYS),
      [BUSY, { at: 0, intent: 1, patience: 100 }, { at: 50, intent: 1 }],
      POLICY,
    );
    expect(waiting).toMatchObject({ ending: 'abandoned', endedAt: 100, callback: false });
  });

  it('the end of the shift comes after: the call is promised at 100, and unserved then', () => {
    const [, waiting] = day(
      two([
        { at: 0, staffed: 1 },
        { at: 100, staffed: 0 },
      ]),
      [BUSY, { at: 0, intent: 1 }, { at: 50, intent: 1 }],
      POLICY,
    );
    expect(waiting).toMatchObject({ callbackAt: 100, ending: 'unserved', endedAt: 100 });
  });
});

describe('widening is a waiting rule’s timer', () => {
  const widening = `
name: widening
rules:
  - { id: direct, at: arrival, when: intent == "direct", then: { transfer: a } }
  - { id: chat, at: arrival, then: { transfer: b, widen: { after: 60s, to: a } } }
`;
  const world = (): World => {
    const one = staffed(ALWAYS);
    const [team] = one.teams;
    return told({ ...one, teams: ['a', 'b'].map((name) => ({ ...team!, name })) }, [
      'chat',
      'direct',
    ]);
  };

  it('who becomes free at that instant in the first team takes the contact there', () => {
    // b is done at 60; a has been idle all the time.
    const [, contact] = day(
      world(),
      [
        { at: 0, intent: 0, handleSeconds: 60 },
        { at: 0, intent: 0 },
      ],
      widening,
    );
    expect(contact).toMatchObject({ team: 1, answeredAt: 60 });
  });

  it('who becomes free at that instant in the other team takes those who wait for it first', () => {
    // a is done at 60 and takes the fourth, in since 30; who is widened to a at 60 waits on.
    const records = day(
      world(),
      [
        { at: 0, intent: 0, handleSeconds: 300 },
        { at: 0, intent: 1, handleSeconds: 60 },
        { at: 0, intent: 0 },
        { at: 30, intent: 1 },
      ],
      widening,
    );
    expect(records[3]!.answeredAt).toBe(60);
    expect(records[2]).toMatchObject({ team: 0, answeredAt: 160 });
  });

  it('an arrival of that instant finds the other person free and takes them first', () => {
    const records = day(
      world(),
      [
        { at: 0, intent: 0, handleSeconds: 300 },
        { at: 0, intent: 0 },
        { at: 60, intent: 1 },
      ],
      widening,
    );
    expect(records[2]).toMatchObject({ team: 0, answeredAt: 60 });
    expect(records[1]).toMatchObject({ team: 0, answeredAt: 160 });
  });
});

describe('an outage', () => {
  const world = (from: number, to: number): World => {
    const one = staffed(ALWAYS);
    return { ...one, ai: { ...one.ai, outages: [{ from, to }] } };
  };
  const down = (at: string) =>
    `{ name: down, rules: [{ id: down, at: ${at}, when: "!ai.available", then: { transfer: general } }] }`;

  it('starts after arrivals and turns of its instant', () => {
    expect(day(world(100, 120), [{ at: 100 }], down('arrival'))[0]!.rule).toBe(-1);
    expect(day(world(100, 120), [{ at: 50 }], down('turn'))[0]!.rule).toBe(-1);
  });

  it('ends before those of its instant', () => {
    expect(day(world(60, 100), [{ at: 100 }], down('arrival'))[0]!.rule).toBe(-1);
    expect(day(world(60, 100), [{ at: 50 }], down('turn'))[0]!.rule).toBe(-1);
    expect(day(world(60, 100.001), [{ at: 50 }], down('turn'))[0]!.queuedAt).toBe(100);
  });
});

describe('the end of a ring', () => {
  const ringing = (answeredAfter: number, timeout: number, steps: Steps = ALWAYS): World => {
    const one = staffed(steps);
    const ring = { answeredAfter, missed: 0, timeout, away: 90 };
    return { ...one, teams: [{ ...one.teams[0]!, ring }] };
  };

  it('comes before patience: answered at the instant it ends', () => {
    expect(day(ringing(20, 30), [{ at: 0, patience: 20 }])[0]).toMatchObject({
      ending: 'served',
      answeredAt: 20,
    });
  });

  it('missed, the contact is back in queue when its patience ends then', () => {
    expect(day(ringing(20, 10), [{ at: 0, patience: 10 }])[0]).toMatchObject({
      ending: 'abandoned',
      endedAt: 10,
    });
  });

  it('who is back from a missed one takes the head before a newcomer of that instant', () => {
    // Missed 0–10, back at 100: rings with the head 100–110, missed; the newcomer of 100 waits.
    const [head, newcomer] = day(ringing(20, 10), [
      { at: 0, patience: 150 },
      { at: 100, patience: 60 },
    ]);
    expect(head).toMatchObject({ ending: 'abandoned', endedAt: 150 });
    expect(newcomer).toMatchObject({ ending: 'abandoned', endedAt: 160 });
  });

  it('comes before the end of the shift: answered by who is about to go', () => {
    const steps = [...ALWAYS, { at: 20, staffed: 0 }];
    expect(day(ringing(20, 30, steps), [{ at: 0 }])[0]).toMatchObject({ answeredAt: 20 });
  });
});

it('a callback that is due is an arrival: by sequence among them, after abandonment', () => {
  // Dialled 0–20 in vain, due again at 100, when the newcomer arrives; the newcomer's arrival was
  // scheduled first and finds the person free. The call, in since 0, is next at 200.
  const world = staffed(ALWAYS);
  const records = day(
    {
      ...world,
      customers: {
        ...world.customers,
        callbacks: { answered: 0, dial: 20, attempts: 2, retryAfter: 80 },
      },
    },
    [{ at: 0 }, { at: 100 }],
    `
name: calls
rules:
  - { id: call, at: arrival, when: clock.minute == 0, then: { callback: general } }
  - { id: direct, at: arrival, then: { transfer: general } }
`,
  );
  expect(records[1]!.answeredAt).toBe(100);
  expect(records[0]).toMatchObject({ ending: 'callback-failed', endedAt: 220 });
});

// People whose shift begins at one instant end their first contacts at one instant, too, and whoever is
// not helped comes back after the same half an hour. An AI that nothing disturbs replies ahead of time,
// unless somebody is told of every step (`ai-stage.ts`).
it.each([
  ['first', 'turns >= 1'],
  ['second', 'turns >= 2'],
])(
  'whoever comes back at one instant goes in turn, handed over at arrival or at the %s turn',
  (_, when) => {
    const world = worldFrom(`
name: together
horizon: { opens: "07:00", closes: "12:00" }
demand: { contacts_per_day: 300, by_hour: [1, 1, 1, 1, 1] }
intents:
  chat: { share: 0.5, ai_solvable: 0, ai_success_per_turn: 0.1, person_resolves: 0.5, handle_time: { constant: 10m } }
  direct: { share: 0.5, ai_solvable: 0, ai_success_per_turn: 0.1, person_resolves: 0.5, handle_time: { constant: 10m } }
teams: { general: { shifts: [{ from: "08:00", to: "14:00", agents: 5 }], wrap_up: 0s } }
people: { handoff_tax: { summary: 0s, none: 0s } }
ai: { reply_time: { empirical: { values: [10s, 20s] } } }
customers:
  reply_time: { empirical: { values: [10s, 20s] } }
  patience: { exponential: { mean: 40m } }
  returns: { unresolved: { probability: 0.8, after: { constant: 30m } }, max_visits: 3 }
`);
    const policy = policyFor(
      world,
      `
name: some
rules:
  - { id: direct, at: arrival, when: intent == "direct", then: { transfer: general } }
  - { id: chat, when: ${when}, then: { transfer: general } }
`,
    );
    let together = 0;
    for (let replication = 0; replication < 30; replication++) {
      const nobody = runDay(world, policy, 1, replication);
      const listened = runDay(world, policy, 1, replication, SILENT_LISTENER);
      const lives = ({ records }: typeof nobody) =>
        records.map(({ issue, visit, answeredAt, endedAt }) => [issue, visit, answeredAt, endedAt]);
      expect(lives(nobody)).toEqual(lives(listened));
      const arrivals = nobody.records.map(({ arrivedAt }) => arrivedAt);
      together += arrivals.length - new Set(arrivals).size;
    }
    expect(together).toBeGreaterThan(100);
  },
);

function twoIntents(): World['intents'] {
  const [any] = plainWorld({}).intents;
  return [
    { ...any!, name: 'chat', share: 0.5 },
    { ...any!, name: 'direct', share: 0.5 },
  ];
}
