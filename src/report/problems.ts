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
 *
 * Several of one code that are each about something by name, and say the same, share a paragraph:
 *
 *     warning: This dataset never records intent, so these rules can never match on it.
 *       policies/attentive.yaml:8:11 asked-hard-case
 *       policies/attentive.yaml:14:11 account-anomaly
 */
export function problemsText(problems: readonly Problem[]): string {
  const alike = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = problem.about === undefined ? undefined : `${problem.code} ${problem.message}`;
    const group = key === undefined ? undefined : alike.get(key);
    if (group) group.push(problem);
    else alike.set(key ?? `alone ${alike.size}`, [problem]);
  }
  return [...alike.values()].map((group) => paragraph(group)).join('');
}

function paragraph(group: readonly Problem[]): string {
  const [first] = group;
  if (first!.about === undefined) return problemText(first!);
  const where = group.map(
    (problem) => `  ${place(problem)} ${printable(problem.about ?? '', 200)}\n`,
  );
  return `${first!.severity}: ${sentence(first!.message)}\n${where.join('')}`;
}

function problemText(problem: Problem): string {
  const where = place(problem);
  const lines = [
    `${where === '' ? '' : `${where}: `}${problem.severity}: ${sentence(problem.message)}`,
  ];
  if (problem.path) lines.push(`  at ${printable(problem.path, 200)}`);
  if (problem.found !== undefined) lines.push(`  found: ${printable(problem.found, 300)}`);
  if (problem.expected !== undefined)
    lines.push(`  expected: ${printable(problem.expected, 2000)}`);
  if (problem.nearest !== undefined)
    lines.push(`  did you mean ${printable(problem.nearest, 200)}?`);
  if (problem.alike !== undefined) lines.push(`  ${alikeWords(problem.alike)}`);
  return `${lines.join('\n')}\n`;
}

function alikeWords({ count, lines }: NonNullable<Problem['alike']>): string {
  const more = count > lines.length ? ', …' : '';
  const where =
    lines.length === 0 ? '' : `: line${count === 1 ? '' : 's'} ${lines.join(', ')}${more}`;
  return `and ${count} more like it${where}`;
}

/** `file:line:column`, as far as it is known. */
function place({ file, line, column }: Problem): string {
  return [file === undefined ? undefined : printable(file, 1000), line, column]
    .filter((part) => part !== undefined)
    .join(':');
}

function sentence(text: string): string {
  const clean = printable(text, 2000);
  return /[.!?]$/.test(clean) ? clean : `${clean}.`;
}
