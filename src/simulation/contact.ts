import type { Offer, Transfer } from '../policy/policy.js';
import type { Agent } from './people/agent.js';
import type { Lane } from './queue/queues.js';
import type { ContactRecord, Ending, Support } from './record.js';

/** What a customer turn says about a person. */
export const AskCode = { none: 0, request: 1, accept: 2, refuse: 3 } as const;

/** What the AI's next or latest words are. */
export const Words = { answer: 0, offer: 1, question: 2 } as const;

/** Where a contact is while people are concerned with it. */
export const Stage = {
  /** with the AI, or nowhere yet */
  ai: 0,
  waiting: 1,
  /** an agent's screen rings */
  ringing: 2,
  /** an agent dials for a callback */
  dialling: 3,
  service: 4,
  wrapUp: 5,
  /** an agent sits before a chat whose customer left without a word */
  ghost: 6,
  /** the agent who passes a contact on stays until the next one has taken it */
  escort: 7,
  /** the person who answered has stopped answering */
  silent: 8,
} as const;

/**
 * One contact in flight: everything that is known of it, and what leaves the engine as its record.
 *
 * Objects come from a pool and are used again, so memory follows the contacts in flight and nothing
 * is allocated per contact. Against typed columns a field is one load instead of a bounds check and a
 * load (a third faster in a trial of contact state alone), and the record needs no copying; the price
 * is about 1.5 kB for each contact in flight. Fields for times and levels start as NaN so that V8 boxes
 * each double once and then writes in place; `begin` resets what a new tenant must not inherit, and the
 * rest is written before it is read. NaN in a time means "not yet": zero is a real time.
 */
export class Contact implements ContactRecord {
  // Orders of the events that are still meant for this contact; others are stale. They come first since
  // an event looks here first, and what comes first is fetched with the object itself.
  turnDue = -1;
  patienceDue = -1;
  timerDue = -1;
  silenceDue = -1;

  // where it is now
  stage: number = Stage.ai;
  /** The lane it stands in, the one it goes back to when nobody takes it in hand after all, the hand. */
  lane: Lane | undefined = undefined;
  backTo: Lane | undefined = undefined;
  agent: Agent | undefined = undefined;

  // who this is
  issue = 0;
  visit = 0;
  intent = 0;
  segment = 0;
  language = 0;
  channel = 0;
  dialogue = -1;
  /** The issue's quantile of difficulty; NaN until somebody needs it (`issues.ts`). */
  difficulty = Number.NaN;
  aiSolvable = false;
  /** Frustration at which they have had enough; NaN until somebody needs it (`issues.ts`). */
  tolerance = Number.NaN;

  // frustration: level at a time, its integral in minutes, its maximum
  frustration = Number.NaN;
  frustrationAt = Number.NaN;
  frustrationArea = Number.NaN;
  frustrationPeak = Number.NaN;
  boiledOver = false;

  // the dialogue so far
  arrivedAt = Number.NaN;
  endedAt = Number.NaN;
  customerTurns = 0;
  aiReplies = 0;
  observedTurns = 0;
  /** True while everything said is what the record says. */
  onRecord = false;
  /** Off the record of a conversation that was handed over (model.md §2, `later_factor`). */
  later = false;
  asks = 0;
  refusals = 0;
  /** What the customer's latest turn asked; an `AskCode`. */
  ask = 0;
  firstAskAt = Number.NaN;
  firstAskTurn = 0;
  /** Latent: the AI's latest reply failed, and whether any did. */
  lastFailed = false;
  everFailed = false;
  /** What the AI noticed of its failures, and how often it repeated itself. */
  failedTurns = 0;
  repeats = 0;
  repliedAt = Number.NaN;
  spokeAt = Number.NaN;
  /** What the AI's next or latest words are; one of `Words`. */
  words: number = Words.answer;
  /** The rule behind the offer or question; −1 for none. */
  by = -1;
  /** The offer that they carry. */
  offer: Offer | undefined = undefined;
  /** The way to people that waits until the AI has asked for what it needs. */
  collecting: Transfer | undefined = undefined;
  /** Things that it has asked for on that way. */
  asked = 0;
  slots = 0;
  clarifications = 0;
  /** The latest answer came after a clarifying question. */
  clarified = false;
  acceptedOffers = 0;
  declinedOffers = 0;
  // sentiment: the latest, and sums over the turns that have one for the least-squares slope
  sentiment = Number.NaN;
  sentimentSum = Number.NaN;
  sentimentTurnSum = Number.NaN;
  sentimentTurns = 0;
  ratedTurnSum = 0;
  ratedTurnSquares = 0;
  negativeTurns = 0;

