import { z } from 'zod';
import { clockTime, DAY, share } from '../../input/quantities.js';
import { days } from '../calendar/weekdays.js';

/** What a person writes about drills: what the world is put through on top of an ordinary day. */

const span = {
  days: days.prefault('daily').describe('Days on which it begins, as in a shift. Default: daily.'),
  from: clockTime.optional().describe('Together with `to`, or neither.'),
  to: clockTime.optional().describe('At or before `from`: on the next day.'),
};

/** Two times of day or none; with none the drill's own default. */
function timed<T extends z.ZodType<{ from?: number | undefined; to?: number | undefined }>>(
  drill: T,
): T {
  return drill.superRefine(({ from, to }, context) => {
    const refuse = (key: 'from' | 'to', message: string, code: string, expected: string): void =>
      context.addIssue({ code: 'custom', message, path: [key], params: { code, expected } });
    if (from === undefined || to === undefined) {
      if (from === to) return;
      const [given, missing] =
        from === undefined ? (['to', 'from'] as const) : (['from', 'to'] as const);
      refuse(given, `It has no "${missing}".`, 'missing-key', 'both from and to, or neither');
    } else if (from === to) {
      refuse(
        'to',
        'It ends at the time it starts.',
        'out-of-range',
        'another "to" than "from"; "00:00" to "24:00" is a whole day',
      );
    } else if (from === DAY) {
      refuse('from', 'A day begins at "00:00".', 'out-of-range', '"00:00"');
    }
  });
}

const aiOutage = timed(z.strictObject({ ...span })).describe(
  'Every reply of the AI is an error message. Default: two hours in the middle of the opening hours, assumption.',
);

const demandSurge = timed(
  z.strictObject({
    ...span,
    factor: z
      .number()
      .min(1)
      .max(100)
      .default(1.5)
      .describe('Multiplies expected arrivals. 1.5, assumption.'),
  }),
).describe('More arrivals. Default: two hours in the middle of the opening hours, assumption.');

const sickShift = timed(
  z.strictObject({
    ...span,
    share: share
      .default(0.3)
      .describe('Share of those who would take contacts that is missing. 0.3, assumption.'),
  }),
).describe('Fewer people in every team. Default: the whole day, assumption.');

const wrongAnnouncement = z
  .strictObject({
    factor: z
      .number()
      .min(0)
      .max(100)
      .default(0.5)
      .describe('Multiplies the wait that is announced. 0.5, assumption: half of it is told.'),
  })
  .describe('Waits are announced wrongly, all the time.');

export const drills = z
  .strictObject({
    ai_outage: aiOutage.optional(),
    demand_surge: demandSurge.optional(),
    sick_shift: sickShift.optional(),
    wrong_announcement: wrongAnnouncement.optional(),
  })
  .default({})
  .describe('Drills that are on; --drill adds to them. Default: none.');

export type Drills = z.infer<typeof drills>;
export type DrillKey = keyof Drills;

/** Each drill by its key; the flag writes "-" for "_". */
export const DRILLS = {
  ai_outage: aiOutage,
  demand_surge: demandSurge,
  sick_shift: sickShift,
  wrong_announcement: wrongAnnouncement,
} as const;
