import { quantileOf } from '../scenario/distribution.js';
import { normalQuantile } from '../scenario/normal.js';
import type { RecordedDialogue } from '../scenario/recorded-dialogue.js';
import type { Agent } from './agent.js';
import { type Contact, Stage } from './contact.js';
import type { Desk, Skill } from './desk.js';
import { type Floor, Kind, Rank, type Stages } from './floor.js';
import { difficultyOf, scheduledIssue } from './issues.js';
import { Purpose } from './luck.js';
import { isBefore } from './queues.js';

/** In a person's hand: ringing or dialling, work, passing on, wrap-up. And who gets whom. */
export class HumanStage {
  private readonly desks: readonly Desk[];

  constructor(
    private readonly floor: Floor,
    private readonly stages: Stages,
  ) {
    this.desks = floor.staff.desks;
  }

  // ── assignment ───────────────────────────────────────────────────────────

  /** Gives free people the waiting: longest credited wait first, each to the team it prefers. */
  assignWaiting(): void {
    const { floor } = this;
    const { staff } = floor;
    const { lanes } = floor.queues;
    floor.capacityAppeared = false;
    for (;;) {
      let best: Contact | undefined;
      let bestDesk: Desk | undefined;
      for (let i = 0; i < lanes.length; i++) {
        const lane = lanes[i]!;
        const { head } = lane;
        if (head === undefined || (best !== undefined && !isBefore(head, best))) continue;
        const desk = staff.firstFree(lane);
        if (desk === undefined) continue;
        best = head;
        bestDesk = desk;
      }
      if (best === undefined) return;
      this.take(best, bestDesk!);
    }
  }

  /** Puts a contact, waiting or just handed over, into the hand of a free person of the team. */
  take(contact: Contact, desk: Desk): void {
    if (contact.lane !== undefined) this.floor.queues.leave(contact);
    const agent = desk.give(contact);
    if (contact.stage === Stage.ghost) {
      this.work(agent, contact, desk.facts.noticeAfter);
    } else if (contact.awaitsCall) {
      this.dial(agent, contact);
    } else if (desk.rings) {
      this.ring(contact, desk);
    } else {
      this.answer(agent, contact);
    }
  }

  // ── before the first word ────────────────────────────────────────────────

  private ring(contact: Contact, desk: Desk): void {
    const { floor } = this;
    const ring = desk.facts.ring!;
    floor.frustration.advance(contact);
    // Whoever was back with the AI goes on with it until somebody answers.
    if (contact.stage === Stage.waiting) contact.stage = Stage.ringing;
    contact.rings++;
    const timeout = floor.routeOf(contact).transfer.acceptWithin ?? ring.timeout;
    contact.timerDue = floor.schedule(
      floor.now + (this.ringMissed(contact) ? timeout : Math.min(ring.answeredAfter, timeout)),
      Rank.capacityAppears,
      Kind.ringEnds,
      contact.slot,
    );
  }

  private ringMissed(contact: Contact): boolean {
    const { luck } = this.floor;
    const { answeredAfter, missed, timeout } = this.deskOf(contact.agent!).facts.ring!;
    const within = this.floor.routeOf(contact).transfer.acceptWithin ?? timeout;
    if (answeredAfter > within) return true;
    const { issue, visit, rings } = contact;
    return luck.uniform(Purpose.ringMissed, issue, visit, rings) < missed;
  }

  ringEnds(contact: Contact): void {
    const { floor } = this;
    const agent = contact.agent!;
    if (!this.ringMissed(contact)) return this.answer(agent, contact);
    this.deskOf(agent).setAside(agent);
    this.stopsRinging(contact);
    const { away } = this.deskOf(agent).facts.ring!;
    agent.backDue = floor.schedule(
      floor.now + away,
      Rank.capacityAppears,
      Kind.agentBack,
      agent.id,
    );
    this.stages.waiting.requeue(contact);
  }

  /** The phone on the agent's desk falls silent. */
  stopsRinging(contact: Contact): void {
    contact.timerDue = -1;
    if (this.deskOf(contact.agent!).release(contact)) this.floor.capacityAppeared = true;
  }

  agentBack(agent: Agent): void {
    // Sent home meanwhile, and perhaps called in again: then nobody is waiting for them.
    if (agent.away && this.deskOf(agent).back(agent)) this.floor.capacityAppeared = true;
  }

  private dial(agent: Agent, contact: Contact): void {
    this.stages.waiting.stopsWaiting(contact);
    contact.stage = Stage.dialling;
    this.work(agent, contact, this.floor.world.customers.callbacks.dial);
  }

