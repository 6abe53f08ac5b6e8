import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/metrics/catalogue.js';
import { CHATS, Desk, SCENARIO } from './command-line.js';

const RUN = ['run', 's.yaml', '-p', 'ask.yaml', '-r', '3'];
const SEGMENTS = 'segments:\n  young: { share: 0.5 }\n  elderly: { share: 0.5 }\n';

function read(desk: Desk, name: string): string {
  return readFileSync(desk.path(name), 'utf8');
}

test('a page on stdout, nothing on stderr, exit code 0', async () => {
  const { code, stdout, stderr } = await new Desk().run(RUN);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^tiny {2}on-request, 3 simulated days, seed 1, \d+ contacts\n/);
  const sections = [
    'Is the problem solved, and by whom?',
    'How long is the queue?',
    'How hard is it to reach a person?',
    'How does it feel, and what does it cost?',
    'How busy are the teams?',
    'What did each rule do?',
    '±: half a 95 % interval over 3 days.',
    'on-request resolves',
    'Try next:',
  ];
  const at = sections.map((section) => stdout.indexOf(section));
  expect(at).not.toContain(-1);
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(stdout).not.toMatch(/NaN|undefined|Infinity|-0\.0|\[object|▲|▼|Against/);
});

test('every metric of the catalogue is told once: as a row, as zero, or as nothing to measure', async () => {
  const { stdout } = await new Desk().run(RUN);
  const words = stdout.split(/[\s,]+/).map((word) => word.replace(/\.$/, ''));
  for (const { id } of CATALOGUE)
    expect
      .soft(
        words.filter((word) => word === id),
        id,
      )
      .toHaveLength(1);
  for (const fact of ['occupancy', 'concurrency', 'queue.length'])
    expect(words).toContain(`${fact}.<team>`);
});

test('the page shows the figures of the result, and they can be counted in the contacts', async () => {
  const desk = new Desk();
  const { stdout } = await desk.run([...RUN, '-o', 'r.json', '--contacts', 'c.csv']);
  const [found] = JSON.parse(read(desk, 'r.json')).policies;
  const rows: Record<string, string>[] = parseCsv(read(desk, 'c.csv'), { columns: true });
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const waits = rows.flatMap((row) => (row.wait_seconds === '' ? [] : [Number(row.wait_seconds)]));
  const counted = {
    'resolution.rate': mean(rows.map((row) => Number(row.resolved === 'true'))),
    'transfer.rate': mean(rows.map((row) => Number(row.queued_at !== ''))),
    'wait.mean': mean(waits),
    'friction.asking': mean(rows.map((row) => Number(Number(row.asks) > 0))),
    'frustration.peak': mean(rows.map((row) => Number(row.frustration_peak))),
  };
  for (const [id, value] of Object.entries(counted))
    expect(found.metrics[id].value, id).toBeCloseTo(value, 9);
  expect(found.contacts).toBe(rows.length);
  const fired = rows.filter((row) => row.rule === 'asked').length;
  // One rule, which hands over: on whom it fired and what followed can be counted, too.
  const handed = rows.filter((row) => row.rule === 'asked');
  const shareOf = (holds: (row: Record<string, string>) => boolean) =>
    handed.filter(holds).length / handed.length;
  expect(found.rules).toMatchObject([
    { id: 'asked', section: 'rules', when: 'asks >= 1', fired, absent: 0, contacts: fired },
  ]);
  const { followed } = found.rules[0];
  expect(followed.handed_over).toBe(1);
  expect(followed.answered).toBeCloseTo(
    shareOf((row) => row.answered_at !== ''),
    9,
  );
  expect(followed.abandoned).toBeCloseTo(
    shareOf((row) => row.ending === 'abandoned'),
    9,
  );
  expect(followed.returned).toBeCloseTo(
    shareOf((row) => row.returns_at !== ''),
    9,
  );
  expect(followed.resolved).toBeCloseTo(
    shareOf((row) => row.resolved === 'true'),
    9,
  );

  const shown = (id: string) =>
    Number(new RegExp(`([\\d.]+) ±[ \\d.]+ ${id}$`, 'm').exec(stdout)?.[1]);
  expect(shown('resolution.rate')).toBeCloseTo(100 * counted['resolution.rate'], 1);
  expect(shown('friction.asking')).toBeCloseTo(100 * counted['friction.asking'], 1);
  expect(shown('frustration.peak')).toBeCloseTo(counted['frustration.peak'], 2);
  const share = ((100 * fired) / rows.length).toFixed(1);
  expect(stdout).toMatch(new RegExp(`^ {2}asked +${fired} +${share} +[\\d.]+ +`, 'm'));
  expect(stdout).toMatch(/^Full result: r\.json, c\.csv$/m);
});

