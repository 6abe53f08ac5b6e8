import type { Policy } from '../policy/policy.js';
import type { RecordedDialogue } from '../scenario/recorded-dialogue.js';
import type { World } from '../scenario/world.js';
import { Contacts } from './contacts.js';
import { Desks } from './desks.js';
import { Dialogue } from './dialogue.js';
import { EventQueue } from './event-queue.js';
import { Frustration } from './frustration.js';
import type { Luck } from './luck.js';
import { ContactRecord, type Sink } from './record.js';
import type { Trace } from './trace.js';
import { View } from './view.js';

/**
 * Ranks order events of one instant (model.md §5). Waiting contacts are assigned at rank 2, which
 * needs no event: it happens when all capacity of the instant has appeared.
 */
export const Rank = {
  capacityAppears: 1,
  abandonment: 3,
  arrival: 4,
  turn: 5,
  capacityGoes: 7,
} as const;

/** Kinds of events, in the low four bits of the payload; the rest is the event's subject. */
export const Kind = {
  newIssue: 0,
  repeatContact: 1,
  customerTurn: 2,
  aiReply: 3,
  patienceEnds: 4,
  serviceEnds: 5,
  wrapUpEnds: 6,
  shiftChange: 7,
} as const;
export const KIND_BITS = 4;
export const KIND_MASK = 15;

/** The shop floor: everything that the stages of a contact's life share during one run. */
export class Floor {
  readonly events = new EventQueue();
  readonly contacts = new Contacts();
  readonly frustration: Frustration;
  readonly desks: Desks;
  readonly dialogue: Dialogue;
  readonly view: View;
  /** Filled for each contact that ends, and handed to the sink. */
  readonly record = new ContactRecord();
  readonly ruleFired: number[];
  readonly ruleAbsent: number[];
  luck!: Luck;
  sink!: Sink;
  now = 0;
  ended = 0;
  /** Somebody became free in this instant; the main loop assigns the waiting. */
  capacityAppeared = false;

  constructor(
    readonly world: World,
    readonly policy: Policy,
  ) {
    this.frustration = new Frustration(this.contacts, world.frustration);
    this.desks = new Desks(world, this.contacts);
    this.dialogue = new Dialogue(world, this.contacts, this.frustration);
    this.view = new View(world, this.contacts, this.desks, this.dialogue);
    this.ruleFired = policy.rules.map(() => 0);
    this.ruleAbsent = policy.rules.map(() => 0);
  }

  /** A new day begins: nobody is there yet. */
  begin(luck: Luck, sink: Sink, trace?: Trace): void {
    this.luck = luck;
    this.sink = sink;
    this.dialogue.luck = luck;
    this.dialogue.trace = trace;
    this.view.luck = luck;
    this.now = 0;
    this.ended = 0;
    this.capacityAppeared = false;
    this.ruleFired.fill(0);
    this.ruleAbsent.fill(0);
    this.events.reset();
    this.desks.reset();
  }

  /** Schedules an event and returns its order, by which a stale one is told. */
  schedule(time: number, rank: number, kind: number, subject: number): number {
    return this.events.push(time, rank, (subject << KIND_BITS) | kind);
  }

  /** The recorded dialogue behind a contact of a replay. */
  recordOf(slot: number): RecordedDialogue {
    return this.world.record!.dialogues[this.contacts.dialogue[slot]!]!;
  }

  /** Whether the record hands over at the customer turn that the contact is at. */
  recordHandsOverHere(slot: number): boolean {
    return this.recordOf(slot).handoverAfter === this.contacts.turns[slot];
  }
}
