import type { Contact } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import type { Agent } from './agent.js';
import { Readiness } from './readiness.js';

/** Having contacts in hand: work begins, adds up and ends, whatever it is there for. */
export class Hands {
  readonly readiness: Readiness;

  constructor(private readonly floor: Floor) {
    this.readiness = new Readiness(floor);
  }

  /** Starts `seconds` of work on a contact in hand. */
  work(agent: Agent, contact: Contact, seconds: number): void {
    agent.begin(contact, seconds);
    if (agent.working === 1) this.expect(agent, contact);
    else this.expectNext(agent);
  }

  /** Sets the one event at which the next contact in this person's hand will be done. */
  expectNext(agent: Agent): void {
    const contact = agent.nextDone();
    if (contact === undefined) agent.expectNothing();
    else this.expect(agent, contact);
  }

  private expect(agent: Agent, contact: Contact): void {
    const at = agent.doneTime(contact);
    agent.upNext = contact;
    agent.due = this.floor.schedule(at, Rank.capacityAppears, Kind.workEnds, agent.id);
  }

  /** Adds this person's work to the contact's account. */
  addUp(agent: Agent, contact: Contact): void {
    // With one contact at a time both are the work itself, exactly.
    const alone = agent.desk.slots === 1;
    contact.handleSeconds += alone ? contact.workSeconds : this.floor.now - contact.serviceFrom;
    contact.agentSeconds += alone ? contact.workSeconds : agent.attentionTo(contact);
  }

  /** A contact leaves a person's hand; somebody else may get them. */
  letGo(agent: Agent, contact: Contact): void {
    this.release(contact);
    this.readiness.begins(agent, contact);
    if (agent.working > 0) this.expectNext(agent);
    else agent.expectNothing();
  }

  /** A person takes nothing new until a time; one who is set aside for longer stays so. */
  setAside(agent: Agent, until: number): void {
    agent.desk.setAside(agent);
    if (agent.backDue >= 0 && agent.backAt >= until) return;
    agent.backAt = until;
    agent.backDue = this.floor.schedule(until, Rank.capacityAppears, Kind.agentBack, agent.id);
  }

  /** Frees the slot of a contact that no work is being done on. */
  release(contact: Contact): void {
    if (contact.agent!.desk.release(contact)) this.floor.capacityAppeared = true;
  }
}