  // queue and person
  /** The rule that hands over, or would, and the number of its way to people (`Transfer.route`). */
  rule = -1;
  route = -1;
  /** The team that answered, or the preferred one while nobody has. */
  team = -1;
  withoutContext = false;
  queuedAt = Number.NaN;
  waitSeconds = Number.NaN;
  answeredAt = Number.NaN;
  handleSeconds = Number.NaN;
  wrapUpSeconds = Number.NaN;
  agentSeconds = Number.NaN;
  reexplained = 0;
  bounces = 0;
  handbacks = 0;
  callback = false;
  callbackAt = Number.NaN;
  /** Hangs on no longer, for the promise of a call or a reply that has not come yet. */
  promised = false;
  ticket = false;
  promisedBy = Number.NaN;
  /** Neither kept nor broken yet. */
  promiseOpen = false;
  promiseBroken = false;
  silences = 0;
  /** Since when the person is silent, and the work that was then still to do. */
  silentFrom = Number.NaN;
  workLeft = Number.NaN;
  silent = false;
  announced = false;
  humanObserved = false;
  decisionObserved = false;
  /** Queue entries and calls back so far: indices of luck. */
  entries = 0;
  calls = 0;
  /** Rings so far, missed ones included. */
  rings = 0;
  /** Answers so far: a contact that is passed on is answered again. */
  answers = 0;
  /** This stay in the queue began, and counts as waiting since then less its priority. */
  enteredAt = Number.NaN;
  /** Since when they have been hanging on without a break. */
  waitingFrom = Number.NaN;
  creditedAt = Number.NaN;
  /** Stands in its lane since then. */
  joinedAt = Number.NaN;
  /** Entry number within the run, which settles equal credit. */
  entryOrder = 0;
  /** Wait told to the customer ends then; infinite when none was told. */
  announcedUntil = Number.NaN;
  /** When their patience ends, as it stands. */
  patientUntil = Number.NaN;
  /** Seconds waited when the waiting rules looked last; below zero: not yet in this stay. */
  lookedAt = Number.NaN;
  /** Waiting rules that have fired in this stay, as bits by index. */
  waitingRulesFired = 0;
  /** Steps of widening already taken. */
  widened = 0;
  /** Work on this contact with the present person began, and how much there is of it. */
  serviceFrom = Number.NaN;
  workSeconds = Number.NaN;
  /** Team to which the agent will pass the contact on; −1 for none. */
  passTo = -1;
  /** Stands in the hand of the agent who passed this contact on and stays with it. */
  escort: Contact | undefined = undefined;
  next: Contact | undefined = undefined;
  previous: Contact | undefined = undefined;
  /** The agent's clock at which the work in hand will be done (`agent.ts`). */
  doneAt = Number.NaN;
  /** The agent's attention clock when the work began. */
  attentionFrom = Number.NaN;

  // the end
  ending: Ending = 'ai-resolved';
  resolved: boolean | undefined = undefined;
  outcomeObserved = false;
  returnsAt = Number.NaN;
  support: Support = 'synthetic';

  // by rule, and by counted condition of the policy
  readonly fired: Int32Array;
  readonly times: Int32Array;
  private anyFired = false;

