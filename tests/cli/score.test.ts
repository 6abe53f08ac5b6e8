import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HAND_OFF_METRICS } from '../../src/metrics/hand-off-metrics.js';
import { sharedData } from '../shared-data.js';
import { Desk, policy } from './command-line.js';

interface Utterance {
  readonly speaker: 'customer' | 'ai';
  readonly ask?: string;
  readonly labels?: { readonly handoff: boolean };
}

/** `c` and `a` for customer and AI, upper case where a person should take over, `!` an ask. */
function chat(id: string, letters: string): string {
  const turns = [...letters.matchAll(/([ca])(!?)/gi)].map(([, letter, ask]): Utterance => {
    const customer = letter!.toLowerCase() === 'c';
    return {
      speaker: customer ? 'customer' : 'ai',
      ...(customer ? { ask: ask ? 'request' : 'none' } : {}),
      labels: { handoff: letter !== letter!.toLowerCase() },
    };
  });
  return JSON.stringify({ id, turns });
}

const LABELLED = `${['cacaC!AC!', 'caCA', 'caca', 'c!ACA', 'caC!aca', 'cacaca']
  .map((letters, i) => chat(`d${i}`, letters))
  .join('\n')}\n`;

const desk = new Desk({
  'labelled.jsonl': LABELLED,
  'bare.jsonl': '{"id":"x","turns":[{"speaker":"customer","ask":"none"}]}\n',
  'asked.yaml': policy('asked', 'asks >= 1'),
  'offers.yaml': policy('offers', 'asks >= 1', '{ offer: transfer, to: general }'),
  'mindful.yaml': policy('mindful', 'asks >= 1 && desk.general.oldest_wait < 60'),
  'divides.yaml': policy('divides', 'turns / (turns - 2) > 4'),
});

