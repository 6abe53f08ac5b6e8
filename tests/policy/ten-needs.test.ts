import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { loadScenario } from '../../src/scenario/load.js';
import type { ScheduledIssue, Team, World } from '../../src/scenario/world.js';
import type { ContactRecord } from '../../src/simulation/record.js';
import { type Day, dayOf } from '../simulation/runs.js';
import { asking, failing, HOUR, NOBODY, ROOT, shop, type Teams } from './example-shop.js';

// One policy says everything that a desk needs to say; each item is timed by hand. One person a team round
// the clock, 100 s of work; turns of the AI 0, 50, 100 s … after arrival, its replies 20 s later.

const FILE = 'policies/reference/ten-needs.yaml';
const TEXT = readFileSync(`${ROOT}${FILE}`, 'utf8');
const { policy } = loadPolicy(FILE, TEXT, {
  teams: new Map([
    ['general', 0],
    ['senior', 1],
  ]),
  columns: new Map(),
  values: {},
  absent: new Set(),
});

const PARCEL = 0;
const BROKEN = 1;
const ADVICE = 2;
const ACCOUNT = 3;
const GENERAL = 0;
const SENIOR = 1;
const NINE = 9 * HOUR;

/** The shop with all intents that the policy names. */
function desk(teams: Teams = {}, ai: Partial<World['ai']> = {}): World {
  const world = shop(teams, ai);
  const [any] = world.intents;
  const names = ['where_is_my_parcel', 'broken_device', 'product_advice', 'account_anomaly'];
  return {
    ...world,
    intents: names.map((name) => ({ ...any!, name, share: 0.25 })),
    teams: world.teams.map((team) => ({ ...team, proficiency: names.map(() => 1) })),
  };
}

function dayWith(world: World, ...issues: Partial<ScheduledIssue>[]): Day {
  const whole = issues.map((issue) => ({ at: NINE, intent: PARCEL, segment: 0, ...issue }));
  return dayOf(world, whole, TEXT);
}
const records = (world: World, ...issues: Partial<ScheduledIssue>[]): readonly ContactRecord[] =>
  dayWith(world, ...issues).records;
const one = (world: World, issue: Partial<ScheduledIssue> = {}): ContactRecord =>
  records(world, issue)[0]!;
/** The rules that decided about a contact, each as often as it did. */
const fired = (record: ContactRecord): string[] =>
  [...policy.rules, ...policy.waiting, ...policy.serving].flatMap(({ id }, i) =>
    Array<string>(record.fired[i]!).fill(id),
  );

it('loads in the shipped weekday without a warning', async () => {
  const weekday = await loadScenario(`${ROOT}datasets/retail-weekday.yaml`);
  expect(loadPolicy(FILE, TEXT, vocabularyOf(weekday)).warnings).toEqual([]);
});

describe('(a) after two failed answers an offer of a person, else of a call back', () => {
  // Failures at 20 and 70; offered at 100, accepted at 150.
  it('the queue is short: a person is offered', () => {
    const lost = one(desk({}, failing()));
    expect(fired(lost)).toEqual(['lost']);
    expect(lost).toMatchObject({ acceptedOffers: 1, queuedAt: NINE + 150, callback: false });
  });

  it('somebody has waited for three minutes: a call back is', () => {
    const world = desk({ senior: NOBODY }, failing());
    // The first holds the only person for 1,000 s; the second, in queue from 150 on, waits longest.
    const [, , third] = records(
      world,
      { handleSeconds: 1000 },
      { at: NINE + 10, patience: 9e3 },
      { at: NINE + 260 },
    );
    // At 360 the second has waited 200 s.
    expect(fired(third!)).toEqual(['lost']);
    expect(third).toMatchObject({ callback: true, callbackAt: NINE + 410 });
  });

  it('who declines the person is offered the call back; who declines that, too, stays', () => {
    const world = desk({}, { ...failing(), maxTurns: 6 });
    const declining: World = {
      ...world,
      customers: { ...world.customers, accepts: { transfer: 0, callback: 0, ticket: 0 } },
    };
    // Offered a person at 100, declined at 150 and offered a call, declined at 200: the AI goes on.
    expect(one(declining)).toMatchObject({ declinedOffers: 2, ending: 'left-ai', aiReplies: 6 });
  });
});

