import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { CanonicalConversation } from '../../src/dataset/canonical/canonical-schema.js';
import { fragmentSchema, policySchema } from '../../src/policy/grammar/schema.js';
import {
  PUBLISHED,
  type Published,
  publishedSchema,
  publishedSchemaText,
  schemaFile,
} from '../../src/report/schema/published-schemas.js';
import { resultSchema } from '../../src/report/schema/result-schema.js';
import { scenarioSchema } from '../../src/scenario/schema/scenario-schema.js';
import { CHATS, Desk } from './command-line.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ZOD: Readonly<Record<Published, z.ZodType>> = {
  policy: policySchema,
  fragment: fragmentSchema,
  scenario: scenarioSchema,
  conversation: CanonicalConversation,
  result: resultSchema,
};

/** Strict: a keyword that means nothing is an error, too. */
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const name of PUBLISHED) ajv.addSchema(publishedSchema(name));

function validator(name: Published): ValidateFunction {
  return ajv.getSchema(`urn:warmline:schema:${name}`)!;
}

function faults(name: Published, value: unknown): string {
  const validate = validator(name);
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}

function yamlIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`)
    .sort();
}

interface Shipped {
  readonly file: string;
  readonly kind: Published;
  readonly value: unknown;
}

const SHIPPED: readonly Shipped[] = ['policies', 'datasets', 'templates']
  .flatMap(yamlIn)
  .map((file) => {
    const value = parse(readFileSync(join(ROOT, file), 'utf8')) as object;
    const kind = 'rules' in value || 'fragment' in value ? 'policy' : 'scenario';
    return { file, kind: 'fragment' in value ? 'fragment' : kind, value };
  });
const CONVERSATIONS: readonly unknown[] = [
  'datasets/retail-sample.jsonl',
  'tests/fixtures/chats.jsonl',
]
  .flatMap((file) => readFileSync(join(ROOT, file), 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));

/** Every place of a schema, with its JSON pointer. */
function* places(at: unknown, pointer = ''): Generator<[string, Record<string, unknown>]> {
  if (at === null || typeof at !== 'object') return;
  if (!Array.isArray(at)) yield [pointer, at as Record<string, unknown>];
  for (const [key, value] of Object.entries(at)) {
    if (['default', 'enum', 'const'].includes(key) && !pointer.endsWith('/properties')) continue;
    yield* places(value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

describe('warmline schema', () => {
  it.each(PUBLISHED)('%s: prints what is in the package', async (name) => {
    const { code, stdout, stderr } = await new Desk().run(['schema', name]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const shipped = readFileSync(join(ROOT, schemaFile(name)), 'utf8');
    expect(shipped === stdout, 'stale: npm run docs').toBe(true);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:warmline:schema:${name}`,
      title: expect.stringMatching(/^warmline /),
      description: expect.stringMatching(/\.$/),
      type: 'object',
      additionalProperties: false,
    });
  });

  it('does not know other kinds', async () => {
    const { code, stdout, stderr } = await new Desk().run(['schema', 'polcy']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('did you mean policy?');
  });
});

