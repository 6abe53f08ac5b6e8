import type { ASTNode } from '@marcbachmann/cel-js';
import { describe, isNode, NotAllowed, pathOf } from './syntax-tree.js';

/** How tightly operators bind, by the CEL specification; higher binds tighter. */
const BINDING: Readonly<Record<string, number>> = {
  '?:': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  in: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '!_': 7,
  '-_': 7,
};
const ATOM = 8;

/** A condition's tree as text, in one spelling: what is read back means the same. */
export function unparse(node: ASTNode): string {
  switch (node.op) {
    case 'value':
      return literal(node.args);
    case 'id':
    case '.':
    case '[]':
      return pathText(pathOf(node));
    case 'list':
      return `[${node.args.map(unparse).join(', ')}]`;
    case 'call': {
      const [name, args] = node.args as [string, ASTNode[]];
      return `${name}(${args.map(unparse).join(', ')})`;
    }
    case '!_':
    case '-_':
      return node.op[0] + within(node.args, ATOM);
    case '?:': {
      const [test, yes, no] = node.args;
      return `${within(test, 2)} ? ${within(yes, 2)} : ${within(no, 1)}`;
    }
    default: {
      const binding = BINDING[node.op];
      if (binding === undefined || !Array.isArray(node.args) || !node.args.every(isNode)) {
        throw new NotAllowed(node, describe(node));
      }
      const [left, right] = node.args as [ASTNode, ASTNode];
      // Comparisons in a row are legible only in brackets, and so is what stands right of a minus.
      const atLeft = binding === 4 ? binding + 1 : binding;
      return `${within(left, atLeft)} ${node.op} ${within(right, binding + 1)}`;
    }
  }
}

/** In brackets, unless it binds at least so tightly. */
function within(node: ASTNode, least: number): string {
  const text = unparse(node);
  return bindingOf(node) >= least ? text : `(${text})`;
}

function bindingOf(node: ASTNode): number {
  const isNegative = node.op === 'value' && Number(node.args) < 0;
  return isNegative ? BINDING['-_']! : (BINDING[node.op] ?? ATOM);
}

function literal(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** `desk.general.open`; `desk["back-office"].open` where a part is no plain word. */
export function pathText(path: readonly string[]): string {
  return path
    .map((part, index) => {
      if (index === 0) return part;
      return /^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
    })
    .join('');
}
