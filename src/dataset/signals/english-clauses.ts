import { ENGLISH, EXPANSIONS, THINGS } from './english.js';
import { PHRASES } from './english-phrases.js';
import { nearNoun } from './fuzzy.js';
import { mayMatch, Prefilter } from './prefilter.js';
import { maskQuotes, wordsOf } from './text.js';
import { WordTable, wordRuns } from './words.js';

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
  `manned staffed unmanned complain pulse flesh whoever customer cust custmer costumer custumer costomer team support breathing callback callbacks body voice grown reception helpline hotline duty word
  heartbeat through thru office complaints department touch soul sapiens ppl csa word gimme`.split(
    /\s+/,
  ),
);
const QUIET = new Set(['GET', 'WANT', 'NEG', 'SAID', 'HELP', 'WEARY']);

const cache = new Map<string, string>();

/** A job title before one of these is part of a name: "doctor appointment". */
const AFTER_JOB = new Set(
  `style appointment appointments prescription office visit note notes report bag day training outfit
  costume gift gifts set kit toy book books chair desk mug shirt strike s`.split(/\s+/),
);

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

const NUMBER_WORD =
  /^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|of|many|the|more|for)$/;
/** Whom a call or a transfer is for, or that it is declined or its way asked for. */
const CALL_CONTEXT = new Set(
  'me us him her back you them my your i we not no never dont stop please a an any cancel on the'.split(
    ' ',
  ),
);

type Interest = 'none' | 'strong' | 'people' | 'call' | 'move';
let interests = new WordTable<Interest>();

function interestOf(word: string): Interest {
  const tag = tagOf(word);
  let interest: Interest = 'strong';
  if (tag === word) interest = OTHER_TRIGGERS.has(word) ? 'strong' : 'none';
  else if (QUIET.has(tag)) interest = 'none';
  else if (tag === 'PEOPLE') interest = 'people';
  else if (tag === 'CALL' || tag === 'CALLED') interest = 'call';
  else if (tag === 'MOVED' || (tag === 'MOVE' && word !== 'transfer')) interest = 'move';
  if (interests.count > 50_000) interests = new WordTable<Interest>();
  interests.set(word, interest);
  return interest;
}

/** The cheap look that most turns do not survive. */
export function mayConcernPeople(text: string): boolean {
  const runs = wordRuns(text);
  let letters = 0;
  for (let i = 0; i < runs.count; i++) {
    letters = runs.to[i]! - runs.from[i]! === 1 ? letters + 1 : 0;
    if (letters > 3) return true;
    const interest =
      interests.get(text, runs, i) ?? interestOf(text.slice(runs.from[i]!, runs.to[i]!));
    if (interest === 'none') continue;
    if (interest === 'strong') return true;
    const words = wordsOf(text);
    const before = words[i - 1] ?? '';
    const next = words[i + 1] ?? '';
    if (interest === 'people' && !NUMBER_WORD.test(before)) return true;
    if (interest === 'move' && (CALL_CONTEXT.has(next) || next === 'to' || before === 'be'))
      return true;
    if (
      interest === 'call' &&
      (CALL_CONTEXT.has(next) || CALL_CONTEXT.has(before)) &&
      (!next.startsWith('number') || words.includes('your') || words.includes('ur'))
    )
      return true;
  }
  if (text.includes('one who') || text.includes('one of you')) return true;
  return (
    (text.includes('charge') || text.includes('desk')) &&
    /\bin charge\b|\b(?:help|front|service|info\w*) desk\b/.test(text)
  );
}

export interface Clause {
  readonly tags: string;
  readonly question: boolean;
}

const BREAK =
  /[.!?;:\n,()…—–|]+|\s-+\s|[\p{Extended_Pictographic}]+|\b(?:but|because|anyway|unless|until|although|though|however|plus|otherwise|since|therefore)\b|\bor\b(?= (?:is|are|am|do|does|will) )|\b(?:so|then|and)\b(?= (?:i|we|please|can|could|get|give|let|put|transfer|connect|my|your|now))/gu;

/** "a living, breathing person" is one noun phrase. */
const ADJECTIVE_COMMA =
  /\b((?:an?|your) (?:real|live|living|actual|proper|breathing|walking|thinking|genuine|senior|qualified|competent|warm|experienced)), (?=[a-z])/g;
const FOREIGN_PLEASE = /\b(?:por favor|s'il (?:vous|te) pla[iî]t|per favore|bitte|onegai)\b/g;
/** h u m a n */
const SPELT_OUT = /\b(?:[a-z] ){3,}[a-z]\b/g;
/** "your manager's number" */
const NUMBER_OF =
  /\b((?:an? |the |your )?[a-z]+)'s ((?:direct |phone |telephone )?(?:number|line|extension|phone))\b/g;
/** What voices put between words. */
const HESITATION =
  /\b(?:u[hm]+|e[rh]+m*|h?mm+|maybe|perhaps|possibly|basically|literally|honestly|kinda|sorta|kind of|sort of|y'?know|you know|i mean|i guess|i suppose|simply|like(?= (?:an? )?(?:actual|real|live|human|proper)))\b ?/g;

export function clausesOf(text: string): Clause[] {
  const plain = maskQuotes(text, 'quoteword')
    .replace(ADJECTIVE_COMMA, '$1 ')
    .replace(FOREIGN_PLEASE, ' please ')
    .replace(SPELT_OUT, (letters) => letters.replaceAll(' ', ''))
    .replace(NUMBER_OF, '$2 for $1')
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

const PHRASE_FILTER = new Prefilter(PHRASES.map(([pattern]) => pattern));

function tagsOf(clause: string): string {
  const words = clause.replace(HESITATION, '').replace(TWO_FOR_TO, '$1 to').match(WORD);
  if (words === null) return '  ';
  let plain = words.map((word) => EXPANSIONS[word] ?? word).join(' ');
  let may = PHRASE_FILTER.look(plain);
  for (let i = 0; i < PHRASES.length; i++) {
    if (!mayMatch(may, i)) continue;
    const [pattern, noun] = PHRASES[i]!;
    const before = plain;
    plain = plain.replace(pattern, noun);
    if (plain !== before) may = PHRASE_FILTER.look(plain);
  }
  const parts = plain.trim().split(/\s+/);
  const tags = parts.map((word, at) => {
    const tag = tagOf(word);
    if (
      (tag === 'HUMAN' || tag === 'ROLE' || tag === 'JOB') &&
      word !== 'rolephrase' &&
      word !== 'humanbeing'
    ) {
      const next = parts[at + 1];
      const plural = word.endsWith('s') && word !== 'boss';
      if (next !== undefined && !plural && THINGS.has(next)) return 'COMPOUND';
      if (tag === 'JOB' && next !== undefined && AFTER_JOB.has(next)) return 'COMPOUND';
    }
    return tag;
  });
  return ` ${tags.join(' ')} `;
}
