import type { Ask } from '../conversation.js';
import { FILLERS } from './english.js';
import { type Clause, clausesOf, mayConcernPeople } from './english-clauses.js';
import type { Pattern } from './english-grammar.js';
import { NO_BOT, NO_MORE_BOT, PATTERNS } from './english-patterns.js';
import { NOT_NEEDED, REFUSALS, RHETORICAL } from './english-refusals.js';
import { mayMatch, Prefilter } from './prefilter.js';

/**
 * English asks. Every clause becomes a line of tags (`i WANT to TALK to a HUMAN`), patterns over
 * tags find the places where somebody may be asked for, and each place is judged by what stands
 * before it: a negation in scope, a report of somebody else's words, a past, a question *about*
 * people. Later clauses outweigh earlier ones.
 */
const REPORTED =
  / (?!i |we |just |have |already |keep |am |ve |been |is |to )\S+ (?:(?:has|have|had|just|also|already|always|clearly) )?SAID /;
const PAST =
  / (?:yesterday|ago|earlier|previously|last (?:time|week|month|night|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|summer|winter|one)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|back then|in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)|the other day|this morning|by (?:accident|mistake)) /;
const PAST_VERB =
  / (?:was|were|did|had|got|SAID|SPOKE|CALLED|MOVED|askfor|waited|came|went|gave|took|made|found|been|tried) /;
const ABOUT =
  / (?:cost|costs|charge|charged|charges|fee|fees|free(?! (?:at|now|to|right|today|there))|pay|price|hours|open|opens|close|closes|outsourced|based|located|salary|salaries|earn|earns|paid|how many(?! times)|how long(?! (?:do|must|will) i)|how much(?! (?:longer|more))|what time(?! (?:can|could|will|would|may))|difference|recorded|hire|hiring|job|jobs|become|becoming|apply|vacancy|exam|extra|tip|rate|rating|rated|average|waiting time|include|included|come with|polite|allowed|work|working hours|legit|scam|genuine|trained) /;
const ABOUT_QUESTION =
  /^ (?:\S+ ){0,2}?(?:do|does|did|will|would|should|is|are|was|were|what|which|when|how|has|have(?! (?:an?|your|SOMEONE) )|if|can) /;
const WISH =
  / (?:WANT|let|please|can i|could i|may i|can you|could you|would you|will you|can we|could we|possible|how do i|how can i|GET me|MOVE me|need) /;
const IDENTITY =
  / (?:are|is|was|am|were) (?:you|this|it|i|that) (?:(?:even|really|actually|just|still|a|an|the|TALKING|TALK|to|with|by|some|live|either|like|or|currently|all) ){0,6}(?:BOT|HUMAN|ROLE|SOMEONE|real) (?!there|here|i |who|that|on |available|around|in )/;
/** "You are the best agent I have spoken to": the bot taken for one, or praised as one. */
const PRAISE = / you (?:are|have been|were) (?:\S+ ){0,5}?(?:ROLE|HUMAN|PEOPLE) /;
const OWN_PLAN =
  / i (?:will|would|shall|am going to|might|plan to|can|could|ll|have to|had to|guess i will) (?:(?!NEG|only|need|WANT|better)\S+ ){0,6}?(?:CALL|TALK|reach|speak|GET|see|go|ask|visit|askfor|wait) /;
const HYPOTHETICAL =
  / (?:if|when|whenever|after|once|before|every time|while|do|should|must|does|did|will) (?:i|we|you|one|they|he|she) (?:(?!NEG)\S+ ){0,3}?(?:TALK|WANT|CALL|MOVE|GET|askfor|have to|reach|be MOVED|SPOKE|askfor) /;
const BECOME =
  / (?:be|become|becoming|as|am|being|work as|(?<=\S )(?:are|was|is)) (?:a |an |the |your |our |one of |not )*(?:\S+ )?(?:ROLE|COMPOUND|HUMAN|lookagent) /;
const WISH_CALL = / (?:CALL|let|tell|GET|MOVE|wake|notify|inform) (?:me|us) /;
const HOW_DO_I =
  / (?:how|who|where|what|which \S+|whom|why) (?:\S+ )?(?:do|can|must|should|could|would|may|might|shall) (?:i|we) | can i | do i (?:CALL|TALK|get|reach|say|press|dial|have to (?:press|say|dial|type|do))/;
