import { expect, test } from 'vitest';
import { progressText } from '../../src/cli/progress.js';

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
