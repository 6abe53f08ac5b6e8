import { type FittedNumber, meanOf, wilson, Z95 } from './fitted-number.js';
import { Spread } from './spread.js';

/*
 * Shares and times of turns. The turns of one conversation share customer and problem, so that a hundred
 * turns of ten conversations tell less than a hundred of a hundred: the intervals are those of
 * conversations.
 */

/** How often something happened in one conversation, of how often it could have. */
export interface Count {
  readonly count: number;
  readonly of: number;
}

/**
 * Σ count / Σ of, with Wilson's interval of as many independent cases as would leave as much doubt (Korn
 * & Graubard, Survey Methodology 1998; Franco et al., Journal of Survey Statistics and Methodology
 * 2019). Where it never happened, or always did, their number is that of the conversations.
 *
 * @returns undefined where it could not have happened
 */
export function shareByConversation(
  counts: readonly Count[],
  method: string,
): FittedNumber | undefined {
  let [happened, n, conversations] = [0, 0, 0];
  for (const { count, of } of counts) {
    happened += count;
    n += of;
    if (of > 0) conversations++;
  }
  if (n === 0) return undefined;
  const share = happened / n;
  const spread = new Spread<number>();
  counts.forEach(({ count, of }, conversation) => {
    if (of === 0) return;
    spread.add(conversation, (1 - share) / n, count);
    spread.add(conversation, -share / n, of - count);
  });
  const half = spread.halfWidth();
  const worth =
    half === undefined || half === 0
      ? conversations
      : Math.min(n, (share * (1 - share)) / (half / Z95) ** 2);
  return {
    value: share,
    ...wilson(share, worth),
    n,
    method: `${method}; Wilson, by conversation (${conversations})`,
  };
}

export interface LognormalFit {
  readonly median: FittedNumber;
  readonly sigma: FittedNumber;
}

/** Fewer times than this tell no distribution. */
const ENOUGH_TIMES = 5;

/**
 * The lognormal by maximum likelihood over times above 0 s, its intervals from how much each
 * conversation moves mean and variance of the logarithms: they hold for other shapes as well.
 *
 * @param seconds of each conversation
 * @returns undefined for fewer than 5 times
 */
export function lognormalByConversation(
  seconds: readonly (readonly number[])[],
  what: string,
): LognormalFit | undefined {
  const byConversation = seconds
    .map((some) => some.filter((s) => s > 0).map(Math.log))
    .filter((some) => some.length > 0);
  const logs = byConversation.flat();
  const n = logs.length;
  if (n < ENOUGH_TIMES) return undefined;
  const mean = meanOf(logs);
  const variance = meanOf(logs.map((log) => (log - mean) ** 2));
  const [ofMean, ofSigma] = [new Spread<number>(), new Spread<number>()];
  byConversation.forEach((some, conversation) => {
    for (const log of some) {
      ofMean.add(conversation, (log - mean) / n);
      if (variance > 0) ofSigma.add(conversation, ((log - mean) ** 2 / variance - 1) / (2 * n));
    }
  });
  const method = `lognormal by maximum likelihood over ${what}, by conversation (${byConversation.length})`;
  // Both intervals are found on the scale of logarithms.
  const around = (value: number, spread: Spread<number>): FittedNumber => {
    const factor = Math.exp(spread.halfWidth() ?? 0);
    return { value, low: value / factor, high: value * factor, n, method };
  };
  return {
    median: around(Math.exp(mean), ofMean),
    sigma: around(Math.sqrt(variance), ofSigma),
  };
}
