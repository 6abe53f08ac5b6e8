import { type Distribution, quantileOf } from '../scenario/distribution.js';
import { NEGATIVE_AT, type RecordedTurn } from '../scenario/recorded-dialogue.js';
import { AskCode, type Contact, Words } from './contact.js';
import type { Floor } from './floor.js';
import { toleranceOf } from './issues.js';
import { Purpose } from './luck.js';
import type { TracedReply } from './trace.js';

/** What one AI reply did for the customer. */
export type Reply = 'solved' | 'unsolved' | 'as-recorded';

/** By `AskCode`. */
const ASKS = ['none', 'request', 'accept', 'refuse'] as const;
const NEGATIVE = -0.6;
const NEUTRAL = 0;

/**
 * The AI stage: who says what next. While a contact is on record its turns are read off the
 * recorded dialogue; otherwise they are modelled from the world's AI desk and customers.
 */
export class Dialogue {
  constructor(private readonly floor: Floor) {}

  /** The recorded turn that the contact is at; absent when it is off record. */
  recordedTurn(contact: Contact): RecordedTurn | undefined {
    if (!contact.onRecord) return undefined;
    return this.floor.recordOf(contact).turns[contact.customerTurns - 1];
  }

  /** From here on nothing is as recorded. */
  leaveRecord(contact: Contact): void {
    contact.onRecord = false;
    this.floor.tell(contact, 'leaves-record');
    if (this.floor.recordOf(contact).handoverAfter !== undefined) contact.later = true;
  }

  // ── the customer ─────────────────────────────────────────────────────────

  /** The customer's next turn begins. False: they leave instead of speaking. */
  customerSpeaks(contact: Contact): boolean {
    const { now, trace } = this.floor;
    if (!contact.onRecord && this.leaves(contact)) return false;
    const turn = ++contact.customerTurns;
    contact.spokeAt = now;
    const recorded = this.recordedTurn(contact);
    if (recorded) this.speakAsRecorded(contact, recorded);
    else this.speakAsModelled(contact);
    if (contact.ask === AskCode.request && contact.asks++ === 0) {
      contact.firstAskAt = now;
      contact.firstAskTurn = turn;
    }
    trace?.customerTurn(contact, {
      at: now,
      ask: ASKS[contact.ask]!,
      negative: contact.sentiment <= NEGATIVE_AT,
      observed: recorded !== undefined,
    });
    return true;
  }

  private speakAsRecorded(contact: Contact, recorded: RecordedTurn): void {
    contact.observedTurns++;
    contact.ask = AskCode[recorded.ask];
    // Having to say it again shows that the reply before had failed, if nobody noticed it then.
    if (recorded.rephrased && contact.aiReplies > 0 && !contact.lastFailed) {
      contact.lastFailed = true;
      contact.failedTurns++;
      this.floor.frustration.aiReply(contact, true, false, false);
    }
    this.feel(contact, recorded.sentiment, recorded.sentiment <= NEGATIVE_AT);
  }

  private speakAsModelled(contact: Contact): void {
    const { luck, world } = this.floor;
    const { customers, intents } = world;
    const { issue, visit, customerTurns: turn, lastFailed: failed } = contact;

    const { negativity } = customers;
    let negativeChance: number;
    if (turn === 1) {
      const { mood } = intents[contact.intent]!;
      negativeChance = negativity.first + 0.5 * Math.max(0, -mood);
    } else {
      negativeChance =
        contact.sentiment <= NEGATIVE_AT ? negativity.afterNegative : negativity.afterNeutral;
      if (failed) negativeChance *= negativity.afterFailureFactor;
    }
    const negative = luck.uniform(Purpose.mood, issue, visit, turn) < negativeChance;
    contact.ask = this.speaksOfPeople(contact, negative);
    this.feel(contact, negative ? NEGATIVE : NEUTRAL, negative);
  }

  /** An `AskCode`. */
  private speaksOfPeople(contact: Contact, negative: boolean): number {
    if (contact.offer !== undefined) return this.answersOffer(contact);
    // They have been told that people come next.
    return contact.collecting === undefined ? this.asks(contact, negative) : AskCode.none;
  }

