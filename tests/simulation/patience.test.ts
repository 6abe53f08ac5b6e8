import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../src/scenario/distribution/distribution.js';
import { normalQuantile } from '../../src/scenario/distribution/normal.js';
import type { Customers, ScheduledIssue, Segment, World } from '../../src/scenario/world.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { type Day, dayOf, desks } from './runs.js';

// One person, busy for a thousand seconds with whoever comes at 0: everybody else waits for them.

const constant = (seconds: number): Distribution => ({ kind: 'constant', seconds });
const BUSY: ScheduledIssue = { at: 0, handleSeconds: 1000 };

describe('whose patience it is', () => {
  const everyone = { share: 0.2, askFactor: 1, patienceFactor: 1, aiSuccessFactor: 1 };
  const segments: readonly Segment[] = [
    { ...everyone, name: 'plain' },
    { ...everyone, name: 'hasty', patience: constant(20) },
    { ...everyone, name: 'steady', patienceFactor: 2 },
    { ...everyone, name: 'hasty and steady', patience: constant(20), patienceFactor: 3 },
    { ...everyone, name: 'endless', patience: { kind: 'never' } },
  ];
  /** The customers' common patience is 50 s; whoever comes does so in the second channel. */
  const world = (ofChannel?: Distribution): World => ({
    ...desks({ general: {} }, { patience: constant(50) }),
    segments,
    channels: [
      { name: 'phone', share: 0, patience: constant(7), silent: 0 },
      { name: 'chat', share: 1, silent: 0, ...(ofChannel && { patience: ofChannel }) },
    ],
  });
  /** Comes at 10. */
  const leavesAt = (segment: number, ofChannel?: Distribution, own?: number) => {
    const given = own === undefined ? {} : { patience: own };
    const { records } = dayOf(
      world(ofChannel),
      [BUSY, { at: 10, segment, ...given }],
      STRAIGHT_THROUGH,
    );
    const { ending, endedAt } = records[1]!;
    return [ending, endedAt];
  };

  it.each([
    ['the common one, 10 + 50', 0, undefined, 60],
    ['the channel’s in place of the common one, 10 + 40', 0, constant(40), 50],
    ['the segment’s in place of the common one, 10 + 20', 1, undefined, 30],
    ['the segment’s in place of the channel’s, 10 + 20', 1, constant(40), 30],
    ['the common one by the segment’s factor, 10 + 2 · 50', 2, undefined, 110],
    ['the channel’s by the segment’s factor, 10 + 2 · 40', 2, constant(40), 90],
    ['the segment’s by its own factor, 10 + 3 · 20', 3, constant(40), 70],
  ] as const)('is %s', (_, segment, ofChannel, at) => {
    expect(leavesAt(segment, ofChannel)).toEqual(['abandoned', at]);
  });

  it('is without end where the segment says so: answered at 1000, done at 1100', () => {
    expect(leavesAt(4, constant(40))).toEqual(['served', 1100]);
  });

  it('is without end where the channel says so: answered at 1000, done at 1100', () => {
    expect(leavesAt(0, { kind: 'never' })).toEqual(['served', 1100]);
  });

  it('is the issue’s own where that is known, and no factor touches it: 10 + 5', () => {
    expect(leavesAt(3, constant(40), 5)).toEqual(['abandoned', 15]);
  });
});

