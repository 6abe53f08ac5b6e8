import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/input/digest.js';
import { Desk } from './command-line.js';

// Policies that share fragments, and parameters that are set from outside.

const PATIENT = `name: patient
params: { most: 3 in 1..5 }
rules:
  - include: shared/asked.yaml
`;
const ASKED = `fragment: asked
params: { credit: 2m in 0s..10m }
rules:
  - id: asked
    when: asks >= params.most
    then: { transfer: general, priority: params.credit }
`;
const FIXED = `name: fixed
rules: [{ id: asked, when: asks >= 3, then: { transfer: general, priority: 120 } }]
`;
const EAGER = FIXED.replace('fixed', 'eager').replace('>= 3', '>= 1');

/** A desk with a policy in two files and two in one. */
function desk(): Desk {
  const made = new Desk({ 'p.yaml': PATIENT, 'fixed.yaml': FIXED, 'eager.yaml': EAGER });
  mkdirSync(made.path('shared'));
  made.put('shared/asked.yaml', ASKED);
  return made;
}

const JSON_OF = (policies: readonly string[]) => [
  'compare',
  's.yaml',
  '-p',
  ...policies,
  ...['-r', '3', '--no-sensitivity', '--format', 'json'],
];

/** What all policies of a result come to, names aside. */
async function resultsOf(at: Desk, argv: readonly string[]) {
  const { code, stderr, stdout } = await at.run(argv);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const result = JSON.parse(stdout);
  return { result, metrics: result.policies.map((p: { metrics: unknown }) => p.metrics) };
}

describe('a fragment', () => {
  it('stands where it is included, and among the inputs with its digest', async () => {
    const at = desk();
    const { metrics, result } = await resultsOf(at, JSON_OF(['p.yaml', 'fixed.yaml']));
    expect(metrics[0]).toEqual(metrics[1]);
    const inputs = result.inputs.map(({ role, file, sha256 }: Record<string, string>) => [
      role,
      file!.replace(/.*warmline-cli-\w+\//, ''),
      sha256,
    ]);
    expect(inputs.slice(1)).toEqual([
      ['policy', 'p.yaml', await digestOf(at.path('p.yaml'))],
      ['fragment', 'shared/asked.yaml', await digestOf(at.path('shared/asked.yaml'))],
      ['policy', 'fixed.yaml', await digestOf(at.path('fixed.yaml'))],
    ]);
  });

  it('that two policies share is one input', async () => {
    const at = desk();
    at.put('q.yaml', PATIENT.replace('patient', 'another'));
    const { result } = await resultsOf(at, JSON_OF(['p.yaml', 'q.yaml']));
    const roles = result.inputs.map(({ role }: { role: string }) => role);
    expect(roles).toEqual(['scenario', 'policy', 'fragment', 'policy']);
  });

  it('may lie anywhere in the folder of the command, and of a policy elsewhere in its own', async () => {
    const at = desk();
    mkdirSync(at.path('mine'));
    at.put('mine/p.yaml', PATIENT.replace('shared/', '../shared/'));
    expect((await at.run(JSON_OF(['mine/p.yaml']))).code).toBe(0);
    const inside = join(at.folder, 'mine');
    const argv = JSON_OF(['p.yaml']).map((word) => (word === 's.yaml' ? '../s.yaml' : word));
    const { code, stderr } = await at.run(argv, { cwd: inside });
    expect(code, stderr).toBe(2);
    expect(stderr).toContain('A fragment must lie inside the project’s folder.');
    expect(stderr).toMatch(/p\.yaml:4:14/);
  });

  it('that is missing, outside or a way out is refused where it is included', async () => {
    const at = desk();
    symlinkSync('/etc/hostname', at.path('shared/way-out.yaml'));
    for (const [include, code] of [
      ['shared/askd.yaml', 'missing-file'],
      ['../../etc/hostname', 'include-outside'],
      ['/etc/hostname', 'include-outside'],
      ['shared/way-out.yaml', 'include-outside'],
    ] as const) {
      at.put('p.yaml', PATIENT.replace('shared/asked.yaml', include));
      const outcome = await at.run(JSON_OF(['p.yaml']));
      expect(outcome.code, include).toBe(2);
      expect(outcome.stderr).toMatch(/^p\.yaml:4:14/m);
      expect(outcome.stderr).toContain(
        code === 'missing-file' ? 'no such fragment' : 'inside the project',
      );
      expect(outcome.stderr).not.toMatch(/ {4}at /);
    }
  });
});

describe('--set', () => {
  it('gives the parameter another value in every policy that has it', async () => {
    const at = desk();
    const policies = ['p.yaml', 'fixed.yaml', 'eager.yaml'];
    const plain = await resultsOf(at, JSON_OF(policies));
    expect(plain.metrics[0]).toEqual(plain.metrics[1]);
    expect(plain.metrics[0]).not.toEqual(plain.metrics[2]);
    expect(plain.result.settings).toBeUndefined();
    const set = await resultsOf(at, [...JSON_OF(policies), '--set', 'most=1']);
    expect(set.metrics[0]).toEqual(plain.metrics[2]);
    expect(set.metrics.slice(1)).toEqual(plain.metrics.slice(1));
    expect(set.result.settings).toEqual({ most: 1 });
  });

  it('takes durations, several, and a fragment’s own', async () => {
    const at = desk();
    const argv = ['run', 's.yaml', '-p', 'p.yaml', '-r', '2', '--format', 'json'];
    const { result } = await resultsOf(at, [...argv, '--set', 'most=1', '--set', 'credit=1m30s']);
    expect(result.settings).toEqual({ most: 1, credit: 90 });
  });

  it.each([
    ['mots=2', /--set: no policy has a parameter "mots"/, /most/],
    ['most=9', /set outside its range/, /1 to 5/],
    ['credit=20m', /set outside its range/, /0 to 600/],
    ['most', /NAME=VALUE/, /max_failures=3/],
    ['most=', /NAME=VALUE/, /max_failures=3/],
    ['most=three', /NAME=VALUE/, /max_failures=3/],
    ['=3', /NAME=VALUE/, /max_failures=3/],
    ['__proto__=3', /no policy has a parameter "__proto__"/, /most, credit/],
  ])('%s is refused', async (given, ...said) => {
    const { code, stderr } = await desk().run([
      ...JSON_OF(['p.yaml', 'fixed.yaml']),
      '--set',
      given,
    ]);
    expect(code).toBe(2);
    for (const words of said) expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  it('twice for one name is refused', async () => {
    const argv = [...JSON_OF(['p.yaml']), '--set', 'most=1', '--set', 'most=2'];
    const { code, stderr } = await desk().run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain('"most" is set twice.');
  });
});

const bin = fileURLToPath(new URL('../../bin/warmline.js', import.meta.url));
const built = existsSync(join(dirname(bin), '../dist/main.js'));

// Workers are programs of their own, so this needs the built command.
it.runIf(built)('any number of workers makes the same of fragments and settings', () => {
  const at = desk();
  const argv = [...JSON_OF(['p.yaml', 'eager.yaml']), '--set', 'most=2', '--contacts', 'c.csv'];
  const of = (workers: string) => {
    const run = spawnSync(process.execPath, [bin, ...argv, '--workers', workers], {
      cwd: at.folder,
      encoding: 'utf8',
    });
    return { ...run, pid: 0, contacts: readFileSync(at.path('c.csv'), 'utf8') };
  };
  const alone = of('1');
  expect(alone.status, alone.stderr).toBe(0);
  expect(JSON.parse(alone.stdout).settings).toEqual({ most: 2 });
  expect(of('2')).toEqual(alone);
});
