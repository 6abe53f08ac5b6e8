/**
 * A contact's life in numbers, as it leaves the engine.
 *
 * A sink is handed the engine's own object: it reads what it needs during the call and keeps
 * nothing, since the next contact will use the object again. Times are seconds since midnight of
 * the first simulated day, NaN where it never happened.
 */
export interface ContactRecord {
  readonly issue: number;
  /** 0 for the first contact about an issue. */
  readonly visit: number;
  readonly intent: number;
  readonly segment: number;
  readonly language: number;
  readonly channel: number;
  /** Index of the recorded dialogue behind it; −1 in a synthetic world. */
  readonly dialogue: number;
  readonly arrivedAt: number;
  readonly endedAt: number;
  readonly ending: Ending;

  readonly customerTurns: number;
  readonly aiReplies: number;
  readonly asks: number;
  readonly refusals: number;
  readonly firstAskAt: number;
  /** Customer turns up to and including the first ask. */
  readonly firstAskTurn: number;
  /** Clarifying questions that the AI asked, and things the customer gave when asked for them. */
  readonly clarifications: number;
  readonly slots: number;
  readonly acceptedOffers: number;
  readonly declinedOffers: number;

  /**
   * How often each rule of the policy decided: those of `rules`, of `waiting`, of `serving`. A typed array, so
   * that whoever keeps it takes `Array.from` of it.
   */
  readonly fired: ArrayLike<number>;
  /** Index of the rule that handed over; −1 when none did. */
  readonly rule: number;
  /** The team that answered; the preferred one where nobody did; −1 without a hand-over. */
  readonly team: number;
  /** First entry into a queue. */
  readonly queuedAt: number;
  /**
   * Seconds in queue until the first answer, or until they left: rings included, time after
   * accepting a callback or back with the AI not.
   */
  readonly waitSeconds: number;
  /** First human word. */
  readonly answeredAt: number;
  /** Seconds with people, concurrency included, wrap-up not. */
  readonly handleSeconds: number;
  /** After-contact work, which belongs to the handle time too. */
  readonly wrapUpSeconds: number;
  /** Paid time of people: handle time and wrap-up, shared with the other chats in hand. */
  readonly agentSeconds: number;
  /** How often the customer had to explain again what they had already said. */
  readonly reexplained: number;
  /** Times one team passed the contact on to another. */
  readonly bounces: number;
  /** Times the contact went back from the queue to the AI. */
  readonly handbacks: number;
  /** Left the queue for the promise of a call, and when. */
  readonly callback: boolean;
  readonly callbackAt: number;
  /** Handed over for a reply in writing. */
  readonly ticket: boolean;
  /** When the promised call or reply was to have come; NaN without such a promise. */
  readonly promisedBy: number;
  /** The record ends before it was kept or broken. */
  readonly promiseOpen: boolean;
  /** It came later, or nobody came at all. */
  readonly promiseBroken: boolean;
  /** Times that a person who had answered fell silent. */
  readonly silences: number;
  /** Abandoned without a word: whoever opens the chat finds nobody. */
  readonly silent: boolean;
  /** Was told how long the wait would be. */
  readonly announced: boolean;

  /** Absent: the record does not say, and nothing was modelled in its place. */
  readonly resolved: boolean | undefined;
  /** The AI could have solved the issue, had it gone on long enough. */
  readonly aiSolvable: boolean;

  readonly frustrationPeak: number;
  /** Frustration integrated over minutes. */
  readonly frustrationArea: number;
  readonly boiledOver: boolean;

  /** When the customer will be back about the same issue; NaN when they will not. */
  readonly returnsAt: number;

  // provenance: which of this contact's facts were read off the record (model.md §1)
  readonly support: Support;
  readonly observedTurns: number;
  readonly decisionObserved: boolean;
  readonly humanObserved: boolean;
  readonly outcomeObserved: boolean;
}

export type Ending =
  | 'ai-resolved'
  /** the customer gave up on the AI, or the record ends there */
  | 'left-ai'
  | 'served'
  /** left the queue before an answer */
  | 'abandoned'
  /** in queue when nobody would come any more */
  | 'unserved'
  /** refused to join the queue */
  | 'balked'
  /** found the queue full */
  | 'blocked'
  /** could not be reached when called back */
  | 'callback-failed'
  /** gave up while being passed on, after a first answer */
  | 'dropped'
  /** in flight at the end of a round-the-clock run, or with a promise that outlasts the day */
  | 'open';

/** Whether somebody, person or AI, dealt with the contact; otherwise coming back is a retrial. */
export function wasHeard(ending: Ending): boolean {
  switch (ending) {
    case 'served':
    case 'dropped':
    case 'ai-resolved':
    case 'left-ai':
      return true;
    default:
      return false;
  }
}

/** Where the policy and the record part (model.md §2). */
export type Support =
  | 'synthetic'
  /** hands over where the record does */
  | 'same-point'
  /** neither hands over */
  | 'neither'
  /** hands over before the record does, or where it never does */
  | 'earlier'
  /** goes on past the recorded hand-over */
  | 'later'
  /** parts from the record otherwise: an offer left out, a refusal spoken, a repeat visit */
  | 'diverged';

export interface Sink {
  contact(record: ContactRecord): void;
}

/** What is told of teams over some time. */
export interface TeamSeconds {
  /** By team: seconds that people were busy (wrap-up included) and on duty, each chat a slot. */
  readonly busySeconds: readonly number[];
  readonly staffedSeconds: readonly number[];
  /** By team: seconds during which a person had anything in hand, and in queue by all contacts. */
  readonly engagedSeconds: readonly number[];
  readonly queueSeconds: readonly number[];
  /** Seconds over which the four above were measured: to closing, or to the last contact's end. */
  readonly measuredSeconds: number;
}

/** What one replication tells besides its contacts. */
export interface DaySummary extends TeamSeconds {
  /** Where recorded days are replayed: by midnight, from the second day's on, all up to then. */
  readonly midnights: readonly TeamSeconds[];
  /** By rule (those of `rules`, of `waiting`, of `serving`): how often it decided. */
  readonly fired: readonly number[];
  /** By rule: how often an absent signal kept it from matching. */
  readonly absent: readonly number[];
  readonly events: number;
  readonly contacts: number;
}
