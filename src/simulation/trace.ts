/**
 * A listener to the dialogues of a run, for whoever needs more than the record at the end:
 * generating conversations, and later explaining one contact's life. Nothing is traced unless
 * somebody listens. Times are seconds since midnight.
 */
export interface Trace {
  customerTurn(contact: ContactKey, turn: TracedTurn): void;
  aiReply(contact: ContactKey, reply: TracedReply): void;
}

export interface ContactKey {
  readonly issue: number;
  readonly visit: number;
}

export interface TracedTurn {
  readonly at: number;
  /** What it says about a person: an unprompted request, or the word on an offer. */
  readonly ask: 'none' | 'request' | 'accept' | 'refuse';
  readonly negative: boolean;
}

export interface TracedReply {
  readonly at: number;
  readonly outcome:
    | 'solved'
    | 'progress'
    | 'neutral'
    | 'failed'
    | 'offers-person'
    | 'offers-callback';
  readonly repeated: boolean;
  /** The AI noticed that it failed, or believes so. */
  readonly noticed: boolean;
}
