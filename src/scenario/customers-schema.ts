import { z } from 'zod';
import { duration, share } from '../input/quantities.js';
import { patience, time, tolerance } from './distribution-schema.js';

/** The customers' side of a scenario file: who they are, how they wait, ask, accept and return. */

export const segment = z.strictObject({
  share,
  ask_factor: z.number().positive().max(100).default(1).describe('Multiplies how often they ask.'),
  patience_factor: z
    .number()
    .positive()
    .max(100)
    .default(1)
    .describe('Multiplies their patience in queue.'),
  patience: patience
    .optional()
    .describe('Their own patience, in place of the channel’s and the common one.'),
  ai_success_factor: z.number().min(0).max(2).default(1).describe('Multiplies the AI’s success.'),
});

export const channel = z.strictObject({
  share,
  patience: patience.optional().describe('Patience on this channel, in place of the common one.'),
  silent_abandonment: share
    .default(0)
    .describe(
      'Share of those who give up that leave without telling anybody: a person later opens an empty chat. 0; in chat 0.6 to 0.7 [16].',
    ),
});

const returning = z.strictObject({ probability: share, after: time });

export const customers = z
  .strictObject({
    reply_time: time.prefault({ lognormal: { median: '25s', sigma: 0.7 } }),
    asks: z
      .strictObject({
        per_turn: share.default(0.03),
        after_failure: z.number().min(1).max(20).default(3),
        when_negative: z.number().min(1).max(20).default(1.5),
        again: share.default(0.6),
      })
      .prefault({}),
    tolerance: tolerance.prefault({ median: 1, sigma: 0.5 }),
    at_tolerance: z
      .strictObject({ ask: share.default(0.5), leave: share.default(0.3) })
      .refine(({ ask, leave }) => ask + leave <= 1, {
        error: 'The shares that ask and leave must not exceed 1 together.',
        params: { code: 'out-of-range', expected: 'ask + leave of at most 1' },
      })
      .prefault({}),
    gives_up: share.default(0.05),
    negativity: z
      .strictObject({
        first: share.default(0.06),
        after_negative: share.default(0.756),
        after_neutral: share.default(0.059),
        after_failure_factor: z.number().min(1).max(20).default(3),
      })
      .prefault({}),
    patience: patience.prefault({ lognormal: { median: '462s', sigma: 1.9 } }),
    patience_frailty: share.default(0.5),
    balking: z
      .strictObject({
        share: share
          .default(0)
          .describe('Chance not to join a queue when nobody is free. 0: nobody refuses.'),
        per_announced_minute: z
          .number()
          .min(0)
          .max(1)
          .default(0)
          .describe('What each announced minute adds to it. 0.'),
      })
      .prefault({}),
    announcements: z
      .strictObject({
        bias: z
          .number()
          .min(0)
          .max(100)
          .default(1)
          .describe('Multiplies the wait that is announced; 1 is honest.'),
        patience_factor: z
          .number()
          .positive()
          .max(100)
          .default(1)
          .describe('Multiplies what is left of their patience once they know. 1: no effect.'),
        past_factor: z
          .number()
          .min(1)
          .max(100)
          .default(1.52)
          .describe(
            'Past the announced time patience runs out this many times as fast. 1.52: the abandonment hazard rises by up to 52 % [11].',
          ),
      })
      .prefault({}),
    accepts: z
      .strictObject({
        transfer: share
          .default(0.8)
          .describe('Chance to accept an offered person. 0.8, assumption.'),
        callback: share
          .default(0.4)
          .describe('Chance to accept an offered call back. 0.4, assumption.'),
      })
      .prefault({}),
    callbacks: z
      .strictObject({
        answered: share
          .default(0.7)
          .describe('Chance that a customer who was promised a call picks up. 0.7, assumption.'),
        dial: duration.default(20).describe('Time a person spends dialling. 20 s, assumption.'),
        attempts: z
          .int()
          .min(1)
          .max(20)
          .default(2)
          .describe('Calls until giving up. 2, assumption.'),
        retry_after: duration.default(900).describe('Until the next attempt. 15 min, assumption.'),
      })
      .prefault({}),
    returns: z
      .strictObject({
        unresolved: returning
          .prefault({ probability: 0.4, after: { lognormal: { median: '2h', sigma: 1 } } })
          .describe('Repeat contacts: back about an issue that was dealt with but not solved.'),
        abandoned: returning
          .prefault({ probability: 0.6, after: { lognormal: { median: '10m', sigma: 2 } } })
          .describe('Retrials: back after nobody had answered.'),
        max_visits: z
          .int()
          .min(1)
          .max(60)
          .optional()
          .describe(
            'Contacts about one issue at most. 4, assumption; in a replay 1, since the record already holds its repeat contacts.',
          ),
      })
      .prefault({}),
  })
  .prefault({});
