import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readYaml } from '../../src/input/yaml-file.js';
import { compileWorld } from '../../src/scenario/compile.js';
import { scenarioSchema } from '../../src/scenario/schema/scenario-schema.js';
import type { World } from '../../src/scenario/world.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { policyFor } from '../worlds.js';
import { type Day, replicationOf, runDay, SILENT_LISTENER } from './runs.js';

// Small random worlds and policies that use every feature at once: what holds whatever happens.

const share = fc.constantFrom(0, 0.3, 1);
const worlds: fc.Arbitrary<World> = fc
  .record({
    continuous: fc.boolean(),
    perDay: fc.integer({ min: 10, max: 120 }),
    capacity: fc.constantFrom('capacity: 1, ', 'capacity: 2, ', 'capacity: 3, ', ''),
    outage: fc.boolean(),
    skill: share,
    chats: fc.integer({ min: 1, max: 3 }),
    slowDown: fc.constantFrom(0, 0.3, 1),
    ring: fc.boolean(),
    missed: fc.constantFrom(0, 0.3),
    limit: fc.constantFrom(0, 2, 50),
    wrapUp: fc.constantFrom('0s', '60s'),
    hours: fc.boolean(),
    passes: share,
    warm: fc.boolean(),
    silent: share,
    patience: fc.constantFrom('never', '{ constant: 200s }', '{ exponential: { mean: 5m } }'),
    balking: fc.constantFrom(0, 0.2),
    pastFactor: fc.constantFrom(1, 2),
    accepts: share,
    picksUp: share,
    visits: fc.integer({ min: 1, max: 4 }),
    back: fc.constantFrom(
      '{ constant: 0s }',
      '{ constant: 30m }',
      '{ exponential: { mean: 20m } }',
    ),
  })
  .map((w) =>
    compileWorld(
      readYaml(
        'everything.yaml',
        `
name: everything
channels: { chat: { share: 0.6, silent_abandonment: ${w.silent} }, voice: { share: 0.4 } }
horizon: ${w.continuous ? '{ mode: continuous, days: 1, warm_up: 9h }' : '{ opens: "08:00", closes: "12:00" }'}
demand: { contacts_per_day: ${w.perDay}, by_hour: [${Array(w.continuous ? 24 : 4)
          .fill(1)
          .join(', ')}] }
intents:
  easy: { share: 0.6, ai_solvable: 0.7, ai_success_per_turn: 0.3, handle_time: { exponential: { mean: 10m } } }
  hard: { share: 0.4, ai_solvable: 0.2, ai_success_per_turn: 0.2, handle_time: { constant: 8m }, mood: -0.5 }
ai: { ${w.capacity}outages: [${w.outage ? '{ from: "10:00", to: "10:30" }' : ''}] }
teams:
  general:
    skills: { easy: 1, hard: ${w.skill} }
    shifts: [{ from: "08:00", to: "10:00", agents: 1 }, { from: "09:30", to: "12:30", agents: 2 }]
    chats_per_agent: ${w.chats}
    slow_down: ${w.slowDown}
    wrap_up: ${w.wrapUp}
    ${w.ring ? `ring: { missed: ${w.missed}, timeout: 20s, away: 60s }` : ''}
  senior:
    shifts: [{ from: "08:30", to: "11:00", agents: 1 }]
    queue_limit: ${w.limit}
    ${w.hours ? 'hours: [{ from: "09:00", to: "10:30" }]' : ''}
people: { passes_on: { probability: ${w.passes}, after: 60s${w.warm ? ', warm: 20s' : ''} } }
customers:
  patience: ${w.patience}
  balking: { share: ${w.balking}, per_announced_minute: 0.01 }
  announcements: { past_factor: ${w.pastFactor}, patience_factor: 0.9 }
  accepts: { transfer: ${w.accepts}, callback: ${w.accepts} }
  callbacks: { answered: ${w.picksUp}, retry_after: 10m }
  returns:
    unresolved: { probability: 0.7, after: ${w.back} }
    abandoned: { probability: 0.8, after: ${w.back} }
    max_visits: ${w.visits}
`,
        scenarioSchema,
      ),
    ),
  );