describe('frailty, the share of patience that belongs to the issue', () => {
  const MEAN = 100;
  const ISSUES = 2000;
  const SCORED_SHARES = [0, 0.3, 0.5, 0.8];

  /** Everybody comes at 10 and again 10 000 s after giving up; the person is busy all day. */
  const day = (patienceFrailty: number): Day => {
    const customers = impatient(patienceFrailty);
    const again = { probability: 1, after: constant(10_000) };
    const returns = { unresolved: again, abandoned: again, maxVisits: 2 };
    const issues = [
      { at: 0, handleSeconds: 80_000 },
      ...Array.from({ length: ISSUES }, () => ({ at: 10 })),
    ];
    return dayOf(desks({ general: {} }, { ...customers, returns }), issues, STRAIGHT_THROUGH);
  };
  const impatient = (patienceFrailty: number): Partial<Customers> => ({
    patience: { kind: 'exponential', mean: MEAN },
    patienceFrailty,
  });
  /** Seconds until they gave up, by issue: on the first visit and on the second. */
  const waits = ({ records }: Day): [number, number][] => {
    const left = records.filter((r) => r.issue > 0);
    expect(left.every((r) => r.ending === 'abandoned')).toBe(true);
    expect(left.map((r) => r.visit)).toEqual(Array.from({ length: 2 * ISSUES }, (_, i) => i % 2));
    const seconds = left.map((r) => r.endedAt - r.arrivedAt);
    return Array.from({ length: ISSUES }, (_, i) => [seconds[2 * i]!, seconds[2 * i + 1]!]);
  };

  it('1: a repeat contact waits exactly as long as the first', () => {
    const both = waits(day(1));
    for (const [first, again] of both) expect(again).toBeCloseTo(first, 6);
    expect(new Set(both.map(([first]) => first.toFixed(6))).size).toBe(ISSUES);
  });

  it('0: a repeat contact never waits as long as the first', () => {
    for (const [first, again] of waits(day(0)))
      expect(Math.abs(again - first)).toBeGreaterThan(1e-6);
  });

  // Exponential waits turned to normal scores, Φ⁻¹(1 − e^(−w/mean)), correlate by the frailty. The
  // standard error of a correlation ρ of n pairs is (1 − ρ²)/√n, at most 0.022; four of them.
  it.each(SCORED_SHARES)('%d: the normal scores of the two visits correlate by it', (frailty) => {
    const score = (wait: number) => normalQuantile(-Math.expm1(-wait / MEAN));
    const scores = waits(day(frailty)).map(([a, b]) => [score(a), score(b)] as const);
    const error = (1 - frailty ** 2) / Math.sqrt(ISSUES);
    expect(Math.abs(correlation(scores) - frailty)).toBeLessThan(4 * error);
  });

  // Straight to the busy person at `second`; or answered by `first`, who after 5 s passes them on
  // there: the same issue's first stay in a queue and its second entry.
  const stays = (patienceFrailty: number): [number, number] => {
    const teams = { first: { proficiency: [0] }, second: { proficiency: [1] } };
    const world = desks(teams, impatient(patienceFrailty));
    const people = { ...world.people, passesOn: { probability: 1, after: 5 } };
    const policy = (to: string) =>
      `{ name: p, rules: [{ id: busy, at: arrival, when: 'intent == "busy"', then: { transfer: second } },
        { id: other, at: arrival, then: { transfer: ${to} } }] }`;
    const [any] = world.intents;
    const told: World = {
      ...world,
      people,
      intents: ['busy', 'other'].map((name) => ({ ...any!, name, share: 0.5 })),
      teams: world.teams.map((team) => ({ ...team, proficiency: [1, team.proficiency[0]!] })),
    };
    const issues = [
      { at: 0, intent: 0, handleSeconds: 80_000 },
      { at: 10, intent: 1 },
    ];
    const at = (to: string) => dayOf(told, issues, policy(to)).records[1]!;
    const direct = at('second');
    const passed = at('first');
    expect([direct.ending, passed.ending, passed.bounces]).toEqual(['abandoned', 'dropped', 1]);
    return [direct.endedAt - 10, passed.endedAt - 15];
  };

  it('1: the second stay of a contact that is passed on lasts as long as the first would have', () => {
    const [first, second] = stays(1);
    expect(second).toBeCloseTo(first, 6);
  });

  it('0: it does not', () => {
    const [first, second] = stays(0);
    expect(Math.abs(second - first)).toBeGreaterThan(1e-6);
  });
});

/** Pearson's. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: (pair: readonly [number, number]) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const x = mean((p) => p[0]);
  const y = mean((p) => p[1]);
  const both = mean((p) => (p[0] - x) * (p[1] - y));
  return both / Math.sqrt(mean((p) => (p[0] - x) ** 2) * mean((p) => (p[1] - y) ** 2));
}

it('is called off by an answer, and leaves no event behind', () => {
  const patient = desks({ general: {} }, { patience: constant(10_000) });
  const { records, summary } = dayOf(patient, [BUSY, { at: 10 }, { at: 20 }], STRAIGHT_THROUGH);
  expect(records.map(({ ending }) => ending)).toEqual(['served', 'served', 'served']);
  expect(summary.events).toBe(1 + 2 * records.length); // the shift; arrivals and ends of work
});
