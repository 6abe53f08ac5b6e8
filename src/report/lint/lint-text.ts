import type { ChalkInstance } from 'chalk';
import type { Problem } from '../../input/problem.js';
import { printable } from '../text-table.js';

/**
 * Findings in words, one a paragraph, with what to do about each:
 *
 *     policies/mine.yaml:7:11: error: Whenever the rule "b" matches, "a" before it has matched already. [shadowed]
 *       found: asks >= 2
 *       fix: "b" before "a", or a condition that leaves something to it
 */
export function lintText(
  findings: readonly Problem[],
  files: readonly string[],
  chalk: ChalkInstance,
): string {
  const paragraphs = findings.map((finding) => paragraph(finding, chalk));
  return `${paragraphs.join('')}${summary(findings, files)}\n`;
}

function paragraph(finding: Problem, chalk: ChalkInstance): string {
  const { code, column, expected, file, found, line, message, nearest, severity } = finding;
  const place = [printable(file ?? '', 1000), line, column].filter((part) => part !== undefined);
  const paint = severity === 'error' ? chalk.red : chalk.yellow;
  const lines = [
    `${chalk.bold(place.join(':'))}: ${paint(severity)}: ${printable(message, 2000)} ${chalk.dim(`[${code}]`)}`,
    ...(found === undefined ? [] : [`  found: ${printable(found, 300)}`]),
    ...(expected === undefined ? [] : [`  fix: ${printable(expected, 2000)}`]),
    ...(nearest === undefined ? [] : [`  did you mean ${printable(nearest, 200)}?`]),
  ];
  return `${lines.join('\n')}\n`;
}

function summary(findings: readonly Problem[], files: readonly string[]): string {
  const policies = count(files.length, 'policy', 'policies');
  if (findings.length === 0) return `${policies}, nothing found`;
  return `${count(findings.length, 'finding', 'findings')} in ${policies}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
