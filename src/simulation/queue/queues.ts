import type { Clock } from '../clock.js';
import type { Contact } from '../contact.js';

/**
 * A lane holds the contacts that wait for the same teams with the same priority, first come first
 * served. Its head is both the longest waiting and the first to be answered of them.
 */
export interface Lane {
  /** By preference. */
  readonly teams: readonly number[];
  /** Seconds of waiting that the priority is worth. */
  readonly priority: number;
  head: Contact | undefined;
  tail: Contact | undefined;
  /** Contacts in it. */
  length: number;
}

/**
 * Who waits for whom.
 *
 * A contact may be eligible for several teams, and a team takes from several lanes: whoever counts
 * as having waited longest (`creditedAt`: entry less priority) goes first, then whoever entered
 * first. Priorities come from a policy's few rules, so lanes are few and looking at their heads
 * costs less than any ordered structure over contacts. Lists are linked through the contacts, so
 * leaving is exact and a rule that reads a queue never counts ghosts of the engine's making.
 */
export class Queues {
  readonly lanes: Lane[] = [];
  /** By team, the lanes it takes from. */
  private readonly served: Lane[][];
  /** By team, contacts that it could take. */
  readonly waiting: Int32Array;
  /** By team, seconds waited in all; those of the present since they joined are still to be added. */
  private readonly seconds: Float64Array;
  private entries = 0;
  /** Somebody joined or left since whoever watches looked. */
  changed = false;

  constructor(
    teams: number,
    private readonly clock: Clock,
  ) {
    this.served = Array.from({ length: teams }, () => []);
    this.waiting = new Int32Array(teams);
    this.seconds = new Float64Array(teams);
  }

  /** The lane for these teams at this priority; the same object for the same question. */
  lane(teams: readonly number[], priority: number): Lane {
    teams = [...new Set(teams)];
    const found = this.lanes.find((lane) => lane.priority === priority && same(lane.teams, teams));
    if (found) return found;
    const lane: Lane = { teams, priority, head: undefined, tail: undefined, length: 0 };
    this.lanes.push(lane);
    for (const team of teams) this.served[team]!.push(lane);
    return lane;
  }

  /** A stay begins now, whether or not the contact has to wait. */
  begin(contact: Contact): void {
    contact.enteredAt = this.clock.now;
    contact.entryOrder = this.entries++;
  }

  /** Joins a lane in the place that its entry and the lane's priority give it. */
  join(lane: Lane, contact: Contact): void {
    contact.creditedAt = contact.enteredAt - lane.priority;
    this.insert(lane, contact);
  }

  /** Changes lanes in the middle of a wait, keeping the time already waited and the entry order. */
  move(contact: Contact, lane: Lane): void {
    this.leave(contact);
    this.join(lane, contact);
  }

  private insert(lane: Lane, contact: Contact): void {
    // Nearly everyone joins at the tail; one who had been waiting before walks forward.
    let before = lane.tail;
    while (before !== undefined && isBefore(contact, before)) before = before.previous;
    const after: Contact | undefined = before === undefined ? lane.head : before.next;
    contact.previous = before;
    contact.next = after;
    if (before === undefined) lane.head = contact;
    else before.next = contact;
    if (after === undefined) lane.tail = contact;
    else after.previous = contact;
    contact.lane = lane;
    contact.joinedAt = this.clock.now;
    this.count(lane, 1);
  }

  leave(contact: Contact): void {
    const lane = contact.lane!;
    const { next, previous } = contact;
    if (previous === undefined) lane.head = next;
    else previous.next = next;
    if (next === undefined) lane.tail = previous;
    else next.previous = previous;
    contact.lane = undefined;
    contact.next = undefined;
    contact.previous = undefined;
    this.addTime(lane, contact);
    this.count(lane, -1);
  }

  private count(lane: Lane, change: number): void {
    const { teams } = lane;
    this.changed = true;
    lane.length += change;
    for (let i = 0; i < teams.length; i++) {
      const team = teams[i]!;
      this.waiting[team] = this.waiting[team]! + change;
    }
  }

  /** Adds the time that a contact has stood in its lane to that of the teams it waits for. */
  private addTime({ teams }: Lane, { joinedAt }: Contact): void {
    const waited = this.clock.now - joinedAt;
    if (waited === 0) return;
    for (let i = 0; i < teams.length; i++) {
      const team = teams[i]!;
      this.seconds[team] = this.seconds[team]! + waited;
    }
  }

  /** Adds the time of those who still wait. With it, this is the queues' lengths integrated over time. */
  account(): void {
    const present: Contact[] = [];
    for (const { head } of this.lanes) {
      for (let contact = head; contact !== undefined; contact = contact.next) present.push(contact);
    }
    // In one order, however the lanes came about: sums must not depend on it.
    present.sort((a, b) => a.entryOrder - b.entryOrder);
    for (const contact of present) {
      this.addTime(contact.lane!, contact);
      contact.joinedAt = this.clock.now;
    }
  }

  /** Seconds waited by all together, up to the last `account`. */
  waitedSeconds(team: number): number {
    return this.seconds[team]!;
  }

  /** Longest time in queue of those a team could take; 0 when nobody waits. */
  oldestWait(team: number): number {
    let oldest = this.clock.now;
    for (const { head } of this.served[team]!) {
      if (head !== undefined && head.enteredAt < oldest) oldest = head.enteredAt;
    }
    return this.clock.now - oldest;
  }

  /** How many wait whom a person of the team would take; absent `takes`: all. */
  waitingFor(team: number, takes: readonly boolean[] | undefined): number {
    if (takes === undefined) return this.waiting[team]!;
    let count = 0;
    for (const { head } of this.served[team]!) {
      for (let contact = head; contact !== undefined; contact = contact.next) {
        if (takes[contact.intent]) count++;
      }
    }
    return count;
  }

  /** How many that a team could take would go before this one. */
  ahead(team: number, contact: Contact): number {
    let count = 0;
    for (const { head, length, tail } of this.served[team]!) {
      // Whoever asks has most often just come, and is behind everybody.
      if (tail === undefined) continue;
      if (tail === contact) count += length - 1;
      else if (isBefore(tail, contact)) count += length;
      else for (let other = head!; isBefore(other, contact); other = other.next!) count++;
    }
    return count;
  }

  lanesOf(team: number): readonly Lane[] {
    return this.served[team]!;
  }

  /** Measuring starts anew. */
  forget(): void {
    this.account();
    this.seconds.fill(0);
  }

  /** The floor is cleared: nobody waits any more. */
  empty(): void {
    this.account();
    this.clear();
  }

  reset(): void {
    this.entries = 0;
    this.changed = false;
    this.clear();
    this.seconds.fill(0);
  }

  private clear(): void {
    for (const lane of this.lanes) {
      lane.head = undefined;
      lane.tail = undefined;
      lane.length = 0;
    }
    this.waiting.fill(0);
  }
}

/** Whether `a` is to be answered before `b`. */
export function isBefore(a: Contact, b: Contact): boolean {
  return (
    a.creditedAt < b.creditedAt || (a.creditedAt === b.creditedAt && a.entryOrder < b.entryOrder)
  );
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((team, index) => team === b[index]);
}
