import { daysIn, type WallClock, zoneOf } from '../../input/wall-clock.js';

export const DATE_FORMATS = [
  'iso',
  'day-first',
  'month-first',
  'epoch-seconds',
  'epoch-ms',
] as const;

export type DateFormat = (typeof DATE_FORMATS)[number];

/** How moments of a source are written. */
export interface TimeFormat {
  readonly dateFormat: DateFormat;
  /** IANA zone of times that carry no offset of their own; absent: they must carry one. */
  readonly timeZone?: string;
}

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?(?:\s*([AaPp])\.?[Mm]\.?)?`;
const OFFSET = String.raw`\s*(Z|[+-]\d{2}:?\d{2})?`;
/** ISO 8601, and what else is written with the year first: 2026/3/2 9:00, 2026年3月2日. */
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]?\s*${CLOCK}${OFFSET})?$`,
);
const NUMERIC = new RegExp(
  String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:,?[T ]\s*${CLOCK}${OFFSET})?$`,
);

/**
 * The moment that a cell means, in seconds since 1970 UTC; a string when it means none: what would
 * have been right. `notBefore` decides between the two passes of an hour that the clocks repeat.
 */
export function parseMoment(text: string, format: TimeFormat, notBefore?: number): number | string {
  if (format.dateFormat === 'epoch-seconds' || format.dateFormat === 'epoch-ms') {
    if (!/^-?\d+(\.\d+)?$/.test(text))
      return format.dateFormat === 'epoch-ms' ? 'milliseconds since 1970' : 'seconds since 1970';
    return format.dateFormat === 'epoch-ms' ? Number(text) / 1000 : Number(text);
  }
  const match = (format.dateFormat === 'iso' ? YEAR_FIRST : NUMERIC).exec(text);
  if (!match) return example(format.dateFormat);
  const [, a, b, c, hour = '0', minute = '0', second = '0', half, offset] = match;
  const [year, month, day] =
    format.dateFormat === 'iso'
      ? [Number(a), Number(b), Number(c)]
      : format.dateFormat === 'day-first'
        ? [fullYear(c!), Number(b), Number(a)]
        : [fullYear(c!), Number(a), Number(b)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return example(format.dateFormat);
  const wall: WallClock = {
    year,
    month,
    day,
    hour: hour24(Number(hour), half),
    minute: Number(minute),
    second: Number(second.replace(',', '.')),
  };
  if (wall.hour > 23 || wall.hour < 0 || wall.minute > 59 || wall.second >= 61)
    return example(format.dateFormat);
  if (offset !== undefined) {
    const utc = zoneOf('UTC').moment(wall);
    if (offset === 'Z') return utc;
    const digits = offset.replace(':', '');
    const size = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60;
    return offset.startsWith('-') ? utc + size : utc - size;
  }
  if (format.timeZone === undefined)
    return 'a time with an offset such as Z or +01:00, or `time_zone` in the mapping';
  return zoneOf(format.timeZone).moment(wall, notBefore);
}

function hour24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return -1;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** Two-digit years are of this century: nobody exports chats of the last. */
function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function example(format: DateFormat): string {
  switch (format) {
    case 'day-first':
      return 'a day-first date and time such as 31.12.2026 17:05';
    case 'month-first':
      return 'a month-first date and time such as 12/31/2026 5:05 PM';
    default:
      return 'an ISO 8601 date and time such as 2026-12-31T17:05:00+01:00';
  }
}
