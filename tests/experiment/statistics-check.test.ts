import { expect, it } from 'vitest';
import { replicate } from '../../src/experiment/replicate.js';
import { exponential } from '../../src/experiment/textbook/textbook-cases.js';
import { straightThrough, textbookWorld } from '../../src/experiment/textbook/textbook-queue.js';
import {
  checkStatistics,
  type Intervals,
} from '../../src/experiment/verification/statistics-check.js';
import { differingReplications, twinOf } from '../../src/experiment/verification/twin.js';
import { differenceInterval, type Interval, interval } from '../../src/metrics/estimate.js';

const FEW = { seed: 1, experiments: 40, replications: 10, quantileDays: 500 };

it('few experiments: every interval is tried, and covers about as often as it should', async () => {
  const rows = await checkStatistics(FEW);
  const of = (check: string) => rows.filter((row) => row.check === check);
  expect(of('coverage').map(({ figure }) => figure)).toEqual([
    'wait.mean',
    'wait.p90',
    'service_level(20s)',
    'abandonment.rate',
    'occupancy.team0',
  ]);
  expect(of('coverage, rare events').map(({ figure }) => figure)).toEqual(['unserved.rate']);
  expect(of('coverage of differences')).toHaveLength(5);
  expect(of('A/A, own seeds')).toHaveLength(6);
  // 40 experiments tell little: 0.8 is five standard errors below 0.95.
  for (const { share } of of('coverage')) expect(share).toBeGreaterThan(0.8);
  for (const { share } of of('A/A, own seeds')) expect(share).toBeLessThan(0.2);
  expect(of('A/A, same luck')).toMatchObject([{ share: 0, passes: true }]);
});

it('intervals half as wide as they should be are caught', async () => {
  const halved = (found: Interval): Interval => ({
    ...found,
    low: (found.low! + found.value) / 2,
    high: (found.high! + found.value) / 2,
  });
  const intervals: Intervals = {
    one: (estimate, level) => halved(interval(estimate, level)),
    difference: (estimate, baseline, level) =>
      halved(differenceInterval(estimate, baseline, level)),
  };
  const rows = await checkStatistics({ ...FEW, intervals });
  const wrong = rows.filter(({ check }) => check !== 'A/A, same luck');
  expect(wrong.filter(({ passes }) => passes)).toEqual([]);
});

it('runs that differ in anything are told from twins', async () => {
  const world = textbookWorld({
    rates: [0.02],
    service: exponential(100),
    people: [2],
    patience: exponential(60),
    horizon: 5000,
  });
  const policy = straightThrough(1);
  const run = (seed: number, of = policy) => replicate(world, of, { seed, replications: 5 });
  const first = await run(1);
  expect(differingReplications(first, await run(1))).toBe(0);
  expect(differingReplications(first, await run(1, twinOf(policy)))).toBe(0);
  expect(differingReplications(first, await run(2))).toBe(5);
});
