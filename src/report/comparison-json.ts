import type {
  Comparison,
  Difference,
  MetricResult,
  PolicyEvaluation,
} from '../experiment/evaluation.js';
import type { Problem } from '../input/problem.js';
import type { Interval } from '../metrics/estimate.js';
import type { InputFile } from '../scenario/load.js';

export interface Provenance {
  readonly version: string;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
}

/**
 * The versioned result: enough to run it again and get the same bytes. It holds no time of day, no
 * machine and no message text; a metric without observations is null.
 */
export function comparisonJson(comparison: Comparison, provenance: Provenance): string {
  const { metrics } = comparison;
  const document = {
    warmline_result: 1,
    tool: { name: 'warmline', version: provenance.version },
    seed: comparison.seed,
    replications: comparison.replications,
    ...(comparison.days === undefined ? {} : { days_each: comparison.days }),
    confidence_level: comparison.level,
    scenario: comparison.scenario,
    drills: comparison.drills,
    baseline: comparison.baseline,
    currency: comparison.currency,
    inputs: provenance.inputs,
    assumptions: comparison.assumptions,
    warnings: provenance.warnings,
    metrics: Object.fromEntries(
      metrics.map((metric) => [
        metric.id,
        {
          name: metric.name,
          definition: metric.definition,
          unit: metric.unit,
          better: metric.better,
          estimator: metric.kind === 'wait-quantile' ? 'mean over replications' : 'ratio of totals',
        },
      ]),
    ),
    policies: comparison.policies.map(policyJson),
    rankings: comparison.rankings,
    sensitivity: comparison.sensitivity.map((run) => ({
      id: run.id,
      factor: run.factor,
      replications: run.replications,
      values: Object.fromEntries(
        [...run.values].map(([policy, values]) => [policy, Object.fromEntries(values)]),
      ),
      changes: run.changes,
    })),
    ...(comparison.replay
      ? {
          replay: {
            conversations: comparison.replay.conversations,
            rows: comparison.replay.rows.map((row) => ({
              ...row,
              replayed: intervalJson(row.replayed),
            })),
          },
        }
      : {}),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function policyJson(policy: PolicyEvaluation) {
  return {
    name: policy.name,
    description: policy.description,
    contacts: policy.contacts,
    metrics: metricsJson(policy.slices.get('all')!),
    differences: Object.fromEntries(
      [...policy.differences].map(([id, difference]) => [id, differenceJson(difference)]),
    ),
    rules: policy.rules,
    ...(policy.support
      ? {
          support: {
            same_point: policy.support.samePoint,
            neither: policy.support.neither,
            earlier: policy.support.earlier,
            later: policy.support.later,
            diverged: policy.support.diverged,
          },
          resolution_bounds: policy.resolutionBounds,
        }
      : {}),
    slices: Object.fromEntries(
      [...policy.slices]
        .filter(([slice]) => slice !== 'all')
        .map(([slice, results]) => [slice, metricsJson(results)]),
    ),
  };
}

function metricsJson(results: ReadonlyMap<string, MetricResult>) {
  return Object.fromEntries(
    [...results].map(([id, { interval, observedShare }]) => [
      id,
      interval
        ? {
            ...intervalJson(interval),
            ...(observedShare === undefined ? {} : { observed_share: observedShare }),
          }
        : null,
    ]),
  );
}

function differenceJson({ verdict, ...interval }: Difference) {
  return { ...intervalJson(interval), verdict };
}

function intervalJson({ value, low, high, standardError }: Interval) {
  return {
    value,
    ...(low === undefined ? {} : { low, high, standard_error: standardError }),
  };
}
