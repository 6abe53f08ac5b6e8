import { quantileOf } from '../../scenario/distribution/distribution.js';
import { type Contact, Words } from '../contact.js';
import type { Floor } from '../floor.js';
import { Purpose } from '../luck/luck.js';
import type { TracedReply } from '../trace.js';
import type { Script } from './script.js';

/** What one AI reply did for the customer. */
export type Reply = 'solved' | 'unsolved' | 'as-recorded';

/**
 * What the AI replies: read off the record while a contact is on it, otherwise modelled from the world's
 * AI desk.
 */
export class AiSide {
  constructor(
    private readonly floor: Floor,
    private readonly script: Script,
  ) {}

  /** The AI answers the latest customer turn. */
  replies(contact: Contact): Reply {
    const { frustration, now, trace } = this.floor;
    contact.aiReplies++;
    contact.repliedAt = now;
    if (this.floor.aiIsDown) return this.replyIsAnError(contact);
    const recorded = this.script.recordedTurn(contact)?.reply;
    if (!recorded) return this.modelledReply(contact);
    // On record nobody knows whether a reply failed, only what the AI could notice of it.
    const noticed = recorded.failed;
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
    if (contact.onRecord) this.script.leaveRecord(contact);
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

  /** Seconds that the reply to the latest customer turn takes: as recorded, else by the world's model. */
  replySeconds(contact: Contact): number {
    const recorded = this.script.recordedTurn(contact)?.aiSeconds;
    if (recorded !== undefined) return recorded;
    const { luck, world } = this.floor;
    const { issue, visit, customerTurns } = contact;
    const u = luck.uniform(Purpose.aiReplyTime, issue, visit, customerTurns);
    return quantileOf(world.ai.replyTime, u);
  }
}
