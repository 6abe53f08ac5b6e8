import type { Comparison } from '../../experiment/evaluation.js';
import { ruleTable } from '../run/rule-table.js';
import { tableMarkdown } from '../table.js';
import { differenceTable, drillsLine, legend, panels, size } from './comparison-tables.js';
import { narrative } from './narrative.js';
import { replayTables, worldWarning } from './replay-tables.js';

/** A comparison as Markdown, for a pull request or a wiki. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { shows, holds, tryNext } = narrative(comparison);
  const blocks = [
    `# ${comparison.scenario}`,
    `${size(comparison)}. ${legend(comparison)}`,
    ...(comparison.drills.length > 0 ? [`${drillsLine(comparison.drills)}.`] : []),
    ...[worldWarning(comparison) ?? '', shows, holds, tryNext].filter((text) => text !== ''),
  ];
  if (comparison.assumptions.length > 0) {
    blocks.push(
      '## Assumed, because the record does not say',
      comparison.assumptions.map((line) => `- ${line}`).join('\n'),
    );
  }
  const tables = [
    ...replayTables(comparison),
    ...panels(comparison),
    differenceTable(comparison),
    ruleTable(comparison.policies),
  ];
  for (const table of tables) {
    if (!table) continue;
    blocks.push(`## ${table.title}`, tableMarkdown(table));
    if (table.note) blocks.push(table.note);
  }
  return `${blocks.join('\n\n')}\n`;
}
