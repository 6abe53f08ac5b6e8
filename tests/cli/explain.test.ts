import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it, test } from 'vitest';
import { PARTED, PARTED_MEANING, PICKS } from '../../src/experiment/life/life-picks.js';
import { CHATS, Desk, ON_REQUEST, policy } from './command-line.js';

const EXPLAIN = ['explain', 's.yaml', '-p', 'ask.yaml'];

function read(desk: Desk, name: string): string {
  return readFileSync(desk.path(name), 'utf8');
}

interface LifeFile {
  readonly policy: string;
  readonly replication: number;
  readonly contact: string;
  readonly conversation?: string;
  readonly moments: readonly { readonly at: number; readonly entries: readonly EntryFile[] }[];
  readonly end: Readonly<Record<string, unknown>> & {
    readonly provenance: Readonly<Record<string, unknown>>;
  };
}
interface EntryFile {
  readonly kind: string;
  readonly rule?: string | null;
  readonly text?: string;
  readonly origin?: string;
  readonly rules?: readonly { readonly id: string; readonly found: string }[];
}

describe('one life', () => {
  test('a page on stdout, nothing on stderr, the same bytes again', async () => {
    const desk = new Desk();
    const first = await desk.run([...EXPLAIN, '--contact', '3/0']);
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^tiny {2}on-request, seed 1, day 0, contact 3\/0\nrefund/);
    expect(first.stdout).toMatch(/^\d\d:\d\d:\d\d {5}0:00 {2}arrives$/m);
    expect(first.stdout).toMatch(/(yes|no) {4,5}asked: asks >= 1 \(asks \d\)/);
    expect(first.stdout).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(await desk.run([...EXPLAIN, '--contact', '3/0'])).toEqual(first);
    expect((await desk.run([...EXPLAIN, '--contact', '3/0', '--seed', '2'])).stdout).not.toBe(
      first.stdout,
    );
  });

  test('ends as the row of run --contacts says', async () => {
    const desk = new Desk();
    await desk.run(['run', 's.yaml', '-p', 'ask.yaml', '-r', '2', '--contacts', 'c.csv']);
    const rows: Record<string, string>[] = parseCsv(read(desk, 'c.csv'), { columns: true });
    for (const row of rows.filter(({ replication }) => replication === '1').slice(0, 8)) {
      const argv = [...EXPLAIN, '--contact', `1:${row.contact}`, '--format', 'json'];
      const { stdout } = await desk.run(argv);
      const [{ end, moments }] = JSON.parse(stdout).lives;
      expect(end.ending).toBe(row.ending);
      expect([end.at, end.frustration_peak].map(String)).toEqual([
        row.ended_at,
        row.frustration_peak,
      ]);
      expect(moments[0].at).toBe(Number(row.arrived_at));
    }
  });

  test('files by their extension, text without colour', async () => {
    const desk = new Desk();
    const tty = { stdout: { write: () => {}, isTTY: true, columns: 140 } };
    const argv = [...EXPLAIN, '--contact', 'worst', '-o', 'l.json', '-o', 'l.txt'];
    expect((await desk.run(argv, tty)).code).toBe(0);
    expect(read(desk, 'l.txt')).not.toContain('\u001b');
    const file = JSON.parse(read(desk, 'l.json'));
    expect(file).toMatchObject({
      warmline_explanation: 1,
      tool: { name: 'warmline' },
      seed: 1,
      replication: 0,
      picked: { by: 'worst' },
      policies: ['on-request'],
    });
    expect(file.inputs.map(({ role }: { role: string }) => role)).toEqual(['scenario', 'policy']);
    const decision = file.lives[0].moments
      .flatMap(({ entries }: { entries: EntryFile[] }) => entries)
      .find(({ kind }: EntryFile) => kind === 'decision');
    expect(decision.saw).toMatchObject({ turns: 1, confidence: null, 'desk.general.queue': 0 });
    expect(decision.rules[0]).toMatchObject({
      id: 'asked',
      because: [{ part: 'asks >= 1', values: { asks: expect.any(Number) } }],
      condition: { part: 'asks >= 1' },
    });
  });

  test('under parameters that are set as for run', async () => {
    const desk = new Desk({
      'p.yaml': `name: p
params: { most: 3 in 1..9 }
rules: [{ id: asked, when: asks >= params.most, then: { transfer: general } }]
`,
    });
    const argv = ['explain', 's.yaml', '-p', 'p.yaml', '--contact', '3/0', '--set', 'most=1'];
    expect((await desk.run(argv)).stdout).toContain('params.most 1)');
    expect(JSON.parse((await desk.run([...argv, '--format', 'json'])).stdout).settings).toEqual({
      most: 1,
    });
    expect((await desk.run([...argv.slice(0, -1), 'least=1'])).stderr).toContain('least');
  });

  test('--help names every word that picks', async () => {
    const { stdout } = await new Desk().run(['explain', '--help']);
    for (const word of [...Object.keys(PICKS), 'parted']) expect(stdout).toContain(`\n  ${word} `);
  });
});

