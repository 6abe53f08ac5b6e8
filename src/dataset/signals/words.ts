/**
 * The words of a normalised text, without making a string of each: where they stand and their
 * hashes. Several signals want the words of the same text, one after the other, so the last is kept.
 */
export interface WordRuns {
  readonly count: number;
  /** By word: where it begins and ends in the text. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** By word: its hash, and that of its first five letters, which stand for the stem. */
  readonly hash: Int32Array;
  readonly stem: Int32Array;
}

/** Five letters stand for the stem: cancel, cancelling, cancellation. */
export const STEM = 5;

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units. */
export function hashOf(text: string, from: number, to: number): number {
  let h = BASIS;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME);
  return h | 0;
}

let runsFor: string | undefined;
let runs = room(2048);

/** Runs of Latin letters and digits of a normalised text. Valid until the next call. */
export function wordRuns(plain: string): WordRuns {
  if (plain === runsFor) return runs;
  runsFor = plain;
  if (plain.length >= runs.from.length) runs = room(2 * plain.length);
  const { from, hash, stem, to } = runs;
  let count = 0;
  for (let i = 0; i < plain.length; i++) {
    let code = plain.charCodeAt(i);
    if (!isWordSign(code)) continue;
    from[count] = i;
    const stemEnd = i + STEM;
    let h = BASIS;
    do {
      if (i === stemEnd) stem[count] = h;
      h = Math.imul(h ^ code, PRIME);
      code = ++i < plain.length ? plain.charCodeAt(i) : 0;
    } while (isWordSign(code));
    to[count] = i;
    hash[count] = h;
    if (i <= stemEnd) stem[count] = h;
    count++;
  }
  runs.count = count;
  return runs;
}

/** Small Latin letters and digits: what is left of words in a normalised text. */
function isWordSign(code: number): boolean {
  return code >= 97 ? code <= 122 : code >= 48 && code <= 57;
}

function room(size: number): { -readonly [K in keyof WordRuns]: WordRuns[K] } {
  return {
    count: 0,
    from: new Int32Array(size),
    to: new Int32Array(size),
    hash: new Int32Array(size),
    stem: new Int32Array(size),
  };
}

/** What is known of words, looked up where they stand in a text. */
export class WordTable<T> {
  private words: (string | undefined)[] = [];
  /** By slot: the hash of its word, 0 where it is free. */
  private hashes = new Int32Array(64);
  private values: (T | undefined)[] = [];
  private size = 0;

  constructor(entries: Iterable<readonly [string, T]> = []) {
    for (const [word, value] of entries) this.set(word, value);
  }

  /** @param at the number of the word among `runs`, which are those of `plain` */
  get(plain: string, runs: WordRuns, at: number): T | undefined {
    const hash = runs.hash[at]! || 1;
    const { hashes } = this;
    const mask = hashes.length - 1;
    for (let slot = spread(hash) & mask; hashes[slot] !== 0; slot = (slot + 1) & mask)
      if (hashes[slot] === hash && isAt(plain, runs.from[at]!, runs.to[at]!, this.words[slot]!))
        return this.values[slot];
    return undefined;
  }

  set(word: string, value: T): void {
    if (2 * this.size >= this.hashes.length) this.grow();
    const hash = hashOf(word, 0, word.length) || 1;
    const mask = this.hashes.length - 1;
    let slot = spread(hash) & mask;
    while (this.hashes[slot] !== 0 && this.words[slot] !== word) slot = (slot + 1) & mask;
    if (this.hashes[slot] === 0) this.size++;
    this.hashes[slot] = hash;
    this.words[slot] = word;
    this.values[slot] = value;
  }

  get count(): number {
    return this.size;
  }

  private grow(): void {
    const { values, words } = this;
    this.hashes = new Int32Array(2 * this.hashes.length);
    this.words = [];
    this.values = [];
    this.size = 0;
    words.forEach((word, slot) => {
      if (word !== undefined) this.set(word, values[slot] as T);
    });
  }
}

/** Sign by sign, since most words are short and a call costs more than they do. */
function isAt(plain: string, from: number, to: number, word: string): boolean {
  if (word.length !== to - from) return false;
  for (let i = from; i < to; i++)
    if (plain.charCodeAt(i) !== word.charCodeAt(i - from)) return false;
  return true;
}

/** The low bits of FNV-1a follow the last letter; these follow all. */
function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}
