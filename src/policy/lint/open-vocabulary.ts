import type { ASTNode } from '@marcbachmann/cel-js';
import { parse as parseCondition } from '@marcbachmann/cel-js';
import { parse as parseYaml } from 'yaml';
import { isNode, NotAllowed, pathOf } from '../condition/syntax-tree.js';
import type { Vocabulary } from '../condition/vocabulary.js';

type ColumnType = 'number' | 'string' | 'bool';

/**
 * A vocabulary without a scenario: every team and every column that a policy and its fragments name
 * exists, and a column has the type that it is used with. Whatever cannot be read is left to the
 * loader, which says what is wrong.
 */
export function openVocabulary(texts: readonly string[]): Vocabulary {
  const gatherer = new Gatherer();
  for (const text of texts) gatherer.gather(text);
  return {
    teams: new Map([...gatherer.teams].map((name, index) => [name, index])),
    columns: gatherer.columns,
    values: {},
    absent: new Set(),
  };
}

const TEAM_KEYS = ['transfer', 'callback', 'ticket', 'to', 'widen'];
const CONDITION_KEYS = ['when', 'if'];

class Gatherer {
  readonly teams = new Set<string>();
  readonly columns = new Map<string, ColumnType>();

  gather(text: string): void {
    let data: unknown;
    try {
      data = parseYaml(text, { maxAliasCount: 100 });
    } catch {
      return;
    }
    const sections = (data ?? {}) as Readonly<Record<string, unknown>>;
    for (const key of ['rules', 'waiting', 'serving']) this.visit(sections[key], '');
    for (const source of Object.values(sections.conditions ?? {})) this.condition(source);
  }

  private visit(value: unknown, key: string): void {
    if (TEAM_KEYS.includes(key)) {
      for (const name of [value].flat()) if (typeof name === 'string') this.teams.add(name);
    }
    if (CONDITION_KEYS.includes(key)) this.condition(value);
    if (Array.isArray(value)) for (const part of value) this.visit(part, '');
    else if (value !== null && typeof value === 'object') {
      for (const [inner, part] of Object.entries(value)) this.visit(part, inner);
    }
  }

  private condition(source: unknown): void {
    if (typeof source !== 'string') return;
    try {
      this.look(parseCondition(source).ast, 'bool');
    } catch {
      // What the parser refuses the loader refuses, too, and says why.
    }
  }

  /** @param type what the place of the node asks for */
  private look(node: ASTNode, type: ColumnType): void {
    const path = namedPath(node);
    if (path) {
      const [root, name] = path;
      if (root === 'desk' && name !== undefined) this.teams.add(name);
      if (root === 'signals' && name !== undefined && !this.columns.has(name)) {
        this.columns.set(name, type);
      }
      return;
    }
    const parts = partsOf(node);
    const asked = typeOfParts(node, parts, type);
    for (const part of parts) this.look(part, asked(part));
  }
}

function namedPath(node: ASTNode): readonly string[] | undefined {
  if (node.op !== 'id' && node.op !== '.' && node.op !== '[]') return undefined;
  try {
    return pathOf(node);
  } catch (error) {
    if (error instanceof NotAllowed) return undefined;
    throw error;
  }
}

function partsOf(node: ASTNode): readonly ASTNode[] {
  const { args } = node as { args: unknown };
  return (Array.isArray(args) ? args.flat() : [args]).filter(isNode);
}

function typeOfParts(
  node: ASTNode,
  parts: readonly ASTNode[],
  type: ColumnType,
): (part: ASTNode) => ColumnType {
  switch (node.op) {
    case '==':
    case '!=':
    case 'in': {
      const values = parts.flatMap((part) => (part.op === 'list' ? part.args : [part]));
      const first = values.find((part) => part.op === 'value');
      const kind = first?.op === 'value' ? typeof first.args : 'number';
      const equal: ColumnType =
        kind === 'string' ? 'string' : kind === 'boolean' ? 'bool' : 'number';
      return () => equal;
    }
    case '&&':
    case '||':
    case '!_':
      return () => 'bool';
    case '?:':
      return (part) => (part === parts[0] ? 'bool' : type);
    default:
      return () => 'number';
  }
}
