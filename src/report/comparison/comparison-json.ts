import type {
  Comparison,
  Difference,
  MetricResult,
  PolicyEvaluation,
  RuleUse,
} from '../../experiment/evaluation.js';
import type { Problem } from '../../input/problem.js';
import type { Interval } from '../../metrics/estimate.js';
import type { InputFile } from '../../scenario/load.js';
import type { ResultFile } from '../schema/result-schema.js';

type PolicyResult = ResultFile['policies'][number];
type MetricJson = PolicyResult['metrics'][string];
type IntervalResult = NonNullable<ResultFile['replay']>['rows'][number]['replayed'];

export interface Provenance {
  readonly version: string;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
  /** Parameters of policies that were given other values. */
  readonly settings?: Readonly<Record<string, number>>;
}

/**
 * The versioned result: enough to run it again and get the same bytes. It holds no time of day, no
 * machine and no message text; a metric without observations is null, the value of one that is refused
 * or that the record cannot tell too.
 */
export function comparisonJson(comparison: Comparison, provenance: Provenance): string {
  return `${JSON.stringify(resultFile(comparison, provenance), null, 2)}\n`;
}

function resultFile(comparison: Comparison, provenance: Provenance): ResultFile {
  return {
    warmline_result: 1,
    tool: { name: 'warmline', version: provenance.version },
    seed: comparison.seed,
    replications: comparison.replications,
    ...(comparison.days === undefined ? {} : { days_each: comparison.days }),
    confidence_level: comparison.level,
    scenario: comparison.scenario,
    drills: [...comparison.drills],
    ...(provenance.settings === undefined ? {} : { settings: { ...provenance.settings } }),
    baseline: comparison.baseline,
    currency: comparison.currency,
    inputs: [...provenance.inputs],
    assumptions: [...comparison.assumptions],
    warnings: [...provenance.warnings],
    metrics: Object.fromEntries(
      comparison.metrics.map((metric) => [
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
    rankings: comparison.rankings.map(({ metric, order, clear }) => ({
      metric,
      order: [...order],
      clear: [...clear],
    })),
    sensitivity: comparison.sensitivity.map((run) => ({
      id: run.id,
      factor: run.factor,
      replications: run.replications,
      values: Object.fromEntries(
        [...run.values].map(([policy, values]) => [policy, Object.fromEntries(values)]),
      ),
      changes: [...run.changes],
    })),
    ...(comparison.record
      ? {
          record: {
            conversations: comparison.record.conversations,
            days: comparison.record.days ?? null,
            floor: { ...comparison.record.floor },
          },
        }
      : {}),
    ...(comparison.replay
      ? {
          replay: {
            conversations: comparison.replay.conversations,
            rows: comparison.replay.rows.map(({ agrees, margin, metric, recorded, replayed }) => ({
              metric,
              recorded,
              replayed: intervalJson(replayed),
              margin: margin ?? null,
              agrees: agrees ?? null,
            })),
            untold: comparison.replay.untold.map((untold) => ({ ...untold })),
          },
        }
      : {}),
  };
}

function policyJson(policy: PolicyEvaluation): PolicyResult {
  return {
    name: policy.name,
    description: policy.description,
    contacts: policy.contacts,
    metrics: metricsJson(policy.slices.get('all')!),
    differences: Object.fromEntries(
      [...policy.differences].map(([id, difference]) => [id, differenceJson(difference)]),
    ),
    rules: policy.rules.map(ruleJson),
    ...(policy.support
      ? {
          support: {
            same_point: policy.support.samePoint,
            neither: policy.support.neither,
            earlier: policy.support.earlier,
            later: policy.support.later,
            diverged: policy.support.diverged,
          },
        }
      : {}),
    ...(policy.matched ? { matched: { ...policy.matched } } : {}),
    ...(policy.resolutionBounds ? { resolution_bounds: { ...policy.resolutionBounds } } : {}),
    slices: Object.fromEntries(
      [...policy.slices]
        .filter(([slice]) => slice !== 'all')
        .map(([slice, results]) => [slice, metricsJson(results)]),
    ),
  };
}

function ruleJson(rule: RuleUse): PolicyResult['rules'][number] {
  const { absent, contacts, fired, followed, id, on, section, when } = rule;
  return {
    id,
    section,
    when,
    fired,
    absent,
    contacts,
    ...(on
      ? {
          on: Object.fromEntries(
            on.map(({ amongAll, share, slice }) => [slice, { share, among_all: amongAll }]),
          ),
        }
      : {}),
    ...(followed
      ? {
          followed: {
            handed_over: followed.handedOver,
            ...(followed.answered === undefined ? {} : { answered: followed.answered }),
            ...(followed.abandoned === undefined ? {} : { abandoned: followed.abandoned }),
            ...(followed.resolved === undefined ? {} : { resolved: followed.resolved }),
            ...(followed.returned === undefined ? {} : { returned: followed.returned }),
            ...(followed.frustrationPeak === undefined
              ? {}
              : { frustration_peak: followed.frustrationPeak }),
          },
        }
      : {}),
  };
}

function metricsJson(results: ReadonlyMap<string, MetricResult>): PolicyResult['metrics'] {
  return Object.fromEntries([...results].map(([id, result]) => [id, metricJson(result)]));
}

function metricJson({ interval, observedShare, refused, untold }: MetricResult): MetricJson {
  if (untold !== undefined) return { value: null, untold };
  const share = observedShare === undefined ? {} : { observed_share: observedShare };
  if (interval) return { ...intervalJson(interval), ...share };
  if (!refused) return null;
  const { reason, facts, conversations } = refused;
  return { value: null, ...share, refused: { reason, facts, conversations } };
}

function differenceJson({ verdict, ...interval }: Difference): PolicyResult['differences'][string] {
  return { ...intervalJson(interval), verdict };
}

function intervalJson({ value, low, high, standardError }: Interval): IntervalResult {
  return {
    value,
    ...(low === undefined ? {} : { low, high, standard_error: standardError }),
  };
}
