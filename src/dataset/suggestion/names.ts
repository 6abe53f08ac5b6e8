import type { Field } from '../mapping.js';
import type { Columns } from './sample.js';
import { FIELD_WORDS } from './words.js';

/** Without case, marks, spaces and signs, so that `Chat-Nr`, `chat_nr` and `ChatNr` are one. */
export function plain(name: string): string {
  return unmarked(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Its words: `MessagingSessionId`, `ID de conversación` and `排队时长(秒)` without `(秒)`. */
export function tokens(name: string): string[] {
  return unmarked(withoutUnit(name))
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
}

function unmarked(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').normalize('NFC');
}

const UNIT = /\s*[([（［]\s*([^()[\]（）［］]{1,12})\s*[)\]）］]\s*$/;

function withoutUnit(name: string): string {
  return name.replace(UNIT, '');
}

/** What a name says its numbers are of: `(s)`, `(minutes)`, `_ms`, `(秒)`; undefined if nothing. */
export function unitOf(name: string): 'seconds' | 'other' | undefined {
  const unit =
    UNIT.exec(name)?.[1] ?? /[_ ](ms|min|mins|minutes|hours|hrs|sec|secs)$/i.exec(name)?.[1];
  if (unit === undefined) return undefined;
  const spelt = plain(unit);
  if (/^(?:s|sec|secs|seconds?|sek|sekunden?|secondes?|segundos?|秒)$/.test(spelt))
    return 'seconds';
  return /^(?:ms|msec|milli\p{L}*|m|min|mins|minut\p{L}*|h|hrs?|hours?|std|stunden?|heures?|horas?|毫秒|分钟?|分鐘|小时|小時)$/u.test(
    spelt,
  )
    ? 'other'
    : undefined;
}

/** Last steps of a path that say nothing without the one before. */
const GENERIC = new Set(
  'id nr no num number type role name value kind code key label title txt'.split(' '),
);
/** Words that only join others. */
const JOINING = new Set(
  'de del la le les du des da do das dos d l of the der die den el los las n no nr of 的'.split(
    ' ',
  ),
);
/** A name that ends so is of a thing that the words before it only belong to: `Message Id`. */
const ANOTHER_THING =
  /^(?:ids?|nr|no|num|number|count|url|link|email|mail|phone|ip|seq|index|length|language|lang|type|status|版本|id号?)$/;
/** What may stand last and only says the unit. */
const UNIT_WORD = /^(?:s|secs?|seconds?|sek|sekunden|ms|mins?|minutes?|minuten)$/;
/** A single word of a longer name tells something from this length on. */
const TELLING_LETTERS = 4;

/**
 * Columns whose name says that they may be this field, the likeliest first. Of a path, the whole,
 * its end (`message.sender.type` ends in "sendertype"), and what the last step belongs to count;
 * then names of several words of which one is telling (`Entry Time`).
 */
export function namedLike(field: Field, columns: Columns): string[] {
  const words = [plain(field), ...(FIELD_WORDS[field] ?? [])];
  const ranked = [...columns.keys()].map((name) => ({ name, rank: rankOf(name, words) }));
  return ranked
    .filter(({ rank }) => Number.isFinite(rank))
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name);
}

function rankOf(name: string, words: readonly string[]): number {
  const best = (forms: readonly string[]): number =>
    Math.min(
      ...forms.flatMap((form, i) =>
        words.includes(form) ? [words.indexOf(form) + i / (forms.length + 1)] : [],
      ),
    );
  const steps = name.split('.');
  const last = plain(steps.at(-1)!);
  const owned = steps.length > 1 && GENERIC.has(last);
  const parts = tokens(owned ? steps.slice(-2).join(' ') : steps.at(-1)!).filter(
    (token) => !JOINING.has(token),
  );
  const exact = best([
    plain(name),
    ...(owned ? [] : [last]),
    steps.slice(-2).map(plain).join(''),
    ...(owned ? [plain(steps.at(-2)!)] : []),
    parts.join(''),
    [...parts].reverse().join(''),
    // `queue_time_sec` is a queue time.
    ...(UNIT_WORD.test(parts.at(-1) ?? '') ? [parts.slice(0, -1).join('')] : []),
  ]);
  if (Number.isFinite(exact)) return exact;
  if (parts.length < 2 || ANOTHER_THING.test(parts.at(-1)!)) return Number.POSITIVE_INFINITY;
  // What stands last is what the thing is: `Case Reason` is a reason.
  const telling = [...parts].reverse().filter((part) => part.length >= TELLING_LETTERS);
  return words.length + best(telling);
}
