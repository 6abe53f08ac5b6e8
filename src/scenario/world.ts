import type { Distribution } from './distribution.js';
import type { RecordedDialogue } from './recorded-dialogue.js';

/**
 * The world held fixed while policies change, resolved to numbers: what the simulation runs on.
 *
 * Times are seconds since midnight of the simulated day, durations seconds, shares 0 to 1. Names
 * (intents, segments, teams) are indices into the arrays here; the YAML a person writes and its
 * defaults are in `schema.ts`.
 */
export interface World {
  readonly name: string;
  readonly opensAt: number;
  /** Arrivals stop here; whoever is inside is served out under the shift table. */
  readonly closesAt: number;
  /** ISO: 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  readonly demand: Demand;
  readonly intents: readonly Intent[];
  readonly segments: readonly Segment[];
  readonly languages: readonly Language[];
  /** Absent where the dataset does not say. */
  readonly channel?: string;
  readonly ai: AiDesk;
  readonly teams: readonly Team[];
  readonly people: People;
  readonly customers: Customers;
  readonly frustration: FrustrationWeights;
  readonly costs: Costs;
  /** Present in a replay: contacts then speak the recorded words, sampled with replacement. */
  readonly record?: Recording;
}

export type Demand = RandomDemand | ScheduledDemand;

export interface RandomDemand {
  readonly kind: 'random';
  /** Contiguous intervals; `perHour` is the expected number of new issues per hour. */
  readonly intervals: readonly {
    readonly from: number;
    readonly to: number;
    readonly perHour: number;
  }[];
  /** Coefficient of variation of a gamma multiplier drawn anew for every interval; 0 is Poisson. */
  readonly noise: number;
}

/** Issues at given times, for arrivals as recorded and for hand-timed examples. */
export interface ScheduledDemand {
  readonly kind: 'scheduled';
  /** By ascending time. */
  readonly issues: readonly ScheduledIssue[];
}

/** What is known of an issue beforehand; the rest is drawn like any other's. */
export interface ScheduledIssue {
  readonly at: number;
  readonly intent?: number;
  /** Index of the recorded dialogue. */
  readonly dialogue?: number;
  readonly patience?: number;
  readonly handleSeconds?: number;
}

export interface Intent {
  readonly name: string;
  readonly share: number;
  /** Share of issues that the AI could solve at all. */
  readonly aiSolvable: number;
  /** Chance that one AI turn solves a solvable issue. */
  readonly aiSuccessPerTurn: number;
  /** Work of a person before wrap-up and the hand-off tax. */
  readonly handleTime: Distribution;
  /** Log-odds that a skilled person resolves an issue of average difficulty (z = 0). */
  readonly personLogit: number;
  /** Mood on arrival, −1 to 1. */
  readonly mood: number;
}

export interface Segment {
  readonly name: string;
  readonly share: number;
  readonly askFactor: number;
  readonly patienceFactor: number;
  readonly aiSuccessFactor: number;
}

export interface Language {
  readonly name: string;
  readonly share: number;
}

export interface AiDesk {
  readonly replyTime: Distribution;
  /** After this many customer turns the customer gives up whatever happens. */
  readonly maxTurns: number;
  /** Share of the unsuccessful replies that still bring the customer forward. */
  readonly progress: number;
  /** Share that neither help nor fail; the rest fail. */
  readonly neutral: number;
  /** Chance that a failed reply after an earlier failed one repeats an earlier answer. */
  readonly repeats: number;
  /** Chance to notice a failed reply, and not to suspect a good one. */
  readonly sensitivity: number;
  readonly specificity: number;
  readonly confidence: { readonly good: Spread; readonly failed: Spread };
  readonly margin: { readonly good: Spread; readonly failed: Spread };
}

/** Normal, clipped to 0…1. */
export interface Spread {
  readonly mean: number;
  readonly sd: number;
}

export interface Team {
  readonly name: string;
  /** By intent index: whether the team is trained in it. */
  readonly skilled: readonly boolean[];
  /** Rostered people by time, ascending; 0 before the first step. */
  readonly steps: readonly { readonly at: number; readonly staffed: number }[];
  /** Multiplies every handle time. */
  readonly handleFactor: number;
  /** After-contact work during which the person takes nobody else. */
  readonly wrapUp: number;
  /** Expected seconds a contact occupies a person, wrap-up included: for wait estimates. */
  readonly meanOccupation: number;
}

/** What is true of people in all teams. */
export interface People {
  /** P(resolve) = logit⁻¹(personLogit + slope · z); negative: harder issues are solved less often. */
  readonly difficultySlope: number;
  /** Added to the log-odds where the team is not trained in the intent. */
  readonly unskilledLogit: number;
  /** Multiplies the handle time where the team is not trained in the intent. */
  readonly unskilledHandleFactor: number;
  /** Extra handle time after a transfer from the AI, with a summary and without. */
  readonly handoffTax: { readonly summary: number; readonly none: number };
}

export interface Customers {
  readonly replyTime: Distribution;
  readonly asks: {
    readonly perTurn: number;
    readonly afterFailure: number;
    readonly whenNegative: number;
    /** Chance to ask again at the next turn after an ask was not honoured. */
    readonly again: number;
  };
  /** Frustration at which this customer has had enough. */
  readonly tolerance: Distribution;
  /** What they do at each turn from then on; the rest carry on, grumbling. */
  readonly atTolerance: { readonly ask: number; readonly leave: number };
  /** Chance to give up on the AI after a failed reply, whatever the frustration. */
  readonly givesUp: number;
  /** Chance to leave after any reply that did not solve the issue, on top of the above. */
  readonly leaves: number;
  readonly negativity: {
    readonly first: number;
    readonly afterNegative: number;
    readonly afterNeutral: number;
    readonly afterFailureFactor: number;
  };
  readonly patience: Distribution;
  /** Share of the variance of (normal-scored) patience that belongs to the issue, not the visit. */
  readonly patienceFrailty: number;
  readonly returns: {
    readonly unresolved: Return;
    readonly abandoned: Return;
    readonly maxVisits: number;
  };
}

export interface Return {
  readonly probability: number;
  readonly after: Distribution;
}

/** model.md §6; units of frustration are arbitrary. */
export interface FrustrationWeights {
  readonly decay: number;
  readonly failed: number;
  readonly repeated: number;
  readonly refused: number;
  readonly negative: number;
  readonly queuePerMinute: number;
  readonly explainAgain: number;
  readonly progress: number;
  readonly personAnswers: number;
}

export interface Costs {
  readonly currency: string;
  readonly perAiReply: number;
  readonly perAgentHour: number;
}

export interface Recording {
  readonly dialogues: readonly RecordedDialogue[];
  /** Multiplies the AI's success per turn where it goes on after the recorded hand-over. */
  readonly laterFactor: number;
  /** Which counts the record can tell; on record the others are absent to a policy. */
  readonly known: {
    readonly asks: boolean;
    readonly failures: boolean;
    readonly sentiment: boolean;
  };
}
