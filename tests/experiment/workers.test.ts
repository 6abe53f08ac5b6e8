import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/experiment/day.js';
import { InputError } from '../../src/input/problem.js';
import { RECORDED } from '../../src/policy/policy.js';
import { CHATS, Desk, policy, SCENARIO } from '../cli/command-line.js';
import { policyFor, worldFrom } from '../worlds.js';

const root = new URL('../../', import.meta.url);
const bin = fileURLToPath(new URL('bin/warmline.js', root));
/** Worker threads start from built files only, and so do these tests. */
const built = existsSync(new URL('dist/compare-worker.js', root));

const workshop = (): Promise<typeof import('../../src/workshop.js')> =>
  import(new URL('dist/workshop.js', root).href);

function warmline(desk: Desk, argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], {
    cwd: desk.folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const DIVIDES = policy('divides', 'asks >= 2 && 1 / (refusals - 1) > 0.5');
const ARGV = ['compare', 's.yaml', '-p', 'never.yaml', 'ask.yaml', '--format', 'json'];

describe.runIf(built)('any number of worker threads', () => {
  it.each([
    ['a scenario', [...ARGV, '-r', '31'], ['2', '8']],
    [
      'a replay',
      ['compare', 'chats.jsonl', '-p', 'ask.yaml', '-r', '5', '--format', 'json'],
      ['2'],
    ],
    ['contacts', [...ARGV, '-r', '3', '--contacts', 'c.csv'], ['2']],
  ])('finds the same bytes: %s', (_, argv, numbers) => {
    const desk = new Desk({ 'chats.jsonl': CHATS });
    const of = (workers: string) => {
      const outcome = warmline(desk, [...argv, '--workers', workers]);
      const contacts = argv.includes('c.csv') ? readFileSync(desk.path('c.csv'), 'utf8') : '';
      return { ...outcome, contacts };
    };
    const alone = of('1');
    expect(alone).toMatchObject({ status: 0, stderr: '' });
    for (const workers of numbers) expect(of(workers)).toEqual(alone);
  });

  it('tells the same problem, whichever thread comes upon it first', () => {
    const unbounded = `${SCENARIO.replace('contacts_per_day: 20', 'contacts_per_day: 300').replace('agents: 3', 'agents: 1')}customers: { patience: never }\n`;
    const desk = new Desk({ 'd.yaml': DIVIDES, 'u.yaml': unbounded });
    for (const argv of [
      ['compare', 's.yaml', '-p', 'never.yaml', 'd.yaml', '-r', '200'],
      // The first policy has too much work: told before the fault of the second.
      ['compare', 'u.yaml', '-p', 'ask.yaml', 'd.yaml', '-r', '20'],
    ]) {
      const alone = warmline(desk, [...argv, '--workers', '1']);
      expect(alone.status, alone.stderr).toBe(2);
      expect(warmline(desk, [...argv, '--workers', '3'])).toEqual(alone);
    }
  });

  it('verifies to the same rows', async () => {
    const { textbookCases, verifyCases } = await workshop();
    const cheap = ['M/M/3/3', '3 chats, overloaded'];
    const indices = cheap.map((name) =>
      textbookCases().findIndex(({ model }) => model.startsWith(name)),
    );
    const alone = await verifyCases(indices, 7);
    expect(alone).toHaveLength(3);
    for (const threads of [2, 3]) {
      expect(await verifyCases(indices, 7, { threads })).toEqual(alone);
    }
  });

  it('refuses a number of workers that is none', () => {
    const { status, stderr } = warmline(new Desk(), [...ARGV, '--workers', '0']);
    expect(status).toBe(2);
    expect(stderr).toContain('Expected a whole number from 1 to 64.');
  });
});

describe.runIf(built)('an interrupted comparison', () => {
  it('ends inside a replication that takes very long', async () => {
    const endless = SCENARIO.replace('contacts_per_day: 20', 'contacts_per_day: 10000000');
    const desk = new Desk({ 's.yaml': endless });
    const before = desk.list();
    const argv = ['compare', 's.yaml', '-p', 'never.yaml', '-r', '1', '-o', 'new/r.json'];
    const child = spawn(process.execPath, [bin, ...argv, '--workers', '2'], {
      cwd: desk.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 50_000,
    });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    while (!existsSync(desk.path('new')) && child.exitCode === null) await pause(20);
    await pause(1000); // the thread has started by now, and has half a minute to go
    const at = performance.now();
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: 'interrupted; nothing half-written is left behind\n',
    });
    expect(performance.now() - at).toBeLessThan(5000);
    expect(readdirSync(desk.folder).sort()).toEqual(before);
  });
});

describe.runIf(built)('an interrupted verification', () => {
  it('ends with 130, on the threads too', async () => {
    const child = spawn(process.execPath, [bin, 'verify'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        output += text;
      });
    }
    await pause(2000); // the threads have started by now, and have many seconds to go
    const at = performance.now();
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect({ code, output }).toEqual({
      code: 130,
      output: 'interrupted; nothing half-written is left behind\n',
    });
    expect(performance.now() - at).toBeLessThan(5000);
  });
});

