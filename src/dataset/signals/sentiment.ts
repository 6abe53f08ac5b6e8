import {
  BOOSTERS,
  CHINESE_WORDS,
  EMOJI_WORDS,
  ENGLISH_WORDS,
  NEGATORS,
} from './sentiment-words.js';
import { capped, hasHan, isAscii, normalise } from './text.js';
import { WordTable, wordRuns } from './words.js';

/**
 * Sentiment of a customer turn in [−1, 1]: the sum of word weights, bent by negation, degree words,
 * capitals and exclamation marks, then squashed as s / √(s² + 15) (the form VADER uses, Hutto and
 * Gilbert 2014). 0 means no feeling found; undefined, that there was nothing readable.
 */
const SQUASH = 15;
const NEGATION_REACH = 3;
/** A negated feeling is weaker than its opposite: "not great" is not "awful". */
const NEGATED = -0.6;

export function sentiment(text: string, language?: string): number | undefined {
  return feelsReadable(text, language) ? feltIn(text) : undefined;
}

/** Whether the words of a text are in a language that is read here; Chinese shows by itself. */
function feelsReadable(text: string, language: string | undefined): boolean {
  return language === undefined || /^(?:en|zh|und)/i.test(language) || hasHan(normalise(text));
}

/** The same of a text that is taken to be English or Chinese. */
export function feltIn(text: string): number | undefined {
  const plain = normalise(text);
  if (!/[\p{L}\p{Extended_Pictographic}]/u.test(plain)) return undefined;
  const han = hasHan(plain);
  let sum = emojis(plain) + (han ? chinese(plain) : 0) + english(plain);
  if (sum !== 0) sum *= loudness(capped(text));
  return sum === 0 ? 0 : sum / Math.sqrt(sum * sum + SQUASH);
}

const WEIGHTS = new WordTable(ENGLISH_WORDS);

function english(plain: string): number {
  const words = wordRuns(plain);
  const word = (i: number) => plain.slice(words.from[i]!, words.to[i]!);
  let sum = 0;
  let butAt = 0;
  let seen = 0;
  for (let i = 0; i < words.count; i++) {
    let weight = WEIGHTS.get(plain, words, i);
    if (weight === undefined) continue;
    for (; seen <= i; seen++)
      if (word(seen) === 'but') {
        // what follows "but" is the point
        sum *= 0.5;
        butAt = seen;
      }
    const from = Math.max(butAt, i - NEGATION_REACH);
    for (let j = i - 1; j >= from; j--) {
      if (NEGATORS.has(word(j))) weight *= NEGATED;
      else if (j >= i - 2) weight *= BOOSTERS.get(word(j)) ?? 1;
    }
    sum += weight;
  }
  for (; sum !== 0 && seen < words.count; seen++) if (word(seen) === 'but') sum *= 0.5;
  return sum;
}

const ZH_WORD = new RegExp(
  [...CHINESE_WORDS.keys()].sort((a, b) => b.length - a.length).join('|'),
  'g',
);
const ZH_NEGATION = /(?:不|没|没有|别|不太|不是|不够|不怎么|毫无)(?:很|太|是|那么|怎么)?$/;
const ZH_DEGREE = /(?:很|太|非常|特别|超级?|真|真的|极其?|十分|实在|简直|好)$/;

function chinese(plain: string): number {
  let sum = 0;
  for (const match of plain.matchAll(ZH_WORD)) {
    const before = plain.slice(Math.max(0, match.index - 4), match.index);
    let weight = CHINESE_WORDS.get(match[0])!;
    if (ZH_NEGATION.test(before)) weight *= NEGATED;
    else if (ZH_DEGREE.test(before)) weight *= 1.4;
    sum += weight;
  }
  return sum;
}

function emojis(plain: string): number {
  if (isAscii(plain) || !/\p{Extended_Pictographic}/u.test(plain)) return 0;
  let sum = 0;
  for (const char of plain) sum += EMOJI_WORDS.get(char) ?? 0;
  return sum;
}

/** Shouting and exclamation marks strengthen whatever is felt. */
function loudness(text: string): number {
  let marks = 0;
  let small = 0;
  let capitals = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) small++;
    else if (code >= 65 && code <= 90) capitals++;
    else if (code === 0x21 || code === 0xff01) marks++;
  }
  const letters = small + capitals;
  return 1 + 0.1 * Math.min(3, marks) + (letters >= 8 && capitals > 0.7 * letters ? 0.3 : 0);
}
