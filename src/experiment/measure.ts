import { CATALOGUE } from '../metrics/catalogue.js';
import { type Estimate, interval, meanEstimate, ratioEstimate } from '../metrics/estimate.js';
import type { Fact, Metric } from '../metrics/metric.js';
import { read, type Tally, type TallyName } from '../metrics/tally.js';
import { teamMetrics } from '../metrics/team-metrics.js';
import type { World } from '../scenario/world.js';
import type { MetricResult, PolicyEvaluation } from './evaluation.js';
import type { PolicyRuns } from './replicate.js';

/** The catalogue, and what is told of each team. */
export function metricsOf(world: World): Metric[] {
  return [...CATALOGUE, ...world.teams.flatMap((team, index) => teamMetrics(team.name, index))];
}

/** What a world in which nobody ever comes back cannot tell. */
const NEED_RETURNS = new Set(['repeat.rate', 'retrial.rate', 'resolution.vendor_gap']);

function anybodyReturns(world: World): boolean {
  const { unresolved, abandoned, maxVisits } = world.customers.returns;
  return maxVisits > 1 && (unresolved.probability > 0 || abandoned.probability > 0);
}

/** A metric's estimate for one policy; undefined when there was nothing to measure. */
export function estimate(
  metric: Metric,
  runs: PolicyRuns,
  world: World,
  slice = 'all',
): Estimate | undefined {
  if (metric.kind === 'wait-quantile') {
    if (slice !== 'all') return undefined;
    // A day with too few waits for the quantile is a quiet day: leaving it out would favour the busy.
    const days = runs.waitQuantiles.get(metric.p)!;
    return days.includes(undefined) ? undefined : meanEstimate(days);
  }
  if (metric.kind === 'team') {
    if (slice !== 'all') return undefined;
    const [numerator, denominator] = metric.over;
    const team = runs.teams[metric.team]!;
    return ratioEstimate(team[numerator], team[denominator]);
  }
  if (NEED_RETURNS.has(metric.id) && !anybodyReturns(world)) return undefined;
  const days = runs.tallies.get(slice)!;
  const [numerator, denominator] = metric.over;
  const { less } = metric;
  return ratioEstimate(
    days.map((day) => read(day, numerator) - (less ? read(day, less) : 0)),
    days.map((day) => read(day, denominator)),
  );
}

export function measure(
  runs: PolicyRuns,
  metrics: readonly Metric[],
  world: World,
  level: number,
): PolicyEvaluation['slices'] {
  const slices = new Map<string, Map<string, MetricResult>>();
  for (const [slice, days] of runs.tallies) {
    const results = new Map<string, MetricResult>();
    for (const metric of metrics) {
      const found = estimate(metric, runs, world, slice);
      results.set(metric.id, {
        ...(found ? { interval: interval(found, level) } : {}),
        ...(world.record && found ? { observedShare: observedShare(metric.fact, days) } : {}),
      });
    }
    slices.set(slice, results);
  }
  return slices;
}

/** Share of a metric's facts that were read off the record; queues are always simulated. */
function observedShare(fact: Fact, days: readonly Tally[]): number {
  const share = (observed: TallyName, facts: TallyName): number => {
    const total = sumOf(days, facts);
    return total === 0 ? 0 : sumOf(days, observed) / total;
  };
  switch (fact) {
    case 'dialogue':
      return share('turnsObserved', 'customerTurns');
    case 'decision':
      return share('decisionsObserved', 'contacts');
    case 'outcome':
      return share('outcomesObserved', 'outcomes');
    case 'human':
      return share('humanObserved', 'answered');
    case 'modelled':
      return 0;
  }
}

export function sumOf(days: readonly Tally[], name: TallyName): number {
  return days.reduce((total, day) => total + read(day, name), 0);
}
