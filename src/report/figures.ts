import type { Interval } from '../metrics/estimate.js';
import type { Metric } from '../metrics/metric.js';

type Unit = Metric['unit'];
type Figure = Pick<Interval, 'value' | 'low' | 'high'>;

/** What stands for a figure that nothing, or too little, was there to measure. */
export const NOTHING = '–';

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
export function figure(interval: Figure | undefined, unit: Unit): string {
  return figureColumn([interval], unit)[0]!;
}

/**
 * The figures of one column, equally wide, points under points and ± under ±; as many decimals
 * throughout as the finest of them needs.
 *
 * @param signed with a sign on what is not zero, for differences
 */
export function figureColumn(
  intervals: readonly (Figure | undefined)[],
  unit: Unit,
  signed = false,
): string[] {
  const scaled = intervals.map((interval) => interval && inUnit(interval, unit));
  const digits = decimals(
    scaled.map((found) => found?.value ?? 0),
    unit,
  );
  const cells = scaled.map((found) => {
    if (!found) return { value: NOTHING, margin: '' };
    const value = rounded(found.value, digits);
    const plus = signed && Number(value) > 0 ? '+' : '';
    return {
      value: plus + value.replace('-', '−'),
      margin: found.margin === undefined ? '' : rounded(found.margin, digits),
    };
  });
  const widest = (part: 'value' | 'margin') => Math.max(...cells.map((cell) => cell[part].length));
  const [values, margins] = [widest('value'), widest('margin')];
  return cells.map(({ value, margin }) => {
    const after = margin === '' ? ' '.repeat(margins + 2) : ` ±${margin.padStart(margins)}`;
    return value.padStart(values) + (margins > 0 ? after : '');
  });
}

/** A bare figure with its unit, for sentences: `67.0 %`. */
export function inWords(value: number, unit: Unit, currency: string): string {
  const symbol = unitSymbol(unit, currency);
  const scaled = inUnit({ value }, unit).value;
  const text = rounded(scaled, decimals([scaled], unit)).replace('-', '−');
  return symbol ? `${text} ${symbol}` : text;
}

function inUnit({ value, low, high }: Figure, unit: Unit): { value: number; margin?: number } {
  const scale = unit === 'share' ? 100 : 1;
  return {
    value: scale * value,
    ...(low === undefined || high === undefined ? {} : { margin: (scale * (high - low)) / 2 }),
  };
}

/** Tenths of a second mean something in a short wait only. */
function decimals(values: readonly number[], unit: Unit): number {
  if (unit === 'share') return 1;
  if (unit !== 'seconds') return 2;
  return values.some((value) => value !== 0 && Math.abs(value) < 10) ? 1 : 0;
}

/** Never "-0.0". */
function rounded(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text;
}
