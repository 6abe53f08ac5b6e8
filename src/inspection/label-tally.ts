import type { Conversation } from '../dataset/conversation.js';
import { type LabelFigures, present, shareOf } from './inspection.js';
import { NumberColumn } from './number-column.js';

/** Counts what annotators wrote beside recorded turns. */
export class LabelTally {
  private conversations = 0;
  private readonly turns = { judged: 0, handoff: 0, handoffOfCustomers: 0 };
  private readonly dialogues = { judged: 0, handoff: 0 };
  private readonly before = new NumberColumn();
  private readonly sentiment = new NumberColumn();
  private readonly ofTurns = new NumberColumn();
  private readonly ofConversations = new NumberColumn();

  add(c: Conversation): void {
    let labelled = c.labels !== undefined;
    let judged = false;
    let first = -1;
    for (let i = 0; i < c.turns.length; i++) {
      const { labels, speaker } = c.turns[i]!;
      if (!labels) continue;
      labelled = true;
      const ofCustomer = speaker === 'customer';
      if (labels.handoff !== undefined) {
        judged = true;
        this.turns.judged++;
      }
      if (labels.handoff === true) {
        this.turns.handoff++;
        if (ofCustomer) this.turns.handoffOfCustomers++;
        if (first < 0) first = i;
      }
      if (ofCustomer && labels.sentiment !== undefined) this.sentiment.push(labels.sentiment);
      if (ofCustomer && labels.satisfaction !== undefined) this.ofTurns.push(labels.satisfaction);
    }
    if (labelled) this.conversations++;
    if (judged) this.dialogues.judged++;
    if (first >= 0) {
      this.dialogues.handoff++;
      this.before.push(first);
    }
    if (c.labels?.satisfaction !== undefined) this.ofConversations.push(c.labels.satisfaction);
  }

  /** Undefined when nothing is labelled. */
  figures(): LabelFigures | undefined {
    if (this.conversations === 0) return undefined;
    const { turns, dialogues } = this;
    return {
      conversations: this.conversations,
      handoffTurns: shareOf(turns.handoff, turns.judged),
      handoffTurnsOfCustomers: shareOf(turns.handoffOfCustomers, turns.handoff),
      handoffConversations: shareOf(dialogues.handoff, dialogues.judged),
      ...present('turnsBeforeHandoff', this.before.distribution()),
      ...present('sentiment', this.sentiment.distribution()),
      ...present('satisfactionOfTurns', this.ofTurns.distribution()),
      ...present('satisfaction', this.ofConversations.distribution()),
    };
  }
}
