import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Desk } from './command-line.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const POLICIES = ['my-desk/policies/today.yaml', 'my-desk/policies/idea.yaml'];
const EVERYTHING = [
  'policies/idea.yaml',
  'policies/today.yaml',
  'scenario.yaml',
  'schemas/fragment.schema.json',
  'schemas/policy.schema.json',
  'schemas/scenario.schema.json',
];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

test('writes a project and says what to run next', async () => {
  const desk = new Desk();
  const { code, stdout, stderr } = await desk.run(['init', 'my-desk']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(filesIn(desk.path('my-desk'))).toEqual(EVERYTHING);
  expect(stdout).toContain(
    'Next:\n  cd my-desk\n  warmline lint policies/*.yaml --scenario scenario.yaml\n',
  );
});

test('the project lints clean', async () => {
  const desk = new Desk();
  await desk.run(['init', 'my-desk']);
  const alone = await desk.run(['lint', ...POLICIES]);
  expect(alone).toMatchObject({ code: 0, stderr: '' });
  const there = await desk.run(['lint', ...POLICIES, '--scenario', 'my-desk/scenario.yaml']);
  expect(there).toMatchObject({ code: 0, stderr: '', stdout: '2 policies, nothing found\n' });
});

test('the project compares and runs at once, without a warning', async () => {
  const desk = new Desk();
  await desk.run(['init', 'my-desk']);
  const compared = await desk.run([
    ...['compare', 'my-desk/scenario.yaml', '-p', ...POLICIES],
    ...['-r', '5', '--no-sensitivity', '-o', 'r.json'],
  ]);
  expect(compared).toMatchObject({ code: 0, stderr: '' });
  expect(compared.stdout).toContain('Against today: same customers, same staff, same luck');
  const { policies } = JSON.parse(readFileSync(desk.path('r.json'), 'utf8'));
  for (const { name, metrics, rules } of policies) {
    // People are busy, and neither idle nor swamped: the first comparison has something to say.
    expect(metrics['occupancy.general'].value, name).toBeGreaterThan(0.4);
    expect(metrics['occupancy.general'].value, name).toBeLessThan(0.9);
    for (const { id, fired } of rules) expect(fired, `${name}: ${id}`).toBeGreaterThan(0);
  }
  const ran = await desk.run(['run', 'my-desk/scenario.yaml', '-p', POLICIES[1]!, '-r', '2']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
});

test('each file says where its schema is, and it is there', async () => {
  const desk = new Desk();
  await desk.run(['init', '.']);
  for (const file of EVERYTHING.filter((name) => name.endsWith('.yaml'))) {
    const [first] = readFileSync(desk.path(file), 'utf8').split('\n');
    const [, path] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first!) ?? [];
    const schema = join(dirname(desk.path(file)), path!);
    expect(JSON.parse(readFileSync(schema, 'utf8')).title).toBe(
      file.startsWith('policies') ? 'warmline policy' : 'warmline scenario',
    );
  }
});

test('in this folder, when none is named', async () => {
  const desk = new Desk();
  const { stdout } = await desk.run(['init']);
  expect(existsSync(desk.path('policies/idea.yaml'))).toBe(true);
  expect(stdout).not.toContain('cd ');
});

test('a folder with a space is quoted', async () => {
  const { stdout } = await new Desk().run(['init', "my team's desk"]);
  expect(stdout).toContain("  cd 'my team'\\''s desk'\n");
});

test('overwrites nothing: all files in the way are named, and nothing is written', async () => {
  const desk = new Desk({ 'scenario.yaml': 'mine' });
  mkdirSync(desk.path('policies'));
  writeFileSync(desk.path('policies/idea.yaml'), 'mine too');
  const before = filesIn(desk.folder);
  const { code, stdout, stderr } = await desk.run(['init']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('scenario.yaml: error: There is such a file already');
  expect(stderr).toContain('policies/idea.yaml: error: There is such a file already');
  expect(filesIn(desk.folder)).toEqual(before);
  expect(readFileSync(desk.path('scenario.yaml'), 'utf8')).toBe('mine');
});

test('a file where the folder should be is a problem, not a fault', async () => {
  const desk = new Desk();
  const before = desk.list();
  const { code, stderr } = await desk.run(['init', 's.yaml']);
  expect(code).toBe(2);
  expect(stderr).toContain('A folder of the output is a file');
  expect(stderr).not.toMatch(/ {4}at /);
  expect(desk.list()).toEqual(before);
});

test('the package holds what is copied', () => {
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(files).toEqual(expect.arrayContaining(['templates', 'schemas']));
});
