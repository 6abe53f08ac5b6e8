import { z } from 'zod';

/** By ISO number less one: 1 is Monday, 7 Sunday. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** What may stand for days, and the ISO numbers it means. */
export const DAY_WORDS: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(WEEKDAYS.map((name, index) => [name, [index + 1]])),
  weekdays: [1, 2, 3, 4, 5],
  weekend: [6, 7],
  daily: EVERY_DAY,
};

const dayWord = z.enum([...WEEKDAYS, 'weekdays', 'weekend', 'daily']);

/** Days of the week as one word or a list, as ascending ISO numbers. */
export const days = z
  .union(
    [dayWord, z.array(dayWord).min(1)],
    'mon to sun, weekdays, weekend or daily, or a list of these such as [mon, wed, weekend]',
  )
  .transform((words): readonly number[] => {
    const numbers = [words].flat().flatMap((word) => DAY_WORDS[word]!);
    return [...new Set(numbers)].sort((a, b) => a - b);
  });

/** ISO weekday of a date such as `2026-10-25`. */
export function weekdayOf(date: string): number {
  // getUTCDay counts from Sunday = 0.
  return new Date(`${date}T00:00Z`).getUTCDay() || 7;
}
