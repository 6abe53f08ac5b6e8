import { z } from 'zod';
import { duration, share } from '../input/quantities.js';
import { worldName } from './names.js';
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
      [z.literal('all'), z.array(worldName).min(1), z.record(worldName, share)],
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
  queue_limit: z
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe('Contacts that may wait; whoever comes on top is blocked. Left out: no limit.'),
  notice_after: duration
    .default(45)
    .describe('How long until a person notices that nobody is in the chat. 45 s, assumption.'),
  handle_factor: z.number().positive().max(100).default(1),
  wrap_up: duration.default(60).describe('After-contact work. 60 s, assumption.'),
});

export const people = z
  .strictObject({
    difficulty_slope: z.number().min(-5).max(0).default(-0.8),
    unskilled_logit: z.number().min(-5).max(0).default(-1.5),
    unskilled_handle_factor: z.number().min(1).max(5).default(1.25),
    handoff_tax: z
      .strictObject({ summary: duration.default(15), none: duration.default(60) })
      .prefault({}),
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
      .prefault({}),
  })
  .prefault({});
