import type { Problem } from '../input/problem.js';
import { printable } from './text-table.js';

/**
 * Problems in words, one a paragraph:
 *
 *     policies/mine.yaml:7:11: error: There is no signal "desk.general.oldest_wiat".
 *       at rules[0].when
 *       found: desk.general.oldest_wiat
 *       expected: …
 *       did you mean desk.general.oldest_wait?
 */
export function problemsText(problems: readonly Problem[]): string {
  return problems.map(problemText).join('');
}

function problemText(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined);
  const lines = [
    `${place.length > 0 ? `${place.join(':')}: ` : ''}${problem.severity}: ${sentence(problem.message)}`,
  ];
  if (problem.path) lines.push(`  at ${printable(problem.path, 200)}`);
  if (problem.found !== undefined) lines.push(`  found: ${printable(problem.found, 300)}`);
  if (problem.expected !== undefined) lines.push(`  expected: ${problem.expected}`);
  if (problem.nearest !== undefined)
    lines.push(`  did you mean ${printable(problem.nearest, 200)}?`);
  return `${lines.join('\n')}\n`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
