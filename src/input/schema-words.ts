import { z } from 'zod';
import { keysOf } from './schema-shape.js';

type Issue = z.core.$ZodIssue;

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  null: 'nothing',
  date: 'a date',
};

/** What an issue says would have been right, in words. */
export function expectation(issue: Issue, schemas: readonly z.ZodType[]): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'too_small':
      return bound(
        issue.origin,
        issue.inclusive === false ? 'more than' : 'at least',
        issue.minimum,
      );
    case 'too_big':
      return bound(
        issue.origin,
        issue.inclusive === false ? 'less than' : 'at most',
        issue.maximum,
      );
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.pattern ? `text of the form ${issue.pattern}` : `a valid ${issue.format}`;
    case 'invalid_union': {
      const keys = keysOf(schemas);
      if (keys.length > 0) return `a map with ${oneOf(keys)}`;
      const parts = issue.errors.flatMap((e) => e.map((i) => expectation(i, [])));
      return [...new Set(parts)].join(', or ');
    }
    default:
      return issue.message;
  }
}

function bound(origin: string, words: string, limit: number | bigint): string {
  if (origin === 'string') return `${words} ${limit} character${limit === 1 ? '' : 's'}`;
  if (origin === 'array' || origin === 'set')
    return `${words} ${limit} item${limit === 1 ? '' : 's'}`;
  if (origin === 'int') return `a whole number, ${words} ${limit}`;
  return `${words} ${limit}`;
}

/** What the schema's author wrote, as opposed to zod's own wording. */
export function authoredMessage(issue: Issue): string | undefined {
  const { message, ...raw } = issue;
  const standard = z.config().localeError?.(raw as never);
  const usual = typeof standard === 'string' ? standard : standard?.message;
  return usual !== undefined && usual !== message ? message : undefined;
}

export function oneOf(choices: readonly string[]): string {
  return choices.length === 1 ? choices[0]! : `one of ${choices.join(', ')}`;
}

/** A short printable form of a value; long texts are cut, containers only counted. */
export function excerpt(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value);
    return keys.length === 0
      ? 'an empty map'
      : `a map with ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ', …' : ''}`;
  }
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
