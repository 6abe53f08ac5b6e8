import {
  type Distribution,
  quantileOf,
  shareBelow,
} from '../../scenario/distribution/distribution.js';
import { normalCdf, normalQuantile } from '../../scenario/distribution/normal.js';
import type { RecordedDialogue } from '../../scenario/record/recorded-dialogue.js';
import type { Contact } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import { Purpose } from '../luck/luck.js';

/** Records are in whole seconds: a wait of 0 s that somebody gave up took about half of one. */
const ROUNDING = 0.5;

/** How long one kind of customer waits. */
interface Endurance {
  readonly distribution: Distribution;
  /** Times as long as that. */
  readonly factor: number;
}

/** How long customers would wait, and what being told the wait does to it. */
export class Patience {
  private readonly someBalk: boolean;
  /** By segment, channel and intent. */
  private readonly endurances: readonly Endurance[];

  constructor(private readonly floor: Floor) {
    const { channels, customers, intents, segments } = floor.world;
    const { perAnnouncedMinute, share } = customers.balking;
    this.someBalk = share > 0 || perAnnouncedMinute > 0;
    this.endurances = segments.flatMap(({ patience: ofSegment, patienceFactor: factor }) =>
      channels.flatMap(({ patience: ofChannel }) =>
        intents.map(({ patience: ofIntent }) => {
          const distribution = ofSegment ?? ofChannel ?? ofIntent ?? customers.patience;
          return { distribution, factor };
        }),
      ),
    );
  }

  private enduranceOf({ channel, intent, segment }: Contact): Endurance {
    const { channels, intents } = this.floor.world;
    return this.endurances[(segment * channels.length + channel) * intents.length + intent]!;
  }

  /**
   * Patience begins to run, in knowledge of what was announced on entry.
   *
   * @param stay which of their stays it is, as an index of luck
   */
  begin(contact: Contact, stay = contact.entries - 1): void {
    contact.patientUntil = this.floor.now + this.draw(contact, stay);
    if (contact.announcedUntil < Number.POSITIVE_INFINITY) {
      this.reconsider(contact, Number.POSITIVE_INFINITY);
    }
    this.schedule(contact);
  }

  /**
   * Seconds this customer would wait: partly theirs for good, partly of the day. Joined as a
   * Gaussian copula, so that each stay's patience has exactly the scenario's distribution.
   */
  private draw(contact: Contact, stay: number): number {
    const known = this.floor.scheduled?.[contact.issue]?.patience;
    if (known !== undefined) return known;
    const { distribution, factor } = this.enduranceOf(contact);
    if (distribution.kind === 'never') return Number.POSITIVE_INFINITY;
    const recorded = stay < contact.entries ? this.recordedStay(contact) : undefined;
    if (recorded !== undefined) return this.drawGiven(recorded, contact, stay);
    return quantileOf(distribution, this.shareOf(contact, stay)) * factor;
  }

  /** The customer's place among all, from the least patient: 0 to 1. */
  private shareOf(contact: Contact, stay: number): number {
    const { luck, world } = this.floor;
    const { patienceFrailty } = world.customers;
    const { issue, visit } = contact;
    const u = luck.uniform(Purpose.patience, issue, visit + 1, stay);
    return patienceFrailty === 0 ? u : this.jointShareOf(issue, u);
  }

  /** In part the customer's own for good, in part that of today. */
  private jointShareOf(issue: number, u: number): number {
    const { luck, world } = this.floor;
    const { patienceFrailty } = world.customers;
    const own = normalQuantile(luck.uniform(Purpose.patience, issue));
    const today = normalQuantile(u);
    return normalCdf(Math.sqrt(patienceFrailty) * own + Math.sqrt(1 - patienceFrailty) * today);
  }

  /** What the record of this very wait leaves open. */
  private drawGiven(recorded: RecordedDialogue, contact: Contact, stay: number): number {
    const stayed = recorded.waitSeconds!;
    if (recorded.answered === false) return Math.max(stayed, ROUNDING);
    const { distribution, factor } = this.enduranceOf(contact);
    const u = this.shareOf(contact, stay);
    if (stayed === 0) return quantileOf(distribution, u) * factor;
    // They stayed so long and were then answered: they would have waited longer still.
    const below = shareBelow(distribution, stayed / factor);
    const beyond = quantileOf(distribution, Math.min(below + (1 - below) * u, 1 - 1e-12));
    return Math.max(stayed, beyond * factor);
  }

  /** What the record shows of this very wait: the first, on the recorded visit. */
  private recordedStay(contact: Contact): RecordedDialogue | undefined {
    if (contact.dialogue < 0 || contact.visit > 0 || contact.entries > 1) return undefined;
    const recorded = this.floor.recordOf(contact);
    return recorded.waitSeconds === undefined ? undefined : recorded;
  }

  private schedule(contact: Contact): void {
    const at = contact.patientUntil;
    if (at === Number.POSITIVE_INFINITY) return this.stop(contact);
    contact.patienceDue = this.floor.setDeadline(contact, at, Rank.abandonment, Kind.patienceEnds);
  }

  /** They wait no longer, or with all the patience in the world. */
  stop(contact: Contact): void {
    if (contact.patienceDue < 0) return;
    contact.patienceDue = -1;
    this.floor.events.callOff(contact.slot);
  }

  /** Whether they refuse to join the queue. Who has already been with a person does not. */
  balks(contact: Contact): boolean {
    return this.someBalk && !contact.promised && contact.answers === 0 && this.turnsBack(contact);
  }

  private turnsBack(contact: Contact): boolean {
    const { luck, now, world } = this.floor;
    const { share, perAnnouncedMinute } = world.customers.balking;
    const { announcedUntil, entries, issue, visit } = contact;
    const told = announcedUntil < Number.POSITIVE_INFINITY ? (announcedUntil - now) / 60 : 0;
    return luck.uniform(Purpose.balks, issue, visit, entries) < share + perAnnouncedMinute * told;
  }

  /**
   * Tells the expected wait, or a fixed one whatever is true, and the customer takes it in. Nothing
   * is told that nobody knows.
   */
  announce(contact: Contact, what: 'wait' | number): void {
    const { floor } = this;
    const { now } = floor;
    const { bias } = floor.world.customers.announcements;
    const seconds = what === 'wait' ? floor.expectedWait(contact) * bias : what;
    if (seconds === Number.POSITIVE_INFINITY) return;
    floor.tell(contact, 'is-told-wait', undefined, seconds);
    floor.frustration.announcement(contact);
    const toldBefore = contact.announcedUntil;
    contact.announced = true;
    contact.announcedUntil = now + seconds;
    if (contact.patienceDue < 0) return;
    const before = contact.patientUntil;
    this.reconsider(contact, toldBefore);
    if (contact.patientUntil !== before) this.schedule(contact);
  }

  /**
   * What is left of their patience, now that they know how long it will take. Knowing changes it
   * once; being told anew only moves the time from which it runs out faster.
   */
  private reconsider(contact: Contact, toldBefore: number): void {
    const { now, world } = this.floor;
    const { patienceFactor, pastFactor } = world.customers.announcements;
    const { announcedUntil, patientUntil } = contact;
    let left = patientUntil - now;
    if (toldBefore === Number.POSITIVE_INFINITY) left *= patienceFactor;
    else left += Math.max(0, patientUntil - Math.max(now, toldBefore)) * (pastFactor - 1);
    const within = Math.max(0, announcedUntil - now);
    contact.patientUntil = now + (left <= within ? left : within + (left - within) / pastFactor);
  }
}
