import { CATALOGUE } from '../metrics/catalogue.js';
import { type Estimate, interval, meanEstimate, ratioEstimate } from '../metrics/estimate.js';
import type { Metric } from '../metrics/metric.js';
import { read } from '../metrics/tally.js';
import { teamMetrics } from '../metrics/team-metrics.js';
import type { World } from '../scenario/world.js';
import type { MetricResult, PolicyEvaluation, SupportFloor } from './evaluation.js';
import { observedShare } from './replay/observed.js';
import { MATCHED } from './replay/record-measure.js';
import { withSamplingError } from './replay/sampling-error.js';
import { backingOf, refusalOf } from './replay/support-floor.js';
import type { Untold } from './replay/untold.js';
import type { PolicyRuns } from './replicate.js';

/** The catalogue, and what is told of each team. */
export function metricsOf(world: World): Metric[] {
  return [...CATALOGUE, ...world.teams.flatMap((team, index) => teamMetrics(team.name, index))];
}

/** What a world in which nobody ever comes back cannot tell. */
const NEED_RETURNS = new Set(['repeat.rate', 'retrial.rate', 'resolution.vendor_gap']);

export function anybodyReturns(world: World): boolean {
  const { unresolved, abandoned, maxVisits } = world.customers.returns;
  return maxVisits > 1 && (unresolved.probability > 0 || abandoned.probability > 0);
}

/**
 * A metric's estimate for one policy; undefined when there was nothing to measure. In a replay it
 * carries the error of having only so many conversations.
 */
export function estimate(
  metric: Metric,
  runs: PolicyRuns,
  world: World,
  slice = 'all',
): Estimate | undefined {
  const found = estimateOverDays(metric, runs, world, slice);
  return found && withSamplingError(found, metric, runs, world, slice);
}

function estimateOverDays(
  metric: Metric,
  runs: PolicyRuns,
  world: World,
  slice: string,
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

/**
 * @param floor below it figures are refused; replays only
 * @param untold why there is no figure; replays only
 */
export function measure(
  runs: PolicyRuns,
  metrics: readonly Metric[],
  world: World,
  level: number,
  floor: SupportFloor,
  untold: Untold,
): PolicyEvaluation['slices'] {
  const slices = new Map<string, Map<string, MetricResult>>();
  const { followsRecord } = runs.policy;
  for (const slice of runs.tallies.keys()) {
    const backing = world.record && backingOf(runs, world, slice);
    const result = (metric: Metric): MetricResult => {
      if (slice === MATCHED && !isOnRecord(metric)) return {};
      const why = untold(metric.id, followsRecord, slice);
      if (why !== undefined) return { untold: why };
      const found = estimate(metric, runs, world, slice);
      if (!found) return {};
      if (!backing) return { interval: interval(found, level) };
      const refused = refusalOf(metric, backing, floor);
      return {
        ...(refused ? { refused } : { interval: interval(found, level) }),
        observedShare: observedShare(metric.fact, runs.tallies.get(slice)!),
      };
    };
    slices.set(slice, new Map(metrics.map((metric) => [metric.id, result(metric)])));
  }
  return slices;
}

/** What the record of a matched contact can tell: no queue, no feelings, no money. */
function isOnRecord({ fact }: Metric): boolean {
  return fact === 'decision' || fact === 'dialogue' || fact === 'outcome';
}
