/** Who is there by name, and what keeps them from the next contact. */

/**
 * Between the end of a contact and being ready for the next: short work, connecting, pauses. People
 * come back at a rate that depends on how long it has been and on how many wait whom they could take,
 * and the rate moves with the queue as it does.
 */
export interface NotReady {
  /** Seconds since the contact ended at which the rate changes, ascending from 0. */
  readonly since: readonly number[];
  /** Numbers of waiting contacts from which it changes, ascending from 0. */
  readonly waiting: readonly number[];
  /** Chance per second of coming back, by `since` and then by `waiting`. */
  readonly perSecond: readonly (readonly number[])[];
}

/** One stretch of work of one person. */
export interface Stint {
  readonly from: number;
  readonly to: number;
  /** By intent index: whether they take such contacts. */
  readonly takes: readonly boolean[];
}

/** How many are there by time: one step for every coming and going, even where their number stays. */
export function stintSteps(
  stints: readonly Stint[],
): { readonly at: number; readonly staffed: number }[] {
  const changes = [
    ...stints.map(({ from }) => ({ at: from, by: 1 })),
    ...stints.map(({ to }) => ({ at: to, by: -1 })),
  ].sort((a, b) => a.at - b.at);
  const steps: { at: number; staffed: number }[] = [];
  let staffed = 0;
  changes.forEach(({ at, by }, index) => {
    staffed += by;
    if (changes[index + 1]?.at !== at) steps.push({ at, staffed });
  });
  return steps;
}
