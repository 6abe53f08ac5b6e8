import { nearestChoice } from '../input/nearest.js';
import type { CellKind, Mapping } from './mapping.js';
import { parseMoment } from './time-format.js';

export type Cell = string | number | boolean;

const TRUE = new Set(['true', 'yes', 'y', '1', 't']);
const FALSE = new Set(['false', 'no', 'n', '0', 'f']);

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

/** Signals have no declared type: numbers and truth values where they look like it, else text. */
export function signalOf(raw: unknown, delimiter: string): Cell | undefined {
  if (typeof raw === 'number' || typeof raw === 'boolean') return raw;
  if (typeof raw !== 'string' || raw.trim() === '') return undefined;
  const text = raw.trim();
  const number = readNumber(text, delimiter);
  if (number !== undefined) return number;
  const word = text.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : text;
}
