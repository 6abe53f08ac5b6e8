import type { Policy, Transfer } from '../policy/policy.js';
import { transferTo } from '../policy/policy.js';
import type { RecordedDialogue } from '../scenario/recorded-dialogue.js';
import type { World } from '../scenario/world.js';
import type { Clock } from './clock.js';
import type { Contact } from './contact.js';
import { ContactPool } from './contact-pool.js';
import { EventQueue } from './event-queue.js';
import { Frustration } from './frustration.js';
import type { Luck } from './luck.js';
import { type Lane, Queues } from './queues.js';
import type { Sink } from './record.js';
import { Repeats } from './repeats.js';
import { Staff } from './staff.js';
import type { Trace } from './trace.js';

/**
 * Ranks order events of one instant (model.md §5). Waiting contacts are assigned at rank 2, which
 * needs no event: it happens when all capacity of the instant has appeared.
 */
export const Rank = {
  capacityAppears: 1,
  abandonment: 3,
  arrival: 4,
  turn: 5,
  waitingRule: 6,
  capacityGoes: 7,
  sampling: 8,
} as const;

/** Kinds of events, in the low four bits of the payload; the rest is the event's subject. */
export const Kind = {
  newIssue: 0,
  repeatContact: 1,
  customerTurn: 2,
  aiReply: 3,
  patienceEnds: 4,
  workEnds: 5,
  ringEnds: 6,
  agentBack: 7,
  shiftChange: 8,
  waitingTimer: 9,
  callbackDue: 10,
  outageChange: 11,
  measuringStarts: 12,
  horizonEnds: 13,
  passedOn: 14,
} as const;
export const KIND_BITS = 4;
export const KIND_MASK = 15;

/** A transfer that a rule or the record makes, with the lane that contacts enter by it. */
export interface Route {
  readonly transfer: Transfer;
  readonly lane: Lane;
}

/** The shop floor: everything that the stages of a contact's life share during one run. */
export class Floor implements Clock {
  readonly events = new EventQueue();
  readonly contacts = new ContactPool();
  readonly repeats = new Repeats();
  readonly frustration: Frustration;
  readonly queues: Queues;
  readonly staff: Staff;
  /** By rule, where it can send contacts; by team, where the record sends them. */
  private readonly ruleRoutes: readonly (Route | undefined)[];
  private readonly recordedRoutes: readonly Route[];
  readonly ruleFired: number[];
  readonly ruleAbsent: number[];
  readonly waitingRuleFired: number[];
  readonly waitingRuleAbsent: number[];
  luck!: Luck;
  sink!: Sink;
  trace: Trace | undefined;
  now = 0;
  /** Contacts that ended and were measured. */
  ended = 0;
  /** When the latest contact ended, measured or not. */
  lastEnd = 0;
  aiIsDown = false;
  /** Somebody became free in this instant; the main loop assigns the waiting. */
  capacityAppeared = false;

  constructor(
    readonly world: World,
    readonly policy: Policy,
  ) {
    this.frustration = new Frustration(world.frustration, this);
    this.staff = new Staff(world, this);
    this.queues = new Queues(world.teams.length, this);
    const route = (transfer: Transfer): Route => ({
      transfer,
      lane: this.queues.lane(transfer.teams, transfer.priority),
    });
    this.ruleRoutes = policy.rules.map(({ action }) => {
      if (action.kind === 'offer') return route(action.transfer);
      return action.kind === 'transfer' ? route(action) : undefined;
    });
    this.recordedRoutes = world.record
      ? world.teams.map((_, team) => route(transferTo([team], 'summary')))
      : []; // nobody would take them, yet every look at the lanes would pass them
    this.ruleFired = policy.rules.map(() => 0);
    this.ruleAbsent = policy.rules.map(() => 0);
    this.waitingRuleFired = policy.waiting.map(() => 0);
    this.waitingRuleAbsent = policy.waiting.map(() => 0);
  }

  /** A new day begins: nobody is there yet. */
  begin(luck: Luck, sink: Sink, trace?: Trace): void {
    this.luck = luck;
    this.sink = sink;
    this.trace = trace;
    this.now = 0;
    this.ended = 0;
    this.lastEnd = 0;
    this.aiIsDown = false;
    this.capacityAppeared = false;
    this.forgetRules();
    this.events.reset();
    this.contacts.releaseAll(); // left over where a condition could not be computed
    this.repeats.reset();
    this.queues.reset();
    this.staff.reset();
  }

  forgetRules(): void {
    this.ruleFired.fill(0);
    this.ruleAbsent.fill(0);
    this.waitingRuleFired.fill(0);
    this.waitingRuleAbsent.fill(0);
  }

  /** Schedules an event and returns its number, by which a stale one is told. */
  schedule(time: number, rank: number, kind: number, subject: number): number {
    return this.events.push(time, rank, (subject << KIND_BITS) | kind);
  }

  /** Where a rule sends a contact; by the record itself where the rule is −1. */
  routeOf(contact: Contact): Route {
    return contact.rule < 0
      ? this.recordedRoutes[this.recordOf(contact).team]!
      : this.ruleRoutes[contact.rule]!;
  }

  /** The recorded dialogue behind a contact of a replay. */
  recordOf(contact: Contact): RecordedDialogue {
    return this.world.record!.dialogues[contact.dialogue]!;
  }

  /** Whether the record hands over at the customer turn that the contact is at. */
  recordHandsOverHere(contact: Contact): boolean {
    return this.recordOf(contact).handoverAfter === contact.customerTurns;
  }
}

/** The stages of a contact's life, which hand it to one another. */
export interface Stages {
  ai: import('./ai-stage.js').AiStage;
  waiting: import('./waiting-stage.js').WaitingStage;
  human: import('./human-stage.js').HumanStage;
  endings: import('./ending.js').Endings;
}
