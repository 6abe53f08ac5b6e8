import type { Conversation } from '../../dataset/conversation.js';
import { recordedWork } from './desk/recorded-work.js';
import { type Pace, paceOf, secondsToQueue } from './queue-entry.js';
import { type DayChoice, dayTimeOf, isChosen, recordDays } from './record-days.js';

export type { DayChoice } from './record-days.js';

/** One contact that reached the queue, however it left it. */
export interface Call {
  /** Its place among the conversations of the file. */
  readonly index: number;
  /** Entry into the queue: elapsed seconds since the log's first local midnight. */
  readonly at: number;
  /** Day of the log, 0 being the first; and second of that day on the wall clock. */
  readonly day: number;
  readonly wall: number;
  /** Seconds from the contact's own start to this entry, with the AI or in a voice unit; absent: 0. */
  readonly before?: number;
  /** Seconds in queue; 0: somebody answered at once. */
  readonly wait: number;
  readonly answered: boolean;
  /** Work of the person; absent where not recorded, or recorded as nothing. */
  readonly handle?: number;
  readonly agent?: string;
  readonly team?: string;
  readonly intent: string;
  readonly priority?: number;
  readonly customer?: string;
}

/** The queue's side of a record, by time of entry. */
export interface CallLog {
  /** The first day, `1999-02-01`. */
  readonly date: string;
  /** Days from the first to the last, both counted, whether or not anybody called. */
  readonly days: number;
  readonly timeZone: string;
  readonly calls: readonly Call[];
  /** Hand-overs of which the wait, or how it ended, is not recorded: they are left out. */
  readonly untoldWaits: number;
  /** Contacts that ended before the queue: no part of what is offered to people. */
  readonly neverQueued: readonly { readonly customer?: string; readonly at: number }[];
  /** Entries into the queue that turns without times leave open, and reply times had to tell. */
  readonly estimatedEntries: number;
}

/** A record of contacts that say nothing to an AI: each entered at the queue, or nowhere. */
export function isCallLog(conversations: readonly Conversation[]): boolean {
  return conversations.length > 0 && conversations.every(({ turns }) => turns.length === 0);
}

/**
 * Those who reached the queue, on the record's own calendar: the calls of a call log, or the
 * hand-overs of dialogues whose start, wait and end of the wait are recorded.
 *
 * The calendar begins with the first call; where there are dialogues with the first of them.
 *
 * @param timeZone where its days and hours are counted; UTC where the source does not say
 * @param choice only days whose date is odd, or even: the first day of the log stays day 0
 */
export function callLogOf(
  conversations: readonly Conversation[],
  timeZone = 'UTC',
  choice: DayChoice = {},
): CallLog {
  const pace = paceOf(conversations);
  const queued = conversations.flatMap((conversation, index) => {
    const entry = entryOf(conversation, pace);
    return entry === undefined ? [] : [{ conversation, index, entry }];
  });
  const days = recordDays(
    isCallLog(conversations) ? queued.map(({ entry }) => entry.at) : startsIn(conversations),
    timeZone,
  );
  let estimatedEntries = 0;
  const calls = queued.flatMap(({ conversation, entry, index }): Call[] => {
    const { agent, answered, team, waitSeconds } = conversation.handover!;
    const handle = recordedWork(conversation.handover);
    const time = dayTimeOf(days, entry.at);
    if (!isChosen(days, time.day, choice)) return [];
    if (entry.estimated) estimatedEntries++;
    const { customer, intent, priority } = conversation;
    return [
      {
        index,
        ...time,
        before: entry.at - conversation.startedAt!,
        wait: waitSeconds!,
        answered: answered!,
        intent: intent ?? '',
        ...(handle === undefined ? {} : { handle }),
        ...(agent === undefined ? {} : { agent }),
        ...(team === undefined ? {} : { team }),
        ...(priority === undefined ? {} : { priority }),
        ...(customer === undefined ? {} : { customer }),
      },
    ];
  });
  return {
    ...logOf(calls, days.date, timeZone),
    untoldWaits: conversations.filter(
      (conversation) =>
        conversation.handover !== undefined && entryOf(conversation, pace) === undefined,
    ).length,
    neverQueued: conversations.flatMap((conversation) => {
      const { customer, handover, selfServiceSeconds, startedAt } = conversation;
      if (startedAt === undefined || handover !== undefined) return [];
      const { at, day } = dayTimeOf(days, startedAt + (selfServiceSeconds ?? 0));
      if (!isChosen(days, day, choice)) return [];
      return [{ at, ...(customer === undefined ? {} : { customer }) }];
    }),
    estimatedEntries,
  };
}

/**
 * Every conversation with a start, as if it had entered a queue then: who comes, and when, whether or
 * not they ever ask for a person. On the same calendar as `callLogOf` of dialogues.
 */
export function startLogOf(conversations: readonly Conversation[], timeZone = 'UTC'): CallLog {
  const days = recordDays(startsIn(conversations), timeZone);
  const calls = conversations.flatMap(({ intent, startedAt }, index): Call[] =>
    startedAt === undefined
      ? []
      : [{ index, ...dayTimeOf(days, startedAt), wait: 0, answered: true, intent: intent ?? '' }],
  );
  return logOf(calls, days.date, timeZone);
}

function logOf(calls: Call[], date: string, timeZone: string): CallLog {
  calls.sort((a, b) => a.at - b.at || a.index - b.index);
  return {
    date,
    days: calls.reduce((most, { day }) => Math.max(most, day + 1), 0),
    timeZone,
    calls,
    neverQueued: [],
    untoldWaits: 0,
    estimatedEntries: 0,
  };
}

/** The moment of entry into the queue, where the record tells it and what became of the wait. */
function entryOf(
  conversation: Conversation,
  pace: Pace,
): { readonly at: number; readonly estimated: boolean } | undefined {
  const { handover, startedAt } = conversation;
  if (startedAt === undefined || handover?.waitSeconds === undefined) return undefined;
  if (handover.answered === undefined) return undefined;
  const { estimated, seconds } = secondsToQueue(conversation, pace);
  return { at: startedAt + seconds, estimated };
}

function startsIn(conversations: readonly Conversation[]): number[] {
  return conversations.flatMap(({ startedAt }) => startedAt ?? []);
}
