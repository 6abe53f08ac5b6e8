import type { ASTNode } from '@marcbachmann/cel-js';
import { type NumberShape, rangeOfNumber, shapeOf, spell } from './arithmetic.js';
import { below, firstWhere } from './doubles.js';
import { ALWAYS, type Formula, literal, NEVER } from './formula.js';
import type { Words } from './signal-term.js';
import type { Term } from './term.js';
import {
  complement,
  type Interval,
  intersect,
  numbers,
  orAbsent,
  PRESENT,
  unite,
  type ValueSet,
  wholeNumbers,
} from './value-set.js';

export type Comparator = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** When a condition is true, and when it is false. Where its signals are absent it is neither. */
export interface Meaning {
  readonly holds: Formula;
  readonly fails: Formula;
}

const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

export function isComparator(op: string): op is Comparator {
  return Object.hasOwn(MIRRORED, op);
}

/** What a comparison of two numbers means; neither side holds a `? :`. */
export function compareNumbers(
  op: Comparator,
  left: ASTNode,
  right: ASTNode,
  words: Words,
): Meaning {
  const [a, b] = [shapeOf(left, words), shapeOf(right, words)];
  if (b.kind === 'constant') return compareWith(op, a, b.value);
  if (a.kind === 'constant') return compareWith(MIRRORED[op], b, a.value);
  return compareTerms(op, left, right, words);
}

function compareWith(op: Comparator, shape: NumberShape, k: number): Meaning {
  if (Number.isNaN(k)) return { holds: NEVER, fails: NEVER };
  if (shape.kind === 'constant') {
    const { value } = shape;
    if (Number.isNaN(value)) return { holds: NEVER, fails: NEVER };
    return compares(op, value, k)
      ? { holds: ALWAYS, fails: NEVER }
      : { holds: NEVER, fails: ALWAYS };
  }
  const values = valuesWhere(op, shape, k);
  return meaningOf(shape.term, values);
}

/** True where the term lies in the set, false where it is there and does not. */
export function meaningOf(term: Term, values: ValueSet): Meaning {
  const whole = (set: ValueSet): ValueSet => (term.whole ? wholeNumbers(set) : set);
  return {
    holds: literal(term, whole(values)),
    fails: literal(term, whole(intersect(complement(values), PRESENT))),
  };
}

/** The values of a shape's term at which it compares so with `k`. */
function valuesWhere(
  op: Comparator,
  { rises, of }: Extract<NumberShape, { kind: 'monotone' }>,
  k: number,
): ValueSet {
  // A falling number is the mirror image of a rising one.
  const value = rises ? of : (x: number) => -of(x);
  const bound = rises ? k : -k;
  const reaches = firstWhere((x) => value(x) >= bound);
  const passes = firstWhere((x) => value(x) > bound);
  const less = numbers(Number.NEGATIVE_INFINITY, beforeOf(reaches));
  const atMost = numbers(Number.NEGATIVE_INFINITY, beforeOf(passes));
  switch (rises ? op : MIRRORED[op]) {
    case '<':
      return less;
    case '<=':
      return atMost;
    case '>':
      return numbers(passes, Number.POSITIVE_INFINITY);
    case '>=':
      return numbers(reaches, Number.POSITIVE_INFINITY);
    case '==':
      return numbers(reaches, beforeOf(passes));
    case '!=':
      return unite(less, numbers(passes, Number.POSITIVE_INFINITY));
  }
}

/** The last double before the first at which something holds; the greatest where it never does. */
function beforeOf(first: number | undefined): number | undefined {
  return first === undefined ? Number.POSITIVE_INFINITY : below(first);
}

/** By comparator, how the left may lie to the right: below (−1), equal (0), above (1). */
const SIGNS: Readonly<Record<Comparator, readonly Interval[]>> = {
  '<': [{ from: -1, to: -1 }],
  '<=': [{ from: -1, to: 0 }],
  '>': [{ from: 1, to: 1 }],
  '>=': [{ from: 0, to: 1 }],
  '==': [{ from: 0, to: 0 }],
  '!=': [
    { from: -1, to: -1 },
    { from: 1, to: 1 },
  ],
};

/** The term that says how one number, by its spelling, lies to another that comes after it. */
export function orderKey(first: string, second: string): string {
  return `[${first} <> ${second}]`;
}

/** Two numbers that both depend on signals: all that is known is that one order excludes the others. */
function compareTerms(op: Comparator, left: ASTNode, right: ASTNode, words: Words): Meaning {
  const [a, b] = [spell(left, words), spell(right, words)];
  if (a > b) return compareTerms(MIRRORED[op], right, left, words);
  const term: Term = {
    key: orderKey(a, b),
    kind: 'computed',
    whole: true,
    possible: orAbsent(numbers(-1, 1)),
    reads: [...readsOf(left, words), ...readsOf(right, words)],
    rangeFrom: (rangeOf) =>
      signRange(rangeOfNumber(left, words, rangeOf), rangeOfNumber(right, words, rangeOf)),
  };
  return meaningOf(term, { ...numbers(0, 0), numbers: SIGNS[op] });
}

function readsOf(node: ASTNode, words: Words): readonly string[] {
  const shape = shapeOf(node, words);
  return shape.kind === 'constant' ? [] : shape.term.reads;
}

function signRange(a: Interval, b: Interval): Interval {
  return {
    from: a.from < b.to ? -1 : a.from > b.to ? 1 : 0,
    to: a.to > b.from ? 1 : a.to < b.from ? -1 : 0,
  };
}

function compares(op: Comparator, a: number, b: number): boolean {
  switch (op) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
  }
}
