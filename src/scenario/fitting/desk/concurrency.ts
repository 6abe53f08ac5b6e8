import { type FittedNumber, fittedShare, quantileOfSorted } from '../statistics/fitted-number.js';
import type { Session } from './sessions.js';

/** How many contacts one person has in hand at once. */
export interface Concurrency {
  /** At most, but for one contact in a hundred. */
  readonly atOnce: number;
  /** Contacts begun while the person had another in hand. */
  readonly beside: FittedNumber;
}

/** Clocks of the end of one contact and the start of the next differ by a second or two. */
const OVERLAP = 3;
/** Fewer contacts begun beside another than this are slips of the clock, not a way to work. */
const HABIT = 0.05;

/** @returns undefined where nobody named answered anything */
export function concurrencyOf(sessions: readonly Session[]): Concurrency | undefined {
  const inHand: number[] = [];
  for (const { calls } of sessions) {
    let ends: number[] = [];
    for (const { from, to } of calls) {
      ends = ends.filter((end) => end - OVERLAP > from);
      ends.push(to);
      inHand.push(ends.length);
    }
  }
  const beside = fittedShare(
    inHand.filter((count) => count > 1).length,
    inHand.length,
    'begun while the same person had another in hand',
  );
  if (!beside) return undefined;
  inHand.sort((a, b) => a - b);
  const most = Math.min(50, Math.ceil(quantileOfSorted(inHand, 0.99)));
  return { atOnce: beside.value < HABIT ? 1 : most, beside };
}
