import { ENGLISH, EXPANSIONS, THINGS } from './english.js';
import { PHRASES } from './english-phrases.js';
import { nearNoun } from './fuzzy.js';
import { maskQuotes } from './text.js';

/** From English text to clauses, each a line of tags: `i WANT to TALK to a HUMAN`. */
const TAG_OF = new Map<string, string>();
for (const [tag, words] of Object.entries(ENGLISH)) {
  for (const word of words.split(/\s+/)) TAG_OF.set(word, tag);
}
TAG_OF.set('rolephrase', 'ROLE');
TAG_OF.set('humanbeing', 'HUMAN');
for (const word of ['sick', 'tired', 'fed']) TAG_OF.set(word, 'WEARY');

/** Words that let a turn past the cheap filter without being in the lexicon themselves. */
const OTHER_TRIGGERS = new Set(
  `pulse flesh charge whoever customer cust custmer costumer custumer costomer team service support breathing callback callbacks body voice grown reception helpline hotline duty word
  heartbeat desk through thru office complaints department touch soul sapiens ppl csa word gimme`.split(
    /\s+/,
  ),
);
const QUIET = new Set(['GET', 'WANT', 'NEG', 'SAID', 'HELP', 'WEARY']);

const cache = new Map<string, string>();

/** The tag of a word, or the word itself; misspelt person nouns and verbs are recognised. */
function tagOf(word: string): string {
  const known = TAG_OF.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || word.length > 16) return word;
  const seen = cache.get(word);
  if (seen !== undefined) return seen;
  const tag = nearNoun(word) ?? word;
  if (cache.size > 50_000) cache.clear();
  cache.set(word, tag);
  return tag;
}

const WORD = /[a-z0-9']+/g;

/** The cheap look that most turns do not survive. */
export function mayConcernPeople(text: string): boolean {
  const words = text.match(/[a-z0-9]+/g);
  if (words === null) return false;
  for (const word of words) {
    const tag = tagOf(word);
    if (tag !== word ? !QUIET.has(tag) : OTHER_TRIGGERS.has(word)) return true;
  }
  return false;
}

export interface Clause {
  readonly tags: string;
  readonly question: boolean;
}

const BREAK =
  /[.!?;:\n,()…—–|]+|\s-+\s|[\p{Extended_Pictographic}]+|\b(?:but|because|anyway|unless|until|although|though|however|plus|otherwise|since|therefore)\b|\b(?:so|then|and)\b(?= (?:i|we|please|can|could|get|give|let|put|transfer|connect|my|your|now))/gu;

export function clausesOf(text: string): Clause[] {
  const plain = maskQuotes(text, 'quoteword')
    .replace(/n't\b/g, ' not')
    .replace(/\bca not\b/g, 'can not')
    .replace(/\bwo not\b/g, 'will not')
    .replace(/\blet's\b/g, 'let us')
    .replace(
      /\b(who|what|where|how|there|that|it|he|she|here|nobody|everyone|everybody)'s\b/g,
      '$1 is',
    )
    .replace(/'s (?=(?:free|available|around|ready|back|online|needed|required)\b)/g, ' is ')
    .replace(/'(?:re)\b/g, ' are')
    .replace(/'m\b/g, ' am')
    .replace(/'ve\b/g, ' have')
    .replace(/'ll\b/g, ' will')
    .replace(/'d\b/g, ' would')
    .replace(/(?<=[a-z])[-_/+*](?=[a-z])/g, ' ');
  const clauses: Clause[] = [];
  let from = 0;
  const push = (end: number, mark: string): void => {
    const tags = tagsOf(plain.slice(from, end));
    if (tags !== '  ') clauses.push({ tags, question: mark.includes('?') });
  };
  for (const match of plain.matchAll(BREAK)) {
    push(match.index, match[0]);
    from = match.index + match[0].length;
  }
  push(plain.length, '');
  return clauses;
}

/** "talk 2 sum1", but "2 people". */
const TWO_FOR_TO =
  /\b(talk|talking|speak|spk|speek|want|wanna|need|like|going|transfer|connect|have|me|call|trying) 2\b/g;

function tagsOf(clause: string): string {
  const words = clause.replace(TWO_FOR_TO, '$1 to').match(WORD);
  if (words === null) return '  ';
  let plain = words.map((word) => EXPANSIONS[word] ?? word).join(' ');
  for (const [pattern, noun] of PHRASES) plain = plain.replace(pattern, noun);
  const parts = plain.trim().split(/\s+/);
  const tags = parts.map((word, at) => {
    const tag = tagOf(word);
    if ((tag === 'HUMAN' || tag === 'ROLE') && word !== 'rolephrase' && word !== 'humanbeing') {
      const next = parts[at + 1];
      const plural = word.endsWith('s') && word !== 'boss';
      if (next !== undefined && !plural && THINGS.has(next)) return 'COMPOUND';
    }
    return tag;
  });
  return ` ${tags.join(' ')} `;
}
