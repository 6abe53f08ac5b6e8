import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import { type Arrivals, arrivalsOf } from './arrivals.js';
import { Floor, KIND_BITS, KIND_MASK, Kind, Rank } from './floor.js';
import { drawIssue } from './issues.js';
import type { Luck } from './luck/luck.js';
import type { DaySummary, Sink, TeamSeconds } from './record.js';
import { midnightsOf } from './recorded-midnights.js';
import { resampledDays } from './resampled-days.js';
import { Stages } from './stages.js';
import type { Trace } from './trace.js';

/** Until a run begins. */
const NOBODY: Arrivals = { issue: -1, next: () => Number.POSITIVE_INFINITY };

/**
 * One world under one policy: discrete events, no file, no terminal, no clock, no luck but the
 * keyed one.
 *
 * The life of a contact: it arrives, speaks and is answered by the AI (`ai-stage.ts`), may be handed
 * over and wait (`waiting-stage.ts`), is served (`human-stage.ts`), ends and perhaps comes back
 * (`ending.ts`).
 */
export class Simulation {
  private readonly floor: Floor;
  private readonly stages: Stages;
  private arrivals: Arrivals = NOBODY;
  private over = false;
  private midnights: TeamSeconds[] = [];
  private readonly watchesQueues: boolean;

  constructor(world: World, policy: Policy) {
    this.floor = new Floor(world, policy);
    this.stages = new Stages(this.floor);
    this.watchesQueues = this.stages.human.hands.readiness.matters;
  }

  /**
   * Simulates one replication. `mode: day` (model.md §5) starts empty, arrivals stop at closing,
   * open contacts are served out under the shift table. `mode: continuous` measures from the end of
   * the warm-up to the horizon, and whoever is open then is censored. Every measured contact
   * reaches the sink exactly once.
   *
   * @throws PolicyFault when a condition cannot be computed
   */
  run(luck: Luck, sink: Sink, trace?: Trace): DaySummary {
    const { floor } = this;
    if (floor.world.resampled) {
      return new Simulation(resampledDays(floor.world, luck), floor.policy).run(luck, sink, trace);
    }
    floor.begin(luck, sink, trace);
    this.stages.ai.begin();
    this.over = false;
    this.midnights = [];
    this.scheduleWorld();
    this.arrivals = arrivalsOf(floor.world, luck);
    this.scheduleNextIssue();
    let processed = 0;
    while (!this.over && this.next() === true) processed++;
    return this.summary(processed);
  }

  /**
   * The next event happens; false when there is none. Not part of the loop: of a function that it enters in
   * the midst of one the compiler knows nothing, and checks again what its variables are after each event.
   * What is compared with true takes one instruction, and what is asked whether it counts as true a dozen.
   */
  private next(): boolean {
    const { floor, stages } = this;
    const { events } = floor;
    if (floor.capacityAppeared === true && events.isPast(floor.now, Rank.capacityAppears)) {
      stages.human.assignWaiting();
    }
    if (this.watchesQueues && floor.queues.changed) stages.human.hands.readiness.queuesChanged();
    if (!events.pop()) return false;
    floor.clock.now = events.time;
    this.happen(events.payload & KIND_MASK, events.payload >> KIND_BITS, events.number);
    return true;
  }

  /**
   * An event whose number is not the one remembered by its subject is stale: something came first. Here is
   * what nearly every contact goes through; the rest stands apart, since what the compiler builds into one
   * function is limited.
   */
  private happen(kind: number, subject: number, event: number): void {
    const { floor, stages } = this;
    switch (kind) {
      case Kind.customerTurn: {
        const contact = floor.contacts.at(subject);
        if (contact.turnDue === event) stages.ai.customerTurn(contact);
        return;
      }
      case Kind.solvedByAi: {
        const contact = floor.contacts.at(subject);
        if (contact.turnDue === event) stages.ai.solvedByAi(contact);
        return;
      }
      case Kind.workEnds: {
        const agent = floor.staff.agents[subject]!;
        if (agent.due === event) stages.human.workEnds(agent);
        return;
      }
      case Kind.newIssue:
        return this.newIssue();
      default:
        return this.happenToSome(kind, subject, event);
    }
  }

