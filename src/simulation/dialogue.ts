import { quantileOf } from '../scenario/distribution.js';
import { NEGATIVE_AT, type RecordedTurn } from '../scenario/recorded-dialogue.js';
import type { World } from '../scenario/world.js';
import type { Contacts } from './contacts.js';
import type { Frustration } from './frustration.js';
import { type Luck, Purpose } from './luck.js';
import type { ContactKey, Trace, TracedReply } from './trace.js';

/** What a customer turn says about a person; the codes of `Contacts.ask`. */
export const AskCode = { none: 0, request: 1, accept: 2, refuse: 3 } as const;

/** What one AI reply did for the customer. */
export type Reply = 'solved' | 'unsolved' | 'as-recorded';

const NEGATIVE = -0.6;
const NEUTRAL = 0;

/**
 * The AI stage: who says what next. While a contact is on record its turns are read off the
 * recorded dialogue; otherwise they are modelled from the world's AI desk and customers.
 */
export class Dialogue {
  luck!: Luck;
  trace: Trace | undefined;

  constructor(
    private readonly world: World,
    private readonly contacts: Contacts,
    private readonly frustration: Frustration,
  ) {}

  /** The recorded turn that the contact is at; absent when it is off record. */
  recordedTurn(slot: number): RecordedTurn | undefined {
    if (this.contacts.onRecord[slot] === 0) return undefined;
    const dialogue = this.world.record!.dialogues[this.contacts.dialogue[slot]!]!;
    return dialogue.turns[this.contacts.turns[slot]! - 1];
  }

  /** The customer's next turn begins. False: they leave instead of speaking. */
  customerSpeaks(slot: number, now: number): boolean {
    const { contacts } = this;
    if (contacts.onRecord[slot] === 0 && this.leaves(slot)) return false;
    const turn = contacts.turns[slot]! + 1;
    contacts.turns[slot] = turn;
    contacts.spokeAt[slot] = now;
    const recorded = this.recordedTurn(slot);
    if (recorded) this.speakAsRecorded(slot, recorded, turn, now);
    else this.speakAsModelled(slot, turn, now);
    const { ask } = contacts;
    if (ask[slot] === AskCode.request) {
      contacts.asks[slot] = contacts.asks[slot]! + 1;
      if (contacts.asks[slot] === 1) {
        contacts.firstAskAt[slot] = now;
        contacts.firstAskTurn[slot] = turn;
      }
    }
    this.trace?.customerTurn(this.key(slot), {
      at: now,
      asks: ask[slot] === AskCode.request,
      negative: contacts.sentiment[slot]! <= NEGATIVE_AT,
    });
    return true;
  }

  private speakAsRecorded(slot: number, recorded: RecordedTurn, turn: number, now: number): void {
    const { contacts } = this;
    contacts.observedTurns[slot] = contacts.observedTurns[slot]! + 1;
    contacts.ask[slot] = AskCode[recorded.ask];
    // Having to say it again shows that the reply before had failed, if nobody noticed it then.
    if (recorded.rephrased && contacts.aiReplies[slot]! > 0 && contacts.lastFailed[slot] === 0) {
      contacts.lastFailed[slot] = 1;
      this.notice(slot);
      this.frustration.aiReply(slot, true, false, false, now);
    }
    this.feel(slot, recorded.sentiment, recorded.sentiment <= NEGATIVE_AT, turn, now);
  }

  private speakAsModelled(slot: number, turn: number, now: number): void {
    const { contacts, luck } = this;
    const { customers, segments, intents } = this.world;
    const issue = contacts.issue[slot]!;
    const visit = contacts.visit[slot]!;
    const failed = contacts.lastFailed[slot] === 1;

    const { negativity } = customers;
    const before = contacts.sentiment[slot]!;
    let negativeChance: number;
    if (turn === 1) {
      const mood = intents[contacts.intent[slot]!]!.mood;
      negativeChance = negativity.first + 0.5 * Math.max(0, -mood);
    } else {
      negativeChance = before <= NEGATIVE_AT ? negativity.afterNegative : negativity.afterNeutral;
      if (failed) negativeChance *= negativity.afterFailureFactor;
    }
    const negative = luck.uniform(Purpose.mood, issue, visit, turn) < negativeChance;

    const { asks } = customers;
    let askChance =
      asks.perTurn *
      segments[contacts.segment[slot]!]!.askFactor *
      (failed ? asks.afterFailure : 1) *
      (negative ? asks.whenNegative : 1);
    if (contacts.ask[slot] === AskCode.request) askChance = Math.max(askChance, asks.again);
    const asksNow =
      this.reaction(slot, turn) === 'ask' ||
      luck.uniform(Purpose.ask, issue, visit, turn) < askChance;
    contacts.ask[slot] = asksNow ? AskCode.request : AskCode.none;

    this.feel(slot, negative ? NEGATIVE : NEUTRAL, negative, turn, now);
  }

  private feel(
    slot: number,
    sentiment: number,
    negative: boolean,
    turn: number,
    now: number,
  ): void {
    const { contacts } = this;
    if (!Number.isNaN(sentiment)) {
      contacts.sentiment[slot] = sentiment;
      contacts.sentimentSum[slot] = contacts.sentimentSum[slot]! + sentiment;
      contacts.sentimentTurnSum[slot] = contacts.sentimentTurnSum[slot]! + sentiment * turn;
      contacts.sentimentTurns[slot] = contacts.sentimentTurns[slot]! + 1;
      contacts.ratedTurnSum[slot] = contacts.ratedTurnSum[slot]! + turn;
      contacts.ratedTurnSquares[slot] = contacts.ratedTurnSquares[slot]! + turn * turn;
    }
    if (negative) contacts.negativeTurns[slot] = contacts.negativeTurns[slot]! + 1;
    this.frustration.customerTurn(slot, negative, now);
  }

