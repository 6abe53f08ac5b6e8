import { expect, it } from 'vitest';
import { type PolicyRuns, replicate } from '../../src/experiment/replicate.js';
import { type Estimate, interval, ratioEstimate } from '../../src/metrics/estimate.js';
import { read, type TallyName } from '../../src/metrics/tally.js';
import { erlangA, erlangC, erlangCMeanWait } from '../../src/scenario/staffing/erlang.js';
import type { World } from '../../src/scenario/world.js';
import { plainWorld, policyFor, STRAIGHT_THROUGH } from '../worlds.js';

/** A long stationary day, the empty start a negligible part of it. */
function stationary(
  hours: number,
  perHour: number,
  service: number,
  agents: number,
  patience: string,
): World {
  const world = plainWorld({
    agents,
    handle: `{ exponential: { mean: ${service} } }`,
    patience,
  });
  return {
    ...world,
    closesAt: hours * 3600,
    demand: { kind: 'random', intervals: [{ from: 0, to: hours * 3600, perHour }], noise: 0 },
    teams: [{ ...world.teams[0]!, steps: [{ at: 0, staffed: agents }] }],
  };
}

function share(runs: PolicyRuns, numerator: TallyName, denominator: TallyName): Estimate {
  const days = runs.tallies.get('all')!;
  return ratioEstimate(
    days.map((day) => read(day, numerator)),
    days.map((day) => read(day, denominator)),
  )!;
}

function agrees(estimate: Estimate, truth: number): void {
  const { standardError } = interval(estimate, 0.95);
  expect(standardError! / truth).toBeLessThan(0.01);
  expect(Math.abs((estimate.value - truth) / standardError!)).toBeLessThan(3.5);
}

async function run(world: World): Promise<PolicyRuns> {
  return replicate(world, policyFor(world, STRAIGHT_THROUGH), { seed: 20260101, replications: 20 });
}

// Hours are chosen so that the standard error is under 1 % of the truth, and little more.

it.each([
  [1600, 100, 180, 6],
  [1000, 60, 180, 5],
])('M/M/c agrees with Erlang C: %d h of %d/h, %d s, %d people', async (...given) => {
  const [hours, perHour, service, agents] = given;
  const runs = await run(stationary(hours, perHour, service, agents, 'never'));
  const load = (perHour * service) / 3600;
  agrees(share(runs, 'waitOffered', 'offered'), erlangCMeanWait(load, agents, service));
  const within20 = 1 - erlangC(load, agents) * Math.exp((-(agents - load) * 20) / service);
  agrees(share(runs, 'answeredIn20', 'offered'), within20);
});

it.each([
  [400, 100, 180, 6, 300],
  [250, 360, 240, 25, 120],
  [250, 120, 300, 9, 180],
])(
  'M/M/c+M agrees with Erlang A: %d h of %d/h, %d s, %d people, patience %d s',
  async (...given) => {
    const [hours, perHour, service, agents, patience] = given;
    const exponential = `{ exponential: { mean: ${patience} } }`;
    const runs = await run(stationary(hours, perHour, service, agents, exponential));
    const truth = erlangA(perHour / 3600, service, agents, patience);
    agrees(share(runs, 'abandoned', 'offered'), truth.abandonment);
    agrees(share(runs, 'waitOffered', 'offered'), truth.meanWait);
  },
);
