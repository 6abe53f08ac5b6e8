import type { AiDesk as AiDeskFacts } from '../../scenario/world.js';
import type { Contact } from '../contact.js';

/**
 * How many replies the AI works on at once. A reply beyond that waits for its turn, first come
 * first served; a contact that meanwhile found a person is passed over.
 */
export class AiDesk {
  private working = 0;
  private waiting: { contact: Contact; ticket: number }[] = [];
  /** Of those, how many have had their turn: taking them off the front would move all others. */
  private served = 0;
  private tickets = 0;

  constructor(private readonly facts: AiDeskFacts) {}

  /** True if work on the reply starts now; otherwise `next` will name the contact. */
  starts(contact: Contact): boolean {
    if (this.facts.capacity === Number.POSITIVE_INFINITY) return true;
    if (this.working < this.facts.capacity) {
      this.working++;
      return true;
    }
    contact.turnDue = -2 - this.tickets++; // below every number of an event
    this.waiting.push({ contact, ticket: contact.turnDue });
    return false;
  }

  /** A reply is out; the contact whose reply is begun in its place, if any. */
  next(): Contact | undefined {
    if (this.facts.capacity === Number.POSITIVE_INFINITY) return undefined;
    for (;;) {
      const first = this.waiting[this.served];
      if (first === undefined) {
        this.forget();
        this.working--;
        return undefined;
      }
      if (++this.served > 1000 && this.served > this.waiting.length / 2) this.forget();
      if (first.contact.turnDue === first.ticket) return first.contact;
    }
  }

  private forget(): void {
    this.waiting.splice(0, this.served);
    this.served = 0;
  }

  reset(): void {
    this.working = 0;
    this.waiting = [];
    this.served = 0;
    this.tickets = 0;
  }
}
