import { ABSENT, FAULT, type ServingAction, TRUE } from '../../policy/policy.js';
import { type Contact, Stage } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import { Purpose } from '../luck/luck.js';
import type { Stages } from '../stages.js';
import { JUST_PAST, nextLook } from '../stopwatch.js';
import type { View } from '../view.js';
import type { Agent } from './agent.js';
import type { Hands } from './hands.js';

/** Stays with a silent person are numbered from here on, apart from stays in a queue. */
const SILENCES = 1 << 16;
/** Before everybody who waits, whatever priority they have: more than any queue is old. */
export const HEAD = 100 * 86_400;

/**
 * A person takes a contact and then forgets it. The contact keeps its slot but gets no work; the
 * customer waits as in a queue, with fresh patience. Serving rules may take the contact away from
 * them; otherwise they speak again after a while, or the customer gives up. Who loses a contact this
 * way takes nothing new until then.
 */
export class Silence {
  constructor(
    private readonly floor: Floor,
    private readonly stages: Stages,
    private readonly hands: Hands,
    private readonly view: View,
  ) {}

  /** A person has answered; perhaps they will forget. */
  mayCome(contact: Contact, agent: Agent): void {
    const { luck, now } = this.floor;
    const silence = agent.desk.facts.fallsSilent!;
    const { issue, visit, answers } = contact;
    if (luck.uniform(Purpose.fallsSilent, issue, visit, answers) >= silence.share) return;
    this.schedule(contact, now + silence.after, Rank.turn, Kind.fallsSilent);
  }

  begins(contact: Contact): void {
    const { floor } = this;
    const agent = contact.agent!;
    floor.frustration.advance(contact);
    // Several chats share the person's time, and what this one has had is its own to pay for.
    if (agent.desk.slots > 1) contact.agentSeconds += agent.attentionTo(contact);
    contact.workLeft = agent.workLeftOf(contact);
    agent.finish(contact);
    this.hands.expectNext(agent);
    contact.stage = Stage.silent;
    contact.silences++;
    contact.silentFrom = floor.now;
    // What they were told of the queue says nothing of this wait.
    contact.announcedUntil = Number.POSITIVE_INFINITY;
    floor.tell(contact, 'person-silent', agent.team);
    this.schedule(contact, this.speaksAgainAt(contact), Rank.capacityAppears, Kind.speaksAgain);
    this.stages.waiting.patience.begin(contact, SILENCES + contact.silences);
    this.expectLook(contact, -1);
  }

  private speaksAgainAt({ agent, silentFrom }: Contact): number {
    return silentFrom + agent!.desk.facts.fallsSilent!.lasts;
  }

  ends(contact: Contact): void {
    const agent = contact.agent!;
    this.isOver(contact);
    contact.stage = Stage.service;
    // Who has one contact at a time has nothing else to do meanwhile: it is their time, too.
    contact.workSeconds += this.floor.now - contact.silentFrom;
    this.floor.tell(contact, 'person-speaks', agent.team);
    this.hands.work(agent, contact, contact.workLeft);
  }

  /** The customer gives up, or somebody else is to have them: the work so far is all there was. */
  isLeft(contact: Contact): void {
    const { floor } = this;
    const agent = contact.agent!;
    const desk = agent.desk;
    const back = this.speaksAgainAt(contact);
    this.isOver(contact);
    if (desk.slots === 1) {
      contact.workSeconds += floor.now - contact.silentFrom - contact.workLeft;
      contact.handleSeconds += contact.workSeconds;
      contact.agentSeconds += contact.workSeconds;
    } else {
      contact.handleSeconds += floor.now - contact.serviceFrom;
    }
    this.hands.setAside(agent, back);
    this.hands.letGo(agent, contact);
  }

  private isOver(contact: Contact): void {
    this.floor.frustration.advance(contact);
    contact.silenceDue = -1;
    this.stages.waiting.patience.stop(contact);
    contact.timerDue = -1;
  }

  private schedule(contact: Contact, at: number, rank: number, kind: number): void {
    contact.silenceDue = this.floor.schedule(at, rank, kind, contact.slot);
  }

  // ── serving rules ────────────────────────────────────────────────────────

  /** Sets the timer for the next instant at which a rule may come to hold. */
  private expectLook(contact: Contact, looked: number): void {
    const { floor } = this;
    const looks = floor.policy.serving.map((rule) => nextLook(rule, looked));
    const next = Math.min(...looks);
    if (next === Number.POSITIVE_INFINITY) return;
    const at = Math.max(floor.now, contact.silentFrom + next);
    contact.timerDue = floor.schedule(at, Rank.waitingRule, Kind.servingTimer, contact.slot);
  }

  /** The timer rings: the first rule that holds decides. */
  look(contact: Contact): void {
    const { floor, view } = this;
    const { serving } = floor.policy;
    const silent = floor.now - contact.silentFrom + JUST_PAST;
    view.contact = contact;
    view.silentFor = silent;
    floor.trace?.deciding?.(contact, { at: floor.now, point: 'serving', sight: view });
    let decided = -1;
    for (let index = 0; index < serving.length && decided < 0; index++) {
      const truth = serving[index]!.condition(view);
      if (truth === TRUE) decided = index;
      else if (truth === ABSENT) floor.absent[floor.firstServing + index]!++;
      else if (truth === FAULT) {
        throw floor.fault(contact, serving[index]!.id);
      }
    }
    view.silentFor = Number.NaN;
    if (decided < 0) return this.expectLook(contact, silent);
    const { action } = serving[decided]!;
    floor.noteFired(contact, floor.firstServing + decided);
    floor.trace?.decided?.(contact, {
      at: floor.now,
      point: 'serving',
      rule: decided,
      action,
      instead: false,
    });
    this.takeAway(contact, action);
  }

  /** From the silent person, back into the queue. */
  private takeAway(contact: Contact, { handback, requeue }: ServingAction): void {
    const { floor, stages } = this;
    const { lane } = floor.routeOf(contact);
    this.isLeft(contact);
    floor.tell(contact, 'requeued', lane.teams[0]!);
    const priority = requeue === 'head' ? HEAD : lane.priority;
    stages.waiting.enter(contact, floor.queues.lane(lane.teams, priority), true);
    if (handback && contact.stage === Stage.waiting && contact.lane !== undefined) {
      stages.waiting.handBack(contact);
    }
  }
}
