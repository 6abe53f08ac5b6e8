import type { Conversation, Turn } from '../../dataset/conversation.js';
import { HOUR } from '../../input/quantities.js';
import { zoneOf } from '../../input/wall-clock.js';
import type { Sight } from '../../policy/condition/sight.js';
import { type Policy, TRUE } from '../../policy/policy.js';
import { turnsOf } from '../../scenario/record/compact-dialogue.js';
import type { RecordedTurn } from '../../scenario/record/recorded-dialogue.js';
import type { Recording, World } from '../../scenario/world.js';
import { heard, NOTHING_SAID, over, slopeOf } from './dialogue-counts.js';

const NOTHING_YET: RecordedTurn = { ask: 'none', sentiment: Number.NaN, rephrased: false };

/**
 * What a policy sees of a recorded conversation so far, utterance by utterance, in a world that is
 * idle: every team open with its people of the busiest hour, all of them free, nobody waiting.
 *
 * The dialogue counts as in a replay (model.md §2 and §3, `simulation/customer-side.ts`, `ai-side.ts`), with one
 * difference: there a policy makes its own offers, here the offers and answers are the record's.
 * What the record does not say is absent, times included: nothing is modelled. Nobody has waited for
 * a person yet, and what the AI collected or asked to make sure is the policy's own doing.
 */
export class RecordedPrefix implements Sight {
  /** The latest customer turn with the AI's words after it, and what came before. */
  private now = NOTHING_YET;
  private group: Turn[] = [];
  /** What was said before that, from the AI's latest reply on: it may turn out to have failed. */
  private earlier: readonly Turn[] = [];
  private before = NOTHING_SAID;
  private soFar = NOTHING_SAID;
  private latest: Turn | undefined;
  private repliedAt = Number.NaN;
  private idleFor = Number.NaN;
  /** Clarifying questions that the policy has decided for so far. */
  clarified = 0;
  /** By counter, the customer turns at which its condition held. */
  private readonly held = new Map<number, number>();

  constructor(
    private readonly conversation: Conversation,
    private readonly world: World,
    private readonly timeZone: string,
    private readonly policy: Pick<Policy, 'counted'>,
  ) {}

  /** The next utterance is said. */
  hear(turn: Turn): void {
    this.latest = turn;
    if (turn.speaker === 'customer') {
      this.before = over(this.soFar, this.now);
      const answered = this.group.some(({ speaker }) => speaker === 'ai');
      this.earlier = answered ? this.group : [...this.earlier, ...this.group];
      this.group = [];
      this.idleFor = (turn.atSeconds ?? Number.NaN) - this.repliedAt;
    } else this.repliedAt = turn.atSeconds ?? Number.NaN;
    this.group.push(turn);
    // Before the customer's first word there is no customer turn, and the AI's greeting is no reply.
    this.now = turnsOf([...this.earlier, ...this.group]).at(-1) ?? NOTHING_YET;
    this.soFar = this.group[0]!.speaker === 'customer' ? heard(this.before, this.now) : this.before;
    if (turn.speaker !== 'customer') return;
    for (const { condition, counter } of this.policy.counted) {
      if (condition(this) === TRUE) this.held.set(counter, this.times(counter) + 1);
    }
  }

  asks(): number {
    return this.known('asks', this.soFar.asks);
  }
  refusals(): number {
    return this.known('asks', this.soFar.refusals);
  }
  failedTurns(): number {
    return this.known('failures', this.soFar.failedTurns);
  }
  repeats(): number {
    return this.known('failures', this.soFar.repeats);
  }
  turns(): number {
    return this.soFar.turns;
  }
  negativeTurns(): number {
    return this.known('sentiment', this.soFar.negativeTurns);
  }
  acceptedOffers(): number {
    return this.soFar.acceptedOffers;
  }
  declinedOffers(): number {
    return this.soFar.declinedOffers;
  }
  confidence(): number {
    return this.soFar.confidence;
  }
  margin(): number {
    return this.soFar.margin;
  }
  sentiment(): number {
    return this.soFar.sentiment;
  }
  sentimentSlope(): number {
    return slopeOf(this.soFar.moments);
  }

  elapsed(): number {
    return this.latest?.atSeconds ?? Number.NaN;
  }
  idle(): number {
    return this.idleFor;
  }
  times(counter: number): number {
    return this.held.get(counter) ?? 0;
  }
  clarifications(): number {
    return this.clarified;
  }
  slots(): number {
    return 0;
  }
  pending(): boolean {
    return false;
  }
  handbacks(): number {
    return 0;
  }
  waited(): number {
    return Number.NaN;
  }
  expectedWait(): number {
    return Number.NaN;
  }
  agentSilent(): number {
    return Number.NaN;
  }
  intent(): string | undefined {
    return this.conversation.intent;
  }
  segment(): string | undefined {
    return this.conversation.segment;
  }
  language(): string | undefined {
    return this.conversation.language;
  }
  channel(): string | undefined {
    return this.conversation.channel;
  }
  contactNumber(): number {
    return 1;
  }
  aiAvailable(): boolean {
    return true;
  }
  signal(name: string): number | string | boolean | undefined {
    return this.now.signals?.[name];
  }

  deskOpen(): boolean {
    return true;
  }
  deskStaffed(team: number): number {
    return Math.max(0, ...this.world.teams[team]!.steps.map(({ staffed }) => staffed));
  }
  deskFree(team: number): number {
    return this.deskStaffed(team) * this.world.teams[team]!.chatsPerAgent;
  }
  deskQueue(): number {
    return 0;
  }
  deskOldestWait(): number {
    return 0;
  }
  deskEstimatedWait(): number {
    return 0;
  }

  date(): string | undefined {
    const at = this.moment();
    return Number.isNaN(at) ? undefined : zoneOf(this.timeZone).wall(at).date;
  }
  hour(): number {
    return Math.floor(this.wallSeconds() / HOUR) % 24;
  }
  minute(): number {
    return Math.floor(this.wallSeconds() / 60) % 60;
  }
  /** Day 0 of the epoch was a Thursday, ISO weekday 4. */
  weekday(): number {
    return ((Math.floor(this.wallSeconds() / (24 * HOUR)) + 3) % 7) + 1;
  }

  /** What clocks of the record's zone show, as seconds since 1970 there. */
  private wallSeconds(): number {
    const at = this.moment();
    return Number.isNaN(at) ? at : at + zoneOf(this.timeZone).offsetAt(at);
  }

  /** Of the latest utterance, or of the start where turns have no times. */
  private moment(): number {
    return (this.conversation.startedAt ?? Number.NaN) + (this.latest?.atSeconds ?? 0);
  }

  /** A count, absent on a record that cannot tell it. */
  private known(kind: keyof Recording['known'], value: number): number {
    return this.world.record?.known[kind] === false ? Number.NaN : value;
  }
}
