import { refuse } from '../../input/problem.js';

/** One record of a JSON document, still as text. */
export interface JsonElement {
  readonly text: string;
  /** Line and column (1-based) on which it starts. */
  readonly line: number;
  readonly column: number;
  /** The key under which it stands, or under which the list stands that holds it. */
  readonly key?: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;

/** What may come next, outside the records. */
type State =
  | 'document'
  | 'key'
  | 'colon'
  | 'record' // or, as the value of a key, a list of records
  | 'comma'
  | 'inside' // a record
  | 'in-key'
  | 'done';

/**
 * Cuts a JSON document into its records as the text arrives, so that memory follows the largest
 * record and not the file. The records are the objects or lists in an array (`[{…}, {…}]`), the
 * values of an object (`{"id": {…}}`), or those of lists that are its values (`{"train": [{…}]}`).
 * Finds only where records begin and end; whether each is sound is left to the parser of the record.
 *
 * @param several whether another list may follow the first
 * @throws InputError when the text is nothing of the kind, or stops early
 */
export async function* jsonElements(
  file: string,
  chunks: AsyncIterable<string>,
  several = false,
): AsyncGenerator<JsonElement> {
  let state = 'document' as State;
  /** Open containers around the records: `{`, `[`, or `{[`. */
  let around = '';
  let mayClose = false;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let line = 1;
  let column = 0;
  let parts: string[] = [];
  let key: string | undefined;
  let started = { line: 1, column: 1 };
  const fail = (expected: string, found?: string): never =>
    refuse({
      code: 'invalid-json',
      message: 'The file is no sound JSON document of records',
      file,
      line,
      column: Math.max(1, column),
      expected,
      ...(found !== undefined ? { found } : {}),
    });
  const mayBegin = (at: State): boolean => at === 'document' || (several && at === 'done');
  const expected = (): string => {
    const closing = around.at(-1) === '[' ? ']' : '}';
    if (state === 'document') return '[ or {';
    if (state === 'key') return mayClose ? 'a key in quotes or }' : 'a key in quotes';
    if (state === 'colon') return 'a colon';
    if (state === 'record') {
      const first = mayClose ? `{, [ or ${closing}` : '{ or [';
      return around === '{' ? `${first}, or a mapping whose \`records\` names the list` : first;
    }
    return state === 'done' ? 'nothing after the closing bracket' : `a comma or ${closing}`;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const code = chunk.charCodeAt(i);
      if (code === NEWLINE) {
        line++;
        column = 0;
      } else column++;
      if (state === 'inside') {
        if (inString) {
          if (escaped) escaped = false;
          else if (code === BACKSLASH) escaped = true;
          else if (code === QUOTE) inString = false;
        } else if (code === QUOTE) inString = true;
        else if (code === 123 || code === 91) depth++;
        else if ((code === 125 || code === 93) && --depth === 0) {
          parts.push(chunk.slice(from, i + 1));
          yield { text: parts.join(''), ...started, ...(key === undefined ? {} : { key }) };
          parts = [];
          state = 'comma';
        }
        continue;
      }
      if (state === 'in-key') {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) {
          parts.push(chunk.slice(from, i));
          key = parts.join('');
          parts = [];
          state = 'colon';
        }
        continue;
      }
      if (code === 32 || code === 9 || code === 13 || code === NEWLINE) continue;
      const char = chunk[i]!;
      const list = around.at(-1) === '[';
      if ((char === ']' || char === '}') && (state === 'comma' || mayClose)) {
        if (around === '' || (char === ']') !== list) fail(expected(), char);
        around = around.slice(0, -1);
        state = around === '' ? 'done' : 'comma';
        mayClose = false;
      } else if (mayBegin(state) && (char === '[' || char === '{')) {
        around = char;
        state = char === '[' ? 'record' : 'key';
        mayClose = true;
      } else if (state === 'key' && code === QUOTE) {
        from = i + 1;
        state = 'in-key';
        mayClose = false;
      } else if (state === 'colon' && char === ':') state = 'record';
      else if (state === 'comma' && char === ',') state = list ? 'record' : 'key';
      else if (state === 'record' && char === '[' && !list) {
        around += '[';
        mayClose = true;
      } else if (state === 'record' && (char === '{' || char === '[')) {
        state = 'inside';
        mayClose = false;
        depth = 1;
        from = i;
        started = { line, column };
      } else fail(expected(), char);
    }
    if (state === 'inside' || state === 'in-key') parts.push(chunk.slice(from));
  }
  if (state === 'inside')
    refuse({
      code: 'truncated',
      message: `The file stops inside a record that starts on line ${started.line}`,
      file,
      line,
      column: Math.max(1, column),
      expected: 'the rest of it, and the closing bracket',
    });
  if (state !== 'done') fail(expected(), 'the end of the file');
}
