import type { ChalkInstance } from 'chalk';
import { type TextCell, textTable } from './text-table.js';

/** A table as data, drawn alike on a terminal and in Markdown. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  /** Below it, in a sentence or two. */
  readonly note?: string;
}

/** Best and worst of a column. */
export const BEST = '▲';
export const WORST = '▼';

/** A table for a terminal: the title, headings on two lines where they are long, the rows, the note. */
export function tableText(table: Table, chalk: ChalkInstance): string {
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
  const words = name.trimEnd().split(' '); // spaces behind a heading move it to the left
  if (name.trimEnd().length <= 12 || words.length < 2) return ['', name];
  let split = 1;
  const longer = (at: number) =>
    Math.max(words.slice(0, at).join(' ').length, words.slice(at).join(' ').length);
  for (let at = 2; at < words.length; at++) if (longer(at) < longer(split)) split = at;
  return [words.slice(0, split).join(' '), words.slice(split).join(' ')];
}

/** A text in lines of at most `width` characters, `first` before the first and `rest` before the others. */
export function wrap(text: string, width: number, first: string, rest: string): string {
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

/** A table for Markdown, without its title and note. */
export function tableMarkdown(table: Table): string {
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
