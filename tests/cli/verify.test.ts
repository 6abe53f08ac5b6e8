import { afterEach, expect, it, vi } from 'vitest';
import type { VerifiedRow } from '../../src/experiment/verification/verified-row.js';
import { verify } from '../../src/experiment/verification/verify.js';
import { Desk } from './command-line.js';

vi.mock('../../src/experiment/verification/verify.js', () => ({ verify: vi.fn() }));

afterEach(() => vi.mocked(verify).mockReset());

const GOOD: VerifiedRow = {
  model: 'M/M/1 (Erlang C)',
  figure: 'P(wait)',
  expected: 0.5,
  simulated: 0.501,
  standardError: 0.001,
  z: 1,
  passes: true,
};
const OFF: VerifiedRow = { ...GOOD, figure: 'mean wait, s', simulated: 0.51, z: 10, passes: false };
const BLURRED: VerifiedRow = { ...GOOD, standardError: 0.01, z: 0.1, passes: false };
const EXACT: VerifiedRow = {
  model: 'conservation',
  figure: 'contacts that ended',
  expected: 7,
  simulated: 7,
  passes: true,
};

async function run(rows: VerifiedRow[], ...options: string[]) {
  vi.mocked(verify).mockResolvedValue(rows);
  return new Desk().run(['verify', ...options]);
}

it('0 when every row passes', async () => {
  const { code, stdout, stderr } = await run([GOOD, EXACT]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /M\/M\/1 \(Erlang C\) +P\(wait\) +0\.500000 +0\.501000 +0\.20 % +1\.00 +pass/,
  );
  expect(stdout).toMatch(/conservation +contacts that ended +7 +7 +exact +pass/);
  expect(stdout).toContain('All 2 rows pass');
  expect(verify).toHaveBeenCalledWith(1, expect.objectContaining({ threads: expect.any(Number) }));
});

it('1 when a row fails, and says which and why', async () => {
  const { code, stdout } = await run([GOOD, OFF, BLURRED], '--seed', '7');
  expect(code).toBe(1);
  expect(stdout).toMatch(/mean wait, s .* 10\.00 +FAIL$/m);
  expect(stdout).toMatch(/FAIL, imprecise$/m);
  expect(stdout).toContain('2 of 3 rows fail.');
  expect(verify).toHaveBeenCalledWith(7, expect.objectContaining({ threads: expect.any(Number) }));
});

it('JSON alone on stdout, with the same exit code', async () => {
  const { code, stdout } = await run([GOOD, OFF, EXACT], '--format', 'json', '--seed', '3');
  expect(code).toBe(1);
  const document = JSON.parse(stdout);
  expect(document).toMatchObject({ warmline_verification: 1, seed: 3, passes: false });
  expect(document.rows[0]).toEqual({
    model: 'M/M/1 (Erlang C)',
    figure: 'P(wait)',
    expected: 0.5,
    simulated: 0.501,
    standard_error: 0.001,
    z: 1,
    passes: true,
  });
  expect(document.rows[2]).not.toHaveProperty('standard_error');
});

it('2 for a seed that is none, before anything runs', async () => {
  const { code } = await run([GOOD], '--seed', '-1');
  expect(code).toBe(2);
  expect(verify).not.toHaveBeenCalled();
});
