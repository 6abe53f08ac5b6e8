import { z } from 'zod';
import { clockTime, DAY, duration, isoDate, timeZone } from '../../input/quantities.js';
import { WEEKDAYS, weekdayOf } from '../calendar/weekdays.js';

/** What a person writes about the simulated days. */
const DEFAULT_WEEKDAY = 'tue';

const start = {
  weekday: z
    .enum(WEEKDAYS)
    .optional()
    .describe('Weekday of the first day. That of `date`; without one tue, assumption.'),
  date: isoDate
    .optional()
    .describe('First day, such as 2026-10-25. It fixes the weekday and when clocks change.'),
  time_zone: timeZone
    .optional()
    .describe(
      'IANA zone such as Europe/Berlin, with `date`: days on which clocks change then have 23 or 25 h. Default: none, every day has 24 h.',
    ),
};

const oneDay = z
  .strictObject({
    mode: z
      .literal('day')
      .optional()
      .describe('day (default): one day from empty to empty. continuous: round the clock.'),
    opens: clockTime.describe('Arrivals begin.'),
    closes: clockTime.describe('Arrivals end; who is inside is served out by those on shift.'),
    ...start,
  })
  .refine(({ opens, closes }) => opens < closes, {
    error: 'The horizon must close after it opens.',
    params: { code: 'out-of-range', expected: 'a "closes" later than "opens"' },
  });

/** A year, and no more: so many days are simulated, or replayed, at once. */
export const MOST_DAYS = 366;

const roundTheClock = z
  .strictObject({
    mode: z.literal('continuous').describe('Round the clock.'),
    days: z.int().min(1).max(MOST_DAYS).describe('How many days are simulated, warm-up included.'),
    warm_up: duration
      .default(DAY)
      .describe(
        'Time at the beginning that is simulated and not measured, since it starts empty. 1d: assumption; queues that outlast a night need more.',
      ),
    ...start,
  })
  .refine(({ days: count, warm_up }) => warm_up < count * DAY, {
    error: 'Nothing would be measured: the warm-up takes the whole horizon.',
    path: ['warm_up'],
    params: { code: 'out-of-range', expected: 'a warm_up shorter than the days; 1d if left out' },
  });

/** The simulated days; its weekday is always known. */
export const horizon = z
  .discriminatedUnion(
    'mode',
    [oneDay, roundTheClock],
    'opens and closes (mode: day), or mode: continuous and days',
  )
  .superRefine(({ date, weekday, time_zone }, context) => {
    if (date !== undefined && weekday !== undefined) {
      const actual = WEEKDAYS[weekdayOf(date) - 1]!;
      if (actual !== weekday)
        context.addIssue({
          code: 'custom',
          message: 'The weekday is not that of the date.',
          path: ['weekday'],
          params: { code: 'contradiction', expected: `${actual}, or no weekday: ${date} fixes it` },
        });
    }
    if (time_zone !== undefined && date === undefined)
      context.addIssue({
        code: 'custom',
        message: 'Without a date nobody knows whether clocks change.',
        path: ['time_zone'],
        params: { code: 'missing-key', expected: 'a date beside it, such as date: 2026-10-25' },
      });
  })
  .transform((given) => {
    const weekday =
      given.date === undefined
        ? (given.weekday ?? DEFAULT_WEEKDAY)
        : WEEKDAYS[weekdayOf(given.date) - 1]!;
    return given.mode === 'continuous'
      ? { ...given, weekday }
      : { ...given, mode: 'day' as const, weekday };
  })
  .describe(
    'The simulated time: one day, or days and nights on end (mode: continuous), as the wall clock counts them.',
  );

export type Horizon = z.infer<typeof horizon>;

const factor = z.number().min(0).max(100).default(1).describe('Factor of that day.');

/** A day of factor 1 brings `contacts_per_day`. */
export const byWeekday = z
  .strictObject({
    mon: factor,
    tue: factor,
    wed: factor,
    thu: factor,
    fri: factor,
    sat: factor,
    sun: factor,
  })
  .optional()
  .describe(
    'Multiplies contacts_per_day on each weekday; a day left out is 1, as is each without this key (none given: days alike).',
  );
