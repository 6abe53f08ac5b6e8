import type { FittedNumber } from './fitted-number.js';

/** How a fitted scenario writes numbers and what stands behind them. */

/** `value [low, high], n = …; method`. */
export function said({ high, low, method, n, value }: FittedNumber, digits: number): string {
  const bounds =
    low === undefined || high === undefined
      ? ''
      : ` [${rounded(low, digits)}, ${rounded(high, digits)}],`;
  return `${rounded(value, digits)}${bounds} n = ${n}; ${method}`;
}

/** A share in percent, with its interval and n. */
export function percent({ high, low, n, value }: FittedNumber): string {
  const bounds =
    low === undefined || high === undefined
      ? ''
      : ` [${rounded(100 * low, 1)}, ${rounded(100 * high, 1)}]`;
  return `${rounded(100 * value, 2)} %${bounds} (n = ${n})`;
}

export function partOf(part: number, whole: number): string {
  return whole === 0 ? '–' : `${rounded((100 * part) / whole, 1)} %`;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
