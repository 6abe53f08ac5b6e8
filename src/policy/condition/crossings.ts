import type { ASTNode } from '@marcbachmann/cel-js';
import { signalsOf } from './syntax-tree.js';

/** The signal that runs by itself while a contact stays somewhere. */
export type Stopwatch = 'waited' | 'agent_silent';

/** Waits at which a condition may change, and whether anything else may change it, too. */
export interface Crossings {
  /** Seconds, ascending. */
  readonly at: readonly number[];
  readonly polls: boolean;
}

/**
 * The instants at which a stopwatch crosses a number that a condition compares it with.
 *
 * Both sides of a comparison that are linear in it and read nothing else cross at one known
 * moment: `waited > 120`, `waited / 60 >= 2`. Whatever else a condition reads has to be looked at
 * again and again (docs/policies.md).
 */
export function crossingsOf(condition: ASTNode, stopwatch: Stopwatch = 'waited'): Crossings {
  const at = new Set<number>();
  let polls = signalsOf(condition).some((name) => name !== stopwatch);
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!node || typeof node !== 'object' || !('op' in node)) return;
    const { op, args } = node as ASTNode;
    if (['<', '<=', '>', '>=', '==', '!='].includes(op)) {
      const [left, right] = (args as ASTNode[]).map((side) => linear(side, stopwatch));
      if (left && right && left.slope !== right.slope) {
        const crossing = (right.base - left.base) / (left.slope - right.slope);
        if (crossing > 0 && Number.isFinite(crossing)) at.add(crossing);
      } else if (signalsOf(node as ASTNode).includes(stopwatch)) {
        polls = true;
      }
    }
    visit(args);
  };
  visit(condition);
  return { at: [...at].sort((a, b) => a - b), polls };
}

/** A number as `base + slope × stopwatch`; undefined when it is anything else. */
function linear(node: ASTNode, stopwatch: Stopwatch): { base: number; slope: number } | undefined {
  switch (node.op) {
    case 'value': {
      const base = Number(node.args);
      return Number.isNaN(base) ? undefined : { base, slope: 0 };
    }
    case 'id':
      return node.args === stopwatch ? { base: 0, slope: 1 } : undefined;
    case '-_': {
      const inner = linear(node.args, stopwatch);
      return inner && { base: -inner.base, slope: -inner.slope };
    }
    case '+':
    case '-':
    case '*':
    case '/': {
      const [a, b] = [linear(node.args[0], stopwatch), linear(node.args[1], stopwatch)];
      if (!a || !b) return undefined;
      if (node.op === '+') return { base: a.base + b.base, slope: a.slope + b.slope };
      if (node.op === '-') return { base: a.base - b.base, slope: a.slope - b.slope };
      if (node.op === '/') {
        return b.slope === 0 && b.base !== 0
          ? { base: a.base / b.base, slope: a.slope / b.base }
          : undefined;
      }
      if (a.slope !== 0 && b.slope !== 0) return undefined;
      return { base: a.base * b.base, slope: a.slope * b.base + b.slope * a.base };
    }
    default:
      return undefined;
  }
}
