import { z } from 'zod';
import type { Conversation, Speaker } from '../conversation.js';
import { type RecordPlace, recordReader } from '../record-reader.js';
import { spoken } from '../spoken.js';

const SPEAKERS = { customer: 'customer', agent: 'human', action: 'system' } as const;

const Chat = z.looseObject({
  convo_id: z.union([z.number().int(), z.string().min(1)]),
  scenario: z
    .looseObject({
      flow: z.string().min(1).optional(),
      subflow: z.string().min(1).optional(),
      personal: z.looseObject({ member_level: z.string().min(1).optional() }).optional(),
    })
    .optional(),
  original: z.array(z.tuple([z.enum(['agent', 'customer', 'action']), z.string()])),
});

/**
 * Streams ABCD (Chen et al., NAACL 2021): an array of chats, or an object of such arrays by split,
 * with `original` as pairs of speaker and text.
 *
 * - The agent is a person, so every chat is with a person from its first customer turn on.
 * - `action` lines tell what the agent did in the shop's systems: `system` turns without text.
 * - The intent is `flow/subflow`, the segment the customer's membership level. Names, addresses and
 *   the like are not read.
 */
export const readAbcd = recordReader({
  schema: Chat,
  idExpected: 'each convo_id once',
  container: () => 'document',
  toConversation,
});

export const ABCD_LACKS: readonly string[] = [
  'an AI: customers write to a person from the start, so nothing is contained',
  'times of any kind, waits included',
  'outcomes: whether the customer was helped is not recorded',
];

function toConversation(
  { convo_id, scenario, original }: z.infer<typeof Chat>,
  { line }: RecordPlace,
): Conversation {
  const intent = [scenario?.flow, scenario?.subflow].filter((part) => part !== undefined).join('/');
  const segment = scenario?.personal?.member_level;
  return {
    id: String(convo_id),
    line,
    language: 'en',
    ...(intent === '' ? {} : { intent }),
    ...(segment === undefined ? {} : { segment }),
    channel: 'chat',
    turns: original.map(([who, text]) => {
      const speaker: Speaker = SPEAKERS[who];
      return speaker === 'system' ? { speaker } : spoken(speaker, text);
    }),
    handover: { afterCustomerTurns: 0, answered: true },
    ending: 'handed-over',
  };
}
