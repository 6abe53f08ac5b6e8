import { z } from 'zod';
import { duration } from '../../input/quantities.js';
import { teamName } from './names.js';

/** What a person writes about the record that a scenario replays. */
export const recording = z.strictObject({
  file: z.string().min(1).describe('Conversations to replay, relative to this file.'),
  from: z.string().optional().describe('Its format, where detection needs help.'),
  map: z.string().optional().describe('Column mapping for CSV, JSON and JSONL.'),
  arrivals: z
    .enum(['as_recorded', 'resampled'])
    .optional()
    .describe(
      'as_recorded: contacts begin when they did, on the record’s own days; of dialogues all need a start. resampled: each day of a call log is drawn anew in every replication, calls and people together, from the days of its weekday; dialogues are drawn one by one into the arrivals of this file. Left out: as_recorded for call logs, resampled for dialogues.',
    ),
  days: z
    .enum(['odd', 'even'])
    .optional()
    .describe(
      'Only days whose date is odd, or even; of dialogues all need a start. Left out: all days.',
    ),
  talk: z
    .enum(['fitted', 'as_written'])
    .default('fitted')
    .describe(
      'Dialogues: how they go on where nothing is recorded. fitted: as those that are replayed went on, whatever this file says of the success of the AI and of people, of asks, failures and departures. as_written: by what this file says of them, as `warmline fit` writes it. fitted: the default.',
    ),
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
  unnamed: teamName
    .optional()
    .describe(
      'Call logs: the team that answers the calls whose record names nobody. Left out: the first team.',
    ),
});

export type Recording = z.infer<typeof recording>;
