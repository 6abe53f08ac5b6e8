import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ProblemList } from '../input/problem-list.js';
import { excerpt } from '../input/schema-words.js';
import { readHead, textChunks } from '../input/text-source.js';
import { checkRecord, duplicateId } from './canonical.js';
import { isoOf } from './canonical-schema.js';
import type { Conversation } from './conversation.js';
import { type Cell, readCell, signalValue } from './csv-cells.js';
import { detectDelimiter, type Layout, layOut } from './csv-header.js';
import {
  type CellKind,
  CONVERSATION_FIELDS,
  type ConversationField,
  DEFAULT_MAPPING,
  type Field,
  type Mapping,
  TURN_FIELDS,
  type TurnField,
} from './mapping.js';
import type { ReadNotes } from './reading.js';

/** Rows of one conversation, as far as read. */
interface Draft {
  readonly id: string;
  readonly line: number;
  readonly fields: Map<ConversationField, Cell>;
  readonly turns: Map<TurnField, Cell>[];
  readonly signals: Record<string, Cell>[];
  readonly turnLines: number[];
  sound: boolean;
}

const HANDOVER_FIELDS: readonly ConversationField[] = [
  'after_customer_turns',
  'team',
  'wait_seconds',
  'answered',
  'handle_seconds',
  'agent',
];

const KINDS: Record<Exclude<Field, 'id'>, CellKind> = { ...CONVERSATION_FIELDS, ...TURN_FIELDS };

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
  let nextLine = 1;
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // Lines are counted here, in step with the parser, because its own count takes CR and LF inside
    // quotes for two line ends, and because an error drops records that are parsed but not yet read.
    on_record: (record: string[]) => {
      const line = nextLine;
      nextLine += 1 + breaksIn(record);
      return { line, record } as never;
    },
  });
  const source = Readable.from(textChunks(file, notes?.meter));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  const seen = new Set<string>();
  let layout: Layout | undefined;
  let draft: Draft | undefined;
  const finish = (done: Draft): Conversation | undefined => assemble(done, layout!, problems);
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
          expected: `${layout.header.length} cells`,
        });
        continue;
      }
      const id = record[layout.fields.get('id')!]!.trim();
      if (id === '') {
        problems.add({ code: 'missing-value', message: 'The row has no id', line });
        continue;
      }
      if (draft?.id !== id) {
        const conversation = draft && finish(draft);
        if (conversation && problems.count === 0) yield conversation;
        if (seen.has(id)) {
          const { at: _, path: __, ...what } = duplicateId(id);
          problems.add({
            ...what,
            message: 'This id has had its rows: another conversation stands between',
            line,
          });
        }
        seen.add(id);
        draft = { id, line, fields: new Map(), turns: [], signals: [], turnLines: [], sound: true };
      }
      addRow(draft, record, line, layout, mapping, delimiter, problems);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.add({
      code: 'invalid-csv',
      message:
        error.code === 'CSV_QUOTE_NOT_CLOSED'
          ? 'A quote opens in the row that starts here and never closes'
          : 'The row that starts here has a quote where none may stand',
      line: nextLine,
      expected: 'cells with quotes written as "…", quotes inside doubled',
    });
  } finally {
    source.destroy();
  }
  const last = draft && finish(draft);
  if (last && problems.count === 0) yield last;
  problems.throwIfAny();
}

function breaksIn(record: readonly string[]): number {
  let count = 0;
  for (const cell of record) if (cell.includes('\n')) count += cell.split('\n').length - 1;
  return count;
}

function addRow(
  draft: Draft,
  record: readonly string[],
  line: number,
  layout: Layout,
  mapping: Mapping,
  delimiter: string,
  problems: ProblemList,
): void {
  const turn = new Map<TurnField, Cell>();
  const before = problems.count;
  for (const [field, place] of layout.fields) {
    if (field === 'id') continue;
    const raw = record[place]!;
    const text = field === 'text' ? raw : raw.trim();
    if (text === '') continue;
    const kind = KINDS[field];
    const value = readCell(text, kind, mapping, delimiter, lastMoment(draft));
    if (typeof value === 'object') {
      problems.add({
        code: kind === 'moment' ? 'invalid-time' : 'invalid-value',
        message: `Column \`${layout.header[place]}\` does not hold what it should`,
        line,
        path: field,
        found: field === 'text' ? 'text' : excerpt(text),
        ...value,
      });
      continue;
    }
    if (field in TURN_FIELDS) turn.set(field as TurnField, value);
    else setOnce(draft, field as ConversationField, value, line, layout, problems);
  }
  const signals: Record<string, Cell> = Object.create(null) as Record<string, Cell>;
  for (const [name, place] of layout.signals) {
    const text = record[place]!.trim();
    if (text !== '') signals[name] = signalValue(text, delimiter);
  }
  if (problems.count > before) draft.sound = false;
  if (!turn.has('speaker')) {
    // A speaker that could not be read has been reported.
    if (turn.size > 0 && problems.count === before) {
      problems.add({
        code: 'missing-value',
        message: 'The row says something of a turn, but not who speaks',
        line,
        path: 'speaker',
      });
      draft.sound = false;
    }
    return;
  }
  draft.turns.push(turn);
  draft.signals.push(signals);
  draft.turnLines.push(line);
}

