/** A cell; figures go to the right. */
export type TextCell = string | { readonly figure: string };

/**
 * Rows as aligned columns, two spaces apart, without borders. Colour belongs to the caller: widths
 * are measured before any is added, so `paint` gets the padded text of each row.
 */
export function textTable(
  rows: readonly (readonly TextCell[])[],
  options: { readonly indent?: string; readonly head?: (line: string) => string } = {},
): string[] {
  const text = (cell: TextCell) => (typeof cell === 'string' ? cell : cell.figure);
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, displayWidth(text(cell)));
    });
  return rows.map((row, r) => {
    const cells = row.map((cell, i) => {
      const gap = ' '.repeat(widths[i]! - displayWidth(text(cell)));
      return typeof cell === 'string' ? cell + gap : gap + cell.figure;
    });
    const line = ((options.indent ?? '  ') + cells.join('  ')).trimEnd();
    return r === 0 && options.head ? options.head(line) : line;
  });
}

/** Columns on a terminal: East Asian wide characters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u.test(
        char,
      )
        ? 2
        : 1;
  return width;
}

/** Names come from data: control characters in them must not reach a terminal. */
export function printable(text: string, longest = 40): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
  const chars = [...clean];
  return chars.length > longest ? `${chars.slice(0, longest - 1).join('')}…` : clean;
}

/** Several lines of ours with something foreign in them: all but their line ends is made printable. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line, Number.POSITIVE_INFINITY))
    .join('\n');
}
