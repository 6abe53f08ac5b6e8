import { z } from 'zod';
import { duration, share } from '../../input/quantities.js';
import { patience, time, tolerance } from './distribution-schema.js';

/** The customers' side of a scenario file: who they are, how they wait, ask, accept and return. */

export const segment = z.strictObject({
  share: share.describe('Share of the contacts.'),
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
  share: share.describe('Share of the contacts.'),
  patience: patience.optional().describe('Patience on this channel, in place of the common one.'),
  silent_abandonment: share
    .default(0)
    .describe(
      'Share of those who give up that leave without telling anybody: a person later opens an empty chat. 0; in chat 0.6 to 0.7 [16].',
    ),
});

const returning = z.strictObject({
  probability: share.describe('Chance to come back.'),
  after: time.describe('Until then.'),
});

export const customers = z
  .strictObject({
    reply_time: time
      .prefault({ lognormal: { median: '25s', sigma: 0.7 } })
      .describe('How long they take to write. Lognormal, median 25 s, sigma 0.7, assumption.'),
    asks: z
      .strictObject({
        per_turn: share.default(0.03).describe('Chance to ask at a turn. 0.03, assumption.'),
        after_failure: z
          .number()
          .min(1)
          .max(20)
          .default(3)
          .describe('Multiplies it after a failed reply. 3, assumption.'),
        when_negative: z
          .number()
          .min(1)
          .max(20)
          .default(1.5)
          .describe('Multiplies it in a negative mood. 1.5, assumption.'),
        again: share
          .default(0.6)
          .describe('Chance to ask again after an ask that was not honoured. 0.6, assumption.'),
      })
      .prefault({})
      .describe('How often they ask for a person, unprompted.'),
    tolerance: tolerance
      .prefault({ median: 1, sigma: 0.5 })
      .describe(
        'Frustration at which they have had enough: lognormal, median 1, sigma 0.5, assumption.',
      ),
    at_tolerance: z
      .strictObject({
        ask: share.default(0.5).describe('Chance to ask. 0.5, assumption.'),
        leave: share.default(0.3).describe('Chance to leave. 0.3, assumption.'),
      })
      .refine(({ ask, leave }) => ask + leave <= 1, {
        error: 'The shares that ask and leave must not exceed 1 together.',
        params: { code: 'out-of-range', expected: 'ask + leave of at most 1' },
      })
      .prefault({})
      .describe('What they do at each turn from then on.'),
    gives_up: share
      .default(0.05)
      .describe('Chance to leave after a failed reply. 0.05, assumption.'),
    negativity: z
      .strictObject({
        first: share.default(0.06).describe('Share of first turns. 0.06, assumption.'),
        after_negative: share.default(0.756).describe('Chance after a negative turn. 0.756 [ssa].'),
        after_neutral: share.default(0.059).describe('Chance after any other turn. 0.059 [ssa].'),
        after_failure_factor: z
          .number()
          .min(1)
          .max(20)
          .default(3)
          .describe('Multiplies it after a failed reply. 3, assumption.'),
      })
      .prefault({})
      .describe('Turns of negative sentiment.'),
    patience: patience
      .prefault({ lognormal: { median: '462s', sigma: 1.9 } })
      .describe(
        'How long they would wait in a queue. Lognormal, median 462 s, sigma 1.9: callers of the bank log × 1.5 for chat, assumption.',
      ),
    patience_frailty: share
      .default(0.5)
      .describe('Share of patience that belongs to the person, not the day. 0.5, assumption.'),
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
      .prefault({})
      .describe('Not joining a queue at all.'),
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
      .prefault({})
      .describe('What being told a wait does.'),
    accepts: z
      .strictObject({
        transfer: share
          .default(0.8)
          .describe('Chance to accept an offered person. 0.8, assumption.'),
        callback: share
          .default(0.4)
          .describe('Chance to accept an offered call back. 0.4, assumption.'),
        ticket: share
          .default(0.5)
          .describe('Chance to accept an offered reply in writing. 0.5, assumption.'),
      })
      .prefault({})
      .describe('How many say yes to an offer.'),
    gives: share
      .default(0.9)
      .describe('Chance to give what the AI asks for before a hand-over. 0.9, assumption.'),
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
      .prefault({})
      .describe('What becomes of a promised call.'),
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
      .prefault({})
      .describe('Coming back about the same issue.'),
  })
  .prefault({})
  .describe('How customers ask, wait, accept and come back.');
