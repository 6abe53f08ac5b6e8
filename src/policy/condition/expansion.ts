import type { ASTNode } from '@marcbachmann/cel-js';
import { isNode, pathOf, walk } from './syntax-tree.js';

/** More parts than any condition that a person could follow, all names put in. */
export const MOST_PARTS = 2000;

/** What names of a policy's own stand for. */
export interface Meanings {
  readonly conditions: ReadonlyMap<string, ASTNode>;
  readonly params: ReadonlyMap<string, number>;
}

/** The tree with `is.NAME` and `params.NAME` replaced by what they stand for. */
export function expand(node: ASTNode, meanings: Meanings): ASTNode {
  if (node.op === 'id' || node.op === '.' || node.op === '[]') {
    const [root, name] = pathOf(node);
    if (root === 'is') return meanings.conditions.get(name!) ?? node;
    const value = root === 'params' ? meanings.params.get(name!) : undefined;
    return value === undefined ? node : ({ ...node, op: 'value', args: value } as ASTNode);
  }
  return { ...node, args: expandAll(node.args, meanings) } as ASTNode;
}

function expandAll(args: unknown, meanings: Meanings): unknown {
  if (Array.isArray(args)) return args.map((part) => expandAll(part, meanings));
  return isNode(args) ? expand(args, meanings) : args;
}

/** Parts of a tree; counting stops soon after `most`, since shared parts can make a tree enormous. */
export function countParts(root: ASTNode, most = MOST_PARTS): number {
  let parts = 0;
  walk(root, () => ++parts <= most);
  return parts;
}
