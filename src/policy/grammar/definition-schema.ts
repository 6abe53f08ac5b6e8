import { z } from 'zod';
import { duration, isoDate } from '../../input/quantities.js';
import { openingHours } from '../../scenario/schema/shift-schema.js';
import { WORD } from './action-schema.js';

/** What a policy defines for its own conditions: parameters, hours, and conditions by name. */

const word = z.string().regex(WORD, 'at most 64 letters, digits and "_", for example hard_case');

export interface Parameter {
  /** A number, or seconds where it was written as a duration. */
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
}

/** No quantity is longer. */
const LONGEST = 100;
const RANGE = /^(\S+)\s+in\s+(\S+?)\.\.(\S+)$/;
const PARAMETER = 'a number or duration, alone or with its range: 2 in 1..5, 3m in 1m..10m';

const parameter = z
  .union([z.number(), z.string()], PARAMETER)
  .transform((given, context): Parameter => {
    const found = parseParameter(given);
    if (typeof found !== 'string') return found;
    context.addIssue({
      code: 'custom',
      message: found,
      params: { code: 'invalid-value', expected: PARAMETER },
    });
    return z.NEVER;
  })
  .describe('Conditions say params.NAME, durations may. Other commands vary it within its range.');

/** A parameter, or what is wrong with how it is written. */
function parseParameter(given: number | string): Parameter | string {
  if (typeof given === 'number') return { value: given };
  if (given.length > LONGEST) return 'This is no parameter.';
  const range = RANGE.exec(given.trim());
  const value = quantity(range ? range[1]! : given.trim());
  if (value === undefined) return 'This is no parameter.';
  if (!range) return { value };
  const [least, most] = [quantity(range[2]!), quantity(range[3]!)];
  if (least === undefined || most === undefined) return 'The range of the parameter is no range.';
  if (least > most) return 'The range of the parameter ends before it begins.';
  if (value < least || value > most) return 'The parameter lies outside its own range.';
  return { value, least, most };
}

/** `2`, `0.7` or `3m` (in seconds); undefined for anything else. */
export function quantity(text: string): number | undefined {
  if (/^-?\d{1,15}(\.\d+)?$/.test(text)) return Number(text);
  const parsed = duration.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

/** Any leap year: a day of every year may be a 29 February. */
const LEAP_YEAR = '2024-';

const holiday = z
  .string()
  .refine((text) => isoDate.safeParse(/^\d\d-\d\d$/.test(text) ? LEAP_YEAR + text : text).success, {
    error: 'This is no day.',
    params: {
      code: 'invalid-value',
      expected: 'a date such as "2026-12-25", or "12-25" for every year',
    },
  });

const hours = z
  .strictObject({
    open: openingHours.unwrap().describe('Spans of the week.'),
    closed: z
      .array(holiday)
      .default([])
      .describe(
        'Days on which it is closed whatever the week says: "2026-12-25", or "12-25" every year.',
      ),
  })
  .describe('Hours of the policy’s own; conditions say hours.NAME.');

export type WrittenHours = z.output<typeof hours>;

export const definitions = {
  params: z.record(word, parameter).default({}).describe('Named parameters with their ranges.'),
  hours: z.record(word, hours).default({}).describe('Named hours of the policy’s own.'),
  conditions: z
    .record(word, z.string().min(1).describe('CEL condition.'))
    .default({})
    .describe('Named conditions: is.NAME, and times.NAME, the customer turns at which it held.'),
};
