import { refuse } from '../input/problem.js';

/** One element of a JSON array, still as text. */
export interface JsonElement {
  readonly text: string;
  /** Line and column (1-based) on which it starts. */
  readonly line: number;
  readonly column: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;

/**
 * Cuts a JSON array of objects into its elements as the text arrives, so that memory follows the
 * largest element and not the file. Finds only where objects begin and end; whether each is sound
 * is left to the parser of the element.
 *
 * @throws InputError when the text is no array of objects, or stops early
 */
export async function* jsonElements(
  file: string,
  chunks: AsyncIterable<string>,
): AsyncGenerator<JsonElement> {
  let state = 'before' as 'before' | 'between' | 'inside' | 'done';
  let needComma = false;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let line = 1;
  let column = 0;
  let parts: string[] = [];
  let started = { line: 1, column: 1 };
  const fail = (expected: string, found?: string): never =>
    refuse({
      code: 'invalid-json',
      message: 'The file is no sound JSON array of objects',
      file,
      line,
      column: Math.max(1, column),
      expected,
      ...(found !== undefined ? { found } : {}),
    });
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
          yield { text: parts.join(''), ...started };
          parts = [];
          state = 'between';
          needComma = true;
        }
        continue;
      }
      if (code === 32 || code === 9 || code === 13 || code === NEWLINE) continue;
      const char = chunk[i]!;
      if (state === 'before') {
        if (char !== '[') fail('[', char);
        state = 'between';
      } else if (state === 'done') fail('nothing after the closing ]', char);
      else if (char === ']' && (needComma || parts.length === 0)) state = 'done';
      else if (char === ',' && needComma) needComma = false;
      else if (char === '{' && !needComma) {
        state = 'inside';
        depth = 1;
        from = i;
        started = { line, column };
      } else fail(needComma ? 'a comma or ]' : '{', char);
    }
    if (state === 'inside') parts.push(chunk.slice(from));
  }
  if (state !== 'done') {
    if (state === 'inside')
      refuse({
        code: 'truncated',
        message: `The file stops inside an object that starts on line ${started.line}`,
        file,
        line,
        column: Math.max(1, column),
        expected: '} and ]',
      });
    fail(']', 'the end of the file');
  }
}
