import type { Expression } from './condition/expression.js';
import type { Sight } from './condition/sight.js';
import type { Message, Way } from './grammar/action-schema.js';

/** What a rule does when it matches. */
export type Action = Say | Transfer | Offer;

/** The AI goes on: it answers, says no to an ask aloud, or asks what is meant. */
export interface Say {
  readonly kind: 'stay' | 'refuse' | 'clarify';
  readonly say?: Message;
}

/** An action that may have to give way to another one. */
interface Gated {
  /** It happens only where this holds; absent: always. */
  readonly gate?: Expression;
  /** What happens instead: gate shut, nobody could take the contact, or the offer declined. */
  readonly otherwise?: Action;
  readonly say?: Message;
}

export interface Transfer extends Gated {
  readonly kind: 'transfer';
  /** Its number among the policy's ways to people, by which a contact remembers how it went. */
  readonly route: number;
  /** Hanging on, or off the line with the promise of a call or of a reply in writing. */
  readonly way: Way;
  /** Teams that may take the contact, by preference; team indices. */
  readonly teams: readonly number[];
  readonly context: 'summary' | 'none';
  /** Seconds of waiting that the contact is credited with. */
  readonly priority: number;
  /** Teams that may take it too, once it has waited so many seconds; ascending. */
  readonly widen: readonly { readonly after: number; readonly teams: readonly number[] }[];
  /** What is told on entry: the expected wait, or a fixed one in seconds; absent: nothing. */
  readonly announce?: 'wait' | number;
  /** Things that the AI asks for first, one a turn. */
  readonly collect: number;
  /** Seconds within which the call or reply is promised; infinite where nothing was said. */
  readonly within: number;
  /** Seconds until an unanswered ring goes back to the queue; absent: the team's own. */
  readonly acceptWithin?: number;
}

/** The AI asks the customer; only a yes makes it so. */
export interface Offer extends Gated {
  readonly kind: 'offer';
  readonly transfer: Transfer;
}

/** An action, its else, the else of that, … */
export function chainOf(action: Action): Action[] {
  const otherwise = 'otherwise' in action ? action.otherwise : undefined;
  return otherwise === undefined ? [action] : [action, ...chainOf(otherwise)];
}

/** What a waiting rule does; its parts happen in this order. */
export interface WaitingAction {
  readonly announce?: 'wait' | number;
  /** Seconds of waiting credited on top. */
  readonly priority: number;
  /** Teams that may take the contact from now on, too. */
  readonly widen: readonly number[];
  /** Teams that take it from now on, in place of the present ones; empty: no change. */
  readonly transfer: readonly number[];
  readonly offer?: 'callback' | 'ticket';
  /** Seconds within which what is offered is promised; infinite where nothing was said. */
  readonly within: number;
  /** The AI resumes, the transfer stays pending. */
  readonly handback: boolean;
  readonly say?: Message;
  /** What happens where the offer is declined. */
  readonly otherwise?: WaitingAction;
}

/** A waiting action, its else, the else of that, … */
export function waitingChainOf(action: WaitingAction): WaitingAction[] {
  const { otherwise } = action;
  return otherwise === undefined ? [action] : [action, ...waitingChainOf(otherwise)];
}

/** What happens to a contact whose person has fallen silent. */
export interface ServingAction {
  /** Back into the queue, before everybody who waits or behind them. */
  readonly requeue: 'head' | 'tail';
  /** The AI goes on meanwhile. */
  readonly handback: boolean;
  readonly say?: Message;
}

export type DecisionPoint = 'arrival' | 'turn';

interface RuleText {
  readonly id: string;
  readonly when: string;
  /** The condition as it was read; absent where there is none to read. */
  readonly expression?: Expression;
}

/**
 * Three-valued truth of a condition, plus fault: a signal it needs is absent (docs/policies.md), or it
 * cannot be computed (division by zero).
 */
export const FALSE = 0;
export const TRUE = 1;
export const ABSENT = 2;
export const FAULT = 3;
export type Truth = typeof FALSE | typeof TRUE | typeof ABSENT | typeof FAULT;

export type Condition = (sight: Sight) => Truth;

export interface CompiledRule extends RuleText {
  readonly at: readonly DecisionPoint[];
  readonly condition: Condition;
  /** How often it may decide about one contact; infinite without a limit. */
  readonly atMost: number;
  readonly action: Action;
}

interface StayRule extends RuleText {
  readonly condition: Condition;
  /** Seconds (waited, or of silence) at whose exact instant the condition may change; ascending. */
  readonly crossings: readonly number[];
  /** It reads more than that, so it is checked every 30 s, too (docs/policies.md). */
  readonly polls: boolean;
}

export interface CompiledWaitingRule extends StayRule {
  readonly action: WaitingAction;
}

export interface CompiledServingRule extends StayRule {
  readonly action: ServingAction;
}

/** A named condition whose customer turns are counted. */
export interface Counted {
  readonly name: string;
  readonly condition: Condition;
  /** What `Sight.times` takes. */
  readonly counter: number;
}

/** A policy bound to a world's names, ready for the inner loop. */
export interface Policy {
  readonly name: string;
  readonly rules: readonly CompiledRule[];
  /** Checked while a contact waits; each fires at most once a stay. */
  readonly waiting: readonly CompiledWaitingRule[];
  /** Checked while the person who answered is silent; the first that holds decides. */
  readonly serving: readonly CompiledServingRule[];
  /** Ways to people in all actions, by `Transfer.route`. */
  readonly routes: readonly Transfer[];
  /** Conditions whose turns are counted, in the order to look. */
  readonly counted: readonly Counted[];
  /** Some condition reads how busy a desk is: decisions then depend on a modelled queue. */
  readonly readsQueues: boolean;
  /** True for the built-in `recorded`, which does at each turn what the record did. */
  readonly followsRecord: boolean;
}

/** The plain transfer that the others are variations of. */
export function transferTo(teams: readonly number[], context: Transfer['context']): Transfer {
  return {
    kind: 'transfer',
    route: -1,
    way: 'transfer',
    teams,
    context,
    priority: 0,
    widen: [],
    collect: 0,
    within: Number.POSITIVE_INFINITY,
  };
}

/** The built-in policy that hands over exactly where the record did (model.md §1). */
export const RECORDED: Policy = {
  name: 'recorded',
  rules: [],
  waiting: [],
  serving: [],
  routes: [],
  counted: [],
  readsQueues: false,
  followsRecord: true,
};
