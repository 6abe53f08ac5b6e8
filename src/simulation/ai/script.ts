import type { RecordedTurn } from '../../scenario/record/recorded-dialogue.js';
import type { Contact } from '../contact.js';
import type { Floor } from '../floor.js';

/** What is on record of the dialogue that a contact is in. */
export class Script {
  constructor(private readonly floor: Floor) {}

  /** The recorded turn that the contact is at; absent when it is off record. */
  recordedTurn(contact: Contact): RecordedTurn | undefined {
    if (!contact.onRecord) return undefined;
    return this.floor.recordOf(contact).turns[contact.customerTurns - 1];
  }

  /** From here on nothing is as recorded. */
  leaveRecord(contact: Contact): void {
    contact.onRecord = false;
    this.floor.tell(contact, 'leaves-record');
    if (this.floor.recordOf(contact).handoverAfter !== undefined) contact.later = true;
  }
}
