import { output, threefry2x32, UNIT } from './threefry.js';

/**
 * Luck, keyed by meaning (model.md §4).
 *
 * A draw is named by who it is about (the issue, and for most purposes the visit), what it decides
 * (the purpose) and which one of its kind it is (the turn, or the n-th queue entry). The name *is*
 * the random number: asking twice gives the same answer, asking in another order changes nothing,
 * and a policy that asks for more draws moves nobody else's luck. There are no counters to keep.
 *
 * Purposes are part of every result's bytes: append new ones, never renumber.
 */
export const Purpose = {
  // about the issue: drawn once, kept by every repeat contact
  difficulty: 0,
  tolerance: 1,
  intent: 2,
  segment: 3,
  language: 4,
  conversation: 5,
  channel: 6,
  // about the visit
  patience: 10,
  returns: 11,
  returnDelay: 12,
  balks: 13,
  leavesSilently: 14,
  acceptsCallback: 15,
  answersCallback: 16,
  // about a turn
  aiOutcome: 20,
  aiRepeats: 21,
  aiReplyTime: 22,
  customerReplyTime: 23,
  noticed: 24,
  confidence: 25,
  margin: 26,
  mood: 27,
  ask: 28,
  reaction: 29,
  givesUp: 30,
  acceptsOffer: 31,
  givesSlot: 32,
  // about a stage with a person
  handle: 40,
  personResolves: 41,
  ringMissed: 42,
  passedOn: 43,
  fallsSilent: 44,
  acceptsTicket: 45,
  notReady: 46,
  // about the day, not about any contact
  arrival: 50,
  dayNoise: 51,
  dayDrawn: 52,
} as const;
export type Purpose = (typeof Purpose)[keyof typeof Purpose];

/** The key's parts: 6 bits of purpose, 6 of visit (a scenario allows 60), 20 of index, 32 of issue. */
const MAX_INDEX = 1 << 20;

/** No draw is below it. */
export const SMALLEST_UNIFORM = 0.5 * UNIT;

export class Luck {
  private readonly key0: number;
  private readonly key1: number;

  /**
   * @param seed a non-negative integer below 2⁵³
   * @param replication 0-based number of the independent repetition
   */
  constructor(seed: number, replication: number) {
    threefry2x32(seed | 0, Math.floor(seed / 2 ** 32) | 0, replication | 0, 0x7761726d);
    this.key0 = output.low;
    this.key1 = output.high;
  }

  /** Uniform on the open interval (0, 1), with 53 bits. */
  uniform(purpose: Purpose, issue: number, visit = 0, index = 0): number {
    if (index >= MAX_INDEX) refuse(index);
    threefry2x32(this.key0, this.key1, issue | 0, (purpose << 26) | (visit << 20) | index);
    return output.uniform;
  }
}

function refuse(index: number): never {
  throw new RangeError(`luck: index ${index} is beyond 2^20`);
}
