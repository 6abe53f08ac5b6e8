import { isAscii, normalise } from './text.js';
import { hashOf, STEM, wordRuns } from './words.js';

/**
 * Said again: AI answers against earlier AI answers, customer turns against earlier customer turns.
 *
 * A turn becomes a set of marks: words in alphabetic scripts, pairs of characters in Chinese. The
 * thresholds are assumptions, set by reading conversations rather than fitted: an AI *repeats* when
 * four fifths of the marks are shared (Jaccard), a customer *rephrases* when half of the content
 * words are (Dice). Turns with fewer marks than the minimum say too little to be compared ("yes",
 * 好的). Only the last `WINDOW` turns of the same speaker are looked at, so that work grows linearly
 * with the length of a conversation.
 */
const REPEAT_SIMILARITY = 0.8;
const REPHRASE_SIMILARITY = 0.5;
const REPEAT_MINIMUM = 5;
const REPHRASE_MINIMUM = 4;
const WINDOW = 20;

const EMPTY: ReadonlySet<number> = new Set(
  `a an the i you he she it we they me my your our his her its their to of in on at for with from by
  is are was were be been am do does did have has had will would can could should may might must
  and or but if so not no yes that this these those there here what which who when where why how
  please just also as up out about into than then ok okay thank thanks hi hello hey like want need
  get im ive id dont let know any some all more very really still now again sure too`
    .split(/\s+/)
    .map((word) => hashOf(word, 0, word.length)),
);

export type Marks = readonly number[];

/** Marks of an AI turn (every word) or of a customer turn (content words, by their stems). */
export function marksOf(plain: string, kind: 'repeat' | 'rephrase'): Marks {
  const contentOnly = kind === 'rephrase';
  const marks = isAscii(plain) ? wordMarks(plain, contentOnly) : allMarks(plain, contentOnly);
  sort(marks);
  let kept = 0;
  for (let i = 0; i < marks.length; i++)
    if (i === 0 || marks[i] !== marks[kept - 1]) marks[kept++] = marks[i]!;
  marks.length = kept;
  return marks;
}

/** A long word is no function word, and one hash is spared. */
const LONGEST_EMPTY = 6;

function wordMarks(plain: string, contentOnly: boolean): number[] {
  const { count, from, hash, stem, to } = wordRuns(plain);
  const marks: number[] = [];
  for (let i = 0; i < count; i++)
    if (!contentOnly) marks.push(hash[i]!);
    else if (to[i]! - from[i]! > LONGEST_EMPTY || !EMPTY.has(hash[i]!)) marks.push(stem[i]!);
  return marks;
}

/** Words of any alphabet (hashed) and pairs of Chinese characters. */
function allMarks(plain: string, contentOnly: boolean): number[] {
  const marks: number[] = [];
  let start = -1;
  for (let i = 0; i <= plain.length; i++) {
    const code = i < plain.length ? plain.charCodeAt(i) : 32;
    const han = code >= 0x3400 && code <= 0x9fff;
    if (!han && isLetterOrDigit(code)) {
      if (start < 0) start = i;
      continue;
    }
    if (start >= 0) {
      if (!contentOnly) marks.push(hashOf(plain, start, i));
      else if (i - start > LONGEST_EMPTY || !EMPTY.has(hashOf(plain, start, i)))
        marks.push(hashOf(plain, start, Math.min(i, start + STEM)));
      start = -1;
    }
    if (han && i + 1 < plain.length) {
      const next = plain.charCodeAt(i + 1);
      if (next >= 0x3400 && next <= 0x9fff) marks.push(hashOf(plain, i, i + 2));
    }
  }
  return marks;
}

/** By insertion while there are few, as in nearly all turns. */
function sort(marks: number[]): void {
  if (marks.length > 60) {
    marks.sort((a, b) => a - b);
    return;
  }
  for (let i = 1; i < marks.length; i++) {
    const mark = marks[i]!;
    let j = i - 1;
    for (; j >= 0 && marks[j]! > mark; j--) marks[j + 1] = marks[j]!;
    marks[j + 1] = mark;
  }
}

/** Digits, Latin letters, and everything alphabetic above Latin-1 short of Chinese punctuation. */
function isLetterOrDigit(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 0xc0 && code <= 0x1fff)
  );
}

function shared(a: Marks, b: Marks): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) count++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return count;
}

/** Remembers the turns of one speaker in one conversation and tells when one comes back. */
export class Memory {
  private readonly earlier: Marks[] = [];
  private readonly kind: 'repeat' | 'rephrase';

  constructor(kind: 'repeat' | 'rephrase') {
    this.kind = kind;
  }

  /** Does `text` say again what an earlier turn said? The text is remembered either way. */
  again(text: string): boolean {
    return this.meets(marksOf(normalise(text), this.kind));
  }

  /** The same of a text whose marks, of this kind, are known. */
  meets(marks: Marks): boolean {
    const repeat = this.kind === 'repeat';
    if (marks.length < (repeat ? REPEAT_MINIMUM : REPHRASE_MINIMUM)) return false;
    const found = this.earlier.some((other) =>
      repeat
        ? jaccard(marks, other) >= REPEAT_SIMILARITY
        : dice(marks, other) >= REPHRASE_SIMILARITY,
    );
    this.earlier.push(marks);
    if (this.earlier.length > WINDOW) this.earlier.shift();
    return found;
  }
}

function jaccard(a: Marks, b: Marks): number {
  const [small, large] = a.length < b.length ? [a, b] : [b, a];
  if (small.length < REPEAT_SIMILARITY * large.length) return 0;
  const both = shared(a, b);
  return both / (a.length + b.length - both);
}

function dice(a: Marks, b: Marks): number {
  const small = Math.min(a.length, b.length);
  if (2 * small < REPHRASE_SIMILARITY * (a.length + b.length)) return 0;
  return (2 * shared(a, b)) / (a.length + b.length);
}
