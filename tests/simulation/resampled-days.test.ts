import { expect, it } from 'vitest';
import { stintSteps } from '../../src/scenario/staffing/presence.js';
import type { World } from '../../src/scenario/world.js';
import { Luck } from '../../src/simulation/luck/luck.js';
import { resampledDays } from '../../src/simulation/resampled-days.js';
import { policyFor, STRAIGHT_THROUGH } from '../worlds.js';
import { desks, runDay } from './runs.js';

const DAY = 86_400;
const TAKES = [true];

/** Fifteen days from a Monday on; on day d somebody calls d seconds after noon, and one person is there. */
function fortnight(): World {
  const base = desks({ general: {} });
  const stints = Array.from({ length: 15 }, (_, day) => ({
    from: day * DAY + 43_000,
    to: day * DAY + 44_000 + day,
    takes: TAKES,
  }));
  return {
    ...base,
    mode: 'continuous',
    closesAt: 15 * DAY,
    clock: { weekday: 1, offsets: [] },
    resampled: true,
    demand: {
      kind: 'scheduled',
      issues: Array.from({ length: 15 }, (_, day) => ({ at: day * DAY + 43_200 + day })),
    },
    teams: base.teams.map((team) => ({ ...team, stints, steps: stintSteps(stints) })),
  };
}

it('draws each day from those of its weekday, calls and people together', () => {
  const world = fortnight();
  const seen = new Set<string>();
  for (let replication = 0; replication < 40; replication++) {
    const { demand, teams } = resampledDays(world, new Luck(1, replication));
    if (demand.kind !== 'scheduled') throw new Error('not scheduled');
    expect(demand.issues).toHaveLength(15);
    demand.issues.forEach(({ at }, day) => {
      const source = (at % DAY) - 43_200;
      expect(Math.floor(at / DAY)).toBe(day);
      expect(Math.abs(source - day) % 7).toBe(0);
      // Whose day it is, their hours are too.
      expect(teams[0]!.stints![day]!.to).toBe(day * DAY + 44_000 + source);
      seen.add(`${day} ${source}`);
    });
  }
  // Monday has three days, the others two: every pair of them occurs.
  expect(seen.size).toBe(3 * 3 + 6 * 2 * 2);
});

it('is another fortnight in every replication, and the same under the same seed', () => {
  const world = fortnight();
  const policy = policyFor(world, STRAIGHT_THROUGH);
  const arrivals = (replication: number) =>
    runDay(world, policy, 1, replication).records.map(({ arrivedAt }) => arrivedAt);
  expect(arrivals(0)).toHaveLength(15);
  expect(arrivals(0)).toEqual(arrivals(0));
  expect(arrivals(0)).not.toEqual(arrivals(1));
});