const RULES = [
  '{ id: hard, at: arrival, when: intent == "hard", then: { transfer: senior, priority: 2m, widen: [{ after: 60s, to: general }] } }',
  '{ id: voice, at: arrival, when: channel == "voice" && desk.general.queue > 1, then: { callback: [general, senior], widen: { after: 30s, to: senior } } }',
  '{ id: direct, at: arrival, when: channel == "voice", then: { transfer: [general, senior], announce: wait, context: none } }',
  '{ id: lost, when: failed_turns >= 1, then: { offer: transfer, to: [general, senior], announce: wait } }',
  '{ id: call, when: "!ai.available || declined_offers >= 1", then: { offer: callback, to: general } }',
  '{ id: asked, when: asks >= 1 && refusals >= 1, then: { transfer: [senior, general], accept_within: 3s } }',
  '{ id: no, when: asks >= 1, then: refuse }',
  '{ id: long, when: turns >= 4, then: { transfer: general } }',
];
const WAITING = [
  '{ id: told, when: waited > 45, then: { announce: wait, priority: 30s } }',
  '{ id: wider, when: waited > 20 && desk.senior.queue < 3, then: { widen: senior } }',
  '{ id: calls, when: waited / 60 >= 1.5, then: { offer: callback } }',
  '{ id: resume, when: waited > 100 || desk.general.queue > 4, then: { handback: true } }',
];
const settings = fc.record({
  world: worlds,
  rules: fc.subarray(RULES, { minLength: 1 }),
  waiting: fc.subarray(WAITING),
  seed: fc.integer({ min: 0, max: 2 ** 40 }),
});
const list = (key: string, items: readonly string[]) =>
  items.length === 0 ? '' : `${key}:\n${items.map((item) => `  - ${item}\n`).join('')}`;

it('conserves contacts, times and slots, and depends on nothing but the seed', () => {
  fc.assert(
    fc.property(settings, ({ world, rules, waiting, seed }) => {
      const policy = policyFor(
        world,
        `name: some\n${list('rules', rules)}${list('waiting', waiting)}`,
      );
      const simulation = new Simulation(world, policy);
      replicationOf(simulation, seed, 1);
      const day = replicationOf(simulation, seed, 0);
      expect(publicly(runDay(world, policy, seed))).toEqual(publicly(day));
      conserves(world, day);
      timesAreInOrder(world, day);
      slotsAreHeld(world, day);
    }),
    { numRuns: 90, seed: 20260101 },
  );
}, 30_000);

/** Long, so that some are open at the horizon, or all the same, so that some fall on one instant. */
const replyTimes = fc.constantFrom(
  { kind: 'exponential', mean: 300 } as const,
  { kind: 'constant', seconds: 20 } as const,
);

it('is the same run when somebody is told of every step', () => {
  let ahead = 0;
  fc.assert(
    fc.property(settings, replyTimes, ({ world, rules, waiting, seed }, replyTime) => {
      const ai = { ...world.ai, capacity: Number.POSITIVE_INFINITY, replyTime };
      const customers = {
        ...world.customers,
        replyTime: { kind: 'constant', seconds: 20 },
      } as const;
      const unhurried: World = { ...world, ai, customers };
      const policy = policyFor(
        unhurried,
        `name: some\n${list('rules', rules)}${list('waiting', waiting)}`,
      );
      const told = publicly(runDay(unhurried, policy, seed, 0, SILENT_LISTENER));
      const untold = publicly(runDay(unhurried, policy, seed));
      ahead += told.summary.events - untold.summary.events;
      expect({ ...untold, summary: { ...untold.summary, events: 0 } }).toEqual({
        ...told,
        summary: { ...told.summary, events: 0 },
      });
    }),
    { numRuns: 90, seed: 20260103 },
  );
  // Otherwise nothing was compared: an AI with time for everybody replies ahead of time.
  expect(ahead).toBeGreaterThan(1000);
}, 30_000);

