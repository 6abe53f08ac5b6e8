import { z } from 'zod';
import { duration, share } from '../input/quantities.js';
import { channel, customers, segment } from './customers-schema.js';
import { time } from './distribution-schema.js';
import { drills } from './drills-schema.js';
import { byWeekday, horizon } from './horizon-schema.js';
import { worldName } from './names.js';
import { weeklySpan } from './shift-schema.js';
import { people, team } from './team-schema.js';

/**
 * What a person writes in a scenario file. Every default carries its source or the word
 * assumption; [n] and section numbers refer to docs/sources.md.
 */
const name = worldName;

const intent = z.strictObject({
  share: share.describe('Share of the contacts.'),
  ai_solvable: share.describe('Share of its issues that the AI could solve at all.'),
  ai_success_per_turn: share.describe('Chance that one AI reply solves a solvable issue.'),
  handle_time: time.describe('Work of a person, before wrap-up and the hand-off tax.'),
  person_resolves: z
    .number()
    .gt(0)
    .lte(1)
    .default(0.85)
    .describe('Chance that a trained person resolves an issue of average difficulty. Assumption.'),
  mood: z.number().min(-1).max(1).default(0).describe('Mood on arrival, −1 to 1.'),
});

const spread = z.strictObject({ mean: share, sd: z.number().min(0).max(1) });
const weight = z.number().min(0).max(10);

export const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'letters, digits, "-" and "_"'),
  description: z.string().optional(),
  channel: z.string().min(1).optional().describe('chat, voice, …: the only channel.'),
  channels: z
    .record(name, channel)
    .optional()
    .describe('Several channels, or more about one than its name; instead of channel.'),
  horizon,
  demand: z.strictObject({
    contacts_per_day: z
      .number()
      .min(1)
      .max(10_000_000)
      .describe('Expected new issues on a day whose weekday has factor 1.'),
    by_hour: z
      .array(z.number().min(0).max(1_000_000))
      .min(1)
      .max(24)
      .describe(
        'Relative arrivals in each hour from opening on; in mode: continuous 24 numbers, from midnight on.',
      ),
    by_weekday: byWeekday,
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
      capacity: z
        .int()
        .min(1)
        .max(1_000_000)
        .optional()
        .describe('Replies it can work on at once; the rest wait their turn. Left out: no limit.'),
      outages: z
        .array(weeklySpan)
        .default([])
        .describe('While one lasts, every reply is an error message. Default: none.'),
    })
    .prefault({}),
  teams: z.record(name, team),
  team_aliases: z
    .record(name, name)
    .default({})
    .describe('Further names under which policies may know a team.'),
  people,
  customers,
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
      announcement: weight
        .default(0.1)
        .describe('Relief when a wait is announced. 0.1, assumption.'),
      bounce: weight
        .default(0.3)
        .describe('Being passed on from one team to another. 0.3, assumption.'),
      silence_per_minute: weight
        .default(0.1)
        .describe('Per minute without a word from the AI. 0.1, assumption: as in a queue.'),
      silence_after: duration
        .default(30)
        .describe('Silence up to here is taken for thinking. 30 s, assumption.'),
    })
    .prefault({}),
  costs: z
    .strictObject({
      currency: z.string().min(1).max(8).default('EUR'),
      per_ai_reply: z.number().min(0).max(1_000_000).default(0.02),
      per_agent_hour: z.number().min(0).max(1_000_000).default(30),
    })
    .prefault({}),
  drills,
});

export type ScenarioFile = z.infer<typeof scenarioSchema>;
