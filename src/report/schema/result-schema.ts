import { z } from 'zod';
import { interval, metricId, replay } from './replay-schema.js';

/**
 * The result file, said once: `comparison-json.ts` writes what fits this type, `warmline schema
 * result` publishes it, and a test reads a written file against it. A key that is added here and
 * not there, or there and not here, does not compile.
 */
const measured = interval
  .extend({
    value: interval.shape.value
      .nullable()
      .describe('Null: refused, or untold. Otherwise the point estimate.'),
    observed_share: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Replays only: share of the facts behind it that were read off the record.'),
    refused: z
      .strictObject({
        reason: z
          .enum(['observed-share', 'conversations'])
          .describe('What is below the floor: observed_share, or the number of conversations.'),
        facts: z.enum(['dialogue', 'outcome']).describe('Of which facts too little is on record.'),
        conversations: z.int().min(0).describe('Conversations with such a fact on record.'),
      })
      .optional()
      .describe('Replays only: why there is no value.'),
    untold: z
      .string()
      .optional()
      .describe('Replays only: why the record cannot tell it, in words.'),
  })
  .nullable()
  .describe('Null: nothing, or too little, to measure.');

const metrics = z.record(z.string(), measured);

const difference = interval
  .extend({
    verdict: z
      .enum(['better', 'worse', 'higher', 'lower', 'unclear', 'same'])
      .describe(
        'higher, lower: differs where neither direction is better. unclear: the interval includes zero. same: zero in every replication.',
      ),
  })
  .describe('The policy minus the baseline, paired by replication.');

const ofThem = z.number().min(0).max(1);

const rule = z.strictObject({
  id: z.string().describe('As in the policy file.'),
  section: z.enum(['rules', 'waiting', 'serving']).describe('Where in the policy it stands.'),
  when: z.string().describe('Its condition.'),
  fired: z.int().min(0).describe('How often it decided, in all replications together.'),
  absent: z.int().min(0).describe('Times an absent signal kept it from matching.'),
  contacts: z.int().min(0).describe('Measured contacts about which it decided at least once.'),
  on: z
    .record(
      z.string(),
      z.strictObject({
        share: ofThem.describe('Of its contacts.'),
        among_all: ofThem.describe('Of all contacts.'),
      }),
    )
    .optional()
    .describe(
      'Shares of these contacts by intent and segment, and of all contacts; absent where it never fired.',
    ),
  followed: z
    .strictObject({
      handed_over: ofThem.describe('By this very rule.'),
      answered: ofThem.optional().describe('A person answered; absent where no queue is told.'),
      abandoned: ofThem
        .optional()
        .describe('Left the queue before an answer; absent where no queue is told.'),
      resolved: ofThem
        .optional()
        .describe(
          'Of those with a known or modelled outcome; absent without any, and where too little is on record.',
        ),
      returned: ofThem
        .optional()
        .describe('Came back about the same issue; absent where nobody ever does.'),
      frustration_peak: z
        .number()
        .min(0)
        .optional()
        .describe('Mean of their maxima; absent where the record tells nothing that frustrates.'),
    })
    .optional()
    .describe('What became of these contacts, as shares of them; absent where it never fired.'),
});

const share = z.number().min(0).max(1);
const policyName = z.string().describe('A policy by its name.');

const policy = z.strictObject({
  name: policyName,
  description: z.string().describe('What the policy says of itself; may be empty.'),
  contacts: z.int().min(0).describe('In all replications together.'),
  metrics: metrics.describe('By metric id, over all contacts.'),
  differences: z
    .record(z.string(), difference)
    .describe(
      'By metric id, against the baseline, where both have a value; empty for the baseline itself.',
    ),
  rules: z.array(rule).describe('What each rule did, on whom, and what followed.'),
  support: z
    .strictObject({
      same_point: share.describe('Policy and record hand over at the same turn.'),
      neither: share.describe('Neither hands over.'),
      earlier: share.describe('The policy hands over earlier: the rest of the record is unused.'),
      later: share.describe('The policy goes on past the recorded hand-over.'),
      diverged: share.describe('The policy says what the customer never heard.'),
    })
    .optional()
    .describe('Replays only: shares of contacts by where the policy and the record part.'),
  matched: z
    .strictObject({
      contacts: z.int().min(0).describe('In all replications together.'),
      conversations: z.int().min(0).describe('Recorded conversations that they are.'),
      outcomes: z.int().min(0).describe('Those of them with a recorded outcome.'),
    })
    .optional()
    .describe(
      'Replays only: contacts whose dialogue and hand-over are as recorded; their figures are in slices.matched.',
    ),
  resolution_bounds: z
    .strictObject({
      low: share.describe('All of them failed.'),
      high: share.describe('All of them succeeded.'),
    })
    .optional()
    .describe('resolution.rate if every modelled outcome failed, and if every one succeeded.'),
  slices: z
    .record(z.string(), metrics)
    .describe(
      'The same metrics for a part of the contacts, such as segment=elderly; in a replay matched, without anything modelled.',
    ),
});

