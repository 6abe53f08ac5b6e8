import type { Comparison } from '../../experiment/evaluation.js';
import { drillsLine } from '../comparison/comparison-tables.js';
import type { TextOptions } from '../comparison/comparison-text.js';
import { tableMarkdown } from '../table.js';
import { printable } from '../text-table.js';
import { runLegend, runPage } from './run-page.js';

/** One policy's whole summary as Markdown, for a pull request or a wiki. */
export function runMarkdown(comparison: Comparison, { by }: Pick<TextOptions, 'by'>): string {
  const { policy, size, tables, sentences } = runPage(comparison, by);
  const blocks = [
    `# ${comparison.scenario}`,
    `${size}. ${runLegend(comparison)}`,
    ...(policy.description === '' ? [] : [printable(policy.description, 1000)]),
    ...(comparison.drills.length > 0 ? [`${drillsLine(comparison.drills)}.`] : []),
    ...sentences,
  ];
  if (comparison.assumptions.length > 0) {
    blocks.push(
      '## Assumed, because the record does not say',
      comparison.assumptions.map((line) => `- ${line}`).join('\n'),
    );
  }
  for (const table of tables) {
    blocks.push(`## ${table.title}`, tableMarkdown(table));
    if (table.note) blocks.push(table.note);
  }
  return `${blocks.join('\n\n')}\n`;
}
