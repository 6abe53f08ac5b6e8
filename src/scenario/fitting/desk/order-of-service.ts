import type { Call } from '../call-log.js';
import type { Session } from './sessions.js';

/** Two who waited together for the same person: one was taken, the other was not. */
export interface OrderedPair {
  /** Priority of the one who was taken, and of the other. */
  readonly taken: number;
  readonly other: number;
  /** Seconds that the one who was taken had waited longer; below 0: shorter. */
  readonly longer: number;
  readonly day: number;
}

/** Clocks of queue and service differ by a second or two: nearer than this, nobody waited "together". */
const APART = 3;

/**
 * Everybody who was passed over when a person took somebody who had waited: present before and after,
 * and with an intent that the person takes. Only where both priorities are known.
 */
export function orderedPairs(calls: readonly Call[], sessions: readonly Session[]): OrderedPair[] {
  const waiting = calls.filter(({ priority, wait }) => wait > 0 && priority !== undefined);
  const longest = waiting.reduce((most, { wait }) => Math.max(most, wait), 0);
  const pairs: OrderedPair[] = [];
  for (const { calls: served, intents } of sessions) {
    for (const { call, from: taken } of served) {
      if (call.priority === undefined || call.wait <= APART) continue;
      for (let i = firstFrom(waiting, taken - longest); i < waiting.length; i++) {
        const other = waiting[i]!;
        if (other.at >= taken - APART) break;
        if (other === call || other.at + other.wait <= taken + APART) continue;
        if (!intents.has(other.intent)) continue;
        pairs.push({
          taken: call.priority,
          other: other.priority!,
          longer: call.wait - (taken - other.at),
          day: call.day,
        });
      }
    }
  }
  return pairs;
}

/** Calls ascend by their entry into the queue. */
function firstFrom(calls: readonly Call[], at: number): number {
  let [low, high] = [0, calls.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (calls[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
