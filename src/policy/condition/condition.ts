import type { ASTNode } from '@marcbachmann/cel-js';
import { ABSENT, type Condition, FALSE, FAULT, TRUE, type Truth } from '../policy.js';
import {
  amongTexts,
  type Order,
  ordering,
  orderingAgainst,
  type StringOf,
  sameText,
  sameTextAs,
} from './comparison.js';
import { type NumberOf, numberOperand, whyNotANumber } from './number-operand.js';
import { DESK_SIGNALS, SIGNALS } from './signals.js';
import { describe, NotAllowed, pathOf } from './syntax-tree.js';
import { type Columns, typeOfNode } from './types.js';

/**
 * A checked CEL syntax tree, compiled to closures over the sight for the inner loop.
 *
 * The library's own evaluator looks names up in maps and counts in BigInt; a condition here is a
 * few calls on typed columns. Meaning follows the CEL specification, with absence and faults as
 * CEL's error values: `&&` and `||` absorb them where the other side decides.
 *
 * Numbers carry absence as NaN. A division by zero is NaN too, and leaves a note that tells it
 * from absence when the comparison above it finds the NaN.
 */

/** What a tree may name, and what it stands for. */
export interface Names {
  /** Team names with their indices; two names may stand for one team. */
  readonly teams: ReadonlyMap<string, number>;
  readonly columns: Columns;
  /** The policy's own. */
  readonly params: ReadonlyMap<string, number>;
  readonly hours: ReadonlyMap<string, Condition>;
  readonly conditions: ReadonlyMap<string, Condition>;
  /** Index of the count of turns at which a named condition held. */
  counter(condition: string): number;
}

