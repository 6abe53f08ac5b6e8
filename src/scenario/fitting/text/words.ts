import type { FittedNumber } from '../statistics/fitted-number.js';

/** How a fitted scenario writes numbers and what stands behind them. */

/** `value [low, high], n = …; method`. */
export function said(number: FittedNumber, digits: number): string {
  const bounds = interval(number, digits);
  return `${rounded(number.value, digits)}${bounds}, n = ${number.n}; ${number.method}`;
}

/** A share in percent, with its interval (Wilson) and n, and whose luck the cases share. */
export function percent({ by, high, low, n, value }: FittedNumber): string {
  const bounds = interval({ low: hundred(low), high: hundred(high) }, 1);
  return `${rounded(100 * value, 2)} %${bounds} (n = ${n}${by ? `, by ${by}` : ''})`;
}

/** ` [low, high]`, a side that nothing bounds as `–`; nothing where neither is. */
export function interval(
  { high, low }: { readonly low?: number | undefined; readonly high?: number | undefined },
  digits: number,
): string {
  if (low === undefined && high === undefined) return '';
  const side = (bound?: number) => (Number.isFinite(bound) ? rounded(bound!, digits) : '–');
  return ` [${side(low)}, ${side(high)}]`;
}

function hundred(share: number | undefined): number | undefined {
  return share === undefined ? undefined : 100 * share;
}

export function partOf(part: number, whole: number): string {
  return whole === 0 ? '–' : `${rounded((100 * part) / whole, 1)} %`;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
