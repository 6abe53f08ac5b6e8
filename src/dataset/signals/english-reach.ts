import { BENEFICIARY, GAP, NP, P, type Pattern, re } from './english-grammar.js';

/** Is anybody there, how is somebody reached, may somebody call: questions of reach and calls. */
export const REACHING: readonly Pattern[] = [
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
  {
    name: 'reach',
    match: re(
      ` (?:WANT to|(?:HELP|let|get|hlep) me|(?:can|could|may) i|trying to|try to|able to|please|like to|^) (?:(?:to|just|please|actually|maybe|simply) )*CALL (?:to |with |of )?${GAP}${P} `,
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
  {
    name: 'callback',
    match: re(' (?:i|me|us|we|you|please) (?:\\S+ ){0,5}?(?:a|another) callback '),
  },
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
  { name: 'act', match: re(` SOMEONE (?:please|plz|pls) [a-zA-Z]`) },
  {
    name: 'call',
    match: re(
      ' (?:a|an) (?:\\S+ )?(?:CALL|callback) (?:would|will|is|might|may) (?:be )?(?:\\S+ )?(?:better|best|easier|easiest|good|great|nice|helpful|ideal|HELP|WANT|preferable|appreciated|welcome) ',
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
  { name: 'hear', match: re(` hear (?:back )?from ${GAP}${P} `) },
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
];
