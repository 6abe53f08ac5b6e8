import type { ASTNode } from '@marcbachmann/cel-js';
import { signalsOf } from './condition/syntax-tree.js';

/** Whether a condition can ever be true, or false, when some signals are never there. */
export interface Reach {
  readonly canHold: boolean;
  readonly canFail: boolean;
}

const UNKNOWN: Reach = { canHold: false, canFail: false };
const OPEN: Reach = { canHold: true, canFail: true };

/**
 * Follows absence through a condition the way CEL does: an absent comparison is neither true nor
 * false, `&&` and `||` absorb it where the other side decides. Anything present may be either.
 */
export function reachOf(node: ASTNode, absent: ReadonlySet<string>): Reach {
  switch (node.op) {
    case '&&': {
      const [a, b] = [reachOf(node.args[0], absent), reachOf(node.args[1], absent)];
      return { canHold: a.canHold && b.canHold, canFail: a.canFail || b.canFail };
    }
    case '||': {
      const [a, b] = [reachOf(node.args[0], absent), reachOf(node.args[1], absent)];
      return { canHold: a.canHold || b.canHold, canFail: a.canFail && b.canFail };
    }
    case '!_': {
      const inner = reachOf(node.args, absent);
      return { canHold: inner.canFail, canFail: inner.canHold };
    }
    case '?:': {
      const [test, yes, no] = node.args.map((part) => reachOf(part, absent)) as [
        Reach,
        Reach,
        Reach,
      ];
      return {
        canHold: (test.canHold && yes.canHold) || (test.canFail && no.canHold),
        canFail: (test.canHold && yes.canFail) || (test.canFail && no.canFail),
      };
    }
    case 'value':
      return { canHold: node.args === true, canFail: node.args === false };
    default:
      return signalsOf(node).some((name) => absent.has(name)) ? UNKNOWN : OPEN;
  }
}
