import type { ASTNode } from '@marcbachmann/cel-js';
import { ABSENT, FALSE, FAULT, TRUE, type Truth } from './policy.js';
import type { Sight } from './sight.js';
import { DESK_SIGNALS, SIGNALS } from './signals.js';

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
export type Condition = (sight: Sight) => Truth;
type NumberOf = (sight: Sight) => number;
type StringOf = (sight: Sight) => string | undefined;

/** What the tree may name, as indices. */
export interface Names {
  /** Team names with their indices; two names may stand for one team. */
  readonly teams: ReadonlyMap<string, number>;
  /** The dataset's own columns with their types. */
  readonly columns: ReadonlyMap<string, 'number' | 'string' | 'bool'>;
}

/** A syntax-tree node that the policy language leaves out. */
export class NotAllowed extends Error {
  constructor(
    readonly node: ASTNode,
    readonly what: string,
  ) {
    super(what);
  }
}

let dividedByZero = false;

export function compileCondition(root: ASTNode, names: Names): Condition {
  return bool(root);

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
        return ordering(node.op, numeric(node.args[0]), numeric(node.args[1]));
      case 'in':
        return membership(node.args[0], node.args[1]);
      case '.':
        return flag(node);
      default:
        throw new NotAllowed(node, describe(node));
    }
  }

  function equality(left: ASTNode, right: ASTNode, whenEqual: Truth): Condition {
    const whenNot = whenEqual === TRUE ? FALSE : TRUE;
    if (typeOf(left) === 'string') {
      const [a, b] = [text(left), text(right)];
      return (s) => {
        const x = a(s);
        const y = b(s);
        if (x === undefined || y === undefined) return ABSENT;
        return x === y ? whenEqual : whenNot;
      };
    }
    if (typeOf(left) === 'bool') {
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

  function numeric(node: ASTNode): NumberOf {
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
      default:
        throw new NotAllowed(node, describe(node));
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

  /** Type of a node in a tree that the library has already checked. */
  function typeOf(node: ASTNode): 'string' | 'number' | 'bool' {
    switch (node.op) {
      case 'value':
        if (typeof node.args === 'string') return 'string';
        return typeof node.args === 'boolean' ? 'bool' : 'number';
      case 'id':
      case '.': {
        const path = pathOf(node);
        if (path[0] === 'desk') return DESK_SIGNALS[path[2]!]?.type ?? 'number';
        if (path[0] === 'signals') return names.columns.get(path[1]!) ?? 'number';
        return SIGNALS[path.join('.')]?.type ?? 'number';
      }
      case '+':
      case '-':
      case '*':
      case '/':
      case '-_':
        return 'number';
      case '?:':
        return typeOf(node.args[1]);
      default:
        return 'bool';
    }
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

function ordering(op: '<' | '<=' | '>' | '>=', a: NumberOf, b: NumberOf): Condition {
  // One closure an operator: a switch inside would run in the inner loop.
  switch (op) {
    case '<':
      return (s) => {
        const x = a(s);
        const y = b(s);
        return x < y ? TRUE : x >= y ? FALSE : whyNotANumber();
      };
    case '<=':
      return (s) => {
        const x = a(s);
        const y = b(s);
        return x <= y ? TRUE : x > y ? FALSE : whyNotANumber();
      };
    case '>':
      return (s) => {
        const x = a(s);
        const y = b(s);
        return x > y ? TRUE : x <= y ? FALSE : whyNotANumber();
      };
    case '>=':
      return (s) => {
        const x = a(s);
        const y = b(s);
        return x >= y ? TRUE : x < y ? FALSE : whyNotANumber();
      };
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

function whyNotANumber(): Truth {
  if (!dividedByZero) return ABSENT;
  dividedByZero = false;
  return FAULT;
}

/** The library cannot tell what an empty list is a list of, and nobody is ever in it. */
export function refuseEmptyLists(node: unknown): void {
  if (Array.isArray(node)) {
    for (const part of node) refuseEmptyLists(part);
    return;
  }
  if (!node || typeof node !== 'object' || !('op' in node)) return;
  const inner = node as ASTNode;
  if (inner.op === 'list' && inner.args.length === 0) throw new NotAllowed(inner, 'an empty list');
  refuseEmptyLists(inner.args);
}

/** `desk.general.open` as its parts; names and strings in brackets mean the same. */
export function pathOf(node: ASTNode): string[] {
  if (node.op === 'id') return [node.args];
  if (node.op === '.') return [...pathOf(node.args[0]), node.args[1]];
  if (node.op === '[]' && node.args[1].op === 'value') {
    return [...pathOf(node.args[0]), String(node.args[1].args)];
  }
  throw new NotAllowed(node, describe(node));
}

function describe(node: ASTNode): string {
  if (node.op === 'call' || node.op === 'rcall') return `the function ${String(node.args[0])}()`;
  if (node.op === 'map') return 'a map';
  if (node.op === 'list') return 'a list outside "in"';
  if (node.op === 'value') return 'this value';
  return `"${node.op.replace('_', '')}"`;
}
