import { CsvError, type Info, parse } from 'csv-parse/sync';
import { detectDelimiter } from '../../dataset/csv/csv-header.js';
import { nearestChoice } from '../../input/nearest.js';
import { ProblemList } from '../../input/problem-list.js';
import { DAY } from '../../input/quantities.js';
import { excerpt } from '../../input/schema-words.js';
import type { DatedShift, WeeklyShift } from './shifts.js';
import { COLUMNS, StaffingRow } from './staffing-row.js';

/** A staffing CSV: by weekday if it has a column `day`, else by date. */
export type StaffingTable =
  | { readonly by: 'weekday'; readonly shifts: readonly WeeklyShift[] }
  /** Seconds of the wall clock since 1970-01-01 00:00, whatever the zone. */
  | { readonly by: 'date'; readonly shifts: readonly DatedShift[] };

const HEADERS = 'the header from,to,agents or day,from,to,agents';

/**
 * Reads a shift table with the header `from,to,agents` (local date-times such as 2026-10-25T08:00) or
 * `day,from,to,agents` (a weekday, `weekdays`, `weekend` or `daily`, and times of day; a `to` at or
 * before `from` is on the next day). The delimiter is found as in any CSV; columns may be in any order.
 *
 * @throws InputError with every problem of the file
 */
export function readStaffing(file: string, text: string): StaffingTable {
  const problems = new ProblemList(file);
  const [header, ...rows] = recordsOf(text, problems);
  problems.throwIfAny();
  const names = header!.record.map((name) => name.trim().toLowerCase());
  checkHeader(names, header!.line, problems);
  problems.throwIfAny();
  const by = names.includes('day') ? 'weekday' : 'date';
  const shifts: (WeeklyShift & DatedShift)[] = [];
  for (const { line, record } of rows) {
    if (record.length !== names.length) {
      problems.add({
        code: 'ragged-row',
        message: 'The row does not have as many cells as the header',
        line,
        found: `${record.length} cells`,
        expected: `${names.length} cells`,
      });
      continue;
    }
    const row = new StaffingRow(names, record, line, problems);
    const days = by === 'weekday' ? row.days() : [];
    const from = by === 'weekday' ? row.timeOfDay('from') : row.dateTime('from');
    const to = by === 'weekday' ? row.timeOfDay('to') : row.dateTime('to');
    const agents = row.agents();
    if (days === undefined || from === undefined || to === undefined || agents === undefined)
      continue;
    if (by === 'weekday' && from === to) {
      row.refuse('to', 'another time than "from"');
      continue;
    }
    if (by === 'date' && from >= to) {
      row.refuse('to', 'a date-time later than "from"');
      continue;
    }
    shifts.push({ days, from, to: to > from ? to : to + DAY, agents, breaks: [] });
  }
  if (rows.length === 0)
    problems.add({
      code: 'no-rows',
      message: 'The table has a header and no shift',
      line: header!.line,
      expected: 'a row for each shift',
    });
  problems.throwIfAny();
  return { by, shifts };
}

function checkHeader(names: readonly string[], line: number, problems: ProblemList): void {
  const unknown = names.filter((name) => !(COLUMNS as readonly string[]).includes(name));
  const missing = COLUMNS.filter((name) => name !== 'day' && !names.includes(name));
  for (const name of unknown)
    problems.add({
      code: 'unknown-column',
      message: 'The table has a column that a shift has not',
      line,
      found: excerpt(name),
      expected: HEADERS,
      ...nearestChoice(name, missing.length > 0 ? missing : ['day']),
    });
  for (const name of missing)
    problems.add({
      code: 'missing-column',
      message: `There is no column \`${name}\``,
      line,
      found: names.join(','),
      expected: HEADERS,
    });
  names.forEach((name, index) => {
    if (names.indexOf(name) < index)
      problems.add({
        code: 'duplicate-column',
        message: 'Two columns have the same name',
        line,
        found: excerpt(name),
        expected: HEADERS,
      });
  });
}

function recordsOf(
  text: string,
  problems: ProblemList,
): { readonly line: number; readonly record: readonly string[] }[] {
  const delimiter = detectDelimiter(text.trimStart().split('\n', 1)[0]!);
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { info: Info; record: string[] }[];
    return records
      .map(({ info, record }) => ({ line: info.lines, record }))
      .filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    problems.add({
      code: 'invalid-csv',
      message: 'A quote stands where none may, or never closes',
      ...(line === undefined ? {} : { line }),
      expected: 'cells with quotes written as "…", quotes inside doubled',
    });
    return [];
  }
}
