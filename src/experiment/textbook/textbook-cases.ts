import type { Distribution } from '../../scenario/distribution/distribution.js';
import type { ContactRecord } from '../../simulation/record.js';
import type { TextbookQueue } from './textbook-queue.js';

/** Independent repetitions of each case; so many that Student's t is close to the normal. */
export const REPLICATIONS = 100;

/**
 * The formulas are of the steady state: whoever arrives in the first or the last of these seconds of
 * a repetition is left out. The last because nobody comes in after closing, and contacts that share
 * a person, or are outranked, do better without newcomers.
 */
export const MARGIN = 10_000;

/** A queue with a known answer, and what is read off it. */
export interface Case {
  readonly model: string;
  readonly queue: TextbookQueue;
  readonly checks: readonly Check[];
}

/** A figure read off every contact: summed, over how many. */
export interface Check {
  readonly figure: string;
  readonly expected: number;
  /** Absent: every contact counts. */
  readonly counts?: (record: ContactRecord) => boolean;
  readonly value: (record: ContactRecord) => number;
  /**
   * A heavy tail (lognormal work, a variance) or people busy 80 % of the time make it converge slowly:
   * 1 % will do for its standard error.
   */
  readonly heavy?: boolean;
}

/**
 * Seconds that a repetition must last for all of them to measure so many contacts together.
 *
 * Cases name as many as bring the standard error of their worst row to 0.39 % of the truth (0.78 %
 * where heavy): itself estimated, within 7 %, it then stays below the limit for nearly every seed.
 */
export function horizonFor(contacts: number, rates: readonly number[]): number {
  return contacts / rates.reduce((sum, rate) => sum + rate, 0) / REPLICATIONS + 2 * MARGIN;
}

/** Expected in one repetition, whether they are measured or not. */
export function contactsOf({ horizon, rates }: TextbookQueue): number {
  return horizon * rates.reduce((sum, rate) => sum + rate, 0);
}

export const never = { kind: 'never' } as const;
export const constant = (seconds: number): Distribution => ({ kind: 'constant', seconds });
export const exponential = (mean: number): Distribution => ({ kind: 'exponential', mean });

/** Seconds in queue, answered or not. */
export const wait = (r: ContactRecord) =>
  (r.ending === 'served' ? r.answeredAt : r.endedAt) - r.queuedAt;
export const waited = (r: ContactRecord) => (wait(r) > 0 ? 1 : 0);
export const gaveUp = (r: ContactRecord) => (r.ending === 'abandoned' ? 1 : 0);
export const turnedAway = (r: ContactRecord) => (r.ending === 'blocked' ? 1 : 0);
export const admitted = (r: ContactRecord) => r.ending !== 'blocked';
/** Seconds from joining the queue to the last word. */
export const stay = (r: ContactRecord) => r.endedAt - r.queuedAt;
export const ofType = (type: number) => (r: ContactRecord) => r.intent === type;
