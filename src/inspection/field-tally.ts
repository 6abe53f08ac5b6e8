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
  ['labels.satisfaction', (c) => c.labels?.satisfaction !== undefined],
];

const SPOKEN: readonly Speaker[] = ['customer', 'ai', 'human'];

/** Of the turns of one speaker, how many have what. */
const NONE = {
  turns: 0,
  text: 0,
  at: 0,
  ask: 0,
  rephrased: 0,
  sentiment: 0,
  offers_person: 0,
  failed: 0,
  repeated: 0,
  confidence: 0,
  margin: 0,
  'labels.handoff': 0,
  'labels.sentiment': 0,
  'labels.satisfaction': 0,
};

type TurnCounts = typeof NONE;

/** Each with the speakers whose turns could have it: the share is of those turns. */
const TURN_FIELDS: readonly (readonly [keyof TurnCounts, readonly Speaker[]])[] = [
  ['text', SPOKEN],
  ['at', SPOKEN],
  ['ask', ['customer']],
  ['rephrased', ['customer']],
  ['sentiment', ['customer']],
  ['offers_person', ['ai']],
  ['failed', ['ai']],
  ['repeated', ['ai']],
  ['confidence', ['ai']],
  ['margin', ['ai']],
  ['labels.handoff', SPOKEN],
  ['labels.sentiment', SPOKEN],
  ['labels.satisfaction', ['customer']],
];

/** Which fields the records hold, and how often. */
export class FieldTally {
  private conversations = 0;
  private readonly conversationCounts = CONVERSATION_TESTS.map(() => 0);
  private readonly turnCounts: Readonly<Record<Speaker, TurnCounts>> = {
    customer: { ...NONE },
    ai: { ...NONE },
    human: { ...NONE },
    tool: { ...NONE },
    system: { ...NONE },
  };
  private readonly signalNames = new NameTally();
  private allTurns = 0;

  add(conversation: Conversation): void {
    this.conversations++;
    for (let i = 0; i < CONVERSATION_TESTS.length; i++)
      if (CONVERSATION_TESTS[i]![1](conversation)) this.conversationCounts[i]!++;
    this.allTurns += conversation.turns.length;
    for (const turn of conversation.turns) this.addTurn(turn);
  }

  /** Spelt out rather than looped over a table: this runs once a turn, millions of times. */
  private addTurn(turn: Turn): void {
    const n = this.turnCounts[turn.speaker];
    n.turns++;
    if (turn.text !== undefined) n.text++;
    if (turn.atSeconds !== undefined) n.at++;
    if (turn.ask !== undefined) n.ask++;
    if (turn.rephrased !== undefined) n.rephrased++;
    if (turn.sentiment !== undefined) n.sentiment++;
    if (turn.offersPerson !== undefined) n.offers_person++;
    if (turn.failed !== undefined) n.failed++;
    if (turn.repeated !== undefined) n.repeated++;
    if (turn.confidence !== undefined) n.confidence++;
    if (turn.margin !== undefined) n.margin++;
    if (turn.labels) {
      if (turn.labels.handoff !== undefined) n['labels.handoff']++;
      if (turn.labels.sentiment !== undefined) n['labels.sentiment']++;
      if (turn.labels.satisfaction !== undefined) n['labels.satisfaction']++;
    }
    if (turn.signals) for (const name of Object.keys(turn.signals)) this.signalNames.add(name);
  }

  fields(): (Named & { level: 'conversation' | 'turn' })[] {
    const ofConversations = CONVERSATION_TESTS.map(([name], i) => ({
      name,
      level: 'conversation' as const,
      ...shareOf(this.conversationCounts[i]!, this.conversations),
    }));
    const ofTurns = TURN_FIELDS.map(([name, speakers]) => ({
      name: `turns.${name}`,
      level: 'turn' as const,
      ...shareOf(this.sum(name, speakers), this.sum('turns', speakers)),
    }));
    return [...ofConversations, ...ofTurns];
  }

  private sum(what: keyof TurnCounts, speakers: readonly Speaker[]): number {
    return speakers.reduce((sum, speaker) => sum + this.turnCounts[speaker][what], 0);
  }

  signals(): Named[] {
    return this.signalNames.named(this.allTurns);
  }
}