  private asks(contact: Contact, negative: boolean): number {
    const { luck, world } = this.floor;
    const { asks } = world.customers;
    const { issue, visit, customerTurns: turn } = contact;
    let chance =
      asks.perTurn *
      world.segments[contact.segment]!.askFactor *
      (contact.lastFailed ? asks.afterFailure : 1) *
      (negative ? asks.whenNegative : 1);
    if (contact.ask === AskCode.request && asks.again > chance) chance = asks.again;
    const asksNow =
      this.reaction(contact, turn) === 'ask' ||
      luck.uniform(Purpose.ask, issue, visit, turn) < chance;
    return asksNow ? AskCode.request : AskCode.none;
  }

  /** The AI has just offered a person, or a call back. */
  private answersOffer(contact: Contact): number {
    const { luck, world } = this.floor;
    const { issue, visit, customerTurns: turn } = contact;
    const { accepts } = world.customers;
    const chance = accepts[contact.offer!.transfer.way];
    return luck.uniform(Purpose.acceptsOffer, issue, visit, turn) < chance
      ? AskCode.accept
      : AskCode.refuse;
  }

  /** Whether the customer has just given what the AI asked for before a hand-over. */
  givesSlot(contact: Contact): boolean {
    if (contact.lastFailed) return false; // an error message stood where the question should have
    const { luck, world } = this.floor;
    const { issue, visit, customerTurns: turn } = contact;
    const gives = luck.uniform(Purpose.givesSlot, issue, visit, turn) < world.customers.gives;
    this.floor.tell(contact, gives ? 'gives-slot' : 'keeps-slot');
    return gives;
  }

  private feel(contact: Contact, sentiment: number, negative: boolean): void {
    if (!Number.isNaN(sentiment)) {
      const turn = contact.customerTurns;
      contact.sentiment = sentiment;
      contact.sentimentSum += sentiment;
      contact.sentimentTurnSum += sentiment * turn;
      contact.sentimentTurns++;
      contact.ratedTurnSum += turn;
      contact.ratedTurnSquares += turn * turn;
    }
    if (negative) contact.negativeTurns++;
    this.floor.frustration.customerTurn(contact, negative);
  }

  /** Whether the customer gives up on the AI rather than write another turn. */
  private leaves(contact: Contact): boolean {
    const { luck, world } = this.floor;
    const said = contact.customerTurns;
    if (said === 0) return false;
    if (said >= world.ai.maxTurns) return true;
    if (this.reaction(contact, said + 1) === 'leave') return true;
    const { givesUp, leaves } = world.customers;
    const chance = leaves + (contact.lastFailed ? givesUp : 0);
    if (chance === 0) return false;
    return luck.uniform(Purpose.givesUp, contact.issue, contact.visit, said + 1) < chance;
  }

  /** What a customer who has had enough does at this turn. */
  private reaction(contact: Contact, turn: number): 'ask' | 'leave' | 'carry-on' {
    const { luck, world } = this.floor;
    if (contact.frustration === 0) return 'carry-on';
    if (contact.frustration < toleranceOf(this.floor, contact)) return 'carry-on';
    const { ask, leave } = world.customers.atTolerance;
    const u = luck.uniform(Purpose.reaction, contact.issue, contact.visit, turn);
    if (u < leave) return 'leave';
    return u < leave + ask ? 'ask' : 'carry-on';
  }

  // ── the AI ───────────────────────────────────────────────────────────────

  /** The AI answers the latest customer turn. */
  aiReplies(contact: Contact): Reply {
    const { frustration, now, trace } = this.floor;
    contact.aiReplies++;
    contact.repliedAt = now;
    if (this.floor.aiIsDown) return this.replyIsAnError(contact);
    const recorded = this.recordedTurn(contact)?.reply;
    if (!recorded) return this.modelledReply(contact);
    // On record nobody knows whether a reply failed, only what the AI could notice of it.
    const noticed = recorded.failed || recorded.repeated;
    if (noticed) contact.failedTurns++;
    if (recorded.repeated) contact.repeats++;
    contact.lastFailed = noticed;
    if (noticed) contact.everFailed = true;
    frustration.aiReply(contact, noticed, recorded.repeated, false);
    trace?.recordedReply?.(contact, {
      at: now,
      failed: noticed,
      repeated: recorded.repeated,
      offersPerson: recorded.offersPerson,
    });
    return 'as-recorded';
  }

