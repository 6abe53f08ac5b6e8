import { nearestChoice } from '../../input/nearest.js';
import { ProblemList } from '../../input/problem-list.js';
import { excerpt } from '../../input/schema-words.js';
import type { Conversation } from '../conversation.js';
import { type Row, RowDrafts } from '../csv/row-drafts.js';
import { SignalCells } from '../csv/signal-cells.js';
import { jsonSignalTypes } from '../csv/signal-types.js';
import { FIELDS, type Field, type Mapping, TURN_FIELDS } from '../mapping.js';
import type { ReadNotes } from '../reading.js';
import { isMap, type JsonPath, parsePath, valueAt } from './json-path.js';
import { containerAt, type JsonRecord, jsonRecords } from './json-records.js';

/** Where a field or a signal stands, and whether any record has had it there. */
interface Place {
  readonly name: string;
  readonly text: string;
  readonly path: JsonPath;
  /** The mapping names it, so some record must have it. */
  readonly named: boolean;
  found: boolean;
}

/** JSON has numbers of its own; in texts a comma may be a decimal one. */
const NO_DELIMITER = '';

/**
 * Streams somebody else's JSON or JSONL by a mapping. With `turns`, a record is a conversation and
 * the fields of a turn are looked for in each item of that list; without, a record is a turn, and
 * those of a conversation stand together, as in CSV. `null` is "not recorded".
 *
 * @throws InputError after the last record, with all problems
 */
export async function* readMappedJson(
  file: string,
  mapping: Mapping,
  notes?: ReadNotes,
): AsyncGenerator<Conversation> {
  const problems = new ProblemList(file);
  const read = FIELDS.filter((field) => field === 'id' || !mapping.unread.has(field));
  const fields = new Map(read.map((field) => [field, placeOf(field, mapping.columns[field])]));
  const signals = [...mapping.signals].map(([name, { column }]) => placeOf(name, column));
  const types = await jsonSignalTypes(file, mapping);
  const cells = new SignalCells(mapping, types, NO_DELIMITER, problems, notes);
  const nameOf = (field: Field): string => fields.get(field)?.text ?? field;
  const drafts = new RowDrafts(
    { mapping, delimiter: NO_DELIMITER, nameOf, signals: cells },
    problems,
  );
  const all = [...fields].filter(([field]) => field !== 'id');
  const ofTurn = all.filter(([field]) => field in TURN_FIELDS);
  const ofConversation = all.filter(([field]) => !(field in TURN_FIELDS));
  const id = fields.get('id')!;
  let keys: readonly string[] = [];
  let number = 0;
  const row = (
    { line, locate }: JsonRecord,
    value: unknown,
    within: JsonPath,
    sought: readonly (readonly [Field, Place])[],
    withSignals: boolean,
  ): Row => ({
    line,
    fields: seekAll(value, sought),
    signals: withSignals ? signals.map((place) => [place.name, seek(value, place)] as const) : [],
    place: (field) => locate([...within, ...fields.get(field)!.path]),
  });
  for await (const record of jsonRecords(file, problems, notes, containerAt(mapping.records))) {
    const { value, line } = record;
    if (!isMap(value)) {
      record.complain({ ...WRONG, path: [], found: excerpt(value), expected: 'an object' });
      continue;
    }
    if (keys.length === 0) keys = Object.keys(value);
    number++;
    // A record that is a conversation is one even without a name of its own.
    const unnamed = mapping.turns !== undefined && !id.named ? `record-${number}` : undefined;
    const name = idOf(value, id) ?? unnamed;
    if (name === undefined) {
      record.complain({
        code: 'missing-value',
        message: `The record has no id at \`${id.text}\``,
        path: [],
        at: 'value',
        expected: 'a text or a number',
        ...(seek(value, id) === undefined ? nearestChoice(id.text, keys) : {}),
      });
      continue;
    }
    let done: Conversation | undefined;
    if (mapping.turns === undefined) done = drafts.add(name, row(record, value, [], all, true));
    else {
      const within = parsePath(mapping.turns);
      const turns = valueAt(value, mapping.turns, within);
      if (!Array.isArray(turns)) {
        record.complain({
          ...WRONG,
          path: within,
          found: turns === undefined ? 'nothing' : excerpt(turns),
          expected: 'the list of turns that `turns` in the mapping names',
          ...nearestChoice(mapping.turns, keys),
        });
        continue;
      }
      done = drafts.begin(name, line);
      drafts.add(name, row(record, value, [], ofConversation, false));
      turns.forEach((turn, i) => {
        drafts.add(name, row(record, turn, [...within, i], ofTurn, true));
      });
    }
    if (done && problems.count === 0) yield done;
  }
  const last = drafts.finish();
  for (const place of [...fields.values(), ...signals])
    if (place.named && !place.found)
      problems.add({
        code: 'missing-column',
        message: `No record has anything at \`${place.text}\` for \`${place.name}\``,
        expected: `a path into the records, whose keys begin ${keys.slice(0, 10).join(', ')}`,
        ...nearestChoice(place.text, keys),
      });
  if (last && problems.count === 0) yield last;
  problems.throwIfAny();
}

const WRONG = {
  code: 'wrong-type',
  message: 'The record is not of the form that the mapping says',
  at: 'value',
} as const;

function placeOf(name: string, named: string | undefined): Place {
  const text = named ?? name;
  return { name, text, path: parsePath(text), named: named !== undefined, found: false };
}

function seek(value: unknown, place: Place): unknown {
  const found = valueAt(value, place.text, place.path);
  if (found !== undefined) place.found = true;
  return found;
}

/** What is there of all that is sought, which is little of it in most records. */
function seekAll(
  value: unknown,
  sought: readonly (readonly [Field, Place])[],
): (readonly [Field, unknown])[] {
  const found: (readonly [Field, unknown])[] = [];
  for (const [field, place] of sought) {
    const here = seek(value, place);
    if (here !== undefined) found.push([field, here]);
  }
  return found;
}

function idOf(value: unknown, place: Place): string | undefined {
  const id = seek(value, place);
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined;
}
