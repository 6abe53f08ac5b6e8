import { Contact } from './contact.js';

/** The contacts in flight, and those to be used again. */
export class ContactPool {
  private readonly all: Contact[] = [];
  /** The one let go last, and through `next` the others. */
  private free: Contact | undefined = undefined;
  /** Contacts that are not. */
  inFlight = 0;

  constructor(
    /** Rules that the policy has, and conditions whose turns it counts. */
    private readonly rules: number,
    private readonly counted: number,
  ) {}

  /** A contact of which nothing is known yet: `begin` says which fields that clears. */
  allocate(): Contact {
    const contact = this.free ?? this.grow();
    this.free = contact.next;
    contact.next = undefined;
    this.inFlight++;
    contact.begin();
    return contact;
  }

  release(contact: Contact): void {
    contact.turnDue = -1;
    contact.patienceDue = -1;
    contact.timerDue = -1;
    contact.silenceDue = -1;
    contact.next = this.free;
    this.free = contact;
    this.inFlight--;
  }

  at(slot: number): Contact {
    return this.all[slot]!;
  }

  /** The floor is cleared. */
  releaseAll(): void {
    for (const contact of [...this.open()]) {
      contact.lane = undefined;
      contact.agent = undefined;
      contact.escort = undefined;
      contact.next = undefined;
      contact.previous = undefined;
      this.release(contact);
    }
  }

  /** Those in flight, by slot. */
  *open(): Iterable<Contact> {
    const free = new Set<Contact>();
    for (let one = this.free; one !== undefined; one = one.next) free.add(one);
    for (const contact of this.all) if (!free.has(contact)) yield contact;
  }

  private grow(): Contact {
    const contact = new Contact(this.all.length, this.rules, this.counted);
    this.all.push(contact);
    return contact;
  }
}
