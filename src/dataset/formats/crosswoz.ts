import { z } from 'zod';
import type { Conversation } from '../conversation.js';
import { type RecordPlace, recordReader } from '../record-reader.js';
import { spoken } from '../spoken.js';

const Dialogue = z.looseObject({
  type: z.string().min(1).optional(),
  messages: z.array(z.looseObject({ role: z.enum(['usr', 'sys']), content: z.string() })),
});

/**
 * Streams CrossWOZ (Zhu et al., TACL 2020): a JSON object of dialogues by task id, `messages` by
 * `usr` and `sys` in Chinese.
 *
 * - `sys` is read as the AI, though a person typed it: both sides were played by crowd workers, and
 *   the wizard's answers stand where a bot's would.
 * - `type` (which domains, how they hang together) is taken for the intent.
 * - Goals, dialogue acts and states are left alone: whether a goal was reached is not recorded.
 */
export const readCrossWoz = recordReader({
  schema: Dialogue,
  container: () => 'document',
  idExpected: 'each task id once',
  toConversation,
});

export const CROSSWOZ_LACKS: readonly string[] = [
  'times of any kind',
  'hand-overs: both sides are people playing customer and assistant',
  'outcomes: whether the goal was reached is not recorded',
];

function toConversation(
  dialogue: z.infer<typeof Dialogue>,
  { line, number, key }: RecordPlace,
): Conversation {
  return {
    id: key ?? `dialogue-${number}`,
    line,
    language: 'zh',
    ...(dialogue.type === undefined ? {} : { intent: dialogue.type }),
    channel: 'chat',
    turns: dialogue.messages.map(({ role, content }) =>
      spoken(role === 'usr' ? 'customer' : 'ai', content),
    ),
  };
}
