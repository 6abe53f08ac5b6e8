import type { ASTNode } from '@marcbachmann/cel-js';
import { pathOf } from '../condition/syntax-tree.js';
import { signalTerm, type Words } from './signal-term.js';
import { fingerprint, type Term } from './term.js';
import { hull, type Interval, numbers, orAbsent, PRESENT } from './value-set.js';

/**
 * A number in a condition, as far as can be reasoned about it.
 *
 * `of` never falls (or never rises) as the value of its one term rises: every step of it is a
 * double operation with a constant, and rounding keeps the order. So a comparison with a number
 * is an interval of the term's values, found exactly by bisection, rounding errors included.
 */
export type NumberShape =
  | { readonly kind: 'constant'; readonly value: number }
  | {
      readonly kind: 'monotone';
      readonly term: Term;
      readonly rises: boolean;
      readonly of: (value: number) => number;
    };

/** A part that may be one of several numbers, by a condition; `? :` is left to the caller. */
export type NumberNode = Exclude<ASTNode, { op: '?:' }>;

const constant = (value: number): NumberShape => ({ kind: 'constant', value });

/** What a number without `? :` in it is. A computation over several signals is a term of its own. */
export function shapeOf(node: ASTNode, words: Words): NumberShape {
  switch (node.op) {
    case 'value':
      return constant(Number(node.args));
    case 'id':
    case '.':
    case '[]': {
      const term = signalTerm(pathOf(node), words);
      return { kind: 'monotone', term, rises: true, of: (value) => value };
    }
    case '-_': {
      const inner = shapeOf(node.args, words);
      if (inner.kind === 'constant') return constant(-inner.value);
      return { ...inner, rises: !inner.rises, of: (value) => -inner.of(value) };
    }
    case '+':
    case '-':
    case '*':
    case '/':
      return binary(node.op, node.args[0], node.args[1], words);
    case 'call':
      if (node.args[0] === 'min' || node.args[0] === 'max') {
        return binary(node.args[0], node.args[1][0]!, node.args[1][1]!, words);
      }
  }
  return monotoneIn(unknownTerm(node));
}

type Operator = '+' | '-' | '*' | '/' | 'min' | 'max';

const COMPUTE: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  // Dividing by zero is a fault, which is no number either.
  '/': (a, b) => (b === 0 ? Number.NaN : a / b),
  min: Math.min,
  max: Math.max,
};

function binary(op: Operator, left: ASTNode, right: ASTNode, words: Words): NumberShape {
  const [a, b] = [shapeOf(left, words), shapeOf(right, words)];
  const compute = COMPUTE[op];
  if (a.kind === 'constant' && b.kind === 'constant') return constant(compute(a.value, b.value));
  if (b.kind === 'constant' && a.kind === 'monotone' && keepsOrder(op, b.value)) {
    const k = b.value;
    const flips = (op === '*' || op === '/') && k < 0;
    return { ...a, rises: a.rises !== flips, of: (value) => compute(a.of(value), k) };
  }
  if (a.kind === 'constant' && b.kind === 'monotone' && op !== '/' && keepsOrder(op, a.value)) {
    const k = a.value;
    const flips = op === '-' || (op === '*' && k < 0);
    return { ...b, rises: b.rises !== flips, of: (value) => compute(k, b.of(value)) };
  }
  return monotoneIn(computedTerm(op, left, right, words));
}

/** Whether the operation with this number keeps or turns the order of doubles, without a NaN. */
function keepsOrder(op: Operator, k: number): boolean {
  if (!Number.isFinite(k)) return false;
  return op === '*' || op === '/' ? k !== 0 : true;
}

function monotoneIn(term: Term): NumberShape {
  return { kind: 'monotone', term, rises: true, of: (value) => value };
}

function computedTerm(op: Operator, left: ASTNode, right: ASTNode, words: Words): Term {
  const spelled = [spell(left, words), spell(right, words)];
  if (op !== '-' && op !== '/') spelled.sort();
  const rangeFrom: Term['rangeFrom'] = (rangeOf) => rangeOfBinary(op, left, right, words, rangeOf);
  return {
    key: `(${spelled.join(` ${op} `)})`,
    kind: 'computed',
    whole: false,
    possible: orAbsent(PRESENT),
    reads: [...new Set([...readsOf(left, words), ...readsOf(right, words)])],
    rangeFrom,
  };
}

/** Something that this reasoning knows nothing about but that it is the same wherever it stands. */
function unknownTerm(node: ASTNode): Term {
  const key = `{${fingerprint(node)}}`;
  return { key, kind: 'computed', whole: false, possible: orAbsent(PRESENT), reads: [] };
}

/** A number's canonical spelling: the same for `a + b` and `b + a`. */
export function spell(node: ASTNode, words: Words): string {
  const shape = shapeOf(node, words);
  if (shape.kind === 'constant') return String(shape.value);
  switch (node.op) {
    case 'id':
    case '.':
    case '[]':
      return shape.term.key;
    case '-_':
      return `-${spell(node.args, words)}`;
    case '+':
    case '-':
    case '*':
    case '/': {
      const parts = node.args.map((part) => spell(part, words));
      if (node.op === '+' || node.op === '*') parts.sort();
      return `(${parts.join(` ${node.op} `)})`;
    }
    case 'call': {
      const parts = node.args[1].map((part) => spell(part, words)).sort();
      return `(${parts.join(` ${node.args[0]} `)})`;
    }
    default:
      return shape.term.key;
  }
}

function readsOf(node: ASTNode, words: Words): readonly string[] {
  const shape = shapeOf(node, words);
  return shape.kind === 'constant' ? [] : shape.term.reads;
}

const EVERYTHING: Interval = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** Where a number lies, given where its signals lie: interval arithmetic on the corners. */
export function rangeOfNumber(
  node: ASTNode,
  words: Words,
  rangeOf: (signal: string) => Interval,
): Interval {
  const shape = shapeOf(node, words);
  if (shape.kind === 'constant') return { from: shape.value, to: shape.value };
  const { term, of } = shape;
  const inner = term.kind === 'signal' ? rangeOf(term.key) : term.rangeFrom?.(rangeOf);
  return inner ? around([of(inner.from), of(inner.to)]) : EVERYTHING;
}

function rangeOfBinary(
  op: Operator,
  left: ASTNode,
  right: ASTNode,
  words: Words,
  rangeOf: (signal: string) => Interval,
): Interval {
  const a = rangeOfNumber(left, words, rangeOf);
  const b = rangeOfNumber(right, words, rangeOf);
  if (op === '/' && b.from <= 0 && b.to >= 0) return EVERYTHING;
  const compute = COMPUTE[op];
  return around([a.from, a.to].flatMap((x) => [b.from, b.to].map((y) => compute(x, y))));
}

function around(corners: readonly number[]): Interval {
  if (corners.some(Number.isNaN)) return EVERYTHING;
  return { from: Math.min(...corners), to: Math.max(...corners) };
}

/** A term's values as an interval; everything where it has no bounds. */
export function intervalOf(set: Parameters<typeof hull>[0]): Interval {
  return hull(set) ?? EVERYTHING;
}

export function withinRange({ from, to }: Interval) {
  return orAbsent(numbers(from, to));
}
