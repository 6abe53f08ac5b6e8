import type { z } from 'zod';
import { nearest, nearestChoice } from './nearest.js';
import { alternatives, keysOf, ownMessage, step, unionOptions } from './schema-shape.js';
import { authoredMessage, excerpt, expectation, oneOf } from './schema-words.js';
import { formatPath } from './yaml-position.js';

type Issue = z.core.$ZodIssue;

/** A problem whose place is still a path into the value: the caller knows the file. */
export interface SchemaProblem {
  readonly code: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** `key`: the name is wrong, point at it; `value`: the value is. */
  readonly at: 'key' | 'value';
  readonly found?: string;
  readonly expected?: string;
  readonly nearest?: string;
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: SchemaProblem[] };

/**
 * Validates a plain value and words everything that is wrong with it.
 *
 * A message that a schema's author wrote (`z.string().regex(re, 'a duration such as 90s')`) becomes
 * what was *expected*; a refinement's message stands as the message itself, and its `params` may
 * carry `code`, `expected` and `found`.
 */
export function checkAgainst<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const result = schema.safeParse(value, { reportInput: true });
  const problems: SchemaProblem[] = [];
  const worded: Worded = new Map();
  for (const issue of result.error?.issues ?? [])
    word(issue, [], worded, [schema], value, problems);
  // zod drops `__proto__` from records without a word; a key that vanishes is a key unknown.
  const told = new Set(problems.map((p) => formatPath(p.path)));
  for (const owner of protoOwners(value))
    if (!told.has(formatPath([...owner, '__proto__'])))
      problems.push(unknownKey(owner, '__proto__', []));
  return result.success && problems.length === 0
    ? { ok: true, value: result.data }
    : { ok: false, problems: withoutEchoes(problems) };
}

/**
 * Problems of a union's forms at a place, by the forms. A form within a form within a form is wrong
 * in as many ways as there are forms to the power of the depth, and each way says the same.
 */
type Worded = Map<readonly z.ZodType[], Map<string, readonly SchemaProblem[]>>;

/** Paths of all maps that have a key called `__proto__`. A loop: data may be nested without end. */
function protoOwners(root: unknown): (string | number)[][] {
  const owners: (string | number)[][] = [];
  const open: { value: unknown; path: readonly (string | number)[] }[] = [
    { value: root, path: [] },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (value === null || typeof value !== 'object' || path.length > DEEPEST) continue;
    if (Object.hasOwn(value, '__proto__')) owners.push([...path]);
    const isList = Array.isArray(value);
    for (const key of Object.keys(value)) {
      const inside = Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
      open.push({ value: inside, path: [...path, isList ? Number(key) : key] });
    }
  }
  return owners;
}

/** No schema of ours nests deeper; what lies below is wrong for another reason already. */
const DEEPEST = 64;

