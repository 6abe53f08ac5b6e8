import { z } from 'zod';
import { clockTime, duration, share } from '../input/quantities.js';
import type { Distribution } from './distribution.js';
import { lognormalOfMean } from './distribution.js';

/**
 * What a person writes in a scenario file. Every default carries its source or the word
 * assumption; [n] and section numbers refer to docs/sources.md.
 */
const name = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]*$/,
    'a letter, then letters, digits or "_", for example order_late',
  );

const positiveDuration = duration.refine((seconds) => seconds > 0, {
  error: 'The duration must be longer than zero.',
  params: { code: 'out-of-range', expected: 'more than 0 s' },
});
const sigma = z.number().min(0).max(5);

const lognormal = z
  .strictObject({
    lognormal: z.union([
      z.strictObject({ median: positiveDuration, sigma }),
      z.strictObject({ mean: positiveDuration, sigma }),
    ]),
  })
  .transform(
    ({ lognormal: given }): Distribution =>
      'median' in given
        ? { kind: 'lognormal', median: given.median, sigma: given.sigma }
        : lognormalOfMean(given.mean, given.sigma),
  );
const exponential = z
  .strictObject({ exponential: z.strictObject({ mean: positiveDuration }) })
  .transform(({ exponential: { mean } }): Distribution => ({ kind: 'exponential', mean }));
const constant = z
  .strictObject({ constant: duration })
  .transform(({ constant: seconds }): Distribution => ({ kind: 'constant', seconds }));
const FORMS =
  'a distribution: { lognormal: { median: 25s, sigma: 0.7 } }, { lognormal: { mean: 700s, sigma: 0.9 } }, { exponential: { mean: 300s } } or { constant: 60s }';
const time = z.union([lognormal, exponential, constant], FORMS);
const patience = z.union(
  [
    lognormal,
    exponential,
    constant,
    z.literal('never').transform((): Distribution => ({ kind: 'never' })),
  ],
  `never (nobody gives up), or ${FORMS}`,
);
/** Frustration has no unit, so its distribution has none either. */
const tolerance = z
  .strictObject({ median: z.number().positive().max(1000), sigma })
  .transform(({ median, sigma: s }): Distribution => ({ kind: 'lognormal', median, sigma: s }));

const intent = z.strictObject({
  share: share.describe('Share of the contacts.'),
  ai_solvable: share.describe('Share of its issues that the AI could solve at all.'),
  ai_success_per_turn: share.describe('Chance that one AI reply solves a solvable issue.'),
  handle_time: time.describe('Work of a person, before wrap-up and the hand-off tax.'),
  person_resolves: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.85)
    .describe('Chance that a trained person resolves an issue of average difficulty. Assumption.'),
  mood: z.number().min(-1).max(1).default(0).describe('Mood on arrival, −1 to 1.'),
});

const segment = z.strictObject({
  share,
  ask_factor: z.number().positive().max(100).default(1).describe('Multiplies how often they ask.'),
  patience_factor: z
    .number()
    .positive()
    .max(100)
    .default(1)
    .describe('Multiplies their patience in queue.'),
  ai_success_factor: z.number().min(0).max(2).default(1).describe('Multiplies the AI’s success.'),
});

const shift = z
  .strictObject({
    from: clockTime,
    to: clockTime,
    agents: z.int().min(1).max(100_000),
  })
  .refine(({ from, to }) => from < to, {
    error: 'A shift must end after it starts.',
    params: { code: 'out-of-range', expected: 'a "to" later than "from"' },
  });

const team = z.strictObject({
  skills: z
    .union([z.literal('all'), z.array(name).min(1)])
    .default('all')
    .describe('Intents the team is trained in.'),
  shifts: z
    .union([z.array(shift).min(1), z.literal('erlang-a')], 'a list of shifts, or erlang-a')
    .describe(
      'Who is rostered when; or erlang-a, which sizes the team for the recorded hand-over rate.',
    ),
  availability: z
    .number()
    .gt(0)
    .max(1)
    .default(0.8)
    .describe('Share of the rostered people who take contacts. 0.8 from the bank replay.'),
  handle_factor: z.number().positive().max(100).default(1),
  wrap_up: duration.default(60).describe('After-contact work. 60 s, assumption.'),
});