it('(b) at the first ask, whatever the wait', () => {
  const world = asking(desk({ senior: NOBODY }));
  const [, second] = records(world, { handleSeconds: 3000 }, { at: NINE + 5, patience: 9e3 });
  expect(second).toMatchObject({ queuedAt: NINE + 5, refusals: 0, rule: ruleIndex('asked') });
});

describe('(c) the precious: ten minutes of priority, seniors for a minute, then anyone', () => {
  it('widens after 60 s', () => {
    // Both people are busy: senior until 200, general until 100.
    const world = asking(desk());
    const [, , precious] = records(
      world,
      { at: NINE, intent: BROKEN, handleSeconds: 200 },
      { at: NINE, handleSeconds: 100 },
      { at: NINE + 20, intent: BROKEN },
    );
    // General is free from 100 on and may take it from 80 on.
    expect(precious).toMatchObject({ answeredAt: NINE + 100, team: GENERAL });
  });

  it('and goes before who came nine minutes earlier', () => {
    const world = asking(desk({ general: NOBODY }));
    const [, plain, precious] = records(
      world,
      { handleSeconds: 700 },
      { at: NINE + 10, patience: 9e3 },
      { at: NINE + 550, segment: 1, patience: 9e3 },
    );
    expect(precious).toMatchObject({ answeredAt: NINE + 700, team: SENIOR });
    expect(plain!.answeredAt).toBe(NINE + 800);
  });
});

describe('(d) unsure: clarify once, then to a person', () => {
  it('asked at the second turn, handed over at the fourth', () => {
    // Replies at 20 (unsure), 70 (the question), 120 (unsure again).
    const record = one(desk({}, { ...failing(0.6), sensitivity: 0 }));
    expect(fired(record)).toEqual(['unsure', 'still-unsure']);
    expect(record).toMatchObject({ clarifications: 1, customerTurns: 4, queuedAt: NINE + 150 });
  });

  it('by the margin alone, too', () => {
    const record = one(desk({}, { ...failing(0.9, 0.05), sensitivity: 0 }));
    expect(fired(record)).toEqual(['unsure', 'still-unsure']);
  });
});

describe('(e) out of hours a ticket with a stated reply time', () => {
  it('kept: answered in writing when somebody is there', () => {
    // Somebody is on duty from 8:00; the work takes 100 s.
    const early: Partial<Team> = { steps: [{ at: 8 * HOUR, staffed: 1 }] };
    const record = one(asking(desk({ general: early, senior: NOBODY })), { at: 7 * HOUR });
    expect(record).toMatchObject({
      ticket: true,
      promisedBy: 19 * HOUR,
      answeredAt: 8 * HOUR + 100,
      promiseBroken: false,
      waitSeconds: 0,
      ending: 'served',
    });
  });

  it('broken: nobody before the time is up, and frustration rises by it', () => {
    const late: Partial<Team> = { steps: [{ at: 20 * HOUR, staffed: 1 }] };
    const record = one(asking(desk({ general: late, senior: NOBODY })), { at: 7 * HOUR });
    expect(record).toMatchObject({ answeredAt: 20 * HOUR + 100, promiseBroken: true });
    expect(record.frustrationPeak).toBeCloseTo(0.5, 10);
  });

  it('open: nobody today, but the promise may still be kept tomorrow', () => {
    const gone: Partial<Team> = {
      steps: [
        { at: 0, staffed: 1 },
        { at: 22 * HOUR, staffed: 0 },
      ],
    };
    const record = one(asking(desk({ general: gone, senior: NOBODY })), { at: 23 * HOUR });
    expect(record).toMatchObject({ ticket: true, ending: 'open', resolved: undefined });
  });
});

