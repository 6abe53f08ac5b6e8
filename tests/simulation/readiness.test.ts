import { describe, expect, it } from 'vitest';
import type { NotReady } from '../../src/scenario/staffing/presence.js';
import { Luck, Purpose } from '../../src/simulation/luck/luck.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { plainWorld, policyFor, SENIOR_IF_FREE, STRAIGHT_THROUGH } from '../worlds.js';
import { dayOf, desks, placid } from './runs.js';

// After a contact a person comes back at a rate: 100 s of work, one person, no wrap-up.

const constant = (rate: number): NotReady => ({ since: [0], waiting: [0], perSecond: [[rate]] });
const resting = (notReady: NotReady) => desks({ general: { notReady } });
/** The hazard that the first contact's person needs: seed 1, replication 0, first answer. */
const NEEDED = -Math.log(new Luck(1, 0).uniform(Purpose.notReady, 0, 0, 1));

describe('being ready again', () => {
  it('takes the drawn hazard at the rate', () => {
    const { records, summary } = dayOf(
      resting(constant(0.01)),
      [{ at: 0 }, { at: 20 }],
      STRAIGHT_THROUGH,
    );
    expect(records[1]!.answeredAt).toBeCloseTo(100 + NEEDED / 0.01, 6);
    // Not ready is neither busy nor off duty.
    expect(summary.busySeconds).toEqual([200]);
  });

  it('follows a warm transfer by the luck of the contact passed on', () => {
    const plain = desks({ general: { proficiency: [0], notReady: constant(0.01) }, senior: {} });
    const passesOn = { probability: 1, after: 90, warm: 30 };
    const { records } = dayOf(
      { ...plain, people: { ...plain.people, passesOn } },
      // Passed on at 90, taken by the senior person at 100, told of until 130.
      [{ at: 0 }, { at: 0, handleSeconds: 5000 }, { at: 131 }],
      SENIOR_IF_FREE,
    );
    const hazard = -Math.log(new Luck(1, 0).uniform(Purpose.notReady, 1, 0, 1));
    const third = records.find(({ issue }) => issue === 2)!;
    expect(third.answeredAt).toBeCloseTo(130 + hazard / 0.01, 6);
  });

  it('goes by the time since the contact', () => {
    // Nothing for 30 s, then 0.02 a second.
    const late: NotReady = { since: [0, 30], waiting: [0], perSecond: [[0], [0.02]] };
    const { records } = dayOf(resting(late), [{ at: 0 }, { at: 20 }], STRAIGHT_THROUGH);
    expect(records[1]!.answeredAt).toBeCloseTo(130 + NEEDED / 0.02, 6);
  });

  it('comes sooner from the moment that somebody waits', () => {
    const hurried: NotReady = { since: [0], waiting: [0, 1], perSecond: [[0.001, 0.05]] };
    const { records } = dayOf(resting(hurried), [{ at: 0 }, { at: 110 }], STRAIGHT_THROUGH);
    expect(records[1]!.answeredAt).toBeCloseTo(110 + (NEEDED - 10 * 0.001) / 0.05, 6);
  });

  it('comes later again when nobody waits any more', () => {
    const hurried: NotReady = { since: [0], waiting: [0, 1], perSecond: [[0.001, 0.01]] };
    const { records } = dayOf(
      resting(hurried),
      // The second gives up at 111, after one second of hurry.
      [{ at: 0 }, { at: 110, patience: 1 }, { at: 50_000 }],
      STRAIGHT_THROUGH,
    );
    const back = 111 + (NEEDED - 10 * 0.001 - 1 * 0.01) / 0.001;
    expect(back).toBeLessThan(50_000);
    expect(records[1]!.ending).toBe('abandoned');
    expect(records[2]!.answeredAt).toBe(50_000);
  });
});

it('makes waits those of work and rest together: Pollaczek and Khinchine', () => {
  // λ = 1/300; S = 100 and T exponential of mean 50: W = λ E[(S+T)²] / 2(1 − λ E[S+T]) = 83.3 s.
  const world = placid({
    ...plainWorld({}),
    demand: { kind: 'random', intervals: [{ from: 0, to: 86_400, perHour: 12 }], noise: 0 },
  });
  const team = { ...world.teams[0]!, notReady: constant(1 / 50) };
  const rested = { ...world, teams: [team] };
  const simulation = new Simulation(rested, policyFor(rested, STRAIGHT_THROUGH));
  let seconds = 0;
  let contacts = 0;
  for (let replication = 0; replication < 300; replication++) {
    simulation.run(new Luck(7, replication), {
      contact: ({ arrivedAt, waitSeconds }) => {
        if (arrivedAt < 10_000) return; // the day begins empty
        seconds += waitSeconds;
        contacts++;
      },
    });
  }
  expect(contacts).toBeGreaterThan(70_000);
  expect(seconds / contacts / (25_000 / 300 / 2 / (1 - 150 / 300))).toBeCloseTo(1, 1);
});
