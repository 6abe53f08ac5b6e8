import type { Clock } from '../clock.js';
import type { Contact } from '../contact.js';
import type { Desk } from './desk.js';

/**
 * A person at work, with up to the team's `chatsPerAgent` contacts in hand at once.
 *
 * Several contacts share the person's attention (processor sharing with a slow-down, model.md §7
 * example 3): with k of them each progresses at rate 1 / (1 + β(k − 1)). The person keeps one clock of
 * the work that each contact in hand has received; a contact is done when the clock reaches its
 * `doneAt`. So a change of k moves one event, not k.
 */
export class Agent {
  /** Number of the event at which the next contact will be done, and which that is; others are stale. */
  due = -1;
  upNext: Contact | undefined = undefined;
  readonly team: number;
  /** β of the team: how much each further contact slows the others. */
  private readonly slowDown: number;
  /** Contacts in hand, each taking up a slot: ringing, in service, in wrap-up. */
  readonly hand: Contact[] = [];
  /** Those of them that take attention; a ringing one does not. */
  working = 0;
  /** Seconds of work received by each contact since the hand was last empty. */
  private clock = Number.NaN;
  private clockAt = Number.NaN;
  /** The person's time so far, divided among what was in hand: what a contact costs. */
  private attention = Number.NaN;
  /** Number of the event at which they come back from a missed ring. */
  backDue = -1;
  /** When that will be. */
  backAt = Number.NEGATIVE_INFINITY;

  offDuty = true;
  /** The shift is over; they finish what is in hand and take nothing new. */
  leaving = false;
  /** Set aside: after a missed ring, or not yet ready after a contact. */
  away = false;
  /** By intent, whether they take such contacts; absent: they take them all. */
  takes: readonly boolean[] | undefined = undefined;
  /** Not ready since the last contact, which ended then (`readiness.ts`). */
  unready = false;
  unreadyFrom = Number.NaN;
  /** What is left of the hazard that brings them back, and up to when it has been taken off. */
  hazardLeft = Number.NaN;
  hazardTo = Number.NaN;
  /** How many wait, as a column of the team's rates. */
  column = 0;
  // their place among the people of the team with as many contacts in hand, or who are leaving
  list: AgentList | undefined = undefined;
  next: Agent | undefined = undefined;
  previous: Agent | undefined = undefined;
  /** Free slots they are counted with in that list. */
  listedSlots = 0;
  /** Hidden from whoever copies a record, which is a contact with its agent: the whole floor hangs on it. */
  readonly #present: Clock;
  readonly #desk: Desk;

  constructor(
    readonly id: number,
    desk: Desk,
    present: Clock,
  ) {
    this.team = desk.team;
    this.slowDown = desk.facts.slowDown;
    this.#desk = desk;
    this.#present = present;
  }

  /** Where they work. */
  get desk(): Desk {
    return this.#desk;
  }

  /** How many times longer work takes now than for one contact alone; something is being worked on. */
  private get stretch(): number {
    return 1 + this.slowDown * (this.working - 1);
  }

  /** The person's own time that `seconds` more of work will cost, as things stand in their hand. */
  costOf(seconds: number): number {
    return this.working === 1 ? seconds : (seconds * this.stretch) / this.working;
  }

  /** Starts `seconds` of work on a contact that is in hand. */
  begin(contact: Contact, seconds: number): void {
    if (this.working === 0) {
      this.clockAt = this.#present.now;
      this.clock = 0;
      this.attention = 0;
    } else {
      this.advance();
    }
    this.working++;
    contact.doneAt = this.clock + seconds;
    contact.attentionFrom = this.attention;
  }

  /** The same contact needs more of the person: wrap-up after the talk. */
  goOn(contact: Contact, seconds: number): void {
    this.advance();
    contact.doneAt = this.clock + seconds;
  }

  /** Work on a contact is over. */
  finish(contact: Contact): void {
    this.advance();
    this.working--;
    contact.doneAt = Number.POSITIVE_INFINITY;
  }

  /** Seconds of the person's own time that a contact has taken since work on it began. */
  attentionTo(contact: Contact): number {
    this.advance();
    return this.attention - contact.attentionFrom;
  }

  /** The contact in hand that will be done first; undefined when nothing is being worked on. */
  nextDone(): Contact | undefined {
    let first: Contact | undefined;
    for (let i = 0; i < this.hand.length; i++) {
      const contact = this.hand[i]!;
      if (contact.doneAt < (first === undefined ? Number.POSITIVE_INFINITY : first.doneAt)) {
        first = contact;
      }
    }
    return first;
  }

  /** Nothing in hand is being worked on. */
  expectNothing(): void {
    this.due = -1;
    this.upNext = undefined;
  }

  /** Seconds of work that a contact has yet to receive. */
  workLeftOf(contact: Contact): number {
    this.advance();
    return contact.doneAt - this.clock;
  }

  /** When a contact will be done if nothing changes. */
  doneTime(contact: Contact): number {
    const { now } = this.#present;
    const left = contact.doneAt - this.clock;
    if (!(left > 0)) return now;
    return this.working > 1 ? now + left * this.stretch : now + left;
  }

  private advance(): void {
    const { now } = this.#present;
    const seconds = now - this.clockAt;
    if (seconds === 0) return;
    this.clockAt = now;
    if (this.working === 1) {
      this.clock += seconds;
      this.attention += seconds;
    } else if (this.working > 1) {
      this.clock += seconds / this.stretch;
      this.attention += seconds / this.working;
    }
  }

  /** A contact is done now; rounding must not leave its clock a hair short. */
  settle(contact: Contact): void {
    this.advance();
    this.clock = contact.doneAt;
  }

  take(contact: Contact): void {
    // Not `push`: an array's first one, with a new person, makes the compiler give it up for all.
    this.hand[this.hand.length] = contact;
    contact.agent = this;
    contact.doneAt = Number.POSITIVE_INFINITY;
  }

  drop(contact: Contact): void {
    const { hand } = this;
    const last = hand.pop()!;
    if (last !== contact) hand[hand.indexOf(contact)] = last;
    contact.agent = undefined;
  }

  /** Holds another contact in the place of one. */
  swap(contact: Contact, other: Contact): void {
    this.hand[this.hand.indexOf(contact)] = other;
    contact.agent = undefined;
    other.agent = this;
    other.doneAt = Number.POSITIVE_INFINITY;
  }

  /** Home, or a new day. */
  reset(): void {
    this.hand.length = 0;
    this.working = 0;
    this.due = -1;
    this.upNext = undefined;
    this.backDue = -1;
    this.backAt = Number.NEGATIVE_INFINITY;
    this.offDuty = true;
    this.leaving = false;
    this.away = false;
    this.takes = undefined;
    this.unready = false;
    this.list = undefined;
    this.next = undefined;
    this.previous = undefined;
  }
}

/** People with equally many contacts in hand; whoever has been so longest comes first. */
export class AgentList {
  head: Agent | undefined = undefined;
  tail: Agent | undefined = undefined;

  add(agent: Agent): void {
    agent.list = this;
    agent.previous = this.tail;
    agent.next = undefined;
    if (this.tail === undefined) this.head = agent;
    else this.tail.next = agent;
    this.tail = agent;
  }

  remove(agent: Agent): void {
    const { next, previous } = agent;
    if (previous === undefined) this.head = next;
    else previous.next = next;
    if (next === undefined) this.tail = previous;
    else next.previous = previous;
    agent.list = undefined;
  }

  clear(): void {
    this.head = undefined;
    this.tail = undefined;
  }
}
