import type { Conversation } from '../dataset/conversation.js';
import { type Derived, present, shareOf } from './inspection.js';

/** Counts what `signals/` read out of the texts of conversations. */
export class DerivedTally {
  private conversations = 0;
  private asking = 0;
  private askingOrAccepting = 0;
  private askingOrAcceptingHandedOver = 0;
  private refusing = 0;
  private handedOver = 0;
  private handedOverWithoutAsking = 0;
  private readonly turns = { request: 0, accept: 0, refuse: 0, mention: 0, none: 0 };
  private aiTurns = 0;
  private repeated = 0;
  private customerTurns = 0;
  private rephrased = 0;
  private sentimentSum = 0;
  private sentimentCount = 0;

  /** @param annotated a conversation with signals from its texts added */
  add(annotated: Conversation): void {
    let requests = 0;
    let accepts = 0;
    let refusals = 0;
    let texts = 0;
    for (const turn of annotated.turns) {
      if (turn.text === undefined) continue;
      if (turn.speaker === 'ai') {
        this.aiTurns++;
        if (turn.repeated === true) this.repeated++;
      }
      if (turn.speaker !== 'customer') continue;
      texts++;
      if (turn.ask !== undefined) this.turns[turn.ask]++;
      if (turn.ask === 'request') requests++;
      if (turn.ask === 'accept') accepts++;
      if (turn.ask === 'refuse') refusals++;
      if (turn.rephrased === true) this.rephrased++;
      if (turn.sentiment !== undefined) {
        this.sentimentSum += turn.sentiment;
        this.sentimentCount++;
      }
    }
    if (texts === 0) return;
    this.conversations++;
    this.customerTurns += texts;
    const wanted = requests + accepts > 0;
    if (requests > 0) this.asking++;
    if (wanted) this.askingOrAccepting++;
    if (refusals > 0) this.refusing++;
    if (annotated.handover) {
      this.handedOver++;
      if (wanted) this.askingOrAcceptingHandedOver++;
      else this.handedOverWithoutAsking++;
    }
  }

  /** Undefined when no customer said anything. */
  figures(every: number): Derived | undefined {
    const n = this.conversations;
    if (n === 0) return undefined;
    const sentiment =
      this.sentimentCount === 0 ? undefined : this.sentimentSum / this.sentimentCount;
    return {
      conversations: n,
      every,
      asking: shareOf(this.asking, n),
      askingOrAccepting: shareOf(this.askingOrAccepting, n),
      askingOrAcceptingHandedOver: shareOf(
        this.askingOrAcceptingHandedOver,
        this.askingOrAccepting,
      ),
      refusing: shareOf(this.refusing, n),
      handedOverWithoutAsking: shareOf(this.handedOverWithoutAsking, this.handedOver),
      requests: this.turns.request,
      accepts: this.turns.accept,
      refusals: this.turns.refuse,
      mentions: this.turns.mention,
      repeatedAnswers: shareOf(this.repeated, this.aiTurns),
      rephrasedQuestions: shareOf(this.rephrased, this.customerTurns),
      ...present('meanSentiment', sentiment),
    };
  }
}
