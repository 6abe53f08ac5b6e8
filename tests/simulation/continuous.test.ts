import { describe, expect, it } from 'vitest';
import type { World } from '../../src/scenario/world.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { policyFor, STRAIGHT_THROUGH, withIssues } from '../worlds.js';
import { byIssue, dayOf, desks, replicationOf } from './runs.js';

// Round the clock: measured from 100 to 1,000, one person, 100 s of work.

const world = (team: Partial<World['teams'][number]> = {}): World => ({
  ...desks({ general: team }),
  mode: 'continuous',
  measuredFrom: 100,
  closesAt: 1000,
});
const at = (...times: number[]) => times.map((time) => ({ at: time }));

describe('one who arrived in the warm-up', () => {
  it('is no record, though served after it; busy time counts from its end', () => {
    // 50–150 the first, of which 50 s count; 150–250 the second, who waited from 140.
    const { records, summary } = dayOf(world(), at(50, 140), STRAIGHT_THROUGH);
    expect(records.map((r) => [r.issue, r.answeredAt])).toEqual([[1, 150]]);
    expect(summary).toMatchObject({
      contacts: 1,
      busySeconds: [150],
      engagedSeconds: [150],
      staffedSeconds: [900],
      queueSeconds: [10],
      measuredSeconds: 900,
      fired: [1],
    });
  });

  it('and waits past it is no record either, but the queue is', () => {
    const { records, summary } = dayOf(world(), at(50, 60), STRAIGHT_THROUGH);
    expect(records).toEqual([]);
    expect(summary).toMatchObject({ queueSeconds: [50], busySeconds: [150] });
  });
});

describe('sampling comes last', () => {
  it('at the end of the warm-up: what ends then is over, who arrives then counts', () => {
    const { records, summary } = dayOf(world(), at(0, 100), STRAIGHT_THROUGH);
    expect(records.map((r) => r.issue)).toEqual([1]);
    expect(summary.busySeconds).toEqual([100]);
  });

  it('at the horizon: who is done then has been served, who is next has been answered', () => {
    const { records } = dayOf(world(), at(900, 950, 960), STRAIGHT_THROUGH);
    expect(records.map((r) => [r.ending, r.endedAt, r.answeredAt, r.waitSeconds])).toEqual([
      ['served', 1000, 900, 0],
      ['open', 1000, 1000, 50],
      ['open', 1000, Number.NaN, 40],
    ]);
  });

  it('a patience that ends at the horizon has ended', () => {
    const { records } = dayOf(
      world(),
      [
        { at: 900, handleSeconds: 500 },
        { at: 950, patience: 50 },
      ],
      STRAIGHT_THROUGH,
    );
    expect(records.map((r) => r.ending)).toEqual(['open', 'abandoned']);
  });
});

describe('at the horizon', () => {
  it('is open, never dropped, who is with the AI, waits, rings, is to be called or is served', () => {
    const given = world({ ring: { answeredAfter: 30, missed: 0, timeout: 60, away: 0 } });
    const { records, summary } = dayOf(
      {
        ...given,
        customers: {
          ...given.customers,
          callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 },
        },
      },
      [{ at: 880, handleSeconds: 65 }, { at: 940 }, { at: 950 }, { at: 960 }, { at: 990 }],
      `
name: mixed
rules:
  - { id: calls, at: arrival, when: desk.general.queue == 2, then: { callback: general } }
  - { id: people, at: arrival, when: desk.general.queue < 2, then: { transfer: general } }
`,
    );
    // Rings 880–910, served until 975, rings 975 on.
    expect(records.map((r) => r.ending)).toEqual(['served', 'open', 'open', 'open', 'open']);
    expect(records.map((r) => r.waitSeconds)).toEqual([30, 60, 50, 0, 0]);
    expect(records[1]!.resolved).toBeUndefined();
    expect(records[3]).toMatchObject({ callback: true, callbackAt: 960 });
    expect(records[4]!.queuedAt).toBe(990);
    expect(summary.contacts).toBe(5);
  });

  it('nobody who is to come back is counted, only the visit that was', () => {
    const given = world();
    const back = { probability: 1, after: { kind: 'constant', seconds: 500 } } as const;
    const { records } = dayOf(
      {
        ...given,
        intents: [{ ...given.intents[0]!, personLogit: Number.NEGATIVE_INFINITY }],
        customers: {
          ...given.customers,
          returns: { unresolved: back, abandoned: back, maxVisits: 9 },
        },
      },
      at(200),
      STRAIGHT_THROUGH,
    );
    // Served until 300, back at 800, served until 900, due at 1,400.
    expect(records.map((r) => [r.visit, r.arrivedAt, r.returnsAt])).toEqual([
      [0, 200, 800],
      [1, 800, 1400],
    ]);
  });
});

it('leaves nothing over for the next replication', () => {
  const given = withIssues(
    world({ chatsPerAgent: 2, slowDown: 0.3 }),
    at(0, 50, 900, 910, 920, 930, 999),
  );
  const simulation = new Simulation(given, policyFor(given, STRAIGHT_THROUGH));
  const [first, second, third] = [0, 1, 2].map((n) => replicationOf(simulation, 1, n));
  const plain = (day: typeof first) => ({
    summary: day!.summary,
    records: byIssue(day!.records).map(({ issue, ending, answeredAt, endedAt, agentSeconds }) => ({
      issue,
      ending,
      answeredAt,
      endedAt,
      agentSeconds,
    })),
  });
  expect(plain(second)).toEqual(plain(first));
  expect(plain(third)).toEqual(plain(first));
});

it('the world goes on past the horizon: whoever waits after the last shift is open, not unserved', () => {
  const steps = [
    { at: 0, staffed: 1 },
    { at: 500, staffed: 0 },
  ];
  const { records } = dayOf(world({ steps }), at(600), STRAIGHT_THROUGH);
  expect(records).toMatchObject([{ ending: 'open', endedAt: 1000, waitSeconds: 400 }]);
  // A team that never has anybody is another matter.
  const nobody = dayOf(world({ steps: [] }), at(600), STRAIGHT_THROUGH);
  expect(nobody.records).toMatchObject([{ ending: 'unserved', endedAt: 600 }]);
});
