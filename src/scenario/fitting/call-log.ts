import type { Conversation } from '../../dataset/conversation.js';
import { DAY } from '../../input/quantities.js';
import { type Zone, zoneOf } from '../../input/wall-clock.js';

/** One contact of a call log that reached the queue, however it left it. */
export interface Call {
  /** Its place among the conversations of the file. */
  readonly index: number;
  /** Entry into the queue: elapsed seconds since the log's first local midnight. */
  readonly at: number;
  /** Day of the log, 0 being the first; and second of that day on the wall clock. */
  readonly day: number;
  readonly wall: number;
  /** Seconds in queue; 0: somebody answered at once. */
  readonly wait: number;
  readonly answered: boolean;
  /** Work of the person; absent where not recorded, or recorded as nothing. */
  readonly handle?: number;
  readonly agent?: string;
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
  /** Contacts that ended before the queue: no part of what is offered to people. */
  readonly neverQueued: readonly { readonly customer?: string; readonly at: number }[];
}

/** Days of a log, by their date in the month. */
export interface DayChoice {
  readonly days?: 'odd' | 'even' | undefined;
}

/** A record of contacts that say nothing to an AI: each entered at the queue, or nowhere. */
export function isCallLog(conversations: readonly Conversation[]): boolean {
  return conversations.length > 0 && conversations.every(({ turns }) => turns.length === 0);
}

/**
 * The calls of a log, on the log's own calendar.
 *
 * @param timeZone where its days and hours are counted; UTC where the source does not say
 * @param choice only days whose date is odd, or even: the first day of the log stays day 0
 */
export function callLogOf(
  conversations: readonly Conversation[],
  timeZone = 'UTC',
  choice: DayChoice = {},
): CallLog {
  const zone = zoneOf(timeZone);
  const queued = conversations.flatMap((conversation, index) =>
    entryOf(conversation) === undefined ? [] : [{ conversation, index }],
  );
  const walls = queued.map(({ conversation }) => wallOf(zone, entryOf(conversation)!));
  const first = walls.reduce((least, wall) => Math.min(least, wall), Number.POSITIVE_INFINITY);
  const firstDay = walls.length === 0 ? 0 : Math.floor(first / DAY);
  const midnight = zone.moment(dateParts(firstDay));
  const calls = queued.flatMap(({ conversation, index }, i): Call[] => {
    const { agent, answered, handleSeconds, waitSeconds } = conversation.handover!;
    const day = Math.floor(walls[i]! / DAY);
    const date = dateParts(day).day;
    if (choice.days !== undefined && (date % 2 === 1) !== (choice.days === 'odd')) return [];
    const { customer, intent, priority } = conversation;
    return [
      {
        index,
        at: entryOf(conversation)! - midnight,
        day: day - firstDay,
        wall: walls[i]! - day * DAY,
        wait: waitSeconds!,
        answered: answered!,
        intent: intent ?? '',
        ...(handleSeconds === undefined ? {} : { handle: handleSeconds }),
        ...(agent === undefined ? {} : { agent }),
        ...(priority === undefined ? {} : { priority }),
        ...(customer === undefined ? {} : { customer }),
      },
    ];
  });
  calls.sort((a, b) => a.at - b.at || a.index - b.index);
  return {
    date: new Date(firstDay * DAY * 1000).toISOString().slice(0, 10),
    days: calls.reduce((most, { day }) => Math.max(most, day + 1), 0),
    timeZone,
    calls,
    neverQueued: conversations.flatMap((conversation) => {
      const { customer, selfServiceSeconds, startedAt } = conversation;
      if (startedAt === undefined || entryOf(conversation) !== undefined) return [];
      const at = startedAt + (selfServiceSeconds ?? 0) - midnight;
      return [{ at, ...(customer === undefined ? {} : { customer }) }];
    }),
  };
}

/** The moment of entry into the queue, where the record tells it and what became of the wait. */
function entryOf(conversation: Conversation): number | undefined {
  const { handover, selfServiceSeconds, startedAt } = conversation;
  if (startedAt === undefined || handover?.waitSeconds === undefined) return undefined;
  return handover.answered === undefined ? undefined : startedAt + (selfServiceSeconds ?? 0);
}

function wallOf(zone: Zone, moment: number): number {
  return moment + zone.offsetAt(moment);
}

function dateParts(day: number) {
  const date = new Date(day * DAY * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: 0,
    minute: 0,
    second: 0,
  };
}
