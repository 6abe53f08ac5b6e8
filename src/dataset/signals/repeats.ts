import { normalise } from './text.js';

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
    .map((word) => hash(word, 0, word.length)),
);

type Marks = readonly number[];

/** Words (alphabetic) or character pairs (Chinese), hashed, sorted, without duplicates. */
function marksOf(text: string, contentOnly: boolean): Marks {
  const plain = normalise(text);
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
      if (!contentOnly) marks.push(hash(plain, start, i));
      // five letters stand for the stem: cancel, cancelling, cancellation
      else if (i - start > 6 || !EMPTY.has(hash(plain, start, i)))
        marks.push(hash(plain, start, Math.min(i, start + 5)));
      start = -1;
    }
    if (han && i + 1 < plain.length) {
      const next = plain.charCodeAt(i + 1);
      if (next >= 0x3400 && next <= 0x9fff) marks.push(hash(plain, i, i + 2));
    }
  }
  marks.sort((a, b) => a - b);
  return marks.filter((mark, i) => mark !== marks[i - 1]);
}

/** Digits, Latin letters, and everything alphabetic above Latin-1 short of Chinese punctuation. */
function isLetterOrDigit(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 0xc0 && code <= 0x1fff)
  );
}

function hash(text: string, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
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
    const repeat = this.kind === 'repeat';
    const marks = marksOf(text, !repeat);
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
