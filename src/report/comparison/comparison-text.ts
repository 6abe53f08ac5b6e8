import type { ChalkInstance } from 'chalk';
import type { Comparison } from '../../experiment/evaluation.js';
import { ruleTable } from '../run/rule-table.js';
import { type Table, tableText, wrap } from '../table.js';
import { printable } from '../text-table.js';
import {
  differenceTable,
  drillsLine,
  legend,
  panels,
  size,
  slicePanels,
} from './comparison-tables.js';
import { narrative } from './narrative.js';
import { replayTables } from './replay-tables.js';

export interface TextOptions {
  readonly chalk: ChalkInstance;
  /** Files that hold the full result. */
  readonly written: readonly string[];
  /** Also show the main figures by this dimension. */
  readonly by?: string;
}

/** A comparison as a page for a terminal. */
export function comparisonText(comparison: Comparison, options: TextOptions): string {
  const { chalk } = options;
  const drills = comparison.drills.length > 0 ? `\n${drillsLine(comparison.drills)}` : '';
  const blocks: string[] = [`${chalk.bold(comparison.scenario)}  ${size(comparison)}${drills}`];
  if (comparison.assumptions.length > 0) {
    const list = comparison.assumptions.map((line) => wrap(line, 96, '  - ', '    '));
    blocks.push([chalk.bold('Assumed, because the record does not say'), ...list].join('\n'));
  }
  const draw = (table: Table | undefined) => table && blocks.push(tableText(table, chalk));
  replayTables(comparison).forEach(draw);
  panels(comparison).forEach(draw);
  if (options.by) slicePanels(comparison, options.by).forEach(draw);
  draw(differenceTable(comparison));
  draw(ruleTable(comparison.policies));
  blocks.push(chalk.dim(legend(comparison)));
  const { shows, holds, tryNext } = narrative(comparison);
  for (const text of [shows, holds, tryNext]) if (text) blocks.push(wrap(text, 100, '', ''));
  if (options.written.length > 0) {
    blocks.push(`Full result: ${options.written.map((file) => printable(file, 200)).join(', ')}`);
  }
  return `${blocks.join('\n\n')}\n`;
}
