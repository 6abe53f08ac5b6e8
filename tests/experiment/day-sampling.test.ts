import { describe, expect, it } from 'vitest';
import { estimate, metricsOf } from '../../src/experiment/measure.js';
import { replicate } from '../../src/experiment/replicate.js';
import {
  differenceInterval,
  type Estimate,
  interval,
  luckOfDays,
} from '../../src/metrics/estimate.js';
import { type Policy, RECORDED } from '../../src/policy/policy.js';
import { dayStrata, daysOf } from '../../src/scenario/record/day-strata.js';
import type { World } from '../../src/scenario/world.js';
import { policyFor, STRAIGHT_THROUGH } from '../worlds.js';
import { generator, madeUpLog } from './made-up-days.js';
import { contained, sampling } from './replays.js';

const DAY = 86_400;

async function found(
  world: World,
  ids: readonly string[],
  replications: number,
  policy: Policy = RECORDED,
): Promise<Estimate[]> {
  const runs = await replicate(world, policy, { seed: 1, replications });
  const metrics = metricsOf(world);
  return ids.map((id) => estimate(metrics.find((metric) => metric.id === id)!, runs, world)!);
}

describe('days alike', () => {
  const MONDAY = { weekday: 1, offsets: [] };
  const first = (count: number) => Array.from({ length: count }, (_, day) => day);

  it('are those of a weekday, where each occurs twice', () => {
    expect(dayStrata(MONDAY, first(14))).toEqual(first(7).map((day) => [day, day + 7]));
    expect(dayStrata(MONDAY, [0, 7, 14])).toEqual([[0, 7, 14]]);
  });

  it('are working days, or weekends, where a weekday occurs once', () => {
    expect(dayStrata(MONDAY, first(7))).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6],
    ]);
    // Two Saturdays and two Sundays; one Friday.
    expect(dayStrata(MONDAY, [0, 4, 5, 6, 7, 12, 13])).toEqual([
      [0, 4, 7],
      [5, 12],
      [6, 13],
    ]);
  });

  it('are all days where one is left alone', () => {
    expect(dayStrata(MONDAY, [0, 1, 5])).toEqual([[0, 1, 5]]);
    expect(dayStrata(MONDAY, [5, 7])).toEqual([[5, 7]]);
    expect(dayStrata(MONDAY, [3])).toBeUndefined();
  });

  it('begin at midnight on the wall, whatever the clocks did', () => {
    // An hour skipped on the first night: the second day begins after 23 h.
    const clock = { weekday: 7, offsets: [{ at: 3600, seconds: 3600 }] };
    expect(daysOf(clock, [0, 22.9 * 3600, 23.1 * 3600])).toEqual([0, 1]);
  });
});

describe('intervals over recorded days', () => {
  /** By day so many conversations, and of them so many resolved. */
  function solved(days: readonly (readonly [day: number, all: number, resolved: number])[]): World {
    const issues: { at: number; dialogue: number }[] = [];
    const dialogues = days.flatMap(([day, all, resolved]) =>
      Array.from({ length: all }, (_, i) => {
        issues.push({ at: day * DAY + 36_000 + i, dialogue: issues.length });
        return contained(`${day}-${i}`, i < resolved);
      }),
    );
    return {
      ...sampling(dialogues),
      mode: 'continuous',
      closesAt: 15 * DAY,
      clock: { weekday: 1, offsets: [] },
      demand: { kind: 'scheduled', issues },
    };
  }

  it('are those of a stratified sample of days, worked by hand', async () => {
    // p = 32/50. Mondays: 8 − 6.4 and 10 − 12.8, 2.2 from their mean each; Tuesdays 2 each.
    const world = solved([
      [0, 10, 8],
      [1, 10, 5],
      [7, 20, 10],
      [8, 10, 9],
    ]);
    for (const replications of [2, 5]) {
      const [resolution] = await found(world, ['resolution.rate'], replications);
      const { standardError, value } = interval(resolution!, 0.95);
      expect(value).toBeCloseTo(0.64, 12);
      expect(standardError).toBeCloseTo(Math.sqrt(2 * 2 * 2.2 ** 2 + 2 * 2 * 2 ** 2) / 50, 12);
      expect(resolution!.sampling!.degreesOfFreedom).toBe(2);
    }
  });

  it('of one day are those of its conversations, where the figure is not of a queue', async () => {
    const world = solved([[0, 400, 240]]);
    const [resolution, wait] = await found(world, ['resolution.rate', 'occupancy.general'], 3);
    // Binomial; the standard error of 50 groups is itself known to a tenth.
    const { standardError } = interval(resolution!, 0.95);
    expect(standardError! / Math.sqrt((0.6 * 0.4) / 400)).toBeGreaterThan(0.75);
    expect(standardError! / Math.sqrt((0.6 * 0.4) / 400)).toBeLessThan(1.25);
    expect(wait!.sampling).toBeUndefined();
  });

  const IDS = ['wait.mean', 'abandonment.rate', 'wait.p90', 'occupancy.general'];

  it.each([false, true])(
    'do not shrink with the replications (days drawn anew: %s)',
    async (drawn) => {
      const world = madeUpLog(14, generator(5), drawn);
      const few = await found(world, IDS, 6);
      const many = await found(world, IDS, 24);
      const width = (estimated: Estimate) => interval(estimated, 0.95).standardError!;
      IDS.forEach((id, i) => {
        const ratio = width(many[i]!) / width(few[i]!);
        expect.soft(ratio, id).toBeGreaterThan(0.75);
        expect.soft(ratio, id).toBeLessThan(1.25);
        // The luck of the replications alone does.
        expect.soft(width(luckOfDays(many[i]!)) / width(few[i]!), id).toBeLessThan(0.5);
      });
    },
    60_000,
  );

  it('spread as the figures of other days do', async () => {
    const experiments = 30;
    const values: number[][] = IDS.map(() => []);
    const variances = IDS.map(() => 0);
    for (let seed = 0; seed < experiments; seed++) {
      const estimates = await found(madeUpLog(14, generator(seed)), IDS, 3);
      estimates.forEach((estimated, i) => {
        values[i]!.push(estimated.value);
        variances[i]! += interval(estimated, 0.95).standardError! ** 2 / experiments;
      });
    }
    IDS.forEach((id, i) => {
      const ratio = Math.sqrt(variances[i]! / variance(values[i]!));
      // The spread of 30 values is known to 13 %; the replications alone give 0.1 to 0.2.
      expect.soft(ratio, id).toBeGreaterThan(0.65);
      expect.soft(ratio, id).toBeLessThan(1.55);
    });
  }, 60_000);

  it('of a difference count what the policies do to the same days', async () => {
    const world = madeUpLog(14, generator(3));
    // Everybody to people at once is what was recorded.
    const same = policyFor(world, STRAIGHT_THROUGH);
    const [[a], [b]] = await Promise.all([
      found(world, ['wait.p90'], 3),
      found(world, ['wait.p90'], 3, same),
    ]);
    expect(differenceInterval(a!, b!, 0.95)).toMatchObject({ value: 0, standardError: 0 });
  });

  it('are not told of the longest wait', async () => {
    const [longest] = await found(madeUpLog(14, generator(3)), ['wait.max'], 3);
    expect(interval(longest!, 0.95)).toEqual({ value: longest!.value });
  });
});

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
}
