/**
 * A contact's life in numbers, as it leaves the engine.
 *
 * The engine fills one object over and over: a sink reads what it needs during the call and keeps
 * nothing. Times are seconds since midnight, NaN where it never happened.
 */
export class ContactRecord {
  issue = 0;
  /** 0 for the first contact about an issue. */
  visit = 0;
  intent = 0;
  segment = 0;
  language = 0;
  /** Index of the recorded dialogue behind it; −1 in a synthetic world. */
  dialogue = -1;
  arrivedAt = 0;
  endedAt = 0;
  ending: Ending = 'ai-resolved';

  customerTurns = 0;
  aiReplies = 0;
  asks = 0;
  refusals = 0;
  firstAskAt = Number.NaN;
  /** Customer turns up to and including the first ask. */
  firstAskTurn = 0;

  /** Index of the rule that handed over; −1 when none did. */
  rule = -1;
  team = -1;
  queuedAt = Number.NaN;
  answeredAt = Number.NaN;
  /** Work of the person, without wrap-up. */
  handleSeconds = 0;
  /** After-contact work, which belongs to the handle time too. */
  wrapUpSeconds = 0;
  /** How often the customer had to explain again what they had already said. */
  reexplained = 0;

  /** Absent: the record does not say, and nothing was modelled in its place. */
  resolved: boolean | undefined = undefined;
  /** The AI could have solved the issue, had it gone on long enough. */
  aiSolvable = false;

  frustrationPeak = 0;
  /** Frustration integrated over minutes. */
  frustrationArea = 0;
  boiledOver = false;

  /** When the customer will be back about the same issue; NaN when they will not. */
  returnsAt = Number.NaN;

  // provenance: which of this contact's facts were read off the record (model.md §1)
  support: Support = 'synthetic';
  observedTurns = 0;
  decisionObserved = false;
  humanObserved = false;
  outcomeObserved = false;
}

export type Ending =
  | 'ai-resolved'
  /** the customer gave up on the AI, or the record ends there */
  | 'left-ai'
  | 'served'
  | 'abandoned'
  /** in queue when nobody would come any more */
  | 'unserved';

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

/** What one replication tells besides its contacts. */
export interface DaySummary {
  /** By team: seconds people were busy (wrap-up included) and on duty. */
  readonly busySeconds: readonly number[];
  readonly staffedSeconds: readonly number[];
  /** By rule: how often it decided, and how often an absent signal kept it from matching. */
  readonly ruleFired: readonly number[];
  readonly ruleAbsent: readonly number[];
  readonly events: number;
  readonly contacts: number;
}
