import {
  type CellKind,
  CONVERSATION_FIELDS,
  type Field,
  HANDOVER_FIELDS,
  TURN_FIELDS,
} from '../mapping.js';
import { isOfConversation, misfits, numbersIn } from './choose.js';
import { unitOf } from './names.js';

/** Fields in seconds. */
const IN_SECONDS = new Set<Field>(['at', 'wait_seconds', 'handle_seconds', 'self_service_seconds']);
/** Waits and handling beyond a day are, most likely, milliseconds. */
const LONGEST_SECONDS = 24 * 3600;

const KIND_WORDS: Readonly<Record<CellKind, string>> = {
  text: 'a text',
  number: 'a number',
  seconds: 'a number of seconds',
  boolean: 'true or false',
  moment: 'a time that is understood here',
  speaker: 'a speaker',
};

/** Why the values of a column named like a field are not that field's; undefined where they are. */
export function objectionTo(
  field: Field,
  column: string,
  values: readonly unknown[],
  delimiter: string,
): string | undefined {
  const kind: CellKind = isOfConversation(field)
    ? CONVERSATION_FIELDS[field]
    : TURN_FIELDS[field as 'at'];
  const { wrong, of } = misfits(values, kind, delimiter);
  if (of === 0) return 'it is empty';
  if (wrong > 0) return `${wrong} of ${of} values are not ${KIND_WORDS[kind]}`;
  if (kind === 'number' || kind === 'seconds')
    return rangeObjection(field, column, values, delimiter);
  if (field === 'team' && misfits(values, 'number', delimiter).wrong === 0)
    return 'its values are numbers';
  if (field === 'intent') return groupingObjection(values);
  return undefined;
}

/** Shares are shares, and sentiment is a level; scores on other scales become signals. */
function rangeObjection(
  field: Field,
  column: string,
  values: readonly unknown[],
  delimiter: string,
): string | undefined {
  const numbers = numbersIn(values, 'seconds', delimiter);
  if (field === 'confidence' || field === 'margin')
    return numbers.every((n) => n >= 0 && n <= 1) ? undefined : 'it goes beyond 0 to 1';
  if (field === 'sentiment')
    return numbers.every((n) => Math.abs(n) <= 1) ? undefined : 'it goes beyond −1 to 1';
  if (!IN_SECONDS.has(field)) return undefined;
  // A duration such as 00:01:40 carries its own unit.
  const bare = numbersIn(values, 'number', delimiter).length > 0;
  if (bare && unitOf(column) === 'other') return 'its name says another unit than seconds';
  if (numbers.some((n) => n < 0)) return 'it goes below 0';
  return numbers.some((n) => n > LONGEST_SECONDS)
    ? 'it goes beyond a day, so it may be milliseconds; seconds are wanted'
    : undefined;
}

/** A subject line is no topic: hardly two conversations would have the same. */
function groupingObjection(values: readonly unknown[]): string | undefined {
  const given = values.filter((v) => v !== undefined && v !== null).map(String);
  const different = new Set(given).size;
  const length = given.reduce((sum, text) => sum + text.length, 0) / Math.max(1, given.length);
  return different > 20 && different * 2 > given.length && length > 15
    ? 'nearly every value is another, so it groups nothing'
    : undefined;
}

export const OF_HANDOVER: ReadonlySet<Field> = new Set<Field>(HANDOVER_FIELDS);
