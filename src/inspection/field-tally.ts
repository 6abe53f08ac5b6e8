import type { Conversation, Speaker, Turn } from '../dataset/conversation.js';
import { type Named, shareOf } from './inspection.js';

/** Free text in a column of names would otherwise fill memory. */
const MAX_NAMES = 500;

/** Counts names, in a bounded number of them. */
export class NameTally {
  private readonly counts = new Map<string, number>();
  private others = 0;

  add(name: string): void {
    const count = this.counts.get(name);
    if (count !== undefined) this.counts.set(name, count + 1);
    else if (this.counts.size < MAX_NAMES) this.counts.set(name, 1);
    else this.others++;
  }

  /** Most frequent first. */
  named(of: number): Named[] {
    const rows = [...this.counts]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([name, count]) => ({ name, ...shareOf(count, of) }));
    return this.others > 0 ? [...rows, { name: '(others)', ...shareOf(this.others, of) }] : rows;
  }
}

type Test<T> = readonly [field: string, has: (value: T) => boolean];

const CONVERSATION_TESTS: readonly Test<Conversation>[] = [
  ['customer', (c) => c.customer !== undefined],
  ['started_at', (c) => c.startedAt !== undefined],
  ['language', (c) => c.language !== undefined],
  ['intent', (c) => c.intent !== undefined],
  ['segment', (c) => c.segment !== undefined],
  ['channel', (c) => c.channel !== undefined],
  ['priority', (c) => c.priority !== undefined],
  ['turns', (c) => c.turns.length > 0],
  ['handover', (c) => c.handover !== undefined],
  ['handover.team', (c) => c.handover?.team !== undefined],
  ['handover.wait_seconds', (c) => c.handover?.waitSeconds !== undefined],
  ['handover.answered', (c) => c.handover?.answered !== undefined],
  ['handover.handle_seconds', (c) => c.handover?.handleSeconds !== undefined],
  ['handover.agent', (c) => c.handover?.agent !== undefined],
  ['ending', (c) => c.ending !== undefined],
  ['resolved', (c) => c.resolved !== undefined],
  ['resolved_by', (c) => c.resolvedBy !== undefined],
  ['self_service_seconds', (c) => c.selfServiceSeconds !== undefined],
];

const SPOKEN: readonly Speaker[] = ['customer', 'ai', 'human'];

/** Each with the speakers whose turns could have it: the share is of those turns. */
const TURN_TESTS: readonly (readonly [string, readonly Speaker[], (t: Turn) => boolean])[] = [
  ['text', SPOKEN, (t) => t.text !== undefined],
  ['at', SPOKEN, (t) => t.atSeconds !== undefined],
  ['ask', ['customer'], (t) => t.ask !== undefined],
  ['rephrased', ['customer'], (t) => t.rephrased !== undefined],
  ['sentiment', ['customer'], (t) => t.sentiment !== undefined],
  ['offers_person', ['ai'], (t) => t.offersPerson !== undefined],
  ['failed', ['ai'], (t) => t.failed !== undefined],
  ['repeated', ['ai'], (t) => t.repeated !== undefined],
  ['confidence', ['ai'], (t) => t.confidence !== undefined],
  ['margin', ['ai'], (t) => t.margin !== undefined],
];

/** Which fields the records hold, and how often. */
export class FieldTally {
  private conversations = 0;
  private readonly conversationCounts = CONVERSATION_TESTS.map(() => 0);
  private readonly turnCounts = TURN_TESTS.map(() => 0);
  private readonly turnsBy: Record<Speaker, number> = {
    customer: 0,
    ai: 0,
    human: 0,
    tool: 0,
    system: 0,
  };
  private readonly signalNames = new NameTally();
  private allTurns = 0;

  add(conversation: Conversation): void {
    this.conversations++;
    for (let i = 0; i < CONVERSATION_TESTS.length; i++)
      if (CONVERSATION_TESTS[i]![1](conversation)) this.conversationCounts[i]!++;
    for (const turn of conversation.turns) {
      this.allTurns++;
      this.turnsBy[turn.speaker]++;
      for (let i = 0; i < TURN_TESTS.length; i++) {
        const test = TURN_TESTS[i]!;
        if (test[2](turn) && test[1].includes(turn.speaker)) this.turnCounts[i]!++;
      }
      if (turn.signals) for (const name of Object.keys(turn.signals)) this.signalNames.add(name);
    }
  }

  fields(): (Named & { level: 'conversation' | 'turn' })[] {
    const ofConversations = CONVERSATION_TESTS.map(([name], i) => ({
      name,
      level: 'conversation' as const,
      ...shareOf(this.conversationCounts[i]!, this.conversations),
    }));
    const ofTurns = TURN_TESTS.map(([name, speakers], i) => ({
      name: `turns.${name}`,
      level: 'turn' as const,
      ...shareOf(
        this.turnCounts[i]!,
        speakers.reduce((sum, speaker) => sum + this.turnsBy[speaker], 0),
      ),
    }));
    return [...ofConversations, ...ofTurns];
  }

  signals(): Named[] {
    return this.signalNames.named(this.allTurns);
  }
}
