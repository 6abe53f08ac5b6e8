import type { Conversation, Handover, SignalValue, Speaker, Turn } from '../conversation.js';
import { isMap } from '../json/json-path.js';
import { parseIso, STARTED_AT } from './canonical-schema.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const SPEAKERS = new Set<unknown>(['customer', 'ai', 'human', 'tool', 'system']);
const ASKS = new Set<unknown>(['request', 'accept', 'refuse', 'mention', 'none']);
const ENDINGS = new Set<unknown>(['customer-left', 'handed-over', 'cut-off']);
const SIGNAL_NAME = /^[A-Za-z_]\w*$/;

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isSeconds = (value: unknown): value is number => isNumber(value) && value >= 0;
const isShare = (value: unknown): value is number => isSeconds(value) && value <= 1;
const isLevel = (value: unknown): value is number => isNumber(value) && Math.abs(value) <= 1;
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

/**
 * A sound record in canonical form, in our shape; undefined for one that is unsound *or* unusual,
 * which the schema then judges. It only ever says less than the schema: it exists because zod costs
 * as much as parsing the JSON, for a million records that have nothing wrong with them.
 */
export function quickConversation(raw: unknown, line: number): Conversation | undefined {
  if (!isMap(raw) || !isName(raw.id) || !Array.isArray(raw.turns)) return undefined;
  const turns: Turn[] = [];
  let last = 0;
  let customerTurns = 0;
  for (const item of raw.turns as unknown[]) {
    const turn = quickTurn(item);
    if (!turn) return undefined;
    if (turn.speaker === 'customer') customerTurns++;
    if (turn.atSeconds !== undefined) {
      if (turn.atSeconds < last) return undefined;
      last = turn.atSeconds;
    }
    turns.push(turn);
  }
  const c: Mutable<Conversation> = { id: raw.id, line, turns };
  for (const key in raw) {
    const value = raw[key];
    switch (key) {
      case 'id':
      case 'turns':
        break;
      case 'customer':
      case 'language':
      case 'intent':
      case 'segment':
      case 'channel':
        if (!isName(value)) return undefined;
        c[key] = value;
        break;
      case 'started_at': {
        const start = typeof value === 'string' ? momentOf(value) : undefined;
        if (start === undefined) return undefined;
        c.startedAt = start;
        break;
      }
      case 'priority':
        if (!isNumber(value)) return undefined;
        c.priority = value;
        break;
      case 'handover': {
        const handover = quickHandover(value);
        if (!handover || (turns.length > 0 && handover.afterCustomerTurns > customerTurns))
          return undefined;
        c.handover = handover;
        break;
      }
      case 'ending':
        if (!ENDINGS.has(value)) return undefined;
        c.ending = value as NonNullable<Conversation['ending']>;
        break;
      case 'resolved':
        if (!isFlag(value)) return undefined;
        c.resolved = value;
        break;
      case 'resolved_by':
        if ((value !== 'ai' && value !== 'human') || raw.resolved !== true) return undefined;
        c.resolvedBy = value;
        break;
      case 'self_service_seconds':
        if (!isNumber(value)) return undefined;
        c.selfServiceSeconds = value;
        break;
      default:
        return undefined;
    }
  }
  return c;
}

function quickTurn(raw: unknown): Turn | undefined {
  if (!isMap(raw) || !SPEAKERS.has(raw.speaker)) return undefined;
  const turn: Mutable<Turn> = { speaker: raw.speaker as Speaker };
  for (const key in raw) {
    const value = raw[key];
    switch (key) {
      case 'speaker':
        break;
      case 'text':
        if (typeof value !== 'string') return undefined;
        turn.text = value;
        break;
      case 'at':
        if (!isSeconds(value)) return undefined;
        turn.atSeconds = value;
        break;
      case 'ask':
        if (!ASKS.has(value)) return undefined;
        turn.ask = value as NonNullable<Turn['ask']>;
        break;
      case 'offers_person':
        if (!isFlag(value)) return undefined;
        turn.offersPerson = value;
        break;
      case 'failed':
      case 'repeated':
      case 'rephrased':
        if (!isFlag(value)) return undefined;
        turn[key] = value;
        break;
      case 'confidence':
      case 'margin':
        if (!isShare(value)) return undefined;
        turn[key] = value;
        break;
      case 'sentiment':
        if (!isLevel(value)) return undefined;
        turn.sentiment = value;
        break;
      case 'signals':
        if (!areSignals(value)) return undefined;
        turn.signals = value;
        break;
      default:
        return undefined;
    }
  }
  return turn;
}

function quickHandover(raw: unknown): Handover | undefined {
  if (!isMap(raw)) return undefined;
  const after = raw.after_customer_turns;
  if (!Number.isSafeInteger(after) || (after as number) < 0) return undefined;
  const handover: Mutable<Handover> = { afterCustomerTurns: after as number };
  for (const key in raw) {
    const value = raw[key];
    switch (key) {
      case 'after_customer_turns':
        break;
      case 'team':
      case 'agent':
        if (!isName(value)) return undefined;
        handover[key] = value;
        break;
      case 'wait_seconds':
        if (!isSeconds(value)) return undefined;
        handover.waitSeconds = value;
        break;
      case 'answered':
        if (!isFlag(value)) return undefined;
        handover.answered = value;
        break;
      case 'handle_seconds':
        if (!isSeconds(value)) return undefined;
        handover.handleSeconds = value;
        break;
      default:
        return undefined;
    }
  }
  return handover;
}

function areSignals(value: unknown): value is Record<string, SignalValue> {
  if (!isMap(value)) return false;
  for (const name in value) {
    const signal = value[name];
    if (!SIGNAL_NAME.test(name) || name === '__proto__') return false;
    if (typeof signal !== 'string' && !isFlag(signal) && !isNumber(signal)) return false;
  }
  return true;
}

/** `2026-03-01T09:30:00Z`, which is what most files hold, by arithmetic; else by the calendar. */
function momentOf(text: string): number | undefined {
  if (text.length === 20 && PLAIN.test(text)) {
    const day = text.slice(0, 10);
    if (day !== lastDay) {
      const midnight = parseIso(`${day}T00:00:00Z`);
      if (midnight === undefined) return undefined;
      lastDay = day;
      lastMidnight = midnight;
    }
    const hour = Number(text.slice(11, 13));
    const minute = Number(text.slice(14, 16));
    const second = Number(text.slice(17, 19));
    if (hour < 24 && minute < 60 && second < 60)
      return lastMidnight + 3600 * hour + 60 * minute + second;
  }
  return STARTED_AT.test(text) ? parseIso(text) : undefined;
}

const PLAIN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** The last day met: records mostly come in order of time. */
let lastDay = '';
let lastMidnight = 0;
