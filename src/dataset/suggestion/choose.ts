import type { Speaker } from '../conversation.js';
import { readValue } from '../csv/cells.js';
import { DATE_FORMATS, type DateFormat } from '../csv/time-format.js';
import {
  type CellKind,
  CONVERSATION_FIELDS,
  type Field,
  type Mapping,
  toMapping,
} from '../mapping.js';
import { plain } from './names.js';
import type { Columns } from './sample.js';
import { speakerOf } from './speaker-words.js';
import { SCORE_WORDS } from './words.js';

/** A speaker's word and who that probably is; undefined where nothing tells. */
export type SpeakerGuess = readonly [word: string, speaker: Speaker | undefined];

const recorded = (values: readonly unknown[]) => values.filter((v) => v !== undefined);

/** How many of the values cannot be read as what the field holds, of those that are there. */
export function misfits(
  values: readonly unknown[],
  kind: CellKind,
  delimiter: string,
): { readonly wrong: number; readonly of: number } {
  const given = recorded(values);
  const read = (value: unknown) => readValue(value, kind, ANY, delimiter, undefined);
  return {
    wrong: given.filter((value) => typeof read(value) === 'object').length,
    of: given.length,
  };
}

const ANY: Mapping = toMapping({});

/** A column that groups rows: its values stand together, and at least one stands in two rows. */
export function groups(values: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  let previous: unknown;
  let repeats = false;
  for (const value of values) {
    if (value === undefined) return false;
    if (value === previous) repeats = true;
    else if (seen.has(value)) return false;
    seen.add(value);
    previous = value;
  }
  return repeats;
}

export function isUnique(values: readonly unknown[]): boolean {
  return recorded(values).length === values.length && new Set(values).size === values.length;
}

/** Whether the values never disagree within a conversation. */
export function isConstantWithin(values: readonly unknown[], ids: readonly unknown[]): boolean {
  const had = new Map<unknown, unknown>();
  return values.every((value, i) => {
    if (value === undefined) return true;
    if (!had.has(ids[i])) had.set(ids[i], value);
    return had.get(ids[i]) === value;
  });
}

/** Who the words of a column are; undefined if they are not those of speakers. */
export function speakersIn(values: readonly unknown[]): SpeakerGuess[] | undefined {
  const words = [...new Set(recorded(values).map(String))];
  if (words.length === 0 || words.length > 12) return undefined;
  const guesses = words.map((word): SpeakerGuess => [word, speakerOf(word)]);
  return guesses.some(([, speaker]) => speaker === 'customer') ? guesses : undefined;
}

export interface DateGuess {
  readonly format: DateFormat;
  /** Times carry no offset, so a zone has to be said. */
  readonly needsZone: boolean;
  /** Day and month could be the other way round. */
  readonly ambiguous: boolean;
}

/** How the moments of a column are written; undefined if they are none. */
export function datesIn(values: readonly unknown[]): DateGuess | undefined {
  const given = recorded(values);
  const readable = (format: DateFormat, zone: boolean) => {
    const mapping = toMapping({ date_format: format, ...(zone ? { time_zone: 'UTC' } : {}) });
    return given.every((v) => typeof readValue(v, 'moment', mapping, '', undefined) === 'number');
  };
  if (given.length === 0) return undefined;
  if (given.every((v) => /^\d{9,10}(\.\d+)?$/.test(String(v))))
    return { format: 'epoch-seconds', needsZone: false, ambiguous: false };
  if (given.every((v) => /^\d{12,13}$/.test(String(v))))
    return { format: 'epoch-ms', needsZone: false, ambiguous: false };
  const calendars = DATE_FORMATS.filter((format) => !format.startsWith('epoch'));
  const fitting = calendars.filter((format) => readable(format, true));
  const format = fitting[0];
  if (format === undefined) return undefined;
  // Dots are written with the day first.
  const dotted = given.every((v) => /^\d+\.\d+\.\d+/.test(String(v)));
  const ambiguous = fitting.length > 1 && !dotted;
  return { format, needsZone: !readable(format, false), ambiguous };
}

/** The longest texts, if any are long enough to be words somebody said. */
export function longestText(columns: Columns, taken: ReadonlySet<string>): string | undefined {
  const length = (name: string) => {
    const texts = recorded(columns.get(name)!).filter((v) => typeof v === 'string');
    return (
      texts.reduce((sum, text) => sum + (text as string).length, 0) / Math.max(1, texts.length)
    );
  };
  const names = [...columns.keys()].filter((name) => !taken.has(name) && length(name) >= 15);
  return names.sort((a, b) => length(b) - length(a))[0];
}

/** A column of scores that could be a signal, and how many of its cells are no number. */
export interface ScoreColumn {
  readonly name: string;
  readonly stray: number;
}

/** Columns that are mostly numbers that vary, named or sized like a score. */
export function scoresIn(
  columns: Columns,
  taken: ReadonlySet<string>,
  delimiter: string,
): ScoreColumn[] {
  return [...columns].flatMap(([name, values]) => {
    if (taken.has(name)) return [];
    const read = recorded(values).map((v) => readValue(v, 'number', ANY, delimiter, undefined));
    const numbers = read.filter((value) => typeof value === 'number');
    const stray = read.filter((value) => typeof value === 'object').length;
    if (numbers.length === 0 || stray > numbers.length) return [];
    const varies = numbers.some((n) => n !== numbers[0]);
    const small = numbers.every((n) => Math.abs(n) <= 1) && numbers.some((n) => n % 1 !== 0);
    return (varies && small) || SCORE_WORDS.test(plain(name)) ? [{ name, stray }] : [];
  });
}

export function isOfConversation(field: Field): field is keyof typeof CONVERSATION_FIELDS {
  return field in CONVERSATION_FIELDS;
}
