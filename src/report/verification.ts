import type { ChalkInstance } from 'chalk';
import { type VerifiedRow, Z_LIMIT } from '../experiment/verification/verified-row.js';
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
      verdict(row),
    ]),
  ];
  const [head, ...body] = textTable(cells, { indent: '' });
  const failed = rows.filter((row) => !row.passes).length;
  const conclusion =
    failed === 0
      ? `All ${rows.length} rows pass: within ${Z_LIMIT} standard errors of a truth that was computed, not simulated.`
      : `${failed} of ${rows.length} rows fail.`;
  return [
    chalk.dim(head!),
    ...body.map((line, i) => (rows[i]!.passes ? line : chalk.red(line))),
    '',
    failed === 0 ? conclusion : chalk.red(conclusion),
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

/** A row may fail because it is off, or because its error is too large to tell. */
function verdict({ passes, z }: VerifiedRow): string {
  if (passes) return 'pass';
  return z !== undefined && Math.abs(z) <= Z_LIMIT ? 'FAIL, imprecise' : 'FAIL';
}

function figure(text: string): TextCell {
  return { figure: text };
}

function digits(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(6);
}
