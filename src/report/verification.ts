import type { ChalkInstance } from 'chalk';
import type { VerifiedRow } from '../experiment/verify.js';
import { type TextCell, textTable } from './text-table.js';

/** What was expected, what came out, and by how many standard errors they differ. */
export function verificationText(rows: readonly VerifiedRow[], chalk: ChalkInstance): string {
  const cells: TextCell[][] = [
    ['model', 'figure', ...['expected', 'simulated', 'std. error', 'z'].map(figure), 'verdict'],
    ...rows.map((row) => [
      row.model,
      row.figure,
      figure(digits(row.expected)),
      figure(digits(row.simulated)),
      figure(
        row.standardError === undefined
          ? 'exact'
          : `${((100 * row.standardError) / row.expected).toFixed(2)} %`,
      ),
      figure(row.z === undefined ? '' : row.z.toFixed(2).replace('-', '−')),
      row.passes ? 'pass' : 'FAIL',
    ]),
  ];
  const [head, ...body] = textTable(cells, { indent: '' });
  const failed = rows.filter((row) => !row.passes).length;
  const verdict =
    failed === 0
      ? `All ${rows.length} rows pass: within 3.54 standard errors of a truth that was computed, not simulated.`
      : `${failed} of ${rows.length} rows fail.`;
  return [
    chalk.dim(head!),
    ...body.map((line, i) => (rows[i]!.passes ? line : chalk.red(line))),
    '',
    failed === 0 ? verdict : chalk.red(verdict),
    '',
  ].join('\n');
}

export function verificationJson(rows: readonly VerifiedRow[], seed: number): string {
  const document = {
    warmline_verification: 1,
    seed,
    passes: rows.every((row) => row.passes),
    rows: rows.map(({ standardError, ...row }) => ({
      ...row,
      ...(standardError === undefined ? {} : { standard_error: standardError }),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function figure(text: string): TextCell {
  return { figure: text };
}

function digits(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(6);
}
