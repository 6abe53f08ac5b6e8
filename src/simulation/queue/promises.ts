import type { Contact } from '../contact.js';
import type { Floor } from '../floor.js';
import { Purpose } from '../luck/luck.js';

/** Calls and replies in writing that customers were promised, and whether they came in time. */
export class Promises {
  constructor(private readonly floor: Floor) {}

  /** The customer hangs on no longer. `within`: seconds that they are told; infinite for none. */
  make(contact: Contact, way: 'callback' | 'ticket', within: number): void {
    const { floor } = this;
    contact.promised = true;
    contact.callback = way === 'callback';
    contact.ticket = way === 'ticket';
    contact.callbackAt = way === 'callback' ? floor.now : Number.NaN;
    contact.promiseOpen = within < Number.POSITIVE_INFINITY;
    contact.promisedBy = contact.promiseOpen ? floor.now + within : Number.NaN;
    floor.tell(
      contact,
      way === 'callback' ? 'promised-call' : 'promised-reply',
      undefined,
      contact.promiseOpen ? within : undefined,
    );
  }

  /** Whether they take what a waiting rule offers them in place of the queue. */
  isAccepted(contact: Contact, way: 'callback' | 'ticket'): boolean {
    const { luck, world } = this.floor;
    const { issue, visit, entries } = contact;
    const purpose = way === 'callback' ? Purpose.acceptsCallback : Purpose.acceptsTicket;
    const accepts = luck.uniform(purpose, issue, visit, entries) < world.customers.accepts[way];
    if (accepts) contact.acceptedOffers++;
    else contact.declinedOffers++;
    this.floor.tell(contact, accepts ? 'accepts-offer' : 'declines-offer');
    return accepts;
  }

  /** Time is up for a promise, or it is kept: the call or reply comes now, or the world ends. */
  settle(contact: Contact): void {
    if (!contact.promiseOpen) return;
    if (this.floor.now > contact.promisedBy) this.breaks(contact);
    else if (!contact.promised && !Number.isNaN(contact.answeredAt)) contact.promiseOpen = false;
  }

  /** Nobody will ever make it good. */
  breaks(contact: Contact): void {
    if (!contact.promiseOpen) return;
    contact.promiseOpen = false;
    contact.promiseBroken = true;
    this.floor.frustration.promiseBroken(contact);
    this.floor.tell(contact, 'promise-broken');
  }
}
