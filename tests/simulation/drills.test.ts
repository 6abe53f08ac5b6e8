import { describe, expect, it } from 'vitest';
import {
  withAiOutage,
  withDemandSurge,
  withSickShift,
  withWrongAnnouncement,
} from '../../src/scenario/drills/drills.js';
import type { ScheduledIssue, World } from '../../src/scenario/world.js';
import { arrivalsOf } from '../../src/simulation/arrivals.js';
import { Luck, Purpose } from '../../src/simulation/luck/luck.js';
import { plainWorld, policyFor, STRAIGHT_THROUGH, withIssues } from '../worlds.js';
import { byIssue, placid, runDay } from './runs.js';

const NOBODY = 'name: nobody\nrules: []\n';
const TELL = `name: tell
rules:
  - { id: everybody, at: arrival, then: { transfer: general, announce: wait } }
`;

function day(world: World, policy: string, issues: readonly ScheduledIssue[]) {
  const given = withIssues(placid(world), issues);
  return byIssue(runDay(given, policyFor(given, policy)).records);
}

describe('drills on small days worked out by hand', () => {
  it('AI outage: error messages until it is over', () => {
    // Replies take 20 s, customers 30 s: replies at 20, 70, 120. The first after 100 solves it.
    const plain = plainWorld({ aiSolvable: 1 });
    const solves = { ...plain, intents: [{ ...plain.intents[0]!, aiSuccessPerTurn: 1 }] };
    const outage = withAiOutage(solves, { from: 0, to: 100 });
    expect(day(solves, NOBODY, [{ at: 0 }])).toMatchObject([
      { endedAt: 20, failedTurns: 0, resolved: true },
    ]);
    expect(day(outage, NOBODY, [{ at: 0 }])).toMatchObject([
      { endedAt: 120, failedTurns: 2, resolved: true },
    ]);
  });

  it('sick shift: half of two people are missing, so the second waits for the first', () => {
    const world = plainWorld({ agents: 2 });
    const issues = [{ at: 10 }, { at: 10 }, { at: 500 }, { at: 500 }];
    const waits = (of: World) => day(of, STRAIGHT_THROUGH, issues).map((one) => one.waitSeconds);
    expect(waits(world)).toEqual([0, 0, 0, 0]);
    expect(waits(withSickShift(world, { from: 0, to: 400, share: 0.5 }))).toEqual([0, 100, 0, 0]);
  });

  it('wrong announcement: past the time they were told, patience runs 1.52 times as fast', () => {
    // One person is busy for 1,000 s. The second contact enters at 10 with patience until 410 and
    // is told (0 + 1) · 100 s / 1 person, until 110: 110 + 300 / 1.52. Half of it, until 60:
    // 60 + 350 / 1.52. Four times as much, until 410: nothing is past it.
    const issues = [
      { at: 0, handleSeconds: 1000 },
      { at: 10, patience: 400 },
    ];
    const leftAt = (factor: number) =>
      day(withWrongAnnouncement(plainWorld({}), { factor }), TELL, issues)[1]!.endedAt;
    expect(leftAt(1)).toBeCloseTo(110 + 300 / 1.52, 9);
    expect(leftAt(0.5)).toBeCloseTo(60 + 350 / 1.52, 9);
    expect(leftAt(4)).toBeCloseTo(410, 9);
  });
});

describe('a surge of arrivals', () => {
  const H = 3600;
  const world = (noise: number): World => ({
    ...plainWorld({}),
    demand: {
      kind: 'random',
      noise,
      intervals: [
        { from: 0, to: H, perHour: 20 },
        { from: H, to: 2 * H, perHour: 20 },
        { from: 2 * H, to: 3 * H, perHour: 20 },
      ],
    },
  });
  const half = { from: 1.25 * H, to: 1.75 * H, factor: 3 };

  function arrivals(of: World, replication: number): { at: number; issue: number }[] {
    const stream = arrivalsOf(of, new Luck(1, replication));
    const found = [];
    for (let at = stream.next(); at < Number.POSITIVE_INFINITY; at = stream.next())
      found.push({ at, issue: stream.issue });
    return found;
  }

  it('brings customers of its own, and leaves the others as they were', () => {
    const usual = arrivals(world(0.4), 5);
    const surged = arrivals(withDemandSurge(world(0.4), half), 5);
    const known = new Set(usual.map(({ issue }) => issue));
    const own = surged.filter(({ issue }) => !known.has(issue));
    expect(surged.filter(({ issue }) => known.has(issue))).toEqual(usual);
    expect(own.length).toBeGreaterThan(5);
    expect(own.every(({ at }) => half.from < at && at < half.to)).toBe(true);
    expect(surged.map(({ at }) => at)).toEqual(surged.map(({ at }) => at).sort((a, b) => a - b));
  });

  it('comes by exponential gaps at the rate on top, from its beginning on', () => {
    // Without noise: 20 an hour three times over is 40 on top.
    const own = arrivals(withDemandSurge(world(0), half), 2).filter(
      ({ issue }) => issue >= 2 ** 30,
    );
    const luck = new Luck(1, 2);
    let at = half.from;
    own.forEach((one, n) => {
      at += (-Math.log(luck.uniform(Purpose.arrival, 2 ** 30 + n)) * H) / 40;
      expect(one.at).toBeCloseTo(at, 6);
    });
  });

  it('has the law of a multiplied rate: its hour varies as one gamma mixture', () => {
    // Expected in the hour: 20 + 40/2 = 40. One multiplier of variation c for both streams makes
    // the variance μ + c²μ²; two independent ones would make it μ + c²(20² + 20²).
    const c = 0.4;
    const surge = withDemandSurge(world(c), half);
    const days = 4000;
    const counts = Array.from(
      { length: days },
      (_, r) => arrivals(surge, r).filter(({ at }) => H <= at && at < 2 * H).length,
    );
    const mean = counts.reduce((sum, n) => sum + n, 0) / days;
    const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (days - 1);
    const expected = 40 + c ** 2 * 40 ** 2; // 296; 168 with two multipliers
    expect(Math.abs(mean - 40)).toBeLessThan(4 * Math.sqrt(expected / days));
    expect(variance).toBeGreaterThan(0.85 * expected);
    expect(variance).toBeLessThan(1.15 * expected);
  });
});
