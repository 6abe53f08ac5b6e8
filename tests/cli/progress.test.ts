import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { ProgressBar, progressText } from '../../src/cli/progress.js';

/** What a bar writes that is told once, so many seconds after it began, how far things are. */
async function shown(seconds: number, terminal: { isTTY?: boolean; columns?: number }) {
  let written = '';
  const stream = new PassThrough();
  stream.on('data', (piece) => {
    written += piece;
  });
  const still = { clearLine: () => true, cursorTo: () => true, moveCursor: () => true };
  const stderr = Object.assign(stream, still, terminal);
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  try {
    const bar = await ProgressBar.for({ stdout: stderr, stderr, cwd: '/', env: {} }, 'working');
    now.mockReturnValue(1000 * seconds);
    bar.at(1, 4);
    const atOnce = written; // work that never yields must not keep it from showing
    bar.stop();
    return atOnce;
  } finally {
    now.mockRestore();
  }
}

test('the bar shows at once when work has taken a second, on a terminal', async () => {
  expect(await shown(4, { isTTY: true, columns: 80 })).toContain('working █████');
  expect(await shown(0.5, { isTTY: true, columns: 80 })).toBe('');
  expect(await shown(4, { isTTY: true, columns: 0 })).toBe('');
  expect(await shown(4, {})).toBe('');
});

test('the bar tells the share that is done and the time that is left', () => {
  expect(progressText(1, 4, 4)).toBe('█████░░░░░░░░░░░░░░░ 25 %, 12 s left');
  expect(progressText(99, 100, 10)).toMatch(/ 99 %, under a second left$/);
  expect(progressText(1, 100, 10)).toMatch(/ 1 %, 17 min left$/);
  expect(progressText(1, 100, 100)).toMatch(/ 1 %, 2 h 45 min left$/);
});

test('nothing done yet, or more than was thought: no time that would be made up', () => {
  expect(progressText(0, 100, 5)).toBe(`${'░'.repeat(20)} 0 %`);
  expect(progressText(0, 0, 5)).toBe(`${'░'.repeat(20)} 0 %`);
  expect(progressText(7, 5, 5)).toBe(`${'█'.repeat(20)} 100 %, under a second left`);
});
