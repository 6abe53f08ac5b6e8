import { z } from 'zod';
import { duration, share } from '../../input/quantities.js';
import { kindName } from './names.js';
import { openingHours, shifts } from './shift-schema.js';

/** The people's side of a scenario file: teams, and what is true of people in all of them. */

const ring = z
  .strictObject({
    answered_after: duration
      .default(5)
      .describe('How long it rings before a person answers. 5 s, assumption.'),
    missed: z
      .number()
      .min(0)
      .lt(1)
      .default(0)
      .describe('Chance that they do not answer at all. 0: nobody misses any.'),
    timeout: duration
      .default(30)
      .describe('When it stops ringing with them. 30 s, assumption; a policy may set its own.'),
    away: duration
      .refine((seconds) => seconds >= 1, {
        error: 'Whoever missed a ring would be rung again at once, for ever.',
        params: { code: 'out-of-range', expected: 'at least 1 s' },
      })
      .default(300)
      .describe('How long who missed a ring is set aside. 5 min, assumption.'),
  })
  .refine(({ answered_after, timeout }) => answered_after <= timeout, {
    error: 'Nobody would ever answer: it stops ringing before.',
    params: { code: 'out-of-range', expected: 'answered_after of at most timeout' },
  })
  .describe('What lies between a free person and the answer. Left out: they answer at once.');

export const team = z.strictObject({
  skills: z
    .union(
      [z.literal('all'), z.array(kindName).min(1), z.record(kindName, share)],
      'all, a list of intents, or intents with a proficiency from 0 to 1: { refund: 1, broken_device: 0.5 }',
    )
    .default('all')
    .describe(
      'Intents the team is trained in, or how well: 1 fully, 0 not at all; left out of a map or list is 0.',
    ),
  shifts,
  availability: z
    .number()
    .gt(0)
    .max(1)
    .default(0.8)
    .describe(
      'Share of the people on shift and not on a break who take contacts, rounded, at least one. 0.8 from the bank replay.',
    ),
  hours: openingHours,
  chats_per_agent: z
    .int()
    .min(1)
    .max(50)
    .default(1)
    .describe('Contacts that one person holds at once; 1. In chat 2 or 3 are usual.'),
  slow_down: z
    .number()
    .min(0)
    .max(5)
    .default(0.3)
    .describe(
      'Each further chat in hand makes all of them take this much longer: β of 1 + β(k − 1). 0.3, assumption within 0.2 to 0.4.',
    ),
  ring: ring.optional(),
  not_ready: z
    .strictObject({
      since: z
        .array(duration)
        .min(1)
        .max(100)
        .describe('Seconds since the contact ended at which the rate changes, ascending from 0.'),
      waiting: z
        .array(z.int().min(0).max(100_000))
        .min(1)
        .max(20)
        .describe('Numbers of waiting contacts from which it changes, ascending from 0.'),
      back_per_second: z
        .array(z.array(z.number().min(0).max(1000)))
        .describe(
          'Chance per second of coming back: one row for each `since`, in it one number for each `waiting`.',
        ),
    })
    .superRefine(({ back_per_second, since, waiting }, context) => {
      const fault = (path: (string | number)[], message: string, expected: string): void =>
        context.addIssue({
          code: 'custom',
          path,
          message,
          params: { code: 'out-of-range', expected },
        });
      for (const [name, levels] of [
        ['since', since],
        ['waiting', waiting],
      ] as const) {
        if (levels[0] !== 0) fault([name, 0], 'The first must be 0.', '0');
        for (let i = 1; i < levels.length; i++) {
          if (levels[i]! <= levels[i - 1]!)
            fault([name, i], 'They must increase.', `more than ${levels[i - 1]}, the one before`);
        }
      }
      if (back_per_second.length !== since.length)
        fault(['back_per_second'], 'Every time needs its row.', `${since.length} rows`);
      back_per_second.forEach((row, i) => {
        if (row.length !== waiting.length)
          fault(['back_per_second', i], 'Every column needs a rate.', `${waiting.length} numbers`);
      });
      if (back_per_second.at(-1)?.some((rate) => rate === 0))
        fault(
          ['back_per_second', back_per_second.length - 1],
          'In the end everybody must come back.',
          'rates above 0 in the last row',
        );
    })
    .optional()
    .describe(
      'The time after wrap-up in which a person takes nobody: short work, pauses. Fitted by `warmline fit`. Left out: ready at once.',
    ),
  falls_silent: z
    .strictObject({
      share: z
        .number()
        .min(0)
        .max(0.9)
        .describe('Share of the contacts in which the person stops answering; at most 0.9.'),
      after: duration.default(60).describe('Work before they do. 60 s, assumption.'),
      lasts: duration
        .refine((seconds) => seconds > 0, {
          error: 'The duration must be longer than zero.',
          params: { code: 'out-of-range', expected: 'more than 0 s' },
        })
        .default(900)
        .describe('How long they are silent. 15 min, assumption.'),
    })
    .optional()
    .describe('People who take a contact and then forget it. Left out: nobody does.'),
  queue_limit: z
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe('Contacts that may wait; whoever comes on top is blocked. Left out: no limit.'),
  notice_after: duration
    .default(45)
    .describe('How long until a person notices that nobody is in the chat. 45 s, assumption.'),
  handle_factor: z
    .number()
    .positive()
    .max(100)
    .default(1)
    .describe('Multiplies the handle times of the intents. 1.'),
  wrap_up: duration.default(60).describe('After-contact work. 60 s, assumption.'),
});

export const people = z
  .strictObject({
    difficulty_slope: z
      .number()
      .min(-5)
      .max(0)
      .default(-0.8)
      .describe(
        'Log-odds of resolving an issue per standard deviation of its difficulty. −0.8, assumption.',
      ),
    unskilled_logit: z
      .number()
      .min(-5)
      .max(0)
      .default(-1.5)
      .describe('Log-odds added without training in the intent. −1.5, assumption.'),
    unskilled_handle_factor: z
      .number()
      .min(1)
      .max(5)
      .default(1.25)
      .describe('How much longer it takes them. 1.25, assumption.'),
    handoff_tax: z
      .strictObject({
        summary: duration.default(15).describe('With a summary. 15 s, assumption.'),
        none: duration.default(60).describe('Without. 60 s, assumption.'),
      })
      .prefault({})
      .describe('What a person spends on finding out what it is about.'),
    slot_saves: duration
      .default(10)
      .describe('Work saved by each thing that the AI has asked for beforehand. 10 s, assumption.'),
    passes_on: z
      .strictObject({
        probability: share
          .default(0)
          .describe(
            'Chance that somebody not trained in the intent passes the contact on to a team that is. 0: nobody does.',
          ),
        after: duration.default(90).describe('Work before it becomes clear. 90 s, assumption.'),
        warm: duration
          .optional()
          .describe(
            'A warm transfer: the first person stays until the second has taken over, and this much longer. Left out: cold, and the customer explains again.',
          ),
      })
      .prefault({})
      .describe('Passing a contact on to another team.'),
  })
  .prefault({})
  .describe('What is true of people in every team.');