  /** Whether the customer gives up on the AI rather than write another turn. */
  private leaves(slot: number): boolean {
    const { contacts, luck } = this;
    const said = contacts.turns[slot]!;
    if (said === 0) return false;
    if (said >= this.world.ai.maxTurns) return true;
    if (this.reaction(slot, said + 1) === 'leave') return true;
    const { givesUp, leaves } = this.world.customers;
    const chance = leaves + (contacts.lastFailed[slot] === 1 ? givesUp : 0);
    if (chance === 0) return false;
    return (
      luck.uniform(Purpose.givesUp, contacts.issue[slot]!, contacts.visit[slot]!, said + 1) < chance
    );
  }

  /** What a customer who has had enough does at this turn. */
  private reaction(slot: number, turn: number): 'ask' | 'leave' | 'carry-on' {
    const { contacts } = this;
    if (contacts.frustration[slot]! < contacts.tolerance[slot]!) return 'carry-on';
    const { ask, leave } = this.world.customers.atTolerance;
    const u = this.luck.uniform(
      Purpose.reaction,
      contacts.issue[slot]!,
      contacts.visit[slot]!,
      turn,
    );
    if (u < leave) return 'leave';
    return u < leave + ask ? 'ask' : 'carry-on';
  }

  /** The AI answers the latest customer turn. */
  aiReplies(slot: number, now: number): Reply {
    const { contacts } = this;
    const recorded = this.recordedTurn(slot)?.reply;
    contacts.aiReplies[slot] = contacts.aiReplies[slot]! + 1;
    contacts.repliedAt[slot] = now;
    if (!recorded) return this.replyAsModelled(slot, now);
    // On record nobody knows whether a reply failed, only what the AI could notice of it.
    const noticed = recorded.failed || recorded.repeated;
    if (noticed) this.notice(slot);
    if (recorded.repeated) contacts.repeats[slot] = contacts.repeats[slot]! + 1;
    contacts.lastFailed[slot] = noticed ? 1 : 0;
    if (noticed) contacts.everFailed[slot] = 1;
    this.frustration.aiReply(slot, noticed, recorded.repeated, false, now);
    return 'as-recorded';
  }

  private replyAsModelled(slot: number, now: number): Reply {
    const { contacts, luck } = this;
    const { ai, intents, segments, record } = this.world;
    const issue = contacts.issue[slot]!;
    const visit = contacts.visit[slot]!;
    const turn = contacts.turns[slot]!;

    let success = 0;
    if (contacts.aiSolvable[slot] === 1) {
      success =
        intents[contacts.intent[slot]!]!.aiSuccessPerTurn *
        segments[contacts.segment[slot]!]!.aiSuccessFactor;
      if (contacts.later[slot] === 1) success *= record!.laterFactor;
    }
    const u = luck.uniform(Purpose.aiOutcome, issue, visit, turn);
    if (u < success) {
      this.tell(slot, now, 'solved', false, false);
      return 'solved';
    }
    const short = (u - success) / (1 - success);
    const progress = short < ai.progress;
    const failed = short >= ai.progress + ai.neutral;
    const repeated =
      failed &&
      contacts.everFailed[slot] === 1 &&
      luck.uniform(Purpose.aiRepeats, issue, visit, turn) < ai.repeats;
    if (repeated) contacts.repeats[slot] = contacts.repeats[slot]! + 1;
    contacts.lastFailed[slot] = failed ? 1 : 0;
    if (failed) contacts.everFailed[slot] = 1;
    const suspicion = luck.uniform(Purpose.noticed, issue, visit, turn);
    const noticed = suspicion < (failed ? ai.sensitivity : 1 - ai.specificity);
    if (noticed) this.notice(slot);
    this.frustration.aiReply(slot, failed, repeated, progress, now);
    this.tell(slot, now, failed ? 'failed' : progress ? 'progress' : 'neutral', repeated, noticed);
    return 'unsolved';
  }

  /** The AI notices that it failed. */
  private notice(slot: number): void {
    this.contacts.failedTurns[slot] = this.contacts.failedTurns[slot]! + 1;
  }

  private tell(
    slot: number,
    at: number,
    outcome: TracedReply['outcome'],
    repeated: boolean,
    noticed: boolean,
  ): void {
    this.trace?.aiReply(this.key(slot), { at, outcome, repeated, noticed });
  }

  private key(slot: number): ContactKey {
    return { issue: this.contacts.issue[slot]!, visit: this.contacts.visit[slot]! };
  }

  aiReplySeconds(slot: number): number {
    return this.seconds(slot, this.world.ai.replyTime, Purpose.aiReplyTime);
  }

  customerReplySeconds(slot: number): number {
    return this.seconds(slot, this.world.customers.replyTime, Purpose.customerReplyTime);
  }

  private seconds(
    slot: number,
    distribution: Parameters<typeof quantileOf>[0],
    purpose: Purpose,
  ): number {
    const { issue, visit, turns } = this.contacts;
    return quantileOf(
      distribution,
      this.luck.uniform(purpose, issue[slot]!, visit[slot]!, turns[slot]!),
    );
  }
}