/** What leaves the engine as a record, without the marks of the object that carried it. */
function publicly({ records, summary }: Day) {
  const told = records.map((r) => [
    [r.issue, r.visit, r.ending, r.support, r.rule, r.team, r.resolved, r.silent, r.callback],
    [r.arrivedAt, r.queuedAt, r.answeredAt, r.endedAt, r.waitSeconds, r.callbackAt, r.returnsAt],
    [r.handleSeconds, r.wrapUpSeconds, r.agentSeconds, r.frustrationPeak, r.frustrationArea],
    [r.customerTurns, r.aiReplies, r.asks, r.refusals, r.firstAskAt, r.reexplained, r.bounces],
    [r.handbacks, r.acceptedOffers, r.declinedOffers, r.announced, r.boiledOver, r.aiSolvable],
  ]);
  return { told, summary };
}

function conserves(world: World, { records, summary }: Day): void {
  expect(summary.contacts).toBe(records.length);
  const visits = new Map(records.map((r) => [`${r.issue}/${r.visit}`, r]));
  expect(visits.size).toBe(records.length);
  const first = records.filter((r) => r.visit === 0).map((r) => r.issue);
  if (first.length > 0) expect(Math.max(...first) - Math.min(...first)).toBe(first.length - 1);
  for (const r of records) {
    if (r.returnsAt < world.closesAt) {
      expect(visits.get(`${r.issue}/${r.visit + 1}`)!.arrivedAt).toBe(r.returnsAt);
    }
    if (world.mode === 'day') expect(r.ending).not.toBe('open');
    if (r.ending === 'served') expect(r.answeredAt).not.toBeNaN();
    if (r.ending === 'dropped') expect(r.bounces).toBeGreaterThan(0);
    if (['abandoned', 'unserved', 'balked', 'blocked', 'callback-failed'].includes(r.ending)) {
      expect(r.answeredAt).toBeNaN();
      expect(r.queuedAt).not.toBeNaN();
    }
  }
}

function timesAreInOrder(world: World, { records }: Day): void {
  for (const r of records) {
    const times = [r.arrivedAt, r.queuedAt, r.answeredAt, r.endedAt].filter(
      (t) => !Number.isNaN(t),
    );
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(r.arrivedAt).toBeGreaterThanOrEqual(world.measuredFrom);
    expect(r.waitSeconds).toBeGreaterThanOrEqual(0);
    if (r.waitSeconds > 0) {
      const until = Number.isNaN(r.answeredAt) ? r.endedAt : r.answeredAt;
      expect(r.waitSeconds).toBeLessThanOrEqual(until - r.queuedAt + 1e-6);
    }
    expect(r.agentSeconds).toBeGreaterThanOrEqual(0);
    expect(r.frustrationPeak).toBeGreaterThanOrEqual(0);
  }
}

function slotsAreHeld(world: World, { summary }: Day): void {
  world.teams.forEach((team, index) => {
    const [busy, engaged] = [summary.busySeconds[index]!, summary.engagedSeconds[index]!];
    expect(busy).toBeLessThanOrEqual(summary.staffedSeconds[index]! + 1e-6);
    expect(engaged).toBeLessThanOrEqual(busy + 1e-6);
    expect(busy).toBeLessThanOrEqual(engaged * team.chatsPerAgent + 1e-6);
    expect(summary.queueSeconds[index]).toBeGreaterThanOrEqual(0);
  });
}

it('without calls, silence and the AI’s return all waits together are the queue’s time', () => {
  fc.assert(
    fc.property(worlds, fc.integer({ min: 0, max: 2 ** 40 }), (world, seed) => {
      fc.pre(world.mode === 'day');
      const plain: World = {
        ...world,
        channels: world.channels.map((channel) => ({ ...channel, silent: 0 })),
        teams: world.teams.map(({ ring, ...team }) => team),
        people: { ...world.people, passesOn: { probability: 0, after: 0 } },
      };
      const rules = [
        '{ id: hard, at: arrival, when: intent == "hard", then: { transfer: senior, priority: 2m } }',
        '{ id: long, when: turns >= 2, then: { transfer: general, announce: wait } }',
      ];
      const policy = policyFor(plain, `name: some\n${list('rules', rules)}`);
      const { records, summary } = runDay(plain, policy, seed);
      plain.teams.forEach((_, team) => {
        const waits = records.filter((r) => r.team === team).map((r) => r.waitSeconds);
        const total = waits.reduce((sum, wait) => sum + wait, 0);
        expect(summary.queueSeconds[team]).toBeCloseTo(total, 4);
      });
    }),
    { numRuns: 40, seed: 20260102 },
  );
}, 30_000);