describe.runIf(built)('the library', () => {
  const world = worldFrom(SCENARIO);
  const vocabulary = {
    teams: new Map([['general', 0]]),
    columns: new Map(),
    values: {},
    absent: new Set<string>(),
  };
  const ask = policy('ask', 'asks >= 1');

  it('runs a policy made by hand in this thread, the others on workers', async () => {
    const { compare, loadPolicy } = await workshop();
    const handMade = { policy: policyFor(world, policy('by-hand', 'asks >= 2')), description: '' };
    const candidates = [loadPolicy('ask.yaml', ask, vocabulary), handMade];
    const options = { seed: 3, replications: 9, sensitivity: true };
    const alone = await compare(world, candidates, options);
    const both = await compare(world, candidates, {
      ...options,
      workers: { most: 2, always: true },
    });
    expect(both).toEqual(alone);
    expect(alone.policies[1]!.rules[0]!.fired).toBeGreaterThan(0);
  });

  it('is told the reason of its signal', async () => {
    const { compare, loadPolicy } = await workshop();
    for (const most of [1, 2]) {
      const stop = new AbortController();
      const comparison = compare(world, [loadPolicy('ask.yaml', ask, vocabulary)], {
        seed: 1,
        replications: 100_000,
        sensitivity: false,
        workers: { most, always: true },
        signal: stop.signal,
        progress: (done) => (done === 3 ? stop.abort(new Error('enough')) : undefined),
      });
      await expect(comparison).rejects.toThrow('enough');
    }
  });

  const start = async (
    task: Partial<import('../../src/experiment/workers/worker-messages.js').ComparisonTask>,
  ) =>
    (await workshop()).WorkerPool.start<Day>(
      'compare-worker.js',
      {
        jobs: [{ world: 0, policy: 0 }],
        worlds: [world],
        policies: ['recorded'],
        seed: 1,
        ...task,
      },
      { threads: 2, replications: 4, contacts: 20 },
    )!;
  const firstDay = (pool: Awaited<ReturnType<typeof start>>) => pool.daysOf(0)(0);

  it('gets errors from workers as what they were', async () => {
    const always = policy('always', '1 / (turns - turns) > 0');
    const fault = await start({ policies: [{ file: 'p.yaml', text: always, vocabulary }] });
    const { PolicyFault } = await workshop();
    const thrown = await firstDay(fault).catch((error) => error);
    await fault.stop();
    expect(thrown).toBeInstanceOf(PolicyFault);
    expect(thrown).toMatchObject({ policy: 'always', rule: 'only', visit: 0 });

    const bad = await start({ policies: [{ file: 'p.yaml', text: 'name: 1', vocabulary }] });
    const problems = await firstDay(bad).catch((error) => error.problems);
    await bad.stop();
    expect(() => {
      throw new InputError(problems);
    }).toThrow(/rules/);
  });

  it('gets a bug in a worker with its stack, and does not wait for a dead one', async () => {
    const broken = await start({ worlds: [{ ...world, teams: undefined as never }] });
    const bug = await firstDay(broken).catch((error) => error);
    await broken.stop();
    expect(bug).toBeInstanceOf(TypeError);
    expect(bug.stack).toMatch(/new Simulation/);

    const dying = await start({});
    const day = firstDay(dying);
    for (const thread of (dying as unknown as { threads: { terminate(): void }[] }).threads) {
      thread.terminate();
    }
    await expect(day).rejects.toThrow('A worker thread ended');
    await dying.stop();
  });

  it('starts workers from a program given on the command line', () => {
    const library = JSON.stringify(new URL('dist/index.js', root));
    const program = `
      import { compare, loadPolicy, loadScenario, vocabularyOf } from ${library};
      const scenario = await loadScenario('s.yaml');
      const candidates = [loadPolicy('p', ${JSON.stringify(ask)}, vocabularyOf(scenario))];
      const workers = { most: 2, always: true };
      const options = { seed: 1, replications: 2, sensitivity: false, workers };
      console.log((await compare(scenario.world, candidates, options)).replications);`;
    const argv = ['--input-type=module', '-e', program];
    const cwd = new Desk().folder;
    const { stdout, stderr } = spawnSync(process.execPath, argv, { cwd, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '2\n', stderr: '' });
  });

  it('stays in this thread where it runs from sources', async () => {
    const { WorkerPool } = await import('../../src/experiment/workers/worker-pool.js');
    const options = { threads: 2, replications: 1, contacts: 1 };
    for (const program of ['compare-worker.js', 'verify-worker.js'] as const) {
      expect(WorkerPool.start(program, { jobs: [0], seed: 1 }, options)).toBeUndefined();
    }
    expect(RECORDED.name).toBe('recorded');
  });
});