describe.each(PUBLISHED)('the schema %s', (name) => {
  const schema = publishedSchema(name);

  it('is of the draft that it names, and nothing in it is left open or numbered', () => {
    expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
    for (const [pointer, at] of places(schema)) {
      if (/\/(properties|\$defs)$/.test(pointer)) continue;
      expect(Object.keys(at), pointer).not.toEqual([]);
      if (at.type === 'object') expect(at, pointer).toHaveProperty('additionalProperties');
    }
    expect(publishedSchemaText(name)).not.toContain('__schema');
  });

  it('describes every key', () => {
    const silent = [...places(schema)]
      .filter(([pointer]) => /\/properties\/[^/]+$/.test(pointer))
      .filter(([, at]) => {
        const named = /^#\/\$defs\/(.*)$/.exec(String(at.$ref))?.[1];
        return !at.description && (named === undefined || !schema.$defs![named]!.description);
      });
    expect(silent.map(([pointer]) => pointer)).toEqual([]);
  });

  it('has only defaults that could be written', () => {
    for (const [pointer, { default: value }] of places(schema)) {
      if (value === undefined) continue;
      const validate = ajv.compile({ $ref: `urn:warmline:schema:${name}#${encodeURI(pointer)}` });
      expect(validate(value), `${pointer}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  });
});

/** Results of both commands, one of them of a replay. */
let simulated: Promise<unknown[]> | undefined;
function results(): Promise<unknown[]> {
  simulated ??= simulateAll();
  return simulated;
}

async function simulateAll(): Promise<unknown[]> {
  const desk = new Desk({ 'chats.jsonl': CHATS });
  const printed = await Promise.all(
    [
      ['run', 's.yaml', '-p', 'ask.yaml', '-r', '2'],
      ['run', 's.yaml', '-p', 'ask.yaml', '-r', '1', '--drill', 'ai-outage'],
      ['compare', 's.yaml', '-p', 'never.yaml', 'ask.yaml', '-r', '2'],
      ['compare', 'chats.jsonl', '-p', 'ask.yaml', '-r', '2', '--no-sensitivity'],
    ].map((argv) => desk.run([...argv, '--format', 'json'])),
  );
  return printed.map(({ stdout }) => JSON.parse(stdout));
}

describe('an independent validator', () => {
  it.each(SHIPPED)('accepts $file', ({ kind, value }) => {
    expect(faults(kind, value)).toBe('');
  });

  // Those of templates/ name the place that `init` gives them; its own test looks there.
  it.each(SHIPPED.filter(({ file }) => !file.startsWith('templates')))(
    'is named in the first line of $file',
    ({ file, kind }) => {
      const up = file
        .split('/')
        .slice(1)
        .map(() => '../');
      const [first] = readFileSync(join(ROOT, file), 'utf8').split('\n');
      expect(first).toBe(`# yaml-language-server: $schema=${up.join('')}${schemaFile(kind)}`);
    },
  );

  it('accepts the conversations that are shipped', () => {
    expect(CONVERSATIONS.length).toBeGreaterThan(200);
    for (const value of CONVERSATIONS) expect(faults('conversation', value)).toBe('');
  });

  it('accepts every result that is written, and no key more', async () => {
    for (const result of await results()) {
      expect(faults('result', result)).toBe('');
      expect(faults('result', { ...(result as object), more: 1 })).not.toBe('');
    }
  });

  it.each<[string, Published, string]>([
    ['no name', 'policy', 'rules: []'],
    ['an unknown key', 'policy', '{ name: p, rules: [], rule: [] }'],
    ['a name with a space', 'policy', '{ name: a b, rules: [] }'],
    ['an unknown action', 'policy', '{ name: p, rules: [{ id: a, then: tranfer }] }'],
    [
      'a misspelt term',
      'policy',
      '{ name: p, rules: [{ id: a, then: { transfer: t, contxt: none } }] }',
    ],
    [
      'no duration',
      'policy',
      '{ name: p, rules: [{ id: a, then: { transfer: t, priority: 9 min } }] }',
    ],
    [
      'an else of an else',
      'policy',
      '{ name: p, rules: [{ id: a, then: { offer: callback, to: t, else: { ticket: t, else: no } } }] }',
    ],
    [
      'a wait for nothing',
      'policy',
      '{ name: p, rules: [], waiting: [{ id: w, then: { announce: wait } }] }',
    ],
    ['a policy', 'fragment', '{ name: p, rules: [] }'],
    ['a time without quotes', 'scenario', '{ name: s, horizon: { opens: 540, closes: "18:00" } }'],
    ['another speaker', 'conversation', '{ id: c, turns: [{ speaker: robot }] }'],
    ['no turns', 'conversation', '{ id: c }'],
    ['null', 'conversation', '{ id: c, turns: [], intent: null }'],
    ['another version', 'result', '{ warmline_result: 2 }'],
  ])('refuses %s (%s)', (_, kind, text) => {
    expect(faults(kind, parse(text))).not.toBe('');
    expect(ZOD[kind].safeParse(parse(text)).success).toBe(false);
  });
});

/** Whether an issue is a rule between values or of the calendar, which no JSON Schema can say. */
function isRule(issue: z.core.$ZodIssue): boolean {
  return (
    issue.code === 'custom' ||
    (issue.code === 'invalid_union' &&
      issue.errors.some((branch) => branch.length > 0 && branch.every(isRule)))
  );
}

const WRONG: readonly unknown[] = [-1, 1e12, 'wait', '25 h', true, null, {}, ['a']];

/** The value with one place of it replaced, removed, or joined by a key that nobody knows. */
function* damaged(value: unknown): Generator<unknown> {
  if (value === null || typeof value !== 'object') {
    for (const wrong of WRONG) yield wrong;
    return;
  }
  const entries = Object.entries(value);
  const like = (changed: [string, unknown][]) =>
    Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
  for (const [index, [key, item]] of entries.entries()) {
    const others = entries.toSpliced(index, 1);
    yield like(others);
    // Further items of a list, and of a long map such as metrics by id, are like the first ones.
    if (index > 1 && (Array.isArray(value) || entries.length > 30)) continue;
    for (const worse of damaged(item)) yield like(entries.with(index, [key, worse]));
    if (!Array.isArray(value)) yield like([...others, [`${key}x`, item]]);
  }
  yield like([...entries, ['unheard_of', 1]]);
  for (const wrong of WRONG) yield wrong;
}

/**
 * Two readers that share no code, on files with one thing wrong in each: what zod accepts the schema
 * accepts; what the schema lets pass and zod does not, breaks a rule that is told in words.
 */
function expectAgreement(kind: Published, values: readonly unknown[]): number {
  const validate = validator(kind);
  let seen = 0;
  for (const value of values) {
    for (const broken of damaged(value)) {
      seen++;
      const read = ZOD[kind].safeParse(broken);
      const valid = validate(broken);
      if (valid === read.success) continue;
      const where = `${JSON.stringify(broken).slice(0, 600)}\n${ajv.errorsText(validate.errors)}`;
      expect(read.success, where).toBe(false);
      expect(read.error!.issues.every(isRule), `${where}\n${read.error!.message}`).toBe(true);
    }
  }
  return seen;
}

describe('zod and the published schema agree on damaged', () => {
  const of = (kind: Published, file = '') =>
    SHIPPED.filter((f) => f.kind === kind && f.file.includes(file)).map((f) => f.value);
  it('policies', () => expect(expectAgreement('policy', of('policy'))).toBeGreaterThan(1000));
  it('fragments', () => void expectAgreement('fragment', of('fragment')));
  it('scenarios', () =>
    expect(expectAgreement('scenario', of('scenario', 'airline'))).toBeGreaterThan(1000));
  it('conversations', () =>
    expect(expectAgreement('conversation', CONVERSATIONS.slice(-4))).toBeGreaterThan(500));
  it('results', async () =>
    expect(expectAgreement('result', (await results()).slice(2, 3))).toBeGreaterThan(500));
});
