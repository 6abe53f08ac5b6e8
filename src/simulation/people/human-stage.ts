import type { Ring } from '../../scenario/world.js';
import { type Contact, hasSaidNothing, Stage } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import { Purpose } from '../luck/luck.js';
import { isBefore } from '../queue/queues.js';
import type { Stages } from '../stages.js';
import type { View } from '../view.js';
import type { Agent } from './agent.js';
import type { Desk } from './desk.js';
import { Hands } from './hands.js';
import { PassingOn } from './passing-on.js';
import { Service } from './service.js';
import { Silence } from './silence.js';

/** With people: who gets whom, ringing or dialling, the answer, the end of the work, wrap-up. */
export class HumanStage {
  readonly passing: PassingOn;
  readonly silence: Silence;
  readonly hands: Hands;
  private readonly service: Service;

  constructor(
    private readonly floor: Floor,
    private readonly stages: Stages,
    view: View,
  ) {
    this.hands = new Hands(floor);
    this.service = new Service(floor);
    this.passing = new PassingOn(floor, this.hands);
    this.silence = new Silence(floor, stages, this.hands, view);
  }

  // ── assignment ───────────────────────────────────────────────────────────

  /** Gives free people the waiting: longest credited wait first, each to the team it prefers. */
  assignWaiting(): void {
    const { floor } = this;
    const { staff } = floor;
    const { lanes } = floor.queues;
    floor.capacityAppeared = false;
    do {
      let best: Contact | undefined;
      let bestDesk: Desk | undefined;
      for (let i = 0; i < lanes.length; i++) {
        const lane = lanes[i]!;
        for (let next = lane.head; next !== undefined; next = next.next) {
          if (best !== undefined && !isBefore(next, best)) break;
          const desk = staff.firstFree(lane, next);
          if (desk !== undefined) {
            best = next;
            bestDesk = desk;
          }
          // Without personal intents whoever could take any of a lane could take its head.
          if (desk !== undefined || !staff.somePick) break;
        }
      }
      if (best === undefined) return;
      this.take(best, bestDesk!);
    } while (staff.someFree());
  }

  /** Puts a contact, waiting or just handed over, into the hand of a free person of the team. */
  take(contact: Contact, desk: Desk): void {
    if (contact.lane !== undefined) this.floor.queues.leave(contact);
    const agent = desk.give(contact);
    if (contact.stage === Stage.ghost) {
      this.hands.work(agent, contact, desk.facts.noticeAfter);
    } else if (contact.promised) {
      if (contact.ticket) this.answer(agent, contact);
      else this.dial(agent, contact);
    } else if (desk.rings) {
      this.ring(contact, desk);
    } else {
      this.answer(agent, contact);
    }
  }

  // ── before the first word ────────────────────────────────────────────────

  private ring(contact: Contact, desk: Desk): void {
    const { floor } = this;
    floor.frustration.advance(contact);
    // Whoever was back with the AI goes on with it until somebody answers.
    if (contact.stage === Stage.waiting) contact.stage = Stage.ringing;
    contact.rings++;
    floor.tell(contact, 'rings', desk.team);
    const ring = desk.facts.ring!;
    contact.timerDue = floor.schedule(
      floor.now +
        (this.ringMissed(contact, ring) ? this.timeout(contact, ring) : ring.answeredAfter),
      Rank.capacityAppears,
      Kind.ringEnds,
      contact.slot,
    );
  }

  /** Seconds until it stops ringing: the policy's own, else the team's. */
  private timeout(contact: Contact, ring: Ring): number {
    return this.floor.routeOf(contact).transfer.acceptWithin ?? ring.timeout;
  }

  private ringMissed(contact: Contact, ring: Ring): boolean {
    if (ring.answeredAfter > this.timeout(contact, ring)) return true;
    const { issue, visit, rings } = contact;
    return this.floor.luck.uniform(Purpose.ringMissed, issue, visit, rings) < ring.missed;
  }

  ringEnds(contact: Contact): void {
    const { floor } = this;
    const agent = contact.agent!;
    const desk = agent.desk;
    const ring = desk.facts.ring!;
    if (!this.ringMissed(contact, ring)) return this.answer(agent, contact);
    this.hands.setAside(agent, floor.now + ring.away);
    floor.tell(contact, 'ring-missed', desk.team);
    this.stopsRinging(contact);
    this.stages.waiting.requeue(contact);
  }

  /** The phone on the agent's desk falls silent. */
  stopsRinging(contact: Contact): void {
    contact.timerDue = -1;
    this.hands.release(contact);
  }

  agentBack(agent: Agent): void {
    agent.backDue = -1;
    // Sent home meanwhile, and perhaps called in again: then nobody is waiting for them.
    agent.unready = false;
    if (agent.away && agent.desk.back(agent)) this.floor.capacityAppeared = true;
  }

