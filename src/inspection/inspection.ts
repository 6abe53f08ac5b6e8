import type { Measure, ToolUse } from '../dataset/reading.js';
import type { Distribution } from './number-column.js';

/** `count` of `of`; no share where there was nothing to count. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly share?: number;
}

export function shareOf(count: number, of: number): Share {
  return of === 0 ? { count, of } : { count, of, share: count / of };
}

/** An object with the value, or without the key: absence is absence. */
export function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

export interface Named extends Share {
  readonly name: string;
}

/** Four definitions of "answered within T", since the same queue passes under one and not another. */
export interface ServiceLevel {
  readonly withinSeconds: number;
  /** A: answered within T, of offered. */
  readonly a: Share;
  /** B: the same, of offered less those who left within T. */
  readonly b: Share;
  /** C: the same, of answered. */
  readonly c: Share;
  /** D: answered or left within T, of offered. */
  readonly d: Share;
}

/** What the record tells of the queue and the people behind it. All times in seconds. */
export interface QueueFigures {
  /** Hand-overs of which it is known whether somebody answered. */
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Left before an answer, of offered; short ones included. */
  readonly abandonment: Share;
  /** Left in under 5 s, of offered. */
  readonly shortAbandonment: Share;
  readonly answeredWithoutWait: number;
  readonly answeredAfterWait: number;
  /** Offered contacts that had to wait, or left. */
  readonly queued: Share;
  /** Left before an answer, of queued. */
  readonly abandonmentOfQueued: Share;
  /** Mean wait of the answered, zeros included. */
  readonly asaSeconds?: number;
  /** Mean wait of the answered who waited at all. */
  readonly asaQueuedSeconds?: number;
  /** Mean wait of everyone offered, abandoners and zeros included. */
  readonly meanWaitSeconds?: number;
  readonly waitAnsweredSeconds?: Distribution;
  readonly waitAnsweredQueuedSeconds?: Distribution;
  readonly waitAbandonedSeconds?: Distribution;
  readonly handleSeconds?: Distribution;
}

export interface Lognormal {
  readonly mu: number;
  readonly sigma: number;
}

export interface HandleFigures {
  readonly all: Distribution;
  /** Under 10 s: often an agent hanging up rather than a service. */
  readonly underTenSeconds: Share;
  readonly lognormal?: Lognormal;
  readonly fromTenSeconds?: Distribution;
  readonly fromTenSecondsLognormal?: Lognormal;
}

/** Signals that were not recorded but read out of the texts. */
export interface Derived {
  /** Conversations with at least one customer text, of those read. */
  readonly conversations: number;
  /** Texts of every so manyth conversation were read; 1: of all. */
  readonly every: number;
  /** Conversations in which the customer asks, unprompted, for a person. */
  readonly asking: Share;
  /** … asks, or takes up an offer. */
  readonly askingOrAccepting: Share;
  readonly askingOrAcceptingHandedOver: Share;
  /** Conversations in which the customer declines a person. */
  readonly refusing: Share;
  readonly handedOverWithoutAsking: Share;
  /** Turns. */
  readonly requests: number;
  readonly accepts: number;
  readonly refusals: number;
  readonly mentions: number;
  readonly repeatedAnswers: Share;
  readonly rephrasedQuestions: Share;
  readonly meanSentiment?: number;
}

export interface Support {
  /** Metric ids of the catalogue, shortened where they are told together. */
  readonly metric: string;
  /** `record`: the file itself tells; `text`: derived from texts; `no`: it cannot be told. */
  readonly from: 'record' | 'text' | 'no';
  readonly why: string;
}

/** What annotators wrote beside the turns; see `TurnLabels`. */
export interface LabelFigures {
  /** Conversations with a label on any turn, or on the whole. */
  readonly conversations: number;
  /** Labelled "a person should take over here", of turns labelled either way. */
  readonly handoffTurns: Share;
  /** Of these, those of the customer. */
  readonly handoffTurnsOfCustomers: Share;
  /** Conversations with such a turn, of those labelled either way. */
  readonly handoffConversations: Share;
  /** Turns before the first such turn, where there is one. */
  readonly turnsBeforeHandoff?: Distribution;
  /** Of customer turns, −1 to 1. */
  readonly sentiment?: Distribution;
  /** Of customer turns, and of whole conversations, on the source's scale. */
  readonly satisfactionOfTurns?: Distribution;
  readonly satisfaction?: Distribution;
}

/** What a dataset holds and lacks. No message texts, ever. */
export interface Inspection {
  readonly file: string;
  readonly format: string;
  readonly formatDescription: string;
  /** What no file of this format can say. */
  readonly formatLacks: readonly string[];
  /** By its common name; absent for UTF-8. */
  readonly encoding?: string;
  /** Zone in which days and hours are counted. */
  readonly timeZone: string;
  readonly conversations: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  /** Tools that the AI calls, where the format tells their names; absent where it does not. */
  readonly tools?: readonly ToolUse[];
  readonly quirks: readonly { readonly what: string; readonly count: number }[];
  readonly measures: readonly (Measure & { readonly mean: number })[];
  /** First and last start, seconds since 1970 UTC. */
  readonly firstStart?: number;
  readonly lastStart?: number;
  readonly inOrderOfTime?: boolean;
  readonly fields: readonly (Named & { readonly level: 'conversation' | 'turn' })[];
  readonly signals: readonly Named[];
  readonly languages: readonly Named[];
  readonly intents: readonly Named[];
  readonly segments: readonly Named[];
  readonly channels: readonly Named[];
  readonly endings: readonly Named[];
  readonly turns?: {
    readonly all: Distribution;
    readonly customer: Distribution;
    readonly ai: Distribution;
    readonly tool: Distribution;
    readonly human: Distribution;
  };
  readonly handedOver: number;
  readonly customerTurnsBeforeHandover?: Distribution;
  /** Conversations in which nobody came: no word of the customer, no hand-over; absent for none. */
  readonly empty?: number;
  /** Never reached a queue or a person, of all but the empty; absent where the source cannot tell. */
  readonly containment?: Share;
  readonly containmentAbsentBecause?: string;
  readonly resolution?: {
    /** Resolved by the AI without a person, of all whose outcome that decides. */
    readonly byAi: Share;
    /** Contained and resolved, of contained with a known outcome. */
    readonly goodContainment: Share;
    readonly byHuman: Share;
    readonly unknown: number;
  };
  readonly queue?: QueueFigures;
  readonly serviceLevels: readonly ServiceLevel[];
  readonly handle?: HandleFigures;
  readonly selfServiceSeconds?: Distribution;
  readonly selfServiceHangUps?: number;
  readonly byIntent: readonly (QueueFigures & {
    readonly name: string;
    readonly contacts: number;
    readonly handle?: HandleFigures;
  })[];
  readonly byPriority: readonly (QueueFigures & {
    readonly priority: number;
    readonly contacts: number;
  })[];
  readonly days: readonly {
    readonly date: string;
    readonly contacts: number;
    readonly offered: number;
    readonly abandoned: number;
  }[];
  readonly hours: readonly {
    readonly hour: number;
    readonly contacts: number;
    readonly offered: number;
    readonly abandonment: Share;
    readonly asaSeconds?: number;
    readonly waitAnsweredP90Seconds?: number;
  }[];
  readonly labels?: LabelFigures;
  readonly derived?: Derived;
  readonly supports: readonly Support[];
  /** What a replay would have to model, in sentences. */
  readonly replay: readonly string[];
}
