import { nearestChoice } from '../../input/nearest.js';
import type { CellKind, Mapping, SignalType } from '../mapping.js';
import { parseMoment } from './time-format.js';

export type Cell = string | number | boolean;

/** Also in the languages of the exports that `suggestion/` knows. */
const TRUE = new Set('true yes y 1 t ja wahr oui vrai si sí sim 是 对'.split(' '));
const FALSE = new Set('false no n 0 f nein falsch non faux não nao 否 不是'.split(' '));

type Fault = { expected: string; nearest?: string };

/**
 * What a cell of CSV or a value of JSON says: undefined where it says nothing (empty, `null`), else
 * its value, else what would have been right.
 */
export function readValue(
  raw: unknown,
  kind: CellKind,
  mapping: Mapping,
  delimiter: string,
  notBefore: number | undefined,
): Cell | Fault | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'string') {
    const text = raw.trim();
    return text === ''
      ? undefined
      : readCell(kind === 'text' ? raw : text, kind, mapping, delimiter, notBefore);
  }
  if (typeof raw === 'object') return { expected: 'a text, a number or a truth value' };
  if (typeof raw === kind) return raw as Cell;
  return readCell(String(raw), kind, mapping, delimiter, notBefore);
}

/** The value of a cell that is not empty; else what would have been right. */
function readCell(
  text: string,
  kind: CellKind,
  mapping: Mapping,
  delimiter: string,
  notBefore: number | undefined,
): Cell | Fault {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return readNumber(text, delimiter) ?? { expected: 'a number' };
    case 'seconds':
      return (
        readNumber(text, delimiter) ??
        readDuration(text) ?? { expected: 'a number of seconds, or a duration such as 00:01:40' }
      );
    case 'boolean': {
      const word = text.toLowerCase();
      if (TRUE.has(word)) return true;
      return FALSE.has(word) ? false : { expected: 'true or false' };
    }
    case 'moment': {
      const moment = parseMoment(text, mapping.time, notBefore);
      return typeof moment === 'number' ? moment : { expected: moment };
    }
    case 'speaker': {
      const speaker = mapping.speakers.get(text.toLowerCase());
      if (speaker !== undefined) return speaker;
      const known = [...mapping.speakers.keys()];
      return {
        expected: `one of ${known.join(', ')}, or an entry under \`speakers\` in the mapping`,
        ...nearestChoice(text, known),
      };
    }
  }
}

/** Decimal commas only where the comma does not divide cells. */
function readNumber(text: string, delimiter: string): number | undefined {
  const plain = delimiter !== ',' && /^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) && Number.isFinite(Number(plain))
    ? Number(plain)
    : undefined;
}

/** `hh:mm:ss` or `mm:ss` in seconds: two numbers are minutes and seconds. */
function readDuration(text: string): number | undefined {
  const match = /^(?:(\d{1,4}):(?=\d{2}:))?(\d{1,4}):([0-5]\d(?:[.,]\d+)?)$/.exec(text);
  if (!match) return undefined;
  const [, hours, minutes, seconds] = match;
  if (hours !== undefined && Number(minutes) > 59) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds!.replace(',', '.'));
}

/** What people write into a cell of numbers where there is no number. */
const NOTHING = new Set(
  'n/a na #n/a nan none null nil - – — . ? unknown unbekannt k.a. n/d n.d. keine 无 未知 暂无'.split(
    ' ',
  ),
);

/** What type a cell of a signal looks like; undefined where it says nothing, or that there is nothing. */
export function signalTypeOf(raw: unknown, delimiter: string): SignalType | undefined {
  if (typeof raw === 'number') return 'number';
  if (typeof raw === 'boolean') return 'boolean';
  if (typeof raw !== 'string') return undefined;
  const text = raw.trim();
  if (text === '' || NOTHING.has(text.toLowerCase())) return undefined;
  if (readNumber(text, delimiter) !== undefined) return 'number';
  return /^(?:true|false)$/i.test(text) ? 'boolean' : 'text';
}

/**
 * The cell of a signal as its column's type: undefined where it says nothing, else its value, else
 * what would have been right.
 */
export function readSignal(
  raw: unknown,
  type: SignalType,
  delimiter: string,
): Cell | Fault | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'object') return { expected: 'a text, a number or a truth value' };
  const text = String(raw).trim();
  if (text === '') return undefined;
  if (type === 'text') return text;
  if (NOTHING.has(text.toLowerCase())) return undefined;
  if (type === 'number') return readNumber(text, delimiter) ?? { expected: 'a number' };
  return TRUE.has(text.toLowerCase()) || FALSE.has(text.toLowerCase())
    ? TRUE.has(text.toLowerCase())
    : { expected: 'true or false' };
}

/** Whether a cell says in words that there is no value: `n/a`, `-`, 无. */
export function saysNothing(raw: unknown): boolean {
  return typeof raw === 'string' && NOTHING.has(raw.trim().toLowerCase());
}
