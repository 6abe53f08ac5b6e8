import type { Comparison } from '../experiment/evaluation.js';
import {
  differenceTable,
  drillsLine,
  legend,
  panels,
  replayTable,
  size,
  supportTable,
  type Table,
} from './comparison-tables.js';
import { narrative } from './narrative.js';

/** A comparison as Markdown, for a pull request or a wiki. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { shows, holds, tryNext } = narrative(comparison);
  const blocks = [
    `# ${comparison.scenario}`,
    `${size(comparison)}. ${legend(comparison)}`,
    ...(comparison.drills.length > 0 ? [`${drillsLine(comparison.drills)}.`] : []),
    ...[shows, holds, tryNext].filter((text) => text !== ''),
  ];
  if (comparison.assumptions.length > 0) {
    blocks.push(
      '## Assumed, because the record does not say',
      comparison.assumptions.map((line) => `- ${line}`).join('\n'),
    );
  }
  const tables = [
    replayTable(comparison),
    supportTable(comparison),
    ...panels(comparison),
    differenceTable(comparison),
  ];
  for (const table of tables) {
    if (!table) continue;
    blocks.push(`## ${table.title}`, tableMarkdown(table));
    if (table.note) blocks.push(table.note);
  }
  return `${blocks.join('\n\n')}\n`;
}

function tableMarkdown(table: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cellMarkdown).join(' | ')} |`;
  return [
    row(['', ...table.columns]),
    `| --- |${' ---: |'.repeat(table.columns.length)}`,
    ...table.rows.map(({ name, cells }) => row([name, ...cells])),
  ].join('\n');
}

/** The padding that aligns figures on a terminal means nothing here. */
function cellMarkdown(cell: string): string {
  return cell.trim().replace(/± +/g, '±').replace(/ {2,}/g, ' ').replaceAll('|', '\\|');
}
