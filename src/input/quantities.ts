import { z } from 'zod';
import { nearestChoice } from './nearest.js';
import { daysIn, isZone } from './wall-clock.js';

/**
 * Quantities as people write them in YAML. All durations become seconds, all clock times seconds
 * since midnight.
 */
/** Seconds. */
export const HOUR = 3600;
export const DAY = 86_400;

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: HOUR, d: DAY };
const DURATION = /^(?:\d+(?:\.\d+)?(?:s|m|h|d))+$/;
const YEAR = 366 * DAY;
const CLOCK = /^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/;

/** `90s`, `1h30m`, or a plain number of seconds. */
export const duration = z
  .union(
    [
      z.number().nonnegative(),
      z.string().regex(DURATION, 'a duration such as 90s, 10m, 1h30m, or a number of seconds'),
    ],
    'a duration such as 90s, 10m, 1h30m, or a number of seconds',
  )
  .transform(parseDuration)
  .refine((seconds) => seconds <= YEAR, {
    error: 'The duration is longer than a year.',
    params: { code: 'out-of-range', expected: 'at most 366d' },
  });

function parseDuration(value: number | string): number {
  if (typeof value === 'number') return value;
  let seconds = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)) {
    seconds += Number(amount) * UNITS[unit!]!;
  }
  return seconds;
}

/** `07:00` to `24:00`, as seconds since midnight. */
export const clockTime = z
  .string('a time of day such as 07:30, in quotes')
  .regex(CLOCK, 'a time of day such as 07:30, in quotes')
  .transform((text) => {
    const [hours, minutes] = text.split(':').map(Number);
    return hours! * 3600 + minutes! * 60;
  });

/** A share or probability, 0 to 1. */
export const share = z.number().min(0).max(1);

/** A day such as `2026-10-25`, kept as written. */
export const isoDate = z.string().refine(isDate, {
  error: 'This is no date.',
  params: { code: 'invalid-value', expected: 'a date such as 2026-10-25, from 1970 on' },
});

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** An IANA time zone that this machine knows. */
export const timeZone = z.string().check((context) => {
  if (isZone(context.value)) return;
  context.issues.push({
    code: 'custom',
    input: context.value,
    message: 'This is no time zone that is known here',
    params: {
      code: 'unknown-time-zone',
      expected: 'an IANA name such as Europe/Berlin',
      ...nearestChoice(context.value, Intl.supportedValuesOf('timeZone')),
    },
  });
});
