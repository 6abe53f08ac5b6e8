import type { Policy, Transfer } from '../policy/policy.js';
import { transferTo } from '../policy/policy.js';
import type { RecordedDialogue } from '../scenario/record/recorded-dialogue.js';
import type { ScheduledIssue, World } from '../scenario/world.js';
import { Clock } from './clock.js';
import type { Contact } from './contact.js';
import { ContactPool } from './contact-pool.js';
import { EventQueue } from './event-queue.js';
import { Frustration } from './frustration.js';
import { type Mix, mixOf } from './issues.js';
import { Luck } from './luck/luck.js';
import { Staff } from './people/staff.js';
import { PolicyFault } from './policy-fault.js';
import { type Lane, Queues } from './queue/queues.js';
import type { Sink } from './record.js';
import { Repeats } from './repeats.js';
import type { Trace, TracedKind } from './trace.js';

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

/** Kinds of events, in the low five bits of the payload; the rest is the event's subject. */
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
  fallsSilent: 15,
  speaksAgain: 16,
  servingTimer: 17,
  midnight: 18,
  solvedByAi: 19,
} as const;
export const KIND_BITS = 5;
export const KIND_MASK = 31;

/** Before a run there is nobody to tell. */
const NOWHERE: Sink = { contact: () => {} };

/** A transfer that a rule or the record makes, with the lane that contacts enter by it. */
export interface Route {
  readonly transfer: Transfer;
  readonly lane: Lane;
}

/** The shop floor: everything that the stages of a contact's life share during one run. */
export class Floor {
  readonly clock = new Clock();
  readonly events = new EventQueue();
  readonly contacts: ContactPool;
  readonly mix: Mix;
  readonly repeats = new Repeats();
  readonly frustration: Frustration;
  readonly queues: Queues;
  readonly staff: Staff;
  /** By the policy's ways to people; by recorded dialogue, where the record sends contacts. */
  private readonly policyRoutes: readonly Route[];
  private readonly recordedRoutes: readonly Route[];
  /** By rule of the policy: how often it decided, and was kept from it by an absent signal. */
  readonly fired: Int32Array;
  readonly absent: Int32Array;
  /** Where the waiting and the serving rules begin among all of them. */
  readonly firstWaiting: number;
  readonly firstServing: number;
  /** What is known beforehand of issues at given times, by issue; of those that arrive at random, nothing. */
  readonly scheduled: readonly ScheduledIssue[] | undefined;
  luck = new Luck(0, 0);
  sink: Sink = NOWHERE;
  trace: Trace | undefined = undefined;
  /** Contacts that ended and were measured. */
  ended = 0;
  /** When the latest contact ended, measured or not. */
  lastEnd = Number.NaN;
  aiIsDown = false;
  /** What a world does without is not asked for at every contact. */
  readonly someQueueIsLimited: boolean;
  /**
   * Whether what the policy decides may depend on a queue, which is modelled: it reads one, or an `else`
   * stands in where the queue is full.
   */
  readonly decidesByQueue: boolean;
  /** Somebody became free in this instant; the main loop assigns the waiting. */
  capacityAppeared = false;

  constructor(
    readonly world: World,
    readonly policy: Policy,
  ) {
    const { counted, routes, rules, serving, waiting } = policy;
    this.contacts = new ContactPool(rules.length + waiting.length + serving.length, counted.length);
    this.frustration = new Frustration(world.frustration, this.clock);
    this.mix = mixOf(world);
    this.staff = new Staff(world, this.clock);
    this.queues = new Queues(world.teams.length, this.clock);
    const route = (transfer: Transfer): Route => ({
      transfer,
      lane: this.queues.lane(transfer.teams, transfer.priority),
    });
    this.policyRoutes = routes.map(route);
    const byTerms = new Map<string, Route>();
    this.recordedRoutes = (world.record?.dialogues ?? []).map(({ priority = 0, team }) => {
      const terms = `${team} ${priority}`;
      const known = byTerms.get(terms) ?? route({ ...transferTo([team], 'summary'), priority });
      byTerms.set(terms, known);
      return known;
    });
    this.someQueueIsLimited = world.teams.some(
      ({ queueLimit }) => queueLimit < Number.POSITIVE_INFINITY,
    );
    const someYield = routes.some(({ otherwise }) => otherwise !== undefined);
    this.decidesByQueue = policy.readsQueues || (this.someQueueIsLimited && someYield);
    this.scheduled = world.demand.kind === 'scheduled' ? world.demand.issues : undefined;
    this.firstWaiting = rules.length;
    this.firstServing = rules.length + waiting.length;
    this.fired = new Int32Array(this.firstServing + serving.length);
    this.absent = new Int32Array(this.fired.length);
  }

  get now(): number {
    return this.clock.now;
  }

  /** A new day begins: nobody is there yet. */
  begin(luck: Luck, sink: Sink, trace?: Trace): void {
    this.luck = luck;
    this.sink = sink;
    this.trace = trace;
    this.frustration.listener =
      trace?.feels &&
      ((contact, part, change) => {
        if (change === 0) return;
        trace.feels!(contact, { at: this.now, part, change, level: contact.frustration });
      });
    this.clock.now = 0;
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

  /** A condition of a rule cannot be computed for a contact. */
  fault({ issue, visit }: Contact, rule: string): PolicyFault {
    return new PolicyFault(this.policy.name, rule, issue, visit, this.now);
  }

  /** A rule, by its number among all of the policy's, decides about a contact. */
  noteFired(contact: Contact, rule: number): void {
    this.fired[rule]!++;
    contact.noteFired(rule);
  }

  forgetRules(): void {
    this.fired.fill(0);
    this.absent.fill(0);
  }

  /** Tells whoever listens what happens to a contact. */
  tell(contact: Contact, kind: TracedKind, team?: number, seconds?: number, agent?: number): void {
    // In two, so that where nobody listens there is next to nothing to build into each caller.
    if (this.trace !== undefined) this.tellOf(contact, kind, team, seconds, agent);
  }

  private tellOf(
    contact: Contact,
    kind: TracedKind,
    team: number | undefined,
    seconds: number | undefined,
    agent: number | undefined,
  ): void {
    this.trace?.happens?.(contact, {
      at: this.now,
      kind,
      ...(team === undefined ? {} : { team }),
      ...(seconds === undefined ? {} : { seconds }),
      ...(agent === undefined ? {} : { agent }),
    });
  }

  /** Schedules an event and returns its number, by which a stale one is told. */
  schedule(time: number, rank: number, kind: number, subject: number): number {
    return this.events.push(time, rank, (subject << KIND_BITS) | kind);
  }

  /** Schedules what a contact will do if nothing else happens before, and most often something does. */
  setDeadline({ slot }: Contact, time: number, rank: number, kind: number): number {
    return this.events.setDeadline(slot, time, rank, (slot << KIND_BITS) | kind);
  }

  /** Where a contact is sent: by a rule, or by the record itself. */
  routeOf(contact: Contact): Route {
    return contact.route < 0
      ? this.recordedRoutes[contact.dialogue]!
      : this.policyRoutes[contact.route]!;
  }

  /** Where a policy's way to people leads. */
  routeTo({ route }: Transfer): Route {
    return this.policyRoutes[route]!;
  }

  /** Seconds that a waiting contact should expect to wait: the least over the teams it waits for. */
  expectedWait(contact: Contact): number {
    let least = Number.POSITIVE_INFINITY;
    for (const team of contact.lane!.teams) {
      const ahead = this.queues.ahead(team, contact);
      least = Math.min(least, this.staff.desks[team]!.estimatedWait(ahead));
    }
    return least;
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