  /** The person has dialled; the customer picks up, or not. */
  private dialled(agent: Agent, contact: Contact): void {
    const { floor } = this;
    const { issue, visit } = contact;
    contact.calls++;
    const u = floor.luck.uniform(Purpose.answersCallback, issue, visit, contact.calls);
    this.finish(agent, contact);
    if (u < floor.world.customers.callbacks.answered) return this.answer(agent, contact);
    this.letGo(agent, contact);
    this.stages.waiting.notReached(contact);
  }

  // ── the work ─────────────────────────────────────────────────────────────

  private answer(agent: Agent, contact: Contact): void {
    const { floor } = this;
    const { frustration } = floor;
    const desk = this.deskOf(agent);
    this.stages.waiting.stopsWaiting(contact);
    contact.turnDue = -1;
    contact.awaitsCall = false;
    contact.stage = Stage.service;
    contact.team = desk.team;
    if (contact.answers++ === 0) contact.answeredAt = floor.now;
    if (contact.withoutContext && (contact.customerTurns > 0 || contact.answers > 1)) {
      contact.reexplained++;
      frustration.explainsAgain(contact);
    }
    frustration.personAnswers(contact);
    if (contact.escort !== undefined) this.handOn(contact);
    const skill = desk.skills[contact.intent]!;
    contact.passTo = skill.passesOn > 0 ? this.passesTo(contact, skill) : -1;
    contact.workSeconds =
      contact.passTo < 0
        ? this.handleTime(contact, desk, skill)
        : floor.world.people.passesOn.after;
    contact.serviceFrom = floor.now;
    this.work(agent, contact, contact.workSeconds);
  }

  private deskOf(agent: Agent): Desk {
    return this.desks[agent.team]!;
  }

  private work(agent: Agent, contact: Contact, seconds: number): void {
    agent.begin(contact, seconds);
    this.expectNext(agent);
  }

  /** Sets the one event at which the next contact in this person's hand will be done. */
  private expectNext(agent: Agent): void {
    const contact = agent.nextDone();
    agent.due =
      contact === undefined
        ? -1
        : this.floor.schedule(
            agent.doneTime(contact),
            Rank.capacityAppears,
            Kind.workEnds,
            agent.id,
          );
  }

  private handleTime(contact: Contact, desk: Desk, skill: Skill): number {
    const { luck, world } = this.floor;
    const recorded = contact.onRecord ? this.recordedStage(contact)?.handleSeconds : undefined;
    if (recorded !== undefined) {
      contact.humanObserved = true;
      return recorded;
    }
    const known = scheduledIssue(world, contact.issue)?.handleSeconds;
    if (known !== undefined) return known;
    const { answers } = contact;
    const u = luck.uniform(Purpose.handle, contact.issue, contact.visit, answers - 1);
    const { handleTime } = world.intents[contact.intent]!;
    const work = quantileOf(handleTime, u) * desk.handleFactor * skill.handleFactor;
    // Nothing was said to the AI, nothing is handed on.
    if (contact.customerTurns === 0 && answers === 1) return work;
    const { none, summary } = world.people.handoffTax;
    return work + (contact.withoutContext ? none : summary);
  }

  /** The next contact in this person's hand is done with what it was there for. */
  workEnds(agent: Agent): void {
    const contact = agent.nextDone()!;
    agent.settle(contact);
    switch (contact.stage) {
      case Stage.service:
        return contact.passTo < 0 ? this.serviceEnds(agent, contact) : this.passOn(agent, contact);
      case Stage.dialling:
        return this.dialled(agent, contact);
      default: {
        // Wrap-up, an empty chat, an escort: the customer is long gone.
        this.finish(agent, contact);
        this.letGo(agent, contact);
        this.floor.contacts.release(contact);
      }
    }
  }

  private serviceEnds(agent: Agent, contact: Contact): void {
    const desk = this.deskOf(agent);
    const { wrapUp } = desk;
    contact.resolved = this.personResolves(contact, desk);
    this.addUp(agent, contact);
    contact.wrapUpSeconds = wrapUp;
    contact.agentSeconds += wrapUp / agent.working;
    if (wrapUp > 0) {
      this.stages.endings.record(contact, 'served');
      contact.stage = Stage.wrapUp;
      agent.goOn(contact, wrapUp);
      this.expectNext(agent);
    } else {
      this.finish(agent, contact);
      this.letGo(agent, contact);
      this.stages.endings.end(contact, 'served');
    }
  }

  /** Adds this person's work to the contact's account. */
  private addUp(agent: Agent, contact: Contact): void {
    // With one contact at a time both are the work itself, exactly.
    const alone = this.deskOf(agent).slots === 1;
    contact.handleSeconds += alone ? contact.workSeconds : this.floor.now - contact.serviceFrom;
    contact.agentSeconds += alone ? contact.workSeconds : agent.attentionTo(contact);
  }

