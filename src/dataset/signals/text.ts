import { withoutMarkup } from './markup.js';

/**
 * What every signal does to a text before reading it.
 *
 * Assumption: what a customer wants stands near the start or the end of a long message (pasted logs
 * and mails fill the middle), so only the first and last 2,000 characters are read. The cap also
 * bounds the work per turn.
 */
const HEAD = 2000;
const TAIL = 2000;

/** The text without markup, if too long its beginning and end. */
export function capped(raw: string): string {
  const text = withoutMarkup(raw);
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`;
}

const HELD_DOWN = /([a-z])\1{2,}/g;

/** Full-width forms, case, curly quotes, markers such as `###STOP###`, letters held down (pleeease). */
export function normalise(text: string): string {
  // every signal of a turn asks for the same text in turn
  if (text === lastText) return lastPlain;
  lastText = text;
  lastPlain = normalised(text);
  return lastPlain;
}

let lastText = '';
let lastPlain = '';

function normalised(text: string): string {
  const short = capped(text);
  const plain = isAscii(short) ? short : short.normalize('NFKC').replace(/[’‘`´]/g, "'");
  const marked = plain.includes('##') ? plain.replace(/#{2,}[A-Za-z_]+#{2,}/g, ' ') : plain;
  const lower = marked.toLowerCase();
  return hasTriple(lower) ? lower.replace(HELD_DOWN, '$1') : lower;
}

/** Three times the same sign in a row; cheaper than the replacement it saves. */
function hasTriple(text: string): boolean {
  for (let i = 2; i < text.length; i += 2) {
    const code = text.charCodeAt(i);
    if (code !== text.charCodeAt(i - 1)) {
      if (code === text.charCodeAt(i + 1) && code === text.charCodeAt(i + 2)) return true;
    } else if (code === text.charCodeAt(i - 2) || code === text.charCodeAt(i + 1)) return true;
  }
  return false;
}

let wordsFor = '';
let words: readonly string[] = [];

/** Runs of Latin letters and digits of a normalised text; several signals want the same ones. */
export function wordsOf(plain: string): readonly string[] {
  if (plain !== wordsFor) {
    wordsFor = plain;
    words = plain.match(/[a-z0-9]+/g) ?? [];
  }
  return words;
}

// Patterns, because the engine runs them faster than a loop over signs, and the second is free where
// a string cannot hold such a sign.
const BEYOND_ASCII = /[\u0080-\uffff]/;
const HAN = /[\u3400-\u9fff]/;

export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

export function hasHan(text: string): boolean {
  return HAN.test(text);
}

const QUOTED = /"([^"\n]{1,300})"|“([^”\n]{1,300})”|「([^」\n]{1,300})」|『([^』\n]{1,300})』/g;
const QUOTED_SINGLE = /(?<=^|[\s(:])'([^'\n]{1,120})'(?=$|[\s.,!?;:)])/g;
/** Before a quotation, these words make it a plain part of the sentence: to a "human". */
const SCARE = /(?:\b(?:an?|the|to|real|your|actual|with|some)|[个位真找要转接叫])\s*$/;

/**
 * Puts a mark in place of quoted words: what a brochure or the chat says is not what the customer
 * wants. A message that is nothing but a quotation, and scare quotes, keep their words.
 */
export function maskQuotes(text: string, mark: string): string {
  if (!/["“「『']/.test(text)) return text;
  const mask = (match: string, ...groups: unknown[]): string => {
    const at = groups.findIndex((group) => typeof group === 'number');
    const before = text.slice(Math.max(0, (groups[at] as number) - 12), groups[at] as number);
    const words = groups.slice(0, at).find((group) => typeof group === 'string') as string;
    return SCARE.test(before) && words.length < 24 ? ` ${words} ` : match && ` ${mark} `;
  };
  const masked = text.replace(QUOTED, mask).replace(QUOTED_SINGLE, ` ${mark} `);
  const rest = masked.replaceAll(mark, '').replace(/[\s\p{P}\p{S}]+/gu, '');
  return rest === '' ? text.replace(/["“”「」『』]/g, ' ') : masked;
}