function word(
  issue: Issue,
  base: readonly (string | number)[],
  worded: Worded,
  schemas: readonly z.ZodType[],
  rootValue: unknown,
  out: SchemaProblem[],
): void {
  const own = issue.path.map((p) => (typeof p === 'number' ? p : String(p)));
  const path = [...base, ...own];
  let here: readonly z.ZodType[] = schemas;
  let value = valueAt(rootValue, base);
  for (const part of own) {
    here = step(here, part, value);
    value = valueAt(value, [part]);
  }
  // What a union of values says of itself is no help with a key.
  const authored =
    authoredMessage(issue) ??
    (issue.code === 'invalid_key' ? undefined : unionMessage(here, value));
  const name = path.length === 0 ? 'The file' : `\`${formatPath(path.slice(-1))}\``;
  const add = (code: string, message: string, more: Partial<SchemaProblem> = {}): void => {
    out.push({ code, message, path, at: 'value', ...found(value), ...more });
  };
  if (issue.code === 'unrecognized_keys') {
    const keys = keysOf(almostFitting(here, value), value);
    for (const key of issue.keys) out.push(unknownKey(path, key, keys));
    return;
  }
  if (issue.code === 'custom') {
    const params = (issue.params ?? {}) as Record<string, unknown>;
    const text = (key: string) => (typeof params[key] === 'string' ? { [key]: params[key] } : {});
    out.push({
      code: 'invalid-value',
      message: issue.message,
      path,
      at: 'value',
      ...found(value),
      ...text('code'),
      ...text('found'),
      ...text('expected'),
      ...text('nearest'),
    });
    return;
  }
  if (value === undefined && issue.code !== 'invalid_key') {
    add('missing-key', `Missing key ${name}`, {
      at: 'key',
      expected: authored ?? expectation(issue, here),
    });
    return;
  }
  switch (issue.code) {
    case 'invalid_union':
      if (issue.errors.length > 0) union(issue, path, worded, here, rootValue, authored, out);
      else {
        const options = ('options' in issue ? (issue.options ?? []) : []).map(String);
        add('invalid-value', `${name} is not one of its choices`, {
          expected: authored ?? oneOf(options),
          ...near(value, options),
        });
      }
      return;
    case 'invalid_value':
      add('invalid-value', `${name} is not one of its choices`, {
        expected: authored ?? oneOf(issue.values.map(String)),
        ...near(value, issue.values.map(String)),
      });
      return;
    case 'invalid_type':
      add('wrong-type', `${name} is of the wrong kind`, {
        expected: authored ?? expectation(issue, here),
      });
      return;
    case 'too_small':
    case 'too_big':
    case 'not_multiple_of':
      add('out-of-range', `${name} is out of range`, {
        expected: authored ?? expectation(issue, here),
      });
      return;
    case 'invalid_key':
      add('invalid-key', `Key ${name} is not a valid name here`, {
        at: 'key',
        found: String(path.at(-1)),
        expected:
          authored ??
          issue.issues.map((i) => authoredMessage(i) ?? expectation(i, [])).join(' and '),
      });
      return;
    default:
      add('invalid-value', `${name} is not valid`, {
        expected: authored ?? expectation(issue, here),
      });
  }
}

