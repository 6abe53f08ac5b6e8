import type { ProblemList } from '../../input/problem-list.js';
import { excerpt } from '../../input/schema-words.js';
import type { Mapping, SignalType } from '../mapping.js';
import type { ReadNotes } from '../reading.js';
import { type Cell, readSignal, saysNothing, signalTypeOf } from './cells.js';
import type { SignalTypes } from './signal-types.js';

const WANTED: Readonly<Record<SignalType, string>> = {
  number: 'a number',
  boolean: 'true or false',
  text: 'a text',
};

const PLURAL: Readonly<Record<SignalType, string>> = {
  number: 'numbers',
  boolean: 'truth values',
  text: 'texts',
};

/**
 * Reads the cells of signals, each column as one type. Where a column of numbers or truth values
 * says in words that there is none (`n/a`), nothing is recorded, and a note says where that first
 * was; any other cell that is not of the type is a problem. Never does a stray cell make a score a
 * text.
 */
export class SignalCells {
  private readonly types: Map<string, SignalType>;

  constructor(
    private readonly mapping: Mapping,
    types: SignalTypes,
    private readonly delimiter: string,
    private readonly problems: ProblemList,
    private readonly notes: ReadNotes | undefined,
  ) {
    this.types = new Map(types);
  }

  read(name: string, raw: unknown, line: number): Cell | undefined {
    const type = this.types.get(name) ?? this.fix(name, raw);
    if (type === undefined) return undefined;
    const value = readSignal(raw, type, this.delimiter);
    const { column } = this.mapping.signals.get(name)!;
    if (value === undefined && saysNothing(raw)) this.noteBlank(name, column, type, raw, line);
    if (typeof value !== 'object') return value;
    const stated = this.mapping.signals.get(name)?.type !== undefined;
    this.problems.add({
      code: 'invalid-value',
      message: `Column \`${column}\` holds the signal \`${name}\`, and this cell is not of its type`,
      line,
      path: `signals.${name}`,
      found: excerpt(raw),
      expected: stated
        ? `${WANTED[type]}, as the mapping says; or nothing`
        : `${WANTED[type]}, as in most cells of the column; or nothing; or \`${name}: { column: …, type: text }\` in the mapping`,
    });
    return undefined;
  }

  /** A column without a cell at the beginning of the file is of the type of its first. */
  private fix(name: string, raw: unknown): SignalType | undefined {
    const type = signalTypeOf(raw, this.delimiter);
    if (type !== undefined) this.types.set(name, type);
    return type;
  }

  private noteBlank(
    name: string,
    column: string,
    type: SignalType,
    raw: unknown,
    line: number,
  ): void {
    const message = `Column \`${column}\` is of ${PLURAL[type]}, and this cell is read as not recorded`;
    this.notes?.blank(`signals.${name}`, line, message, excerpt(raw));
  }
}
