import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

export type YamlPath = readonly (string | number)[];

/** 1-based line and column (UTF-16 code units), as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A path the way people write it: `rules[0].then.transfer`; quoted where a key is no plain word. */
export function formatPath(path: readonly PropertyKey[]): string {
  let out = '';
  for (const part of path) {
    if (typeof part === 'number') out += `[${part}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(String(part)))
      out += out ? `.${String(part)}` : String(part);
    else out += `[${JSON.stringify(String(part))}]`;
  }
  return out;
}

/** Finds where the parts of a YAML document stand in its text. */
export class YamlPositions {
  constructor(
    private readonly document: Document.Parsed,
    private readonly text: string,
    private readonly lines: LineCounter,
  ) {}

  /**
   * Where the value at `path` starts, or, with `offset`, where that character of a text value
   * stands. A path that the file does not have (a default, a missing key) gives its nearest
   * ancestor.
   */
  value(path: YamlPath, offset = 0): Position {
    const { node, depth } = this.walk(path);
    if (!node?.range) return { line: 1, column: 1 };
    // A missing key is missing *from* something: its owner's key says more than where the owner's
    // first entry happens to stand.
    if (depth < path.length && depth > 0) return this.key(path.slice(0, depth));
    const start = node.range[0];
    if (offset > 0 && isScalar(node) && typeof node.value === 'string') {
      return this.at(start + sourceOffset(this.text.slice(start, node.range[1]), offset));
    }
    return this.at(start);
  }

  /** Where the key of the entry at `path` starts; for a list item, where the item starts. */
  key(path: YamlPath): Position {
    const last = path.at(-1);
    const { node: parent, depth } = this.walk(path.slice(0, -1));
    if (depth === path.length - 1 && isMap(parent) && last !== undefined) {
      for (const pair of parent.items) {
        const key = pair.key;
        if (isScalar(key) && String(key.value) === String(last) && key.range)
          return this.at(key.range[0]);
      }
    }
    return this.value(path);
  }

  at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  private walk(path: YamlPath): { node: Node | null; depth: number } {
    let node = this.resolve(this.document.contents);
    let depth = 0;
    for (const part of path) {
      let next: Node | null = null;
      if (isMap(node)) {
        const pair = node.items.find(
          (p) => isScalar(p.key) && String(p.key.value) === String(part),
        );
        next = (pair?.value ?? pair?.key ?? null) as Node | null;
      } else if (isSeq(node) && typeof part === 'number') {
        next = (node.items[part] ?? null) as Node | null;
      }
      if (!next) break;
      node = this.resolve(next);
      depth++;
    }
    return { node, depth };
  }

  private resolve(node: Node | null): Node | null {
    return isAlias(node) ? (node.resolve(this.document) ?? node) : node;
  }
}

/**
 * The place in a scalar's source of a character of its value.
 *
 * Folding, indentation and quoting change only white space and escapes, so the n-th visible
 * character of the value is the n-th visible character of the source; that holds for plain,
 * quoted and block scalars alike.
 */
function sourceOffset(source: string, offset: number): number {
  const style = source[0];
  let at = 0;
  if (style === '|' || style === '>') at = source.indexOf('\n') + 1;
  else if (style === '"' || style === "'") at = 1;
  else {
    // Plain scalars: offset into one line needs no counting, and keeps runs of spaces exact.
    if (!source.includes('\n')) return Math.min(offset, source.length);
  }
  if ((style === "'" || style === '"') && !/[\n\\]|''/.test(source.slice(1, -1)))
    return Math.min(offset + 1, source.length - 1);
  return at + visible(source.slice(at), style ?? '', offset);
}

/** Source length of the first `count` value characters, white space reckoned generously. */
function visible(source: string, style: string, count: number): number {
  let at = 0;
  let passed = 0;
  let lineStart = style === '|' || style === '>';
  while (at < source.length) {
    const char = source[at]!;
    if (lineStart && char === ' ') {
      at++;
      continue;
    }
    lineStart = false;
    if (passed >= count) return at;
    if (char === '\n' || char === '\r') {
      // A line end and the indentation after it are one blank (or line break) of the value.
      const run = /^\s+/.exec(source.slice(at))?.[0] ?? char;
      at += run.length;
      passed++;
    } else if (style === '"' && char === '\\') {
      const kind = source[at + 1] ?? '';
      at += kind === 'x' ? 4 : kind === 'u' ? 6 : kind === 'U' ? 10 : 2;
      passed++;
    } else {
      at += style === "'" && source.startsWith("''", at) ? 2 : 1;
      passed++;
    }
  }
  return Math.max(0, source.length - 1);
}
