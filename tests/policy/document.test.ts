import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InputError, type Problem } from '../../src/input/problem.js';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { type PolicyDocument, readDocument } from '../../src/policy/grammar/document.js';
import { readFragments } from '../../src/policy/grammar/read-policy.js';
import { loadPolicy } from '../../src/policy/load.js';
import { problemsOf } from '../problems.js';

// Fragments: what stands where, whose problem it is, and what may not be included.

const VOCABULARY: Vocabulary = {
  teams: new Map([['general', 0]]),
  columns: new Map(),
  values: {},
  absent: new Set(),
};
type Files = Readonly<Record<string, string>>;
const fragmentsOf = (files: Files) => new Map(Object.entries(files));
const documentOf = (text: string, files: Files): PolicyDocument =>
  readDocument('desk/p.yaml', text, fragmentsOf(files));
const problemsIn = (text: string, files: Files = {}): readonly Problem[] =>
  problemsOf(
    () => loadPolicy('desk/p.yaml', text, VOCABULARY, { fragments: fragmentsOf(files) }),
    ({ warnings }) => warnings,
  );
const shortly = (problems: readonly Problem[]) =>
  problems.map((p) => `${p.code} ${p.file}:${p.line}:${p.column}`);

const rule = (id: string, when = 'asks >= 1') =>
  `  - { id: ${id}, when: "${when}", then: { transfer: general } }\n`;

describe('fragments in their places', () => {
  const POLICY = `name: p
params: { most: 2 }
rules:
${rule('first')}  - include: ../shared/a.yaml
${rule('last')}waiting: [{ id: w1, when: waited > 5, then: { priority: 1m } }]
`;
  const A = `fragment: a
params: { least: 1 }
hours: { shop: { open: [{ from: "09:00", to: "17:00" }] } }
rules:
${rule('a1')}  - include: b.yaml
${rule('a2', 'is.lost')}waiting: [{ id: w2, when: waited > 9, then: { priority: 1m } }]
allow: [never-fires]
`;
  const B = `fragment: b
conditions: { lost: failed_turns > params.most }
rules:
${rule('b1', 'hours.shop && asks > params.least')}serving: [{ id: s, when: agent_silent > 60, then: { requeue: head } }]
`;
  const FILES = { 'shared/a.yaml': A, 'shared/b.yaml': B };

  it('rules stand where they are included, and fragments within fragments, too', () => {
    const { rules, serving, waiting } = documentOf(POLICY, FILES);
    expect(rules.map(({ value }) => value.id)).toEqual(['first', 'a1', 'b1', 'a2', 'last']);
    // Where a list is not ordered by the policy, fragments come at their include.
    expect(waiting.map(({ value }) => value.id)).toEqual(['w2', 'w1']);
    expect(serving.map(({ value }) => value.id)).toEqual(['s']);
  });

  it('definitions join, whichever file uses them', () => {
    const { allow, conditions, hours, params } = documentOf(POLICY, FILES);
    expect([...params.keys()].sort()).toEqual(['least', 'most']);
    expect([[...hours.keys()], [...conditions.keys()], allow]).toEqual([
      ['shop'],
      ['lost'],
      ['never-fires'],
    ]);
    expect(problemsIn(POLICY, FILES)).toEqual([]);
  });

  it('each part knows its own file', () => {
    const { rules } = documentOf(POLICY, FILES);
    const places = rules.map(({ path, yaml }) => `${yaml.file}:${yaml.locate(path).line}`);
    expect(places).toEqual([
      'desk/p.yaml:4',
      'shared/a.yaml:5',
      'shared/b.yaml:4',
      'shared/a.yaml:7',
      'desk/p.yaml:6',
    ]);
  });

  it('problems of all files come at once, each with its own file', () => {
    const files = {
      'shared/a.yaml': A.replace('is.lost', 'is.lsot'),
      'shared/b.yaml': B.replace('params.least', 'params.laest'),
    };
    const found = problemsIn(POLICY.replace('asks >= 1', 'askz >= 1'), files);
    expect(found.map((p) => [p.code, p.file, p.line, p.column, p.nearest])).toEqual([
      ['unknown-signal', 'desk/p.yaml', 4, 24, 'asks'],
      ['unknown-signal', 'shared/b.yaml', 4, 50, 'params.least'],
      ['unknown-signal', 'shared/a.yaml', 7, 25, 'is.lost'],
    ]);
  });

  it('a rule of a fragment may not have the name of another rule', () => {
    const found = problemsIn(POLICY, { ...FILES, 'shared/b.yaml': B.replace('id: b1', 'id: a1') });
    expect(found).toMatchObject([
      { code: 'duplicate-id', file: 'shared/b.yaml', line: 4, path: 'rules[0].id', found: 'a1' },
    ]);
  });

  it('nor a definition of another', () => {
    const b = B.replace('conditions:', 'params: { most: 9 }\nconditions:');
    expect(problemsIn(POLICY, { ...FILES, 'shared/b.yaml': b })).toMatchObject([
      {
        code: 'duplicate-name',
        file: 'shared/b.yaml',
        line: 2,
        column: 17,
        path: 'params.most',
        found: 'also in desk/p.yaml',
      },
    ]);
  });
});