const PLAIN_WISH = / (?:can|could|may) (?:i|we|you) | i WANT /;
const DO_I =
  / (?:do|does|did|will|should|would|if|when) (?:i|we|you|they) (?!(?:mind|please|kindly) )(?:\S+ )?$/;
const ASKS_WHAT = / (?:how|where|why|what|who) /;

/** Words through which a negation reaches the verb or noun behind it. */
const TRANSPARENT = new Set(
  `to be being have having you me us need please ever really even think i going feel like any let try
  trying bother with of my a an the do for should your more want wanting all am would will just it
  necessary another want again ask one over get in through back at anymore reason make making that
  talk this going in about mood interested keen need way someone anywhere near time on send such
  allow start by yet fancy WANT GET MOVE MOVED TALK TALKING CALL ESCALATE ROLE HUMAN SOMEONE callback HELP`.split(
    /\s+/,
  ),
);

const ASKING_NEGATION =
  / (?:why|how come) | if (?:i|you|we) (?:do |can |will |could )?NEG |^ (?:(?:so|and|well|then|but|please|ok|okay|um|uh|hello|hey) )*(?:(?:can|could|will|would|is|are|has|have|do|does) NEG (?:you|i|we|there|they|SOMEONE|PEOPLE|HUMAN|a|it|your|any)|(?:can|could|will|would|do|is|are) (?:you|i|we|there|they|SOMEONE) NEG) /;

/** Is the place at `at` under a negation of its own clause? */
function negated(tags: string, at: number): boolean {
  const before = tags.slice(0, at).trim().split(' ');
  for (let i = before.length - 1; i >= 0; i--) {
    const word = before[i]!;
    if (word === 'NEG' || word === 'no' || word === 'without' || word === 'stop') {
      const next = before[i + 1];
      if (next === 'mind' || next === 'only' || next === 'problem') return false;
      // "can not just talk": still negated; "not the FAQ just a person": a new thought
      return true;
    }
    if (word === 'just' && before[i - 1] !== 'NEG' && i > 0) return false;
    if (!TRANSPARENT.has(word)) return false;
  }
  return false;
}

/** A clause about what is: the bot's nature, praise, a trade. Only a plain verb of asking outweighs it. */
function describes(tags: string): boolean {
  return (
    IDENTITY.test(tags) ||
    PRAISE.test(tags) ||
    (BECOME.test(tags) && !/ (?:TALK|MOVE|GET) | WANT is /.test(tags))
  );
}

/** What the pattern found at `at` says: the first of these readings that fits. */
function judge(clause: Clause, pattern: Pattern, at: number): Ask {
  const { tags } = clause;
  const before = tags.slice(0, at + 1);
  const near = before + tags.slice(at + 1, at + 8);
  if (negated(tags, at)) return judgeNegated(clause, before, tags.slice(at));
  if (pattern.name === 'when free' && WISH_CALL.test(before)) return 'request';
  if (
    /^ (?:\S+ )?(?:does|did) (?:the|your|this|that|my|it(?! HELP to| take to)|each|every) (?!ROLE|JOB)/.test(
      tags,
    )
  )
    return 'mention';
  if (pattern.name === 'aside' || REPORTED.test(before)) return 'mention';
  if (pattern.name === 'act' && / BOT /.test(before) && !WISH.test(tags)) return 'mention';
  if (/^ (?:CALLED|CALL|callback)/.test(tags.slice(at)) && / (?:SOMEONE|ROLE) CALLED /.test(tags))
    return 'mention';
  if (PAST.test(tags) && PAST_VERB.test(tags) && !/ (?:WANT|let|please|can you) /.test(near))
    return 'mention';
  if (pattern.name === 'how')
    return ABOUT.test(tags) || (HYPOTHETICAL.test(before) && !HOW_DO_I.test(tags))
      ? 'mention'
      : 'request';
  if (
    pattern.name !== 'free' &&
    ABOUT.test(tags) &&
    ABOUT_QUESTION.test(tags) &&
    !PLAIN_WISH.test(before)
  )
    return 'mention';
  const wish = WISH.test(before) || / WANT /.test(tags.slice(at, at + 6));
  if (
    / (?:did|was|were|had|has) (?:your|the|that|this|my|one of your) (?:\S+ )?(?:ROLE|JOB|HUMAN) /.test(
      tags,
    )
  )
    return 'mention';
  if (pattern.name.startsWith('if')) return 'request';
  if (HYPOTHETICAL.test(tags.slice(0, at + 12)) && !wish && !HOW_DO_I.test(before))
    return 'mention';
  if (
    DO_I.test(before) &&
    / (?:WANT|GET|TALK|CALL|MOVE) /.test(tags.slice(at, at + 8)) &&
    !ASKS_WHAT.test(before)
  )
    return 'mention';
  return (OWN_PLAN.test(near) && !HOW_DO_I.test(before)) ||
    (pattern.name !== 'askfor' && / i (?:am|was|work|used) (?:as )?$/.test(before))
    ? 'mention'
    : 'request';
}

