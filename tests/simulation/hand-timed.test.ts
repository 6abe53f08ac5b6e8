import { describe, expect, it } from 'vitest';
import { type ServiceLevelVariant, serviceLevel } from '../../src/metrics/service-level.js';
import { newTally, read, tallyContact } from '../../src/metrics/tally.js';
import { RECORDED } from '../../src/policy/policy.js';
import type { World } from '../../src/scenario/world.js';
import type { ContactRecord } from '../../src/simulation/record.js';
import { plainWorld, policyFor, STRAIGHT_THROUGH, withIssues } from '../worlds.js';
import {
  byIssue,
  dayOf,
  desks,
  placid,
  recorded,
  reply,
  runDay,
  said,
  told,
  withRecord,
} from './runs.js';

// The hand-timed examples of model.md §7, with its numbers; times in seconds.

const straight = (world: World) => policyFor(world, STRAIGHT_THROUGH);
const waitOf = (r: ContactRecord) =>
  (r.ending === 'served' ? r.answeredAt : r.endedAt) - r.queuedAt;

/** The policy of one rule, checked at every turn. */
const oneRule = (world: World, when: string) =>
  policyFor(
    world,
    `{ name: one, rules: [{ id: only, when: "${when}", then: { transfer: general } }] }`,
  );

describe('example 1, a queue', () => {
  const world = withIssues(plainWorld({ agents: 1 }), [
    { at: 0, patience: 500, handleSeconds: 100 },
    { at: 10, patience: 80, handleSeconds: 100 },
    { at: 20, patience: 500, handleSeconds: 100 },
  ]);
  const { records } = runDay(world, straight(world));
  const [first, second, third] = byIssue(records) as [ContactRecord, ContactRecord, ContactRecord];
  const tally = newTally();
  for (const record of records) tallyContact(tally, record, world.costs);

  it('answers at 0, loses the second at 90, answers the third at 100', () => {
    expect([first.answeredAt, third.answeredAt]).toEqual([0, 100]);
    expect([second.ending, second.endedAt]).toEqual(['abandoned', 90]);
  });

  it('has ASA 40, mean wait 53.33 and abandonment 1/3', () => {
    expect(read(tally, 'waitAnswered') / read(tally, 'answered')).toBe(40);
    expect(read(tally, 'waitOffered') / read(tally, 'offered')).toBeCloseTo(53.33, 2);
    expect(read(tally, 'abandoned') / read(tally, 'offered')).toBe(1 / 3);
  });

  it.each([
    ['A', 1 / 3],
    ['B', 1 / 3],
    ['C', 1 / 2],
    ['D', 1 / 3],
  ] as [ServiceLevelVariant, number][])('has service level %s of %d at 60 s', (variant, level) => {
    const answered = records.filter((r) => r.ending === 'served');
    const left = records.filter((r) => r.ending === 'abandoned');
    const { part, whole } = serviceLevel(
      {
        answered: answered.length,
        answeredInTime: answered.filter((r) => waitOf(r) <= 60).length,
        left: left.length,
        leftInTime: left.filter((r) => waitOf(r) <= 60).length,
        leftAtOnce: left.filter((r) => waitOf(r) <= 5).length,
      },
      variant,
    );
    expect(part / whole).toBe(level);
  });
});

it('example 2, ties: the head is answered at the instant its patience ends, the newcomer waits', () => {
  const world = withIssues(plainWorld({ agents: 1 }), [
    { at: 0, handleSeconds: 100 },
    { at: 40, patience: 60, handleSeconds: 100 },
    { at: 100, handleSeconds: 100 },
  ]);
  const [, head, newcomer] = byIssue(runDay(world, straight(world)).records);
  expect([head!.ending, head!.answeredAt]).toEqual(['served', 100]);
  expect(newcomer!.answeredAt).toBe(200);
});

