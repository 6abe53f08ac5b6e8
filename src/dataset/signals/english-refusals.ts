import { NP, P, re } from './english-grammar.js';

/** Refusals that no negation of a request expresses: "skip the agent", "the last thing I want". */
export const REFUSALS: readonly RegExp[] = [
  re(' NEG (?:to )?(?:be|being|get) (?:CALLED|MOVED|rung) '),
  re(
    ` (?:skip|forget|cancel|spare|drop(?! me)|scrap|without|avoid|bypass|decline|ditch|unnecessary|stop(?= (?:[A-Z]|\\w+ing ))|NEG bother|NEG bothering|NEG need|hold off|hold(?= the)|postpone|undo|abort|NEG trouble|NEG involve) (?!to )(?:(?!(?:BOT|i|and|or|but|working)\\b)\\S+ ){0,5}?(?:${P}|PEOPLE|callback|MOVE|MOVED|CALL|TALK|TALKING) `,
  ),
  re(` (?:leave|keep|count) (?:\\S+ ){0,3}?${P} (?:out|away|off|out of) `),
  re(
    ` no (?:more (?:CALL |calls )*|need |want |desire |reason |point |use |other )?(?:(?:for|to|in|of) )?(?:(?!(?:BOT|more|help|GET|WANT|let|just|seriously|really|please|i|you|can)\\b)\\S+ ){0,3}?(?:HUMAN|ROLE|JOB|SOMEONE|callback|MOVE|MOVED|PEOPLE) (?!(?:there|here|HELP|CALLED|SAID|i|who|available|around)\\b)`,
  ),
  re(
    ' no (?:more )?(?:CALL )?(?:CALL|calls|callback) (?:please |thanks |thank |you |needed |necessary |required |back )*$',
  ),
  re(
    ' (?:do|please|and|or|so|to) NEG (?:ever |please |even )?CALL (?:me |us |him |her |i |my |please |again |anyone |$)',
  ),
  re(
    ' NOBODY (?:\\S+ ){0,2}?(?:WANT|has|should|must|to|HELP) (?:\\S+ ){0,2}?(?:CALL|TALK|HELP|callback) ',
  ),
  re(' (?:TALK|TALKING|WANT) (?:to |with )?(?:TALK to )?NOBODY '),
  re(
    ` (?:hate|loathe|dread|dislike|detest|despise|scared|afraid|nervous|anxious|shy|anxiety|terrified|awkward|uncomfortable|cannot stand|NEG stand|NEG like|NEG enjoy|NEG comfortable|NEG fancy|allergic|NEG good at|rubbish at|bad at) (?:\\S+ ){0,4}?(?:TALK|TALKING|CALL|calls|calling|${P}|PEOPLE|phones?) `,
  ),
  re(
    ` (?:TALK|TALKING|CALL|MOVED|MOVE) (?:\\S+ ){0,6}?(?:last thing|stresses|stress|scares|drains|nightmare|makes me|pointless|exhausting|exhausts|no thanks|no fun|waste|unnecessary|hell|NEG (?:for me|my thing|necessary|needed|required|an option)|too (?:much|stressful|slow)) `,
  ),
  re(
    ` too (?!much to )(?:\\S+ ){1,2}?(?:for|to) (?:\\S+ ){0,4}?(?:TALK|TALKING|CALL|${P}|PEOPLE) `,
  ),
  re(` changed my mind (?:\\S+ ){0,3}?(?:TALK|TALKING|CALL|callback|MOVE|${P}) `),
  re(` last thing (?:\\S+ ){0,5}?(?:TALK|${P}|CALL|PEOPLE|MOVED|MOVE) `),
  re(
    ` (?:(?:WANT|prefer|sooner|rather|stick|stay|easier|better) (?:\\S+ ){0,8}?than|instead of|rather than) (?:\\S+ ){0,3}?(?:TALK|TALKING|MOVE|MOVED|being MOVED|CALL|GET|waiting|wait|queue|queuing|${P}|PEOPLE) `,
  ),
  re(
    ` (?:${P}|callback|MOVE|PEOPLE) (?:is |are |will |would |be )*(?:NEG|hardly) (?:be )?(?:necessary|needed|required|WANT|wanted|interested) `,
  ),
  re(
    ` no (?:\\S+ ){0,2}?(?:${P}|callback|MOVE) (?:is |are )?(?:necessary|needed|required|please) `,
  ),
  re(
    ' (?:prefer|stick|stay|happy|stay|WANT|keep|carry on|continue|go on|fine) (?:\\S+ ){0,3}?(?:with|to) (?:you|the BOT|a BOT|this BOT|BOT) (?:and |$)',
  ),
];

/** "Why would I want an agent?" */
export const RHETORICAL = re(
  ` do NEG see why ${NP}${P} | why (?:would|do|should|must|on earth would) (?:i|we) (?:\\S+ )?(?:WANT|TALK|GET|CALL|have to) (?:(?!BOT)\\S+ ){0,4}?(?:${P}|PEOPLE) `,
);
/** Once a person has been named: "it won't be necessary". */
export const NOT_NEEDED =
  / (?:it|that|this) (?:is|will|would) (?:really )?(?:NEG )(?:be )?(?:necessary|needed|required) |^ (?:but |so )?(?:please )?do NEG $/;
