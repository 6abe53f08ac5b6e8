import type { ASTNode } from '@marcbachmann/cel-js';
import { expand, type Meanings } from '../condition/expansion.js';
import type { Expression } from '../condition/expression.js';
import { signalsOf, walk } from '../condition/syntax-tree.js';
import { isComparator } from '../reasoning/comparison.js';
import { type Facts, NO_FACTS } from '../reasoning/facts.js';
import { rangeWords } from './describe-values.js';
import { expressionsOf } from './expressions.js';
import { type Finding, finding } from './report.js';
import type { Subject } from './subject.js';

/** Findings in conditions by themselves, wherever they stand. */
export function conditionFindings(subject: Subject): Finding[] {
  const trees = new Map(
    [...subject.loaded.conditions].map(([name, { expanded }]) => [name, expanded]),
  );
  const meanings = { conditions: trees, params: subject.loaded.params };
  return expressionsOf(subject.loaded).flatMap((expression) =>
    new ConditionLint(subject, expression, meanings).findings(),
  );
}

class ConditionLint {
  private readonly found: Finding[] = [];
  /** What depends on nothing but how signals belong together. */
  private readonly facts: Facts;

  constructor(
    private readonly subject: Subject,
    private readonly expression: Expression,
    private readonly meanings: Meanings,
  ) {
    // Of all points of a contact's life, waiting is the one that asks least of the signals.
    const waiting = subject.facts('waiting');
    this.facts = { ...waiting, values: NO_FACTS.values };
  }

  findings(): Finding[] {
    walk(this.expression.tree, (node) => {
      if (isComparator(node.op)) return this.threshold(node, node);
      if (node.op === 'in') this.members(node);
      if (node.op === '&&') return this.joint(node);
      if (node.op === '||') return this.alternatives(node);
      return undefined;
    });
    return this.found;
  }

  private expanded(node: ASTNode): ASTNode {
    return expand(node, this.meanings);
  }

  /** Nothing below is looked at: a comparison holds no conditions but in its `? :`. */
  private threshold(node: ASTNode, at: ASTNode): undefined {
    const tree = this.expanded(node);
    if (signalsOf(tree).length === 0) return;
    const { reasoner } = this.subject;
    const never = reasoner.neverHolds(tree, NO_FACTS);
    if (!never && !reasoner.neverFails(tree, NO_FACTS)) return;
    this.tell(
      'threshold-out-of-range',
      at,
      `This comparison is always ${never ? 'false' : 'true'}.`,
      `a threshold within the range of the signal: ${rangeWords(signalsOf(node))}`,
    );
  }

  private members(node: ASTNode): void {
    if (node.op !== 'in') return;
    const [item, list] = node.args;
    if (list.op !== 'list') return;
    for (const element of list.args) {
      const equality = { ...node, op: '==', args: [item, element] } as unknown as ASTNode;
      this.threshold(equality, element);
    }
  }

  private joint(node: ASTNode): boolean | undefined {
    const { reasoner } = this.subject;
    const never = (part: ASTNode): boolean => reasoner.neverHolds(this.expanded(part), this.facts);
    if (!never(node)) return undefined;
    const parts = chainOf('&&', node);
    if (parts.some(never)) return undefined;
    const pair = firstPair(parts, (a, b) =>
      reasoner.contradict(this.expanded(a), this.expanded(b), this.facts),
    );
    this.tell(
      'contradiction',
      pair?.[0] ?? node,
      'These can never be true at the same time.',
      'conditions that go together, or || between them',
      pair?.map((part) => sourceOf(part)).join(' && ') ?? sourceOf(node),
    );
    return false;
  }

  private alternatives(node: ASTNode): boolean | undefined {
    const { reasoner } = this.subject;
    const unfailing = (part: ASTNode): boolean =>
      reasoner.neverFails(this.expanded(part), this.facts);
    if (!unfailing(node)) return undefined;
    if (chainOf('||', node).some(unfailing)) return undefined;
    this.tell(
      'always-true',
      node,
      'Between them these leave nothing out: this is true whatever the signals are.',
      'no condition at all, known(…) where only the presence is meant, or && between them',
    );
    return false;
  }

  private tell(
    code: Parameters<typeof finding>[0],
    node: ASTNode,
    message: string,
    fix: string,
    found = sourceOf(node),
  ): void {
    this.found.push(finding(code, this.expression.place, { message, fix, found }, node.start));
  }
}

function sourceOf(node: ASTNode): string {
  return node.input.slice(node.start, node.end);
}

/** `a && b && c` as its parts. */
function chainOf(op: '&&' | '||', node: ASTNode): ASTNode[] {
  return node.op === op ? node.args.flatMap((part) => chainOf(op, part)) : [node];
}

function firstPair<T>(
  things: readonly T[],
  fits: (a: T, b: T) => boolean,
): readonly [T, T] | undefined {
  for (const [index, a] of things.entries()) {
    const b = things.slice(index + 1).find((other) => fits(a, other));
    if (b !== undefined) return [a, b];
  }
  return undefined;
}