describe('example 3, concurrency: processor sharing with slow-down 0.3 per extra chat', () => {
  const { records, summary } = dayOf(
    desks({ general: { chatsPerAgent: 2, slowDown: 0.3 } }),
    [
      { at: 0, handleSeconds: 100 },
      { at: 40, handleSeconds: 100 },
    ],
    STRAIGHT_THROUGH,
  );

  it('ends the first at 118: 40 s alone, then 60 s of work at rate 1/1.3', () => {
    expect(records[0]!.endedAt).toBeCloseTo(118, 9);
  });

  it('ends the second at 158: 78 s at rate 1/1.3 do 60 s of work, then 40 s alone', () => {
    expect(records[1]!.answeredAt).toBe(40);
    expect(records[1]!.endedAt).toBeCloseTo(158, 9);
  });

  it('counts both as busy, the person once as engaged, and their time once among the contacts', () => {
    expect(summary.busySeconds[0]).toBeCloseTo(118 + 118, 9);
    expect(summary.engagedSeconds[0]).toBeCloseTo(158, 9);
    // Two slots from 0 until the last event, at 158.
    expect(summary.staffedSeconds[0]).toBeCloseTo(2 * 158, 9);
    // Each had the person for 40 s alone and for half of the 78 s shared.
    expect(records.map((r) => r.handleSeconds)).toEqual([
      expect.closeTo(118, 9),
      expect.closeTo(118, 9),
    ]);
    expect(records.map((r) => r.agentSeconds)).toEqual([
      expect.closeTo(79, 9),
      expect.closeTo(79, 9),
    ]);
  });
});

it('example 4, priority as minutes: X, in since 300 with 10 min, before Y, in since 0', () => {
  const { records } = dayOf(
    told(desks({ general: {} }), ['y', 'x']),
    [
      { at: 0, intent: 0, handleSeconds: 400 },
      { at: 0, intent: 0 },
      { at: 300, intent: 1 },
    ],
    `
name: credit
rules:
  - { id: x, at: arrival, when: intent == "x", then: { transfer: general, priority: 10m } }
  - { id: y, at: arrival, then: { transfer: general } }
`,
  );
  expect(records[2]!.answeredAt).toBe(400); // 100 + 600 of credit against 400
  expect(records[1]!.answeredAt).toBe(500);
});

describe('example 5, the clock never resets', () => {
  const team = (world: World): World => ({
    ...world,
    teams: [{ ...world.teams[0]!, steps: [{ at: 140, staffed: 1 }] }],
  });
  const facts = ({ asks, refusals, firstAskAt, queuedAt, answeredAt }: ContactRecord) => ({
    asks,
    refusals,
    firstAskAt,
    queuedAt,
    secondsToPerson: answeredAt - firstAskAt,
  });
  const expected = { asks: 2, refusals: 1, firstAskAt: 30, queuedAt: 80, secondsToPerson: 110 };

  it('in a synthetic world, where the AI refuses aloud', () => {
    const world = withIssues(team(placid(plainWorld({}), { perTurn: 1 })), [{ at: 30 }]);
    const policy = policyFor(
      world,
      `
name: second-ask
rules:
  - { id: no, when: asks == 1, then: refuse }
  - { id: yes, when: asks >= 2, then: { transfer: general } }
`,
    );
    expect(facts(runDay(world, policy).records[0]!)).toEqual(expected);
  });

  it('in a replay, where the AI stays silent about it', () => {
    const asking = said({ ask: 'request' });
    const world = withRecord(withIssues(team(placid(plainWorld({}))), [{ at: 30 }]), [
      recorded([asking, asking, said()]),
    ]);
    expect(facts(runDay(world, oneRule(world, 'asks >= 2')).records[0]!)).toEqual(expected);
  });
});