export function compileCondition(root: ASTNode, names: Names): Condition {
  return bool(root);

  function numeric(node: ASTNode): NumberOf {
    return numberOperand(node, names, bool);
  }

  function bool(node: ASTNode): Condition {
    switch (node.op) {
      case '&&':
        return both(bool(node.args[0]), bool(node.args[1]), FALSE, TRUE);
      case '||':
        return both(bool(node.args[0]), bool(node.args[1]), TRUE, FALSE);
      case '!_': {
        const inner = bool(node.args);
        return (s) => {
          const truth = inner(s);
          return truth <= TRUE ? ((1 - truth) as Truth) : truth;
        };
      }
      case '?:': {
        const [test, yes, no] = [bool(node.args[0]), bool(node.args[1]), bool(node.args[2])];
        return (s) => {
          const truth = test(s);
          return truth === TRUE ? yes(s) : truth === FALSE ? no(s) : truth;
        };
      }
      case 'value': {
        const constant = node.args === true ? TRUE : FALSE;
        return () => constant;
      }
      case '==':
      case '!=':
        return equality(node.args[0], node.args[1], node.op === '==' ? TRUE : FALSE);
      case '<':
      case '<=':
      case '>':
      case '>=':
        return comparison(node.op, node.args[0], node.args[1]);
      case 'in':
        return membership(node.args[0], node.args[1]);
      case 'id':
      case '.':
        return flag(node);
      case 'call':
        return presence(node);
      default:
        throw new NotAllowed(node, describe(node));
    }
  }

  function comparison(op: Order, left: ASTNode, right: ASTNode): Condition {
    return right.op === 'value' && typeOfNode(right, names.columns) === 'number'
      ? orderingAgainst(op, numeric(left), Number(right.args))
      : ordering(op, numeric(left), numeric(right));
  }

  function equality(left: ASTNode, right: ASTNode, whenEqual: Truth): Condition {
    const whenNot = whenEqual === TRUE ? FALSE : TRUE;
    if (typeOfNode(left, names.columns) === 'string') {
      return right.op === 'value'
        ? sameTextAs(text(left), String(right.args), whenEqual, whenNot)
        : sameText(text(left), text(right), whenEqual, whenNot);
    }
    if (typeOfNode(left, names.columns) === 'bool') {
      const [a, b] = [bool(left), bool(right)];
      return (s) => {
        const x = a(s);
        const y = b(s);
        if (x > TRUE) return x;
        if (y > TRUE) return y;
        return x === y ? whenEqual : whenNot;
      };
    }
    const [a, b] = [numeric(left), numeric(right)];
    return (s) => {
      const x = a(s);
      const y = b(s);
      if (Number.isNaN(x) || Number.isNaN(y)) return whyNotANumber();
      return x === y ? whenEqual : whenNot;
    };
  }

  function membership(item: ASTNode, list: ASTNode): Condition {
    if (list.op !== 'list') throw new NotAllowed(list, '"in" with anything but a list in brackets');
    const texts = list.args.map(({ op, args }) => (op === 'value' ? args : undefined));
    if (texts.length > 0 && texts.every((one) => typeof one === 'string')) {
      return amongTexts(text(item), texts);
    }
    const alternatives = list.args.map((element) => equality(item, element, TRUE));
    return (s) => {
      let truth: Truth = FALSE;
      for (const alternative of alternatives) {
        const found = alternative(s);
        if (found === TRUE) return TRUE;
        if (found > truth) truth = found;
      }
      return truth;
    };
  }

  function flag(node: ASTNode): Condition {
    const path = pathOf(node);
    const [root, name] = path;
    if (root === 'desk') {
      const team = names.teams.get(path[1]!)!;
      const signal = DESK_SIGNALS[path[2]!];
      if (signal?.type === 'bool') return (s) => (signal.read(s, team) ? TRUE : FALSE);
    }
    if (root === 'is') return names.conditions.get(name!)!;
    if (root === 'hours') return names.hours.get(name!)!;
    const known = SIGNALS[path.join('.')];
    if (known?.type === 'bool') return (s) => (known.read(s) ? TRUE : FALSE);
    if (root === 'signals' && names.columns.get(name!) === 'bool') {
      return (s) => {
        const value = s.signal(name!);
        return value === undefined ? ABSENT : value === true ? TRUE : FALSE;
      };
    }
    throw new NotAllowed(node, describe(node));
  }

  /** `known(signal)`: whether it is there at all. */
  function presence(node: ASTNode): Condition {
    const [name, args] = node.args as [string, ASTNode[]];
    if (name !== 'known') throw new NotAllowed(node, describe(node));
    const [of] = args as [ASTNode];
    if (of.op !== 'id' && of.op !== '.')
      throw new NotAllowed(of, 'known() of anything but a signal');
    switch (typeOfNode(of, names.columns)) {
      case 'number': {
        const read = numeric(of);
        return (s) => (Number.isNaN(read(s)) ? FALSE : TRUE);
      }
      case 'string': {
        const read = text(of);
        return (s) => (read(s) === undefined ? FALSE : TRUE);
      }
      case 'bool': {
        const read = bool(of);
        return (s) => (read(s) === ABSENT ? FALSE : TRUE);
      }
    }
  }

  function text(node: ASTNode): StringOf {
    if (node.op === 'value') {
      const constant = String(node.args);
      return () => constant;
    }
    const path = node.op === 'id' || node.op === '.' ? pathOf(node) : [];
    if (path[0] === 'signals') {
      const name = path[1]!;
      return (s) => {
        const value = s.signal(name);
        return typeof value === 'string' ? value : undefined;
      };
    }
    const signal = SIGNALS[path.join('.')];
    if (signal?.type === 'string') return signal.read;
    throw new NotAllowed(node, describe(node));
  }
}

/** CEL's `&&` and `||`: `decisive` on either side decides, whatever the other side is. */
function both(left: Condition, right: Condition, decisive: Truth, otherwise: Truth): Condition {
  return (s) => {
    const a = left(s);
    if (a === decisive) return decisive;
    const b = right(s);
    if (b === decisive) return decisive;
    if (a === otherwise) return b;
    return a === FAULT || b === FAULT ? FAULT : ABSENT;
  };
}
