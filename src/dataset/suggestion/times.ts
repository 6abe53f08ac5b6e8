import { readValue } from '../csv/cells.js';
import { DATE_FORMATS, type DateFormat } from '../csv/time-format.js';
import { toMapping } from '../mapping.js';

export interface DateGuess {
  readonly format: DateFormat;
  /** Times carry no offset, so a zone has to be said. */
  readonly needsZone: boolean;
  /** Day and month could be the other way round. */
  readonly ambiguous: boolean;
}

/** Moments of rows, and the conversation that each row belongs to. */
export interface TimesOf {
  readonly values: readonly unknown[];
  readonly ids: readonly unknown[];
}

/** How the moments of a column are written; undefined if they are none. */
export function datesIn(values: readonly unknown[]): DateGuess | undefined {
  const given = values.filter((v) => v !== undefined);
  const readable = (format: DateFormat, zone: boolean) => {
    const read = reader(format, zone);
    return given.every((value) => read(value) !== undefined);
  };
  if (given.length === 0) return undefined;
  if (given.every((v) => /^\d{9,10}(\.\d+)?$/.test(String(v))))
    return { format: 'epoch-seconds', needsZone: false, ambiguous: false };
  if (given.every((v) => /^\d{12,13}$/.test(String(v))))
    return { format: 'epoch-ms', needsZone: false, ambiguous: false };
  const calendars = DATE_FORMATS.filter((format) => !format.startsWith('epoch'));
  const fitting = calendars.filter((format) => readable(format, true));
  const format = fitting[0];
  if (format === undefined) return undefined;
  // Dots are written with the day first.
  const dotted = given.every((v) => /^\d+\.\d+\.\d+/.test(String(v)));
  const ambiguous = fitting.length > 1 && !dotted;
  return { format, needsZone: !readable(format, false), ambiguous };
}

function reader(format: DateFormat, zone: boolean): (value: unknown) => number | undefined {
  const mapping = toMapping({ date_format: format, ...(zone ? { time_zone: 'UTC' } : {}) });
  return (value) => {
    const moment = readValue(value, 'moment', mapping, '', undefined);
    return typeof moment === 'number' ? moment : undefined;
  };
}

/** Whether it never changes within any of several conversations of more rows than one. */
export function standsStill({ ids, values }: TimesOf): boolean {
  const had = new Map<unknown, unknown>();
  const longer = new Set<unknown>();
  for (let i = 0; i < values.length; i++) {
    if (values[i] === undefined) continue;
    if (!had.has(ids[i])) had.set(ids[i], values[i]);
    else if (had.get(ids[i]) !== values[i]) return false;
    else longer.add(ids[i]);
  }
  return longer.size > 1;
}

/** Why a column is no start of conversations whose turns have these times; undefined where it may be. */
export function startObjection(starts: TimesOf, times: TimesOf): string | undefined {
  const dates = datesIn([...times.values, ...starts.values]);
  if (!dates) return 'it is written otherwise than the times of the turns';
  const read = reader(dates.format, dates.needsZone);
  const first = new Map<unknown, number>();
  times.values.forEach((value, i) => {
    const moment = read(value);
    if (moment !== undefined && !first.has(times.ids[i])) first.set(times.ids[i], moment);
  });
  const isLate = starts.values.some((value, i) => {
    const moment = read(value);
    const begin = first.get(starts.ids[i]);
    return moment !== undefined && begin !== undefined && moment > begin;
  });
  return isLate ? 'it is later than the first turn of a conversation' : undefined;
}