/** "Why can't I reach a human?" asks, "I didn't ask for one" tells, "don't transfer me" refuses. */
function judgeNegated({ tags, question }: Clause, before: string, rest: string): Ask {
  const asking = ASKING_NEGATION.test(tags);
  if (/ (?:did|was|were|had|have|has|could) NEG /.test(before))
    return ASKING_NEGATION.test(before) && question ? 'request' : 'mention';
  const unreachable = / i can NEG (?:\S+ )?$/.test(before) && /^ (?:CALL|GET|MOVE)/.test(rest);
  return asking || unreachable ? 'request' : 'refuse';
}

function bare(tags: string): boolean {
  let person = false;
  for (const word of tags.trim().split(' ')) {
    if (word === 'HUMAN' || word === 'ROLE' || word === 'SOMEONE') person = true;
    else if (!FILLERS.has(word) && word !== 'NEG' && word !== 'BOT' && !/^\d+$/.test(word))
      return false;
  }
  return person;
}

/** "an actual human", "one of your people": somebody not yet known. */
const SOME =
  / (?:a|an|any|some|another|actual|real|live|living) (?:[a-z]+ ){0,2}?(?:HUMAN|ROLE|JOB) (?=$|(?:please|to|with|from|on|in|about|at|for|of|over|who|that|que|right|now|here|today|tonight|tomorrow|instead|asap|again|and|or|not|NEG|this|before|first|rather|over|via|by|if|as|i|we|HELP|thanks|thank) )/;
/** "next available agent", "support agent": no verb, one person. */
const NAMED_ONLY =
  /^ (?!(?:no|not|NEG|my|what|which|whose|the|is|was|his|her|NOBODY) )(?:(?:[a-z]+|CALL|TALK|HELP|MOVE|GET) ){0,3}(?:HUMAN|ROLE) (?:please |thanks |now |asap |thank you |today )*$/;
const DIRECTED = / (?:i|me|we|us|you|please|WANT|GET|TALK|HELP|can|could) /;
const VERB =
  / (?:is|are|was|were|am|be|do|does|did|has|have|had|will|would|can|could|should|must|may|might|[a-z]{3,}(?:ing|ed|es)) /;
const OF_OTHERS =
  /^ (?:\S+ )?(?:he|she|they|it|that|this|these|those|my \S+|our \S+|the \S+|there|his|her|their|quoteword|which|whose) (?!please )/;

/**
 * The rule of last resort: an unknown person in a clause that speaks to the firm, or has no verb, is
 * wanted, unless something says that the clause tells, supposes or asks about people.
 */
function wantsSome(tags: string): boolean {
  if (NAMED_ONLY.test(tags) && !VERB.test(tags)) return true;
  const at = tags.search(SOME);
  if (at < 0 || PAST_VERB.test(tags) || ABOUT.test(tags) || OF_OTHERS.test(tags)) return false;
  if (
    / (?:NEG|no|without|if|when|than|as|by|quoteword|or|versus|vs|bring|take|add|invite|book|become|name|nominate|hire|appointment) /.test(
      tags.slice(0, at + 1),
    )
  )
    return false;
  if (OWN_PLAN.test(tags) || HYPOTHETICAL.test(tags) || REPORTED.test(tags)) return false;
  if (/^ (?:\S+ )?(?:do|does|is|are|will|which|when|am) /.test(tags)) return false;
  return DIRECTED.test(tags) || !VERB.test(tags);
}

/** "I said agent": one's own words, said again. */
const OWN_WORDS =
  /^ (?:as |like )?(?:i|we) (?:(?:just|already|have|keep|am|literally) )*SAID (?:you )?(?:(?:that|already|twice) )?/;

