import { JOB_WORDS, ROLE_WORDS } from './english-roles.js';

/**
 * English words by the part they play when somebody asks for a person. Words, not sentences: the
 * grammar that joins them is in `ask-english.ts`.
 */

export const ENGLISH = {
  HUMAN: 'human humans person persons individual humanbeing hooman hoomans humman hyuman humanoid',
  ROLE: ROLE_WORDS,
  JOB: JOB_WORDS,
  SOMEONE:
    'someone somebody anyone anybody sum1 some1 sm1 any1 sumone sumbody any1 somone someon everybody everyone',
  NOBODY: 'nobody noone',
  PEOPLE: `people guys guy lady woman man gentleman folks chap bloke lad lass dude fella gent driver
    drivers courier couriers team crew`,
  BOT: `bot bots robot robots machine machines computer computers ai chatbot chatbots program
    programme script algorithm software automation automated recording    
    autoreply voicebot menus`,
  TALK: `talk speak chat discuss converse communicate explain argue tlk spk speek speack spek tlak
    deal interact`,
  TALKING:
    'talking speaking chatting discussing arguing dealing interacting talkin speakin explaining describing repeating',
  SPOKE: 'spoke spoken talked chatted discussed dealt explained',
  MOVE: `transfer transfers transferring connect connecting redirect
    reroute route forward refer switch patch trnsfer tranfer transfr transferr conect connct
    handoff handover pass passing hand handing putthrough bump`,
  MOVED: `transferred connected redirected rerouted routed forwarded referred switched
    passed handed transfered tranfered tranferred trasferred conected`,
  ESCALATE: 'escalate escalating escalation esculate escallate escalted',
  GET: `get gets getting give gives giving send find fetch assign stick shove pop provide grab put putting
    summon gimme loop involve involved`,
  WANT: `want wants wanting need needs require request requesting demand demanding prefer insist
    wish expect hope wanna wana wnat ned`,
  CALL: `call calls calling ring rings phone phones dial contact contacting reach reaching
    telephone buzz bell`,
  CALLED: 'called rang phoned contacted reached texted emailed visited',
  HELP: 'help helps assist investigate resolve solve answer reply respond come look explain sort handle listen fix take message',
  NEG: 'not never nor cannot refuse neither',
  SAID: `says said saying told tells typed wrote writes reads promised promises claims claimed stated
    states mentioned advised assured informed asked recommended`,
} as const;

/** Words that carry nothing of their own: a clause of these and a person noun is a bare call. */
export const FILLERS = new Set(
  `please pls plz plss pleas thanks thx ty thank you now asap just ok okay k um uh er erm hmm well
  like hey hi hello yo sir madam mate love immediately urgently right away instead then here there
  today again still only first straight directly quick quickly fast actually yeah yes yep sure me
  for i so urgent rn tonight maybe oh god finally simply and at once kindly the a an some any your
  this that these those another one our my its other different more new duty of whole single real
  live living actual proper genuine physical alive senior qualified trained competent alright to it
  is with good nice way somewhere not have from on forward service customer support sales billing care claims human's`.split(
    /\s+/,
  ),
);

/** One written word that stands for several. */
export const EXPANSIONS: Readonly<Record<string, string>> = {
  cust: 'customer',
  thru: 'through',
  serv: 'service',
  y: 'why',
  callbacks: 'callback',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  cant: 'can not',
  cannot: 'can not',
  wont: 'will not',
  wouldnt: 'would not',
  couldnt: 'could not',
  shouldnt: 'should not',
  isnt: 'is not',
  arent: 'are not',
  wasnt: 'was not',
  havent: 'have not',
  hasnt: 'has not',
  neednt: 'need not',
  im: 'i am',
  ive: 'i have',
  id: 'id',
  ill: 'ill',
  youre: 'you are',
  wanna: 'want to',
  wana: 'want to',
  gonna: 'going to',
  gimme: 'give me',
  lemme: 'let me',
  gotta: 'have to',
  u: 'you',
  ur: 'your',
  r: 'are',
  yr: 'your',
  ya: 'you',
  w: 'with',
  wit: 'with',
  wiv: 'with',
  'w/': 'with',
  theres: 'there is',
  whos: 'who is',
  wheres: 'where is',
  hows: 'how is',
  whats: 'what is',
  thats: 'that is',
  dnt: 'do not',
  wud: 'would',
  cud: 'could',
  shud: 'should',
  aint: 'is not',
  callin: 'calling',
  ppl: 'people',
  smone: 'someone',
  smbdy: 'somebody',
  sb: 'somebody',
  irl: 'real',
  uman: 'human',
  csa: 'agent',
  'no-one': 'nobody',
  abt: 'about',
  cuz: 'because',
  coz: 'because',
  cos: 'because',
};

/** "agent licence", "operator precedence", "manager app": after a person noun these make a thing. */
export const THINGS = new Set(
  `licence license licences code codes portal fee fees commission id ids number numbers discount app
  apps page pages precedence precedences sample samples agreement account accounts software school
  training test tests guide manual program programme salary badge login dashboard status type types
  header headers string error errors rights resources hair skull body biology anatomy design reviews
  review rating ratings review course courses exam certificate job jobs vacancy position role roles
  theory policy card cards handbook contract edition version game mode model models framework api
  sdk console profile settings symbol overload function key keys window plugin tool tools toolkit
  company agency business plan plans tier price prices pricing limit limits seat seats class shop
  store discount voucher fare rate rates wage wages uniform   growth  figure
  figures remains tissue cells cell blood gene genes genome waste traffic trafficking interest
  studies science shield form forms named allowance capacity per`.split(/\s+/),
);
