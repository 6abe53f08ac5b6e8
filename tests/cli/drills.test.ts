import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Desk } from './command-line.js';

// Busy enough that people matter; everybody who reaches the queue is told the wait.
const BUSY = `name: busy
horizon: { opens: "09:00", closes: "13:00" }
demand: { contacts_per_day: 160, by_hour: [1, 1, 1, 1] }
intents:
  refund:
    share: 1
    ai_solvable: 0.8
    ai_success_per_turn: 0.4
    handle_time: { exponential: { mean: 300s } }
teams:
  general:
    shifts: [{ from: "09:00", to: "15:00", agents: 6 }]
customers:
  patience: { exponential: { mean: 240s } }
`;
const TELL = `name: tell
rules:
  - id: asked
    when: asks >= 1 || failed_turns >= 2
    then: { transfer: general, announce: wait }
`;

const desk = new Desk({
  'busy.yaml': BUSY,
  'drilled.yaml': `${BUSY}drills: { demand_surge: { factor: 2 }, sick_shift: { share: 0.5 } }\n`,
  'tell.yaml': TELL,
});

const command = (scenario: string, ...flags: string[]) => [
  'compare',
  scenario,
  '-p',
  'tell.yaml',
  '-r',
  '20',
  ...flags,
];

interface Result {
  readonly drills: readonly string[];
  readonly inputs: unknown;
  readonly policies: { contacts: number; metrics: Record<string, { value: number }> }[];
}

async function result(scenario: string, ...flags: string[]): Promise<Result> {
  const { code, stdout, stderr } = await desk.run(command(scenario, ...flags, '--format', 'json'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const figure = ({ policies }: Result, id: string) => policies[0]!.metrics[id]!.value;

describe('--drill', () => {
  it('moves what it must move', async () => {
    const usual = await result('busy.yaml');
    expect(usual.drills).toEqual([]);

    const outage = await result('busy.yaml', '--drill', 'ai-outage');
    expect(outage.drills).toEqual(['ai-outage=10:00-12:00']);
    expect(figure(outage, 'resolution.ai')).toBeLessThan(0.9 * figure(usual, 'resolution.ai'));

    const surge = await result('busy.yaml', '--drill', 'demand-surge=2');
    expect(surge.drills).toEqual(['demand-surge=2@10:00-12:00']);
    // Half the day twice as busy: 1.5 times the issues, and no fewer repeat contacts.
    expect(surge.policies[0]!.contacts).toBeGreaterThan(1.4 * usual.policies[0]!.contacts);

    const sick = await result('busy.yaml', '--drill', 'sick-shift=0.4');
    expect(sick.drills).toEqual(['sick-shift=0.4@00:00-24:00']);
    expect(figure(sick, 'wait.mean')).toBeGreaterThan(1.5 * figure(usual, 'wait.mean'));

    const wrong = await result('busy.yaml', '--drill', 'wrong-announcement=0.2');
    expect(wrong.drills).toEqual(['wrong-announcement=0.2']);
    expect(figure(wrong, 'abandonment.rate')).toBeGreaterThan(figure(usual, 'abandonment.rate'));
  }, 30_000);

  it('adds to the scenario’s, and the result says what to repeat', async () => {
    const own = await result('drilled.yaml', '--drill', 'ai-outage=9:00-9:30,sick-shift=0.3');
    expect(own.drills).toEqual([
      'ai-outage=09:00-09:30',
      'demand-surge=2@10:00-12:00',
      'sick-shift=0.3@00:00-24:00',
    ]);
    const again = await result('busy.yaml', ...own.drills.flatMap((drill) => ['--drill', drill]));
    expect({ ...again, inputs: own.inputs }).toEqual(own);
  }, 30_000);

  it('is named in every form of the result', async () => {
    const files = ['-o', 'r.csv', '-o', 'r.md'];
    const { stdout } = await desk.run(
      command('busy.yaml', ...files, '--drill', 'ai-outage', '--drill', 'wrong-announcement'),
    );
    const read = (name: string) => readFileSync(desk.path(name), 'utf8');
    const words = 'ai-outage=10:00-12:00, wrong-announcement=0.5';
    expect(stdout).toMatch(/^busy {2}1 policy, 20 simulated days each, seed 1\nDrills: /);
    expect(stdout).toContain(`\nDrills: ${words}\n`);
    expect(read('r.md')).toContain(`\nDrills: ${words}.\n`);
    const [header, ...rows] = read('r.csv').trimEnd().split('\n');
    expect(header!.trim()).toMatch(/,drills(,|$)/);
    for (const row of rows)
      expect(row.trim()).toMatch(/,ai-outage=10:00-12:00 wrong-announcement=0\.5(,|$)/);
  });

  it('puts generated conversations through it, too, and says so', async () => {
    const flags = ['-n', '40', '--drill', 'ai-outage=00:00-24:00'];
    const { code, stderr } = await desk.run([
      'generate',
      'busy.yaml',
      '-p',
      'tell.yaml',
      '-o',
      'chats.jsonl',
      ...flags,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Drill: ai-outage=00:00-24:00\n' });
    const chats = readFileSync(desk.path('chats.jsonl'), 'utf8');
    expect(chats).not.toContain('"resolved_by":"ai"');
  });

  it('of announcements that no policy makes is a warning', async () => {
    const { code, stderr } = await desk.run([
      ...['compare', 'busy.yaml', '-p', 'ask.yaml', '-r', '1'],
      ...['--drill', 'wrong-announcement'],
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('warning: None of these policies announces a wait');
  });

  it('that nobody knows is a mistake, with the nearest one', async () => {
    const { code, stderr } = await desk.run(command('busy.yaml', '--drill', 'sick-shfit'));
    expect(code).toBe(2);
    expect(stderr).toContain('there is no drill "sick-shfit"');
    expect(stderr).toContain('ai-outage, demand-surge, sick-shift, wrong-announcement');
    expect(stderr).toMatch(/sick-shift\?/);
    const { code: outside, stderr: why } = await desk.run(
      command('busy.yaml', '--drill', 'ai-outage=20:00-21:00'),
    );
    expect(outside).toBe(2);
    expect(why).toContain('lies outside the time that is simulated');
  });
});
