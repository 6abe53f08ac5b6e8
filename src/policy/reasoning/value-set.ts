import { above, below } from './doubles.js';

/**
 * The values that one term of a condition may have, or that a comparison lets it have.
 *
 * A term may also have no value: its signal is absent, or it cannot be computed. That counts as one
 * more value here, so that the three-valued truth of conditions becomes plain set algebra. All
 * intervals are closed; `x > 3` begins at the double after 3.
 */
export interface ValueSet {
  /** Ascending and apart. True and false are 1 and 0. */
  readonly numbers: readonly Interval[];
  readonly texts: Texts;
  readonly absent: boolean;
}

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Some texts, or all texts but some. */
export type Texts = { readonly only: readonly string[] } | { readonly except: readonly string[] };

const NO_TEXT: Texts = { only: [] };
const EVERY_NUMBER: Interval = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

export const NOTHING: ValueSet = { numbers: [], texts: NO_TEXT, absent: false };
export const ANYTHING: ValueSet = {
  numbers: [EVERY_NUMBER],
  texts: { except: [] },
  absent: true,
};
/** Every value, as long as there is one. */
export const PRESENT: ValueSet = { ...ANYTHING, absent: false };
export const ABSENT_ONLY: ValueSet = { ...NOTHING, absent: true };

export function numbers(from: number | undefined, to: number | undefined): ValueSet {
  if (from === undefined || to === undefined || !(from <= to)) return NOTHING;
  return { ...NOTHING, numbers: [{ from, to }] };
}

export function oneText(text: string): ValueSet {
  return { ...NOTHING, texts: { only: [text] } };
}

export function texts(only: readonly string[]): ValueSet {
  return { ...NOTHING, texts: { only } };
}

export const EVERY_TEXT: ValueSet = { ...NOTHING, texts: { except: [] } };

/** Every text but one. */
export function otherTexts(text: string): ValueSet {
  return { ...NOTHING, texts: { except: [text] } };
}

export function orAbsent(set: ValueSet): ValueSet {
  return { ...set, absent: true };
}

export function intersect(a: ValueSet, b: ValueSet): ValueSet {
  return {
    numbers: intersectIntervals(a.numbers, b.numbers),
    texts: intersectTexts(a.texts, b.texts),
    absent: a.absent && b.absent,
  };
}

export function complement(set: ValueSet): ValueSet {
  const gaps: Interval[] = [];
  let from: number | undefined = Number.NEGATIVE_INFINITY;
  for (const taken of set.numbers) {
    const to = below(taken.from);
    if (from !== undefined && to !== undefined && from <= to) gaps.push({ from, to });
    from = above(taken.to);
  }
  if (from !== undefined) gaps.push({ from, to: Number.POSITIVE_INFINITY });
  return {
    numbers: gaps,
    texts: 'only' in set.texts ? { except: set.texts.only } : { only: set.texts.except },
    absent: !set.absent,
  };
}

export function unite(a: ValueSet, b: ValueSet): ValueSet {
  return complement(intersect(complement(a), complement(b)));
}

export function isEmpty({ numbers, texts, absent }: ValueSet): boolean {
  return !absent && numbers.length === 0 && 'only' in texts && texts.only.length === 0;
}

export function isWithin(inner: ValueSet, outer: ValueSet): boolean {
  return isEmpty(intersect(inner, complement(outer)));
}

/** Only the whole numbers of a set: intervals shrink to begin and end with one. */
export function wholeNumbers(set: ValueSet): ValueSet {
  const whole = set.numbers
    .map(({ from, to }) => ({ from: Math.ceil(from), to: Math.floor(to) }))
    .filter(({ from, to }) => from <= to);
  return { ...set, numbers: whole };
}

/** The smallest interval around the numbers of a set; undefined without any. */
export function hull({ numbers }: ValueSet): Interval | undefined {
  if (numbers.length === 0) return undefined;
  return { from: numbers[0]!.from, to: numbers.at(-1)!.to };
}

function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const [from, to] = [Math.max(x.from, y.from), Math.min(x.to, y.to)];
      if (from <= to) both.push({ from, to });
    }
  }
  return both;
}

function intersectTexts(a: Texts, b: Texts): Texts {
  if ('only' in a) return { only: a.only.filter((text) => allows(b, text)) };
  if ('only' in b) return { only: b.only.filter((text) => allows(a, text)) };
  return { except: [...new Set([...a.except, ...b.except])] };
}

function allows(texts: Texts, text: string): boolean {
  return 'only' in texts ? texts.only.includes(text) : !texts.except.includes(text);
}
