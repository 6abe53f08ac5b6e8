import { readValue } from '../csv/cells.js';
import {
  type CellKind,
  CONVERSATION_FIELDS,
  type Field,
  type Mapping,
  toMapping,
} from '../mapping.js';
import { plain } from './names.js';
import type { Columns } from './sample.js';
import { SCORE_WORDS } from './words.js';

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

/** The values that are numbers, or durations in seconds. */
export function numbersIn(
  values: readonly unknown[],
  kind: 'number' | 'seconds',
  delimiter: string,
): number[] {
  return recorded(values)
    .map((value) => readValue(value, kind, ANY, delimiter, undefined))
    .filter((value) => typeof value === 'number');
}

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

/** Whether values come back after others stood between: rows sorted by something else. */
export function areScattered(values: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  let previous: unknown;
  for (const value of recorded(values)) {
    if (value !== previous && seen.has(value)) return true;
    seen.add(value);
    previous = value;
  }
  return false;
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

/** A column's name as conditions can write it, another than those had before. */
export function signalName(column: string, had: ReadonlyMap<string, string>): string {
  const name = column
    .split('.')
    .at(-1)!
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const number = had.size + 1;
  if (!/^[a-z]/.test(name)) return `score_${number}`;
  return had.has(name) ? `${name}_${number}` : name;
}

export function isOfConversation(field: Field): field is keyof typeof CONVERSATION_FIELDS {
  return field in CONVERSATION_FIELDS;
}