function lastMoment(draft: Draft): number | undefined {
  const time = draft.turns.at(-1)?.get('time') ?? draft.fields.get('started_at');
  return typeof time === 'number' ? time : undefined;
}

function setOnce(
  draft: Draft,
  field: ConversationField,
  value: Cell,
  line: number,
  layout: Layout,
  problems: ProblemList,
): void {
  const had = draft.fields.get(field);
  if (had === undefined) draft.fields.set(field, value);
  else if (had !== value)
    problems.add({
      code: 'conflicting-value',
      message: `Column \`${layout.header[layout.fields.get(field)!]}\` changes within the conversation`,
      line,
      path: field,
      found: excerpt(value),
      expected: `${excerpt(had)}, as before`,
    });
}

/** From rows to the canonical record, so that every format obeys the same rules. */
function assemble(draft: Draft, layout: Layout, problems: ProblemList): Conversation | undefined {
  if (!draft.sound) return undefined;
  const field = (name: ConversationField) => draft.fields.get(name);
  const firstTime = draft.turns.find((t) => t.has('time'))?.get('time') as number | undefined;
  const start = (field('started_at') as number | undefined) ?? firstTime;
  let last = 0;
  let backwards = false;
  const turns = draft.turns.map((cells, i) => {
    const { time, ...turn } = Object.fromEntries(cells) as Record<string, Cell>;
    if (turn.at === undefined && typeof time === 'number' && start !== undefined) {
      const at = Math.round((time - start) * 1000) / 1000;
      if (at < last) {
        backwards = true;
        problems.add({
          code: 'time-goes-back',
          message:
            i === 0
              ? 'This turn is earlier than the start of its conversation'
              : 'This turn is earlier than the one before it',
          line: draft.turnLines[i]!,
          path: 'time',
          found: isoOf(time),
          expected: `${isoOf(start + last)} or later`,
        });
      } else last = at;
      turn.at = at;
    }
    const signals = draft.signals[i]!;
    return Object.keys(signals).length > 0 ? { ...turn, signals: { ...signals } } : turn;
  });
  if (backwards) return undefined;
  const record: Record<string, unknown> = { id: draft.id, turns };
  const handover: Record<string, Cell> = {};
  for (const [name, value] of draft.fields) {
    if (HANDOVER_FIELDS.includes(name)) handover[name] = value;
    else if (name !== 'started_at') record[name] = value;
  }
  if (start !== undefined) record.started_at = isoOf(start);
  if (Object.keys(handover).length > 0) {
    handover.after_customer_turns ??= customerTurnsBeforePerson(draft);
    record.handover = handover;
  }
  const checked = checkRecord(record, draft.line, false);
  if (checked.ok) return checked.conversation;
  for (const { at: _, path, ...problem } of checked.problems) {
    const [head, index] = path;
    const inTurn = head === 'turns' && typeof index === 'number';
    const name = String(path.findLast((part) => typeof part === 'string') ?? 'id') as Field;
    const place = layout.fields.get(name === 'at' && !layout.fields.has('at') ? 'time' : name);
    problems.add({
      ...problem,
      message:
        place === undefined
          ? problem.message
          : `${problem.message} (column \`${layout.header[place]}\`)`,
      line: inTurn ? draft.turnLines[index]! : draft.line,
      path: name,
    });
  }
  return undefined;
}

/** A hand-over whose place no column tells lies before the first words of a person, or at the end. */
function customerTurnsBeforePerson(draft: Draft): number {
  let count = 0;
  for (const turn of draft.turns) {
    if (turn.get('speaker') === 'human') break;
    if (turn.get('speaker') === 'customer') count++;
  }
  return count;
}