  private modelledReply(contact: Contact): Reply {
    switch (contact.words) {
      case Words.offer:
        return this.replyOffers(contact);
      case Words.question:
        return this.replyAsksBack(contact);
      default:
        return this.reply(contact);
    }
  }

  private reply(contact: Contact): Reply {
    const { frustration, luck, world } = this.floor;
    const { ai, intents, segments } = world;
    const { issue, visit, customerTurns: turn } = contact;

    let success = 0;
    if (contact.aiSolvable) {
      success =
        intents[contact.intent]!.aiSuccessPerTurn * segments[contact.segment]!.aiSuccessFactor;
      if (contact.later) success *= world.record!.laterFactor;
      if (contact.clarified) success *= ai.clarifiedFactor;
    }
    contact.clarified = false;
    const u = luck.uniform(Purpose.aiOutcome, issue, visit, turn);
    if (u < success) {
      this.tell(contact, 'solved', false, false);
      return 'solved';
    }
    const short = (u - success) / (1 - success);
    const progress = short < ai.progress;
    const failed = short >= ai.progress + ai.neutral;
    const repeated =
      failed &&
      contact.everFailed &&
      luck.uniform(Purpose.aiRepeats, issue, visit, turn) < ai.repeats;
    if (repeated) contact.repeats++;
    contact.lastFailed = failed;
    if (failed) contact.everFailed = true;
    const suspicion = luck.uniform(Purpose.noticed, issue, visit, turn);
    const noticed = suspicion < (failed ? ai.sensitivity : 1 - ai.specificity);
    if (noticed) contact.failedTurns++;
    frustration.aiReply(contact, failed, repeated, progress);
    this.tell(contact, failed ? 'failed' : progress ? 'progress' : 'neutral', repeated, noticed);
    return 'unsolved';
  }

  /** The reply offers a person instead of trying once more. */
  private replyOffers(contact: Contact): Reply {
    contact.lastFailed = false;
    this.floor.frustration.aiReply(contact, false, false, false);
    const { way } = contact.offer!.transfer;
    this.tell(contact, way === 'transfer' ? 'offers-person' : `offers-${way}`, false, false);
    return 'unsolved';
  }

  /** The reply asks what is meant, or for something that a person will need. */
  private replyAsksBack(contact: Contact): Reply {
    contact.lastFailed = false;
    contact.clarified = contact.collecting === undefined;
    this.floor.frustration.aiReply(contact, false, false, false);
    this.floor.frustration.askedBack(contact);
    this.tell(contact, 'asks-back', false, false);
    return 'unsolved';
  }

  /** An outage: all the customer gets is an error message, and the AI knows it. */
  private replyIsAnError(contact: Contact): Reply {
    if (contact.onRecord) this.leaveRecord(contact);
    this.takeBackWords(contact);
    contact.failedTurns++;
    contact.lastFailed = true;
    contact.everFailed = true;
    this.floor.frustration.aiReply(contact, true, false, false);
    this.tell(contact, 'failed', false, true);
    return 'unsolved';
  }

  /** What these words should have offered or asked was never heard: it can be said again. */
  private takeBackWords(contact: Contact): void {
    if (contact.words === Words.answer) return;
    if (contact.collecting !== undefined) contact.asked--;
    else contact.fired[contact.by]!--;
    if (contact.words === Words.question && contact.collecting === undefined) {
      contact.clarifications--;
    }
    contact.offer = undefined;
    contact.words = Words.answer;
  }

  private tell(
    contact: Contact,
    outcome: TracedReply['outcome'],
    repeated: boolean,
    noticed: boolean,
  ): void {
    const { now, trace } = this.floor;
    trace?.aiReply(contact, { at: now, outcome, repeated, noticed });
  }

  aiReplySeconds(contact: Contact): number {
    return this.seconds(contact, this.floor.world.ai.replyTime, Purpose.aiReplyTime);
  }

  customerReplySeconds(contact: Contact): number {
    return this.seconds(contact, this.floor.world.customers.replyTime, Purpose.customerReplyTime);
  }

  private seconds(contact: Contact, distribution: Distribution, purpose: Purpose): number {
    const { issue, visit, customerTurns } = contact;
    return quantileOf(distribution, this.floor.luck.uniform(purpose, issue, visit, customerTurns));
  }
}
