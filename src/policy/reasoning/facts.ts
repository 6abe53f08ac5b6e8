import { rangeOf } from './signal-values.js';
import type { Term } from './term.js';
import {
  hull,
  type Interval,
  intersect,
  numbers,
  orAbsent,
  type ValueSet,
  wholeNumbers,
} from './value-set.js';

/** Wherever both are there, the one is at most the other less `by`. */
export interface AtMost {
  readonly lesser: string;
  readonly greater: string;
  readonly by: number;
}

/** Where the one lies within `where`, the other lies within `there`. */
export interface Entails {
  readonly signal: string;
  readonly where: ValueSet;
  readonly other: string;
  readonly there: ValueSet;
}

/**
 * What is true of the signals at one point of a contact's life, whatever the policy: their values
 * there, and how they depend on one another.
 */
export interface Facts {
  /** By signal, what it can be here, on top of what it can be at all. */
  readonly values: ReadonlyMap<string, ValueSet>;
  readonly atMost: readonly AtMost[];
  readonly entails: readonly Entails[];
}

export const NO_FACTS: Facts = { values: new Map(), atMost: [], entails: [] };

/** The same, with further values; a signal that has some already keeps what both allow. */
export function withValues(facts: Facts, more: Iterable<readonly [string, ValueSet]>): Facts {
  const values = new Map(facts.values);
  for (const [signal, set] of more) {
    const before = values.get(signal);
    values.set(signal, before ? intersect(before, set) : set);
  }
  return { ...facts, values };
}

/** What a term can be here. */
export function domainOf(term: Term, facts: Facts): ValueSet {
  const here = facts.values.get(term.key);
  const possible = here ? intersect(term.possible, here) : term.possible;
  if (!term.rangeFrom) return term.whole ? wholeNumbers(possible) : possible;
  const range = term.rangeFrom((signal) => rangeHere(signal, facts));
  return intersect(possible, orAbsent(numbers(range.from, range.to)));
}

function rangeHere(signal: string, facts: Facts): Interval {
  const { least, most } = rangeOf(signal.split('.'));
  const here = facts.values.get(signal);
  const inner = here && hull(intersect(here, numbers(least, most)));
  return inner ?? { from: least, to: most };
}
