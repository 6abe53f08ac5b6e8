import { nearestChoice } from '../../input/nearest.js';
import type { ProblemList } from '../../input/problem-list.js';
import { excerpt } from '../../input/schema-words.js';
import { FIELDS, type Field, type Mapping, TURN_FIELDS } from '../mapping.js';
import type { ReadNotes } from '../reading.js';

/** A longer row is no row but a quote that never closes, and would be held in memory whole. */
export const MAX_ROW_LENGTH = 64 * 1024 * 1024;

/** Which cell of a row holds what. */
export interface Layout {
  readonly header: readonly string[];
  readonly fields: ReadonlyMap<Field, number>;
  readonly signals: ReadonlyMap<string, number>;
}

/** With what people call them. */
const DELIMITERS: ReadonlyMap<string, string> = new Map([
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
]);

/** The delimiter that the header line uses most, outside quotes; a comma if it uses none. */
export function detectDelimiter(headerLine: string): string {
  const bare = headerLine.replace(/"(?:[^"]|"")*"/g, '');
  let best = ',';
  let most = 0;
  for (const candidate of DELIMITERS.keys()) {
    const count = bare.split(candidate).length - 1;
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

/** Whether a row would have so many cells with another delimiter, in words; empty if not. */
export function otherDelimiter(record: readonly string[], cells: number): string {
  if (record.length !== 1) return '';
  for (const [delimiter, name] of DELIMITERS)
    if (record[0]!.split(delimiter).length === cells)
      return `; divided by ${name} there would be as many`;
  return '';
}

/** Complains of a header whose names are several each, under another delimiter; true if it did. */
function isDividedOtherwise(
  names: readonly string[],
  line: number,
  problems: ProblemList,
): boolean {
  for (const [delimiter, words] of DELIMITERS) {
    const inside = names.find((name) => {
      const parts = name.split(delimiter).map((part) => part.trim());
      return parts.length > 1 && parts.some((part) => (FIELDS as readonly string[]).includes(part));
    });
    if (inside === undefined) continue;
    problems.add({
      code: 'wrong-delimiter',
      message: 'The name of a column is several, divided by another delimiter',
      line,
      found: excerpt(inside),
      expected: `one delimiter throughout; \`delimiter\` in a mapping (--map) says which, here perhaps ${words}`,
    });
    return true;
  }
  return false;
}

/** Finds every field in the header; what is missing or doubled goes to `problems`. */
export function layOut(
  header: readonly string[],
  mapping: Mapping,
  line: number,
  problems: ProblemList,
  notes?: ReadNotes,
): Layout {
  const places = new Map<string, number>();
  header.forEach((raw, i) => {
    const name = raw.trim();
    if (name !== '' && places.has(name))
      problems.add({
        code: 'duplicate-column',
        message: 'Two columns have the same name',
        line,
        found: excerpt(name),
      });
    places.set(name, i);
  });
  const names = [...places.keys()];
  const divided = isDividedOtherwise(names, line, problems);
  const taken = new Set<string>();
  const fields = new Map<Field, number>();
  const miss = (name: string, what: string): void => {
    problems.add({
      code: 'missing-column',
      message: `There is no column \`${name}\` for ${what}`,
      line,
      expected: `that name among ${names.join(', ')}, or a mapping (--map) that names the right one; --suggest-mapping proposes one`,
      ...nearestChoice(
        name,
        names.filter((n) => !taken.has(n)),
      ),
    });
  };
  for (const field of FIELDS) {
    if (mapping.unread.has(field)) continue;
    const named = mapping.columns[field];
    const name = named ?? field;
    const place = places.get(name);
    if (place !== undefined) {
      fields.set(field, place);
      taken.add(name);
    }
  }
  for (const field of FIELDS)
    if (
      !divided &&
      !fields.has(field) &&
      (mapping.columns[field] !== undefined || isNeeded(field, fields))
    )
      miss(mapping.columns[field] ?? field, `\`${field}\``);
  const signals = new Map<string, number>();
  for (const [signal, { column: name }] of mapping.signals) {
    const place = places.get(name);
    if (place === undefined) miss(name, `the signal \`${signal}\``);
    else {
      signals.set(signal, place);
      taken.add(name);
    }
  }
  const unused = names.filter((name) => name !== '' && !taken.has(name));
  if (unused.length > 0) notes?.quirk(`columns not used: ${unused.join(', ')}`, unused.length);
  return { header: header.map((h) => h.trim()), fields, signals };
}

/** Call logs say nothing of turns, so they need no speaker. */
function isNeeded(field: Field, found: ReadonlyMap<Field, number>): boolean {
  if (field === 'speaker') return [...found.keys()].some((other) => other in TURN_FIELDS);
  return field === 'id';
}
