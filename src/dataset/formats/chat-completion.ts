import { z } from 'zod';
import type { Conversation, Turn } from '../conversation.js';
import { outlineOf } from '../json/json-outline.js';
import { containerOf, type JsonContainer } from '../json/json-records.js';
import type { Reader, ReadNotes } from '../reading.js';
import { type RecordPlace, recordReader } from '../record-reader.js';
import { spoken } from '../spoken.js';
import { HandOverTools } from './hand-over-tools.js';

const Part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  /** Of a call (`tool_use`), where calls stand among the parts. */
  name: z.string().optional(),
});

const Content = z.union([z.string(), z.array(Part)]).nullish();

const Message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: Content,
  tool_calls: z
    .array(z.looseObject({ function: z.looseObject({ name: z.string() }).optional() }))
    .nullish(),
  function_call: z.looseObject({ name: z.string() }).nullish(),
});

type MessageRecord = z.infer<typeof Message>;

/** How a file begins that holds lists of messages, one a line. */
export const BARE_LIST = /^\s*\[\s*\{\s*"role"\s*:/;

/** An object spread over lines whose first value holds chats, and not the messages of one. */
const GROUPS = /^\s*\{\s*"(?!messages")[^"]*"\s*:\s*[[{]/;

/** An object with its chats in a list: `{"object": "list", "conversations": [{"messages": …`. */
function inList(head: string): JsonContainer | undefined {
  const { goesOn, hasScalars, keys, lists } = outlineOf(head);
  const [list] = lists;
  if (goesOn || keys.includes('messages') || list === undefined) return undefined;
  // Several lists by name, and nothing else, are read one after the other.
  return hasScalars || list.includes('.') ? { records: list } : 'document';
}

/** A bare list of messages means the same as one under `messages`. */
const Chat = z.preprocess(
  (value) => (Array.isArray(value) ? { messages: value } : value),
  z.looseObject({
    id: z.union([z.string().min(1), z.number()]).optional(),
    conversation_id: z.union([z.string().min(1), z.number()]).optional(),
    messages: z.array(Message),
  }),
);

/**
 * Streams message lists as chat-completion interfaces take them: `{"messages": [{role, content,
 * tool_calls}]}`, a JSON array of these or one a line; also lists of messages alone, one a line,
 * a file that is one conversation, and an object that holds a list of them.
 *
 * - `user` is the customer, `assistant` the AI; `system` and `developer` messages become `system`
 *   turns without text, results of tools `tool` turns without text.
 * - An assistant message without words only calls a tool: a `system` turn.
 * - A call of a tool whose name hands over to a person (`transfer_to_human_agents`) is a hand-over,
 *   and so is that of a tool which the mapping names.
 * - Only words are read of messages in parts; pictures and files are counted as an oddity.
 */
export function chatCompletionReader(handOverTools: readonly string[]): Reader {
  const tools = new HandOverTools(handOverTools);
  return recordReader({
    schema: Chat as z.ZodType<z.infer<typeof Chat>>,
    container: (head) => {
      // A line that is a list of messages is a conversation, not a document of them.
      if (BARE_LIST.test(head))
        return /\n/.test(BARE_LIST.exec(head)![0].trim()) ? 'whole' : 'lines';
      const container = /^\s*\{/.test(head) ? inList(head) : undefined;
      if (container !== undefined) return container;
      const isSpread = containerOf(head) === 'document' && head.trimStart().startsWith('{');
      return isSpread && !GROUPS.test(head) ? 'whole' : containerOf(head);
    },
    toConversation: (chat, place, notes) => toConversation(chat, place, notes, tools),
  });
}

export const CHAT_COMPLETION_LACKS: readonly string[] = [
  'times of any kind',
  'outcomes, intents and customers',
  'hand-overs other than calls of a tool whose name says so',
];

function toConversation(
  chat: z.infer<typeof Chat>,
  { line, number }: RecordPlace,
  notes: ReadNotes | undefined,
  tools: HandOverTools,
): Conversation {
  const turns: Turn[] = [];
  let customerTurns = 0;
  let handedOverAfter: number | undefined;
  for (const message of chat.messages) {
    turns.push(turnOf(message, notes));
    if (turns.at(-1)?.speaker === 'customer') customerTurns++;
    const handsOver = tools.amongCalled(toolsOf(message), notes);
    if (!handsOver || handedOverAfter !== undefined) continue;
    handedOverAfter = customerTurns;
    notes?.quirk('a call of a tool that hands over to a person: taken as the hand-over');
  }
  const id = chat.conversation_id ?? chat.id;
  return {
    id: id === undefined ? `conversation-${number}` : String(id),
    line,
    channel: 'chat',
    turns,
    ...(handedOverAfter === undefined
      ? {}
      : { handover: { afterCustomerTurns: handedOverAfter }, ending: 'handed-over' }),
  };
}

function toolsOf(message: MessageRecord): string[] {
  const called = (message.tool_calls ?? []).flatMap((call) => call.function?.name ?? []);
  const parts = partsOf(message).flatMap((part) =>
    part.type === 'tool_use' ? (part.name ?? []) : [],
  );
  return [...called, ...parts, ...(message.function_call ? [message.function_call.name] : [])];
}

function turnOf(message: MessageRecord, notes: ReadNotes | undefined): Turn {
  const parts = partsOf(message);
  // Where calls stand among the parts, their results come back in the user's name.
  if (parts.length > 0 && parts.every((part) => part.type === 'tool_result'))
    return { speaker: 'tool' };
  if (message.role === 'user') return spoken('customer', words(message, notes));
  if (message.role === 'assistant') {
    const turn = spoken('ai', words(message, notes));
    return turn.text === undefined ? { speaker: 'system' } : turn;
  }
  return { speaker: message.role === 'tool' || message.role === 'function' ? 'tool' : 'system' };
}

function partsOf({ content }: MessageRecord): readonly z.infer<typeof Part>[] {
  return Array.isArray(content) ? content : [];
}

function words(message: MessageRecord, notes: ReadNotes | undefined): string {
  if (typeof message.content === 'string') return message.content;
  const parts = partsOf(message).filter((part) => !part.type.startsWith('tool_'));
  if (parts.some((part) => part.text === undefined))
    notes?.quirk('a message with parts that are no text: only its words are read');
  return parts.flatMap((part) => part.text ?? []).join('\n');
}
