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
  /** Present in a replay: what was replayed, and below what a figure is refused. */
  readonly record?: {
    readonly conversations: number;
    /** Recorded days by which intervals go, where these are what other days might have differed from. */
    readonly days?: number;
    readonly floor: SupportFloor;
    /** Why it is not known whether anybody was handed over, if it is not. */
    readonly noHandOvers?: string;
  };
  /** What had to be assumed, in sentences. */
  readonly assumptions: readonly string[];
}

export interface PolicyEvaluation {
  readonly name: string;
  readonly description: string;
  readonly contacts: number;
  /**
   * By slice (`all`, `segment=elderly`, …) and metric id. In a replay the slice `matched` holds the
   * contacts whose dialogue and hand-over are as recorded, and of their outcomes the recorded ones.
   */
  readonly slices: ReadonlyMap<string, ReadonlyMap<string, MetricResult>>;
  /** By metric id, against the baseline on the same luck, where neither figure is refused. */
  readonly differences: ReadonlyMap<string, Difference>;
  readonly rules: readonly RuleUse[];
  readonly support?: Support;
  /** Replays only: what the slice `matched` consists of. */
  readonly matched?: Matched;
  /** `resolution.rate` if every modelled outcome failed, and if every one succeeded (Manski). */
  readonly resolutionBounds?: { readonly low: number; readonly high: number };
}

export interface MetricResult {
  /** Absent: no observations, refused, or untold. */
  readonly interval?: Interval;
  /** Replays only: why the record cannot tell it, so that any figure would be a 0 that means "unknown". */
  readonly untold?: string;
  /** Replays only: too little of it is on record for a figure. */
  readonly refused?: Refusal;
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

/** What one rule did in all replications together. */
export interface RuleUse {
  readonly id: string;
  /** Where in the policy it stands. */
  readonly section: 'rules' | 'waiting' | 'serving';
  readonly when: string;
  /** How often it decided. */
  readonly fired: number;
  /** Times an absent signal kept it from matching. */
  readonly absent: number;
  /** Measured contacts about which it decided at least once. */
  readonly contacts: number;
  /** Of these contacts, by intent and segment; absent where it never fired. */
  readonly on?: readonly RuleShare[];
  /** What became of these contacts, as shares of them; absent where it never fired. */
  readonly followed?: {
    /** By this very rule. */
    readonly handedOver: number;
    /** Both absent where no queue is told. */
    readonly answered?: number;
    readonly abandoned?: number;
    /** Of those with a known or modelled outcome; absent without any, and where too little is on record. */
    readonly resolved?: number;
    /** Back about the same issue; absent in a world in which nobody ever is. */
    readonly returned?: number;
    /** The mean of their maxima; absent where the record tells nothing of what frustrates. */
    readonly frustrationPeak?: number;
  };
}

export interface RuleShare {
  /** `intent=refund`, `segment=elderly`. */
  readonly slice: string;
  /** Of the rule's contacts, and of all contacts. */
  readonly share: number;
  readonly amongAll: number;
}

/** Shares of contacts by where the policy and the record part (model.md §2); together 1. */
export interface Support {
  readonly samePoint: number;
  /** Neither hands over. */
  readonly neither: number;
  readonly earlier: number;
  readonly later: number;
  readonly diverged: number;
}

export interface Matched {
  readonly contacts: number;
  /** Conversations that they are; several contacts may be of one. */
  readonly conversations: number;
  /** Conversations with a recorded outcome among these. */
  readonly outcomes: number;
}

/** What a figure has to have on record at the least, to be told at all. */
export interface SupportFloor {
  /** Share of the facts behind it, 0 to 1. */
  readonly share: number;
  /** Conversations with such a fact. */
  readonly conversations: number;
}

export interface Refusal {
  /** Which of the two is below the floor; the share, if both are. */
  readonly reason: 'observed-share' | 'conversations';
  /** Which facts: what customers said, or what became of the issue. */
  readonly facts: 'dialogue' | 'outcome';
  readonly observedShare: number;
  readonly conversations: number;
}

export interface Ranking {
  readonly metric: string;
  /** Best first; policies without observations, and those that are refused a figure, are left out. */
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
  /** What this record cannot tell, and why, by the metrics that it might have told. */
  readonly untold: readonly { readonly metric: string; readonly why: string }[];
}

export interface ReplayRow {
  readonly metric: string;
  readonly recorded: number;
  /** Over the simulated days alone: both are of the same conversations. */
  readonly replayed: Interval;
  /** How far apart the two may lie by chance; absent where there is no telling. */
  readonly margin?: number;
  /** Absent: they lie no farther apart than that, but so wide a margin could hardly be left. */
  readonly agrees?: boolean;
}