  private happenToSome(kind: number, subject: number, event: number): void {
    const { floor, stages } = this;
    switch (kind) {
      case Kind.aiReply: {
        const contact = floor.contacts.at(subject);
        if (contact.turnDue === event) stages.ai.aiReply(contact);
        else stages.ai.replyIsOut();
        return;
      }
      case Kind.repeatContact:
        return this.repeatContact(subject);
      case Kind.patienceEnds: {
        const contact = floor.contacts.at(subject);
        if (contact.patienceDue === event) stages.waiting.patienceEnds(contact);
        return;
      }
      case Kind.waitingTimer: {
        const contact = floor.contacts.at(subject);
        if (contact.timerDue === event) stages.waiting.rules.look(contact);
        return;
      }
      case Kind.ringEnds: {
        const contact = floor.contacts.at(subject);
        if (contact.timerDue === event) stages.human.ringEnds(contact);
        return;
      }
      case Kind.agentBack: {
        const agent = floor.staff.agents[subject]!;
        if (agent.backDue === event) stages.human.agentBack(agent);
        return;
      }
      case Kind.callbackDue: {
        const contact = floor.contacts.at(subject);
        if (contact.timerDue === event) stages.waiting.requeue(contact);
        return;
      }
      case Kind.passedOn: {
        const contact = floor.contacts.at(subject);
        if (contact.timerDue === event) stages.waiting.enter(contact, contact.backTo!);
        return;
      }
      case Kind.fallsSilent: {
        const contact = floor.contacts.at(subject);
        if (contact.silenceDue === event) stages.human.silence.begins(contact);
        return;
      }
      case Kind.speaksAgain: {
        const contact = floor.contacts.at(subject);
        if (contact.silenceDue === event) stages.human.silence.ends(contact);
        return;
      }
      case Kind.servingTimer: {
        const contact = floor.contacts.at(subject);
        if (contact.timerDue === event) stages.human.silence.look(contact);
        return;
      }
      case Kind.shiftChange:
        return stages.human.shiftChange(subject);
      case Kind.outageChange:
        floor.aiIsDown = subject === 1;
        return;
      case Kind.measuringStarts:
        return this.startMeasuring();
      case Kind.midnight:
        this.midnights.push(this.teamSeconds());
        return;
      case Kind.horizonEnds:
        stages.endings.censor();
        this.over = true;
    }
  }

  /** What the world has in store whatever happens: shifts, outages, the bounds of measuring. */
  private scheduleWorld(): void {
    const { floor } = this;
    const { ai, closesAt, measuredFrom, mode, teams } = floor.world;
    teams.forEach((team, index) => {
      let before = 0;
      for (const step of team.steps) {
        const rank = step.staffed > before ? Rank.capacityAppears : Rank.capacityGoes;
        floor.schedule(step.at, rank, Kind.shiftChange, index);
        before = step.staffed;
      }
    });
    for (const { from, to } of ai.outages) {
      floor.schedule(from, Rank.capacityGoes, Kind.outageChange, 1);
      floor.schedule(to, Rank.capacityAppears, Kind.outageChange, 0);
    }
    for (const at of midnightsOf(floor.world)) {
      floor.schedule(at, Rank.sampling, Kind.midnight, 0);
    }
    if (mode === 'day') return;
    floor.schedule(measuredFrom, Rank.sampling, Kind.measuringStarts, 0);
    floor.schedule(closesAt, Rank.sampling, Kind.horizonEnds, 0);
  }

  private startMeasuring(): void {
    const { floor } = this;
    floor.queues.forget();
    floor.staff.forget();
    floor.forgetRules();
  }

  /** One arrival at a time is in the future, so memory does not grow with the day. */
  private scheduleNextIssue(): void {
    const at = this.arrivals.next();
    if (at < this.floor.world.closesAt) {
      this.floor.events.pushArrival(at, Rank.arrival, Kind.newIssue);
    }
  }

  private newIssue(): void {
    const contact = this.floor.contacts.allocate();
    drawIssue(this.floor, contact, this.arrivals.issue, 0);
    this.scheduleNextIssue();
    this.stages.ai.arrive(contact);
  }

  private repeatContact(place: number): void {
    const contact = this.floor.contacts.allocate();
    const { issue, later, visit } = this.floor.repeats.take(place);
    drawIssue(this.floor, contact, issue, visit);
    contact.later = later;
    this.stages.ai.arrive(contact);
  }

  private summary(events: number): DaySummary {
    const { absent, contacts, ended, fired } = this.floor;
    const totals = this.teamSeconds();
    if (contacts.inFlight !== 0) {
      throw new Error(`engine: ${contacts.inFlight} contacts never ended`);
    }
    return {
      ...totals,
      midnights: this.midnights,
      fired: [...fired],
      absent: [...absent],
      events,
      contacts: ended,
    };
  }

  /** Of all teams, up to now. */
  private teamSeconds(): TeamSeconds {
    const { lastEnd, now, queues, staff, world } = this.floor;
    for (const desk of staff.desks) desk.account();
    queues.account();
    return {
      busySeconds: staff.desks.map((desk) => desk.busySeconds),
      staffedSeconds: staff.desks.map((desk) => desk.staffedSeconds),
      engagedSeconds: staff.desks.map((desk) => desk.engagedSeconds),
      queueSeconds: staff.desks.map((_, team) => queues.waitedSeconds(team)),
      // Not to the last event of a day: one that is stale by then says nothing about it.
      measuredSeconds:
        world.mode === 'continuous'
          ? now - world.measuredFrom
          : Math.max(world.closesAt, lastEnd) - world.opensAt,
    };
  }
}
