import type { ASTNode } from '@marcbachmann/cel-js';
import { isNode } from '../condition/syntax-tree.js';
import type { Interval, ValueSet } from './value-set.js';

/**
 * Something that a condition compares: a signal, or a computation over several that is only known
 * as itself. Terms with the same key have the same value; others are taken to be independent,
 * but for what `facts.ts` says.
 */
export interface Term {
  /** The signal's dotted name, or the computation in a canonical spelling. */
  readonly key: string;
  readonly kind: 'signal' | 'computed';
  /** Only whole numbers; 0 and 1 for true and false. */
  readonly whole: boolean;
  /** What it can be at all. */
  readonly possible: ValueSet;
  /** For a computation: the signals it reads, and its range given theirs. */
  readonly reads: readonly string[];
  readonly rangeFrom?: (rangeOf: (signal: string) => Interval) => Interval;
}

/** The same for trees that say the same, however they were made: the key of what is not understood. */
export function fingerprint(node: ASTNode): string {
  const parts = (args: unknown): string => {
    if (Array.isArray(args)) return `(${args.map(parts).join(' ')})`;
    return isNode(args) ? fingerprint(args) : JSON.stringify(String(args));
  };
  return `${node.op}${parts(node.args)}`;
}
