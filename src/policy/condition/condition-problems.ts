import { TypeError as CelTypeError, ParseError } from '@marcbachmann/cel-js';
import { nearestChoice } from '../../input/nearest.js';
import type { Problem } from '../../input/problem.js';
import type { Placed } from '../grammar/document.js';
import { NotAllowed } from './syntax-tree.js';
import { allNames, type OwnNames, type Vocabulary } from './vocabulary.js';

/** Turns what the CEL library says into a problem of ours, pointing into the YAML file. */
export function conditionProblem(
  { value: source, yaml, path }: Placed<string>,
  error: unknown,
  vocabulary: Vocabulary,
  own: OwnNames,
): Problem {
  if (error instanceof NotAllowed) {
    return yaml.problem(
      path,
      {
        code: 'condition-not-allowed',
        message: `Conditions cannot use ${error.what}.`,
        found: source.slice(error.node.start, error.node.end),
        expected: 'comparisons, && || !, + - * /, ?:, in [ … ], min, max and known over signals',
      },
      error.node.start,
    );
  }
  if (!(error instanceof ParseError || error instanceof CelTypeError)) throw error;
  const start = error.range?.start ?? 0;
  if (error.code === 'unknown_variable' || error.code === 'no_such_key') {
    const name = dottedAt(source, start);
    const names = allNames(vocabulary, own);
    return yaml.problem(
      path,
      {
        code: 'unknown-signal',
        message: `There is no signal "${name}".`,
        found: name,
        expected:
          ownColumn(name) ??
          `a signal such as ${names.slice(0, 3).join(', ')} or desk.<team>.oldest_wait`,
        ...nearestChoice(name, names),
      },
      start,
    );
  }
  const syntax = error instanceof ParseError;
  return yaml.problem(
    path,
    {
      code: syntax ? 'condition-syntax' : 'condition-type',
      message: syntax
        ? `The condition cannot be read: ${plainSyntax(error.summary)}.`
        : plainTypes(error.summary),
      found: source,
      expected: syntax
        ? 'a CEL condition, for example asks >= 1 && desk.general.oldest_wait < 180'
        : 'numbers with numbers, texts with texts, and true or false on both sides of && and ||',
    },
    Math.min(start, Math.max(0, source.length - 1)),
  );
}

/** For `signals.anger`, which only a record can have, and only by its mapping. */
function ownColumn(name: string): string | undefined {
  const column = /^signals\.([A-Za-z_]\w*)$/.exec(name)?.[1];
  return (
    column &&
    `a column of recorded conversations that their mapping (--map) declares: \`signals: { ${column}: ${column} }\``
  );
}

const TOKENS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  LPAREN: '(',
  RPAREN: ')',
  LBRACKET: '[',
  RBRACKET: ']',
  LBRACE: '{',
  RBRACE: '}',
  COLON: ':',
  COMMA: ',',
  DOT: '.',
};

/** `Expected RPAREN, got EOF` as `expected ), got the end`. */
function plainSyntax(summary: string): string {
  const plain = summary.replace(/\b[A-Z]{3,}\b/g, (token) => TOKENS[token] ?? token);
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** `no such overload: double > string` as `… a number > a text`. */
function plainTypes(summary: string): string {
  const plain = summary
    .replace(/^no such overload: /, '')
    .replace(/\bdouble\b/g, 'number')
    .replace(/\bint\b/g, 'number')
    .replace(/\bstring\b/g, 'text')
    .replace(/\bbool\b/g, 'true-or-false');
  return `The condition joins what does not go together: ${plain}.`;
}

/** The dotted name around an offset: the checker points at the part that is wrong. */
function dottedAt(source: string, offset: number): string {
  const before = /[\w.]*$/.exec(source.slice(0, offset))![0];
  const after = /^[\w.]*/.exec(source.slice(offset))![0];
  return before + after;
}
