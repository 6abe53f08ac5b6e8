import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, test } from 'vitest';
import { Desk, policy, SCENARIO } from './command-line.js';

const bin = fileURLToPath(new URL('../../bin/warmline.js', import.meta.url));

test('a condition too long for any parser is a problem of its file, not of ours', async () => {
  const desk = new Desk({ 'p.yaml': policy('p', `'${'!'.repeat(10_000)}(asks >= 1)'`) });
  const { code, stderr } = await desk.run(['compare', 's.yaml', '-p', 'p.yaml']);
  expect(code).toBe(2);
  expect(stderr).toContain('p.yaml:4:11: error: The condition is too long');
});

test('JSON nested without end, and a long line cut off inside a text', async () => {
  const deep = `{"id":"a","turns":${'['.repeat(20_000)}${']'.repeat(20_000)}}\n`;
  const cut = `{"id":"a","turns":[{"speaker":"customer","text":"${'x'.repeat(12_000_000)}`;
  const desk = new Desk({ 'deep.jsonl': deep, 'cut.jsonl': cut });
  for (const [file, text] of [
    ['deep.jsonl', 'deep.jsonl:1: error:'],
    ['cut.jsonl', 'expected: a closing quote'],
  ] as const) {
    const { code, stderr } = await desk.run(['inspect', file]);
    expect(stderr).toContain(text);
    expect(code).toBe(2);
  }
});

test('numbers beyond all measure are refused, so that no figure is infinite', async () => {
  const costly = `${SCENARIO}costs: { per_agent_hour: 1.0e+308 }\n`;
  const slow = SCENARIO.replace('constant: 300s', 'constant: 1.0e+300');
  const desk = new Desk({ 'costly.yaml': costly, 'slow.yaml': slow });
  for (const file of ['costly.yaml', 'slow.yaml']) {
    const { code, stderr } = await desk.run(['compare', file, '-p', 'never.yaml']);
    expect(stderr).toContain(`${file}:`);
    expect(code).toBe(2);
  }
});

test('a desk that nobody staffs any more is in the table, the sentences and the advice', async () => {
  const early = SCENARIO.replace('to: "11:00", agents: 3', 'to: "09:30", agents: 3').replace(
    'contacts_per_day: 20',
    'contacts_per_day: 200',
  );
  const all = 'name: all\nrules: [{ id: all, at: arrival, then: { transfer: general } }]\n';
  const desk = new Desk({ 's.yaml': early, 'all.yaml': all });
  const { stdout } = await desk.run([
    'compare',
    's.yaml',
    '-p',
    'all.yaml',
    'never.yaml',
    '-r',
    '3',
  ]);
  expect(stdout).toMatch(/Nobody\s/);
  expect(stdout.replace(/\s+/g, ' ')).toMatch(
    /% of those handed over by all come to a desk where nobody will come any more/,
  );
});

// Only Linux has a device that is always full.
it.skipIf(!existsSync('/dev/full'))('a full standard output is no answer, and no stack', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [bin, '--help'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  expect(stderr).toContain('error: The result cannot be written to standard output');
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(2);
});
