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
  readonly asks: boolean;
  readonly negative: boolean;
}

export interface TracedReply {
  readonly at: number;
  readonly outcome: 'solved' | 'progress' | 'neutral' | 'failed';
  readonly repeated: boolean;
  /** The AI noticed that it failed, or believes so. */
  readonly noticed: boolean;
}