describe('example 6, a replay of a record that hands over after customer turn 5', () => {
  const dialogue = recorded(Array(5).fill(said()), {
    handoverAfter: 5,
    handleSeconds: 77,
    resolved: true,
    resolvedBy: 'human',
  });
  const base = withIssues(placid(plainWorld({})), [{ at: 0 }]);
  const world = withRecord(base, [dialogue]);
  const under = (turn: number) => runDay(world, oneRule(world, `turns >= ${turn}`)).records[0]!;

  it('at 3: three turns observed, human stage modelled', () => {
    expect(under(3)).toMatchObject({
      customerTurns: 3,
      observedTurns: 3,
      support: 'earlier',
      decisionObserved: true,
      humanObserved: false,
      outcomeObserved: false,
      handleSeconds: 100,
    });
  });

  it('at 5: matched', () => {
    expect(under(5)).toMatchObject({
      customerTurns: 5,
      observedTurns: 5,
      support: 'same-point',
      humanObserved: true,
      outcomeObserved: true,
      handleSeconds: 77,
      resolved: true,
    });
  });

  it('at 7: five turns observed, two modelled', () => {
    expect(under(7)).toMatchObject({
      customerTurns: 7,
      observedTurns: 5,
      support: 'later',
      decisionObserved: false,
      humanObserved: false,
      outcomeObserved: false,
      handleSeconds: 100,
    });
  });

  it('under the built-in policy: handed over at 5, as recorded', () => {
    expect(runDay(world, RECORDED).records[0]).toMatchObject({
      customerTurns: 5,
      support: 'same-point',
      rule: -1,
      queuedAt: 200,
    });
  });

  it.each([0, 0.5, 1])('beyond 5 the AI succeeds %d times as often per reply', (laterFactor) => {
    const success = 0.8;
    const n = 2000;
    const many = withRecord(
      withIssues(
        { ...base, intents: [{ ...base.intents[0]!, aiSuccessPerTurn: success }] },
        Array.from({ length: n }, (_, at) => ({ at })),
      ),
      [{ ...dialogue, solvable: 1 }],
      laterFactor,
    );
    const solved = runDay(many, oneRule(many, 'turns >= 6')).records.filter(
      (r) => r.ending === 'ai-resolved',
    );
    const p = success * laterFactor;
    const error = Math.sqrt((p * (1 - p)) / n);
    expect(Math.abs(solved.length / n - p)).toBeLessThanOrEqual(3.5 * error);
    expect(solved.every((r) => r.observedTurns === 5 && r.customerTurns === 5)).toBe(true);
  });
});

it('example 7, an offer left out: the prefix ends at turn 4 and turn 5 is no ask', () => {
  const offers = said({ reply: reply({ offersPerson: true }) });
  const world = withRecord(withIssues(placid(plainWorld({})), [{ at: 0 }]), [
    recorded([said(), said(), said(), offers, said({ ask: 'accept' })], { handoverAfter: 5 }),
  ]);
  expect(runDay(world, oneRule(world, 'turns >= 6')).records[0]).toMatchObject({
    observedTurns: 4,
    customerTurns: 6,
    asks: 0,
    support: 'diverged',
  });
  // nor is the recorded acceptance an unprompted ask where the offer was made
  expect(runDay(world, RECORDED).records[0]).toMatchObject({
    observedTurns: 5,
    asks: 0,
    support: 'same-point',
  });
});

it('example 8, a repeat: back 2 h later as visit 1, and the AI cannot solve it then either', () => {
  const base = placid(plainWorld({ aiSolvable: 0 }));
  const back = { probability: 1, after: { kind: 'constant', seconds: 7200 } } as const;
  const world = withIssues(
    {
      ...base,
      ai: { ...base.ai, maxTurns: 2 },
      customers: {
        ...base.customers,
        returns: { unresolved: back, abandoned: back, maxVisits: 2 },
      },
    },
    [{ at: 0 }],
  );
  const [first, second] = runDay(world, policyFor(world, '{ name: none, rules: [] }')).records;
  expect(first).toMatchObject({ visit: 0, resolved: false, aiSolvable: false, endedAt: 100 });
  expect(second).toMatchObject({
    visit: 1,
    issue: first!.issue,
    arrivedAt: 7300,
    resolved: false,
    aiSolvable: false,
  });
});

it('example 9, silent abandonment: an empty chat from 100 to 145, the next answered at 145', () => {
  const world = desks({ general: { noticeAfter: 45 } });
  const { records, summary } = dayOf(
    { ...world, channels: [{ name: 'chat', share: 1, silent: 1 }] },
    [
      { at: 0, handleSeconds: 100 },
      { at: 10, patience: 50 },
      { at: 20, handleSeconds: 100 },
    ],
    STRAIGHT_THROUGH,
  );
  expect(records[1]).toMatchObject({
    ending: 'abandoned',
    silent: true,
    endedAt: 60,
    waitSeconds: 50,
  });
  expect(records[2]!.answeredAt).toBe(145);
  expect(summary.busySeconds).toEqual([100 + 45 + 100]);
});

