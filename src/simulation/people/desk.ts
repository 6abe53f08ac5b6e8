import type { Stint } from '../../scenario/staffing/presence.js';
import type { Team, World } from '../../scenario/world.js';
import type { Clock } from '../clock.js';
import type { Contact } from '../contact.js';
import { type Agent, AgentList } from './agent.js';
import { FreePeople } from './free-people.js';
import { Timetable } from './timetable.js';

/** What a team's proficiency in one intent comes to. */
export interface Skill {
  /** Multiplies the handle time. */
  readonly handleFactor: number;
  /** Added to the log-odds of resolving. */
  readonly logit: number;
  /** Chance to pass the contact on. */
  readonly passesOn: number;
}

/**
 * One team: its people, who of them has room for a contact, and how long they were busy and staffed.
 */
export class Desk {
  /** Contacts that one person holds at once. */
  readonly slots: number;
  readonly wrapUp: number;
  readonly handleFactor: number;
  /** Answering takes a ring; otherwise whoever is free answers at once. */
  readonly rings: boolean;
  /** By intent. */
  readonly skills: readonly Skill[];
  private readonly free: FreePeople;
  /** Stints that have begun, and who is on one. */
  private stintsBegun = 0;
  private onStint: { readonly agent: Agent; readonly to: number }[] = [];
  /** People on duty, those finishing after their shift not included. */
  rostered = 0;
  /** People off duty, who keep their numbers. */
  private readonly spare: Agent[] = [];
  /** Every person who has ever been on duty, by number. */
  private readonly people: Agent[] = [];
  /** People whose shift is over but who finish what is in hand. */
  private readonly leavers = new AgentList();
  /** Slots that they use: overtime counts as staffed as far as it is used. */
  private overtimeSlots = 0;
  private busySlots = 0;
  private engaged = 0;
  private accountedAt = Number.NaN;
  /** Slot seconds in which there was something in hand; wrap-up and ringing included. */
  busySeconds = Number.NaN;
  /** Slot seconds on duty. */
  staffedSeconds = Number.NaN;
  /** Seconds in which people had anything at all in hand. */
  engagedSeconds = Number.NaN;

  readonly timetable: Timetable;

  constructor(
    /** Index of the team. */
    readonly team: number,
    readonly facts: Team,
    world: World,
    private readonly clock: Clock,
    private readonly hire: (desk: Desk) => Agent,
  ) {
    const { intents, people } = world;
    this.timetable = new Timetable(facts, world, clock);
    this.slots = facts.chatsPerAgent;
    this.wrapUp = facts.wrapUp;
    this.handleFactor = facts.handleFactor;
    this.rings = facts.ring !== undefined;
    this.free = new FreePeople(this.slots, facts.stints ? intents.length : undefined);
    this.skills = intents.map((_, intent) => {
      const lack = 1 - facts.proficiency[intent]!;
      return {
        handleFactor: 1 + lack * (people.unskilledHandleFactor - 1),
        logit: people.unskilledLogit * lack,
        passesOn: people.passesOn.probability * lack,
      };
    });
  }

  /** Contacts that the team could take at once. */
  get freeSlots(): number {
    return this.free.slots;
  }

  /** Whether somebody is free who takes such contacts. */
  canTake(contact: Contact): boolean {
    return this.free.canTake(contact);
  }

  /** Puts a contact in the hand of the next person. There is one who can take it. */
  give(contact: Contact): Agent {
    this.account();
    const agent = this.free.nextFor(contact);
    if (agent.hand.length === 0) this.engaged++;
    agent.take(contact);
    this.busySlots++;
    this.file(agent);
    return agent;
  }

  /** A contact leaves its agent's hand. True if that makes room for another. */
  release(contact: Contact): boolean {
    const agent = contact.agent!;
    this.account();
    agent.drop(contact);
    this.busySlots--;
    const idle = agent.hand.length === 0;
    if (idle) this.engaged--;
    if (agent.leaving) {
      this.overtimeSlots--;
      if (idle) this.sendHome(agent);
      return false;
    }
    this.file(agent);
    return agent.list !== undefined;
  }

  /** Sets a person aside after a missed ring; they are on duty but take nothing. */
  setAside(agent: Agent): void {
    agent.away = true;
    this.file(agent);
  }

  /** A person set aside is back. True if they have room for a contact. */
  back(agent: Agent): boolean {
    agent.away = false;
    this.file(agent);
    return !agent.leaving && agent.list !== undefined;
  }

  /** The shift table changes: people come, or go as soon as they have finished. */
  shiftChange(): void {
    const staffed = this.timetable.change();
    this.account();
    if (this.facts.stints) return this.stintsChange(this.facts.stints);
    for (; this.rostered < staffed; this.rostered++) this.come();
    if (this.rostered > staffed) this.go(this.rostered - staffed);
    this.rostered = staffed;
  }

