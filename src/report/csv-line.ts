/** One line of RFC 4180 CSV; absent and NaN are empty, numbers keep every digit. */
export function csvLine(cells: readonly (string | number | boolean | undefined)[]): string {
  return `${cells.map(cell).join(',')}\n`;
}

function cell(value: string | number | boolean | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  const text = String(value);
  if (typeof value !== 'string') return text;
  // A spreadsheet would run a cell that begins like a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
