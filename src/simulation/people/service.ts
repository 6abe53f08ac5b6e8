import { quantileOf } from '../../scenario/distribution/distribution.js';
import { normalQuantile } from '../../scenario/distribution/normal.js';
import type { RecordedDialogue } from '../../scenario/record/recorded-dialogue.js';
import { type Contact, hasSaidNothing } from '../contact.js';
import type { Floor } from '../floor.js';
import { difficultyOf } from '../issues.js';
import { Purpose } from '../luck/luck.js';
import type { Desk, Skill } from './desk.js';

/** What a person's work on a contact takes, and whether it helps: recorded, or modelled. */
export class Service {
  constructor(private readonly floor: Floor) {}

  /** Seconds of a person's work on the contact. */
  handleTime(contact: Contact, desk: Desk, skill: Skill): number {
    const { luck, scheduled, world } = this.floor;
    const known = scheduled === undefined && !contact.onRecord ? undefined : this.known(contact);
    if (known !== undefined) return known;
    const { answers, issue, visit } = contact;
    const u = luck.uniform(Purpose.handle, issue, visit, answers - 1);
    const { handleTime } = world.intents[contact.intent]!;
    const work = quantileOf(handleTime, u) * desk.handleFactor * skill.handleFactor;
    return hasSaidNothing(contact) ? work : this.withTax(contact, work);
  }

  private withTax(contact: Contact, work: number): number {
    const { handoffTax, slotSaves } = this.floor.world.people;
    const saved = contact.slots * slotSaves;
    const tax = contact.withoutContext ? handoffTax.none : handoffTax.summary;
    return Math.max(0, work + tax - saved);
  }

  /** What the record or the list of arrivals says of the work. */
  private known(contact: Contact): number | undefined {
    const recorded = contact.onRecord ? this.recordedStage(contact)?.handleSeconds : undefined;
    if (recorded === undefined) return this.floor.scheduled?.[contact.issue]?.handleSeconds;
    contact.humanObserved = true;
    return recorded;
  }

  /** Whether the person solves the issue. */
  resolves(contact: Contact, desk: Desk): boolean {
    const recorded = contact.onRecord ? this.recordedStage(contact)?.resolved : undefined;
    if (recorded !== undefined) {
      contact.outcomeObserved = true;
      return recorded;
    }
    const { personLogit } = this.floor.world.intents[contact.intent]!;
    return personLogit === Number.POSITIVE_INFINITY || this.finds(contact, desk, personLogit);
  }

  /** Whether their luck holds, and the customer's. */
  private finds(contact: Contact, desk: Desk, personLogit: number): boolean {
    const { luck, world } = this.floor;
    const { intent, issue, visit } = contact;
    const { difficultySlope } = world.people;
    const z = difficultySlope === 0 ? 0 : normalQuantile(difficultyOf(this.floor, contact));
    const logit = personLogit + difficultySlope * z + desk.skills[intent]!.logit;
    return luck.uniform(Purpose.personResolves, issue, visit) < 1 / (1 + Math.exp(-logit));
  }

  /**
   * The record of a contact on it, where its human stage is this contact's: handed over at the
   * recorded point, and answered there too. What a person did who never answered was never recorded.
   */
  private recordedStage(contact: Contact): RecordedDialogue | undefined {
    if (contact.ticket || contact.callback) return undefined; // nobody was promised anything then
    if (!this.floor.recordHandsOverHere(contact)) return undefined;
    const recorded = this.floor.recordOf(contact);
    return recorded.answered === false ? undefined : recorded;
  }
}
