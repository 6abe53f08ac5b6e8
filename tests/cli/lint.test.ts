import { expect, test } from 'vitest';
import { Desk, ON_REQUEST, SCENARIO } from './command-line.js';

const CLEAN = ON_REQUEST.replace('general }', 'general, context: summary }');
const SHADOWED = `${CLEAN}  - id: insists
    when: asks >= 2
    then: { transfer: general, context: summary }
`;

test('a clean policy: exit code 0, and says so', async () => {
  const desk = new Desk({ 'p.yaml': CLEAN });
  expect(await desk.run(['lint', 'p.yaml'])).toEqual({
    code: 0,
    stdout: '1 policy, nothing found\n',
    stderr: '',
  });
});

test('findings: exit code 1, each with its place and what to do', async () => {
  const desk = new Desk({ 'p.yaml': SHADOWED, 'q.yaml': CLEAN.replace('on-request', 'q') });
  const { code, stderr, stdout } = await desk.run(['lint', 'p.yaml', 'q.yaml']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toBe(
    `p.yaml:6:9: error: Whenever the rule "insists" matches, "asked" before it has matched already. [shadowed]
  found: asks >= 2
  fix: "insists" before "asked", or a condition that leaves something to it
1 finding in 2 policies
`,
  );
});

test('with a scenario, teams and values are those that it has', async () => {
  const text = CLEAN.replace('asks >= 1', 'intent == "refnd" || asks >= 1');
  const desk = new Desk({ 'p.yaml': text, 'team.yaml': CLEAN.replace('general', 'nobody') });
  expect((await desk.run(['lint', 'p.yaml'])).code).toBe(0);
  const { code, stdout } = await desk.run(['lint', 'p.yaml', '--scenario', 's.yaml']);
  expect(code).toBe(1);
  expect(stdout).toContain(
    '[unknown-value]\n  found: refnd\n  fix: one of refund\n  did you mean refund?',
  );
  expect((await desk.run(['lint', 'team.yaml'])).code).toBe(0);
  const refused = await desk.run(['lint', 'team.yaml', '--scenario', 's.yaml']);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('The scenario has no team "nobody"');
});

test('hours are those of the scenario’s shifts', async () => {
  const late = SCENARIO.replace('to: "11:00", agents', 'to: "10:00", agents');
  const desk = new Desk({ 'late.yaml': late, 'p.yaml': CLEAN });
  expect((await desk.run(['lint', 'p.yaml', '--scenario', 's.yaml'])).code).toBe(0);
  const { stdout } = await desk.run(['lint', 'p.yaml', '--scenario', 'late.yaml']);
  expect(stdout).toContain('p.yaml:5:23: error:');
  expect(stdout).toContain('for instance Tue 10:00');
  expect(stdout).toContain('[dead-end-out-of-hours]');
});

test('json is data alone', async () => {
  const desk = new Desk({ 'p.yaml': SHADOWED });
  const { code, stdout } = await desk.run(['lint', 'p.yaml', '--format', 'json']);
  expect(code).toBe(1);
  const { findings, warmline } = JSON.parse(stdout);
  expect(warmline).toMatch(/^\d+\.\d+\.\d+/);
  expect(findings).toEqual([
    {
      code: 'shadowed',
      severity: 'error',
      message: 'Whenever the rule "insists" matches, "asked" before it has matched already.',
      file: expect.stringMatching(/p\.yaml$/),
      line: 6,
      column: 9,
      path: 'rules[1].id',
      about: 'insists',
      found: 'asks >= 2',
      fix: '"insists" before "asked", or a condition that leaves something to it',
    },
  ]);
});

test('github commands are one line each', async () => {
  const desk = new Desk({ 'p.yaml': SHADOWED, 'clean.yaml': CLEAN });
  const { code, stdout } = await desk.run(['lint', 'p.yaml', '--format', 'github']);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^::error \S*p\.yaml,line=6,col=9,title=shadowed::Whenever .*%0Afound: asks >= 2%0Afix: [^\n]*\n$/,
  );
  expect(await desk.run(['lint', 'clean.yaml', '--format', 'github'])).toMatchObject({
    code: 0,
    stdout: '',
  });
});

test('broken input: exit code 2, all of it told, and no findings', async () => {
  const desk = new Desk({
    'p.yaml': SHADOWED,
    'broken.yaml': 'name: b\nrules:\n  - { id: a, when: ask > 1, then: stay }\n',
    'worse.yaml': 'name: [\n',
  });
  const { code, stderr, stdout } = await desk.run([
    'lint',
    'p.yaml',
    'broken.yaml',
    'worse.yaml',
    'gone.yaml',
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const part of [
    'There is no signal "ask"',
    'worse.yaml:',
    'gone.yaml: error: There is no such file',
  ]) {
    expect(stderr).toContain(part);
  }
  expect((await desk.run(['lint', 's.yaml'])).stderr).toContain(
    'a scenario stands behind --scenario',
  );
  expect((await desk.run(['lint', 'p.yaml', '--scenario', 'p.yaml'])).stderr).toContain(
    'policies stand before',
  );
  expect((await desk.run(['lint'])).code).toBe(2);
});

test('fragments are read beside the policy', async () => {
  const desk = new Desk({
    'p.yaml': `${CLEAN}  - include: f.yaml\n`,
    'f.yaml':
      'fragment: f\nrules:\n  - { id: lost, when: failed_turns >= 2, then: { transfer: senior } }\n',
  });
  const { code, stdout } = await desk.run(['lint', 'p.yaml']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^f\.yaml:3:\d+: warning: .*\[context-not-carried\]/);
});
