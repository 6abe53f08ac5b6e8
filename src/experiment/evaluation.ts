import type { Interval } from '../metrics/estimate.js';
import type { Metric } from '../metrics/metric.js';

/** What a comparison found: everything a report needs, and nothing of how it was simulated. */
export interface Comparison {
  readonly scenario: string;
  /** Drills that were on, in the words of `--drill`. */
  readonly drills: readonly string[];
  readonly seed: number;
  readonly replications: number;
  /** Measured days in each replication, where it runs round the clock; absent for a single day. */
  readonly days?: number;
  /** Confidence level of every interval, 0.95. */
  readonly level: number;
  readonly currency: string;
  /** The metrics of this world, in catalogue order. */
  readonly metrics: readonly Metric[];
  readonly policies: readonly PolicyEvaluation[];
  /** Name of the policy that the others are compared with. */
  readonly baseline: string;
  /** Policies from best to worst by each ranked metric. */
  readonly rankings: readonly Ranking[];
  readonly sensitivity: readonly Sensitivity[];
  /** Present in a replay. */
  readonly replay?: ReplayCheck;
  /** What had to be assumed, in sentences. */
  readonly assumptions: readonly string[];
}

export interface PolicyEvaluation {
  readonly name: string;
  readonly description: string;
  readonly contacts: number;
  /** By slice (`all`, `segment=elderly`, …) and metric id. */
  readonly slices: ReadonlyMap<string, ReadonlyMap<string, MetricResult>>;
  /** By metric id, against the baseline on the same luck; empty for the baseline itself. */
  readonly differences: ReadonlyMap<string, Difference>;
  readonly rules: readonly RuleUse[];
  readonly support?: Support;
  /** `resolution.rate` if every modelled outcome failed, and if every one succeeded (Manski). */
  readonly resolutionBounds?: { readonly low: number; readonly high: number };
}

export interface MetricResult {
  /** Absent: no observations. */
  readonly interval?: Interval;
  /** Replays only: share of the facts behind it that were read off the record. */
  readonly observedShare?: number;
}

export type Verdict =
  | 'better'
  | 'worse'
  /** differs, where neither direction is better */
  | 'higher'
  | 'lower'
  /** the interval includes zero */
  | 'unclear'
  /** exactly zero in every replication */
  | 'same';

export interface Difference extends Interval {
  readonly verdict: Verdict;
}

export interface RuleUse {
  readonly id: string;
  readonly when: string;
  readonly fired: number;
  /** Times an absent signal kept it from matching. */
  readonly absent: number;
}

/** Shares of contacts by where the policy and the record part; see the glossary. */
export interface Support {
  readonly samePoint: number;
  readonly neither: number;
  readonly earlier: number;
  readonly later: number;
  readonly diverged: number;
}

export interface Ranking {
  readonly metric: string;
  /** Best first; policies without observations are left out. */
  readonly order: readonly string[];
  /** Whether each is clearly better than the next one, on the same luck. */
  readonly clear: readonly boolean[];
}

/** One world changed a little, and how the policies come out in it. */
export interface Sensitivity {
  readonly id: string;
  readonly name: string;
  readonly factor: number;
  readonly replications: number;
  /** By policy name, then metric id, for the ranked metrics. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Pairs whose order by a ranked metric is not what it was. */
  readonly changes: readonly RankChange[];
}

export interface RankChange {
  readonly metric: string;
  /** Clearly better in the world as given. */
  readonly better: string;
  readonly worse: string;
  /** Reversed: now clearly worse. Unclear: the interval of the difference includes zero. */
  readonly kind: 'reversed' | 'unclear';
}

export interface ReplayCheck {
  readonly conversations: number;
  readonly rows: readonly ReplayRow[];
}

export interface ReplayRow {
  readonly metric: string;
  readonly recorded: number;
  readonly replayed: Interval;
  readonly agrees: boolean;
}
