import type { Sight } from './sight.js';

/** What a rule does when it matches. */
export type Action =
  | { readonly kind: 'stay' }
  /** The AI says no to an ask, visibly. */
  | { readonly kind: 'refuse' }
  | Transfer
  /** The AI asks the customer; only a yes makes it so. A rule offers once a contact: its `bit`. */
  | { readonly kind: 'offer'; readonly transfer: Transfer; readonly bit: number };

export interface Transfer {
  readonly kind: 'transfer';
  /** Teams that may take the contact, by preference; team indices. */
  readonly teams: readonly number[];
  readonly context: 'summary' | 'none';
  /** Seconds of waiting that the contact is credited with. */
  readonly priority: number;
  /** Teams that may take it too, once it has waited so many seconds; ascending. */
  readonly widen: readonly { readonly after: number; readonly teams: readonly number[] }[];
  /** Tell the expected wait on entry. */
  readonly announce: boolean;
  /** Promise a call instead of letting them wait. */
  readonly callback: boolean;
  /** Seconds until an unanswered ring goes back to the queue; absent: the team's own. */
  readonly acceptWithin?: number;
}

/** What a waiting rule does; its parts happen in this order. */
export interface WaitingAction {
  readonly announce: boolean;
  /** Seconds of waiting credited on top. */
  readonly priority: number;
  /** Teams that may take the contact from now on, too. */
  readonly widen: readonly number[];
  readonly offersCallback: boolean;
  /** The AI resumes, the transfer stays pending. */
  readonly handback: boolean;
}

export type DecisionPoint = 'arrival' | 'turn';

interface RuleText {
  readonly id: string;
  readonly when: string;
}

export interface Rule extends RuleText {
  readonly at: readonly DecisionPoint[];
  readonly action: Action;
}

/** The plain transfer that the others are variations of. */
export function transferTo(teams: readonly number[], context: Transfer['context']): Transfer {
  return {
    kind: 'transfer',
    teams,
    context,
    priority: 0,
    widen: [],
    announce: false,
    callback: false,
  };
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

export interface CompiledRule extends Rule {
  readonly condition: (sight: Sight) => Truth;
}

export interface CompiledWaitingRule extends RuleText {
  readonly action: WaitingAction;
  readonly condition: (sight: Sight) => Truth;
  /** Waits in seconds at whose exact instant the condition may change; ascending. */
  readonly crossings: readonly number[];
  /** It reads more than the wait, so it is checked every 30 s, too (docs/policies.md). */
  readonly polls: boolean;
}

/** A policy bound to a world's names, ready for the inner loop. */
export interface Policy {
  readonly name: string;
  readonly rules: readonly CompiledRule[];
  /** Checked while a contact waits; each fires at most once a stay. */
  readonly waiting: readonly CompiledWaitingRule[];
  /** Some condition reads how busy a desk is: decisions then depend on a modelled queue. */
  readonly readsQueues: boolean;
  /** True for the built-in `recorded`, which does at each turn what the record did. */
  readonly followsRecord: boolean;
}

/** The built-in policy that hands over exactly where the record did (model.md §1). */
export const RECORDED: Policy = {
  name: 'recorded',
  rules: [],
  waiting: [],
  readsQueues: false,
  followsRecord: true,
};