const problem = z.strictObject({
  code: z.string().describe('Kind of problem, in kebab case.'),
  severity: z.enum(['error', 'warning']).describe('A result holds warnings only.'),
  message: z.string().describe('One sentence.'),
  file: z.string().optional().describe('As the user wrote it.'),
  line: z.int().min(1).optional().describe('From 1.'),
  column: z.int().min(1).optional().describe('From 1.'),
  path: z.string().optional().describe('Within the file: rules[2].then.'),
  about: z.string().optional().describe('What it is about, by its own name: a rule.'),
  found: z.string().optional().describe('What stood there.'),
  expected: z.string().optional().describe('What would have been right.'),
  nearest: z.string().optional().describe('The nearest valid choice.'),
  alike: z
    .strictObject({
      count: z.int().min(1).describe('How many more there are.'),
      lines: z.array(z.int().min(1)).readonly().describe('Where the first of them are.'),
    })
    .optional()
    .describe('Others of the same kind.'),
});

export const resultSchema = z.strictObject({
  warmline_result: z.literal(1).describe('Version of this form.'),
  tool: z
    .strictObject({
      name: z.literal('warmline').describe('The tool.'),
      version: z.string().describe('Its version.'),
    })
    .describe('What wrote the file.'),
  seed: z.int().min(0).describe('Luck; the same version and seed give the same bytes.'),
  replications: z.int().min(1).describe('Independent days, or runs of several.'),
  days_each: z
    .int()
    .min(1)
    .optional()
    .describe('Measured days in a replication that runs round the clock; absent for one day.'),
  confidence_level: z.number().gt(0).lt(1).describe('Of every interval.'),
  scenario: z.string().describe('The world, by its name.'),
  drills: z.array(z.string()).describe('Drills that were on, in the words of --drill.'),
  settings: z
    .record(z.string(), z.number())
    .optional()
    .describe('Parameters that --set gave another value, in seconds where they are durations.'),
  baseline: z.string().describe('The policy that the others are compared with.'),
  currency: z.string().describe('What money is counted in.'),
  inputs: z
    .array(
      z.strictObject({
        role: z
          .enum(['scenario', 'staffing', 'dataset', 'mapping', 'policy', 'fragment'])
          .describe('What the file is.'),
        file: z.string().describe('As it was named on the command line, or found from there.'),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe('Tells it from an edited copy.'),
      }),
    )
    .describe('Every file that went in.'),
  assumptions: z.array(z.string()).describe('What had to be assumed, in sentences.'),
  warnings: z.array(problem).describe('Suspicious, but not wrong.'),
  metrics: z
    .record(
      z.string(),
      z.strictObject({
        name: z.string().describe('In words, for tables.'),
        definition: z.string().describe('Numerator / denominator.'),
        unit: z
          .enum(['share', 'seconds', 'count', 'turns', 'level', 'level-minutes', 'money'])
          .describe('A share is 0 to 1.'),
        better: z.enum(['higher', 'lower', 'neither']).describe('For customers and firm together.'),
        estimator: z
          .enum(['ratio of totals', 'mean over replications'])
          .describe('What becomes of several replications.'),
      }),
    )
    .describe('What the ids mean.'),
  policies: z.array(policy).min(1).describe('The baseline first.'),
  rankings: z
    .array(
      z.strictObject({
        metric: metricId,
        order: z.array(policyName).describe('Policies with a value, best first.'),
        clear: z
          .array(z.boolean())
          .describe('Whether each is clearly better than the next one, on the same luck.'),
      }),
    )
    .describe('Policies from best to worst.'),
  sensitivity: z
    .array(
      z.strictObject({
        id: z.string().describe('What was changed.'),
        factor: z.number().describe('Multiplies it.'),
        replications: z.int().min(1).describe('Of this variation.'),
        values: z
          .record(z.string(), z.record(z.string(), z.number()))
          .describe('By policy, then metric id.'),
        changes: z
          .array(
            z.strictObject({
              metric: metricId,
              better: policyName.describe('Clearly better in the world as given.'),
              worse: policyName,
              kind: z
                .enum(['reversed', 'unclear'])
                .describe('reversed: now clearly worse. unclear: the interval includes zero.'),
            }),
          )
          .describe('Pairs whose order is not what it was.'),
      }),
    )
    .describe('The world changed a little, and how the policies come out in it.'),
  record: z
    .strictObject({
      conversations: z.int().min(1).describe('How many are replayed.'),
      days: z
        .int()
        .min(2)
        .nullable()
        .describe('Recorded days by which intervals go; null where they go by conversations.'),
      floor: z
        .strictObject({
          share: share.describe('Of the facts behind a figure, observed.'),
          conversations: z.int().min(0).describe('With such a fact on record.'),
        })
        .describe('Below either, a figure about outcomes or about what was said is refused.'),
    })
    .optional()
    .describe('Replays only: what was replayed.'),
  replay: replay.optional().describe('Replays only: what really happened, and what was replayed.'),
});

/** What a result file holds. */
export type ResultFile = z.input<typeof resultSchema>;
