import type { ErrorCode, YAMLError } from 'yaml';
import type { Problem } from './problem.js';

type Words = Pick<Problem, 'code' | 'message'> & Partial<Pick<Problem, 'found' | 'expected'>>;

const PLAIN: Partial<Record<ErrorCode, { readonly message: string; readonly expected?: string }>> =
  {
    TAB_AS_INDENT: { message: 'A tab is used for indentation', expected: 'spaces' },
    DUPLICATE_KEY: { message: 'This key stands twice in the same map', expected: 'each key once' },
    MULTIPLE_DOCS: {
      message: 'The file holds more than one YAML document',
      expected: 'one document, without a further `---`',
    },
    TAG_RESOLVE_FAILED: { message: 'Unknown tag', expected: 'plain values without `!tags`' },
    BAD_INDENT: {
      message: 'The indentation fits nothing above it',
      expected: 'as many spaces as the other keys or items of the same map or list',
    },
    BAD_SCALAR_START: {
      message: 'A plain value cannot begin with this character',
      expected: 'the value in quotes',
    },
    BLOCK_AS_IMPLICIT_KEY: {
      message: 'A second `key:` on one line, or a wrong indentation',
      expected: 'one `key: value` a line, those of one map equally far in; quotes around ": "',
    },
    MULTILINE_IMPLICIT_KEY: {
      message: 'A key goes over several lines',
      expected: 'a `key:` with its colon on the same line',
    },
    BLOCK_IN_FLOW: {
      message: 'Indented lines stand inside { } or [ ]',
      expected: 'commas between the parts inside { } and [ ]',
    },
    UNEXPECTED_TOKEN: {
      message: 'This is no YAML at this place',
      expected: '`key: value` lines and `- item` lists, one below the other',
    },
    BAD_DQ_ESCAPE: {
      message: 'A backslash in double quotes begins no escape that is known',
      expected: 'two backslashes for one, or single quotes around the text',
    },
    BAD_ALIAS: { message: 'An alias or anchor has no name that could be read' },
    KEY_OVER_1024_CHARS: { message: 'A key is longer than 1024 characters' },
  };

/** One code of the parser's stands for many missing marks; its own words tell which. */
const MISSING: readonly (readonly [
  RegExp,
  { readonly message: string; readonly expected: string },
])[] = [
  [/end with a \}/, { message: 'A { is never closed', expected: 'a closing }' }],
  [/end with a \]/, { message: 'A [ is never closed', expected: 'a closing ]' }],
  [/closing "quote/, { message: 'A quote is never closed', expected: 'a closing "' }],
  [/closing 'quote/, { message: 'A quote is never closed', expected: "a closing '" }],
  [/Missing ,/, { message: 'A comma is missing', expected: 'commas between the parts' }],
  [/space after :/, { message: 'A space is missing', expected: 'a space after the colon' }],
  [/map values/, { message: 'A key has no colon', expected: '`key: value`' }],
  [
    /without - /,
    {
      message: 'This is neither a new list item nor a part of the one above',
      expected: '`- item`, or as many spaces as the other keys of the item above',
    },
  ],
  [/call stack/, { message: 'The file is nested too deeply', expected: 'fewer brackets' }],
  [/^Comments/, { message: 'A comment sticks to what is before it', expected: 'a space before #' }],
];

/** A fault of YAML syntax in words for somebody who never read its grammar. */
export function syntaxWords(error: YAMLError, text: string): Words {
  const missing = MISSING.find(([pattern]) => pattern.test(error.message))?.[1];
  const words = missing ?? PLAIN[error.code] ?? { message: error.message };
  return {
    code: error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax',
    ...words,
    found: excerptAt(text, error.pos[0]) || 'nothing more on this line',
  };
}

/** The rest of the line, or its beginning. */
function excerptAt(text: string, offset: number): string {
  const line = /^[^\n]*/.exec(text.slice(offset, offset + 60))![0].trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