const spread = z.strictObject({ mean: share, sd: z.number().min(0).max(1) });
const returning = z.strictObject({ probability: share, after: time });
const weight = z.number().min(0).max(10);

export const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'letters, digits, "-" and "_"'),
  description: z.string().optional(),
  channel: z.string().min(1).optional().describe('chat, voice, …'),
  horizon: z
    .strictObject({
      opens: clockTime,
      closes: clockTime,
      weekday: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']).default('tue'),
    })
    .refine(({ opens, closes }) => opens < closes, {
      error: 'The horizon must close after it opens.',
      params: { code: 'out-of-range', expected: 'a "closes" later than "opens"' },
    })
    .describe('The simulated day. Arrivals stop at closing; who is inside is served out.'),
  demand: z.strictObject({
    contacts_per_day: z.number().min(1).max(10_000_000),
    by_hour: z
      .array(z.number().min(0).max(1_000_000))
      .min(1)
      .max(24)
      .describe('Relative arrivals in each hour from opening on.'),
    noise: z
      .number()
      .min(0)
      .max(0.5)
      .default(0.17)
      .describe('Variation of an hourly gamma multiplier; 0.17 from the bank log. 0 is Poisson.'),
    recorded: z
      .strictObject({
        file: z.string().min(1).describe('Conversations to replay, relative to this file.'),
        from: z.string().optional().describe('Its format, where detection needs help.'),
        map: z.string().optional().describe('Column mapping for CSV.'),
      })
      .optional(),
  }),
  intents: z.record(name, intent),
  segments: z.record(name, segment).default({ everyone: segment.parse({ share: 1 }) }),
  languages: z.record(name, z.strictObject({ share })).default({ en: { share: 1 } }),
  ai: z
    .strictObject({
      reply_time: time.prefault({ lognormal: { median: '3s', sigma: 0.5 } }),
      max_turns: z.int().min(1).max(1000).default(30),
      progress: share.default(0.3),
      repeats: share.default(0.3),
      sensitivity: share.default(0.8),
      specificity: share.default(0.95),
      confidence: z
        .strictObject({ good: spread, failed: spread })
        .default({ good: { mean: 0.8, sd: 0.12 }, failed: { mean: 0.55, sd: 0.18 } }),
      margin: z
        .strictObject({ good: spread, failed: spread })
        .default({ good: { mean: 0.35, sd: 0.15 }, failed: { mean: 0.15, sd: 0.12 } }),
      later_factor: share.default(0.5),
    })
    .prefault({}),
  teams: z.record(name, team),
  team_aliases: z
    .record(name, name)
    .default({})
    .describe('Further names under which policies may know a team.'),
  people: z
    .strictObject({
      difficulty_slope: z.number().min(-5).max(0).default(-0.8),
      unskilled_logit: z.number().min(-5).max(0).default(-1.5),
      unskilled_handle_factor: z.number().min(1).max(5).default(1.25),
      handoff_tax: z
        .strictObject({ summary: duration.default(15), none: duration.default(60) })
        .prefault({}),
    })
    .prefault({}),
  customers: z
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
      returns: z
        .strictObject({
          unresolved: returning.prefault({
            probability: 0.4,
            after: { lognormal: { median: '2h', sigma: 1 } },
          }),
          abandoned: returning.prefault({
            probability: 0.6,
            after: { lognormal: { median: '10m', sigma: 2 } },
          }),
          max_visits: z.int().min(1).max(60).default(4),
        })
        .prefault({}),
    })
    .prefault({}),
  frustration: z
    .strictObject({
      decay: share.default(0.85),
      failed: weight.default(0.25),
      repeated: weight.default(0.35),
      refused: weight.default(0.5),
      negative: weight.default(0.3),
      queue_per_minute: weight.default(0.1),
      explain_again: weight.default(0.2),
      progress: weight.default(0.4),
      person_answers: weight.default(0.3),
    })
    .prefault({}),
  costs: z
    .strictObject({
      currency: z.string().min(1).max(8).default('EUR'),
      per_ai_reply: z.number().min(0).max(1_000_000).default(0.02),
      per_agent_hour: z.number().min(0).max(1_000_000).default(30),
    })
    .prefault({}),
});

export type ScenarioFile = z.infer<typeof scenarioSchema>;
