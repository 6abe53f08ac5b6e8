import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readYaml } from '../../src/input/yaml-file.js';
import { problemsOf } from '../problems.js';

const Action = z.union([
  z.strictObject({ transfer: z.string(), context: z.enum(['none', 'summary']).optional() }),
  z.strictObject({ offer: z.enum(['transfer', 'callback']), else: z.string().optional() }),
  z.strictObject({ ticket: z.strictObject({ within: z.string() }) }),
]);
const Schema = z.strictObject({
  name: z.string(),
  wait: z
    .union([z.number(), z.string().regex(/^\d+[smh]$/)], 'a duration such as 90s or 10m')
    .optional(),
  // biome-ignore lint/suspicious/noThenProperty: a word of policies
  rules: z.array(z.strictObject({ id: z.string(), when: z.string().optional(), then: Action })),
  desk: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('fixed'), agents: z.number().int().min(1) }),
      z.strictObject({ kind: z.literal('table'), file: z.string() }),
    ])
    .optional(),
  teams: z.record(z.string().regex(/^[a-z]+$/, 'lower-case letters'), z.number()).optional(),
});

const problems = (text: string, schema: z.ZodType = Schema) =>
  problemsOf(() => readYaml('p.yaml', text, schema));

const brief = (text: string) =>
  problems(text).map((p) => [p.code, `${p.line}:${p.column}`, p.path, p.nearest ?? p.expected]);

