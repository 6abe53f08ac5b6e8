import type { Conversation } from '../dataset/conversation.js';
import { isEmpty } from '../dataset/empty.js';
import { isReadable } from '../dataset/signals/readable.js';
import { LOG_OF_A_QUEUE } from '../scenario/record/record-limits.js';
import { NameTally } from './field-tally.js';

/** How many conversations of a record hold what, as far as it decides which metrics can be told. */
export interface Holdings {
  /** Those in which somebody came (`isEmpty`). */
  readonly contacts: number;
  readonly empty: number;
  readonly handedOver: number;
  /** A customer spoke while the AI was there to answer: before any hand-over. */
  readonly withAi: number;
  /** Of these, those of which it is known whether the customer asks for a person. */
  readonly withAsks: number;
  /** Of those again: it was read out of texts. */
  readonly asksFromText: number;
  /** Of those with an AI, those of which texts would tell if their language were read here. */
  readonly withUnreadTexts: number;
  /** Of those with an AI, those whose turns before the hand-over, or the end, all have a time. */
  readonly withTurnTimes: number;
  /** Something about the AI or the mood is known that can frustrate: asks, failures, sentiment. */
  readonly withMood: number;
  readonly withOutcome: number;
  /** Not handed over, with a known outcome. */
  readonly containedWithOutcome: number;
  /** Hand-overs with a known wait; those of which it is known whether anybody answered; both. */
  readonly withWait: number;
  readonly withAnswered: number;
  readonly withWaitEnd: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly withHandle: number;
  readonly withStart: number;
  readonly withCustomer: number;
  readonly withSegment: number;
  readonly withConfidence: number;
  /** The languages recorded of unread texts, most frequent first. */
  readonly unreadLanguages: readonly string[];
  /** Why the source cannot speak about containment, if it cannot. */
  readonly noContainment?: string;
}

type Counts = {
  -readonly [K in keyof Omit<Holdings, 'noContainment' | 'unreadLanguages'>]: number;
};

/** Counts what a file holds, conversation by conversation, as its reader hands them over. */
export class HoldingsTally {
  private readonly counts: Counts = {
    contacts: 0,
    empty: 0,
    handedOver: 0,
    withAi: 0,
    withAsks: 0,
    asksFromText: 0,
    withUnreadTexts: 0,
    withTurnTimes: 0,
    withMood: 0,
    withOutcome: 0,
    containedWithOutcome: 0,
    withWait: 0,
    withAnswered: 0,
    withWaitEnd: 0,
    answered: 0,
    abandoned: 0,
    withHandle: 0,
    withStart: 0,
    withCustomer: 0,
    withSegment: 0,
    withConfidence: 0,
  };
  private readonly unread = new NameTally();
  /** Records of which nothing tells how they ended: they were not handed over only if others were. */
  private bare = 0;

  add(conversation: Conversation): void {
    const { counts } = this;
    const { customer, handover, resolved, segment, startedAt, turns } = conversation;
    if (isEmpty(conversation)) counts.empty++;
    else counts.contacts++;
    if (isBare(conversation)) this.bare++;
    if (startedAt !== undefined) counts.withStart++;
    if (customer !== undefined) counts.withCustomer++;
    if (segment !== undefined) counts.withSegment++;
    if (resolved !== undefined) {
      counts.withOutcome++;
      if (!handover) counts.containedWithOutcome++;
    }
    if (handover) {
      counts.handedOver++;
      if (handover.waitSeconds !== undefined) counts.withWait++;
      if (handover.handleSeconds !== undefined) counts.withHandle++;
      if (handover.answered !== undefined) {
        counts.withAnswered++;
        if (handover.waitSeconds !== undefined) counts.withWaitEnd++;
        if (handover.answered) counts.answered++;
        else counts.abandoned++;
      }
    }
    if (turns.length > 0) this.addDialogue(conversation);
  }

  private addDialogue(conversation: Conversation): void {
    const { handover, language, turns } = conversation;
    // The rest is said to a person.
    const until = handover?.afterCustomerTurns ?? Number.POSITIVE_INFINITY;
    let said = 0;
    let asksRecorded = false;
    let written = false;
    let timed = true;
    let mood = false;
    let confidence = false;
    for (const turn of turns) {
      if (turn.speaker === 'customer') {
        if (said === until) break;
        said++;
        if (turn.ask !== undefined) asksRecorded = true;
        if (turn.text !== undefined) written = true;
        if (turn.sentiment !== undefined || turn.rephrased !== undefined) mood = true;
      } else if (turn.speaker === 'ai') {
        if (turn.failed !== undefined || turn.repeated !== undefined) mood = true;
        if (turn.confidence !== undefined) confidence = mood = true;
      } else continue;
      if (turn.atSeconds === undefined) timed = false;
    }
    if (said === 0) return;
    const { counts } = this;
    const readable = written && isReadable(conversation);
    counts.withAi++;
    if (written && !readable && !asksRecorded) {
      counts.withUnreadTexts++;
      this.unread.add(language ?? '');
    }
    if (asksRecorded || readable) counts.withAsks++;
    if (readable && !asksRecorded) counts.asksFromText++;
    if (timed) counts.withTurnTimes++;
    if (mood || asksRecorded || readable) counts.withMood++;
    if (confidence) counts.withConfidence++;
  }

  /** @param noContainment of the source, whatever its files hold */
  holdings(noContainment: string | undefined): Holdings {
    const unreadLanguages = this.unread.named(1).flatMap(({ name }) => name || []);
    const untold = noContainment ?? this.noContainment();
    return {
      ...this.counts,
      unreadLanguages,
      ...(untold === undefined ? {} : { noContainment: untold }),
    };
  }

  /** Why these records cannot speak about containment, if they cannot. */
  private noContainment(): string | undefined {
    const { contacts, handedOver, withAi } = this.counts;
    if (contacts === 0) return undefined;
    if (this.bare === contacts) return NOTHING_TELLS;
    return handedOver === contacts && withAi === 0 ? LOG_OF_A_QUEUE : undefined;
  }
}

const NOTHING_TELLS =
  'no record has turns, a hand-over or an ending, so that nothing tells who was handed over';

function isBare(conversation: Conversation): boolean {
  const { ending, handover, resolvedBy, selfServiceSeconds, turns } = conversation;
  const told = ending ?? handover ?? resolvedBy ?? selfServiceSeconds;
  return turns.length === 0 && told === undefined;
}
