import { z } from 'zod';
import type { Conversation, Turn, TurnLabels } from '../conversation.js';
import type { ReadNotes } from '../reading.js';
import { type RecordPlace, recordReader } from '../record-reader.js';

const flag = z.union([z.literal(0), z.literal(1)]);
const level = z.union([z.literal(0), z.literal(1), z.literal(2)]);

const Dialogue = z
  .looseObject({
    id: z.string().min(1),
    roles: z.array(z.enum(['customer', 'bot', 'agent'])).min(1),
    handoff: z.array(flag),
    sentiment: z.array(level).optional(),
    satisfaction: level.optional(),
  })
  .superRefine((dialogue, context) => {
    for (const name of ['handoff', 'sentiment'] as const) {
      const count = dialogue[name]?.length ?? dialogue.roles.length;
      if (count !== dialogue.roles.length)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'There are not as many labels as utterances',
          params: {
            code: 'ragged-row',
            found: `${count} labels`,
            expected: `${dialogue.roles.length}, one for each of \`roles\``,
          },
        });
    }
  });

type DialogueRecord = z.infer<typeof Dialogue>;

/**
 * Streams MHCH and MHCH-SSA dialogues as JSONL (Liu et al., AAAI 2021 and EMNLP 2021): roles and
 * labels an utterance, no texts.
 *
 * - `handoff` 1: a person should take over here. It says nothing of what was done, so no hand-over
 *   is shown.
 * - `agent` (MHCH-SSA) is read as the AI, like `bot`: the label says where a person should take
 *   over *from* it.
 * - `sentiment` 0, 1, 2 becomes −1, 0, 1; `satisfaction` 0, 1, 2 keeps its scale. Both are labels,
 *   never signals: every negative customer utterance is labelled hand-off, so a policy that saw the
 *   one would be scored on itself.
 * - `sentiment_z` is left alone: the publisher's script cast scores between 0 and 1 to integers
 *   before standardising them, so it holds nothing.
 */
export const readMhch = recordReader({ schema: Dialogue, toConversation });

export const MHCH_LACKS: readonly string[] = [
  'texts: words are anonymised ids, so nothing can be derived from them',
  'times of any kind',
  'hand-overs and outcomes: the labels say where a person should take over, not who did',
  'population rates: dialogues were chosen for their labels',
];

function toConversation(
  dialogue: DialogueRecord,
  { line }: RecordPlace,
  notes: ReadNotes | undefined,
): Conversation {
  const { satisfaction } = dialogue;
  if (dialogue.roles.includes('agent'))
    notes?.quirk('`agent` taken as the AI: labels say where a person should take over from it');
  if ('sentiment_z' in dialogue)
    notes?.quirk('`sentiment_z` not used: rounded to nothing by its publisher');
  return {
    id: dialogue.id,
    line,
    language: 'zh',
    channel: 'chat',
    turns: dialogue.roles.map(
      (role, i): Turn => ({
        speaker: role === 'customer' ? 'customer' : 'ai',
        labels: labelsOf(dialogue, i),
      }),
    ),
    ...(satisfaction === undefined ? {} : { labels: { satisfaction } }),
  };
}

function labelsOf(dialogue: DialogueRecord, i: number): TurnLabels {
  const sentiment = dialogue.sentiment?.[i];
  return {
    handoff: dialogue.handoff[i] === 1,
    ...(sentiment === undefined ? {} : { sentiment: sentiment - 1 }),
  };
}