it('example 10, widening: in at 0, answered at 60 by the general agent who is free since 10', () => {
  const { records } = dayOf(
    told(desks({ senior: {}, general: {} }), ['easy', 'hard']),
    [
      { at: 0, intent: 0, handleSeconds: 10 },
      { at: 0, intent: 1, handleSeconds: 90 },
      { at: 0, intent: 1 },
    ],
    `
name: widening
rules:
  - { id: hard, at: arrival, when: intent == "hard", then: { transfer: senior, widen: { after: 60s, to: general } } }
  - { id: easy, at: arrival, then: { transfer: general } }
`,
  );
  expect(records[1]).toMatchObject({ answeredAt: 0, endedAt: 90, team: 0 });
  expect(records[2]).toMatchObject({ answeredAt: 60, team: 1 });
});

it('example 11, wrap-up: the next waits until 120, handle time 120, occupancy counts both', () => {
  const world = withIssues(plainWorld({ agents: 1, wrapUp: '20s' }), [
    { at: 0, handleSeconds: 100 },
    { at: 10, handleSeconds: 100 },
  ]);
  const { records, summary } = runDay(world, straight(world));
  const [first, second] = byIssue(records);
  expect(second!.answeredAt).toBe(120);
  expect(first!.endedAt).toBe(100);
  expect(first!.handleSeconds + first!.wrapUpSeconds).toBe(120);
  expect(summary.busySeconds).toEqual([240]);
  expect(summary.staffedSeconds).toEqual([86400]);
});

describe('example 12, closing at 1,000', () => {
  const day = (steps: World['teams'][number]['steps'], patience: number | undefined) => {
    const plain = plainWorld({ agents: 1 });
    const world = withIssues({ ...plain, closesAt: 1000, teams: [{ ...plain.teams[0]!, steps }] }, [
      { at: 0, handleSeconds: 1200 },
      { at: 900, handleSeconds: 100, ...(patience === undefined ? {} : { patience }) },
      { at: 1000 },
    ]);
    return byIssue(runDay(world, straight(world)).records);
  };
  const closing = [
    { at: 0, staffed: 1 },
    { at: 1000, staffed: 0 },
  ];

  it('answers at 1,200 if the shift table staffs 1,200', () => {
    expect(day([{ at: 0, staffed: 1 }], 500)[1]).toMatchObject({
      ending: 'served',
      answeredAt: 1200,
    });
  });

  it('leaves the contact unserved at closing otherwise: the one still busy takes nobody else', () => {
    expect(day(closing, 500)[1]).toMatchObject({ ending: 'unserved', endedAt: 1000 });
  });

  it('is an ordinary abandonment where the patience ends before', () => {
    expect(day(closing, 50)[1]).toMatchObject({ ending: 'abandoned', endedAt: 950 });
  });

  it('sends home at closing also whoever would wait for ever', () => {
    expect(day(closing, undefined)[1]).toMatchObject({ ending: 'unserved', endedAt: 1000 });
  });

  it('takes no arrival at closing itself', () => {
    expect(day(closing, 500)).toHaveLength(2);
  });

  it('sends home whom nobody will serve, and takes them in again if they are back before closing', () => {
    const plain = placid(plainWorld({}));
    const back = { probability: 1, after: { kind: 'constant', seconds: 600 } } as const;
    const world = withIssues(
      {
        ...plain,
        closesAt: 5000,
        teams: [{ ...plain.teams[0]!, steps: closing }],
        customers: {
          ...plain.customers,
          returns: { unresolved: back, abandoned: back, maxVisits: 3 },
        },
      },
      [{ at: 1500 }],
    );
    const { records } = runDay(world, straight(world));
    expect(records.map((r) => [r.visit, r.ending, r.arrivedAt])).toEqual([
      [0, 'unserved', 1500],
      [1, 'unserved', 2100],
      [2, 'unserved', 2700],
    ]);
  });

  it('a person still busy when the desk is staffed again is one of those staffed', () => {
    const again = [...closing, { at: 1100, staffed: 1 }];
    const plain = plainWorld({});
    const world = withIssues({ ...plain, teams: [{ ...plain.teams[0]!, steps: again }] }, [
      { at: 0, handleSeconds: 1200 },
      { at: 1150 },
    ]);
    expect(byIssue(runDay(world, straight(world)).records)[1]!.answeredAt).toBe(1200);
  });
});
