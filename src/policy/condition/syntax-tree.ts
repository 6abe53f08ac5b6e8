import type { ASTNode } from '@marcbachmann/cel-js';

/** Looking into the library's syntax trees. */

/** A syntax-tree node that the policy language leaves out. */
export class NotAllowed extends Error {
  constructor(
    readonly node: ASTNode,
    readonly what: string,
  ) {
    super(what);
  }
}

export function isNode(value: unknown): value is ASTNode {
  return value !== null && typeof value === 'object' && 'op' in value;
}

/** Calls `look` for every node of a tree, from the root down; `false` leaves out what is below. */
export function walk(root: unknown, look: (node: ASTNode) => boolean | undefined): void {
  if (Array.isArray(root)) {
    for (const part of root) walk(part, look);
  } else if (isNode(root) && look(root) !== false) {
    walk(root.args, look);
  }
}

/** All numbers are doubles, so that `asks in [1, 2.5]` is a list of numbers. Before the type check. */
export function makeDoubles(tree: ASTNode): void {
  walk(tree, (node) => {
    if (node.op === 'value' && typeof node.args === 'bigint') {
      (node as { args: unknown }).args = Number(node.args);
    }
    return undefined;
  });
}

/** The library cannot tell what an empty list is a list of, and nobody is ever in it. */
export function refuseEmptyLists(tree: ASTNode): void {
  walk(tree, (node) => {
    if (node.op === 'list' && node.args.length === 0) throw new NotAllowed(node, 'an empty list');
    return undefined;
  });
}

/** The signals a condition names, dotted, each once. */
export function signalsOf(tree: ASTNode): string[] {
  const found = new Set<string>();
  walk(tree, (node) => {
    if (node.op !== 'id' && node.op !== '.') return undefined;
    found.add(pathOf(node).join('.'));
    return false;
  });
  return [...found];
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

export function describe(node: ASTNode): string {
  if (node.op === 'call' || node.op === 'rcall') return `the function ${String(node.args[0])}()`;
  if (node.op === 'map') return 'a map';
  if (node.op === 'list') return 'a list outside "in"';
  if (node.op === 'value') return 'this value';
  return `"${node.op.replace('_', '')}"`;
}
