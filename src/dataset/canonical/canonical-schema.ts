import { z } from 'zod';
import { daysIn } from '../../input/wall-clock.js';

export const STARTED_AT =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const ISO_WORDS = 'ISO 8601 with an offset, such as 2026-03-01T09:30:00+01:00';

const seconds = z.number().min(0);
const name = z.string().min(1);
const share = z.number().min(0).max(1);

export const CanonicalTurn = z.strictObject({
  speaker: z.enum(['customer', 'ai', 'human', 'tool', 'system']).describe('Who speaks'),
  text: z.string().optional().describe('What is said'),
  at: seconds.optional().describe('Seconds since the conversation began'),
  ask: z
    .enum(['request', 'accept', 'refuse', 'mention', 'none'])
    .optional()
    .describe('Customer turns: what the turn says about talking to a person'),
  offers_person: z.boolean().optional().describe('AI turns: offers the customer a person'),
  failed: z.boolean().optional().describe('AI turns: fallback, error, "I did not understand"'),
  repeated: z.boolean().optional().describe('AI turns: says again what the AI has said'),
  rephrased: z.boolean().optional().describe('Customer turns: says again in other words'),
  confidence: share.optional().describe("AI turns: the AI's own confidence, 0 to 1"),
  margin: share.optional().describe('AI turns: lead over the second-best intent, 0 to 1'),
  sentiment: z.number().min(-1).max(1).optional().describe('−1 (very negative) to +1'),
  signals: z
    .record(
      z.string().regex(/^[A-Za-z_]\w*$/, 'a name of letters, digits and underscores'),
      z.union([z.number(), z.string(), z.boolean()]),
    )
    .optional()
    .describe('Own columns, usable in conditions as signals.<name>'),
  labels: z
    .strictObject({
      handoff: z.boolean().optional().describe('A person should take over at this turn'),
      sentiment: z.number().min(-1).max(1).optional().describe('−1 (very negative) to +1'),
      satisfaction: z.number().optional().describe("On the source's scale, larger is better"),
    })
    .optional()
    .describe('What annotators wrote afterwards: for scoring, never seen by a policy'),
});

export const CanonicalHandover = z.strictObject({
  after_customer_turns: z.number().int().min(0).describe('Customer turns before the hand-over'),
  team: name.optional().describe('Team that was asked to take over'),
  wait_seconds: seconds.optional().describe('Time in queue until the answer or the leaving'),
  answered: z.boolean().optional().describe('False: the customer left the queue'),
  handle_seconds: seconds.optional().describe('Work of the person'),
  agent: name.optional().describe('Who answered'),
});

/**
 * One line of canonical JSONL. What was not recorded is absent; nothing is `null`.
 */
export const CanonicalConversation = z.strictObject({
  id: name.describe('Unique in the file'),
  customer: name.optional().describe('Who; the same in all of their contacts'),
  started_at: z
    .string()
    .regex(STARTED_AT, ISO_WORDS)
    .refine((text) => parseIso(text) !== undefined, {
      error: 'This is no moment of the calendar',
      params: { code: 'invalid-time', expected: ISO_WORDS },
    })
    .optional(),
  language: name.optional().describe('en, zh, …'),
  intent: name.optional().describe('What it is about'),
  segment: name.optional().describe('Kind of customer'),
  channel: name.optional().describe('chat, voice, …'),
  priority: z.number().optional().describe("The source's own; larger is more urgent"),
  turns: z.array(CanonicalTurn).describe('Empty for call logs'),
  handover: CanonicalHandover.optional().describe('To a queue or a person; absent: never'),
  ending: z
    .enum(['customer-left', 'handed-over', 'cut-off'])
    .optional()
    .describe('cut-off: by a limit of the recording'),
  resolved: z.boolean().optional().describe('Truly solved by the end of the visit'),
  resolved_by: z.enum(['ai', 'human']).optional().describe('With `resolved: true` only'),
  // May be negative: clocks of voice units get corrected, and start + this = entry into the queue.
  self_service_seconds: z.number().optional().describe('Time in a voice unit before the queue'),
  labels: z
    .strictObject({
      satisfaction: z.number().optional().describe("On the source's scale, larger is better"),
    })
    .optional()
    .describe('What annotators wrote of the whole conversation'),
});

export type CanonicalRecord = z.infer<typeof CanonicalConversation>;

/** Seconds since 1970 as ISO 8601 in UTC, fractions only where there are any. */
export function isoOf(epochSeconds: number): string {
  return new Date(Math.round(epochSeconds * 1000)).toISOString().replace('.000Z', 'Z');
}

/** Seconds since 1970; undefined for what only looks like a moment. */
export function parseIso(text: string): number | undefined {
  const ms = Date.parse(text);
  // V8 lets 30 February roll over into March.
  const day = Number(text.slice(8, 10));
  if (
    Number.isNaN(ms) ||
    (day > 28 && day > daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7))))
  )
    return undefined;
  return ms / 1000;
}
