import { quantileOf } from '../scenario/distribution/distribution.js';
import { type Contact, Stage } from './contact.js';
import { type Floor, Kind, Rank } from './floor.js';
import { leastTolerance, toleranceOf } from './issues.js';
import { Purpose } from './luck/luck.js';
import { type ContactRecord, type Ending, wasHeard } from './record.js';
import type { Stages } from './stages.js';

/** The end of a contact: its record goes to the sink, its slot is freed, and maybe it comes back. */
export class Endings {
  private readonly leastTolerance: number;

  constructor(
    private readonly floor: Floor,
    private readonly stages: Stages,
  ) {
    this.leastTolerance = leastTolerance(floor.world);
  }

  /** The contact is over and leaves the floor. `resolved` has been set by the caller. */
  end(contact: Contact, ending: Ending): void {
    this.record(contact, ending);
    this.floor.contacts.release(contact);
  }

  /** The contact is over for its customer; its slot is still needed by somebody. */
  record(contact: Contact, ending: Ending): void {
    const { floor } = this;
    floor.frustration.advance(contact);
    contact.ending = ending;
    contact.endedAt = floor.now;
    floor.lastEnd = floor.now;
    floor.tell(contact, 'ends');
    contact.turnDue = -1;
    contact.silenceDue = -1;
    contact.boiledOver =
      contact.frustrationPeak >= this.leastTolerance &&
      contact.frustrationPeak >= toleranceOf(floor, contact);
    contact.support = this.support(contact);
    if (contact.resolved === false && ending !== 'open') this.returns(contact, ending);
    if (contact.arrivedAt < floor.world.measuredFrom) return;
    floor.ended++;
    floor.sink.contact(contact);
  }

  /** Over with the AI. A transfer that was still pending is off. */
  endWithAi(contact: Contact, ending: 'ai-resolved' | 'left-ai'): void {
    if (contact.lane !== undefined) this.floor.queues.leave(contact);
    if (contact.agent !== undefined) this.stages.human.stopsRinging(contact);
    this.end(contact, ending);
  }

  /** Whoever is still in flight when a round-the-clock run ends is censored, not dropped. */
  censor(): void {
    // In one order, whatever places in the pool they have: sums must not depend on it.
    const open = [...this.floor.contacts.open()].sort(
      (a, b) => a.issue - b.issue || a.visit - b.visit,
    );
    for (const contact of open) {
      const customerIsThere = !Number.isNaN(contact.arrivedAt) && Number.isNaN(contact.endedAt);
      if (!customerIsThere) continue;
      if (contact.stage === Stage.waiting || contact.stage === Stage.ringing) {
        this.stages.waiting.stopsWaiting(contact);
      }
      this.stages.waiting.promises.settle(contact);
      contact.resolved = undefined;
      this.record(contact, 'open');
    }
    this.floor.queues.empty();
    this.floor.contacts.releaseAll();
  }

  private support(contact: Contact): ContactRecord['support'] {
    if (contact.dialogue < 0) return 'synthetic';
    if (!contact.onRecord) {
      // Off record at the hand-over itself, or at a word before it.
      const { handoverAfter } = this.floor.recordOf(contact);
      return contact.observedTurns === handoverAfter ? 'later' : 'diverged';
    }
    if (contact.team < 0) return 'neither';
    return this.floor.recordHandsOverHere(contact) ? 'same-point' : 'earlier';
  }

  /**
   * When the customer comes back about an unresolved issue. Due before closing it becomes a repeat
   * contact with the issue's own luck; later it is only counted.
   */
  private returns(contact: Contact, ending: Ending): void {
    const { luck, now, world } = this.floor;
    const { returns } = world.customers;
    const { issue, visit } = contact;
    if (visit + 1 >= returns.maxVisits) return;
    const { probability, after } = wasHeard(ending) ? returns.unresolved : returns.abandoned;
    if (luck.uniform(Purpose.returns, issue, visit) >= probability) return;
    contact.returnsAt = now + quantileOf(after, luck.uniform(Purpose.returnDelay, issue, visit));
    if (contact.returnsAt < world.closesAt) {
      const repeat = this.floor.repeats.add(issue, visit + 1, contact.later);
      this.floor.schedule(contact.returnsAt, Rank.arrival, Kind.repeatContact, repeat);
    }
  }
}