describe('score', () => {
  it('prints every metric beside the floors, what it assumed, and a verdict', async () => {
    const { code, stderr, stdout } = await desk.run([
      'score',
      'labelled.jsonl',
      '-p',
      'asked.yaml',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    for (const { name } of HAND_OFF_METRICS) expect(stdout).toContain(name);
    for (const floor of ['never', 'third customer turn', 'sixth utterance', 'every reply']) {
      expect(stdout).toContain(`(${floor})`);
    }
    expect(stdout).toContain('desks: an idle world');
    expect(stdout).toContain('6 labelled dialogues, 4 of them with a hand-over label');
    expect(stdout).toMatch(/asked: judged utterance by utterance, its F1 is .* \(never\)/);
    // An ask stays one: 3 + 4 + 4 flags in d0, d3 and d4, of which 7 meet one of the 9 labels.
    expect(stdout).toMatch(/asked {2,}.*63\.6 .*77\.8 .*70\.0 /);
  });

  it('gives the same bytes for the same seed, others for another', async () => {
    const bytes = async (...more: string[]) =>
      (await desk.run(['score', 'labelled.jsonl', '-p', 'asked.yaml', '--format', 'json', ...more]))
        .stdout;
    expect(await bytes()).toBe(await bytes('--seed', '1'));
    expect(await bytes()).not.toBe(await bytes('--seed', '2'));
  });

  it('writes JSON, CSV and Markdown', async () => {
    const argv = [
      'score',
      'labelled.jsonl',
      '-p',
      'asked.yaml',
      'never.yaml',
      '--resamples',
      '200',
    ];
    const outputs = ['out/s.json', 'out/s.csv', 'out/s.md'].flatMap((file) => ['-o', file]);
    const { code, stdout } = await desk.run([...argv, ...outputs]);
    expect(code).toBe(0);
    expect(stdout).toContain('out/s.json');
    const read = (name: string) => readFileSync(desk.path(`out/${name}`), 'utf8');
    const json = JSON.parse(read('s.json'));
    expect(json).toMatchObject({ warmline_score: 1, dialogues: 6, resamples: 200, lambda: 0 });
    expect(json.inputs.map(({ role }: { role: string }) => role)).toContain('dataset');
    const [asked, never] = json.rows;
    expect(asked).toMatchObject({ name: 'asked', kind: 'policy', rules: [{ id: 'only' }] });
    expect(asked.live['handoff.missed'].value).toBeCloseTo(1 / 4, 12);
    expect(asked.against['(never)'].live['handoff.f1'].value).toBeCloseTo(1 / 3, 12);
    expect(asked.against['(never)'].flags['handoff.f1'].low).toBeGreaterThan(0);
    expect(never.flags['handoff.precision']).toBeNull();
    const rows = read('s.csv').trim().split('\n');
    expect(rows).toHaveLength(1 + 8 * 2 * HAND_OFF_METRICS.length);
    expect(rows[0]).toBe('policy,kind,judged,metric,unit,value,low,high');
    expect(read('s.md')).toContain('| (every reply) |');
  });

  it('says that an offer counts, and that a full queue is never seen', async () => {
    const { stdout } = await desk.run([
      'score',
      'labelled.jsonl',
      '-p',
      'offers.yaml',
      'mindful.yaml',
    ]);
    expect(stdout).toContain('an offer of a person counts as the hand-over');
    const { rows } = JSON.parse(
      (
        await desk.run([
          'score',
          'labelled.jsonl',
          '-p',
          'offers.yaml',
          'mindful.yaml',
          '--format',
          'json',
        ])
      ).stdout,
    );
    expect(rows[0].flags).toEqual(rows[1].flags);
  });

  it('shows the floors alone without a policy', async () => {
    const { code, stdout } = await desk.run(['score', 'labelled.jsonl', '--resamples', '50']);
    expect(code).toBe(0);
    expect(stdout).toContain('(never)');
  });

  it('passes λ on', async () => {
    const flags = async (lambda: string) => {
      const argv = ['score', 'labelled.jsonl', '--lambda', lambda, '--format', 'json'];
      const { rows } = JSON.parse((await desk.run(argv)).stdout);
      return rows.find(({ name }: { name: string }) => name === '(sixth utterance)').flags;
    };
    const [harsh, mild] = [await flags('0.5'), await flags('-0.5')];
    expect(harsh['handoff.gt1'].value).not.toBe(mild['handoff.gt1'].value);
  });
});

describe('score refuses', () => {
  it.each([
    ['a file without labels', ['bare.jsonl'], 'labels.handoff'],
    ['a scenario for data', ['s.yaml'], 'a scenario, where recorded conversations should stand'],
    [
      'a policy for a world',
      ['labelled.jsonl', '--scenario', 'ask.yaml'],
      'a policy, where a scenario',
    ],
    ['λ 1', ['labelled.jsonl', '--lambda', '1'], 'between −1 and 1'],
    ['no resamples', ['labelled.jsonl', '--resamples', '0'], 'whole number from 1'],
    ['an output over its input', ['labelled.jsonl', '-o', 'labelled.jsonl'], 'labelled.jsonl'],
    ['a division by zero', ['labelled.jsonl', '-p', 'divides.yaml'], 'conversation "d0"'],
    ['a signal that is nowhere', ['labelled.jsonl', '-p', 'late.yaml'], 'elapsed'],
  ])('%s', async (_, argv, words) => {
    desk.put('late.yaml', policy('late', 'elapsed > 60'));
    const before = desk.list();
    const { code, stderr, stdout } = await desk.run(['score', ...argv]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at .*\.[jt]s/);
    expect(desk.list()).toEqual(before);
  });
});

describe.each([
  ['mhch/clothing_eval.jsonl', 0.4127, 0.6269, 0.7272],
  ['mhch-ssa/makeup_eval.jsonl', 0.1822, 0.2227, 0.2499],
])('%s (needs ../shared/data)', (path, gt1, gt2, gt3) => {
  const file = sharedData(path);

  it.skipIf(file === undefined)('scores its published floor, by way of our reader', async () => {
    desk.put('third.yaml', policy('third', 'turns >= 3'));
    const argv = ['score', file!, '-p', 'third.yaml', '--resamples', '20', '--format', 'json'];
    const { rows } = JSON.parse((await desk.run(argv)).stdout);
    for (const name of ['third', '(third customer turn)']) {
      const { live } = rows.find((row: { name: string }) => row.name === name);
      expect(live['handoff.gt1'].value).toBeCloseTo(gt1, 4);
      expect(live['handoff.gt2'].value).toBeCloseTo(gt2, 4);
      expect(live['handoff.gt3'].value).toBeCloseTo(gt3, 4);
    }
  });
});

it('docs/metrics.md defines every metric of a score', () => {
  const page = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
  for (const { id, name, definition, unit, better } of HAND_OFF_METRICS) {
    const shown = unit === 'turns' ? 'utterances' : unit;
    expect(page).toContain(`| \`${id}\` | ${name} | ${definition} | ${shown} | ${better} |`);
  }
});
