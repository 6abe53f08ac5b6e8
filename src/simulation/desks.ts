import type { World } from '../scenario/world.js';
import type { Contacts } from './contacts.js';

const NOBODY = -1;

/**
 * The human desks: for each team a queue, the people on duty, and the time they were staffed and
 * busy.
 *
 * The queue is a linked list through the contacts' own columns, ordered by `creditedAt`, the time
 * since which a contact counts as waiting: arrival in the queue, less any priority. Removal is
 * exact, so that a policy reading the queue between two events sees no ghosts. People are numbered
 * so that later features can give one of them several chats, a break or a ring time-out.
 */
export class Desks {
  readonly head: Int32Array;
  private readonly tail: Int32Array;
  readonly waiting: Int32Array;
  /** The people free now; the one idle longest answers first. */
  private readonly idle: IdleRing[];
  private readonly busy: Int32Array;
  /** People whose shift is over but who finish what is in hand. */
  private readonly leaving: Int32Array;
  private readonly rostered: Int32Array;
  private readonly spareNumbers: number[][];
  private readonly numbered: Int32Array;
  private readonly accountedAt: Float64Array;
  readonly busySeconds: Float64Array;
  readonly staffedSeconds: Float64Array;

  constructor(
    private readonly world: World,
    private readonly contacts: Contacts,
  ) {
    const n = world.teams.length;
    this.head = new Int32Array(n).fill(NOBODY);
    this.tail = new Int32Array(n).fill(NOBODY);
    this.waiting = new Int32Array(n);
    this.idle = world.teams.map(() => new IdleRing());
    this.busy = new Int32Array(n);
    this.leaving = new Int32Array(n);
    this.rostered = new Int32Array(n);
    this.spareNumbers = world.teams.map(() => []);
    this.numbered = new Int32Array(n);
    this.accountedAt = new Float64Array(n);
    this.busySeconds = new Float64Array(n);
    this.staffedSeconds = new Float64Array(n);
  }

  // ── the queue ────────────────────────────────────────────────────────────

  enter(team: number, slot: number, creditedAt: number): void {
    const { next, previous, creditedAt: credited } = this.contacts;
    credited[slot] = creditedAt;
    // Nearly everyone joins at the tail; a priority walks forward past those with less credit.
    let before = this.tail[team]!;
    while (before !== NOBODY && credited[before]! > creditedAt) before = previous[before]!;
    const after = before === NOBODY ? this.head[team]! : next[before]!;
    previous[slot] = before;
    next[slot] = after;
    if (before === NOBODY) this.head[team] = slot;
    else next[before] = slot;
    if (after === NOBODY) this.tail[team] = slot;
    else previous[after] = slot;
    this.waiting[team] = this.waiting[team]! + 1;
  }

  leave(team: number, slot: number): void {
    const { next, previous } = this.contacts;
    const before = previous[slot]!;
    const after = next[slot]!;
    if (before === NOBODY) this.head[team] = after;
    else next[before] = after;
    if (after === NOBODY) this.tail[team] = before;
    else previous[after] = before;
    this.waiting[team] = this.waiting[team]! - 1;
  }

  // ── the people ───────────────────────────────────────────────────────────

  free(team: number): number {
    return this.idle[team]!.size;
  }

  /** On duty now, free or busy, those finishing after their shift not included. */
  staffed(team: number): number {
    return this.rostered[team]!;
  }

  takeIdle(team: number, now: number): number {
    this.account(team, now);
    this.busy[team] = this.busy[team]! + 1;
    return this.idle[team]!.take();
  }

  /** A person is done, wrap-up included. True if they are free for the next contact. */
  done(team: number, agent: number, now: number): boolean {
    this.account(team, now);
    this.busy[team] = this.busy[team]! - 1;
    if (this.leaving[team]! > 0) {
      this.leaving[team] = this.leaving[team]! - 1;
      this.spareNumbers[team]!.push(agent);
      return false;
    }
    this.idle[team]!.add(agent);
    return true;
  }

