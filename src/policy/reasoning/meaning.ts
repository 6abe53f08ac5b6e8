import type { ASTNode } from '@marcbachmann/cel-js';
import { isNode, pathOf } from '../condition/syntax-tree.js';
import { typeOfNode } from '../condition/types.js';
import {
  type Comparator,
  compareNumbers,
  isComparator,
  type Meaning,
  meaningOf,
} from './comparison.js';
import { ALWAYS, and, type Formula, literal, NEVER, or } from './formula.js';
import { signalTerm, type Words } from './signal-term.js';
import { fingerprint, type Term } from './term.js';
import {
  ABSENT_ONLY,
  EVERY_TEXT,
  intersect,
  numbers,
  oneText,
  orAbsent,
  otherTexts,
  PRESENT,
  type ValueSet,
} from './value-set.js';

export type { Meaning } from './comparison.js';

/**
 * When a checked condition is true and when it is false, exactly as `compileCondition` has it
 * where terms are signals or computations of one signal.
 *
 * Named conditions and parameters are expanded before. Both formulas speak of values that are there,
 * so `!(x < 3)` needs an x: with x absent a comparison is neither true nor false.
 *
 * @throws TooLarge where equalities of conditions or nested `? :` would write the condition out
 *   too many times
 */
export function meaning(node: ASTNode, words: Words): Meaning {
  const below = (part: ASTNode): Meaning => meaning(part, words);
  switch (node.op) {
    case '&&': {
      const [a, b] = [below(node.args[0]), below(node.args[1])];
      return { holds: and(a.holds, b.holds), fails: or(a.fails, b.fails) };
    }
    case '||': {
      const [a, b] = [below(node.args[0]), below(node.args[1])];
      return { holds: or(a.holds, b.holds), fails: and(a.fails, b.fails) };
    }
    case '!_':
      return negated(below(node.args));
    case '?:':
      return either(below(node.args[0]), below(node.args[1]), below(node.args[2]));
    case 'value':
      return node.args === true ? { holds: ALWAYS, fails: NEVER } : { holds: NEVER, fails: ALWAYS };
    case 'in': {
      const [item, list] = node.args;
      if (list.op !== 'list') return unknown(node);
      const found = list.args.map((element) => comparison('==', item, element, words, node));
      return {
        holds: or(...found.map(({ holds }) => holds)),
        fails: and(...found.map(({ fails }) => fails)),
      };
    }
    case 'id':
    case '.':
    case '[]':
      return meaningOf(signalTerm(pathOf(node), words), numbers(1, 1));
    case 'call':
      return node.args[0] === 'known' ? knownness(node.args[1][0]!, words) : unknown(node);
    default:
      return isComparator(node.op)
        ? comparison(node.op, ...(node.args as [ASTNode, ASTNode]), words, node)
        : unknown(node);
  }
}

function negated({ holds, fails }: Meaning): Meaning {
  return { holds: fails, fails: holds };
}

function either(test: Meaning, yes: Meaning, no: Meaning): Meaning {
  return {
    holds: or(and(test.holds, yes.holds), and(test.fails, no.holds)),
    fails: or(and(test.holds, yes.fails), and(test.fails, no.fails)),
  };
}

function comparison(
  op: Comparator,
  left: ASTNode,
  right: ASTNode,
  words: Words,
  whole: ASTNode,
): Meaning {
  const split = splitAtChoice(left);
  if (split) {
    const one = (part: ASTNode): Meaning => comparison(op, part, right, words, whole);
    return either(meaning(split.test, words), one(split.yes), one(split.no));
  }
  const other = splitAtChoice(right);
  if (other) {
    const one = (part: ASTNode): Meaning => comparison(op, left, part, words, whole);
    return either(meaning(other.test, words), one(other.yes), one(other.no));
  }
  const type = typeOfNode(left, words.columns);
  if (type === 'number') return compareNumbers(op, left, right, words);
  if (op !== '==' && op !== '!=') return unknown(whole);
  const equal =
    type === 'string' ? sameText(left, right, words, whole) : sameTruth(left, right, words);
  return op === '==' ? equal : negated(equal);
}

function sameTruth(left: ASTNode, right: ASTNode, words: Words): Meaning {
  const [a, b] = [meaning(left, words), meaning(right, words)];
  return {
    holds: or(and(a.holds, b.holds), and(a.fails, b.fails)),
    fails: or(and(a.holds, b.fails), and(a.fails, b.holds)),
  };
}

function sameText(left: ASTNode, right: ASTNode, words: Words, whole: ASTNode): Meaning {
  if (left.op === 'value' && right.op === 'value') {
    return left.args === right.args
      ? { holds: ALWAYS, fails: NEVER }
      : { holds: NEVER, fails: ALWAYS };
  }
  const [signal, text] = left.op === 'value' ? [right, left] : [left, right];
  if (text.op !== 'value') return unknown(whole);
  const term = signalTerm(pathOf(signal), words);
  return {
    holds: literal(term, oneText(String(text.args))),
    fails: literal(term, intersect(otherTexts(String(text.args)), EVERY_TEXT)),
  };
}

/** `known(signal)` is never absent itself. */
function knownness(signal: ASTNode, words: Words): Meaning {
  if (signal.op !== 'id' && signal.op !== '.' && signal.op !== '[]') return unknown(signal);
  const term = signalTerm(pathOf(signal), words);
  const has = (values: ValueSet): Formula => literal(term, values);
  if (!term.possible.absent) return { holds: ALWAYS, fails: NEVER };
  return { holds: has(PRESENT), fails: has(ABSENT_ONLY) };
}

/** A condition of which only is known that it cannot be true and false at once. */
export function unknown(node: ASTNode): Meaning {
  const term: Term = {
    key: `?${fingerprint(node)}`,
    kind: 'computed',
    whole: true,
    possible: orAbsent(numbers(0, 1)),
    reads: [],
  };
  return meaningOf(term, numbers(1, 1));
}

/** The first `? :` within a computation, and the computation with either of its values in place. */
function splitAtChoice(node: ASTNode): { test: ASTNode; yes: ASTNode; no: ASTNode } | undefined {
  if (node.op === '?:') return { test: node.args[0], yes: node.args[1], no: node.args[2] };
  if (!['+', '-', '*', '/', '-_', 'call'].includes(node.op)) return undefined;
  const parts: readonly ASTNode[] =
    node.op === 'call' ? node.args[1] : ([] as ASTNode[]).concat(node.args as ASTNode[]);
  for (const [index, part] of parts.entries()) {
    if (!isNode(part)) continue;
    const split = splitAtChoice(part);
    if (!split) continue;
    const rebuilt = (inner: ASTNode): ASTNode => {
      const replaced = parts.map((old, at) => (at === index ? inner : old));
      const args =
        node.op === 'call' ? [node.args[0], replaced] : node.op === '-_' ? inner : replaced;
      return { ...node, args } as ASTNode;
    };
    return { test: split.test, yes: rebuilt(split.yes), no: rebuilt(split.no) };
  }
  return undefined;
}
