import type { Sight } from '../policy/condition/sight.js';
import type { Action, ServingAction, WaitingAction } from '../policy/policy.js';
import type { ContactRecord } from './record.js';

/**
 * A listener to what happens in a run, for whoever needs more than the record at the end: generating
 * conversations, explaining one contact's life, writing down every decision. Nothing is traced
 * unless somebody listens. Contacts and sights are the engine's own, to be read during the call
 * only. Times are seconds since midnight of the first simulated day.
 */
export interface Trace {
  customerTurn(contact: ContactKey, turn: TracedTurn): void;
  aiReply(contact: ContactKey, reply: TracedReply): void;
  /** A reply read off the record; `aiReply` tells of the others. */
  recordedReply?(contact: ContactRecord, reply: TracedRecordedReply): void;
  /** Rules are about to be looked at; whoever wants to know why they decide can look, too. */
  deciding?(contact: ContactRecord, look: TracedLook): void;
  /** Whether a way to people of the rule that decided can be, or gives way to its `else`. */
  weighing?(contact: ContactRecord, way: TracedWeighing): void;
  /** What the rules came to: the rule that decided, and what it, or an else of it, does. */
  decided?(contact: ContactRecord, decision: TracedDecision): void;
  happens?(contact: ContactRecord, event: TracedEvent): void;
  /** Something moved the customer's frustration. */
  feels?(contact: ContactRecord, feeling: TracedFeeling): void;
}

export interface ContactKey {
  readonly issue: number;
  readonly visit: number;
}

export interface TracedTurn {
  readonly at: number;
  /** What it says about a person: an unprompted request, or the word on an offer. */
  readonly ask: 'none' | 'request' | 'accept' | 'refuse';
  readonly negative: boolean;
  /** Read off the record. */
  readonly observed: boolean;
}

export interface TracedReply {
  readonly at: number;
  readonly outcome:
    | 'solved'
    | 'progress'
    | 'neutral'
    | 'failed'
    | 'offers-person'
    | 'offers-callback'
    | 'offers-ticket'
    /** asks what is meant, or for what a person will need */
    | 'asks-back';
  readonly repeated: boolean;
  /** The AI noticed that it failed, or believes so. */
  readonly noticed: boolean;
}

export interface TracedRecordedReply {
  readonly at: number;
  /** What the AI could notice of a failure, and whether it said again what it had said. */
  readonly failed: boolean;
  readonly repeated: boolean;
  readonly offersPerson: boolean;
}

export type Point = 'arrival' | 'turn' | 'waiting' | 'serving';

export interface TracedLook {
  readonly at: number;
  readonly point: Point;
  /** Index of the rule that is looked at alone; absent: all rules of the point, in order. */
  readonly rule?: number;
  readonly sight: Sight;
}

export interface TracedWeighing {
  readonly at: number;
  /** Index of the rule that decided. */
  readonly rule: number;
  readonly action: Action;
  /** `gate-shut`: its `if` does not hold. `nobody`: none of its teams could take the contact now. */
  readonly found: 'possible' | 'gate-shut' | 'nobody';
  readonly sight: Sight;
}

export interface TracedDecision {
  readonly at: number;
  readonly point: Point;
  /** Index among the rules of its kind; −1 when none decided. */
  readonly rule: number;
  readonly action: Action | WaitingAction | ServingAction | undefined;
  /** It is the `else` of what the rule says first. */
  readonly instead: boolean;
}

export interface TracedEvent {
  readonly at: number;
  readonly kind: TracedKind;
  /** Team index, where one is concerned. */
  readonly team?: number;
  /** A wait that is told, a priority, a promise. */
  readonly seconds?: number;
  /** Number of the person who answers, over all teams. */
  readonly agent?: number;
}

export type TracedKind =
  | 'arrives'
  | 'leaves-record'
  | 'accepts-offer'
  | 'declines-offer'
  | 'gives-slot'
  | 'keeps-slot'
  | 'gives-up-on-ai'
  | 'enters-queue'
  | 'is-told-wait'
  | 'widens'
  | 'moves'
  | 'rings'
  | 'ring-missed'
  | 'is-dialled'
  | 'not-reached'
  | 'answered'
  | 'promised-call'
  | 'promised-reply'
  | 'promise-broken'
  | 'handed-back'
  | 'passed-on'
  | 'person-silent'
  | 'person-speaks'
  | 'requeued'
  | 'work-done'
  | 'ends';

export interface TracedFeeling {
  readonly at: number;
  readonly part: FrustrationPart;
  readonly change: number;
  /** The level after it. */
  readonly level: number;
}

export type FrustrationPart =
  | 'mood'
  | 'decay'
  | 'negative'
  | 'refused'
  | 'failed'
  | 'repeated'
  | 'progress'
  | 'silence'
  | 'asked-back'
  | 'announcement'
  | 'explain-again'
  | 'bounce'
  | 'queue'
  | 'past-announced'
  | 'broken-promise'
  | 'person-answers';
