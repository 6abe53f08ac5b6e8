/**
 * Places where a person may be asked for, and refusals, as patterns over the tags of
 * `english-clauses.ts`. All gaps are bounded, so matching stays linear in the length of a clause.
 */

/** GAP never crosses a negation, the bot or the start of another thought. */
export const P = '(?:HUMAN|ROLE|JOB|SOMEONE)';
const GAP =
  '(?:(?!(?:BOT|NEG|about|if|how|when|quoteword|for|SAID|who|that|from|by|than|rather|into)\\b)\\S+ ){0,4}?';
const NP_GAP = GAP.replace('about|', 'about|to|');
/** What may stand before a person noun and belong to it. */
export const NP =
  '(?:(?:a|an|any|the|some|no|your|real|live|actual|proper|other|another|more|single|even|at|least|one|of|still|currently|only|maybe|just|human|responsible|senior|english|speaking|available|free|competent|all|in|my) ){0,3}';
const END =
  '(?:(?:please|now|asap|right|away|immediately|thanks|thank|you|today|again|already|straight|directly|over|off|on|up|through|then|instead|urgently|here|somewhere) ){0,3}$';
const BENEFICIARY = '(?:me|us|him|her|them|back|my \\S+)';

export interface Pattern {
  readonly name: string;
  readonly match: RegExp;
  /** Gives way to a refusal elsewhere in the turn. */
  readonly weak?: true;
}

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
  {
    name: 'nobody',
    match: re(
      ` (?:is|are|has|why) (?:there )?NOBODY (?:\\S+ ){0,2}?(?:there|here|working|around|listening|HELP|home|answering|online|available|i) `,
    ),
  },
  {
    name: 'who',
    match: re(
      ' who (?:else )?(?:do|can|could|should|must|may|would) (?:i|we) (?:WANT to |have to |best )?(?:TALK|ESCALATE|CALL|complain|turn|write|go|appeal) ',
    ),
  },
  { name: 'time', match: re(` time (?:(?:we|i|you|for|to) )?(?:\\S+ )?${GAP}(?:HUMAN|ROLE|JOB) `) },
  {
    name: 'reach',
    match: re(
      ` (?:WANT to|(?:HELP|let|get|hlep) me|(?:can|could|may) i|trying to|try to|able to|please|like to|^) (?:(?:to|just|please|actually|maybe|simply) )*CALL (?:to |with |of )?${GAP}${P} `,
    ),
  },
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
  {
    name: 'free',
    match: re(
      ` (?:is|are|would|will|can|could|might) (?:(?:the|your|my|one|of|a|an|any) ){0,3}P (?:possibly )?(?:be )?(?:free|available|around|about|in|there|reachable|on duty|on shift) (?:for|to|now|right|today|please|$)`.replace(
        'P',
        P,
      ),
    ),
  },
  {
    name: 'there must be',
    match: re(` there (?:must|has to|have to|should|surely) be ${GAP}${P} `),
  },
  {
    name: 'number',
    match: re(` (?:phonenumber|number|line|extension|hotline) (?:for|of|to) ${GAP}${P} `),
  },
  {
    name: 'who handles',
    match: re(
      ' who (?:is )?(?:there )?(?:handles|deals|looks after|manages|HELP|responsible|takes care|in charge) ',
    ),
  },
  {
    // whoever may be meant: "could a kind soul ring me"
    name: 'act',
    match: re(
      '^ (?:\\S+ ){0,3}?(?:can|could|would|will|may|might) (?!i |we )(?:(?!NEG)\\S+ ){1,5}?(?:please )?(?:CALL|callback) (?:me|us|him|her|my \\S+) (?:back|on|at|in|to|about|please|tomorrow|today|tonight|asap|now|before|after|when|as|$)',
    ),
  },
  { name: 'callback', match: re(' (?:i|me|us|we|you|please) (?:\\S+ ){0,5}?(?:a|another) callback ') },
  {
    // whatever the job is called
    name: 'act',
    match: re(
      ' (?:ask|have|GET|let|WANT) (?:a|an|your|some) (?:[a-z]+ ){1,3}?(?:to )?(?:CALL|message|text|email|write) (?:to )?(?:me|us|him|her|my) ',
    ),
  },
  { name: 'if there', match: re(` if there is (?:really |actually )?${NP}${P} `) },
  {
    name: 'manned',
    match: re(' (?:is|are) (?:this|it|the \\S+|you) (?:\\S+ ){0,2}?(?:manned|staffed|unmanned) '),
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
  { name: 'act', match: re(` SOMEONE (?:please|plz|pls) [a-zA-Z]`) },
  {
    name: 'call',
    match: re(
      ' (?:a|an) (?:\\S+ )?(?:CALL|callback) (?:would|will|is|might|may) (?:be )?(?:\\S+ )?(?:better|best|easier|easiest|good|great|nice|helpful|ideal|HELP|WANT|preferable|appreciated|welcome) ',
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
    name: 'anyone working',
    match: re(
      ` (?:does|do|will|is|can|could) SOMEONE (?:\\S+ ){0,2}?(?:work|working|HELP|answering|read|reading|reads|monitor|monitoring|care|exist|watching|listening) `,
    ),
  },
  {
    name: 'pick up',
    match: re(
      '^ (?:(?:please|just|so|and|why NEG you) )*(?:pick up|HELP) (?:the |your |my )?(?:CALL|lookword) ',
    ),
  },
  { name: 'who is', match: re(` who is (?:your|the) ${NP}ROLE `) },
  {
    name: 'when',
    match: re(
      ` (?:am i|are we|when (?:do|can|will|am|may) i) (?:\\S+ ){0,4}?(?:TALK|CALL|GET|get|reach|MOVED) ${GAP}(?:to |with )?${GAP}${P} `,
    ),
  },
  {
    name: 'number',
    match: re(
      ' (?:number|line|extension) (?:for me |that )?(?:i|we|one|to) (?:can |could |may |should |have to )?CALL ',
    ),
  },
  {
    name: 'number',
    match: re(
      ' (?:what|GET|have|WANT|is there|where|need) (?:\\S+ ){0,3}?your (?:\\S+ )?(?:phonenumber|lookword|CALL|telephone|support|help|hotline|helpline) ?(?:number|line)? $',
    ),
  },
  {
    name: 'imperative',
    match: re(
      ` (?:^|and |please |just |or |then |go |now )(?:wake|fetch|rouse|drag|dig|hunt|track|scare|bring|call|page|ping|alert|notify|raise|hail|recruit|haul|pull|chase|involve|hand|swap|swop|show|deploy|dispatch|produce|GET|CALL|MOVE|find|ask) (?:(?:up|out|in|over|down|for|me|us|this|it|to|on) ){0,3}(?:a|an|another|some|your|any) ${NP}(?:HUMAN|ROLE|JOB) `,
    ),
  },
  { name: 'hear', match: re(` hear (?:back )?from ${GAP}${P} `) },
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
    name: 'act',
    match: re(
      ` (?:have|GET|let|can|could|will|would|may|might|ask|tell|please|WANT|make|arrange|maybe|either|until|time we|about|when will|is) ${GAP}(?:${P}|PEOPLE) (?:(?!(?:NEG|SAID)\\b)\\S+ ){0,9}?(?:CALL|TALK|HELP|GET|callback|TALKING|MOVE) (?:\\S+ ){0,2}?${BENEFICIARY} `,
    ),
  },
  {
    name: 'act',
    match: re(
      ` ${P} (?:(?!(?:NEG|SAID|i|that|who)\\b)\\S+ ){0,4}?(?:WANT|should|must|has|better|please) (?:to )?(?:CALL|TALK|HELP|callback) (?:\\S+ ){0,2}?${BENEFICIARY} `,
    ),
  },
  {
    name: 'act',
    match: re(
      ` (?:can|could|will|would|please) SOMEONE (?:please |just |actually )?(?:CALL|TALK|HELP) `,
    ),
  },
  {
    name: 'act',
    match: re(
      `^ (?:\\S+ ){0,2}?SOMEONE (?:please )?(?:CALL|HELP|TALK|MOVE|GET) (?:and |to |me |us |out |in |here |at |this |now )`,
    ),
  },
  {
    name: 'act',
    match: re(
      ' WANT (?:\\S+ ){0,2}?(?:callback|CALL) (?:from|back|by|today|tomorrow|on|before|after|this|$)',
    ),
  },
  {
    name: 'act',
    match: re(
      ` (?:WANT|be|get|GET|have|hear|can i|possible|unless|until|if|askfor|arrange|expect) (?:\\S+ ){0,5}?(?:CALLED|hear|rung|contacted|CALL|callback|from|by) (?:back )?(?:(?:by|from) )? ${GAP}(?:${P}) `,
    ),
  },
  {
    name: 'callback',
    match: re(
      ' (?:WANT|arrange|book|schedule|get|GET|have|askfor|do|organise|organize|please|set up|my) (?:me |us )?(?:a |the |another |some |that |this |my |your |any )?(?:call )?callback ',
    ),
  },
  {
    name: 'callback',
    match: re(
      `^ (?:\\S+ )?(?:FILLERWORD )?(?:(?:please|just|can you|could you|would you|will you|and|or|better|kindly|then|WANT you to|you|why (?:do|will) NEG you|NEG you) )*(?:CALL|callback) (?:me|us|him|her|my (?:mum|mom|dad|mother|father|wife|husband|son|daughter|boss|mobile|cell|phone|home)) (?:back|on|at|tomorrow|today|this|after|before|between|asap|now|please|tonight|when|in|straight|right|as|instead|$)`,
    ),
  },
  {
    name: 'callback',
    match: re('^ (?:\\S+ ){0,2}(?:callback) (?:please|now|asap|me|on|today|tomorrow|at|$)'),
  },
  {
    name: 'exist',
    match: re(
      ` (?:is|are|be) (?:NEG )?there (?:NEG )?${GAP}(?:${P}|PEOPLE) (?:\\S+ ){0,3}?(?:there|here|i|we|he|she|they|who|that|to|available|around|home|alive|online|working|on|else|at|awake|left|in|free|able|$)`,
    ),
  },
  {
    name: 'exist',
    match: re(
      ` (?:you have|have you|have you got|you got|got any|(?<! (?:than|like|as|of|by|with|to|for) )any) (?:NEG )?${NP}(?:${P}|PEOPLE) (?:\\S+ ){0,3}?(?:there|here|i|we|who|that|to|available|around|home|alive|online|working|awake|left|free|$)`,
    ),
  },
  {
    name: 'exist',
    match: re(
      ` (?:is|are) (?:NEG )?${NP}(?:${P}|PEOPLE) (?:there|here|available|around|home|alive|online|free|on duty|on shift) (?:(?:now|today|right|please|at the moment|currently|tonight|yet) |to |who |i |$)`,
    ),
  },
  {
    name: 'exist',
    match: re(` SOMEONE (?:\\S+ )?(?:there|here|home|alive|around|listening|awake|online) `),
  },
  {
    name: 'exist',
    match: re(
      ' where (?:is|are|did|has) (?:all )?(?:the |your |my )?(?:SOMEONE|HUMAN|ROLE|JOB|PEOPLE) (?:go |gone |at |$)',
    ),
  },
  {
    name: 'how',
    match: re(
      ` (?:how|what|which|where|why|impossible|way|ways|possible|hard|difficult|trick|button|number|able|option) (?:(?!(?:NEG \\S+ SAID|SAID)\\b)\\S+ ){0,8}?(?:CALL|TALK|get|reach|dial|press|say|GET|find|see|MOVE|for|to|served by|seen by) ${GAP}${P} `,
    ),
  },
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
];

export function re(source: string): RegExp {
  return new RegExp(source);
}

/** Said of the bot, these mean that a person is wanted. */
export const NO_BOT = re(
  ' (?:NEG|WEARY|no|enough|done|than|rather) (?:\\S+ ){0,3}?(?:TALK|TALKING|WANT|use|with|GET|of|from|waste|MOVE|to) (?:\\S+ ){0,3}?BOT ',
);
export const NO_MORE_BOT = re(
  '^ (?:\\S+ )?(?:no|NEG|enough|WEARY) (?:more |of |with |of the |of this |another |a |the |your )*BOT ',
);
