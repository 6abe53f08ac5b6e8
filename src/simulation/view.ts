import { DAY, HOUR } from '../input/quantities.js';
import { oneCopy } from '../policy/condition/comparison.js';
import type { Sight } from '../policy/condition/sight.js';
import { dateAfter, wallTime } from '../scenario/calendar/clock.js';
import { normalQuantile } from '../scenario/distribution/normal.js';
import type { Recording, Spread } from '../scenario/world.js';
import type { Script } from './ai/script.js';
import { Contact, isPending, Stage, Words } from './contact.js';
import type { Floor } from './floor.js';
import { Purpose } from './luck/luck.js';

/**
 * The window through which a policy looks at one contact at one instant. One object serves all
 * contacts: the engine points it at a contact before each decision.
 */
export class View implements Sight {
  contact = new Contact(-1, 0, 0);
  /** Seconds in queue, while a waiting rule looks; absent otherwise. */
  waitedFor = Number.NaN;
  /** Seconds of a person's silence, while a serving rule looks; absent otherwise. */
  silentFor = Number.NaN;

  /** By number; absent where the world gives none. */
  private readonly intents: readonly (string | undefined)[];
  private readonly segments: readonly (string | undefined)[];
  private readonly languages: readonly (string | undefined)[];
  private readonly channels: readonly (string | undefined)[];

  constructor(
    private readonly floor: Floor,
    private readonly script: Script,
  ) {
    const { channels, intents, languages, segments } = floor.world;
    this.intents = intents.map(copyOfName);
    this.segments = segments.map(copyOfName);
    this.languages = languages.map(copyOfName);
    this.channels = channels.map(copyOfName);
  }

  asks(): number {
    return this.count(this.contact.asks, 'asks');
  }
  refusals(): number {
    return this.count(this.contact.refusals, 'asks');
  }
  failedTurns(): number {
    return this.count(this.contact.failedTurns, 'failures');
  }
  repeats(): number {
    return this.count(this.contact.repeats, 'failures');
  }
  turns(): number {
    return this.contact.customerTurns;
  }
  negativeTurns(): number {
    return this.count(this.contact.negativeTurns, 'sentiment');
  }

  /** A count of the dialogue so far; absent on a record that cannot tell it. */
  private count(value: number, kind: keyof Recording['known']): number {
    if (this.contact.onRecord && !this.floor.world.record!.known[kind]) return Number.NaN;
    return value;
  }

  confidence(): number {
    const { confidence } = this.floor.world.ai;
    return this.reading('confidence', confidence, Purpose.confidence);
  }

  margin(): number {
    return this.reading('margin', this.floor.world.ai.margin, Purpose.margin);
  }

  /** What the AI said of its latest reply: recorded, or drawn only now that somebody looks. */
  private reading(
    field: 'confidence' | 'margin',
    spread: { good: Spread; failed: Spread },
    purpose: Purpose,
  ): number {
    const { contact } = this;
    if (contact.aiReplies === 0) return Number.NaN;
    if (contact.onRecord) {
      const { turns } = this.floor.recordOf(contact);
      // Back past turns to which the AI said nothing.
      for (let turn = contact.customerTurns - 2; turn >= 0; turn--) {
        const { reply } = turns[turn]!;
        if (reply) return reply[field];
      }
      return Number.NaN;
    }
    // A question or an offer is no answer that the AI could be sure of.
    if (contact.words !== Words.answer) return Number.NaN;
    const { mean, sd } = contact.lastFailed ? spread.failed : spread.good;
    const { issue, visit, aiReplies } = contact;
    const u = this.floor.luck.uniform(purpose, issue, visit, aiReplies);
    return Math.min(1, Math.max(0, mean + sd * normalQuantile(u)));
  }

  sentiment(): number {
    return this.contact.sentiment;
  }

  /** Least-squares slope of sentiment over the customer turns that have one; absent below two. */
  sentimentSlope(): number {
    const { ratedTurnSquares, ratedTurnSum, sentimentSum, sentimentTurns, sentimentTurnSum } =
      this.contact;
    if (sentimentTurns < 2) return Number.NaN;
    return (
      (sentimentTurns * sentimentTurnSum - ratedTurnSum * sentimentSum) /
      (sentimentTurns * ratedTurnSquares - ratedTurnSum * ratedTurnSum)
    );
  }

  elapsed(): number {
    return this.floor.now - this.contact.arrivedAt;
  }
  idle(): number {
    return this.floor.now - this.contact.repliedAt;
  }

  intent(): string | undefined {
    return this.intents[this.contact.intent];
  }
  segment(): string | undefined {
    return this.segments[this.contact.segment];
  }
  language(): string | undefined {
    return this.languages[this.contact.language];
  }
  channel(): string | undefined {
    if (!this.floor.world.record) return this.channels[this.contact.channel];
    return this.floor.recordOf(this.contact).channel;
  }
  contactNumber(): number {
    return this.contact.visit + 1;
  }
  signal(name: string): number | string | boolean | undefined {
    return this.script.recordedTurn(this.contact)?.signals?.[name];
  }

  acceptedOffers(): number {
    return this.contact.acceptedOffers;
  }
  declinedOffers(): number {
    return this.contact.declinedOffers;
  }
  clarifications(): number {
    return this.contact.clarifications;
  }
  slots(): number {
    return this.contact.slots;
  }
  times(condition: number): number {
    return this.contact.times[condition]!;
  }
  handbacks(): number {
    return this.contact.handbacks;
  }
  pending(): boolean {
    return this.contact.stage === Stage.ai && isPending(this.contact);
  }
  waited(): number {
    return this.waitedFor;
  }
  expectedWait(): number {
    const { lane } = this.contact;
    return lane === undefined ? Number.NaN : this.floor.expectedWait(this.contact);
  }
  agentSilent(): number {
    return this.silentFor;
  }
  aiAvailable(): boolean {
    return !this.floor.aiIsDown;
  }

  deskOpen(team: number): boolean {
    return this.floor.staff.desks[team]!.isOpen();
  }
  deskStaffed(team: number): number {
    const desk = this.floor.staff.desks[team]!;
    return desk.isOpen() ? desk.rostered : 0;
  }
  deskFree(team: number): number {
    const desk = this.floor.staff.desks[team]!;
    return desk.isOpen() ? desk.freeSlots : 0; // a closed desk takes nobody (model.md §3)
  }
  deskQueue(team: number): number {
    return this.floor.queues.waiting[team]!;
  }
  deskOldestWait(team: number): number {
    return this.floor.queues.oldestWait(team);
  }
  deskEstimatedWait(team: number): number {
    const { queues, staff } = this.floor;
    return staff.desks[team]!.estimatedWait(queues.waiting[team]!);
  }

  hour(): number {
    return Math.floor(this.wallTime() / HOUR) % 24;
  }
  minute(): number {
    return Math.floor(this.wallTime() / 60) % 60;
  }
  weekday(): number {
    return ((this.floor.world.clock.weekday - 1 + Math.floor(this.wallTime() / DAY)) % 7) + 1;
  }

  date(): string | undefined {
    const { date } = this.floor.world.clock;
    return date === undefined ? undefined : dateAfter(date, Math.floor(this.wallTime() / DAY));
  }

  private wallTime(): number {
    return wallTime(this.floor.world.clock, this.floor.now);
  }
}

function copyOfName({ name }: { readonly name: string }): string | undefined {
  return name === '' ? undefined : oneCopy(name);
}
