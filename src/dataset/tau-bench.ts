import { z } from 'zod';
import { ProblemList } from '../input/problem-list.js';
import { checkAgainst } from '../input/schema-problems.js';
import { textChunks } from '../input/text-source.js';
import { formatPath } from '../input/yaml-position.js';
import { duplicateId } from './canonical.js';
import type { Conversation, Ending, Turn } from './conversation.js';
import { type JsonElement, jsonElements } from './json-elements.js';
import { jsonFault } from './json-fault.js';
import type { ReadNotes } from './reading.js';

/** How the simulated customers of τ-bench say that they are done. */
const STOP = '###STOP###';
const TRANSFER = 'transfer_to_human_agents';

const ToolCall = z.looseObject({ function: z.looseObject({ name: z.string() }) });

const Message = z.looseObject({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string().nullish(),
  tool_calls: z.array(ToolCall).nullish(),
});

/** Loose: the publisher's objects carry more than we read, and newer versions more still. */
const Trajectory = z.looseObject({
  task_id: z.union([z.number().int(), z.string()]),
  trial: z.number().int().optional(),
  reward: z.number(),
  info: z
    .looseObject({ task: z.looseObject({ user_id: z.string().optional() }).optional() })
    .optional(),
  traj: z.array(Message),
});

type TrajectoryRecord = z.infer<typeof Trajectory>;

/**
 * Streams a τ-bench result file: a JSON array of `{task_id, reward, info, traj, trial}`.
 *
 * - Nothing has a time, so every time is absent.
 * - The customer is the dataset's user id: the same person in all trials of a task.
 * - A reward of 1 is a resolution by the AI only without a transfer: a database left untouched also
 *   scores when a person was called. After a transfer the resolution is unknown.
 * - An assistant message that only calls a tool is never heard by the customer, so it becomes a
 *   `system` turn; `tool` turns are the results. Neither keeps its text.
 *
 * @throws InputError after the last element, with all problems
 */
export async function* readTauBench(file: string, notes?: ReadNotes): AsyncGenerator<Conversation> {
  const problems = new ProblemList(file);
  const seen = new Set<string>();
  for await (const element of jsonElements(file, textChunks(file, notes?.meter))) {
    const record = parseElement(element, problems);
    if (!record) continue;
    const conversation = toConversation(record, element.line);
    if (seen.has(conversation.id)) {
      const { at: _, path: __, ...what } = duplicateId(conversation.id);
      problems.add({ ...what, line: element.line, expected: 'each task and trial once' });
    }
    seen.add(conversation.id);
    if (problems.count > 0) continue;
    notes?.measure('reward', record.reward);
    if (record.trial !== undefined)
      notes?.measure('reward', record.reward, `trial ${record.trial}`);
    if (record.reward === 1 && conversation.handover)
      notes?.quirk('reward 1 although transferred: not counted as resolved by the AI');
    yield conversation;
  }
  problems.throwIfAny();
}

function parseElement(element: JsonElement, problems: ProblemList): TrajectoryRecord | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(element.text);
  } catch {
    const fault = jsonFault(element.text);
    const before = element.text.slice(0, fault?.offset ?? 0);
    const lines = before.split('\n');
    problems.add({
      code: 'invalid-json',
      message: 'This object is not valid JSON',
      line: element.line + lines.length - 1,
      column: lines.at(-1)!.length + (lines.length === 1 ? element.column : 1),
      ...(fault ? { expected: fault.expected } : {}),
    });
    return undefined;
  }
  const checked = checkAgainst(Trajectory, raw);
  if (checked.ok) return checked.value;
  for (const { at: _, path, ...problem } of checked.problems)
    problems.add({
      ...problem,
      line: element.line,
      column: element.column,
      ...(path.length > 0 ? { path: formatPath(path) } : {}),
    });
  return undefined;
}

function toConversation(record: TrajectoryRecord, line: number): Conversation {
  const turns: Turn[] = [];
  let customerTurns = 0;
  let transferAfter: number | undefined;
  let stopped = false;
  for (const message of record.traj) {
    const calls = message.tool_calls ?? [];
    if (message.role === 'user') {
      customerTurns++;
      const content = message.content ?? '';
      if (content.includes(STOP)) stopped = true;
      turns.push(spoken('customer', content.replaceAll(STOP, '')));
    } else if (message.role === 'assistant') {
      const content = message.content ?? '';
      turns.push(content.trim() === '' ? { speaker: 'system' } : spoken('ai', content));
    } else turns.push({ speaker: message.role });
    if (calls.some((call) => call.function.name === TRANSFER)) transferAfter ??= customerTurns;
  }
  const ending: Ending =
    transferAfter !== undefined ? 'handed-over' : stopped ? 'customer-left' : 'cut-off';
  const user = record.info?.task?.user_id;
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

function spoken(speaker: 'customer' | 'ai', text: string): Turn {
  const said = text.trim();
  return said === '' ? { speaker } : { speaker, text: said };
}
