import type { ChalkInstance } from 'chalk';
import type { Comparison } from '../experiment/evaluation.js';
import {
  BEST,
  differenceTable,
  drillsLine,
  legend,
  panels,
  replayTable,
  size,
  slicePanels,
  supportTable,
  type Table,
  WORST,
} from './comparison-tables.js';
import { narrative } from './narrative.js';
import { printable, type TextCell, textTable } from './text-table.js';

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
  draw(replayTable(comparison));
  draw(supportTable(comparison));
  panels(comparison).forEach(draw);
  if (options.by) slicePanels(comparison, options.by).forEach(draw);
  draw(differenceTable(comparison));
  blocks.push(chalk.dim(legend(comparison)));
  const { shows, holds, tryNext } = narrative(comparison);
  for (const text of [shows, holds, tryNext]) if (text) blocks.push(wrap(text, 100, '', ''));
  if (options.written.length > 0) {
    blocks.push(`Full result: ${options.written.map((file) => printable(file, 200)).join(', ')}`);
  }
  return `${blocks.join('\n\n')}\n`;
}

function tableText(table: Table, chalk: ChalkInstance): string {
  const heads = table.columns.map((name) => twoLines(name));
  const figures = (cells: readonly string[]): TextCell[] => cells.map((cell) => ({ figure: cell }));
  const rows: TextCell[][] = [
    ['', ...figures(heads.map(([top]) => top))],
    ['', ...figures(heads.map(([, bottom]) => bottom))],
    ...table.rows.map(({ name, cells }) => [name, ...figures(cells)]),
  ];
  const [top, bottom, ...body] = textTable(rows);
  const lines = [
    chalk.bold(table.title),
    ...(top!.trim() ? [chalk.dim(top!)] : []),
    chalk.dim(bottom!),
    ...body.map((line) =>
      line.replaceAll(BEST, chalk.green(BEST)).replaceAll(WORST, chalk.red(WORST)),
    ),
  ];
  if (table.note) lines.push(chalk.dim(wrap(table.note, 98, '  ', '  ')));
  return lines.join('\n');
}

/** Long headings stand on two lines, the second one at the figures. */
function twoLines(name: string): [string, string] {
  const words = name.split(' ');
  if (name.length <= 12 || words.length < 2) return ['', name];
  let split = 1;
  const longer = (at: number) =>
    Math.max(words.slice(0, at).join(' ').length, words.slice(at).join(' ').length);
  for (let at = 2; at < words.length; at++) if (longer(at) < longer(split)) split = at;
  return [words.slice(0, split).join(' '), words.slice(split).join(' ')];
}

function wrap(text: string, width: number, first: string, rest: string): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + word.length + 1 > width) {
      lines.push(line.trimEnd());
      line = rest;
    }
    line += (line === first || line === rest ? '' : ' ') + word;
  }
  lines.push(line);
  return lines.join('\n');
}
