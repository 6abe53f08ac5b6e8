import type { Problem } from '../../input/problem.js';

/**
 * Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change:
 * `::warning file=…,line=…,col=…,title=…::…`, each on one line.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands; what has to be
 * escaped where is `escapeData` and `escapeProperty` of actions/toolkit, packages/core/src/command.ts.
 */
export function lintGithub(findings: readonly Problem[]): string {
  return findings.map(command).join('');
}

function command({
  code,
  column,
  expected,
  file,
  found,
  line,
  message,
  severity,
}: Problem): string {
  const properties = Object.entries({ file, line, col: column, title: code })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const text = [
    message,
    ...(found === undefined ? [] : [`found: ${found}`]),
    ...(expected === undefined ? [] : [`fix: ${expected}`]),
  ].join('\n');
  return `::${severity} ${properties.join(',')}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
