import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { readHead, textChunks } from '../../input/text-source.js';
import { detectDelimiter, MAX_ROW_LENGTH } from '../csv/csv-header.js';
import { parsePath, valueAt } from '../json/json-path.js';
import { byColumn, turnsPath } from './json-columns.js';
import { firstRecords, recordsPath } from './records-path.js';

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
  readonly turns?: {
    readonly path: string;
    readonly conversation: Columns;
    /** By row of the turns, the row of its conversation. */
    readonly owner: readonly number[];
  };
  /** Where the records stand in a list inside an object: its path. */
  readonly records?: string;
  readonly delimiter: string;
}

/** @throws InputError for a file that is neither CSV nor JSON */
export async function sampleOf(file: string): Promise<Sample> {
  const head = await readHead(file);
  return /^\s*[[{]/.test(head)
    ? sampleJson(file, head)
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

async function sampleJson(file: string, head: string): Promise<Sample> {
  const at = await recordsPath(file, head);
  const records = await firstRecords(file, at, MAX_ROWS);
  const inside = at === undefined ? {} : { records: at };
  const path = turnsPath(records);
  if (path === undefined)
    return { rows: records.length, columns: byColumn(records), delimiter: '', ...inside };
  const steps = parsePath(path);
  const turns: unknown[] = [];
  const owner: number[] = [];
  records.forEach((record, i) => {
    const list = valueAt(record, path, steps);
    if (!Array.isArray(list)) return;
    for (const turn of list as unknown[]) {
      turns.push(turn);
      owner.push(i);
    }
  });
  return {
    rows: turns.length,
    columns: byColumn(turns.slice(0, MAX_ROWS)),
    turns: { path, conversation: byColumn(records), owner: owner.slice(0, MAX_ROWS) },
    delimiter: '',
    ...inside,
  };
}
