import type { Clock } from './calendar/clock.js';
import type { Distribution } from './distribution/distribution.js';
import type { RecordedDialogue } from './record/recorded-dialogue.js';
import type { NotReady, Stint } from './staffing/presence.js';

/**
 * The world held fixed while policies change, resolved to numbers: what the simulation runs on.
 *
 * Times are elapsed seconds since the first simulated day's local midnight, durations seconds, shares
 * 0 to 1. Names
 * (intents, segments, teams) are indices into the arrays here; the YAML a person writes and its
 * defaults are in `schema.ts`.
 */
export interface World {
  readonly name: string;
  /** One day from empty to empty, or round the clock after a warm-up. */
  readonly mode: 'day' | 'continuous';
  readonly opensAt: number;
  /** Arrivals stop here; whoever is inside is served out under the shift table. */
  readonly closesAt: number;
  /** End of the warm-up; 0 in day mode, which has none. */
  readonly measuredFrom: number;
  /** What the wall clock shows, by which shifts, opening hours and policies go. */
  readonly clock: Clock;
  readonly demand: Demand;
  readonly intents: readonly Intent[];
  readonly segments: readonly Segment[];
  readonly languages: readonly Language[];
  readonly channels: readonly Channel[];
  readonly ai: AiDesk;
  readonly teams: readonly Team[];
  readonly people: People;
  readonly customers: Customers;
  readonly frustration: FrustrationWeights;
  readonly costs: Costs;
  /** Every replication draws the recorded days again, each from those of its weekday. */
  readonly resampled?: boolean;
  /** Present in a replay: contacts then speak the recorded words, sampled with replacement. */
  readonly record?: Recording;
  /** Drills that are in all of this already, in the words of `--drill`; absent when there are none. */
  readonly drills?: readonly string[];
}

export type Demand = RandomDemand | ScheduledDemand;

export interface RandomDemand {
  readonly kind: 'random';
  /** Contiguous intervals, ending at full hours (from opening on) and where clocks change. */
  readonly intervals: readonly ArrivalInterval[];
  /** Coefficient of variation of a gamma multiplier drawn anew for every interval; 0 is Poisson. */
  readonly noise: number;
  /**
   * Issues on top of these, ascending and apart: customers of their own. Each lies within the interval
   * numbered `hour` and shares its multiplier.
   */
  readonly surge?: readonly (ArrivalInterval & { readonly hour: number })[];
}

export interface ArrivalInterval {
  readonly from: number;
  readonly to: number;
  /** Expected number of new issues per hour. */
  readonly perHour: number;
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
  readonly segment?: number;
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
  /** Patience of those who come with it, in place of the customers' common one. */
  readonly patience?: Distribution;
}

export interface Segment {
  readonly name: string;
  readonly share: number;
  readonly askFactor: number;
  readonly patienceFactor: number;
  /** In place of the customers' common one. */
  readonly patience?: Distribution;
  readonly aiSuccessFactor: number;
}

/** The medium of a contact. An empty name: the dataset does not say. */
export interface Channel {
  readonly name: string;
  readonly share: number;
  /** In place of the customers' common one. */
  readonly patience?: Distribution;
  /** Share of those who abandon that leave without telling anybody: their chat stays in queue. */
  readonly silent: number;
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
  /** Multiplies its success in the reply after a clarifying question. */
  readonly clarifiedFactor: number;
  /** Replies that it can work on at once; infinite when nobody ever waits for a turn of it. */
  readonly capacity: number;
  /** While one lasts, every reply is an error message: a failure that is noticed. */
  readonly outages: readonly { readonly from: number; readonly to: number }[];
}

/** Normal, clipped to 0…1. */
export interface Spread {
  readonly mean: number;
  readonly sd: number;
}

