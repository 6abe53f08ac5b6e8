import type { Conversation } from '../dataset/conversation.js';
import type { TurnReading } from '../dataset/signals/annotate.js';
import { type Derived, present, shareOf } from './inspection.js';

const ASKS = ['request', 'accept', 'refuse', 'mention', 'none'] as const;
const SUMS = [
  'conversations',
  'asking',
  'askingOrAccepting',
  'askingOrAcceptingHandedOver',
  'refusing',
  'handedOver',
  'handedOverWithoutAsking',
  'aiTurns',
  'repeated',
  'customerTurns',
  'rephrased',
  'sentimentSum',
  'sentimentCount',
] as const;

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

  /** @param readings what its texts say, by turn */
  add(conversation: Conversation, readings: readonly (TurnReading | undefined)[]): void {
    let requests = 0;
    let accepts = 0;
    let refusals = 0;
    let texts = 0;
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i];
      if (reading === undefined) continue;
      if (conversation.turns[i]!.speaker === 'ai') {
        this.aiTurns++;
        if (reading.repeated === true) this.repeated++;
        continue;
      }
      texts++;
      const { ask, sentiment } = reading;
      if (ask !== undefined) this.turns[ask]++;
      if (ask === 'request') requests++;
      if (ask === 'accept') accepts++;
      if (ask === 'refuse') refusals++;
      if (reading.rephrased === true) this.rephrased++;
      if (sentiment !== undefined) {
        this.sentimentSum += sentiment;
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
    if (conversation.handover) {
      this.handedOver++;
      if (wanted) this.askingOrAcceptingHandedOver++;
      else this.handedOverWithoutAsking++;
    }
  }

  /** Counts what another has counted as well. */
  join(other: DerivedTally): void {
    for (const name of SUMS) this[name] += other[name];
    for (const ask of ASKS) this.turns[ask] += other.turns[ask];
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