test('it is what compare says of the policy alone', async () => {
  const desk = new Desk();
  const alone = await desk.run([...RUN, '--format', 'json']);
  const compared = await desk.run(['compare', ...RUN.slice(1), '--format', 'json']);
  expect(alone.stdout).toBe(compared.stdout);
  expect(JSON.parse(alone.stdout).policies).toHaveLength(1);
});

test('the same bytes for the same seed and any number of workers, other ones for another seed', async () => {
  const desk = new Desk();
  const first = await desk.run(RUN);
  expect(await desk.run([...RUN, '--workers', '2'])).toEqual(first);
  expect((await desk.run([...RUN, '--seed', '2'])).stdout).not.toBe(first.stdout);
});

test('where nothing happens, what is zero and what cannot be measured is said', async () => {
  const { code, stdout } = await new Desk().run(['run', 's.yaml', '-p', 'never.yaml', '-r', '2']);
  expect(code).toBe(0);
  const flat = stdout.replace(/\n {2}/g, ' ');
  expect(flat).toMatch(/Zero: [^.]*resolution\.human, [^:]*transfer\.rate/);
  expect(flat).toMatch(/Nothing, or too little, to measure: wait\.mean, wait\.asa, /);
  expect(stdout).not.toContain('What did each rule do?');
});

test('one day has no interval and no plural', async () => {
  const { stdout } = await new Desk().run(['run', 's.yaml', '-p', 'ask.yaml', '-r', '1']);
  expect(stdout).toContain('on-request, 1 simulated day, seed 1');
  expect(stdout).toContain('One day has no interval.');
  expect(stdout).not.toContain('±');
});

test('--by breaks the main figures down, on the page and in Markdown', async () => {
  const desk = new Desk({ 's.yaml': SCENARIO + SEGMENTS });
  const { code, stdout } = await desk.run([...RUN, '--by', 'segment', '-o', 'r.md', '-o', 'r.csv']);
  expect(code).toBe(0);
  const table = stdout.slice(stdout.indexOf('By segment')).split('\n\n')[0]!.split('\n');
  expect(table.slice(-3).map((row) => row.trim().split(' ')[0])).toEqual([
    'young',
    'elderly',
    'all',
  ]);
  const page = read(desk, 'r.md');
  expect(page).toMatch(/^# tiny\n\non-request, 3 simulated days, seed 1, \d+ contacts\./);
  expect(page).toMatch(/^## By segment$/m);
  expect(page).toMatch(/^\| elderly \| [\d.]+ ±[\d.]+ \|/m);
  expect(page).toMatch(/^\| Resolved, % \| [\d.]+ ±[\d.]+ \| resolution\.rate \|$/m);
  expect(page).toMatch(/^\| asked \| \d+ \| [\d.]+ \| [\d.]+ \|/m);
  expect(read(desk, 'r.csv')).toMatch(/^on-request,segment=elderly,resolution\.rate,/m);
});

test('--by a dimension in which all are alike is refused', async () => {
  const { code, stdout, stderr } = await new Desk().run([...RUN, '--by', 'segment']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('all contacts have the same segment');
});

test('drills are on and named', async () => {
  const desk = new Desk();
  const { stdout } = await desk.run([...RUN, '--drill', 'ai-outage', '-o', 'r.md']);
  expect(stdout).toMatch(/^Drill: ai-outage=/m);
  expect(read(desk, 'r.md')).toMatch(/^Drill: ai-outage=/m);
});

test('recorded conversations: the check first, then how much was observed', async () => {
  const desk = new Desk({ 'chats.jsonl': CHATS });
  const argv = ['run', 'chats.jsonl', '-p', 'ask.yaml', '-r', '2', '-o', 'r.json'];
  const { code, stdout } = await desk.run(argv);
  expect(code).toBe(0);
  const at = ['Assumed,', 'Can this world reproduce', 'How much of this was recorded?', 'Is the'];
  const found = at.map((part) => stdout.indexOf(part));
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(stdout).toMatch(/^ +observed, % +metric *$/m);
  expect(stdout).toMatch(/^recorded-default {2}on-request, /);
  const { policies } = JSON.parse(read(desk, 'r.json'));
  expect(policies.map(({ name }: { name: string }) => name)).toEqual(['recorded', 'on-request']);
});

test.each([
  ['behind one -p', ['-p', 'ask.yaml', 'never.yaml']],
  ['behind two', ['-p', 'ask.yaml', '-p', 'never.yaml']],
])('several policies %s: compare takes them', async (_, policies) => {
  const { code, stdout, stderr } = await new Desk().run(['run', 's.yaml', ...policies]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('run simulates one policy; warmline compare takes several.');
});

test('an output that would overwrite an input is refused before anything is written', async () => {
  const desk = new Desk();
  const before = desk.list();
  const { code, stderr } = await desk.run([...RUN, '-o', 'r.json', '--contacts', 'ask.yaml']);
  expect(code).toBe(2);
  expect(stderr).toContain('ask.yaml');
  expect(desk.list()).toEqual(before);
});
