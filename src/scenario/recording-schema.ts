import { z } from 'zod';
import { duration } from '../input/quantities.js';
import { worldName } from './names.js';

/** What a person writes about the record that a scenario replays. */
export const recording = z.strictObject({
  file: z.string().min(1).describe('Conversations to replay, relative to this file.'),
  from: z.string().optional().describe('Its format, where detection needs help.'),
  map: z.string().optional().describe('Column mapping for CSV, JSON and JSONL.'),
  arrivals: z
    .enum(['as_recorded', 'resampled'])
    .default('as_recorded')
    .describe(
      'Call logs: days as they were; or each drawn anew in every replication, calls and people together, from the days of its weekday. as_recorded.',
    ),
  days: z
    .enum(['odd', 'even'])
    .optional()
    .describe('Call logs: only days whose date is odd, or even. Left out: all days.'),
  priority_credit: z
    .record(z.string(), duration)
    .optional()
    .describe(
      'Call logs: seconds of waiting that each recorded priority is credited with, such as { 2: 90s }. Left out: none.',
    ),
  priority_of: z
    .enum(['everyone', 'waited'])
    .default('everyone')
    .describe(
      'Call logs: whose priority is on record. waited: only that of those who had to wait; the others get one in the same shares by intent. everyone: the default.',
    ),
  unnamed: worldName
    .optional()
    .describe(
      'Call logs: the team that answers the calls whose record names nobody. Left out: the first team.',
    ),
});

export type Recording = z.infer<typeof recording>;
