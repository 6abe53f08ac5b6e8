import type { Call } from '../call-log.js';
import type { FittedNumber } from '../statistics/fitted-number.js';
import { shareBy } from '../statistics/grouped-numbers.js';
import { jackknife } from '../statistics/spread.js';
import { type OrderedPair, orderedPairs } from './order-of-service.js';
import type { Session } from './sessions.js';

/** What each priority is worth in seconds of waiting; the least of them is worth nothing. */
export interface CreditFit {
  readonly credits: ReadonlyMap<number, FittedNumber>;
  /** Pairs of people who waited together, and those of them taken in the order that the credits give. */
  readonly pairs: number;
  readonly inOrder: number;
  /** The share of pairs in that order. */
  readonly agreement: FittedNumber;
}

/** Fewer pairs of different priority say nothing. */
const ENOUGH = 50;
/** More are no priorities but numbers of something else. */
const MOST_LEVELS = 20;
/** Credits are looked for in steps of this many seconds, up to an hour either way. */
const STEP = 5;
const MOST = 3600;
const BLOCKS = 20;

/**
 * Credits by which the fewest were taken out of order: whoever was taken should have waited longest,
 * the credit of their priority included. Found one priority at a time until none moves. Intervals by
 * jackknife over blocks of days.
 *
 * @returns undefined where the record has one priority, or too few waited together
 */
export function creditsOf(
  calls: readonly Call[],
  sessions: readonly Session[],
): CreditFit | undefined {
  const pairs = orderedPairs(calls, sessions).filter(({ other, taken }) => other !== taken);
  if (pairs.length < ENOUGH) return undefined;
  const levels = [...new Set(pairs.flatMap(({ other, taken }) => [other, taken]))];
  levels.sort((a, b) => a - b);
  if (levels.length > MOST_LEVELS) return undefined;
  const found = fewestOutOfOrder(levels, pairs);
  const days = [...new Set(pairs.map(({ day }) => day))];
  const blocks = Math.min(BLOCKS, days.length);
  const without = Array.from({ length: blocks }, (_, block) =>
    fewestOutOfOrder(
      levels,
      pairs.filter(({ day }) => days.indexOf(day) % blocks !== block),
      found,
    ),
  );
  const agrees = pairs.map(({ day, longer, other, taken }) => ({
    value: longer + found.get(taken)! - found.get(other)! >= 0 ? 1 : 0,
    group: day,
  }));
  const credits = new Map(
    levels.map((level): [number, FittedNumber] => {
      const value = found.get(level)!;
      const half = jackknife(without.map((one) => one.get(level)!));
      // The search moves in steps, so it knows nothing finer than one.
      const most = half === undefined ? undefined : Math.max(STEP, half);
      return [
        level,
        {
          value,
          ...(most === undefined ? {} : { low: value - most, high: value + most }),
          n: pairs.filter(({ other, taken }) => other === level || taken === level).length,
          method:
            most === undefined
              ? 'order of service; too few days for a jackknife'
              : `order of service; jackknife over days, in steps of ${STEP} s`,
        },
      ];
    }),
  );
  return {
    credits,
    pairs: pairs.length,
    inOrder: agrees.filter(({ value }) => value === 1).length,
    agreement: shareBy(agrees, 'pairs taken in the order of the credits')!,
  };
}

function fewestOutOfOrder(
  levels: readonly number[],
  pairs: readonly OrderedPair[],
  start?: ReadonlyMap<number, number>,
): Map<number, number> {
  const credits = new Map(levels.map((level) => [level, start?.get(level) ?? 0]));
  for (let moved = true, round = 0; moved && round < 20; round++) {
    moved = false;
    for (const level of levels.slice(1)) {
      const best = bestCredit(level, credits, pairs);
      if (best !== credits.get(level)) moved = true;
      credits.set(level, best);
    }
  }
  const least = Math.min(...credits.values());
  return new Map([...credits].map(([level, credit]) => [level, credit - least]));
}

/** With the others' credits as they are; the middle of the best where several are as good. */
function bestCredit(
  level: number,
  credits: ReadonlyMap<number, number>,
  pairs: readonly OrderedPair[],
): number {
  // In order: as one who was taken, a credit of at least −lead; as one who was passed over, at most lead.
  const atLeast: number[] = [];
  const atMost: number[] = [];
  for (const { longer, other, taken } of pairs) {
    if (taken === level) atLeast.push(credits.get(other)! - longer);
    else if (other === level) atMost.push(credits.get(taken)! + longer);
  }
  atLeast.sort((a, b) => a - b);
  atMost.sort((a, b) => a - b);
  let fewest = Number.POSITIVE_INFINITY;
  let best: number[] = [];
  let [tooLow, tooHigh] = [atLeast.length, 0];
  for (let credit = -MOST; credit <= MOST; credit += STEP) {
    while (tooLow > 0 && atLeast[atLeast.length - tooLow]! <= credit) tooLow--;
    while (tooHigh < atMost.length && atMost[tooHigh]! < credit) tooHigh++;
    const wrong = tooLow + tooHigh;
    if (wrong < fewest) best = [];
    if (wrong <= fewest) best.push(credit);
    fewest = Math.min(fewest, wrong);
  }
  return best[Math.floor((best.length - 1) / 2)]!;
}