describe('two lives', () => {
  const TWO = ['explain', 's.yaml', '-p', 'ask.yaml', 'never.yaml'];

  test('side by side where there is room, with marks where there is not', async () => {
    const desk = new Desk();
    const wide = await desk.run([...TWO, '--width', '150']);
    const narrow = await desk.run([...TWO, '--width', '80']);
    expect([wide.code, narrow.code]).toEqual([0, 0]);
    for (const { stdout } of [wide, narrow]) {
      expect(stdout).toMatch(/^tiny {2}A = on-request, B = never, seed 1, /);
      expect(stdout).toContain('── here they part ──');
      expect(stdout).toMatch(/^They part at \d\d:\d\d:\d\d, /m);
    }
    expect(wide.stdout).toContain(' │ ');
    expect(narrow.stdout).not.toContain(' │ ');
    expect(narrow.stdout).toMatch(/^ {19}A /m);
    const longest = Math.max(...narrow.stdout.split('\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(80);
  });

  test('a policy and itself under another name never part', async () => {
    const desk = new Desk({ 'twin.yaml': ON_REQUEST.replace('on-request', 'twin') });
    const { stdout } = await desk.run([
      ...EXPLAIN,
      'twin.yaml',
      '--contact',
      'worst',
      '-r',
      '0',
      '1',
    ]);
    expect(stdout).toContain('Nothing that happens to this contact differs.');
    expect(stdout).not.toContain('here they part');
  });

  test('three are too many, and parted needs two', async () => {
    const desk = new Desk({ 'other.yaml': policy('other', 'asks >= 2') });
    const three = await desk.run([...TWO, 'other.yaml']);
    expect({ code: three.code, stdout: three.stdout }).toEqual({ code: 2, stdout: '' });
    expect(three.stderr).toContain('explain lays two lives beside each other');
    const one = await desk.run([...EXPLAIN, '--contact', 'parted']);
    expect(one.code).toBe(2);
    expect(one.stderr).toContain('two files behind -p');
  });
});

describe('a contact that is not there', () => {
  it.each([
    ['wrost', 'Did you mean', 'worst'],
    ['9999/0', 'day 0 has no contact 9999/0', 'run --contacts'],
    ['abandoned', 'there is no such contact under "never"', 'more days behind -r'],
    ['parted', 'two files behind -p', ''],
  ])('%s', async (contact, message, help) => {
    const argv = ['explain', 's.yaml', '-p', 'never.yaml', '--contact', contact];
    const { code, stderr, stdout } = await new Desk().run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.toLowerCase()).toContain(message.toLowerCase());
    expect(stderr).toContain(help);
  });

  test('a division by zero is told with its rule and contact', async () => {
    const desk = new Desk({ 'zero.yaml': policy('zero', 'asks / (turns - turns) > 1') });
    const { code, stderr } = await desk.run(['explain', 's.yaml', '-p', 'zero.yaml']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/zero\.yaml:4:\d+.*divides by zero for contact \d+\/0/);
  });
});

describe('recorded conversations', () => {
  const REPLAY = ['explain', 'chats.jsonl', '-p', 'ask.yaml', '--contact', 'c2'];

  test('by their id, with what was observed and what was not', async () => {
    const desk = new Desk({ 'chats.jsonl': CHATS });
    const { code, stderr, stdout } = await desk.run([...REPLAY, '--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [life] = JSON.parse(stdout).lives as LifeFile[];
    expect(life!.conversation).toBe('c2');
    expect(life!.end.provenance).toEqual({
      support: 'same-point',
      turns_observed: 1,
      turns_modelled: 0,
      decision: 'observed',
      wait: 'modelled',
      // It does not say how long the person took.
      human_stage: 'modelled',
      outcome: 'observed',
    });
    const text = await desk.run(REPLAY);
    expect(text.stdout).toContain('customer turn 1, asks for a person (observed)');
    expect(text.stdout.replace(/\s+/g, ' ')).toMatch(
      /Observed: 1 of 1 turns, the hand-over point, the outcome\. Modelled: the wait, the time with people\./,
    );
  });

  test('their words only where they are asked for', async () => {
    const desk = new Desk({ 'chats.jsonl': CHATS });
    const words = 'A person, please';
    for (const format of ['text', 'json']) {
      const argv = [...REPLAY, '--format', format];
      expect((await desk.run(argv)).stdout).not.toContain(words);
      expect((await desk.run([...argv, '--include-text'])).stdout).toContain(words);
    }
    const { code, stderr } = await desk.run([...EXPLAIN, '--contact', '3/0', '--include-text']);
    expect(code).toBe(2);
    expect(stderr).toContain('nothing is recorded in this world');
  });

  test('beside the built-in policy, which needs a record', async () => {
    const desk = new Desk({ 'chats.jsonl': CHATS });
    const argv = ['explain', 'chats.jsonl', '-p', 'recorded', 'never.yaml', '--contact', 'c2'];
    const { code, stdout } = await desk.run(argv);
    expect(code).toBe(0);
    expect(stdout).toContain('A = recorded, B = never');
    expect(stdout).toContain('parts from the record: from here on nothing is observed');
    const { stderr } = await desk.run(['explain', 's.yaml', '-p', 'recorded']);
    expect(stderr).toContain('this world has none');
  });
});

describe('--trace', () => {
  const RUN = ['run', 's.yaml', '-p', 'ask.yaml', '-r', '3'];
  const lines = (desk: Desk, name: string): LifeFile[] =>
    read(desk, name)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  test('a line a contact, as many as there are rows, with the rules of the result', async () => {
    const desk = new Desk();
    const argv = [...RUN, '--trace', 't.jsonl', '--contacts', 'c.csv', '-o', 'r.json'];
    const { code, stdout } = await desk.run(argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Full result: r\.json, c\.csv, t\.jsonl$/m);
    const lives = lines(desk, 't.jsonl');
    const rows: Record<string, string>[] = parseCsv(read(desk, 'c.csv'), { columns: true });
    expect(lives.map(({ contact, replication }) => `${replication}:${contact}`)).toEqual(
      rows.map(({ contact, replication }) => `${replication}:${contact}`),
    );
    const fired = lives
      .flatMap(({ moments }) => moments.flatMap(({ entries }) => entries))
      .filter(({ rule }) => rule === 'asked').length;
    const [result] = JSON.parse(read(desk, 'r.json')).policies;
    expect(result.rules[0]).toMatchObject({ id: 'asked', fired });
    expect(fired).toBeGreaterThan(0);
    // And it is the life that explain tells, but for the parts that did not decide.
    const { stdout: one } = await desk.run([...EXPLAIN, '--contact', '1:2/0', '--format', 'json']);
    const told = JSON.parse(one).lives[0] as LifeFile;
    const traced = lives.find(
      ({ contact, replication }) => contact === '2/0' && replication === 1,
    )!;
    expect(traced.end).toEqual(told.end);
    expect(traced.moments.map(({ at }) => at)).toEqual(told.moments.map(({ at }) => at));
  });

  test('changes no figure, and is the same for any number of workers', async () => {
    const desk = new Desk();
    const json = ['--format', 'json'];
    const plain = await desk.run([...RUN, ...json]);
    const traced = await desk.run([...RUN, ...json, '--trace', 'a.jsonl']);
    expect(traced.stdout).toBe(plain.stdout);
    await desk.run([...RUN, '--workers', '2', '--trace', 'b.jsonl']);
    expect(read(desk, 'b.jsonl')).toBe(read(desk, 'a.jsonl'));
  });

  test('absent signals are counted as in the result, for every policy of a comparison', async () => {
    const sure = policy('sure', 'confidence < 0.5', 'stay');
    const desk = new Desk({
      'chats.jsonl': CHATS,
      'sure.yaml': `${sure}  - { id: asked, when: asks >= 1, then: { transfer: general } }\n`,
    });
    const argv = [
      'compare',
      'chats.jsonl',
      '-p',
      'sure.yaml',
      'ask.yaml',
      '-r',
      '2',
      '--no-sensitivity',
    ];
    const { code } = await desk.run([...argv, '--trace', 't.jsonl', '-o', 'r.json']);
    expect(code).toBe(0);
    const lives = lines(desk, 't.jsonl');
    expect([...new Set(lives.map((life) => life.policy))]).toEqual([
      'recorded',
      'sure',
      'on-request',
    ]);
    const absent = lives
      .filter((life) => life.policy === 'sure')
      .flatMap(({ moments }) => moments.flatMap(({ entries }) => entries))
      .flatMap(({ rules = [] }) => rules)
      .filter(({ found, id }) => id === 'only' && found === 'absent').length;
    const results: { name: string; rules: { id: string; absent: number }[] }[] = JSON.parse(
      read(desk, 'r.json'),
    ).policies;
    const rule = results
      .find(({ name }) => name === 'sure')!
      .rules.find(({ id }) => id === 'only')!;
    expect(absent).toBe(rule.absent);
    expect(absent).toBeGreaterThan(0);
    expect(read(desk, 't.jsonl')).not.toContain('A person, please');
  });

  test('another extension is refused', async () => {
    const { code, stderr } = await new Desk().run([...RUN, '--trace', 't.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('.jsonl');
  });
});

describe('docs/explain.md', () => {
  const page = readFileSync(new URL('../../docs/explain.md', import.meta.url), 'utf8');

  test('says what every word picks', () => {
    const words = [...Object.entries(PICKS), [PARTED, { meaning: PARTED_MEANING }] as const];
    for (const [word, { meaning }] of words) expect(page).toContain(`| \`${word}\` | ${meaning} |`);
    expect([...page.matchAll(/^\| `[\w-]+` \| (?:that|with|whose|in) /gm)]).toHaveLength(
      words.length,
    );
  });

  test('names every key that a trace has', async () => {
    const desk = new Desk({
      'all.yaml': `name: all
rules:
  - id: gated
    when: asks >= 1 || turns >= 2
    then: { transfer: general, if: turns > 9, else: { offer: transfer, to: general, else: { callback: general, say: Later. } } }
waiting: [{ id: told, when: waited > 10, then: { announce: wait } }]
`,
    });
    await desk.run(['run', 's.yaml', '-p', 'all.yaml', '-r', '2', '--trace', 't.jsonl']);
    const keys = new Set<string>();
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) return value.forEach(visit);
      if (value === null || typeof value !== 'object') return;
      for (const [key, inner] of Object.entries(value)) {
        keys.add(key);
        if (key !== 'saw' && key !== 'values') visit(inner);
      }
    };
    for (const line of read(desk, 't.jsonl').trimEnd().split('\n')) visit(JSON.parse(line));
    expect(keys.size).toBeGreaterThan(50);
    const named = new Set(page.match(/`[^`\n]+`/g)!.flatMap((code) => code.match(/\w+/g) ?? []));
    expect([...keys].filter((key) => !named.has(key))).toEqual([]);
  });
});
