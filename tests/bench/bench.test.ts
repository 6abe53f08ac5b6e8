import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const built = existsSync(path('dist/workshop.js'));
const run = (...args: string[]) =>
  spawnSync(process.execPath, [path('bench/run.mjs'), ...args], { encoding: 'utf8' });

// Half a minute at the most on a busy machine; it starts seven processes.
test.runIf(built)(
  'a quick bench runs the models and finds the right answers',
  { timeout: 180_000 },
  () => {
    const { status, stdout, stderr } = run('--quick', 'm1', 'm2', 'm3', 'w', 'version');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const row of ['M1 ', 'M2 ', 'M3 ', 'W ', 'warmline --version', 'bare M1']) {
      expect(stdout).toContain(`\n${row}`);
    }
    expect(stdout).toMatch(/M1 .*P\(wait\) 0\.\d+ \(0\.550769\), mean wait 0\.\d+ \(0\.275385\)/);
    expect(stdout).toMatch(/M2 .*P\(abandon\) 0\.\d+ \(0\.122135\)/);
    expect(stdout).toMatch(/M3 .*P\(abandon\) 0\.\d+ \(0\.0424\)/);
  },
);

test.runIf(built)('a word that it does not know is refused', () => {
  const { status, stderr } = run('m4');
  expect(status).toBe(2);
  expect(stderr).toContain('bench: m4? It takes m1, m2, m3, w,');
});

test.runIf(built)('a wrong answer is told from a right one', async () => {
  const { checkQueue } = await import(path('bench/answers.mjs'));
  const verdicts = (truth: number, events: number, seconds: number) => {
    const truths = { abandonment: truth, meanWait: truth };
    const check = checkQueue({ truths, unit: 1 }, { opensAt: 0, closesAt: 1000 });
    for (let i = 0; i < 1000; i++) {
      // Every fourth gives up, after a wait of one second; the others are answered at once.
      const gone = (i * 7) % 4 === 0;
      const [queuedAt, end] = [i, gone ? i + seconds : i];
      check.observe({
        ...{ arrivedAt: i, queuedAt, answeredAt: end, endedAt: end, customerTurns: 0 },
        ending: gone ? 'abandoned' : 'served',
      });
    }
    check.run({ contacts: 1000, events }, { contacts: 1000, events });
    return check.found().map(({ right }: { right: boolean }) => right);
  };
  expect(verdicts(0.25, 2000, 1)).toEqual([true, true, true]);
  expect(verdicts(0.3, 2000, 1)).toEqual([false, false, true]);
  expect(verdicts(0.25, 2000, 2)).toEqual([true, false, true]);
  expect(verdicts(0.25, 1999, 1)).toEqual([true, true, false]);
});
