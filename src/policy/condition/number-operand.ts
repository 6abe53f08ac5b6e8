import type { ASTNode } from '@marcbachmann/cel-js';
import { ABSENT, type Condition, FALSE, FAULT, TRUE, type Truth } from '../policy.js';
import type { Names } from './condition.js';
import type { Sight } from './sight.js';
import { DESK_SIGNALS, SIGNALS } from './signals.js';
import { describe, NotAllowed, pathOf } from './syntax-tree.js';

/** The numbers in a condition. NaN: absent, or a division by zero, of which a note is left. */
export type NumberOf = (sight: Sight) => number;

let dividedByZero = false;

/** Why a comparison has found no number. */
export function whyNotANumber(): Truth {
  if (!dividedByZero) return ABSENT;
  dividedByZero = false;
  return FAULT;
}

export function numberOperand(
  node: ASTNode,
  names: Names,
  bool: (node: ASTNode) => Condition,
): NumberOf {
  const numeric = (part: ASTNode) => numberOperand(part, names, bool);
  switch (node.op) {
    case 'value': {
      if (typeof node.args !== 'number' && typeof node.args !== 'bigint') {
        throw new NotAllowed(node, 'this value as a number');
      }
      const constant = Number(node.args);
      return () => constant;
    }
    case '-_': {
      const inner = numeric(node.args);
      return (s) => -inner(s);
    }
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(node.op, numeric(node.args[0]), numeric(node.args[1]));
    case '?:': {
      const test = bool(node.args[0]);
      const [yes, no] = [numeric(node.args[1]), numeric(node.args[2])];
      return (s) => {
        const truth = test(s);
        if (truth === FAULT) dividedByZero = true;
        return truth === TRUE ? yes(s) : truth === FALSE ? no(s) : Number.NaN;
      };
    }
    case 'id':
    case '.': {
      const path = pathOf(node);
      if (path[0] === 'desk') {
        const team = names.teams.get(path[1]!)!;
        const signal = DESK_SIGNALS[path[2]!];
        if (signal?.type === 'number') return (s) => signal.read(s, team);
      }
      if (path[0] === 'params') {
        const value = names.params.get(path[1]!)!;
        return () => value;
      }
      if (path[0] === 'times') {
        const counter = names.counter(path[1]!);
        return (s) => s.times(counter);
      }
      if (path[0] === 'signals') {
        const name = path[1]!;
        return (s) => {
          const value = s.signal(name);
          return typeof value === 'number' ? value : Number.NaN;
        };
      }
      const signal = SIGNALS[path.join('.')];
      if (signal?.type === 'number') return signal.read;
      throw new NotAllowed(node, describe(node));
    }
    case 'call': {
      const [name, args] = node.args as [string, ASTNode[]];
      if (name !== 'min' && name !== 'max') throw new NotAllowed(node, describe(node));
      const [a, b] = args.map(numeric) as [NumberOf, NumberOf];
      return name === 'min' ? (s) => Math.min(a(s), b(s)) : (s) => Math.max(a(s), b(s));
    }
    default:
      throw new NotAllowed(node, describe(node));
  }
}

function arithmetic(op: '+' | '-' | '*' | '/', a: NumberOf, b: NumberOf): NumberOf {
  switch (op) {
    case '+':
      return (s) => a(s) + b(s);
    case '-':
      return (s) => a(s) - b(s);
    case '*':
      return (s) => a(s) * b(s);
    case '/':
      return (s) => {
        const x = a(s);
        const y = b(s);
        if (y === 0 && !Number.isNaN(x)) {
          dividedByZero = true;
          return Number.NaN;
        }
        return x / y;
      };
  }
}
