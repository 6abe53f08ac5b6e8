import type { Conversation, Turn } from '../../dataset/conversation.js';
import { meanOf } from './statistics/fitted-number.js';
import { timesTo } from './talk/reply-times.js';

/** Mean seconds from a customer's turn to the AI's next, and from the AI's to the customer's. */
export interface Pace {
  readonly ai: number;
  readonly customer: number;
}

/** Means of the default world's reply times: lognormal, medians 3 and 25 s (assumption). */
const DEFAULT_PACE: Pace = { ai: 3.4, customer: 31.9 };

/** Fewer times than this say nothing of the pace. */
const ENOUGH = 5;

/** How fast a record's dialogues go, where turns have times; else as in the default world. */
export function paceOf(conversations: readonly Conversation[]): Pace {
  const mean = (side: 'ai' | 'customer'): number => {
    const seconds = conversations.flatMap(timesTo(side));
    return seconds.length < ENOUGH ? DEFAULT_PACE[side] : meanOf(seconds);
  };
  return { ai: mean('ai'), customer: mean('customer') };
}

/**
 * Seconds from the start of a conversation to the queue: those in a voice unit of a call; of a
 * dialogue until the last turn before the hand-over. What the AI says while somebody waits ("you are
 * next") stands before it too, so that an answer by a person at a known time bounds it from above.
 */
export function secondsToQueue(
  { handover, selfServiceSeconds, turns }: Conversation,
  pace: Pace,
): { readonly seconds: number; readonly estimated: boolean } {
  const before = turnsBefore(turns, handover!.afterCustomerTurns);
  if (before.length === 0) return { seconds: selfServiceSeconds ?? 0, estimated: false };
  const asked = before.findLast(({ speaker }) => speaker === 'customer');
  const last = before.at(-1)!.atSeconds ?? asked?.atSeconds;
  if (last === undefined && selfServiceSeconds !== undefined)
    return { seconds: selfServiceSeconds, estimated: false };
  if (last === undefined) return { seconds: paced(before, pace), estimated: true };
  const answer = turns.find(({ speaker }) => speaker === 'human')?.atSeconds;
  const latest = answer === undefined ? last : answer - (handover?.waitSeconds ?? 0);
  return { seconds: Math.max(asked?.atSeconds ?? 0, Math.min(last, latest)), estimated: false };
}

/** What was said to and by the AI before the hand-over after so many customer turns. */
function turnsBefore(turns: readonly Turn[], afterCustomerTurns: number): Turn[] {
  const before: Turn[] = [];
  let customerTurns = 0;
  for (const turn of turns) {
    if (turn.speaker === 'human') break;
    if (turn.speaker === 'customer' && ++customerTurns > afterCustomerTurns) break;
    if (turn.speaker === 'customer' || turn.speaker === 'ai') before.push(turn);
  }
  return before;
}

/** The first turn is the start; each change of sides takes its time. */
function paced(turns: readonly Turn[], pace: Pace): number {
  let seconds = 0;
  for (let i = 1; i < turns.length; i++) {
    if (turns[i]!.speaker === turns[i - 1]!.speaker) continue;
    seconds += turns[i]!.speaker === 'ai' ? pace.ai : pace.customer;
  }
  return seconds;
}
