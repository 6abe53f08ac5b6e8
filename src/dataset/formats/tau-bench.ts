import { z } from 'zod';
import type { Conversation, Ending, Turn } from '../conversation.js';
import type { Reader, ReadNotes } from '../reading.js';
import { type RecordPlace, recordReader } from '../record-reader.js';
import { spoken } from '../spoken.js';
import { HandOverTools } from './hand-over-tools.js';

/** How the simulated customers of τ-bench say that they are done. */
export const STOP = '###STOP###';
export const TRANSFER = 'transfer_to_human_agents';

const ToolCall = z.looseObject({ function: z.looseObject({ name: z.string() }) });

const Message = z.looseObject({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string().nullish(),
  tool_calls: z.array(ToolCall).nullish(),
});

const Trajectory = z.looseObject({
  task_id: z.union([z.number().int(), z.string()]),
  trial: z.number().int().optional(),
  reward: z.number(),
  info: z
    .looseObject({ task: z.looseObject({ user_id: z.string().optional() }).optional() })
    .optional(),
  traj: z.array(Message),
});

/**
 * Streams a τ-bench result file: a JSON array of `{task_id, reward, info, traj, trial}`.
 *
 * - Nothing has a time, so every time is absent.
 * - The customer is the dataset's user id: the same person in all trials of a task.
 * - A reward of 1 is a resolution by the AI only without a transfer: a database left untouched also
 *   scores when a person was called. After a transfer the resolution is unknown.
 * - An assistant message that only calls a tool is never heard by the customer, so it becomes a
 *   `system` turn; `tool` turns are the results. Neither keeps its text.
 */
export function tauBenchReader(handOverTools: readonly string[]): Reader {
  const tools = new HandOverTools([TRANSFER, ...handOverTools]);
  return recordReader({
    schema: Trajectory,
    idExpected: 'each task and trial once',
    toConversation: (record, place, notes) => toConversation(record, place, notes, tools),
  });
}

export const TAU_BENCH_LACKS: readonly string[] = [
  'times of any kind: customers are simulated by a language model',
  'what became of a case after its transfer',
];

function toConversation(
  record: z.infer<typeof Trajectory>,
  { line }: RecordPlace,
  notes: ReadNotes | undefined,
  tools: HandOverTools,
): Conversation {
  const turns: Turn[] = [];
  let customerTurns = 0;
  let transferAfter: number | undefined;
  let stopped = false;
  for (const message of record.traj) {
    const calls = message.tool_calls ?? [];
    const content = message.content ?? '';
    if (message.role === 'user') {
      customerTurns++;
      if (content.includes(STOP)) stopped = true;
      turns.push(spoken('customer', content.replaceAll(STOP, '')));
    } else if (message.role === 'assistant')
      turns.push(content.trim() === '' ? { speaker: 'system' } : spoken('ai', content));
    else turns.push({ speaker: message.role });
    const called = calls.map((call) => call.function.name);
    if (tools.amongCalled(called, notes)) transferAfter ??= customerTurns;
  }
  const ending: Ending =
    transferAfter !== undefined ? 'handed-over' : stopped ? 'customer-left' : 'cut-off';
  const user = record.info?.task?.user_id;
  notes?.measure('reward', record.reward);
  if (record.trial !== undefined) notes?.measure('reward', record.reward, `trial ${record.trial}`);
  if (record.reward === 1 && transferAfter !== undefined)
    notes?.quirk('reward 1 although transferred: not counted as resolved by the AI');
  return {
    id: `task-${record.task_id}/trial-${record.trial ?? 0}`,
    line,
    ...(user !== undefined && user !== '' ? { customer: user } : {}),
    language: 'en',
    channel: 'chat',
    turns,
    ...(transferAfter !== undefined ? { handover: { afterCustomerTurns: transferAfter } } : {}),
    ending,
    ...outcome(record.reward, transferAfter !== undefined),
  };
}

function outcome(
  reward: number,
  transferred: boolean,
): Pick<Conversation, 'resolved' | 'resolvedBy'> {
  if (transferred) return {};
  if (reward === 1) return { resolved: true, resolvedBy: 'ai' };
  return reward === 0 ? { resolved: false } : {};
}