describe('(f) a silent person, and a queue in which nobody comes', () => {
  const forgets: Partial<Team> = { fallsSilent: { share: 1, after: 10, lasts: 2 * HOUR } };

  it('silent for 5 min: back to the head of the queue', () => {
    const world = asking(desk({ general: forgets, senior: { steps: [{ at: 0, staffed: 1 }] } }));
    const [first, second, third] = records(
      world,
      { patience: 9e3 }, // general takes it and is silent from 10 on
      { at: NINE + 1, handleSeconds: 400, patience: 9e3 }, // senior, until 401
      { at: NINE + 2, patience: 9e3 }, // in queue since 2
    );
    // Requeued at 310, it goes before the third, who has waited longer.
    expect(first).toMatchObject({ silences: 1, team: SENIOR, answeredAt: NINE });
    expect(second!.team).toBe(SENIOR);
    expect(third!.answeredAt).toBe(NINE + 401 + 100);
  });

  it('nobody for 15 min: the AI resumes, and a person takes over as soon as one is free', () => {
    const world = asking(desk({ senior: NOBODY }));
    const [, second] = records(world, { handleSeconds: 1030 }, { at: NINE + 5, patience: 9e3 });
    expect(second).toMatchObject({
      handbacks: 1,
      waitSeconds: 900,
      answeredAt: NINE + 1030,
      ending: 'served',
    });
    // The AI answered at 905 + 20 and 975 + 20.
    expect(second!.aiReplies).toBe(3);
    expect(fired(second!)).toContain('somebody-is-coming');
  });
});

it('(g) the AI is down: all to people, the queue capped at three, the rest called back', () => {
  const world = desk({ senior: NOBODY }, { outages: [{ from: 0, to: 24 * HOUR }] });
  const six = [0, 1, 2, 3, 4, 5].map((n) => ({ at: NINE + n, patience: 9e3 }));
  const found = records(world, ...six);
  expect(found.map(({ callback }) => callback)).toEqual([false, false, false, false, true, true]);
  expect(found[4]).toMatchObject({ promisedBy: NINE + 4 + HOUR, customerTurns: 0 });
});

describe('(h) what never goes to the AI, and what never goes to a person', () => {
  it('an account anomaly does not hear the AI', () => {
    expect(one(desk(), { intent: ACCOUNT })).toMatchObject({ aiReplies: 0, answeredAt: NINE });
  });

  it('product advice does not get a person, however often they ask', () => {
    const record = one(asking(desk({}, { maxTurns: 5 })), { intent: ADVICE });
    expect(record).toMatchObject({ asks: 5, refusals: 5, team: -1, ending: 'left-ai' });
  });
});

describe('(i) twenty turns or thirty minutes', () => {
  it('the twentieth turn, 950 s in', () => {
    const sure = desk({}, { ...failing(), sensitivity: 0 });
    expect(one(sure)).toMatchObject({ customerTurns: 20, queuedAt: NINE + 950 });
  });

  it('thirty minutes, where turns are slow', () => {
    const world = desk({}, { ...failing(), sensitivity: 0 });
    const slow: World = {
      ...world,
      customers: { ...world.customers, replyTime: { kind: 'constant', seconds: 580 } },
    };
    // Turns every 600 s: at 1,800 the fourth.
    expect(one(slow)).toMatchObject({ customerTurns: 4, queuedAt: NINE + 1800 });
  });
});

describe('(j) waits above two minutes are announced', () => {
  it.each([
    [1, false], // one person, 100 s a contact: with nobody else in queue 100 s
    [2, true], // with one, 200 s
  ])('with %d before them: %s', (ahead, announced) => {
    const world = asking(desk({ senior: NOBODY }));
    const issues = Array.from({ length: ahead + 1 }, (_, n) => ({ at: NINE + n, patience: 9e3 }));
    const found = records(world, ...issues);
    expect(found.at(-1)!.announced).toBe(announced);
  });
});

function ruleIndex(id: string): number {
  return policy.rules.findIndex((rule) => rule.id === id);
}

it('(g) and (h) together: in an outage, too, advice is no reason for a person, and anomalies are capped', () => {
  const down = { outages: [{ from: 0, to: 24 * HOUR }], maxTurns: 3 };
  const many = Array.from({ length: 6 }, (_, n) => ({
    at: NINE + n,
    intent: ACCOUNT,
    patience: 9e3,
  }));
  const found = records(desk({ senior: NOBODY }, down), ...many, { at: NINE + 9, intent: ADVICE });
  expect(found.map(({ callback }) => callback)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    false,
  ]);
  expect(found[6]).toMatchObject({ team: -1, ending: 'left-ai' });
});
