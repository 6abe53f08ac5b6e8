import { quantileOf } from '../../scenario/distribution/distribution.js';
import { NEGATIVE_AT, type RecordedTurn } from '../../scenario/record/recorded-dialogue.js';
import { AskCode, type Contact } from '../contact.js';
import type { Floor } from '../floor.js';
import { toleranceOf } from '../issues.js';
import { Purpose } from '../luck/luck.js';
import type { Script } from './script.js';

/** By `AskCode`. */
const ASKS = ['none', 'request', 'accept', 'refuse'] as const;
const NEGATIVE = -0.6;
const NEUTRAL = 0;

/**
 * What customers say to the AI, what they make of it, and when they have had enough: read off the record
 * while a contact is on it, otherwise modelled from the world's customers.
 */
export class CustomerSide {
  constructor(
    private readonly floor: Floor,
    private readonly script: Script,
  ) {}

  /** The customer's next turn begins. False: they leave instead of speaking. */
  speaks(contact: Contact): boolean {
    const { now, trace } = this.floor;
    if (!contact.onRecord && this.leaves(contact)) return false;
    const turn = ++contact.customerTurns;
    contact.spokeAt = now;
    const recorded = this.script.recordedTurn(contact);
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
    // The reply before had failed, and nobody noticed it then.
    if (recorded.rephrased) {
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

  /** Seconds until they answer the AI: as recorded, else by the world's model. */
  replySeconds(contact: Contact): number {
    const recorded = this.script.recordedTurn(contact)?.customerSeconds;
    if (recorded !== undefined) return recorded;
    const { luck, world } = this.floor;
    const { issue, visit, customerTurns } = contact;
    const u = luck.uniform(Purpose.customerReplyTime, issue, visit, customerTurns);
    return quantileOf(world.customers.replyTime, u);
  }
}
