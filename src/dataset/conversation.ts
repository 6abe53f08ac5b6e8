/**
 * The one shape in which every reader hands over a recorded or generated contact.
 *
 * Anything that was not recorded is absent: never zero, never an empty string. What was *derived*
 * from text (asks, repeats, sentiment) is added by `signals/`, never by a reader, so that a reader
 * says only what the file says.
 */
export type Speaker = 'customer' | 'ai' | 'human' | 'tool' | 'system';

/** What a customer turn says about talking to a person; see the glossary. */
export type Ask =
  /** asks, unprompted, for a person */
  | 'request'
  /** takes up an offer of a person that the turn before it made */
  | 'accept'
  /** declines a person, a transfer or a call */
  | 'refuse'
  /** speaks of people, the bot or a transfer without asking for one */
  | 'mention'
  | 'none';

export type SignalValue = number | string | boolean;

/**
 * What people who read a recorded turn afterwards wrote beside it. For scoring only: no router could
 * have seen it, so no signal and no condition is ever made from it.
 */
export interface TurnLabels {
  /** A person should take over at this turn. */
  readonly handoff?: boolean;
  /** −1 (negative) to +1 (positive), as judged by annotators. */
  readonly sentiment?: number;
  /** On the source's own scale, larger is more satisfied; the mean where several rated. */
  readonly satisfaction?: number;
}

/** As `TurnLabels`, about the whole conversation. */
export interface ConversationLabels {
  readonly satisfaction?: number;
}

export interface Turn {
  readonly speaker: Speaker;
  readonly text?: string;
  /** Seconds since the conversation began. */
  readonly atSeconds?: number;
  /** Customer turns. */
  readonly ask?: Ask;
  /** AI turns: offers the customer a person and leaves the choice to them. */
  readonly offersPerson?: boolean;
  /** AI turns: the platform flagged a fallback, an error or "I did not understand". */
  readonly failed?: boolean;
  /** AI turns: says again, exactly or nearly, what the AI has already said. */
  readonly repeated?: boolean;
  /** Customer turns: says again, in other words, what the customer has already said. */
  readonly rephrased?: boolean;
  /** AI turns: the AI's own confidence, 0 to 1, and its lead over the second-best intent. */
  readonly confidence?: number;
  readonly margin?: number;
  /** Customer turns: −1 (very negative) to +1 (very positive). */
  readonly sentiment?: number;
  /** The user's own columns, usable in conditions as `signals.<name>`. */
  readonly signals?: Readonly<Record<string, SignalValue>>;
  readonly labels?: TurnLabels;
}

/** The human stage of a contact, as far as it was recorded. */
export interface Handover {
  /** Customer turns before the hand-over; 0 for calls that went straight to a queue. */
  readonly afterCustomerTurns: number;
  readonly team?: string;
  /** Time in queue until the answer, or until the customer left. */
  readonly waitSeconds?: number;
  /** False: the customer left the queue before an answer. */
  readonly answered?: boolean;
  readonly handleSeconds?: number;
  readonly agent?: string;
}

export type Ending =
  /** the customer ended it or fell silent */
  | 'customer-left'
  /** handed to a person or a queue */
  | 'handed-over'
  /** stopped by a limit of the recording, with neither */
  | 'cut-off';

export interface Conversation {
  readonly id: string;
  /** Line of the source on which the conversation starts, 1-based, for error messages. */
  readonly line?: number;
  readonly customer?: string;
  /** Start, in seconds since 1970-01-01T00:00:00Z. */
  readonly startedAt?: number;
  readonly language?: string;
  readonly intent?: string;
  readonly segment?: string;
  readonly channel?: string;
  /** The source's own priority, larger is more urgent. */
  readonly priority?: number;
  /** Empty for call logs, which know no dialogue. */
  readonly turns: readonly Turn[];
  readonly handover?: Handover;
  readonly ending?: Ending;
  /** Whether the issue was truly solved by the end of the visit, and by whom. */
  readonly resolved?: boolean;
  readonly resolvedBy?: 'ai' | 'human';
  /** Time in a self-service voice unit before the queue (call logs). */
  readonly selfServiceSeconds?: number;
  readonly labels?: ConversationLabels;
}
