import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ProblemList } from '../../input/problem-list.js';
import { readHead, textChunks } from '../../input/text-source.js';
import type { Conversation } from '../conversation.js';
import { DEFAULT_MAPPING, type Field, type Mapping } from '../mapping.js';
import type { ReadNotes } from '../reading.js';
import {
  detectDelimiter,
  type Layout,
  layOut,
  MAX_ROW_LENGTH,
  otherDelimiter,
} from './csv-header.js';
import { type Row, RowDrafts } from './row-drafts.js';
import { SignalCells } from './signal-cells.js';
import { csvSignalTypes } from './signal-types.js';

/**
 * Streams a CSV file with one turn a row. The rows of a conversation stand together; fields of the
 * whole conversation may stand in any of them, but may not disagree. An empty cell is "not
 * recorded". A row without a speaker adds fields but no turn, so that call logs fit too.
 *
 * @throws InputError after the last row, with all problems
 */
export async function* readCsv(
  file: string,
  mapping: Mapping = DEFAULT_MAPPING,
  notes?: ReadNotes,
): AsyncGenerator<Conversation> {
  const problems = new ProblemList(file);
  const delimiter = mapping.delimiter ?? detectDelimiter((await readHead(file)).split('\n', 1)[0]!);
  const types = await csvSignalTypes(file, mapping, delimiter);
  const signals = new SignalCells(mapping, types, delimiter, problems, notes);
  let nextLine = 1;
  const parser = parse({
    delimiter,
    relax_column_count: true,
    max_record_size: MAX_ROW_LENGTH,
    // Lines are counted here, in step with the parser, because its own count takes CR and LF inside
    // quotes for two line ends, and because an error drops records that are parsed but not yet read.
    on_record: (record: string[]) => {
      const line = nextLine;
      nextLine += 1 + breaksIn(record);
      return { line, record } as never;
    },
  });
  const source = Readable.from(textChunks(file, notes));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let layout: Layout | undefined;
  const nameOf = (field: Field): string | undefined =>
    layout?.header[layout.fields.get(field) ?? -1];
  const drafts = new RowDrafts({ mapping, delimiter, nameOf, signals }, problems);
  try {
    for await (const entry of parser) {
      const { line, record } = entry as { line: number; record: string[] };
      if (record.length === 1 && record[0] === '') continue;
      if (!layout) {
        layout = layOut(record, mapping, line, problems, notes);
        if (problems.count > 0) break;
        continue;
      }
      if (record.length !== layout.header.length) {
        problems.add({
          code: 'ragged-row',
          message: 'The row does not have as many cells as the header',
          line,
          found: `${record.length} cells`,
          expected: `${layout.header.length} cells${otherDelimiter(record, layout.header.length)}`,
        });
        continue;
      }
      const id = record[layout.fields.get('id')!]!.trim();
      if (id === '') {
        problems.add({ code: 'missing-value', message: 'The row has no id', line });
        continue;
      }
      const done = drafts.add(id, rowOf(record, line, layout));
      if (done && problems.count === 0) yield done;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.add({ ...faultOf(error), line: nextLine });
  } finally {
    source.destroy();
  }
  const last = drafts.finish();
  if (last && problems.count === 0) yield last;
  problems.throwIfAny();
}

function faultOf({ code }: CsvError): { code: string; message: string; expected: string } {
  const expected = 'cells with quotes written as "…", quotes inside doubled';
  if (code === 'CSV_MAX_RECORD_SIZE')
    return {
      code: 'line-too-long',
      message:
        'The row that starts here is too long to be one: a quote that opens in it may never close',
      expected,
    };
  return {
    code: 'invalid-csv',
    message:
      code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A quote opens in the row that starts here and never closes'
        : 'The row that starts here has a quote where none may stand',
    expected,
  };
}

function rowOf(record: readonly string[], line: number, layout: Layout): Row {
  return {
    line,
    fields: [...layout.fields].map(([field, place]) => [field, record[place]] as const),
    signals: [...layout.signals].map(([name, place]) => [name, record[place]] as const),
  };
}

function breaksIn(record: readonly string[]): number {
  let count = 0;
  for (const cell of record) if (cell.includes('\n')) count += cell.split('\n').length - 1;
  return count;
}
