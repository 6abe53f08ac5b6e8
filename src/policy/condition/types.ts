import type { ASTNode } from '@marcbachmann/cel-js';
import { DESK_SIGNALS, SIGNALS } from './signals.js';
import { pathOf } from './syntax-tree.js';

export type SignalType = 'number' | 'string' | 'bool';

/** The dataset's own columns with their types. */
export type Columns = ReadonlyMap<string, SignalType>;

/** What a signal, a parameter, a count or a name of the policy's own is. */
export function typeOfSignal(path: readonly string[], columns: Columns): SignalType {
  const [root, name] = path;
  if (root === 'desk') return DESK_SIGNALS[path[2]!]?.type ?? 'number';
  if (root === 'signals') return columns.get(name!) ?? 'number';
  if (root === 'times' || root === 'params') return 'number';
  if (root === 'hours' || root === 'is') return 'bool';
  return SIGNALS[path.join('.')]?.type ?? 'number';
}

/** Type of a node in a tree that the library has already checked. */
export function typeOfNode(node: ASTNode, columns: Columns): SignalType {
  switch (node.op) {
    case 'value':
      if (typeof node.args === 'string') return 'string';
      return typeof node.args === 'boolean' ? 'bool' : 'number';
    case 'id':
    case '.':
    case '[]':
      return typeOfSignal(pathOf(node), columns);
    case '+':
    case '-':
    case '*':
    case '/':
    case '-_':
      return 'number';
    case '?:':
      return typeOfNode(node.args[1], columns);
    case 'call':
      return node.args[0] === 'known' ? 'bool' : 'number';
    default:
      return 'bool';
  }
}