const CORE = / (?:HUMAN|ROLE|BOT|lookagent|lookhuman|MOVE|MOVED|callback|NOBODY) /;

const FILTER = new Prefilter([...PATTERNS.map(({ match }) => match), ...REFUSALS]);

function judgeClause(clause: Clause): { ask: Ask; weak: boolean } {
  const tags = PAST.test(clause.tags) ? clause.tags : clause.tags.replace(OWN_WORDS, ' ');
  let ask: Ask = CORE.test(tags) ? 'mention' : 'none';
  if (bare(tags)) {
    if (
      !/ NEG (?!BOT|a BOT|the BOT|your BOT)/.test(tags) &&
      !/^ (?:is|that is|it is|this is) /.test(tags)
    )
      return { ask: 'request', weak: false };
  }
  if (RHETORICAL.test(tags)) return { ask: 'refuse', weak: false };
  const may = FILTER.look(tags);
  for (let i = 0; i < REFUSALS.length; i++) {
    if (!mayMatch(may, PATTERNS.length + i)) continue;
    const at = tags.search(REFUSALS[i]!);
    if (at < 0) continue;
    if (ASKING_NEGATION.test(tags)) break;
    if (/ did NEG | was NEG | were NEG | have NEG | SAID /.test(tags.slice(0, at + 6))) continue;
    return { ask: 'refuse', weak: false };
  }
  let refused = false;
  let weak = false;
  if (!describes(tags)) {
    for (let i = 0; i < PATTERNS.length; i++) {
      if (!mayMatch(may, i)) continue;
      const pattern = PATTERNS[i]!;
      const at = tags.search(pattern.match);
      if (at < 0) continue;
      const judged = judge({ ...clause, tags }, pattern, at);
      if (judged === 'request' && !pattern.weak) return { ask: 'request', weak: false };
      if (judged === 'request') weak = true;
      if (judged === 'refuse') refused = true;
      if (judged === 'mention') ask = 'mention';
    }
    if (refused) return { ask: 'refuse', weak: false };
    if (weak) return { ask: 'request', weak: true };
    if (NO_BOT.test(tags) || NO_MORE_BOT.test(tags)) return { ask: 'request', weak: true };
    if (wantsSome(tags)) return { ask: 'request', weak: true };
  }
  return { ask, weak: false };
}

/** Once a person has been named, "one" and "them" are people. */
const PRONOUN =
  / (GET|WANT|MOVE|GET me|MOVE me to|MOVE me with|TALK to|TALK with|TALKING to) (?:one(?= (?:of them|of you|now|please|today|asap|$))|(?<=(?:TALK|TALKING) (?:to|with) |MOVE |MOVE me (?:to|with) )(?:them|him|her)) /;
/** "A manager? God no." */
const NO_ANSWER =
  /^ (?:(?:god|hell|heavens|lord|oh|absolutely|definitely|certainly|of course|ha|lol|please|um|thanks|thank you) )*(?:no|NEG)(?: (?:way|chance|ta|thanks|thank you|god|ever|please|again))? $/;
const UNNEEDED: { ask: Ask; weak: boolean } = { ask: 'refuse', weak: false };

/** What the turn says on its own, no offer in view. */
export function askInEnglish(text: string): Ask {
  if (!mayConcernPeople(text)) return 'none';
  let last: Ask = 'none';
  let refused = false;
  let named = false;
  let asked = false;
  for (const clause of clausesOf(text)) {
    const tags = named ? clause.tags.replace(PRONOUN, ' $1 HUMAN ') : clause.tags;
    const unneeded: boolean = named && (NOT_NEEDED.test(tags) || (asked && NO_ANSWER.test(tags)));
    named ||= / (?:HUMAN|ROLE|JOB|SOMEONE|NOBODY|PEOPLE|who|department) /.test(tags);
    const { ask, weak }: { ask: Ask; weak: boolean } = unneeded
      ? UNNEEDED
      : judgeClause({ ...clause, tags });
    if (ask === 'refuse') refused = true;
    if (ask === 'refuse' || (ask === 'request' && !(weak && refused))) last = ask;
    else if (ask === 'mention' && last === 'none') last = 'mention';
    asked = clause.question && ask === 'request';
  }
  return last;
}
