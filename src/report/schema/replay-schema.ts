import { z } from 'zod';

/** Of the result file: a figure with its interval. */
export const interval = z.strictObject({
  value: z.number().describe('Point estimate: a ratio of totals, or a mean over replications.'),
  low: z.number().optional().describe('Lower end of the interval; absent with one replication.'),
  high: z.number().optional().describe('Upper end of the interval.'),
  standard_error: z.number().optional().describe('Of the value.'),
});

export const metricId = z.string().describe('A metric by its id.');

/** Of the result file: *recorded | replayed*. */
export const replay = z.strictObject({
  conversations: z.int().min(1).describe('How many the record holds.'),
  rows: z
    .array(
      z.strictObject({
        metric: metricId,
        recorded: z.number().describe('In the record.'),
        replayed: interval.describe('Of the policy `recorded`, run through the simulation.'),
        margin: z
          .number()
          .min(0)
          .nullable()
          .describe('How far apart the two may lie by chance; null where there is no telling.'),
        agrees: z
          .boolean()
          .nullable()
          .describe(
            'They lie no farther apart than the margin. Null: nor could they well lie farther, so that it says nothing.',
          ),
      }),
    )
    .describe('A metric each.'),
  untold: z
    .array(
      z.strictObject({
        metric: metricId,
        why: z.string().describe('In words.'),
      }),
    )
    .describe('Metrics that a record can tell, and this one cannot.'),
});