  constructor(
    /** Place in the pool, by which events name it. */
    readonly slot: number,
    /** Rules that the policy has, and conditions whose turns it counts. */
    rules: number,
    counted: number,
  ) {
    this.fired = new Int32Array(rules);
    this.times = new Int32Array(counted);
    this.forgetDialogue();
  }

  /**
   * Every field that a new tenant must not inherit, but for who it is (`issues.ts`), what entering a
   * queue or an answer writes before anybody reads it, and what `release` has reset. An escort gets
   * nothing beyond this: it is told from a customer by having never arrived.
   */
  begin(): void {
    if (this.customerTurns > 0) this.forgetDialogue();
    if (this.callback || this.ticket) this.forgetPromise();
    if (this.anyFired) {
      clear(this.fired);
      this.anyFired = false;
    }
    this.difficulty = Number.NaN;
    this.tolerance = Number.NaN;
    this.arrivedAt = Number.NaN;
    this.endedAt = Number.NaN;
    this.acceptedOffers = 0;
    this.declinedOffers = 0;
    this.frustration = 0;
    this.frustrationArea = 0;
    this.frustrationPeak = 0;
    this.boiledOver = false;
    this.rule = -1;
    this.team = -1;
    this.queuedAt = Number.NaN;
    this.waitSeconds = 0;
    this.answeredAt = Number.NaN;
    this.handleSeconds = 0;
    this.wrapUpSeconds = 0;
    this.agentSeconds = 0;
    this.reexplained = 0;
    this.bounces = 0;
    this.handbacks = 0;
    this.silences = 0;
    this.silent = false;
    this.announced = false;
    this.humanObserved = false;
    this.decisionObserved = false;
    this.stage = Stage.ai;
    this.entries = 0;
    this.rings = 0;
    this.answers = 0;
    this.resolved = undefined;
    this.outcomeObserved = false;
    this.returnsAt = Number.NaN;
  }

  /** A rule has decided about it. */
  noteFired(rule: number): void {
    this.fired[rule]!++;
    this.anyFired = true;
  }

  /** What only the promise of a call or a reply, or something after one, ever writes. */
  private forgetPromise(): void {
    this.callback = false;
    this.callbackAt = Number.NaN;
    this.promised = false;
    this.ticket = false;
    this.promisedBy = Number.NaN;
    this.promiseOpen = false;
    this.promiseBroken = false;
    this.calls = 0;
  }

  /** What only a customer turn, or something after one, ever writes. */
  private forgetDialogue(): void {
    this.customerTurns = 0;
    this.aiReplies = 0;
    this.observedTurns = 0;
    this.asks = 0;
    this.refusals = 0;
    this.ask = AskCode.none;
    this.firstAskAt = Number.NaN;
    this.firstAskTurn = 0;
    this.lastFailed = false;
    this.everFailed = false;
    this.failedTurns = 0;
    this.repeats = 0;
    this.repliedAt = Number.NaN;
    this.spokeAt = Number.NaN;
    this.words = Words.answer;
    this.by = -1;
    this.offer = undefined;
    this.collecting = undefined;
    this.slots = 0;
    this.clarifications = 0;
    this.clarified = false;
    clear(this.times);
    this.sentiment = Number.NaN;
    this.sentimentSum = 0;
    this.sentimentTurnSum = 0;
    this.sentimentTurns = 0;
    this.ratedTurnSum = 0;
    this.ratedTurnSquares = 0;
    this.negativeTurns = 0;
  }
}

/** A transfer is under way: the contact has a place in a queue or in a person's hand. */
export function isPending({ agent, lane }: Contact): boolean {
  return lane !== undefined || agent !== undefined;
}

/** Nothing has been said that a person would have to read, or hear again: to the AI, or to one before them. */
export function hasSaidNothing({ answers, customerTurns }: Contact): boolean {
  return customerTurns === 0 && answers === 1;
}

/** By hand: `fill` on an array of a few numbers costs 4 % of a short contact's whole life. */
function clear(counts: Int32Array): void {
  for (let i = 0; i < counts.length; i++) counts[i] = 0;
}
