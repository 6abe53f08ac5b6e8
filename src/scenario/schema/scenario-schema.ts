import { z } from 'zod';
import { duration, share } from '../../input/quantities.js';
import { channel, customers, segment } from './customers-schema.js';
import { patience, time } from './distribution-schema.js';
import { drills } from './drills-schema.js';
import { byWeekday, horizon } from './horizon-schema.js';
import { kindName, teamName } from './names.js';
import { recording } from './recording-schema.js';
import { weeklySpan } from './shift-schema.js';
import { people, team } from './team-schema.js';

/**
 * What a person writes in a scenario file. Every default carries its source or the word
 * assumption; [n] and section numbers refer to docs/sources.md.
 */

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
  patience: patience
    .optional()
    .describe('Patience of those who come with it, in place of the customers’ common one.'),
});

const spread = z.strictObject({
  mean: share.describe('Mean.'),
  sd: z.number().min(0).max(1).describe('Standard deviation; values are kept within 0 to 1.'),
});
const weight = z.number().min(0).max(10);
const spreads = z.strictObject({
  good: spread.describe('Of a reply that helps.'),
  failed: spread.describe('Of a failed reply.'),
});

export const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'letters, digits, "-" and "_"'),
  description: z.string().optional().describe('What the scenario stands for.'),
  channel: z.string().min(1).optional().describe('chat, voice, …: the only channel.'),
  channels: z
    .record(kindName, channel)
    .optional()
    .describe('Several channels, or more about one than its name; instead of channel.'),
  horizon,
  demand: z
    .strictObject({
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
      recorded: recording
        .optional()
        .describe('Conversations to replay in this world, in place of synthetic customers.'),
    })
    .describe('How many come, and when.'),
  intents: z.record(kindName, intent).describe('What contacts are about.'),
  segments: z
    .record(kindName, segment)
    .default({ everyone: segment.parse({ share: 1 }) })
    .describe('Kinds of customers. Default: everyone alike.'),
  languages: z
    .record(kindName, z.strictObject({ share: share.describe('Share of the contacts.') }))
    .default({ en: { share: 1 } })
    .describe('Languages that customers write in. Default: en.'),
  ai: z
    .strictObject({
      reply_time: time
        .prefault({ lognormal: { median: '3s', sigma: 0.5 } })
        .describe('How long a reply takes. Lognormal, median 3 s, sigma 0.5, assumption.'),
      max_turns: z
        .int()
        .min(1)
        .max(1000)
        .default(30)
        .describe('Customer turns after which they leave at the latest. 30, assumption.'),
      progress: share
        .default(0.3)
        .describe('Share of unsuccessful replies that still help. 0.3, assumption.'),
      repeats: share
        .default(0.3)
        .describe(
          'Chance that a failed reply repeats an earlier one, once one has failed. 0.3, assumption.',
        ),
      sensitivity: share
        .default(0.8)
        .describe('Chance that the AI notices a failed reply. 0.8, assumption.'),
      specificity: share
        .default(0.95)
        .describe('Chance that it does not suspect a good one. 0.95, assumption.'),
      confidence: spreads
        .default({ good: { mean: 0.8, sd: 0.12 }, failed: { mean: 0.55, sd: 0.18 } })
        .describe('The AI’s confidence in its reply, as a normal variable. Assumption.'),
      margin: spreads
        .default({ good: { mean: 0.35, sd: 0.15 }, failed: { mean: 0.15, sd: 0.12 } })
        .describe('Its lead over the second-best intent, as a normal variable. Assumption.'),
      clarified_factor: z
        .number()
        .min(1)
        .max(20)
        .default(1.3)
        .describe(
          'Multiplies its success in the reply after a clarifying question. 1.3, assumption.',
        ),
      later_factor: share
        .default(0.5)
        .describe('Replays: multiplies its success past the recorded hand-over. 0.5, assumption.'),
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
    .prefault({})
    .describe('The AI desk.'),
  teams: z.record(teamName, team).describe('People with the same skills, by name.'),
  team_aliases: z
    .record(teamName, teamName)
    .default({})
    .describe('Further names under which policies may know a team.'),
  people,
  customers,
  frustration: z
    .strictObject({
      decay: share
        .default(0.85)
        .describe('What is left of it at the next customer turn. 0.85, assumption.'),
      failed: weight.default(0.25).describe('A failed reply. 0.25, assumption.'),
      repeated: weight.default(0.35).describe('A repeated reply. 0.35, assumption.'),
      refused: weight.default(0.5).describe('An ask refused or ignored. 0.5, assumption.'),
      negative: weight.default(0.3).describe('A turn of negative sentiment. 0.3, assumption.'),
      queue_per_minute: weight
        .default(0.1)
        .describe('Per minute in queue; doubled past an announced wait. 0.1, assumption.'),
      explain_again: weight
        .default(0.2)
        .describe('Having to explain everything again. 0.2, assumption.'),
      progress: weight.default(0.4).describe('Relief of a reply that helps. 0.4, assumption.'),
      person_answers: weight
        .default(0.3)
        .describe('Relief when a person answers. 0.3, assumption.'),
      announcement: weight
        .default(0.1)
        .describe('Relief when a wait is announced. 0.1, assumption.'),
      bounce: weight
        .default(0.3)
        .describe('Being passed on from one team to another. 0.3, assumption.'),
      asked_back: weight
        .default(0.1)
        .describe('Being asked something by the AI instead of answered. 0.1, assumption.'),
      broken_promise: weight
        .default(0.5)
        .describe('A call or reply that comes later than promised, or never. 0.5, assumption.'),
      silence_per_minute: weight
        .default(0.1)
        .describe('Per minute without a word from the AI. 0.1, assumption: as in a queue.'),
      silence_after: duration
        .default(30)
        .describe('Silence up to here is taken for thinking. 30 s, assumption.'),
    })
    .prefault({})
    .describe('What adds to frustration and what relieves it; nobody has measured these.'),
  costs: z
    .strictObject({
      currency: z.string().min(1).max(8).default('EUR').describe('What costs are counted in.'),
      per_ai_reply: z
        .number()
        .min(0)
        .max(1_000_000)
        .default(0.02)
        .describe('Of one AI reply. 0.02, assumption.'),
      per_agent_hour: z
        .number()
        .min(0)
        .max(1_000_000)
        .default(30)
        .describe('Of an hour of a person’s work. 30, assumption.'),
    })
    .prefault({})
    .describe('What contacts cost.'),
  drills,
});

export type ScenarioFile = z.infer<typeof scenarioSchema>;
