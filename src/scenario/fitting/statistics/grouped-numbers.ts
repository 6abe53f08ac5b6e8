import { type FittedNumber, meanOf, quantileOfSorted, wilson, Z95 } from './fitted-number.js';
import { Spread, t95 } from './spread.js';

/*
 * Means, shares and quantiles of things that come day by day. Days differ by more than chance: on the
 * bank's log the number who give up varies between days twenty times as much as if calls were
 * independent. So the intervals are those of days.
 */

/** One observation, and the group whose luck it shares. */
export interface Grouped {
  readonly value: number;
  readonly group: number | string;
}

/** Σ top / Σ bottom over the groups, such as seconds of work per call. Nothing below: undefined. */
export function ratioBy(
  parts: readonly { readonly top: number; readonly bottom: number; readonly group: number }[],
  method: string,
): FittedNumber | undefined {
  const bottom = parts.reduce((sum, part) => sum + part.bottom, 0);
  if (bottom === 0) return undefined;
  const value = parts.reduce((sum, part) => sum + part.top, 0) / bottom;
  const spread = new Spread<number>();
  for (const part of parts) spread.add(part.group, (part.top - value * part.bottom) / bottom);
  const half = spread.halfWidth();
  return {
    value,
    ...(half === undefined ? {} : { low: value - half, high: value + half }),
    n: parts.length,
    method: byWords(method, 'day', spread.groups, parts.length),
  };
}

/** A mean with the interval of its groups. No values: undefined. */
export function meanBy(
  values: readonly Grouped[],
  method: string,
  by: 'day' | 'customer' = 'day',
): FittedNumber | undefined {
  if (values.length === 0) return undefined;
  const value = meanOf(values.map((one) => one.value));
  const spread = new Spread<number | string>();
  for (const one of values) spread.add(one.group, (one.value - value) / values.length);
  const half = spread.halfWidth();
  return {
    value,
    ...(half === undefined ? {} : { low: value - half, high: value + half }),
    n: values.length,
    method: byWords(method, by, spread.groups, values.length),
    ...(spread.groups < 2 || spread.groups === values.length ? {} : { by }),
  };
}

/**
 * The share of values that are not 0. Wilson's interval, with n lowered to as many independent cases as
 * the groups are worth. Nothing observed: undefined.
 */
export function shareBy(
  values: readonly Grouped[],
  method: string,
  by: 'day' | 'customer' = 'day',
): FittedNumber | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const share = values.filter(({ value }) => value !== 0).length / n;
  const spread = new Spread<number | string>();
  for (const { group, value } of values) spread.add(group, ((value !== 0 ? 1 : 0) - share) / n);
  return {
    value: share,
    ...wilson(share, worth(share, spread, n)),
    n,
    method: byWords(`${method}; Wilson`, by, spread.groups, n),
    ...(spread.groups < 2 || spread.groups === n ? {} : { by }),
  };
}

/** So many independent cases would leave as much doubt. */
function worth(share: number, spread: Spread<number | string>, n: number): number {
  const half = spread.halfWidth();
  if (half === undefined || half === 0) return n;
  return Math.min(n, (share * (1 - share)) / (half / Z95) ** 2);
}

/** Nominal 95 %; a side that nothing bounds, since too few lie beyond it, is absent. */
export interface Interval {
  readonly low?: number;
  readonly high?: number;
}

/**
 * Of quantiles: order statistics whose ranks are as far from the quantile's as the share below it may be
 * off (Woodruff, JASA 1952), the groups allowed for.
 *
 * @param sorted ascending
 * @param shares of the quantiles, ascending
 */
export function quantileIntervalsBy(
  sorted: readonly Grouped[],
  shares: readonly number[],
): Interval[] {
  const n = sorted.length;
  if (n < 2) return shares.map(() => ({}));
  const values = sorted.map(({ value }) => value);
  const all = new Map<number | string, number>();
  for (const { group } of sorted) all.set(group, (all.get(group) ?? 0) + 1);
  const below = new Map<number | string, number>();
  let passed = 0;
  return shares.map((p) => {
    const at = quantileOfSorted(values, p);
    for (; passed < n && values[passed]! <= at; passed++) {
      const { group } = sorted[passed]!;
      below.set(group, (below.get(group) ?? 0) + 1);
    }
    const half = shareHalf(passed / n, n, all, below);
    const low = values[Math.floor(n * (p - half)) - 1];
    const high = values[Math.ceil(n * (p + half))];
    return {
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    };
  });
}

/** How far the share below a quantile may be off: what `Spread` gives, counted by group. */
function shareHalf(
  share: number,
  n: number,
  all: ReadonlyMap<number | string, number>,
  below: ReadonlyMap<number | string, number>,
): number {
  const alone = t95(n - 1) * Math.sqrt((share * (1 - share)) / (n - 1));
  const groups = all.size;
  if (groups < 2) return alone;
  let squares = 0;
  for (const [group, count] of all) squares += ((below.get(group) ?? 0) - share * count) ** 2;
  const together = (groups / (groups - 1)) * squares;
  return Math.max(alone, (t95(groups - 1) * Math.sqrt(together)) / n);
}

/**
 * Of a standard deviation: each value x moves it by ((x − mean)² − σ²) / 2σn, so the values need not be
 * normal for it, nor independent within groups.
 */
export function deviationIntervalBy(values: readonly Grouped[], sigma: number): Interval {
  if (sigma === 0) return {};
  const mean = meanOf(values.map(({ value }) => value));
  const spread = new Spread<number | string>();
  for (const { group, value } of values) {
    spread.add(group, ((value - mean) ** 2 - sigma ** 2) / (2 * sigma * values.length));
  }
  const half = spread.halfWidth();
  return half === undefined ? {} : { low: Math.max(0, sigma - half), high: sigma + half };
}

/** Where each stands alone, nothing is compared by group. */
function byWords(method: string, by: string, groups: number, n: number): string {
  if (groups < 2) return `${method}, all of one ${by}`;
  return groups === n ? method : `${method} by ${by} (${groups})`;
}