  /** Named people come and go, each as themselves. */
  private stintsChange(stints: readonly Stint[]): void {
    const { now } = this.clock;
    const staying = [];
    for (const stint of this.onStint) {
      if (stint.to > now) staying.push(stint);
      else if (stint.agent.hand.length === 0) this.sendHome(stint.agent);
      else this.leaves(stint.agent);
    }
    for (
      ;
      (stints[this.stintsBegun]?.from ?? Number.POSITIVE_INFINITY) <= now;
      this.stintsBegun++
    ) {
      const { takes, to } = stints[this.stintsBegun]!;
      const agent = this.spareOrNew();
      agent.takes = takes;
      agent.offDuty = false;
      this.file(agent);
      staying.push({ agent, to });
    }
    this.onStint = staying;
    this.rostered = staying.length;
  }

  private spareOrNew(): Agent {
    let agent = this.spare.pop();
    if (agent === undefined) {
      agent = this.hire(this);
      this.people.push(agent);
    }
    return agent;
  }

  private come(): void {
    const staying = this.leavers.tail;
    if (staying !== undefined) {
      this.leavers.remove(staying); // about to go, and asked to stay
      staying.leaving = false;
      this.overtimeSlots -= staying.hand.length;
      this.file(staying);
      return;
    }
    const agent = this.spareOrNew();
    agent.offDuty = false;
    this.file(agent);
  }

  /** The shift of so many is over: the idle go first, then whoever has least in hand. */
  private go(count: number): void {
    let left = count;
    for (; left > 0 && this.free.idle !== undefined; left--) this.sendHome(this.free.idle);
    if (left === 0) return;
    const others = this.people.filter((agent) => !agent.offDuty && !agent.leaving);
    others.sort((a, b) => a.hand.length - b.hand.length);
    for (const agent of others.slice(0, left)) {
      if (agent.hand.length === 0) this.sendHome(agent);
      else this.leaves(agent);
    }
  }

  /** They finish what is in hand. */
  private leaves(agent: Agent): void {
    this.unfile(agent);
    agent.leaving = true;
    this.leavers.add(agent);
    this.overtimeSlots += agent.hand.length;
  }

  private sendHome(agent: Agent): void {
    if (agent.leaving) this.leavers.remove(agent);
    agent.leaving = false;
    agent.away = false;
    agent.unready = false;
    agent.offDuty = true;
    this.file(agent);
    this.spare.push(agent);
  }

  /** When somebody will next be on duty: now, at a later shift, or never (infinite). */
  nextStaffedAt(): number {
    return this.rostered > 0 ? this.clock.now : this.timetable.nextStaffedAt();
  }

  /** Whether it takes contacts now: within its opening hours, or without any, while staffed. */
  isOpen(): boolean {
    return this.facts.openings === undefined ? this.rostered > 0 : this.timetable.isWithinHours();
  }

  /**
   * Seconds that a contact with `ahead` others before it should expect to wait (model.md §3): 0
   * with a free slot, else (ahead + 1) × mean time in a slot / staffed slots, after the desk opens;
   * infinite if it never does.
   */
  estimatedWait(ahead: number): number {
    if (this.freeSlots > 0) return 0;
    const opensAt = this.nextStaffedAt();
    if (opensAt === Number.POSITIVE_INFINITY) return opensAt;
    const { meanOccupation, slowDown } = this.facts;
    const staffed = this.rostered || this.timetable.staffedAt(opensAt);
    const inSlot = meanOccupation * (1 + slowDown * (this.slots - 1));
    return opensAt - this.clock.now + ((ahead + 1) * inSlot) / (staffed * this.slots);
  }

  /** Puts a person where the next contact will find them, or nowhere. */
  private file(agent: Agent): void {
    if (agent.leaving) return;
    this.unfile(agent);
    if (agent.hand.length === this.slots || agent.offDuty || agent.away) return;
    this.free.add(agent);
  }

  private unfile(agent: Agent): void {
    if (agent.list !== undefined) this.free.remove(agent);
  }

  /** Adds the time since the last change to busy, staffed and engaged time. */
  account(): void {
    const { now } = this.clock;
    const seconds = now - this.accountedAt;
    if (seconds === 0) return;
    this.accountedAt = now;
    this.busySeconds += seconds * this.busySlots;
    this.staffedSeconds += seconds * (this.rostered * this.slots + this.overtimeSlots);
    this.engagedSeconds += seconds * this.engaged;
  }

  /** Measuring starts anew. */
  forget(): void {
    this.accountedAt = this.clock.now;
    this.busySeconds = 0;
    this.staffedSeconds = 0;
    this.engagedSeconds = 0;
  }

  /** A new day: nobody on duty. */
  reset(): void {
    this.spare.length = 0;
    // Backwards, so that the first to come is the lowest number, as on the first day.
    for (let i = this.people.length - 1; i >= 0; i--) this.spare.push(this.people[i]!);
    this.leavers.clear();
    this.overtimeSlots = 0;
    this.free.clear();
    this.rostered = 0;
    this.timetable.reset();
    this.stintsBegun = 0;
    this.onStint = [];
    this.busySlots = 0;
    this.engaged = 0;
    this.forget();
  }
}