describe('readYaml', () => {
  it('gives the value and finds its places, offsets inside texts included', () => {
    const text = [
      'name: calm',
      'rules:',
      '  - id: a',
      '    when: asks >= 1',
      '    then: { transfer: general }',
      '  - id: b',
      '    when: "say \\"x\\" == y"',
      '    then: { offer: callback }',
      '  - id: c',
      '    when: >-',
      '      asks >= 1 &&',
      '      waited > 20',
      '    then: { transfer: general }',
    ].join('\n');
    const yaml = readYaml('p.yaml', text, Schema);
    expect(yaml.value.rules.map((r) => r.id)).toEqual(['a', 'b', 'c']);
    expect(yaml.locate(['rules', 0, 'when'])).toEqual({ line: 4, column: 11 });
    expect(yaml.locate(['rules', 0, 'when'], 5)).toEqual({ line: 4, column: 16 });
    expect(yaml.locateKey(['rules', 0, 'when'])).toEqual({ line: 4, column: 5 });
    expect(yaml.locate(['rules', 0, 'then', 'transfer'])).toEqual({ line: 5, column: 23 });
    // the y of `say "x" == y` is character 11 of the value
    expect(yaml.value.rules[1]!.when![11]).toBe('y');
    expect(yaml.locate(['rules', 1, 'when'], 11)).toEqual({ line: 7, column: 25 });
    const folded = yaml.value.rules[2]!.when!;
    expect(yaml.locate(['rules', 2, 'when'], folded.indexOf('waited'))).toEqual({
      line: 12,
      column: 7,
    });
    expect(yaml.locate(['rules', 2, 'when'], folded.indexOf('20'))).toEqual({
      line: 12,
      column: 16,
    });
    // absent, so its owner
    expect(yaml.locate(['rules', 2, 'nothing'])).toEqual({ line: 9, column: 5 });
    expect(yaml.problem(['rules', 1, 'id'], { code: 'x', message: 'm' })).toEqual({
      severity: 'error',
      code: 'x',
      message: 'm',
      file: 'p.yaml',
      line: 6,
      column: 9,
      path: 'rules[1].id',
    });
  });

  it('reports all problems of a file in one go, each where it stands', () => {
    const text = [
      'name: 3',
      'nmae: x',
      'rules:',
      '  - id: a',
      '    then: { transfre: general }',
      '  - then: { offer: calback }',
      '  - id: b',
      '    then: { transfer: general, else: x }',
      'desk: { kind: fixd, agents: 2 }',
      'wait: 5 minutes',
    ].join('\n');
    expect(brief(text)).toEqual([
      ['wrong-type', '1:7', 'name', 'text'],
      ['unknown-key', '2:1', 'nmae', 'name'],
      ['unknown-key', '5:13', 'rules[0].then.transfre', 'transfer'],
      ['missing-key', '6:5', 'rules[1].id', 'text'],
      ['invalid-value', '6:20', 'rules[1].then.offer', 'callback'],
      ['unknown-key', '8:32', 'rules[2].then.else', 'one of transfer, context'],
      ['invalid-value', '9:15', 'desk.kind', 'fixed'],
      ['invalid-value', '10:7', 'wait', 'a duration such as 90s or 10m'],
    ]);
  });

  it.each([
    ['tabs', 'name: x\nrules:\n\t- id: a', 'yaml-syntax', 3],
    ['a duplicate key', 'name: x\nname: y\nrules: []', 'duplicate-key', 2],
    ['two documents', 'name: x\nrules: []\n---\nname: y', 'yaml-syntax', 3],
    ['an unknown tag', 'name: !python/object x\nrules: []', 'yaml-syntax', 1],
    ['an unclosed bracket', 'name: [x\nrules: []', 'yaml-syntax', 2],
    ['an alias inside itself', 'name: x\nrules: &r [*r]', 'yaml-alias', 2],
    ['an unknown alias', 'name: *nobody\nrules: []', 'yaml-alias', 1],
  ])('refuses %s with its line', (_, text, code, line) => {
    expect(problems(text)[0]).toMatchObject({ code, line, file: 'p.yaml' });
  });

  it.each(['', '\n\n', '# only a comment\n', '---\n', '~'])('refuses the empty file %j', (text) => {
    expect(problems(text)).toMatchObject([{ code: 'empty-file' }]);
  });

  it('refuses an alias bomb without expanding it', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      bomb.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    expect(problems(bomb.join('\n'))).toMatchObject([{ code: 'yaml-alias' }]);
  });

  it('survives absurd nesting', () => {
    expect(problems('['.repeat(100_000))[0]?.code).toBe('yaml-syntax');
  });

  it('takes __proto__ for an ordinary unknown key, in strict maps and in free ones', () => {
    const text = 'name: x\nrules: []\n__proto__: { polluted: 1 }\nteams: { a: 1, __proto__: 2 }';
    expect(brief(text)).toEqual([
      ['unknown-key', '3:1', '__proto__', 'one of name, wait, rules, desk, teams'],
      ['unknown-key', '4:16', 'teams.__proto__', undefined],
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('names bad record keys, and the choices of a value that takes none of its forms', () => {
    expect(brief('name: x\nrules: []\nteams: { Big: 1 }')).toEqual([
      ['invalid-key', '3:10', 'teams.Big', 'lower-case letters'],
    ]);
    expect(brief('name: x\nrules:\n  - id: a\n    then: go')).toEqual([
      ['wrong-type', '4:11', 'rules[0].then', 'a map of keys'],
    ]);
    expect(brief('name: x\nrules:\n  - id: a\n    then: {}')).toEqual([
      ['no-form', '4:5', 'rules[0].then', 'one of the keys transfer, offer, ticket'],
    ]);
    expect(brief('name: x\nrules: []\ndesk: { kind: fixed, agents: 0 }')).toEqual([
      ['out-of-range', '3:30', 'desk.agents', 'at least 1'],
    ]);
  });

  it('strips a byte order mark and takes CRLF', () => {
    const yaml = readYaml('p.yaml', '\uFEFFname: x\r\nrules: []\r\n', Schema);
    expect(yaml.locate(['rules'])).toEqual({ line: 2, column: 8 });
    expect(yaml.locate(['name'])).toEqual({ line: 1, column: 7 });
  });

  it('lets a refinement speak for itself', () => {
    const even = z.strictObject({
      n: z.number().refine((n) => n % 2 === 0, {
        error: '`n` must be even',
        params: { code: 'odd', expected: 'an even number' },
      }),
    });
    expect(problems('n: 3', even)).toEqual([
      {
        severity: 'error',
        code: 'odd',
        message: '`n` must be even',
        file: 'p.yaml',
        line: 1,
        column: 4,
        path: 'n',
        found: '3',
        expected: 'an even number',
      },
    ]);
  });
});
