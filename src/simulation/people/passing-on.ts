import { type Contact, Stage } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import { Purpose } from '../luck/luck.js';
import type { Agent } from './agent.js';
import type { Skill } from './desk.js';
import type { Hands } from './hands.js';

/** From one team to another: cold, back into a queue, or warm, with the first person staying on. */
export class PassingOn {
  constructor(
    private readonly floor: Floor,
    private readonly hands: Hands,
  ) {}

  /** The team to which a person will pass the contact on; −1 when they keep it. */
  teamFor(contact: Contact, skill: Skill): number {
    const { luck, staff } = this.floor;
    const { issue, visit, answers, intent } = contact;
    if (luck.uniform(Purpose.passedOn, issue, visit, answers) >= skill.passesOn) return -1;
    return staff.desks.findIndex(
      (other) => other.facts.proficiency[intent] === 1 && other.isOpen(),
    );
  }

  /** Cold: the customer is back in a queue. Warm: the first person waits with them. */
  passOn(agent: Agent, contact: Contact): void {
    const { floor } = this;
    const { warm } = floor.world.people.passesOn;
    this.hands.addUp(agent, contact);
    agent.finish(contact);
    contact.bounces++;
    contact.silenceDue = -1;
    floor.tell(contact, 'passed-on', contact.passTo);
    floor.frustration.bounced(contact);
    contact.withoutContext = warm === undefined;
    const lane = floor.queues.lane([contact.passTo], 0);
    if (warm === undefined) {
      this.hands.letGo(agent, contact);
    } else {
      const escort = floor.contacts.allocate();
      escort.stage = Stage.escort;
      // Whose it is: how soon the person is ready afterwards is the luck of this contact.
      escort.issue = contact.issue;
      escort.visit = contact.visit;
      escort.answers = contact.answers;
      escort.waitingFrom = floor.now;
      agent.swap(contact, escort);
      contact.escort = escort;
      this.hands.expectNext(agent);
    }
    // They enter the queue after all capacity of this instant has appeared (model.md §5, rank 4).
    contact.stage = Stage.ai;
    contact.backTo = lane;
    contact.timerDue = floor.schedule(floor.now, Rank.arrival, Kind.passedOn, contact.slot);
  }

  /** The second person has answered: the first one tells what there is to tell, and is free. */
  handOn(contact: Contact): void {
    const escort = contact.escort!;
    const agent = escort.agent!;
    const seconds = this.floor.world.people.passesOn.warm!;
    this.chargeEscort(contact);
    contact.escort = undefined;
    this.hands.work(agent, escort, seconds);
    contact.agentSeconds += agent.costOf(seconds);
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
    this.hands.letGo(escort.agent!, escort);
    this.floor.contacts.release(escort);
  }
}
