/**
 * One recorded conversation, compacted for replay: what the customer and the AI did at each
 * customer turn, without the words.
 *
 * Turn k (0-based here) is the k-th customer turn together with everything the AI said before the
 * next one.
 */
export interface RecordedDialogue {
  readonly id: string;
  /** Index into the world's intents, segments and languages. */
  readonly intent: number;
  readonly segment: number;
  readonly language: number;
  readonly channel?: string;
  readonly turns: readonly RecordedTurn[];
  /**
   * Customers' texts are there, and nothing is read out of them: their language, '' where not
   * recorded; absent where they are read, asks are recorded, or there are none.
   */
  readonly unreadLanguage?: string;
  /** The record hands over after this many customer turns; absent: it never does. */
  readonly handoverAfter?: number;
  /** Index of the team it handed over to; the world's first one where the record does not say. */
  readonly team: number;
  /** Seconds of waiting that the source's own priority was worth; absent: none. */
  readonly priority?: number;
  /** The state at the end of the recorded visit; absent: the record does not say. */
  readonly resolved?: boolean;
  readonly resolvedBy?: 'ai' | 'human';
  /** Whether a person answered, and the time in queue until then or until the customer left. */
  readonly answered?: boolean;
  readonly waitSeconds?: number;
  /** From the customer turn at which it hands over to a person's first word, where recorded. */
  readonly personSeconds?: number;
  /** Work of the person, where recorded. */
  readonly handleSeconds?: number;
  /** P(the AI could solve it), given what the record shows (model.md §2). */
  readonly solvable: number;
  /** The customer stayed through this much frustration, so their tolerance is above it. */
  readonly toleranceAbove: number;
}

export interface RecordedTurn {
  readonly ask: 'request' | 'accept' | 'refuse' | 'none';
  /** Neither recorded nor text to tell: `none` stands for "unknown". */
  readonly askUnknown?: true;
  /** NaN where there is no text to tell. */
  readonly sentiment: number;
  /**
   * Says again what the reply before should have settled, and so shows that it failed; false where
   * that was known already, or the platform said otherwise (`turnsOf`).
   */
  readonly rephrased: boolean;
  /** Absent when the customer wrote again, or the record ends, before the AI said anything. */
  readonly reply?: RecordedReply;
  /** From this turn to the AI's reply, and from that (or this turn) to the customer's next one; absent where not recorded. */
  readonly aiSeconds?: number;
  readonly customerSeconds?: number;
  /** The dataset's own columns. */
  readonly signals?: Readonly<Record<string, number | string | boolean>>;
}

export interface RecordedReply {
  readonly offersPerson: boolean;
  /** The AI could notice on the spot that it failed (`turnsOf`). */
  readonly failed: boolean;
  /** The customer's next words say the same again: it failed, and nobody had noticed. */
  readonly saidAgain?: true;
  /**
   * What tells whether it failed: only the platform's flag, which some platforms write on failures alone, or
   * what was said or its confidence. Absent: nothing does, and not having failed stands for "unknown".
   */
  readonly judgedBy?: 'flag' | 'words';
  readonly repeated: boolean;
  /** NaN where not recorded. */
  readonly confidence: number;
  readonly margin: number;
}

/** Sentiment at or below this counts as a negative turn (assumption). */
export const NEGATIVE_AT = -0.4;
