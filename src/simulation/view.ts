import type { Sight } from '../policy/sight.js';
import { normalQuantile } from '../scenario/normal.js';
import type { Recording, Spread, World } from '../scenario/world.js';
import type { Contacts } from './contacts.js';
import type { Desks } from './desks.js';
import type { Dialogue } from './dialogue.js';
import { type Luck, Purpose } from './luck.js';

/**
 * The window through which a policy looks at one contact at one instant. One object serves all
 * contacts: the engine points it at a slot before each decision.
 */
export class View implements Sight {
  slot = 0;
  now = 0;
  luck!: Luck;

  constructor(
    private readonly world: World,
    private readonly contacts: Contacts,
    private readonly desks: Desks,
    private readonly dialogue: Dialogue,
  ) {}

  asks(): number {
    return this.count(this.contacts.asks, 'asks');
  }
  refusals(): number {
    return this.count(this.contacts.refusals, 'asks');
  }
  failedTurns(): number {
    return this.count(this.contacts.failedTurns, 'failures');
  }
  repeats(): number {
    return this.count(this.contacts.repeats, 'failures');
  }
  turns(): number {
    return this.contacts.turns[this.slot]!;
  }
  negativeTurns(): number {
    return this.count(this.contacts.negativeTurns, 'sentiment');
  }

  /** A count of the dialogue so far; absent on a record that cannot tell it. */
  private count(column: Int32Array, kind: keyof Recording['known']): number {
    const { contacts, slot } = this;
    if (contacts.onRecord[slot] === 1 && !this.world.record!.known[kind]) return Number.NaN;
    return column[slot]!;
  }

  confidence(): number {
    const { confidence } = this.world.ai;
    return this.reading('confidence', confidence, Purpose.confidence);
  }

  margin(): number {
    return this.reading('margin', this.world.ai.margin, Purpose.margin);
  }

  /** What the AI said of its latest reply: recorded, or drawn only now that somebody looks. */
  private reading(
    field: 'confidence' | 'margin',
    spread: { good: Spread; failed: Spread },
    purpose: Purpose,
  ): number {
    const { contacts, slot } = this;
    if (contacts.aiReplies[slot] === 0) return Number.NaN;
    if (contacts.onRecord[slot] === 1) {
      const recorded = this.world.record!.dialogues[contacts.dialogue[slot]!]!;
      // Back past turns to which the AI said nothing.
      for (let turn = contacts.turns[slot]! - 2; turn >= 0; turn--) {
        const reply = recorded.turns[turn]!.reply;
        if (reply) return reply[field];
      }
      return Number.NaN;
    }
    const { mean, sd } = contacts.lastFailed[slot] === 1 ? spread.failed : spread.good;
    const index = contacts.aiReplies[slot]!;
    const u = this.luck.uniform(purpose, contacts.issue[slot]!, contacts.visit[slot]!, index);
    return Math.min(1, Math.max(0, mean + sd * normalQuantile(u)));
  }

  sentiment(): number {
    return this.contacts.sentiment[this.slot]!;
  }

  /** Least-squares slope of sentiment over the customer turns that have one; absent below two. */
  sentimentSlope(): number {
    const { contacts, slot } = this;
    const n = contacts.sentimentTurns[slot]!;
    if (n < 2) return Number.NaN;
    const turns = contacts.ratedTurnSum[slot]!;
    return (
      (n * contacts.sentimentTurnSum[slot]! - turns * contacts.sentimentSum[slot]!) /
      (n * contacts.ratedTurnSquares[slot]! - turns * turns)
    );
  }

  elapsed(): number {
    return this.now - this.contacts.arrivedAt[this.slot]!;
  }
  idle(): number {
    return this.now - this.contacts.repliedAt[this.slot]!;
  }

  intent(): string | undefined {
    return this.world.intents[this.contacts.intent[this.slot]!]!.name || undefined;
  }
  segment(): string | undefined {
    return this.world.segments[this.contacts.segment[this.slot]!]!.name || undefined;
  }
  language(): string | undefined {
    return this.world.languages[this.contacts.language[this.slot]!]!.name || undefined;
  }
  channel(): string | undefined {
    const { record } = this.world;
    if (!record) return this.world.channel;
    return record.dialogues[this.contacts.dialogue[this.slot]!]!.channel;
  }
  contactNumber(): number {
    return this.contacts.visit[this.slot]! + 1;
  }
  signal(name: string): number | string | boolean | undefined {
    return this.dialogue.recordedTurn(this.slot)?.signals?.[name];
  }

  deskOpen(team: number): boolean {
    return this.desks.staffed(team) > 0;
  }
  deskStaffed(team: number): number {
    return this.desks.staffed(team);
  }
  deskFree(team: number): number {
    return this.desks.free(team);
  }
  deskQueue(team: number): number {
    return this.desks.waiting[team]!;
  }
  deskOldestWait(team: number): number {
    return this.desks.oldestWait(team, this.now);
  }
  deskEstimatedWait(team: number): number {
    return this.desks.estimatedWait(team, this.now);
  }

  hour(): number {
    return Math.floor(this.now / 3600) % 24;
  }
  minute(): number {
    return Math.floor(this.now / 60) % 60;
  }
  weekday(): number {
    return ((this.world.weekday - 1 + Math.floor(this.now / 86400)) % 7) + 1;
  }
}
