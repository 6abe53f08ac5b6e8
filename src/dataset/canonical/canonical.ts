import { ProblemList } from '../../input/problem-list.js';
import { checkAgainst, type SchemaProblem } from '../../input/schema-problems.js';
import { lineBatches } from '../../input/text-source.js';
import { flowPositions } from '../../input/yaml-file.js';
import { formatPath } from '../../input/yaml-position.js';
import type { Conversation, Handover, Turn } from '../conversation.js';
import { jsonFault } from '../json/json-fault.js';
import type { ReadNotes } from '../reading.js';
import { quickConversation } from './canonical-quick.js';
import {
  CanonicalConversation,
  type CanonicalRecord,
  isoOf,
  parseIso,
} from './canonical-schema.js';

/** Streams canonical JSONL. Blank lines are skipped. */
export async function* readCanonical(
  file: string,
  notes?: ReadNotes,
): AsyncGenerator<Conversation> {
  const problems = new ProblemList(file);
  const seen = new Set<string>();
  for await (const { first, lines } of lineBatches(file, notes)) {
    for (let i = 0; i < lines.length; i++) {
      const text = lines[i]!;
      if (text === '' || text.trim() === '') continue;
      const conversation = readLine(text, first + i, problems);
      if (!conversation) continue;
      if (seen.has(conversation.id)) {
        const what = duplicateId(conversation.id);
        problems.add({ ...strip(what), line: first + i, ...place(text, what, problems) });
      } else seen.add(conversation.id);
      if (problems.count === 0) yield conversation;
    }
  }
  problems.throwIfAny();
}

function readLine(text: string, line: number, problems: ProblemList): Conversation | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    const fault = jsonFault(text);
    problems.add({
      code: fault && fault.offset >= text.length ? 'truncated' : 'invalid-json',
      message:
        fault && fault.offset >= text.length
          ? 'The line stops before its JSON is complete'
          : 'The line is not valid JSON',
      line,
      ...(fault ? { column: fault.offset + 1, expected: fault.expected } : {}),
    });
    return undefined;
  }
  const checked = checkRecord(raw, line);
  if (checked.ok) return checked.conversation;
  for (const problem of checked.problems)
    problems.add({ ...strip(problem), line, ...place(text, problem, problems) });
  return undefined;
}

export type CheckedRecord =
  | { readonly ok: true; readonly conversation: Conversation }
  | { readonly ok: false; readonly problems: readonly SchemaProblem[] };

/** Validates a record in canonical form, wherever it came from, and turns it into our shape. */
export function checkRecord(raw: unknown, line: number): CheckedRecord {
  const quick = quickConversation(raw, line);
  if (quick) return { ok: true, conversation: quick };
  const checked = checkAgainst(CanonicalConversation, raw);
  if (!checked.ok) return { ok: false, problems: checked.problems };
  const record = checked.value;
  const contradictions = contradictionsOf(record);
  if (contradictions.length > 0) return { ok: false, problems: contradictions };
  return { ok: true, conversation: toConversation(record, line) };
}

/** What no single field can show to be wrong. */
function contradictionsOf(record: CanonicalRecord): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const turns = record.turns;
  let last = 0;
  let customerTurns = 0;
  for (let i = 0; i < turns.length; i++) {
    const turn = turns[i]!;
    if (turn.speaker === 'customer') customerTurns++;
    if (turn.at === undefined) continue;
    if (turn.at < last)
      problems.push({
        code: 'time-goes-back',
        message: 'This turn is earlier than the one before it',
        path: ['turns', i, 'at'],
        at: 'value',
        found: `${turn.at} s`,
        expected: `at least ${last} s`,
      });
    else last = turn.at;
  }
  const after = record.handover?.after_customer_turns;
  if (after !== undefined && turns.length > 0 && after > customerTurns)
    problems.push({
      code: 'out-of-range',
      message: 'The hand-over comes after more customer turns than there are',
      path: ['handover', 'after_customer_turns'],
      at: 'value',
      found: String(after),
      expected: `at most ${customerTurns}`,
    });
  if (record.resolved_by !== undefined && record.resolved !== true)
    problems.push({
      code: 'contradiction',
      message: 'Somebody resolved what is not marked as resolved',
      path: ['resolved_by'],
      at: 'value',
      found: record.resolved_by,
      expected: '`resolved: true` beside it',
    });
  return problems;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function toConversation(r: CanonicalRecord, line: number): Conversation {
  const turns: Turn[] = [];
  for (const t of r.turns) {
    const turn: Mutable<Turn> = { speaker: t.speaker };
    if (t.text !== undefined) turn.text = t.text;
    if (t.at !== undefined) turn.atSeconds = t.at;
    if (t.ask !== undefined) turn.ask = t.ask;
    if (t.offers_person !== undefined) turn.offersPerson = t.offers_person;
    if (t.failed !== undefined) turn.failed = t.failed;
    if (t.repeated !== undefined) turn.repeated = t.repeated;
    if (t.rephrased !== undefined) turn.rephrased = t.rephrased;
    if (t.confidence !== undefined) turn.confidence = t.confidence;
    if (t.margin !== undefined) turn.margin = t.margin;
    if (t.sentiment !== undefined) turn.sentiment = t.sentiment;
    if (t.signals !== undefined) turn.signals = t.signals;
    if (t.labels !== undefined) turn.labels = withoutAbsent(t.labels);
    turns.push(turn);
  }
  const c: Mutable<Conversation> = { id: r.id, line, turns };
  if (r.customer !== undefined) c.customer = r.customer;
  if (r.started_at !== undefined) c.startedAt = parseIso(r.started_at)!;
  if (r.language !== undefined) c.language = r.language;
  if (r.intent !== undefined) c.intent = r.intent;
  if (r.segment !== undefined) c.segment = r.segment;
  if (r.channel !== undefined) c.channel = r.channel;
  if (r.priority !== undefined) c.priority = r.priority;
  if (r.handover) c.handover = toHandover(r.handover);
  if (r.ending !== undefined) c.ending = r.ending;
  if (r.resolved !== undefined) c.resolved = r.resolved;
  if (r.resolved_by !== undefined) c.resolvedBy = r.resolved_by;
  if (r.self_service_seconds !== undefined) c.selfServiceSeconds = r.self_service_seconds;
  if (r.labels !== undefined) c.labels = withoutAbsent(r.labels);
  return c;
}

