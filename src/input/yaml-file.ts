import { isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { InputError, type Problem, throwIfAny } from './problem.js';
import { ProblemList } from './problem-list.js';
import { checkAgainst, type SchemaProblem } from './schema-problems.js';
import { formatPath, type Position, type YamlPath, YamlPositions } from './yaml-position.js';
import { syntaxWords } from './yaml-words.js';

export { formatPath, type Position, type YamlPath } from './yaml-position.js';

/** Far more than a hand-written file needs, far less than an alias bomb. */
const MAX_ALIASES = 100;

/** Twice as deep as any schema of ours: what lies below would only be wrong in more and more ways. */
const DEEPEST = 32;

/** A file with more faults than this is no YAML at all. */
const MAX_SYNTAX_PROBLEMS = 10;

/** A YAML file that fits its schema, and the way back from its values to their places. */
export interface YamlFile<T> {
  readonly file: string;
  readonly value: T;
  /**
   * Line and column of the value at `path`; with `offset`, of that character (UTF-16 code unit) of
   * a text value, whatever its quoting or folding. A path not in the file gives its nearest
   * ancestor.
   */
  locate(path: YamlPath, offset?: number): Position;
  /** Line and column of the key, rather than of the value, at `path`. */
  locateKey(path: YamlPath): Position;
  /** A problem with file, line, column and path filled in; an error unless it says otherwise. */
  problem(
    path: YamlPath,
    what: Pick<Problem, 'code' | 'message'> &
      Partial<Pick<Problem, 'severity' | 'about' | 'found' | 'expected' | 'nearest'>>,
    offset?: number,
  ): Problem;
}

/**
 * Parses and validates a YAML text.
 *
 * @param file the name shown in problems
 * @throws InputError with every problem of the file at once: first of its syntax, and if that is
 *   sound, of its content
 */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): YamlFile<T> {
  const { positions, data } = parse(file, text);
  const place = (p: SchemaProblem): Problem => ({
    severity: 'error',
    ...p,
    file,
    ...(p.at === 'key' ? positions.key(p.path) : positions.value(p.path)),
    path: formatPath(p.path),
  });
  const checked = checkAgainst(schema, data);
  if (!checked.ok) {
    const placed = checked.problems
      .map(place)
      .map(({ at: _, ...p }: Problem & { at?: string }) => p);
    throw new InputError(placed.sort(inFileOrder));
  }
  return {
    file,
    value: checked.value,
    locate: (path, offset) => positions.value(path, offset),
    locateKey: (path) => positions.key(path),
    problem: (path, what, offset) => ({
      severity: 'error',
      ...what,
      file,
      ...positions.value(path, offset),
      ...(path.length > 0 ? { path: formatPath(path) } : {}),
    }),
  };
}

/** Positions inside a text that is known to be JSON; undefined where YAML disagrees with JSON. */
export function flowPositions(text: string): YamlPositions | undefined {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
    return document.errors.length > 0
      ? undefined
      : new YamlPositions(document as never, text, lines);
  } catch {
    return undefined;
  }
}

interface Parsed {
  readonly positions: YamlPositions;
  readonly data: unknown;
}

function parse(file: string, text: string): Parsed {
  const lines = new LineCounter();
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(clean, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    throw error;
  }
  const positions = new YamlPositions(document as never, clean, lines);
  throwSyntax(file, clean, [...document.errors, ...document.warnings], positions);
  if (
    document.contents === null ||
    (isScalar(document.contents) && document.contents.value === null)
  )
    throw new InputError([
      { code: 'empty-file', severity: 'error', message: 'The file holds no content', file },
    ]);
  const problems: Problem[] = [];
  const aliases: number[] = [];
  // Looking at every node takes as long as parsing, and few files have aliases.
  if (/\*\S/.test(clean))
    visit(document, {
      Alias(_, alias, ancestors) {
        aliases.push(alias.range?.[0] ?? 0);
        const target = alias.resolve(document);
        const message = !target
          ? `Alias *${alias.source} stands for nothing`
          : ancestors.includes(target as never)
            ? `Alias *${alias.source} stands inside the very thing it stands for`
            : undefined;
        if (message !== undefined)
          problems.push({
            code: 'yaml-alias',
            severity: 'error',
            message,
            file,
            ...positions.at(alias.range?.[0] ?? 0),
          });
      },
    });
  throwIfAny(problems);
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    const below = pathBelow(data, DEEPEST);
    if (below) throw tooDeep(file, positions.value(below));
    return { positions, data };
  } catch (error) {
    if (error instanceof ReferenceError)
      throw new InputError([
        {
          code: 'yaml-alias',
          severity: 'error',
          message: 'Too many aliases: expanded, this file would grow without measure',
          file,
          ...positions.at(aliases[0] ?? 0),
          found: `${aliases.length} aliases that stand for one another, the first one here`,
          expected: `at most ${MAX_ALIASES} uses of aliases, nesting counted`,
        },
      ]);
    if (error instanceof RangeError) throw tooDeep(file);
    throw error;
  }
}

/** After a fault the parser stumbles on through the line, so each line's first one is told. */
function throwSyntax(
  file: string,
  text: string,
  errors: readonly YAMLError[],
  positions: YamlPositions,
): void {
  const problems = new ProblemList(file, MAX_SYNTAX_PROBLEMS);
  const told = new Set<number>();
  const placed = errors.map((error) => ({ error, ...positions.at(error.pos[0]) }));
  for (const { error, line, column } of placed.sort(inFileOrder)) {
    if (told.has(line)) continue;
    told.add(line);
    problems.add({ ...syntaxWords(error, text), line, column });
  }
  problems.throwIfAny();
}

function tooDeep(file: string, place?: Position): InputError {
  return new InputError([
    {
      code: 'yaml-syntax',
      severity: 'error',
      message: 'The file is nested too deeply',
      file,
      ...place,
      expected: `at most ${DEEPEST} lists and maps, one within another`,
    },
  ]);
}

/** The first place that lies deeper. A loop: recursion is what nesting without end would break. */
function pathBelow(root: unknown, depth: number): YamlPath | undefined {
  const open: { value: unknown; path: YamlPath }[] = [{ value: root, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (value === null || typeof value !== 'object') continue;
    if (path.length >= depth) return path;
    const entries = Object.entries(value).map(([key, inside]) => ({
      value: inside as unknown,
      path: [...path, Array.isArray(value) ? Number(key) : key],
    }));
    open.push(...entries.reverse());
  }
  return undefined;
}

function inFileOrder(a: Partial<Position>, b: Partial<Position>): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
