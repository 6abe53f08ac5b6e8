import type { Sight } from './sight.js';

/** What a rule does when it matches. */
export type Action =
  | { readonly kind: 'stay' }
  /** The AI says no to an ask, visibly. */
  | { readonly kind: 'refuse' }
  | { readonly kind: 'transfer'; readonly team: number; readonly context: 'summary' | 'none' };

export type DecisionPoint = 'arrival' | 'turn';

export interface Rule {
  readonly id: string;
  readonly at: readonly DecisionPoint[];
  readonly when: string;
  readonly action: Action;
}

/**
 * Three-valued truth of a condition, plus fault: a signal it needs is absent (model.md §3), or it
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

/** A policy bound to a world's names, ready for the inner loop. */
export interface Policy {
  readonly name: string;
  readonly rules: readonly CompiledRule[];
  /** Some condition reads how busy a desk is: decisions then depend on a modelled queue. */
  readonly readsQueues: boolean;
  /** True for the built-in `recorded`, which does at each turn what the record did. */
  readonly followsRecord: boolean;
}

/** The built-in policy that hands over exactly where the record did (model.md §1). */
export const RECORDED: Policy = {
  name: 'recorded',
  rules: [],
  readsQueues: false,
  followsRecord: true,
};
