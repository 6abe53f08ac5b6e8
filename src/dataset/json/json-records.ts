import { refuse } from '../../input/problem.js';
import type { ProblemList } from '../../input/problem-list.js';
import type { SchemaProblem } from '../../input/schema-problems.js';
import { lineBatches, readHead, textChunks } from '../../input/text-source.js';
import { flowPositions } from '../../input/yaml-file.js';
import { formatPath } from '../../input/yaml-position.js';
import type { ReadNotes } from '../reading.js';
import { jsonElements } from './json-elements.js';
import { jsonFault } from './json-fault.js';
import { listsAt } from './json-list.js';

/**
 * `lines`: a record a line (JSONL). `document`: one JSON value that holds the records. `whole`: one
 * that is the only record. `records`: an object, or several, with the list of them
 * at that path.
 */
export type JsonContainer = 'lines' | 'document' | 'whole' | { readonly records: string };

/** A single record that is larger is a file of another kind, and would be held in memory whole. */
const MAX_WHOLE_LENGTH = 64 * 1024 * 1024;

/** One record of a JSON or JSONL file, parsed but not yet checked. */
export interface JsonRecord {
  readonly value: unknown;
  /** Line of the file on which it starts, 1-based. */
  readonly line: number;
  /** As in `JsonElement`. */
  readonly key?: string;
  /** Adds a problem of this record at its place in the file. */
  complain(problem: SchemaProblem): void;
  /** Where the value at a path stands in the file. Slow: for problems only. */
  locate(path: readonly (string | number)[]): { readonly line: number; readonly column: number };
}

/** A list opens a document, and so does an object that is spread over lines. */
export function containerOf(head: string): JsonContainer {
  return /^\s*(\[|\{\s*\n)/.test(head) ? 'document' : 'lines';
}

/** Where records stand by a mapping's `records`; undefined, so found out, if it names none. */
export function containerAt(records: string | undefined): (() => JsonContainer) | undefined {
  return records === undefined ? undefined : () => ({ records });
}

/**
 * Streams the records of a JSON or JSONL file. Those that are no JSON become problems.
 *
 * @throws InputError for a document that cannot be cut into records
 */
export async function* jsonRecords(
  file: string,
  problems: ProblemList,
  notes: ReadNotes | undefined,
  container: (head: string) => JsonContainer = containerOf,
): AsyncGenerator<JsonRecord> {
  const kind = container(await readHead(file));
  if (kind === 'whole') {
    const record = parse(await wholeText(file, notes), 1, 1, problems);
    if (record) yield record;
    return;
  }
  if (kind === 'document' || typeof kind === 'object') {
    const chunks = textChunks(file, notes);
    const elements =
      kind === 'document'
        ? jsonElements(file, chunks)
        : jsonElements(file, listsAt(file, chunks, kind.records), true);
    for await (const { text, line, column, key } of elements) {
      const record = parse(text, line, column, problems, key);
      if (record) yield record;
    }
    return;
  }
  for await (const { first, lines } of lineBatches(file, notes))
    for (let i = 0; i < lines.length; i++) {
      const text = lines[i]!;
      if (text === '' || text.trim() === '') continue;
      const record = parse(text, first + i, 1, problems);
      if (record) yield record;
    }
}

async function wholeText(file: string, notes: ReadNotes | undefined): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const chunk of textChunks(file, notes)) {
    parts.push(chunk);
    length += chunk.length;
    if (length > MAX_WHOLE_LENGTH)
      refuse({
        code: 'line-too-long',
        message: 'The file is too long to be one conversation',
        file,
        found: `more than ${MAX_WHOLE_LENGTH} characters`,
        expected: 'a JSON array of conversations, or one a line',
      });
  }
  return parts.join('');
}

function parse(
  text: string,
  line: number,
  column: number,
  problems: ProblemList,
  key?: string,
): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // JSON is flow-style YAML, so one locator serves both.
    const locate = (path: readonly (string | number)[], at: 'key' | 'value' = 'value') => {
      const inside = flowPositions(text)?.[at](path) ?? { line: 1, column: 1 };
      return {
        line: line + inside.line - 1,
        column: inside.line > 1 ? inside.column : column + inside.column - 1,
      };
    };
    return {
      value,
      line,
      ...(key === undefined ? {} : { key }),
      locate,
      complain: ({ at, path, ...problem }) =>
        problems.add({
          ...problem,
          ...(path.length > 0 ? { path: formatPath(path) } : {}),
          ...(problems.isFull ? { line } : locate(path, at)),
        }),
    };
  } catch {
    const fault = jsonFault(text);
    const stops = fault !== undefined && fault.offset >= text.length;
    problems.add({
      code: stops ? 'truncated' : 'invalid-json',
      message: stops ? 'The record stops before its JSON is complete' : 'This is not valid JSON',
      ...inFile(text.slice(0, fault?.offset ?? 0).split('\n'), line, column),
      ...(fault ? { expected: fault.expected } : {}),
    });
    return undefined;
  }
}

/** Place behind these lines of a record that starts at `line` and `column`. */
function inFile(before: readonly string[], line: number, column: number) {
  return {
    line: line + before.length - 1,
    column: before.at(-1)!.length + (before.length === 1 ? column : 1),
  };
}
