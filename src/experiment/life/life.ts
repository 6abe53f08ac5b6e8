import type { Explanation } from '../../policy/condition/explanation.js';
import type { SignalValue } from '../../policy/condition/signal-reading.js';
import type { Ending, Support } from '../../simulation/record.js';
import type {
  FrustrationPart,
  Point,
  TracedKind,
  TracedReply,
  TracedTurn,
} from '../../simulation/trace.js';

/**
 * One contact's life as it happened under one policy: what was said and decided, what the policy
 * could see and why each rule held or not, what moved the customer's frustration, and how it ended.
 *
 * Times are seconds since midnight of the first simulated day.
 */
export interface Life {
  readonly policy: string;
  readonly replication: number;
  readonly issue: number;
  readonly visit: number;
  /** The recorded conversation behind it, in a replay. */
  readonly conversation?: string;
  /** Names; '' where nothing is known. */
  readonly intent: string;
  readonly segment: string;
  readonly language: string;
  readonly channel: string;
  readonly arrivedAt: number;
  /** In order of time, each instant once. */
  readonly moments: readonly Moment[];
  readonly end: LifeEnd;
}

export interface Moment {
  readonly at: number;
  readonly entries: readonly Entry[];
  /** Present where it moved. */
  readonly frustration?: Feeling;
}

/** How frustration moved in an instant, or in the wait that ended with it. */
export interface Feeling {
  readonly from: number;
  readonly to: number;
  /** They add up to the change. `floor`: what was not felt, since the level never falls below 0. */
  readonly parts: readonly { readonly part: FrustrationPart | 'floor'; readonly change: number }[];
}

export type Entry = TurnEntry | ReplyEntry | DecisionEntry | EventEntry;

export interface TurnEntry {
  readonly kind: 'turn';
  readonly turn: number;
  readonly ask: TracedTurn['ask'];
  readonly negative: boolean;
  readonly observed: boolean;
  /** Only where it was asked for. */
  readonly text?: string;
}

export interface ReplyEntry {
  readonly kind: 'reply';
  readonly reply: number;
  /** What the record cannot tell is told as far as it can: `recorded`, and failed where that was noticed. */
  readonly outcome: TracedReply['outcome'] | 'recorded';
  readonly repeated: boolean;
  readonly noticed: boolean;
  readonly observed: boolean;
  readonly text?: string;
}

export interface DecisionEntry {
  readonly kind: 'decision';
  readonly point: Point;
  /** What the policy could see; undefined where absent. Empty where an earlier word is carried out. */
  readonly saw: ReadonlyMap<string, SignalValue>;
  /** The rules that were looked at, in order; none follows the one that decided. */
  readonly rules: readonly Check[];
  /** What was weighed before it could be done, in order. */
  readonly weighed: readonly Weighing[];
  /** Id of the rule that decided; absent: none did. */
  readonly rule?: string;
  readonly does?: Deed;
  /** It is an `else` of what the rule says first. */
  readonly instead: boolean;
}

export interface Check {
  readonly id: string;
  /** `used-up`: it holds, but has decided about this contact as often as it may. */
  readonly found: 'holds' | 'does-not-hold' | 'absent' | 'used-up';
  /** Absent for a rule without a condition. */
  readonly why?: Explanation;
}

/** Whether a way to people could be taken. */
export interface Weighing {
  readonly deed: Deed;
  readonly found: 'possible' | 'gate-shut' | 'nobody';
  readonly gate?: Explanation;
}

/** What is done, in names. */
export interface Deed {
  readonly does:
    | 'stay'
    | 'refuse'
    | 'clarify'
    | 'transfer'
    | 'callback'
    | 'ticket'
    | 'offer-transfer'
    | 'offer-callback'
    | 'offer-ticket'
    | 'wait-on'
    | 'requeue';
  readonly to?: readonly string[];
  /** Further terms, as `name value` in words. */
  readonly terms: readonly string[];
  /** What the policy tells the customer. */
  readonly say?: string;
}

export interface EventEntry {
  readonly kind: 'event';
  readonly event: TracedKind;
  readonly team?: string;
  /** A wait that is told, a priority, a promise. */
  readonly seconds?: number;
}

export interface LifeEnd {
  readonly at: number;
  readonly ending: Ending;
  readonly resolved?: boolean;
  /** The AI could have solved it: latent, no policy ever sees it. */
  readonly aiSolvable: boolean;
  readonly team?: string;
  /** Absent: never in a queue. */
  readonly waitSeconds?: number;
  /** Absent: no person answered. */
  readonly answeredAt?: number;
  readonly handleSeconds?: number;
  readonly asks: number;
  readonly refusals: number;
  readonly frustrationPeak: number;
  readonly frustrationArea: number;
  readonly boiledOver: boolean;
  readonly returnsAt?: number;
  readonly provenance: Provenance;
}

/** What was read off the record, and what was modelled; in a synthetic world everything is. */
export interface Provenance {
  readonly support: Support;
  readonly turnsObserved: number;
  readonly turnsModelled: number;
  readonly decision: Origin;
  /** Absent where there was none. Queues are always simulated. */
  readonly wait?: 'modelled';
  readonly humanStage?: Origin;
  readonly outcome: Origin | 'unknown';
}

export type Origin = 'observed' | 'modelled';

/** `17/0`: the first contact about issue 17. */
export function contactId({
  issue,
  visit,
}: {
  readonly issue: number;
  readonly visit: number;
}): string {
  return `${issue}/${visit}`;
}
