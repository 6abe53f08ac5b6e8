import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import { AiStage } from './ai-stage.js';
import { type Arrivals, arrivalsOf } from './arrivals.js';
import { Endings } from './ending.js';
import { Floor, KIND_BITS, KIND_MASK, Kind, Rank } from './floor.js';
import { HumanStage } from './human-stage.js';
import { drawIssue } from './issues.js';
import type { Luck } from './luck.js';
import type { DaySummary, Sink } from './record.js';
import type { Trace } from './trace.js';

/**
 * One world under one policy: discrete events, no file, no terminal, no clock, no luck but the
 * keyed one.
 *
 * The life of a contact: it arrives, speaks and is answered by the AI (`ai-stage.ts`), may be handed
 * over, wait and be served (`human-stage.ts`), ends and perhaps comes back (`ending.ts`).
 */
export class Simulation {
  private readonly floor: Floor;
  private readonly endings: Endings;
  private readonly people: HumanStage;
  private readonly ai: AiStage;
  private arrivals!: Arrivals;

  constructor(world: World, policy: Policy) {
    this.floor = new Floor(world, policy);
    this.endings = new Endings(this.floor);
    this.people = new HumanStage(this.floor, this.endings);
    this.ai = new AiStage(this.floor, this.people, this.endings);
  }

  /**
   * Simulates one day (`mode: day` of model.md §5): starts empty, arrivals stop at closing, open
   * contacts are served out under the shift table. Every contact reaches the sink exactly once.
   *
   * @throws PolicyFault when a condition cannot be computed
   */
  run(luck: Luck, sink: Sink, trace?: Trace): DaySummary {
    const { floor } = this;
    const { events } = floor;
    floor.begin(luck, sink, trace);
    this.scheduleShifts();
    this.arrivals = arrivalsOf(floor.world, luck);
    this.scheduleNextIssue();
    let processed = 0;
    for (;;) {
      if (
        floor.capacityAppeared &&
        (events.nextTime() > floor.now || events.nextRank() > Rank.capacityAppears)
      ) {
        this.people.assignWaiting();
      }
      if (!events.pop()) break;
      floor.now = events.time;
      processed++;
      this.happen(events.payload & KIND_MASK, events.payload >> KIND_BITS, events.order);
    }
    return this.summary(processed);
  }

  private happen(kind: number, subject: number, order: number): void {
    switch (kind) {
      case Kind.customerTurn:
        return this.ai.customerTurn(subject);
      case Kind.aiReply:
        return this.ai.aiReply(subject);
      case Kind.serviceEnds:
        return this.people.serviceEnds(subject);
      case Kind.wrapUpEnds:
        return this.people.personDone(subject);
      case Kind.newIssue:
        return this.newIssue();
      case Kind.repeatContact:
        return this.ai.arrive(subject);
      case Kind.shiftChange:
        return this.people.shiftChange(subject);
      case Kind.patienceEnds:
        // Stale when the contact was answered first, or its slot has a new tenant.
        if (this.floor.contacts.due[subject] === order) this.people.patienceEnds(subject);
        return;
    }
  }

  private scheduleShifts(): void {
    this.floor.world.teams.forEach((team, index) => {
      let before = 0;
      for (const step of team.steps) {
        const rank = step.staffed > before ? Rank.capacityAppears : Rank.capacityGoes;
        this.floor.schedule(step.at, rank, Kind.shiftChange, index);
        before = step.staffed;
      }
    });
  }

  /** One arrival at a time is in the future, so memory does not grow with the day. */
  private scheduleNextIssue(): void {
    const at = this.arrivals.next();
    if (at < this.floor.world.closesAt) {
      this.floor.schedule(at, Rank.arrival, Kind.newIssue, 0);
    }
  }

  private newIssue(): void {
    const slot = this.floor.contacts.allocate();
    drawIssue(this.floor, slot, this.arrivals.issue);
    this.scheduleNextIssue();
    this.ai.arrive(slot);
  }

  private summary(events: number): DaySummary {
    const { contacts, desks, ended, now, ruleAbsent, ruleFired } = this.floor;
    this.floor.world.teams.forEach((_, team) => desks.account(team, now));
    if (contacts.inFlight !== 0)
      throw new Error(`engine: ${contacts.inFlight} contacts never ended`);
    return {
      busySeconds: [...desks.busySeconds],
      staffedSeconds: [...desks.staffedSeconds],
      ruleFired: [...ruleFired],
      ruleAbsent: [...ruleAbsent],
      events,
      contacts: ended,
    };
  }
}