  private dial(agent: Agent, contact: Contact): void {
    this.stages.waiting.stopsWaiting(contact);
    contact.stage = Stage.dialling;
    this.floor.tell(contact, 'is-dialled', agent.team);
    this.hands.work(agent, contact, this.floor.world.customers.callbacks.dial);
  }

  /** The person has dialled; the customer picks up, or not. */
  private dialled(agent: Agent, contact: Contact): void {
    const { floor } = this;
    const { issue, visit } = contact;
    contact.calls++;
    const u = floor.luck.uniform(Purpose.answersCallback, issue, visit, contact.calls);
    contact.agentSeconds += agent.attentionTo(contact);
    agent.finish(contact);
    if (u < floor.world.customers.callbacks.answered) return this.answer(agent, contact);
    this.hands.letGo(agent, contact);
    this.stages.waiting.notReached(contact);
  }

  // ── the work ─────────────────────────────────────────────────────────────

  private answer(agent: Agent, contact: Contact): void {
    const { floor } = this;
    const { frustration } = floor;
    const desk = agent.desk;
    this.stages.waiting.stopsWaiting(contact);
    contact.turnDue = -1;
    contact.offer = undefined;
    contact.collecting = undefined;
    contact.promised = false;
    contact.stage = Stage.service;
    contact.team = desk.team;
    contact.answers++;
    if (!contact.ticket) this.meets(contact);
    floor.tell(contact, 'answered', desk.team, undefined, agent.id);
    if (contact.withoutContext) this.hearsItAgain(contact);
    if (!contact.ticket) frustration.personAnswers(contact);
    if (contact.escort !== undefined) this.passing.handOn(contact);
    const skill = desk.skills[contact.intent]!;
    const passesOn = skill.passesOn > 0 && !contact.ticket;
    contact.passTo = passesOn ? this.passing.teamFor(contact, skill) : -1;
    contact.workSeconds =
      contact.passTo < 0
        ? this.service.handleTime(contact, desk, skill)
        : floor.world.people.passesOn.after;
    contact.serviceFrom = floor.now;
    this.hands.work(agent, contact, contact.workSeconds);
    if (desk.facts.fallsSilent !== undefined && !contact.ticket)
      this.silence.mayCome(contact, agent);
  }

  /** The first human word reaches the customer; of a ticket, when the work on it is done. */
  private meets(contact: Contact): void {
    if (Number.isNaN(contact.answeredAt)) contact.answeredAt = this.floor.now;
    this.stages.waiting.promises.settle(contact);
  }

  /** Handed over without a summary: what was said before is said again. */
  private hearsItAgain(contact: Contact): void {
    if (hasSaidNothing(contact)) return;
    contact.reexplained++;
    this.floor.frustration.explainsAgain(contact);
  }

  private answersInWriting(contact: Contact): void {
    this.meets(contact);
    this.floor.frustration.personAnswers(contact);
  }

  /** The next contact in this person's hand is done with what it was there for. */
  workEnds(agent: Agent): void {
    const contact = agent.upNext!;
    agent.settle(contact);
    switch (contact.stage) {
      case Stage.service:
        return contact.passTo < 0
          ? this.serviceEnds(agent, contact)
          : this.passing.passOn(agent, contact);
      case Stage.dialling:
        return this.dialled(agent, contact);
      default: {
        // Wrap-up, an empty chat, an escort: the customer is long gone.
        agent.finish(contact);
        this.hands.letGo(agent, contact);
        this.floor.contacts.release(contact);
      }
    }
  }

  private serviceEnds(agent: Agent, contact: Contact): void {
    const desk = agent.desk;
    const { wrapUp } = desk;
    contact.silenceDue = -1;
    if (contact.ticket) this.answersInWriting(contact);
    contact.resolved = this.service.resolves(contact, desk);
    this.floor.tell(contact, 'work-done', desk.team);
    this.hands.addUp(agent, contact);
    contact.wrapUpSeconds = wrapUp;
    if (wrapUp > 0) {
      contact.agentSeconds += agent.costOf(wrapUp);
      this.stages.endings.record(contact, 'served');
      contact.stage = Stage.wrapUp;
      agent.goOn(contact, wrapUp);
      this.hands.expectNext(agent);
    } else {
      agent.finish(contact);
      this.hands.letGo(agent, contact);
      this.stages.endings.end(contact, 'served');
    }
  }

  shiftChange(team: number): void {
    const desk = this.floor.staff.desks[team]!;
    desk.shiftChange();
    this.floor.capacityAppeared = true;
    if (desk.rostered === 0) this.stages.waiting.sendHome(team);
  }
}
