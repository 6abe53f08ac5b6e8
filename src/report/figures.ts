import type { Metric } from '../metrics/catalogue.js';
import type { Interval } from '../metrics/estimate.js';

type Unit = Metric['unit'];

const SCALE: Readonly<Record<Unit, number>> = {
  share: 100,
  seconds: 1,
  count: 1,
  turns: 1,
  level: 1,
  'level-minutes': 1,
  money: 1,
};

/** What stands after a figure: `%`, `s`, a currency. */
export function unitSymbol(unit: Unit, currency: string): string {
  switch (unit) {
    case 'share':
      return '%';
    case 'seconds':
      return 's';
    case 'money':
      return currency;
    default:
      return '';
  }
}

/** An interval as a person reads it: `67.0 ±0.6`, in per cent where the metric is a share. */
export function figure(interval: Interval | undefined, unit: Unit): string {
  if (!interval) return '–';
  const value = interval.value * SCALE[unit];
  if (interval.low === undefined || interval.high === undefined) return rounded(value, unit);
  const margin = ((interval.high - interval.low) / 2) * SCALE[unit];
  return `${rounded(value, unit)} ±${rounded(margin, unit)}`;
}

/** The same with its sign, for a difference. */
export function signedFigure(interval: Interval, unit: Unit): string {
  const text = figure(interval, unit);
  return interval.value > 0 ? `+${text}` : text.replace('-', '−');
}

/** A bare figure with its unit, for sentences: `67.0 %`. */
export function inWords(value: number, unit: Unit, currency: string): string {
  const symbol = unitSymbol(unit, currency);
  return `${rounded(value * SCALE[unit], unit)}${symbol ? ` ${symbol}` : ''}`;
}

function rounded(value: number, unit: Unit): string {
  const digits = unit === 'seconds' ? (Math.abs(value) < 10 ? 1 : 0) : unit === 'share' ? 1 : 2;
  return value.toFixed(digits);
}
