import type { Conversation, Turn } from '../dataset/conversation.js';
import { isEmpty } from '../dataset/empty.js';

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
  /** Of those with an AI, those whose turns before the hand-over, or the end, all have a time. */
  readonly withTurnTimes: number;
  /** Something about the AI or the mood is known that can frustrate: asks, failures, sentiment. */
  readonly withMood: number;
  readonly withOutcome: number;
  /** Not handed over, with a known outcome. */
  readonly containedWithOutcome: number;
  /** Hand-overs with a known wait, and those of which it is known whether anybody answered. */
  readonly withWait: number;
  readonly withAnswered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly withHandle: number;
  readonly withStart: number;
  readonly withCustomer: number;
  readonly withSegment: number;
  readonly withConfidence: number;
  /** Why the source cannot speak about containment, if it cannot. */
  readonly noContainment?: string;
}

type Counts = { -readonly [K in keyof Omit<Holdings, 'noContainment'>]: number };

/** Counts what a file holds, conversation by conversation, as its reader hands them over. */
export class HoldingsTally {
  private readonly counts: Counts = {
    contacts: 0,
    empty: 0,
    handedOver: 0,
    withAi: 0,
    withAsks: 0,
    asksFromText: 0,
    withTurnTimes: 0,
    withMood: 0,
    withOutcome: 0,
    containedWithOutcome: 0,
    withWait: 0,
    withAnswered: 0,
    answered: 0,
    abandoned: 0,
    withHandle: 0,
    withStart: 0,
    withCustomer: 0,
    withSegment: 0,
    withConfidence: 0,
  };

  add(conversation: Conversation): void {
    const { counts } = this;
    const { customer, handover, resolved, segment, startedAt, turns } = conversation;
    if (isEmpty(conversation)) counts.empty++;
    else counts.contacts++;
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
        if (handover.answered) counts.answered++;
        else counts.abandoned++;
      }
    }
    if (turns.length > 0) this.addDialogue(turns, handover?.afterCustomerTurns);
  }

  /** @param until customer turns before the hand-over; the rest is said to a person */
  private addDialogue(turns: readonly Turn[], until = Number.POSITIVE_INFINITY): void {
    let said = 0;
    let asksRecorded = false;
    let readable = false;
    let timed = true;
    let mood = false;
    let confidence = false;
    for (const turn of turns) {
      if (turn.speaker === 'customer') {
        if (said === until) break;
        said++;
        if (turn.ask !== undefined) asksRecorded = true;
        if (turn.text !== undefined) readable = true;
        if (turn.sentiment !== undefined || turn.rephrased !== undefined) mood = true;
      } else if (turn.speaker === 'ai') {
        if (turn.failed !== undefined || turn.repeated !== undefined) mood = true;
        if (turn.confidence !== undefined) confidence = mood = true;
      } else continue;
      if (turn.atSeconds === undefined) timed = false;
    }
    if (said === 0) return;
    const { counts } = this;
    counts.withAi++;
    if (asksRecorded || readable) counts.withAsks++;
    if (readable && !asksRecorded) counts.asksFromText++;
    if (timed) counts.withTurnTimes++;
    if (mood || asksRecorded || readable) counts.withMood++;
    if (confidence) counts.withConfidence++;
  }

  holdings(noContainment: string | undefined): Holdings {
    return { ...this.counts, ...(noContainment === undefined ? {} : { noContainment }) };
  }
}