export interface Team {
  readonly name: string;
  /** By intent index: 1 is fully trained in it, 0 not at all. */
  readonly proficiency: readonly number[];
  /** Rostered people by time, ascending; 0 before the first step. */
  readonly steps: readonly { readonly at: number; readonly staffed: number }[];
  /**
   * Each person's own hours and intents, where a record names people; `steps` then counts them. By
   * ascending `from`. Absent: everybody takes everything, with the team's proficiency.
   */
  readonly stints?: readonly Stint[];
  /** Absent: after wrap-up a person is ready at once. */
  readonly notReady?: NotReady;
  /** Opening hours, ascending and apart; absent: open whenever somebody is rostered. */
  readonly openings?: readonly { readonly from: number; readonly to: number }[];
  /** Multiplies every handle time. */
  readonly handleFactor: number;
  /** After-contact work during which the person takes nobody else. */
  readonly wrapUp: number;
  /** Contacts that one person holds at once. */
  readonly chatsPerAgent: number;
  /** β: each further chat in hand makes all of them take this much longer (model.md §7 example 3). */
  readonly slowDown: number;
  /** Absent: whoever is free answers at once. */
  readonly ring?: Ring;
  /** Absent: nobody takes a contact and then forgets it. */
  readonly fallsSilent?: Silence;
  /** Contacts that may wait; whoever comes on top is blocked. Infinite: no limit. */
  readonly queueLimit: number;
  /** Seconds until a person notices that nobody is in the chat (model.md §7 example 9). */
  readonly noticeAfter: number;
  /** Expected seconds a contact occupies a person, wrap-up included: for wait estimates. */
  readonly meanOccupation: number;
}

/** People who take a contact and then stop answering for a while. */
export interface Silence {
  /** Share of the contacts that are taken. */
  readonly share: number;
  /** Seconds of work before it begins, and seconds that it lasts. */
  readonly after: number;
  readonly lasts: number;
}

/** What happens between a free person and the answer. */
export interface Ring {
  /** Seconds until the person answers. */
  readonly answeredAfter: number;
  /** Chance that they do not. */
  readonly missed: number;
  /** Seconds until it stops ringing with them; a policy may set its own. */
  readonly timeout: number;
  /** Seconds for which someone who missed a ring is set aside. */
  readonly away: number;
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
  /** Seconds of work that each thing saves which the AI has asked for beforehand. */
  readonly slotSaves: number;
  readonly passesOn: PassingOn;
}

/** A person who is not trained in an intent may pass the contact on to a team that is. */
export interface PassingOn {
  /** Chance at no proficiency at all; in proportion to what is lacking otherwise. */
  readonly probability: number;
  /** Seconds of work before it becomes clear. */
  readonly after: number;
  /** Warm: the first person stays until the second has taken over, for these seconds longer. */
  readonly warm?: number;
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
  /** Chance not to join a queue at all, and what each announced minute adds to it. */
  readonly balking: { readonly share: number; readonly perAnnouncedMinute: number };
  readonly announcements: Announcements;
  /** Chance that a customer accepts what is offered instead of going on. */
  readonly accepts: {
    readonly transfer: number;
    readonly callback: number;
    readonly ticket: number;
  };
  /** Chance to give what the AI asks for before a hand-over. */
  readonly gives: number;
  readonly callbacks: Callbacks;
  readonly returns: {
    readonly unresolved: Return;
    readonly abandoned: Return;
    readonly maxVisits: number;
  };
}

/** What being told the wait does. */
export interface Announcements {
  /** Multiplies the estimate that is announced; 1 is honest. */
  readonly bias: number;
  /** Multiplies what is left of their patience once they know. */
  readonly patienceFactor: number;
  /** Past the announced time, patience runs out this many times as fast. */
  readonly pastFactor: number;
}

export interface Callbacks {
  /** Chance that a customer who was promised a call picks up. */
  readonly answered: number;
  /** Seconds a person spends dialling. */
  readonly dial: number;
  readonly attempts: number;
  /** Seconds until the next attempt. */
  readonly retryAfter: number;
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
  /** Relief when a wait is announced. */
  readonly announcement: number;
  /** Being passed on from one team to another. */
  readonly bounce: number;
  /** Being asked something by the AI instead of answered. */
  readonly askedBack: number;
  /** A call or reply that was promised and comes later, or never. */
  readonly brokenPromise: number;
  /** Per minute that the AI keeps silent, past the first `silenceAfter` seconds. */
  readonly silencePerMinute: number;
  readonly silenceAfter: number;
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
  /** Why the source cannot speak about containment, if it cannot. */
  readonly noContainment?: string;
  /** People are there for a hand-over rate that it does not tell, so no queue means anything. */
  readonly unstaffed?: true;
}
