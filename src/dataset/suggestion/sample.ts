import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ProblemList } from '../../input/problem-list.js';
import { readHead, textChunks } from '../../input/text-source.js';
import { detectDelimiter, MAX_ROW_LENGTH } from '../csv/csv-header.js';
import { isMap, parsePath, valueAt } from '../json/json-path.js';
import { jsonRecords } from '../json/json-records.js';
import { plain } from './names.js';
import { TURN_LISTS } from './words.js';

/** Enough to meet every speaker and a few odd cells; the rest of the file is not read. */
const MAX_ROWS = 5000;

/** Names of columns (or paths into JSON), with their first values; absent ones undefined. */
export type Columns = ReadonlyMap<string, readonly unknown[]>;

/** The beginning of a file, by columns. */
export interface Sample {
  readonly rows: number;
  /** Records of JSON may hold lists of turns; then these are the columns of the turns. */
  readonly columns: Columns;
  /** Where a record is a conversation: its path to the turns, and its own columns. */
  readonly turns?: { readonly path: string; readonly conversation: Columns };
  readonly delimiter: string;
}

/** @throws InputError for a file that is neither CSV nor JSON */
export async function sampleOf(file: string): Promise<Sample> {
  const head = await readHead(file);
  return /^\s*[[{]/.test(head)
    ? sampleJson(file)
    : sampleCsv(file, detectDelimiter(head.split('\n', 1)[0]!));
}

export async function sampleCsv(file: string, delimiter: string): Promise<Sample> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW_LENGTH,
    to: MAX_ROWS + 1,
  });
  const source = Readable.from(textChunks(file));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let header: string[] | undefined;
  const columns = new Map<string, unknown[]>();
  let rows = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (!header) {
        header = record.map((cell) => cell.trim());
        for (const name of header) if (name !== '') columns.set(name, []);
        continue;
      }
      if (record.length !== header.length) continue;
      header.forEach((name, i) => {
        columns.get(name)?.push(record[i] === '' ? undefined : record[i]);
      });
      rows++;
    }
  } catch (error) {
    // Where its quotes go wrong, what came before has to do; the reader says where and how.
    if (!(error instanceof CsvError)) throw error;
  } finally {
    source.destroy();
  }
  return { rows, columns, delimiter };
}

async function sampleJson(file: string): Promise<Sample> {
  const problems = new ProblemList(file);
  const records: unknown[] = [];
  for await (const { value } of jsonRecords(file, problems, undefined)) {
    records.push(value);
    if (records.length === MAX_ROWS) break;
  }
  problems.throwIfAny();
  const path = turnsPath(records);
  if (path === undefined)
    return { rows: records.length, columns: byColumn(records), delimiter: '' };
  const steps = parsePath(path);
  const turns = records.flatMap((record) => {
    const list = valueAt(record, path, steps);
    return Array.isArray(list) ? (list as unknown[]) : [];
  });
  return {
    rows: turns.length,
    columns: byColumn(turns.slice(0, MAX_ROWS)),
    turns: { path, conversation: byColumn(records) },
    delimiter: '',
  };
}

/** The list of objects that most records have, the likeliest name first. */
function turnsPath(records: readonly unknown[]): string | undefined {
  const counts = new Map<string, number>();
  for (const record of records)
    for (const [path, value] of entries(record, ''))
      if (Array.isArray(value) && value.some(isMap)) counts.set(path, (counts.get(path) ?? 0) + 1);
  const rank = (path: string) => {
    const at = TURN_LISTS.indexOf(plain(path.split('.').at(-1)!));
    return at < 0 ? TURN_LISTS.length : at;
  };
  return [...counts]
    .filter(([, count]) => count * 2 > records.length)
    .sort(([a], [b]) => rank(a) - rank(b))[0]?.[0];
}

function byColumn(records: readonly unknown[]): Columns {
  const columns = new Map<string, unknown[]>();
  records.forEach((record, i) => {
    for (const [path, value] of entries(record, '')) {
      if (value !== null && typeof value === 'object') continue;
      let column = columns.get(path);
      if (!column) {
        column = new Array<unknown>(records.length).fill(undefined);
        columns.set(path, column);
      }
      column[i] = value ?? undefined;
    }
  });
  return columns;
}

/** Leaves and lists of an object, by path. Keys that a path could not name are left out. */
function* entries(value: unknown, before: string): Generator<[string, unknown]> {
  if (!isMap(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '' || /[.[\]]/.test(key)) continue;
    const path = before === '' ? key : `${before}.${key}`;
    if (isMap(inner)) yield* entries(inner, path);
    else yield [path, inner];
  }
}