/** Zod's types allow a key that is there and undefined; its results never hold one. */
function withoutAbsent<T extends object>(
  labels: T,
): {
  [K in keyof T]: Exclude<T[K], undefined>;
} {
  return labels as { [K in keyof T]: Exclude<T[K], undefined> };
}

function toHandover(h: NonNullable<CanonicalRecord['handover']>): Handover {
  const handover: Mutable<Handover> = { afterCustomerTurns: h.after_customer_turns };
  if (h.team !== undefined) handover.team = h.team;
  if (h.wait_seconds !== undefined) handover.waitSeconds = h.wait_seconds;
  if (h.answered !== undefined) handover.answered = h.answered;
  if (h.handle_seconds !== undefined) handover.handleSeconds = h.handle_seconds;
  if (h.agent !== undefined) handover.agent = h.agent;
  return handover;
}

/**
 * A conversation as one line of canonical JSONL, without the line end. Moments are written to the
 * millisecond; `line` is left out, since it belongs to the source.
 */
export function writeCanonical(c: Conversation): string {
  const h = c.handover;
  const record: CanonicalRecord = {
    id: c.id,
    customer: c.customer,
    started_at: c.startedAt === undefined ? undefined : isoOf(c.startedAt),
    language: c.language,
    intent: c.intent,
    segment: c.segment,
    channel: c.channel,
    priority: c.priority,
    turns: c.turns.map((t) => ({
      speaker: t.speaker,
      text: t.text,
      at: t.atSeconds,
      ask: t.ask,
      offers_person: t.offersPerson,
      failed: t.failed,
      repeated: t.repeated,
      rephrased: t.rephrased,
      confidence: t.confidence,
      margin: t.margin,
      sentiment: t.sentiment,
      signals: t.signals,
      labels: t.labels,
    })),
    handover: h && {
      after_customer_turns: h.afterCustomerTurns,
      team: h.team,
      wait_seconds: h.waitSeconds,
      answered: h.answered,
      handle_seconds: h.handleSeconds,
      agent: h.agent,
    },
    ending: c.ending,
    resolved: c.resolved,
    resolved_by: c.resolvedBy,
    self_service_seconds: c.selfServiceSeconds,
    labels: c.labels,
  };
  return JSON.stringify(record);
}

export function duplicateId(id: string): SchemaProblem {
  return {
    code: 'duplicate-id',
    message: 'A conversation with this id came before',
    path: ['id'],
    at: 'value',
    found: id,
    expected: 'each id once, its turns together',
  };
}

function strip({ at: _, path, ...rest }: SchemaProblem): Omit<SchemaProblem, 'at' | 'path'> & {
  path?: string;
} {
  return path.length > 0 ? { ...rest, path: formatPath(path) } : rest;
}

/** Path and column of a problem in its line. JSON is flow-style YAML, so one locator serves both. */
function place(
  text: string,
  problem: SchemaProblem,
  problems: ProblemList,
): { path?: string; column?: number } {
  const path = problem.path.length > 0 ? { path: formatPath(problem.path) } : {};
  if (problems.isFull) return path;
  const positions = flowPositions(text);
  if (!positions) return path;
  const { column } =
    problem.at === 'key' ? positions.key(problem.path) : positions.value(problem.path);
  return { ...path, column };
}
