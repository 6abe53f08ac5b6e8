import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHATS, Desk, policy, SCENARIO } from './command-line.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

const BOTH = ['compare', 's.yaml', '-p', 'never.yaml', 'ask.yaml'];
const QUICK = [...BOTH, '-r', '3', '--no-sensitivity'];

function read(desk: Desk, name: string): string {
  return readFileSync(desk.path(name), 'utf8');
}

test('a page on stdout, nothing on stderr, exit code 0', async () => {
  const { code, stdout, stderr } = await new Desk().run([...BOTH, '-r', '3']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^tiny {2}2 policies, 3 simulated days each, seed 1\n/);
  for (const part of [
    'Is the problem solved, and by whom?',
    'Against never: same customers, same staff, same luck',
    '±: half a 95 % interval over 3 days.',
    'on-request resolves the most',
    'The ranking was checked in 6 variations of AI success, ask rate and patience, 3 days each.',
    'Try next:',
  ])
    expect.soft(stdout).toContain(part);
  expect(stdout).not.toMatch(/NaN|undefined|Infinity|-0\.0|\[object/);
  expect(stdout).not.toMatch(CONTROL);
});

test('one policy and one day: no ranking, no interval, no plural', async () => {
  const { code, stdout } = await new Desk().run(['compare', 's.yaml', '-p', 'ask.yaml', '-r', '1']);
  expect(code).toBe(0);
  expect(stdout).toContain('1 policy, 1 simulated day each');
  expect(stdout).toContain('One day has no interval.');
  expect(stdout).not.toMatch(/±|ranking|Against|▲|▼/);
});

test('--baseline stands first and is what the others are compared with', async () => {
  const { stdout } = await new Desk().run([...QUICK, '--baseline', 'on-request']);
  expect(stdout).toContain('Against on-request');
  expect(stdout.indexOf('  on-request')).toBeLessThan(stdout.indexOf('  never'));
});

test('--by shows the main figures for every group', async () => {
  const desk = new Desk({
    'two.yaml': `${SCENARIO}segments:\n  young: { share: 0.5 }\n  elderly: { share: 0.5 }\n`,
  });
  const argv = ['compare', 'two.yaml', '-p', 'ask.yaml', '-r', '2', '--by', 'segment'];
  const { code, stdout } = await desk.run(argv);
  expect(code).toBe(0);
  expect(stdout).toContain('Where segment is young');
  expect(stdout).toContain('Where segment is elderly');
});

test('--format json leaves stdout pure JSON, warnings or not', async () => {
  const desk = new Desk({ 'p.yaml': policy('picky', 'intent == "refnd"') });
  const argv = ['compare', 's.yaml', '-p', 'never.yaml', 'p.yaml', '-r', '2', '--format', 'json'];
  const { code, stdout, stderr } = await desk.run(argv);
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({
    warmline_result: 1,
    seed: 1,
    replications: 2,
    scenario: 'tiny',
    baseline: 'never',
    policies: [{ name: 'never' }, { name: 'picky' }],
    warnings: [{ code: 'unknown-value', nearest: 'refund' }],
  });
  expect(result.inputs.map(({ role }: { role: string }) => role)).toEqual([
    'scenario',
    'policy',
    'policy',
  ]);
  for (const { sha256 } of result.inputs) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(stderr).toContain('p.yaml:4:21: warning: No contact of this scenario has the intent');
});

test('-o writes JSON, CSV and Markdown, --contacts a row per contact', async () => {
  const desk = new Desk();
  const before = desk.list();
  const outputs = ['-o', 'r.json', '-o', 'r.csv', '-o', 'new/folder/r.md', '--contacts', 'c.csv'];
  const { code, stdout, stderr } = await desk.run([...QUICK, ...outputs]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Full result: r.json, r.csv, new/folder/r.md, c.csv');
  expect(desk.list()).toEqual([...before, 'c.csv', 'new', 'r.csv', 'r.json'].sort());

  const result = JSON.parse(read(desk, 'r.json'));
  const rows = read(desk, 'c.csv').trimEnd().split('\n');
  const contacts = result.policies.map((p: { contacts: number }) => p.contacts);
  expect(rows.length - 1).toBe(contacts[0] + contacts[1]);
  const header = rows[0]!.split(',');
  expect(header.slice(0, 3)).toEqual(['policy', 'replication', 'contact']);
  expect(header.slice(-6)).toEqual([
    'support',
    'dialogue_turns_observed',
    'decision',
    'wait',
    'human_stage',
    'outcome',
  ]);
  const cells = rows.slice(1).map((row) => row.split(','));
  expect(new Set(cells.map((row) => row.length))).toEqual(new Set([header.length]));
  expect(new Set(cells.map((row) => `${row[0]} ${row[1]}`))).toEqual(
    new Set(['never', 'on-request'].flatMap((name) => [0, 1, 2].map((r) => `${name} ${r}`))),
  );
  expect(new Set(cells.map((row) => row.at(-1)))).toEqual(new Set(['modelled']));

  const table = read(desk, 'r.csv').trimEnd().split('\n');
  expect(table[0]).toMatch(/^policy,slice,metric,unit,value,low,high,/);
  expect(table.filter((row) => row.startsWith('never,all,')).length).toBe(
    Object.keys(result.metrics).length,
  );
  const page = read(desk, 'new/folder/r.md');
  expect(page).toMatch(/^# tiny\n\n2 policies, 3 simulated days each, seed 1\./);
  expect(page).toMatch(/^\| on-request \| [+\d]/m);
  expect(page).not.toContain('± ');
});

test('a repeated output replaces the old one, through a link too', async () => {
  const desk = new Desk({ 'old.json': 'old' });
  symlinkSync('old.json', desk.path('link.json'));
  const before = desk.list();
  expect(await desk.run([...QUICK, '-o', 'link.json'])).toMatchObject({ code: 0 });
  expect(JSON.parse(read(desk, 'old.json'))).toMatchObject({ warmline_result: 1 });
  expect(desk.list()).toEqual(before);
});

test('same seed, same bytes; another seed, other figures', async () => {
  const desk = new Desk();
  const json = async (...more: string[]) =>
    (await desk.run([...QUICK, '--format', 'json', ...more])).stdout;
  const first = await json('--seed', '7');
  expect(await json('--seed', '7')).toBe(first);
  const other = JSON.parse(await json('--seed', '8'));
  expect(other.policies[0].metrics).not.toEqual(JSON.parse(first).policies[0].metrics);
});

test('recorded conversations are replayed in the default world', async () => {
  const desk = new Desk({ 'chats.jsonl': CHATS });
  const argv = ['compare', 'chats.jsonl', '-p', 'ask.yaml', '-r', '2', '--no-sensitivity'];
  const { code, stdout, stderr } = await desk.run([...argv, '--contacts', 'c.csv']);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('Can this world reproduce what happened?');
  expect(stdout).toContain('Assumed, because the record does not say');
  expect(read(desk, 'c.csv')).toMatch(/,observed/);
});

test('absent signals: one warning for all the rules that need one', async () => {
  const other = '  - { id: other, when: turns >= 5, then: refuse }\n';
  const desk = new Desk({
    'chats.jsonl': CHATS,
    'a.yaml': policy('first', 'confidence < 0.5') + other,
    'b.yaml': policy('second', 'asks >= 1 || confidence < 0.5'),
    'c.yaml': policy('third', 'confidence < 0.2') + other,
  });
  const argv = ['compare', 'chats.jsonl', '-p', 'a.yaml', 'b.yaml', 'c.yaml', '-r', '1'];
  const { stderr } = await desk.run([...argv, '--no-sensitivity']);
  expect(stderr).toContain(
    'warning: This dataset never records confidence, so these rules never match on record.\n' +
      '  a.yaml:4:11 only\n  c.yaml:4:11 only\n',
  );
  expect(stderr).toContain(
    'which these rules read: that part of them never holds.\n  b.yaml:4:11 only\n',
  );
});

test('colour on a terminal only, and not under NO_COLOR; never in files', async () => {
  const desk = new Desk();
  const page = async (isTTY: boolean, env: Record<string, string>) => {
    const out: string[] = [];
    const stdout = { isTTY, write: (text: string) => void out.push(text) };
    await desk.run([...QUICK, '-o', 'r.md', '-o', 'r.csv'], { stdout, env });
    return out.join('');
  };
  const coloured = await page(true, {});
  expect(coloured).toContain('\u001b[');
  for (const plain of [await page(false, {}), await page(true, { NO_COLOR: '1' })])
    expect(plain).not.toMatch(CONTROL);
  for (const file of ['r.md', 'r.csv']) expect(read(desk, file)).not.toMatch(CONTROL);
});

test('progress is silent where stderr is no terminal', async () => {
  const { stderr } = await new Desk().run([...BOTH, '-r', '30']);
  expect(stderr).toBe('');
});

test.each(['compare', 'inspect', 'generate'])(
  'Ctrl-C ends %s with 130 and leaves no file',
  async (command) => {
    const desk = new Desk({ 'chats.jsonl': CHATS });
    const before = desk.list();
    const interrupt = new AbortController();
    interrupt.abort();
    const argv = {
      compare: [...BOTH, '-o', 'r.json', '-o', 'new/r.md', '--contacts', 'new/c.csv'],
      inspect: ['inspect', 'chats.jsonl'],
      generate: ['generate', 's.yaml', '-p', 'ask.yaml', '-n', '1000', '-o', 'new/g.jsonl'],
    }[command]!;
    const { code, stdout, stderr } = await desk.run(argv, { signal: interrupt.signal });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toBe('interrupted; nothing half-written is left behind\n');
    expect(desk.list()).toEqual(before);
  },
);

test('Ctrl-C in the middle', async () => {
  const desk = new Desk();
  const before = desk.list();
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(), 50);
  const argv = [...BOTH, '-r', '100000', '--contacts', 'c.csv'];
  expect(await desk.run(argv, { signal: interrupt.signal })).toMatchObject({ code: 130 });
  expect(desk.list()).toEqual(before);
});

test('Ctrl-C while a recording is read', async () => {
  const desk = new Desk({ 'chats.jsonl': CHATS });
  const interrupt = new AbortController();
  interrupt.abort();
  const argv = ['compare', 'chats.jsonl', '-p', 'ask.yaml'];
  expect(await desk.run(argv, { signal: interrupt.signal })).toMatchObject({ code: 130 });
});

test('our own fault is 70 and shows where it is', async () => {
  const broken = {
    write: () => {
      throw new Error('the terminal is on fire');
    },
  };
  const { code, stderr } = await new Desk().run(QUICK, { stdout: broken });
  expect(code).toBe(70);
  expect(stderr).toMatch(/our own fault, please report it:\nError: the terminal is on fire\n +at /);
});

test('a policy fault late in the run discards the contacts', async () => {
  const desk = new Desk({ 'p.yaml': policy('divides', 'asks >= 1 && 1 / refusals > 0.5') });
  mkdirSync(desk.path('out'));
  const before = desk.list();
  const argv = ['compare', 's.yaml', '-p', 'never.yaml', 'p.yaml', '-r', '50'];
  const { code, stderr } = await desk.run([...argv, '--contacts', 'c.csv', '-o', 'out/r.json']);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /p\.yaml:4:11: error: The condition of rule "only" divides by zero for contact \d+\/\d+/,
  );
  expect(desk.list()).toEqual(before);
});

test('control characters in data never reach the terminal', async () => {
  const red = '\\u001b[31m\\u009b';
  const turns = '"turns":[{"speaker":"customer","text":"hi"},{"speaker":"ai","text":"yes"}]';
  const desk = new Desk({
    'chats.jsonl': `{"id":"c1${red}","intent":"a${red}","language":"e${red}",${turns}}\n{"id":"c2","intent":"b","language":"f",${turns}}\n`,
    'w.yaml': `${SCENARIO}costs: { currency: "\\e[1m€" }\n`,
  });
  const quick = ['-r', '1', '--no-sensitivity'];
  for (const argv of [
    ['compare', 'chats.jsonl', '-p', 'never.yaml', '--by', 'intent', ...quick],
    ['compare', 'w.yaml', '-p', 'never.yaml', ...quick],
    ['inspect', 'chats.jsonl'],
  ]) {
    const { code, stdout, stderr } = await desk.run(argv);
    expect.soft(code, stderr).toBe(0);
    expect.soft(stdout + stderr).not.toMatch(CONTROL);
  }
});

test.each([
  [['--help'], ['--version', '--help', 'compare', 'generate', 'inspect', 'Exit codes: 0']],
  [['help'], ['compare', 'inspect']],
  [
    ['compare', '--help'],
    [
      ...['--policy <file...>', '--replications <n>', '--seed <n>', '--baseline <name>'],
      ...['--no-sensitivity', '--by <dimension>', '--from <format>', '--map <file>'],
      ...['--format <format>', '--output <file>', '--contacts <file>', 'Examples:'],
    ],
  ],
  [
    ['inspect', '--help'],
    ['--from <format>', '--map <file>', '--time-zone <zone>', '--no-derive', '--format <format>'],
  ],
  [
    ['verify', '--help'],
    ['--seed <n>', '--format <format>', 'Exit codes: 0 all rows pass, 1 a row fails.'],
  ],
  [
    ['help', 'generate'],
    ['--policy <file>', '--output <file>', '--conversations <n>', '--seed <n>'],
  ],
])('%j tells everything on stdout and exits 0', async (argv, parts) => {
  const { code, stdout, stderr } = await new Desk().run(argv);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const part of parts) expect.soft(stdout).toContain(part);
});
