/**
 * When a rule that goes by a stopwatch (a wait in queue, a person's silence) has to be looked at: at the
 * waits that its numbers name and, where it reads anything else, every 30 s (docs/policies.md).
 */
export const POLL = 30;

/** Looked at just past the number that is crossed, so that `waited > 120` holds at 120. */
export const JUST_PAST = 1e-6;

interface Watched {
  readonly crossings: readonly number[];
  readonly polls: boolean;
}

/** Seconds on the stopwatch at the next look after one; below zero: there was none yet. Infinite: never. */
export function nextLook({ crossings, polls }: Watched, looked: number): number {
  if (looked < 0) return 0;
  let next = polls ? (Math.floor(looked / POLL) + 1) * POLL : Number.POSITIVE_INFINITY;
  for (const crossing of crossings) if (crossing > looked && crossing < next) next = crossing;
  return next;
}
