import { SIGNALS } from '../condition/signals.js';
import type { Vocabulary } from '../condition/vocabulary.js';
import { type Facts, withValues } from '../reasoning/facts.js';
import { ALWAYS, type Formula, literal, mapLiterals, NEVER, not } from '../reasoning/formula.js';
import { PRESENT } from '../reasoning/value-set.js';

/**
 * Claims that something does happen need more than the lack of a proof that it does not: terms of
 * which only their name is known count against the claim.
 */

/** Weaker than the formula: it may hold wherever computations are in question. */
export function possibly(formula: Formula): Formula {
  return mapLiterals(formula, (term, values) =>
    term.kind === 'signal' ? literal(term, values) : ALWAYS,
  );
}

/** Stronger than the formula: it holds whatever its computations are. */
export function surely(formula: Formula): Formula {
  return mapLiterals(formula, (term, values) =>
    term.kind === 'signal' ? literal(term, values) : NEVER,
  );
}

export function surelyNot(formula: Formula): Formula {
  return not(possibly(formula));
}

/** Signals that stay as they are as long as a contact lasts. */
const CONSTANT = new Set(['intent', 'segment', 'language', 'channel', 'contact_number']);

/** What a formula says of the customer, who stays the same; the rest may be anything. */
export function aboutTheCustomer(formula: Formula): Formula {
  return mapLiterals(formula, (term, values) =>
    CONSTANT.has(term.key) ? literal(term, values) : ALWAYS,
  );
}

/** The same for what it says surely of the customer and of nothing else. */
export function onlyOfTheCustomer(formula: Formula): Formula {
  return mapLiterals(formula, (term, values) =>
    CONSTANT.has(term.key) ? literal(term, values) : NEVER,
  );
}

/** Absent for a while in any conversation: no reply yet, too few turns for a trend. */
const LATER = new Set(['confidence', 'margin', 'sentiment_slope', 'idle', 'clock.date']);

/** The states in which whatever can be there is there. */
export function ordinarily(facts: Facts, { columns }: Vocabulary): Facts {
  const names = [
    ...Object.keys(SIGNALS).filter((name) => !LATER.has(name)),
    ...[...columns.keys()].map((name) => `signals.${name}`),
  ];
  return withValues(
    facts,
    names.map((name) => [name, PRESENT] as const),
  );
}
