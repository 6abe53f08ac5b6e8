import { z } from 'zod';
import type { Conversation, Turn } from '../conversation.js';
import { type RecordPlace, recordReader } from '../record-reader.js';
import { spoken } from '../spoken.js';
import { STOP } from './tau-bench.js';

const Display = z.looseObject({ messages_display: z.string().min(1) });

/** A line begins a message where it begins with a role; other lines belong to the message before. */
const ROLE = /^(user|assistant|tool|system): ?/;

/** The tool's answer by which a transcript shows that the customer was handed over. */
const TRANSFERRED = 'Transfer successful';

/**
 * Streams the few-shot examples of τ-bench: one `{"messages_display": "user: …\nassistant: …"}` a
 * line, each a flat transcript.
 *
 * - `assistant: None` is a call of a tool that the customer never hears: a `system` turn.
 * - A transcript that ends in `tool: Transfer successful` was handed over, at its end.
 * - A line of a customer's own that begins like a role would be taken for one: nothing escapes it.
 */
export const readTauBenchDisplay = recordReader({ schema: Display, toConversation });

export const TAU_BENCH_DISPLAY_LACKS: readonly string[] = [
  'times of any kind',
  'rewards: whether the problem was solved is not known',
  'names of tools and their arguments',
];

function toConversation(
  { messages_display }: z.infer<typeof Display>,
  { line, number }: RecordPlace,
): Conversation {
  const turns: Turn[] = [];
  let stopped = false;
  let transferred = false;
  for (const { role, text } of messages(messages_display)) {
    if (role === 'user') {
      if (text.includes(STOP)) stopped = true;
      turns.push(spoken('customer', text.replaceAll(STOP, '')));
    } else if (role === 'assistant')
      turns.push(text.trim() === 'None' ? { speaker: 'system' } : spoken('ai', text));
    else turns.push({ speaker: role });
    if (role === 'tool' && text.trim() === TRANSFERRED) transferred = true;
  }
  return {
    id: `example-${number}`,
    line,
    language: 'en',
    channel: 'chat',
    turns,
    ending: transferred ? 'handed-over' : stopped ? 'customer-left' : 'cut-off',
  };
}

interface Message {
  readonly role: 'user' | 'assistant' | 'tool' | 'system';
  text: string;
}

function messages(transcript: string): Message[] {
  const all: Message[] = [];
  for (const line of transcript.split(/\r?\n/)) {
    const match = ROLE.exec(line);
    const last = all.at(-1);
    if (match) all.push({ role: match[1] as Message['role'], text: line.slice(match[0].length) });
    else if (last) last.text += `\n${line}`;
    else all.push({ role: 'system', text: line });
  }
  return all;
}
