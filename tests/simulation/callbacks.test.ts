import { describe, expect, it } from 'vitest';
import type { Callbacks, Team } from '../../src/scenario/world.js';
import { ALWAYS, dayOf, desks } from './runs.js';

// One person; dialling takes 20 s; who is offered a call accepts, and picks up unless said otherwise.

const world = (callbacks: Partial<Callbacks> = {}, team: Partial<Team> = {}) =>
  desks(
    { general: team },
    {
      accepts: { transfer: 1, callback: 1, ticket: 1 },
      callbacks: { answered: 1, dial: 20, attempts: 2, retryAfter: 900, ...callbacks },
    },
  );
const PROMISED = `
name: promised
rules:
  - { id: direct, at: arrival, when: desk.general.free > 0, then: { transfer: general } }
  - { id: later, at: arrival, then: { callback: general } }
`;
const OFFERED = `
name: offered
rules: [{ id: all, at: arrival, then: { transfer: general } }]
waiting: [{ id: long, when: waited > 30, then: { offer: callback } }]
`;
const at = (...times: number[]) => times.map((time) => ({ at: time }));

describe('a call promised by a rule', () => {
  const { records, summary } = dayOf(world(), at(0, 10), PROMISED);

  it('is dialled when it is its turn, 100 to 120, and answered then', () => {
    expect(records[1]).toMatchObject({
      ending: 'served',
      callback: true,
      callbackAt: 10,
      queuedAt: 10,
      answeredAt: 120,
      endedAt: 220,
      handleSeconds: 100,
    });
    expect(summary.busySeconds).toEqual([100 + 20 + 100]);
  });

  it('is no wait and no frustration', () => {
    expect(records[1]).toMatchObject({ waitSeconds: 0, frustrationPeak: 0 });
  });

  it('is dialled at once where somebody is free', () => {
    const always =
      '{ name: always, rules: [{ id: all, at: arrival, then: { callback: general } }] }';
    expect(dayOf(world(), at(0), always).records[0]!.answeredAt).toBe(20);
  });

  it('nobody loses patience over it', () => {
    const { records: patient } = dayOf(world(), [{ at: 0 }, { at: 10, patience: 5 }], PROMISED);
    expect(patient[1]!.ending).toBe('served');
  });
});

describe('a call offered while waiting', () => {
  const { records } = dayOf(world(), at(0, 10, 80), OFFERED);

  it('ends the wait at 40, not the place: dialled at 100, before who came at 80', () => {
    expect(records[1]).toMatchObject({
      callbackAt: 40,
      waitSeconds: 30,
      acceptedOffers: 1,
      answeredAt: 120,
    });
    expect(records[2]).toMatchObject({ callbackAt: 110, waitSeconds: 30, answeredAt: 240 });
  });

  it('stops the frustration of waiting: 0.1 a minute for 30 s', () => {
    expect(records[1]!.frustrationPeak).toBeCloseTo(0.05, 12);
  });

  it('can be declined, and the wait goes on', () => {
    const plain = world();
    const accepts = { transfer: 1, callback: 0, ticket: 1 };
    const { records: declined } = dayOf(
      { ...plain, customers: { ...plain.customers, accepts } },
      at(0, 10),
      OFFERED,
    );
    expect(declined[1]).toMatchObject({
      callback: false,
      declinedOffers: 1,
      waitSeconds: 90,
      answeredAt: 100,
    });
  });
});

describe('a call that nobody answers', () => {
  const DEAF = { answered: 0 };

  it('is tried again after 900 s, then given up: 100–120 and 1,020–1,040', () => {
    const { records, summary } = dayOf(world(DEAF), at(0, 10), PROMISED);
    expect(records[1]).toMatchObject({
      ending: 'callback-failed',
      endedAt: 1040,
      resolved: false,
      waitSeconds: 0,
    });
    expect(records[1]!.answeredAt).toBeNaN();
    expect(summary.busySeconds).toEqual([100 + 20 + 20]);
  });

  it('leaves the person free for others in between', () => {
    const { records } = dayOf(world(DEAF), at(0, 10, 110), OFFERED);
    // Dialled 100–120 in vain; the third, in since 110, is answered then.
    expect(records[2]!.answeredAt).toBe(120);
  });

  it('keeps its place at the next attempt: before who waits since 1,000', () => {
    const { records } = dayOf(
      world(DEAF),
      [{ at: 0 }, { at: 10 }, { at: 950 }, { at: 1000 }],
      `${PROMISED.replace('desk.general.free > 0', 'desk.general.free > 0 || elapsed >= 0 && clock.minute >= 15')}`,
    );
    // 950–1,050 somebody else; due again at 1,020, dialled 1,050–1,070, before the fourth.
    expect(records[1]!.endedAt).toBe(1070);
    expect(records[3]!.answeredAt).toBe(1070);
  });

  it('is unserved where nobody is on duty any more at the next attempt', () => {
    const { records } = dayOf(
      world(DEAF, { steps: [...ALWAYS, { at: 500, staffed: 0 }] }),
      at(0, 10),
      PROMISED,
    );
    expect(records[1]).toMatchObject({ ending: 'unserved', endedAt: 1020 });
  });
});

it('at closing a promised call is unserved', () => {
  const { records } = dayOf(
    world({}, { steps: [...ALWAYS, { at: 50, staffed: 0 }] }),
    at(0, 10),
    PROMISED,
  );
  expect(records[1]).toMatchObject({ ending: 'unserved', endedAt: 50, waitSeconds: 0 });
});

it('the friction clock does not stop: asked at 0, reached at 120', () => {
  const asking = world();
  const { records } = dayOf(
    {
      ...asking,
      customers: { ...asking.customers, asks: { ...asking.customers.asks, perTurn: 1 } },
    },
    at(0, 0),
    `
name: on-request
rules:
  - { id: direct, when: asks >= 1 && desk.general.free > 0, then: { transfer: general } }
  - { id: later, when: asks >= 1, then: { callback: general } }
`,
  );
  expect(records[1]!.answeredAt - records[1]!.firstAskAt).toBe(120);
  expect(records[1]!.waitSeconds).toBe(0);
});

it('who was reached and is passed on waits on the line: no second dialling, patience runs', () => {
  const plain = desks(
    { general: { proficiency: [0] }, senior: {} },
    { callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 } },
  );
  const passing = {
    ...plain,
    people: { ...plain.people, passesOn: { probability: 1, after: 90 } },
  };
  const policy = `
name: both
rules:
  - { id: senior, at: arrival, when: desk.senior.free > 0, then: { transfer: senior } }
  - { id: later, at: arrival, then: { callback: general } }
`;
  // Dialled 0–20, passed on at 110, senior busy until 150.
  const issues = (patience?: number) => [
    { at: 0, handleSeconds: 150 },
    { at: 0, ...(patience === undefined ? {} : { patience }) },
  ];
  expect(dayOf(passing, issues(), policy).records[1]).toMatchObject({
    answeredAt: 20,
    endedAt: 250,
    bounces: 1,
  });
  expect(dayOf(passing, issues(30), policy).records[1]).toMatchObject({
    ending: 'dropped',
    endedAt: 140,
  });
});