  private finish(agent: Agent, contact: Contact): void {
    agent.finish(contact);
  }

  private letGo(agent: Agent, contact: Contact): void {
    if (this.deskOf(agent).release(contact)) this.floor.capacityAppeared = true;
    if (agent.working > 0) this.expectNext(agent);
    else agent.due = -1;
  }

  private personResolves(contact: Contact, desk: Desk): boolean {
    const { luck, world } = this.floor;
    const recorded = contact.onRecord ? this.recordedStage(contact)?.resolved : undefined;
    if (recorded !== undefined) {
      contact.outcomeObserved = true;
      return recorded;
    }
    const { intent, issue, visit } = contact;
    const { personLogit } = world.intents[intent]!;
    if (personLogit === Number.POSITIVE_INFINITY) return true;
    const { difficultySlope } = world.people;
    const z = difficultySlope === 0 ? 0 : normalQuantile(difficultyOf(this.floor, contact));
    const logit = personLogit + difficultySlope * z + desk.skills[intent]!.logit;
    return luck.uniform(Purpose.personResolves, issue, visit) < 1 / (1 + Math.exp(-logit));
  }

  /**
   * The record of a contact on it, where its human stage is this contact's: handed over at the recorded point, and
   * answered there too. What a person did who never answered was never recorded.
   */
  private recordedStage(contact: Contact): RecordedDialogue | undefined {
    if (!this.floor.recordHandsOverHere(contact)) return undefined;
    const recorded = this.floor.recordOf(contact);
    return recorded.answered === false ? undefined : recorded;
  }

  // ── from one team to another ─────────────────────────────────────────────

  /** The team to which a person will pass the contact on; −1 when they keep it. */
  private passesTo(contact: Contact, skill: Skill): number {
    const { luck, staff } = this.floor;
    const { issue, visit, answers, intent } = contact;
    if (luck.uniform(Purpose.passedOn, issue, visit, answers) >= skill.passesOn) return -1;
    return staff.desks.findIndex(
      (other) =>
        other.facts.proficiency[intent] === 1 && other.nextStaffedAt() < Number.POSITIVE_INFINITY,
    );
  }

  /** Cold: the customer is back in a queue. Warm: the first person waits with them. */
  private passOn(agent: Agent, contact: Contact): void {
    const { floor } = this;
    const { warm } = floor.world.people.passesOn;
    const { queues } = floor;
    this.addUp(agent, contact);
    this.finish(agent, contact);
    contact.bounces++;
    floor.frustration.bounced(contact);
    contact.withoutContext = warm === undefined;
    const lane = queues.lane([contact.passTo], 0);
    if (warm === undefined) {
      this.letGo(agent, contact);
    } else {
      const escort = floor.contacts.allocate();
      escort.stage = Stage.escort;
      escort.waitingFrom = floor.now;
      agent.swap(contact, escort);
      contact.escort = escort;
      if (agent.working > 0) this.expectNext(agent);
      else agent.due = -1;
    }
    // They enter the queue after all capacity of this instant has appeared (model.md §5, rank 4).
    contact.stage = Stage.ai;
    contact.backTo = lane;
    contact.timerDue = floor.schedule(floor.now, Rank.arrival, Kind.passedOn, contact.slot);
  }

  /** The second person has answered: the first one tells what there is to tell, and is free. */
  private handOn(contact: Contact): void {
    const escort = contact.escort!;
    const agent = escort.agent!;
    const seconds = this.floor.world.people.passesOn.warm!;
    this.chargeEscort(contact);
    contact.escort = undefined;
    this.work(agent, escort, seconds);
    contact.agentSeconds += seconds / agent.working;
  }

  /** The first person's time while they stayed with the customer, shared with their other chats. */
  private chargeEscort(contact: Contact): void {
    const { agent, waitingFrom } = contact.escort!;
    contact.agentSeconds += (this.floor.now - waitingFrom) / agent!.hand.length;
  }

  /** The customer is gone before the second person came. */
  dismissEscort(contact: Contact): void {
    const { escort } = contact;
    if (escort === undefined) return;
    this.chargeEscort(contact);
    contact.escort = undefined;
    this.letGo(escort.agent!, escort);
    this.floor.contacts.release(escort);
  }

  shiftChange(team: number): void {
    const desk = this.floor.staff.desks[team]!;
    desk.shiftChange();
    this.floor.capacityAppeared = true;
    if (desk.rostered === 0) this.stages.waiting.sendHome(team);
  }
}
