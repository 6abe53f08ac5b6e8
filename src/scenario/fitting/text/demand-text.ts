import { gammaQuantile } from '../../distribution/gamma.js';
import type { CallLog } from '../call-log.js';
import type { ArrivalFit } from '../demand/arrivals.js';
import type { RecordSource } from '../record-source.js';
import type { FittedNumber } from '../statistics/fitted-number.js';
import { rounded, said } from './words.js';

/** The whole record, day after day. */
export function horizonLines({ date, days, timeZone }: CallLog): string[] {
  return [
    `horizon: { mode: continuous, days: ${days}, warm_up: 0s, date: ${date}, time_zone: ${timeZone} }`,
  ];
}

/** Contacts a day, by hour and by weekday, and how much more their number varies than by chance. */
export function arrivalLines(arrivals: ArrivalFit): string[] {
  const { byWeekday, perDay, variation } = arrivals;
  return [
    `  contacts_per_day: ${rounded(Math.max(1, perDay.value), 1)} # ${said(perDay, 0)}`,
    ...varianceLines(arrivals),
    ...hourLines(arrivals),
    ...weekdayLines(byWeekday),
    noiseLine(variation),
  ];
}

/** Of the hourly counts on busy days: how much more they vary than a Poisson process, hour by hour. */
export function varianceLines({ busy, varianceOverMean }: ArrivalFit, from = 0, to = 24): string[] {
  const known = varianceOverMean.slice(from, to);
  if (!known.some(Number.isFinite)) return [];
  const freedom = busy.days.length - 1;
  const factor = (share: number) => rounded(freedom / 2 / gammaQuantile(freedom / 2, share), 2);
  return [
    `  # Variance / mean of the hourly counts, n = ${busy.days.length} busy days; each may be × ${factor(0.975)} to ${factor(0.025)} (95 %, chi-square):`,
    `  # ${known.map((v) => (Number.isFinite(v) ? rounded(v, 1) : '-')).join(' ')}`,
  ];
}

/** Hourly means, and below them how far each may be off. */
export function hourLines(
  { byHour, byHourHalves, perDay }: Pick<ArrivalFit, 'byHour' | 'byHourHalves' | 'perDay'>,
  from = 0,
  to = 24,
): string[] {
  const halves = byHourHalves?.slice(from, to).map((half) => rounded(half, 1));
  const off = halves ? `± ${halves.join(' ')}: 95 %, ` : '';
  return [
    `  by_hour: [${byHour
      .slice(from, to)
      .map((mean) => rounded(mean, 2))
      .join(', ')}]`,
    `  # ${off}n = ${perDay.n} ${perDay.n === 1 ? 'day: nothing tells how days differ' : `days; ${perDay.method}`}`,
  ];
}

export function weekdayLines(byWeekday: ArrivalFit['byWeekday']): string[] {
  const days = [...byWeekday];
  const halves = days.map(([, { high, value }]) =>
    high === undefined ? undefined : rounded(high - value, 3),
  );
  const { method } = days[0]![1];
  return [
    `  by_weekday: { ${days.map(([day, { value }]) => `${day}: ${rounded(value, 3)}`).join(', ')} }`,
    `  # ${halves.includes(undefined) ? 'too few days for an interval: ' : `± ${halves.join(' ')}: 95 %, `}n = ${days.map(([, { n }]) => n).join(' ')} days; ${method}`,
  ];
}

export function noiseLine(variation: FittedNumber): string {
  const held = variation.value > 0.5 ? '; held at 0.5, the most allowed' : '';
  return `  noise: ${rounded(Math.min(0.5, variation.value), 3)} # ${said(variation, 3)}${held}`;
}

/** Which record the scenario replays; what else belongs to it goes below. */
export function recordedLines(source: RecordSource): string[] {
  return [
    '  recorded:',
    `    file: ${JSON.stringify(source.file)}`,
    ...(source.from === undefined ? [] : [`    from: ${source.from}`]),
    ...(source.map === undefined ? [] : [`    map: ${JSON.stringify(source.map)}`]),
    ...(source.replayedDays === undefined ? [] : [`    days: ${source.replayedDays}`]),
  ];
}
