import type { Term } from './term.js';
import { ANYTHING, complement, isEmpty, isWithin, type ValueSet } from './value-set.js';

/**
 * What has to be the case, in plain two-valued logic: terms lie in sets of values. Absence is one of
 * the values (value-set.ts), so nothing here has a third truth.
 */
export type Formula =
  | { readonly kind: 'constant'; readonly truth: boolean }
  | { readonly kind: 'literal'; readonly term: Term; readonly values: ValueSet }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[]; readonly size: number };

export const ALWAYS: Formula = { kind: 'constant', truth: true };
export const NEVER: Formula = { kind: 'constant', truth: false };

/** A formula has grown beyond what anybody would reason about. */
export class TooLarge extends Error {}

/** Literals in one formula, those written out several times counted as often. */
const MOST_LITERALS = 20_000;

export function literal(term: Term, values: ValueSet): Formula {
  if (isEmpty(values)) return NEVER;
  if (isWithin(ANYTHING, values)) return ALWAYS;
  return { kind: 'literal', term, values };
}

export function and(...parts: readonly Formula[]): Formula {
  return join('and', parts);
}

export function or(...parts: readonly Formula[]): Formula {
  return join('or', parts);
}

function join(kind: 'and' | 'or', given: readonly Formula[]): Formula {
  const decisive = kind === 'or';
  const parts: Formula[] = [];
  let size = 0;
  for (const part of given) {
    if (part.kind === 'constant') {
      if (part.truth === decisive) return part;
    } else {
      parts.push(part);
      size += sizeOf(part);
    }
  }
  if (size > MOST_LITERALS) throw new TooLarge();
  if (parts.length === 0) return decisive ? NEVER : ALWAYS;
  return parts.length === 1 ? parts[0]! : { kind, parts, size };
}

function sizeOf(formula: Formula): number {
  return formula.kind === 'and' || formula.kind === 'or' ? formula.size : 1;
}

export function not(formula: Formula): Formula {
  switch (formula.kind) {
    case 'constant':
      return formula.truth ? NEVER : ALWAYS;
    case 'literal':
      return literal(formula.term, complement(formula.values));
    default: {
      const parts = formula.parts.map(not);
      return formula.kind === 'and' ? or(...parts) : and(...parts);
    }
  }
}

/** The same formula with other literals; `replace` gives what stands for each. */
export function mapLiterals(
  formula: Formula,
  replace: (term: Term, values: ValueSet) => Formula,
): Formula {
  switch (formula.kind) {
    case 'constant':
      return formula;
    case 'literal':
      return replace(formula.term, formula.values);
    default: {
      const parts = formula.parts.map((part) => mapLiterals(part, replace));
      return formula.kind === 'and' ? and(...parts) : or(...parts);
    }
  }
}

/** Every term of a formula, each once, by its key. */
export function termsOf(formula: Formula, found = new Map<string, Term>()): Map<string, Term> {
  if (formula.kind === 'literal') found.set(formula.term.key, formula.term);
  else if (formula.kind !== 'constant') for (const part of formula.parts) termsOf(part, found);
  return found;
}