describe('an include that cannot be', () => {
  const including = (...paths: string[]) =>
    `name: p\nrules:\n${rule('x')}${paths.map((path) => `  - include: ${path}\n`).join('')}`;
  const fragment = (...paths: string[]) =>
    `fragment: f\nrules:\n${paths.map((path) => `  - include: ${path}\n`).join('')}`;

  it.each<[string, string, Files, string, string]>([
    ['no such file', including('a.yaml'), {}, 'missing-file desk/p.yaml:4:14', 'a.yaml'],
    [
      'itself, through another',
      including('a.yaml'),
      { 'desk/a.yaml': fragment('b.yaml'), 'desk/b.yaml': fragment('../desk/a.yaml') },
      'include-cycle desk/b.yaml:3:14',
      '../desk/a.yaml',
    ],
    [
      'itself, at once',
      including('a.yaml'),
      { 'desk/a.yaml': fragment('a.yaml') },
      'include-cycle desk/a.yaml:3:14',
      'a.yaml',
    ],
    [
      'the policy',
      including('a.yaml'),
      { 'desk/a.yaml': fragment('./p.yaml') },
      'include-cycle desk/a.yaml:3:14',
      './p.yaml',
    ],
    [
      'twice',
      including('a.yaml', './a.yaml'),
      { 'desk/a.yaml': `fragment: a\nrules:\n${rule('y')}` },
      'included-twice desk/p.yaml:5:14',
      './a.yaml',
    ],
  ])('%s', (_, text, files, place, found) => {
    const problems = problemsIn(text, files);
    expect(shortly(problems)).toEqual([place]);
    expect(problems[0]).toMatchObject({ severity: 'error', found });
    expect(problems[0]!.expected).not.toBe('');
  });

  it('a policy in place of a fragment', () => {
    const found = problemsIn(including('a.yaml'), { 'desk/a.yaml': 'name: q\nrules: []\n' });
    expect(shortly(found)).toEqual(['missing-key desk/a.yaml:1:1', 'unknown-key desk/a.yaml:1:1']);
  });

  it('deeper than ten', () => {
    const chain = (length: number): Files =>
      Object.fromEntries(
        Array.from({ length }, (_, i) => [
          `desk/${i}.yaml`,
          i === length - 1 ? 'fragment: f' : fragment(`${i + 1}.yaml`),
        ]),
      );
    expect(problemsIn(including('0.yaml'), chain(10))).toEqual([]);
    expect(shortly(problemsIn(including('0.yaml'), chain(11)))).toEqual([
      'include-limit desk/9.yaml:3:14',
    ]);
  });

  it('more than fifty', () => {
    const files = Object.fromEntries(
      Array.from({ length: 51 }, (_, i) => [`desk/${i}.yaml`, 'fragment: f']),
    );
    const names = Object.keys(files).map((name) => name.slice('desk/'.length));
    expect(problemsIn(including(...names.slice(0, 50)), files)).toEqual([]);
    expect(shortly(problemsIn(including(...names), files))).toEqual([
      'include-limit desk/p.yaml:54:14',
    ]);
  });
});

