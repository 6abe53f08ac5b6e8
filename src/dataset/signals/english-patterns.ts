import { END, GAP, NP, NP_GAP, P, type Pattern, re } from './english-grammar.js';
import { REACHING } from './english-reach.js';

/** Places where a person may be asked for: wishes, orders, transfers; then questions of reach. */
export const PATTERNS: readonly Pattern[] = [
  {
    name: 'talk',
    match: re(` (?:TALK|HELP|say) (?:\\S+ ){0,4}?(?:to|with|w) (?:one |${GAP}(?:${P}|PEOPLE)) `),
  },
  { name: 'talk', match: re(` TALK ${P} `) },
  {
    name: 'take over',
    match: re(
      ` (?:can|could|would|will|please|let|have|GET) (?:NEG )?${GAP}${P} (?:please |just |actually |there )?(?:HELP over|pick up|step in|jump in|CALL|TALK) `,
    ),
  },
  {
    name: 'have',
    match: re(
      ` (?:(?:can|could|may) (?:i|we)|let (?:me|us)|WANT to) (?:please )?(?:have|get|GET|see|try) SOMEONE (?:else|please|who|to|that|here|on|now|$)`,
    ),
  },
  {
    name: 'if',
    match: re(
      ` if ${GAP}${P} (?:could|can|would|might) (?:please )?(?:CALL|TALK|HELP|GET) (?:\\S+ )?`,
    ),
  },
  { name: 'please', match: re(` ${P} (?:please )?please $`) },
  {
    name: 'queue',
    match: re(
      ` (?:GET|MOVE) (?:me|us|my \\S+) (?:\\S+ ){0,3}?(?:queue|line|list|row) (?:for|to) ${GAP}${P} `,
    ),
  },
  {
    name: 'line',
    match: re(
      ` (?:GET|have) ${GAP}(?:${P}|PEOPLE) (?:back )?on (?:the |this |here )?(?:line|CALL|chat|TALK|$)`,
    ),
  },
  { name: 'time', match: re(` time (?:(?:we|i|you|for|to) )?(?:\\S+ )?${GAP}(?:HUMAN|ROLE|JOB) `) },
  { name: 'want', match: re(` WANT is (?:for |to have )?${NP}(?:HUMAN|ROLE|JOB|SOMEONE) `) },
  {
    name: 'required',
    match: re(
      ` (?:HUMAN|ROLE|JOB) (?:\\S+ )?(?:is )?(?:required|needed|wanted|requested) (?:please |now |asap |here |urgently )*$`,
    ),
  },
  {
    name: 'when free',
    match: re(
      ` (?:when|once|if|until|soon as) ${NP}${P} (?:is|are|becomes|gets) (?:free|available|ready|back|online|around) `,
    ),
  },
  {
    name: 'for me',
    match: re(
      ` (?:can|could|please|let|have|GET|WANT) ${NP.replace('|my', '')}${P} (?:(?!(?:NEG|SAID|BOT|that|who|if|i)\\b)\\S+ ){1,6}?(?:me|us) `,
    ),
  },
  {
    // any verb will do when the person is indefinite: "can you involve a supervisor", "send for a human"
    name: 'indefinite',
    match: re(
      ` (?:(?:can|could|would|will) (?:you|i|we) (?:please |just |maybe )?[a-z]+|(?:let us|please|just) [a-z]+|^(?:please |just |now |so |and |then |kindly )*(?!(?:as|i|you|he|she|it|we|they|my|your|the|this|that|is|are|was|not|no|be|being|am|like|than|for|with|by|from|about|of|at|if|when|who|which|via|through|or|an?|to|do|does|did|has|have|had|in|on|love|what|how|why|such|only|even|per|become|hire|as)\\b)[a-z]+) (?:(?:me|us|this|it|in|on|to|for|over|out|up|with|through|over to) ){0,3}(?:a|an|some|any|another) (?:(?:real|live|human|actual|proper|senior|\\S+ing|[a-z]+) )?(?:HUMAN|ROLE|JOB) (?:in |on |over |to (?:me|this|it|my|the) |for me |about (?:this|it|my \\S+) )?${END}`,
    ),
  },
  {
    name: 'other',
    match: re(
      ` SOMEONE (?:else )?(?:other than|except|besides|apart from|instead of|who is NEG) (?:you|this|a|an|the|BOT) `,
    ),
  },
  {
    name: 'who can',
    match: re(
      `^ (?:\\S+ ){0,3}?SOMEONE (?:who|that) (?:can|will|could|knows|understands|speaks|has|actually|does|is|HELP) `,
    ),
  },
  { name: 'have who', match: re(` have (?:you )?(?:got )?${NP}${P} (?:who|that) `) },
  {
    name: 'must',
    match: re(
      ` (?:HUMAN|ROLE|JOB|PEOPLE) (?:really |please )?(?:WANT to|has to|have to|must|should|ought to|had better|better) (?!be )\\S`,
    ),
  },
  {
    name: 'subject',
    match: re(
      ` (?:can|could|would|might|may) (?:please )?(?:a|an|some|one|any|another|your|the) ${NP}(?:HUMAN|ROLE|JOB) (?:please |just |perhaps )?(?!be )[a-zA-Z]+ (?:\\S+ ){0,6}?(?:me|us|him|her|my|our|this|it) `,
    ),
  },
  {
    name: 'subject',
    match: re(
      ` (?:can|could|would) (?:you )?(?:please )?(?:have )?(?:ROLE|SOMEONE) (?:from \\S+ )?(?:please |just )?(?!be |else )[a-zA-Z]+ (?:\\S+ ){0,4}?(?:me|us|him|her|my|our|this|it) `,
    ),
  },
  {
    name: 'could you',
    match: re(
      ` (?:can|could|would|will) you (?:please )?(?:have|GET|ask|let|WANT) (?:the|a|an|your) ${NP}(?:HUMAN|ROLE|JOB) (?:to )?\\S`,
    ),
  },
  {
    name: 'only',
    match: re(` only (?:a |an )?${NP}${P} (?:can|could|would|will|knows|understands) `),
  },
  {
    name: 'lodge',
    match: re(
      ` (?:WANT to|can i|could i|let me|may i) (?:file|lodge|make|raise|discuss|take|go|run|review|settle|have|check|verify|report|complain|book|schedule|arrange|HELP|see|meet) (?:\\S+ ){0,6}?(?:with|to|by|from|before) ${GAP}${P} `,
    ),
  },
  {
    name: 'imperative',
    match: re(
      ` (?:^|and |please |just |or |then |go |now )(?:wake|fetch|rouse|drag|dig|hunt|track|scare|bring|call|page|ping|alert|notify|raise|hail|recruit|haul|pull|chase|involve|hand|swap|swop|show|deploy|dispatch|produce|GET|CALL|MOVE|find|ask) (?:(?:up|out|in|over|down|for|me|us|this|it|to|on) ){0,3}(?:a|an|another|some|your|any) ${NP}(?:HUMAN|ROLE|JOB) `,
    ),
  },
  { name: 'word', match: / WANT (?:to )?(?:have )?a (?:quick |little )?word / },
  { name: 'through', match: re(` through to ${GAP}${P} `) },
  {
    name: 'let',
    match: re(
      ` (?:^|please |just |and |so )?(?:let|have) (?:a|an|some|one|your|the) ${NP}${P} \\S`,
    ),
  },
  {
    name: 'where',
    match: re(
      ` (?:where|which|that|until|before) ${NP}(?:HUMAN|ROLE) (?:answers|picks|CALL|TALK|HELP|will|replies|responds|takes|steps|joins|comes|gets|jumps|reads|looks) `,
    ),
  },
  {
    name: 'aside',
    match: re(` TALKING (?:\\S+ ){0,4}?(?:to|with) (?:one|${GAP}(?:${P}|PEOPLE)) `),
  },
  {
    name: 'talking',
    match: re(` (?:mind|on|suggest|prefer|WANT|about|try) TALKING (?:to|with) ${GAP}${P} `),
  },
  { name: 'move', match: re(` MOVE (?:me|us|him|her|my \\S+) ${END}`) },
  {
    name: 'move',
    match: re(
      ` MOVE (?:(?!(?:BOT|NEG|about|if|how|when|SAID|who)\\b)\\S+ ){0,5}?(?:to|with|onto|on|back) ${GAP}${P} `,
    ),
  },
  { name: 'move', match: re(` MOVE (?:me )?${P} `) },
  { name: 'move', match: re(` (?:WANT|like) (?:to be |to get |being )?MOVED `) },
  { name: 'move', match: re(` (?:be|being|get) MOVED `) },
  {
    name: 'move',
    match: re(` (?:GET|askfor|without|do|make|WANT) (?:me )?(?:a |the |another )MOVE `),
  },
  { name: 'escalate', weak: true, match: re(' ESCALATE ') },
  {
    name: 'get',
    match: re(
      ` (?:GET|MOVE|switch to|(?:can|could|may|might|let|rather) (?:i |we |me |us |you )?(?:please |just )?(?:have|do|try|use)) (?:me |us |her |him |my \\S+ |on |over )?${GAP}(?:HUMAN|ROLE|JOB) `,
    ),
  },
  { name: 'get', match: re(` (?:GET|have) (?:me|us|her|him|my \\S+|this|here) ${GAP}SOMEONE `) },
  {
    name: 'get',
    match: re(` GET SOMEONE (?!(?:a|an|my|the|his|her|some|this|that|two|tickets|flowers) )`),
  },
  {
    name: 'want',
    match: re(
      ` WANT (?:(?:to )?(?:have|see|reach|GET|TALK|CALL|use|be MOVED) )?(?:to )?${NP_GAP}(?:HUMAN|ROLE|JOB|SOMEONE(?! to [a-z])) `,
    ),
  },
  {
    name: 'from',
    match: re(
      ` (?:WANT|GET|can i|MOVE) (?:\\S+ ){0,6}?(?:from|by) ${NP_GAP}(?:HUMAN|ROLE|JOB|SOMEONE(?! to [a-z])) `,
    ),
  },
  { name: 'askfor', match: re(` askfor (?:${NP}${P}|${GAP}(?:HUMAN|ROLE|JOB)) `) },
  {
    name: 'past the bot',
    match: re(
      ' (?:get|go|skip|bypass|GET|jump|cut|exit|quit|leave|disable|end) (?:me )?(?:past|around|away|rid|off|out|through|by|beyond|the) (?:of |from )?(?:\\S+ ){0,3}?BOT ',
    ),
  },
  {
    name: 'option',
    match: re(
      ' (?:HUMAN|ROLE|JOB) (?:thing|option|route|way|instead|help|support|assistance|contact|touch) ',
    ),
  },
  ...REACHING,
];

/** Said of the bot, these mean that a person is wanted. */
export const NO_BOT = re(
  ' (?:NEG|WEARY|no|enough|done|than|rather) (?:\\S+ ){0,3}?(?:TALK|TALKING|WANT|use|with|GET|of|from|waste|MOVE|to) (?:\\S+ ){0,3}?BOT ',
);
export const NO_MORE_BOT = re(
  '^ (?:\\S+ )?(?:no|NEG|enough|WEARY) (?:more |of |with |of the |of this |another |a |the |your )*BOT ',
);
