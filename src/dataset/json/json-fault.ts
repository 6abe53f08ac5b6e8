/** Where and why a text is no JSON value. */
export interface JsonFault {
  /** 0-based, in UTF-16 code units; the text's length if it just stops. */
  readonly offset: number;
  readonly expected: string;
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Finds the first fault of a text that `JSON.parse` refused.
 *
 * The parser's own message is no use here: its position differs between versions of Node, and it
 * quotes the text around it, which may be a customer's words.
 */
export function jsonFault(text: string): JsonFault | undefined {
  let at = 0;
  const stack: ('{' | '[')[] = [];
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const matchString = (): boolean => {
    const { offset, closed } = scanString(text, at);
    if (closed) at = offset;
    return closed;
  };
  const fault = (expected: string): JsonFault => ({ offset: at, expected });
  let state: 'value' | 'key' | 'after' = 'value';
  let mayClose = false;
  for (;;) {
    match(SPACE);
    const char = text[at];
    if (state === 'key') {
      if (mayClose && char === '}') {
        at++;
        stack.pop();
        state = 'after';
      } else {
        if (char !== '"') return fault(mayClose ? 'a key in quotes or }' : 'a key in quotes');
        if (!matchString()) return unfinished(text, at);
        match(SPACE);
        if (text[at] !== ':') return fault('a colon');
        at++;
        state = 'value';
        mayClose = false;
      }
    } else if (state === 'value') {
      if (mayClose && char === ']') {
        at++;
        stack.pop();
        state = 'after';
      } else if (char === '{' || char === '[') {
        at++;
        stack.push(char);
        state = char === '{' ? 'key' : 'value';
        mayClose = true;
        continue;
      } else if (char === '"') {
        if (!matchString()) return unfinished(text, at);
        state = 'after';
      } else if (match(SCALAR)) state = 'after';
      else return fault('a value');
      mayClose = false;
    } else {
      const top = stack.at(-1);
      if (top === undefined) return at < text.length ? fault('nothing more') : undefined;
      if (char === ',') {
        at++;
        state = top === '{' ? 'key' : 'value';
        mayClose = false;
      } else if (char === (top === '{' ? '}' : ']')) {
        at++;
        stack.pop();
      } else return fault(top === '{' ? 'a comma or }' : 'a comma or ]');
    }
  }
}

/** A string that ends wrongly: either the text stops in it, or it holds what a string must not. */
function unfinished(text: string, start: number): JsonFault {
  const { offset } = scanString(text, start);
  return offset >= text.length
    ? { offset: text.length, expected: 'a closing quote' }
    : { offset, expected: 'a closing quote, or a valid escape such as \\n or \\u4eba' };
}

/**
 * Follows a string literal to behind its closing quote, or to where it goes wrong. A loop: a
 * pattern overflows the stack on 50 MB.
 */
function scanString(text: string, from: number): { offset: number; closed: boolean } {
  let i = from + 1;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return { offset: i + 1, closed: true };
    if (code < 0x20) break;
    if (code !== 0x5c) {
      i++;
      continue;
    }
    const escaped = text[i + 1];
    if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) i += 6;
    else if (escaped !== undefined && '"\\/bfnrt'.includes(escaped)) i += 2;
    else break;
  }
  return { offset: i, closed: false };
}
