import { describe, expect, it } from 'vitest';
import { estimate, metricsOf } from '../../src/experiment/measure.js';
import {
  conversationGroups,
  MOST_GROUPS,
} from '../../src/experiment/replay/conversation-groups.js';
import { replicate } from '../../src/experiment/replicate.js';
import {
  differenceInterval,
  type Estimate,
  type Interval,
  interval,
  luckOfDays,
} from '../../src/metrics/estimate.js';
import { type Policy, RECORDED } from '../../src/policy/policy.js';
import type { RecordedDialogue } from '../../src/scenario/record/recorded-dialogue.js';
import type { World } from '../../src/scenario/world.js';
import { policyFor } from '../worlds.js';
import { generator } from './made-up-days.js';
import { contained, handedOver, sampling } from './replays.js';

async function found(
  world: World,
  policy: Policy,
  ids: readonly string[],
  options: { seed?: number; replications?: number } = {},
): Promise<Estimate[]> {
  const runs = await replicate(world, policy, { seed: 1, replications: 30, ...options });
  const metrics = metricsOf(world);
  return ids.map((id) => estimate(metrics.find((metric) => metric.id === id)!, runs, world)!);
}

const halfWidth = ({ low, high }: Interval): number => (high! - low!) / 2;

/** Sorted, as files often are: first those the AI solved, then the others. */
const sorted = (n: number, solved: number): RecordedDialogue[] =>
  Array.from({ length: n }, (_, i) => contained(`${i}`, i < solved));

describe('intervals of a replay', () => {
  it.each([
    [100, 30],
    [100, 120],
    [1000, 30],
  ])('of %i conversations are binomial however many days are simulated (%i)', async (n, days) => {
    const [estimated] = await found(sampling(sorted(n, 0.6 * n)), RECORDED, ['resolution.rate'], {
      replications: days,
    });
    // The share of n independent conversations; and the luck of sampling about 400 of them a day.
    const binomial = Math.sqrt((0.6 * 0.4) / n + (0.6 * 0.4) / (400 * days));
    const { standardError } = interval(estimated!, 0.95);
    // The standard error of 50 groups is itself known to a tenth.
    expect(standardError! / binomial).toBeGreaterThan(0.75);
    expect(standardError! / binomial).toBeLessThan(1.25);
    expect(halfWidth(interval(luckOfDays(estimated!), 0.95))).toBeLessThan(
      0.7 * halfWidth(interval(estimated!, 0.95)),
    );
  });

  it('of a difference count what the policies do to the same conversations', async () => {
    // They differ on the 30 % that the record hands over, and on nothing else.
    const n = 200;
    const dialogues = Array.from({ length: n }, (_, i) =>
      i < 0.3 * n ? handedOver(`${i}`, true) : contained(`${i}`, true),
    );
    const world = sampling(dialogues);
    const never = policyFor(world, 'name: never\nrules: []');
    const [[a], [b]] = await Promise.all([
      found(world, RECORDED, ['containment.rate']),
      found(world, never, ['containment.rate']),
    ]);
    const { value, standardError } = differenceInterval(a!, b!, 0.95);
    expect(value).toBeCloseTo(-0.3, 1);
    const expected = Math.sqrt((0.3 * 0.7) / n + (0.3 * 0.7) / (400 * 30));
    expect(standardError! / expected).toBeGreaterThan(0.75);
    expect(standardError! / expected).toBeLessThan(1.25);
    const same = differenceInterval(a!, a!, 0.95);
    expect([same.value, same.low, same.high]).toEqual([0, 0, 0]);
  });

  it('spread as the figures of other conversations from the same customers do', async () => {
    const ids = ['resolution.rate', 'wait.mean', 'abandonment.rate', 'occupancy.general'];
    const experiments = 40;
    const values: number[][] = ids.map(() => []);
    const variances = ids.map(() => 0);
    for (let seed = 0; seed < experiments; seed++) {
      const estimates = await found(sampling(drawn(100, seed), 2), RECORDED, ids, { seed });
      estimates.forEach((estimated, i) => {
        values[i]!.push(estimated.value);
        variances[i]! += interval(estimated, 0.95).standardError! ** 2 / experiments;
      });
    }
    ids.forEach((id, i) => {
      const ratio = Math.sqrt(variances[i]! / variance(values[i]!));
      // The spread of 40 values is known to 11 %; the days alone give 0.1 to 0.3.
      expect.soft(ratio, id).toBeGreaterThan(0.65);
      expect.soft(ratio, id).toBeLessThan(1.55);
    });
  }, 60_000);
});

describe('the groups of conversations', () => {
  it('are of equal size, at random, the same for every policy', () => {
    const groups = conversationGroups(1020, 7);
    const sizes = Array.from({ length: MOST_GROUPS }, () => 0);
    for (const group of groups) sizes[group]!++;
    expect(new Set(sizes)).toEqual(new Set([20, 21]));
    expect([...groups.slice(0, 10)]).not.toEqual([...groups.slice(50, 60)]);
    expect(conversationGroups(1020, 7)).toEqual(groups);
    expect(conversationGroups(1020, 8)).not.toEqual(groups);
    expect(new Set(conversationGroups(12, 7)).size).toBe(12);
  });
});

/** n customers: 30 % handed over with exponential handle times, most resolved. */
function drawn(n: number, seed: number): RecordedDialogue[] {
  const uniform = generator(seed);
  return Array.from({ length: n }, (_, i) => {
    const isHandedOver = uniform() < 0.3;
    const resolved = uniform() < (isHandedOver ? 0.8 : 0.6);
    return isHandedOver
      ? handedOver(`${i}`, resolved, -300 * Math.log(uniform()))
      : contained(`${i}`, resolved);
  });
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
}
