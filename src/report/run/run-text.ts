import type { Comparison } from '../../experiment/evaluation.js';
import { drillsLine } from '../comparison/comparison-tables.js';
import type { TextOptions } from '../comparison/comparison-text.js';
import { tableText, wrap } from '../table.js';
import { printable } from '../text-table.js';
import { runLegend, runPage } from './run-page.js';

/** One policy's whole summary as a page for a terminal. */
export function runText(comparison: Comparison, { chalk, written, by }: TextOptions): string {
  const { policy, size, tables, sentences } = runPage(comparison, by);
  const head = [
    `${chalk.bold(comparison.scenario)}  ${size}`,
    ...(comparison.drills.length > 0 ? [drillsLine(comparison.drills)] : []),
    ...(policy.description === '' ? [] : [wrap(printable(policy.description, 1000), 98, '', '')]),
  ];
  const blocks = [head.join('\n')];
  if (comparison.assumptions.length > 0) {
    const list = comparison.assumptions.map((line) => wrap(line, 96, '  - ', '    '));
    blocks.push([chalk.bold('Assumed, because the record does not say'), ...list].join('\n'));
  }
  blocks.push(...tables.map((table) => tableText(table, chalk)));
  blocks.push(chalk.dim(runLegend(comparison)));
  blocks.push(...sentences.map((text) => wrap(text, 100, '', '')));
  if (written.length > 0) {
    blocks.push(`Full result: ${written.map((file) => printable(file, 200)).join(', ')}`);
  }
  return `${blocks.join('\n\n')}\n`;
}
