import type { ChalkInstance } from 'chalk';
import type { Scoring } from '../../experiment/score/score.js';
import { tableMarkdown, tableText, wrap } from '../table.js';
import { printable } from '../text-table.js';
import { scoredSize, scoreFindings, scoreLegend, scoreTables } from './score-tables.js';

/** What every form of a score names. */
export interface ScoredInput {
  /** The labelled file. */
  readonly file: string;
}

export interface ScoreTextOptions extends ScoredInput {
  readonly chalk: ChalkInstance;
  /** Files that hold the full result. */
  readonly written: readonly string[];
}

/** A score as a page for a terminal. */
export function scoreText(scoring: Scoring, { chalk, file, written }: ScoreTextOptions): string {
  const list = scoring.assumptions.map((line) => wrap(line, 96, '  - ', '    '));
  const blocks = [
    `${chalk.bold(printable(file, 200))}\n${wrap(scoredSize(scoring), 100, '', '')}`,
    [chalk.bold('Assumed, or not in the record'), ...list].join('\n'),
    ...scoreTables(scoring).map((table) => tableText(table, chalk)),
    chalk.dim(wrap(scoreLegend(scoring), 100, '', '')),
    ...scoreFindings(scoring).map((text) => wrap(text, 100, '', '  ')),
  ];
  if (written.length > 0) {
    blocks.push(`Full result: ${written.map((one) => printable(one, 200)).join(', ')}`);
  }
  return `${blocks.join('\n\n')}\n`;
}

/** A score as Markdown, for a pull request or a wiki. */
export function scoreMarkdown(scoring: Scoring, { file }: ScoredInput): string {
  const blocks = [
    `# Hand-overs against the labels of ${printable(file, 200)}`,
    `${scoredSize(scoring)}. ${scoreLegend(scoring)}`,
    ...scoreFindings(scoring),
    '## Assumed, or not in the record',
    scoring.assumptions.map((line) => `- ${line}`).join('\n'),
    ...scoreTables(scoring).flatMap((table) => [`## ${table.title}`, tableMarkdown(table)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}
