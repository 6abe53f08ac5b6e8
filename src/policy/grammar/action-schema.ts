import { z } from 'zod';
import { duration } from '../../input/quantities.js';

/**
 * What rules can do, as a person writes it. Types are written out where an action may hold another
 * one in its `else`, since a schema cannot infer its own.
 */

/** A name that can stand in a condition: `max_failures`, `hard_case`. */
export const WORD = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

const SECONDS =
  'a duration such as 90s, 10m, 1h30m, a number of seconds (at most a year), or params.NAME';

/** `params.max_wait` in the place of a duration. */
const reference = z.string().regex(/^params\.[A-Za-z_][A-Za-z0-9_]*$/, SECONDS);

/** Seconds, or the parameter that holds them. */
export const seconds = z.union([duration, reference], SECONDS);
export type WrittenSeconds = z.output<typeof seconds>;

/** What the customer reads: one text, or one for each language. */
export const message = z.union(
  [
    z.string().min(1),
    z
      .record(z.string().min(1), z.string().min(1))
      .refine((texts) => Object.keys(texts).length > 0, 'There is no text for any language.'),
  ],
  'a text, or texts by language: { en: …, zh: … }',
);
export type Message = z.output<typeof message>;

export const teams = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)], 'a team, or a list of teams')
  .transform((given) => (typeof given === 'string' ? [given] : given));

const widening = z.strictObject({
  after: seconds.describe('Time in queue.'),
  to: teams.describe('Teams that may take the contact from then on, too.'),
});
export type WrittenWidening = z.output<typeof widening>;

export const announcement = z
  .union([z.literal('wait'), seconds], 'wait, or a fixed duration that is told whatever is true')
  .describe('Tell the customer the expected wait; or a fixed one, true or not.');
export type WrittenAnnouncement = z.output<typeof announcement>;

export const WAYS = ['transfer', 'callback', 'ticket'] as const;
export type Way = (typeof WAYS)[number];

const gate = z
  .string()
  .min(1)
  .optional()
  .describe('CEL condition under which this happens; otherwise the else does.');

const otherwise: z.ZodType<WrittenAction | undefined> = z
  .lazy((): z.ZodType<WrittenAction> => action)
  .optional()
  .describe(
    'What happens instead: where the `if` does not hold, nobody could take the contact, or the customer declines.',
  );

/** What every way to people can say besides where to. */
export interface WrittenTerms {
  readonly context: 'summary' | 'none';
  readonly priority: WrittenSeconds;
  readonly widen: readonly WrittenWidening[];
  readonly collect?: readonly string[] | undefined;
  readonly say?: Message | undefined;
  readonly if?: string | undefined;
  readonly else?: WrittenAction | undefined;
}

const terms = {
  context: z
    .enum(['summary', 'none'])
    .default('none')
    .describe('What the person is told. With none, the customer has to explain everything again.'),
  priority: seconds
    .default(0)
    .describe(
      'Waiting time that the contact is credited with: 10m goes before who came 9 min ago.',
    ),
  widen: z
    .union([widening, z.array(widening).min(1)])
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .default([])
    .describe('Further teams after a time in queue; by ascending time.'),
  collect: z
    .array(z.string().min(1))
    .min(1)
    .max(10)
    .optional()
    .describe('What the AI asks the customer for before it hands over, one thing a turn.'),
  say: message.optional().describe('What the customer is told.'),
  if: gate,
  else: otherwise,
};

export interface WrittenLineTerms {
  readonly announce?: WrittenAnnouncement | undefined;
  readonly accept_within?: WrittenSeconds | undefined;
}

/** Terms of hanging on: who is called or written back neither waits on the line nor hears a ring. */
const lineTerms = {
  announce: announcement.optional(),
  accept_within: seconds
    .optional()
    .describe(
      'When an unanswered ring gives up and the contact goes back to its old place; else the team’s own.',
    ),
};
const within = seconds.optional().describe('The promise: when the call will have come.');
const replyWithin = seconds.optional().describe('The promise: when the reply will have come.');

const transfer = z.strictObject({
  transfer: teams.describe('Who may take over, by preference; team names of the scenario.'),
  ...lineTerms,
  ...terms,
});

const callback = z.strictObject({
  callback: teams.describe('Who calls the customer back, as soon as it is their turn.'),
  within,
  ...terms,
});

const ticket = z.strictObject({
  ticket: teams.describe('Who answers in writing, as soon as it is their turn.'),
  reply_within: replyWithin,
  ...terms,
});

const offer = z.strictObject({
  offer: z.enum(WAYS).describe('The AI asks; only a yes makes it so.'),
  to: teams,
  within,
  reply_within: replyWithin,
  ...lineTerms,
  ...terms,
});

const WORDS = ['stay', 'refuse', 'clarify'] as const;
export type Word = (typeof WORDS)[number];

export interface WrittenTransfer extends WrittenTerms, WrittenLineTerms {
  readonly transfer: readonly string[];
}
export interface WrittenCallback extends WrittenTerms {
  readonly callback: readonly string[];
  readonly within?: WrittenSeconds | undefined;
}
export interface WrittenTicket extends WrittenTerms {
  readonly ticket: readonly string[];
  readonly reply_within?: WrittenSeconds | undefined;
}
export interface WrittenOffer extends WrittenTerms, WrittenLineTerms {
  readonly offer: Way;
  readonly to: readonly string[];
  readonly within?: WrittenSeconds | undefined;
  readonly reply_within?: WrittenSeconds | undefined;
}
export type WrittenAction =
  | Word
  | { readonly stay: Message }
  | { readonly refuse: Message }
  | { readonly clarify: Message }
  | WrittenTransfer
  | WrittenCallback
  | WrittenTicket
  | WrittenOffer;

export const action: z.ZodType<WrittenAction> = z.union(
  [
    z
      .enum(WORDS)
      .describe(
        'stay: the AI answers. refuse: the AI says no to the request for a person. clarify: the AI asks what is meant.',
      ),
    z.strictObject({ stay: message }).describe('The AI answers, and says this.'),
    z.strictObject({ refuse: message }).describe('The AI says no in these words.'),
    z.strictObject({ clarify: message }).describe('The AI asks this instead of answering.'),
    transfer,
    callback,
    ticket,
    offer,
  ],
  'stay, refuse, clarify, { transfer: team }, { callback: team }, { ticket: team } or { offer: transfer, to: team }',
) as z.ZodType<WrittenAction>;
