/**
 * What a rule can see: the contact *so far* and the desks *now*, nothing else.
 *
 * Outcome, latent frustration, latent failure and the future have no accessor here, so a policy
 * that peeks does not compile (model.md §3). Numbers are NaN and strings undefined where the signal
 * is absent; conditions turn that into "does not match" (see `condition.ts`).
 */
export interface Sight {
  // the dialogue
  asks(): number;
  refusals(): number;
  failedTurns(): number;
  repeats(): number;
  turns(): number;
  negativeTurns(): number;
  confidence(): number;
  margin(): number;
  sentiment(): number;
  sentimentSlope(): number;
  /** Seconds since arrival. */
  elapsed(): number;
  /** Seconds between the last AI reply and this customer turn. */
  idle(): number;
  // the customer
  intent(): string | undefined;
  segment(): string | undefined;
  language(): string | undefined;
  channel(): string | undefined;
  /** 1 for a first contact, 2 for the first time the customer is back. */
  contactNumber(): number;
  /** Things that the customer has given when the AI asked for them. */
  slots(): number;
  /** Clarifying questions that the AI has asked. */
  clarifications(): number;
  acceptedOffers(): number;
  declinedOffers(): number;
  /** Customer turns at which one of the policy's named conditions held, this one included. */
  times(condition: number): number;
  // people
  /** A transfer is pending while the AI goes on. */
  pending(): boolean;
  /** Times that the contact went back to the AI. */
  handbacks(): number;
  /** Seconds in queue so far; only while waiting. */
  waited(): number;
  /** Least expected wait over the teams that it waits for; only while waiting. */
  expectedWait(): number;
  /** Seconds since the person who answered last said a word; only while they are silent. */
  agentSilent(): number;
  /** False during an outage of the AI. */
  aiAvailable(): boolean;
  /** A column of the dataset's own, from the latest recorded turn. */
  signal(name: string): number | string | boolean | undefined;
  // the desks, by team index
  deskOpen(team: number): boolean;
  deskStaffed(team: number): number;
  deskFree(team: number): number;
  deskQueue(team: number): number;
  deskOldestWait(team: number): number;
  deskEstimatedWait(team: number): number;
  // the clock
  hour(): number;
  minute(): number;
  weekday(): number;
  /** `2026-12-25`; absent where the scenario has no date. */
  date(): string | undefined;
}