describe('fragments on a disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warmline-fragments-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text: string): string => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const project = join(folder, 'project');
  const policy = (include: string) => `name: p\nrules: [{ include: ${include} }]\n`;
  put('project/shared/a.yaml', 'fragment: a\nrules: [{ include: b.yaml }]\n');
  put('project/shared/b.yaml', 'fragment: b\n');
  put('secret.yaml', 'fragment: secret\n');
  put('project-too/c.yaml', 'fragment: c\n');
  symlinkSync(join(folder, 'secret.yaml'), join(project, 'link.yaml'));
  symlinkSync(folder, join(project, 'up'));
  symlinkSync(join(project, 'shared/b.yaml'), join(project, 'within.yaml'));
  symlinkSync(join(project, 'circle.yaml'), join(project, 'circle.yaml'));
  const read = (include: string, root = project) =>
    readFragments(join(project, 'desk/p.yaml'), policy(include), root);
  mkdirSync(join(project, 'desk'));

  it('are read with those that they include', async () => {
    const texts = await read('../shared/a.yaml');
    const b = join(project, 'shared/b.yaml');
    expect([...texts.keys()]).toEqual([join(project, 'shared/a.yaml'), b]);
    expect(texts.get(b)).toBe('fragment: b\n');
  });

  it('links that stay inside are followed', async () => {
    expect((await read('../within.yaml')).size).toBe(1);
  });

  it.each([
    ['above the project', '../../secret.yaml', 'include-outside'],
    ['above the project, not there', '../../nothing.yaml', 'include-outside'],
    ['a folder that begins like the project', '../../project-too/c.yaml', 'include-outside'],
    ['absolute', '/etc/hostname', 'include-outside'],
    ['absolute, inside all the same', join(project, 'shared/b.yaml'), 'include-outside'],
    ['a link that leads out', '../link.yaml', 'include-outside'],
    ['a folder that leads out', '../up/secret.yaml', 'include-outside'],
    ['not there', 'b.yaml', 'missing-file'],
    ['a link to itself', '../circle.yaml', 'missing-file'],
    ['a character that no path has', '"a\\0.yaml"', 'missing-file'],
    ['a folder', '../shared', 'not-a-file'],
  ])('%s: refused at its include', async (_, include, code) => {
    const error: InputError = await read(include).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(error.problems).toMatchObject([
      { code, severity: 'error', file: join(project, 'desk/p.yaml'), line: 2, column: 20 },
    ]);
    expect(error.problems[0]!.path).toBe('rules[0].include');
  });

  it('all that are missing are told at once', async () => {
    const text = 'name: p\nrules: [{ include: x.yaml }, { include: y.yaml }]\n';
    const error = await readFragments(join(project, 'p.yaml'), text, project).catch((e) => e);
    expect(error.problems.map((p: Problem) => p.found)).toEqual(['x.yaml', 'y.yaml']);
  });

  it('a folder that leads back into itself ends', async () => {
    symlinkSync(project, join(project, 'again'));
    put('project/loop.yaml', 'fragment: loop\nrules: [{ include: again/loop.yaml }]\n');
    const file = join(project, 'p.yaml');
    const fragments = await readFragments(file, policy('loop.yaml'), project);
    const found = problemsOf(() =>
      loadPolicy(file, policy('loop.yaml'), VOCABULARY, { fragments }),
    );
    expect(found).toMatchObject([{ code: 'include-limit', severity: 'error', line: 2 }]);
  });
});