function union(
  issue: UnionIssue,
  path: readonly (string | number)[],
  worded: Worded,
  here: readonly z.ZodType[],
  rootValue: unknown,
  authored: string | undefined,
  out: SchemaProblem[],
): void {
  const options = here.map(unionOptions).find((o) => o?.length === issue.errors.length);
  const known = options && (worded.get(options) ?? worded.set(options, new Map()).get(options)!);
  const place = formatPath(path);
  const told = known?.get(place) ?? likeliest(issue, path, worded, here, rootValue, authored);
  known?.set(place, told);
  out.push(...told);
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** The alternative that the writer most likely meant, or all when none stands out. */
function likeliest(
  issue: UnionIssue,
  path: readonly (string | number)[],
  worded: Worded,
  here: readonly z.ZodType[],
  rootValue: unknown,
  authored: string | undefined,
): SchemaProblem[] {
  const out: SchemaProblem[] = [];
  const value = valueAt(rootValue, path);
  const options = here.map(unionOptions).find((o) => o?.length === issue.errors.length);
  const branches = issue.errors.map((errors, index) => {
    const schemas = options?.[index] ? [options[index]] : here;
    const problems: SchemaProblem[] = [];
    for (const error of errors) word(error, path, worded, schemas, rootValue, problems);
    const told = withoutEchoes(problems);
    const wrongRoot = told.some(
      (p) => p.path.length === path.length && p.code !== 'unknown-key' && p.at === 'value',
    );
    return { told, schemas, wrongRoot, cost: wrongRoot ? 1000 : cost(told) };
  });
  const fitting = branches.filter((b) => !b.wrongRoot);
  const name = path.length === 0 ? 'The file' : `\`${formatPath(path.slice(-1))}\``;
  if (fitting.length === 0) {
    const expected = [...new Set(branches.flatMap((b) => b.told.map((p) => p.expected ?? '')))];
    out.push({
      code: branches.every((b) => b.told.every((p) => p.code === 'wrong-type'))
        ? 'wrong-type'
        : 'invalid-value',
      message: `${name} takes none of its possible forms`,
      path,
      at: 'value',
      ...found(value),
      expected: authored ?? expected.filter(Boolean).join(', or '),
      ...pick(branches.flatMap((b) => b.told).find((p) => p.nearest)),
    });
    return out;
  }
  const least = Math.min(...fitting.map((b) => b.cost));
  const best = fitting.filter((b) => b.cost === least);
  if (best.length === 1) {
    return best[0]!.told;
  }
  const keys = keysOf(best.flatMap((b) => b.schemas));
  const shared = best[0]!.told.filter((p) => best.every((b) => b.told.some((q) => same(p, q))));
  const unknown = shared.filter((p) => p.code === 'unknown-key');
  if (unknown.length > 0) {
    for (const p of unknown) out.push(unknownKey(p.path.slice(0, -1), String(p.path.at(-1)), keys));
    return out;
  }
  if (shared.length > 0) return shared;
  const forms = best.map((b) => b.told.map((p) => formatPath(p.path.slice(-1))).join(' + '));
  out.push({
    code: 'no-form',
    message: `${name} is incomplete: nothing says which of its forms is meant`,
    path,
    at: path.length > 0 ? 'key' : 'value',
    ...found(value),
    expected: authored ?? `one of the keys ${[...new Set(forms)].join(', ')}`,
  });
  return out;
}

/** How far a value is from an alternative: unknown names weigh most, near misses little. */
function cost(problems: readonly SchemaProblem[]): number {
  let sum = 0;
  for (const p of problems) {
    if (p.code === 'unknown-key') sum += p.nearest ? 1 : 4;
    else if (p.code === 'missing-key') sum += 3;
    // A wrong tag (`kind: calback`) says that another alternative is meant, unless it is near.
    else if (p.code === 'invalid-value') sum += p.nearest ? 1 : 3;
    else sum += 2;
  }
  return sum;
}

/** A misspelt key is also a missing one; saying both would count one slip twice. */
function withoutEchoes(problems: readonly SchemaProblem[]): SchemaProblem[] {
  const guessed = new Set(
    problems
      .filter((p) => p.code === 'unknown-key' && p.nearest)
      .map((p) => formatPath([...p.path.slice(0, -1), p.nearest!])),
  );
  return problems.filter((p) => p.code !== 'missing-key' || !guessed.has(formatPath(p.path)));
}

function unknownKey(
  parent: readonly (string | number)[],
  key: string,
  keys: readonly string[],
): SchemaProblem {
  return {
    code: 'unknown-key',
    message: `Unknown key \`${key}\``,
    path: [...parent, key],
    at: 'key',
    found: key,
    ...(keys.length > 0 ? { expected: oneOf(keys) } : {}),
    ...nearestChoice(key, keys),
  };
}

/** Of several forms, those from which only unknown keys keep the value. */
function almostFitting(schemas: readonly z.ZodType[], value: unknown): readonly z.ZodType[] {
  const options = schemas.flatMap((schema) => alternatives(schema, value));
  const fitting = options.filter((option) =>
    option.safeParse(value).error?.issues.every((i) => i.code === 'unrecognized_keys'),
  );
  return fitting.length > 0 ? fitting : options;
}

/** A union whose last possible form fails reports that form's issue, losing its author's words. */
function unionMessage(schemas: readonly z.ZodType[], input: unknown): string | undefined {
  for (const schema of schemas) {
    const authored = ownMessage(schema, input);
    if (authored !== undefined) return authored;
  }
  return undefined;
}

function near(value: unknown, choices: readonly string[]): { nearest?: string } {
  const guess = typeof value === 'string' ? nearest(value, choices) : undefined;
  return guess !== undefined ? { nearest: guess } : {};
}

function pick(problem: SchemaProblem | undefined): { nearest?: string } {
  return problem?.nearest !== undefined ? { nearest: problem.nearest } : {};
}

function same(a: SchemaProblem, b: SchemaProblem): boolean {
  return a.code === b.code && formatPath(a.path) === formatPath(b.path);
}

function found(value: unknown): { found?: string } {
  return value === undefined ? {} : { found: excerpt(value) };
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let at = value;
  for (const part of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string | number, unknown>)[part];
  }
  return at;
}
