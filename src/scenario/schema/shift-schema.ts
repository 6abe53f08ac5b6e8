import { z } from 'zod';
import { clockTime, DAY, duration } from '../../input/quantities.js';
import { days } from '../calendar/weekdays.js';

/** What a person writes about who works when, as seconds since the midnight before it begins. */

const OTHER_TIMES = {
  error: 'It ends at the time it starts.',
  params: {
    code: 'out-of-range',
    expected: 'another "to" than "from"; "00:00" to "24:00" is a whole day',
  },
};

/** A "to" at or before "from" lies on the next day. */
function onwards(from: number, to: number): number {
  return to > from ? to : to + DAY;
}

const fromTime = clockTime.refine((seconds) => seconds < DAY, {
  error: 'A day begins at "00:00".',
  params: { code: 'out-of-range', expected: '"00:00", with the next day among its days' },
});

const pause = z.strictObject({
  lasts: duration
    .refine((seconds) => seconds > 0, {
      error: 'The duration must be longer than zero.',
      params: { code: 'out-of-range', expected: 'more than 0 s' },
    })
    .describe('Length of one break.'),
  between: z
    .tuple([clockTime, clockTime], 'two times of day such as ["11:30", "14:00"]')
    .describe('Window within the shift, in which all of these breaks begin and end.'),
});

export const shift = z
  .strictObject({
    days: days
      .prefault('daily')
      .describe('Days on which the shift begins: mon to sun, weekdays, weekend, daily (default).'),
    from: fromTime.describe('When it begins.'),
    to: clockTime.describe('At or before `from`: on the next day.'),
    agents: z.int().min(1).max(100_000).describe('People rostered.'),
    breaks: z
      .array(pause)
      .max(10)
      .default([])
      .describe(
        'Everyone on the shift takes one of each, in turns: the window holds ⌊window / lasts⌋ of them one after another.',
      ),
  })
  .refine(({ from, to }) => from !== to, OTHER_TIMES)
  .transform(({ from, to, breaks, ...rest }) => ({
    ...rest,
    from,
    to: onwards(from, to),
    breaks: breaks.map(({ lasts, between: [begins, ends] }) => {
      // Clock times before the shift's start belong to the morning after.
      const first = begins < from ? begins + DAY : begins;
      return { lasts, from: first, to: onwards(first, ends < first ? ends + DAY : ends) };
    }),
  }))
  .superRefine(({ to, breaks }, context) => {
    const refuse = (index: number, message: string, expected: string): void =>
      context.addIssue({
        code: 'custom',
        message,
        path: ['breaks', index, 'between'],
        params: { code: 'out-of-range', expected },
      });
    breaks.forEach((one, index) => {
      if (one.to > to)
        refuse(index, 'The break is not within the shift.', 'a window inside from and to');
      else if (one.to - one.from < one.lasts)
        refuse(index, 'The break does not fit into its window.', 'a window as long as the break');
      const other = breaks.slice(0, index).find((b) => b.from < one.to && one.from < b.to);
      if (other)
        refuse(
          index,
          'Two breaks of a shift overlap: somebody could be on both at once.',
          'windows one after another',
        );
    });
  })
  .describe(
    'People on duty together. Breaks lie within it, fit into their windows, and do not overlap.',
  );

const fromNames = z
  .strictObject({
    split_after: duration
      .default(1800)
      .describe('Whoever took no call for longer was away meanwhile. 30 min, assumption.'),
    ready_before: duration
      .default(0)
      .describe('How long people were there before a first call that had not waited. 0.'),
    ready_after: duration
      .default(0)
      .describe('How long they stay after the last call of the record. 0.'),
  })
  .describe(
    'People by name, each from their first call to their last, with the intents they took.',
  );

export const shifts = z
  .union(
    [
      z.array(shift).min(1),
      z.literal('erlang-a'),
      z.strictObject({
        file: z.string().min(1).describe('A staffing CSV, relative to this file.'),
      }),
      z.strictObject({ recorded: fromNames }),
    ],
    'a list of shifts, { file: staffing.csv }, { recorded: { … } }, or erlang-a',
  )
  .describe(
    'Who is rostered when: a list of shifts; or { file }, a CSV with the columns from,to,agents (local date-times) or day,from,to,agents (weekdays and times of day); or { recorded }, which takes people from the names in a call log, or in dialogues with arrivals as_recorded; or erlang-a, which sizes the team for the recorded hand-over rate.',
  );

/** From a time of day to a later one, on some days of the week. */
export const weeklySpan = z
  .strictObject({
    days: days.prefault('daily').describe('As in a shift. Default: daily.'),
    from: fromTime,
    to: clockTime.describe('At or before `from`: on the next day.'),
  })
  .refine(({ from, to }) => from !== to, OTHER_TIMES)
  .transform(({ from, to, ...rest }) => ({ ...rest, from, to: onwards(from, to) }))
  .describe('From a time of day to a later one, on some days of the week.');

/** When a team answers at all. */
export const openingHours = z
  .array(weeklySpan)
  .min(1)
  .optional()
  .describe('Opening hours. Default: whenever somebody is rostered.');