  /** The shift table changes: people come, or go as soon as they have finished. */
  roster(team: number, staffed: number, now: number): void {
    this.account(team, now);
    let change = staffed - this.rostered[team]!;
    this.rostered[team] = staffed;
    for (; change > 0; change--) {
      if (this.leaving[team]! > 0) {
        this.leaving[team] = this.leaving[team]! - 1; // about to go, and asked to stay
      } else {
        this.idle[team]!.add(this.spareNumbers[team]!.pop() ?? this.number(team));
      }
    }
    for (; change < 0; change++) {
      if (this.idle[team]!.size > 0) this.spareNumbers[team]!.push(this.idle[team]!.take());
      else this.leaving[team] = this.leaving[team]! + 1;
    }
  }

  private number(team: number): number {
    const agent = this.numbered[team]!;
    this.numbered[team] = agent + 1;
    return agent;
  }

  /** Adds the time since the last change to busy and staffed time. */
  account(team: number, now: number): void {
    const seconds = now - this.accountedAt[team]!;
    if (seconds === 0) return;
    const busy = this.busy[team]!;
    this.busySeconds[team] = this.busySeconds[team]! + seconds * busy;
    this.staffedSeconds[team] =
      this.staffedSeconds[team]! + seconds * (busy + this.idle[team]!.size);
    this.accountedAt[team] = now;
  }

  // ── what can be foreseen ─────────────────────────────────────────────────

  /** When somebody will next be on duty: now, at a later shift, or never (infinite). */
  nextStaffedAt(team: number, now: number): number {
    if (this.rostered[team]! > 0) return now;
    for (const step of this.world.teams[team]!.steps) {
      if (step.at > now && step.staffed > 0) return step.at;
    }
    return Number.POSITIVE_INFINITY;
  }

  oldestWait(team: number, now: number): number {
    const head = this.head[team]!;
    return head === NOBODY ? 0 : now - this.contacts.queuedAt[head]!;
  }

  /**
   * Seconds a contact entering now should expect to wait (model.md §3): 0 with a free person, else
   * (those ahead + 1) × mean occupation / staffed, after the desk opens; infinite if it never does.
   */
  estimatedWait(team: number, now: number): number {
    if (this.idle[team]!.size > 0) return 0;
    const opensAt = this.nextStaffedAt(team, now);
    if (opensAt === Number.POSITIVE_INFINITY) return opensAt;
    const { steps, meanOccupation } = this.world.teams[team]!;
    const staffed = this.rostered[team]! || steps.find((step) => step.at === opensAt)!.staffed;
    return opensAt - now + ((this.waiting[team]! + 1) * meanOccupation) / staffed;
  }

  /** A new day: nobody on duty, nobody waiting. */
  reset(): void {
    this.head.fill(NOBODY);
    this.tail.fill(NOBODY);
    for (const column of [this.waiting, this.busy, this.leaving, this.rostered, this.numbered]) {
      column.fill(0);
    }
    for (const column of [this.accountedAt, this.busySeconds, this.staffedSeconds]) column.fill(0);
    for (const ring of this.idle) ring.clear();
    for (const numbers of this.spareNumbers) numbers.length = 0;
  }
}

/** First in, first out, of people: an integer ring that doubles when full. */
class IdleRing {
  private ring = new Int32Array(16);
  private first = 0;
  size = 0;

  add(agent: number): void {
    const { length } = this.ring;
    if (this.size === length) {
      const wider = new Int32Array(length * 2);
      for (let i = 0; i < length; i++) wider[i] = this.ring[(this.first + i) & (length - 1)]!;
      this.ring = wider;
      this.first = 0;
    }
    this.ring[(this.first + this.size++) & (this.ring.length - 1)] = agent;
  }

  take(): number {
    const agent = this.ring[this.first]!;
    this.first = (this.first + 1) & (this.ring.length - 1);
    this.size--;
    return agent;
  }

  clear(): void {
    this.first = 0;
    this.size = 0;
  }
}
