import type { ProblemList } from '../../input/problem-list.js';
import { excerpt } from '../../input/schema-words.js';
import { checkRecord, duplicateId } from '../canonical/canonical.js';
import { isoOf } from '../canonical/canonical-schema.js';
import type { Conversation } from '../conversation.js';
import {
  type CellKind,
  CONVERSATION_FIELDS,
  type ConversationField,
  type Field,
  HANDOVER_FIELDS,
  type Mapping,
  TURN_FIELDS,
  type TurnField,
} from '../mapping.js';
import { type Cell, readValue } from './cells.js';
import type { SignalCells } from './signal-cells.js';

/** One row of a source: a turn with what it says of its conversation, in cells as they stand. */
export interface Row {
  readonly line: number;
  /** Fields that are there, and their cells: texts, numbers or truth values; never the id. */
  readonly fields: Iterable<readonly [field: Field, value: unknown]>;
  readonly signals: Iterable<readonly [name: string, value: unknown]>;
  /** Where the cell of a field stands, if the source can tell more than the line. */
  place?(field: Field): { readonly line: number; readonly column: number };
}

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

const KINDS: Record<Exclude<Field, 'id'>, CellKind> = { ...CONVERSATION_FIELDS, ...TURN_FIELDS };

/** What a source of rows knows that its rows do not. */
export interface RowSource {
  readonly mapping: Mapping;
  /** Of cells; decides whether a comma can be a decimal one. */
  readonly delimiter: string;
  /** The source's own name of a field's column; undefined where it has none. */
  nameOf(field: Field): string | undefined;
  readonly signals: SignalCells;
}

/**
 * Puts rows together to conversations: those of one stand together; fields of the whole
 * conversation may stand in any of them, but may not disagree. An empty cell is "not recorded". A
 * row without a speaker adds fields but no turn, so that call logs fit too.
 */
export class RowDrafts {
  private readonly seen = new Set<string>();
  private draft: Draft | undefined;

  constructor(
    private readonly source: RowSource,
    private readonly problems: ProblemList,
  ) {}

  /** The conversation before, once a row with another id follows it and it is sound. */
  add(id: string, row: Row): Conversation | undefined {
    const done = this.draft?.id === id ? undefined : this.begin(id, row.line);
    this.addRow(this.draft!, row);
    return done;
  }

  /** The last conversation, if it is sound. */
  finish(): Conversation | undefined {
    const done = this.draft && this.assemble(this.draft);
    this.draft = undefined;
    return done;
  }

  /** Ends the conversation in hand, so that the next row begins one even with the same id. */
  begin(id: string, line: number): Conversation | undefined {
    const { source } = this;
    const done = this.finish();
    if (this.seen.has(id)) {
      const { at: _, path: __, ...what } = duplicateId(id);
      this.problems.add({
        ...what,
        message: 'This id has had its rows: another conversation stands between',
        ...(source.mapping.turns === undefined
          ? {
              expected: `rows of a conversation together: sort the file by \`${source.nameOf('id') ?? 'id'}\``,
            }
          : {}),
        line,
      });
    }
    this.seen.add(id);
    this.draft = {
      id,
      line,
      fields: new Map(),
      turns: [],
      signals: [],
      turnLines: [],
      sound: true,
    };
    return done;
  }

  private addRow(draft: Draft, row: Row): void {
    const { problems } = this;
    const { line } = row;
    const turn = new Map<TurnField, Cell>();
    const before = problems.count;
    for (const [field, raw] of row.fields) {
      if (field === 'id') continue;
      const kind = KINDS[field];
      const { mapping, delimiter } = this.source;
      const value = readValue(raw, kind, mapping, delimiter, lastMoment(draft));
      if (value === undefined) continue;
      const place = () => ({ ...(row.place?.(field) ?? { line }), path: field });
      if (typeof value === 'object') {
        problems.add({
          code: kind === 'moment' ? 'invalid-time' : 'invalid-value',
          message: `Column \`${this.source.nameOf(field)}\` does not hold what it should`,
          ...place(),
          found: field === 'text' && typeof raw !== 'object' ? 'text' : excerpt(raw),
          ...value,
        });
        continue;
      }
      if (field in TURN_FIELDS) turn.set(field as TurnField, value);
      else this.setOnce(draft, field as ConversationField, value, place);
    }
    const signals: Record<string, Cell> = Object.create(null) as Record<string, Cell>;
    for (const [name, raw] of row.signals) {
      const value = this.source.signals.read(name, raw, line);
      if (value !== undefined) signals[name] = value;
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

  private setOnce(
    draft: Draft,
    field: ConversationField,
    value: Cell,
    place: () => { line: number; column?: number; path: string },
  ): void {
    const had = draft.fields.get(field);
    if (had === undefined) draft.fields.set(field, value);
    else if (had !== value)
      this.problems.add({
        code: 'conflicting-value',
        message: `Column \`${this.source.nameOf(field)}\` changes within the conversation`,
        ...place(),
        found: excerpt(value),
        expected: `${excerpt(had)}, as before`,
      });
  }

  /** From rows to the canonical record, so that every format obeys the same rules. */
  private assemble(draft: Draft): Conversation | undefined {
    const { problems, source } = this;
    if (!draft.sound) return undefined;
    const field = (name: ConversationField) => draft.fields.get(name);
    const firstTime = draft.turns.find((t) => t.has('time'))?.get('time') as number | undefined;
    const start = (field('started_at') as number | undefined) ?? firstTime;
    let last = 0;
    let backwards = false;
    const turns = draft.turns.map((cells, i) => {
      const { time, ...plain } = Object.fromEntries(cells) as Record<string, Cell>;
      const turn = withLabels(plain);
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
    const checked = checkRecord(record, draft.line);
    if (checked.ok) return checked.conversation;
    for (const { at: _, path, ...problem } of checked.problems) {
      const [head, index] = path;
      const inTurn = head === 'turns' && typeof index === 'number';
      const name = String(path.findLast((part) => typeof part === 'string') ?? 'id') as Field;
      const column = source.nameOf(name) ?? (name === 'at' ? source.nameOf('time') : undefined);
      problems.add({
        ...problem,
        message:
          column === undefined ? problem.message : `${problem.message} (column \`${column}\`)`,
        line: inTurn ? draft.turnLines[index]! : draft.line,
        path: name,
      });
    }
    return undefined;
  }
}

function lastMoment(draft: Draft): number | undefined {
  const time = draft.turns.at(-1)?.get('time') ?? draft.fields.get('started_at');
  return typeof time === 'number' ? time : undefined;
}

/** Labels stand in columns of their own in a source, and together in a record. */
function withLabels(cells: Record<string, Cell>): Record<string, unknown> {
  const turn: Record<string, unknown> = {};
  const labels: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(cells))
    if (name.startsWith('label_')) labels[name.slice('label_'.length)] = value;
    else turn[name] = value;
  if (Object.keys(labels).length > 0) turn.labels = labels;
  return turn;
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
