import type { Conversation } from '../../../dataset/conversation.js';
import { DAY } from '../../../input/quantities.js';
import type { Call } from '../call-log.js';
import { fitPatience, type PatienceFit } from '../patience/patience-fit.js';
import { type FittedNumber, fittedShare } from '../statistics/fitted-number.js';
import { recordedWork } from './recorded-work.js';
import {
  type ServiceTimes,
  type ShortCaller,
  serviceTimesOf,
  shortCallers,
} from './service-times.js';

/** What hand-overs tell of work and waiting, whether or not anybody knows when they were. */
export interface HandoverFit {
  readonly service?: ServiceTimes;
  /** Of hand-overs whose wait and its end are recorded. */
  readonly patience?: PatienceFit;
  readonly abandonment?: FittedNumber;
}

export interface DeskFit extends HandoverFit {
  readonly byIntent: ReadonlyMap<string, HandoverFit>;
  readonly shortCallers: readonly ShortCaller[];
  /** Hand-overs, and those of them that tell how long the wait was and how it ended. */
  readonly handovers: number;
  readonly waits: number;
}

/** Work, patience and abandonment, part by part: what the record lacks is absent. */
export function fitDesk(conversations: readonly Conversation[]): DeskFit {
  const contacts = conversations.flatMap(handedOver);
  const byIntent = new Map<string, Handed[]>();
  for (const contact of contacts) {
    const own = byIntent.get(contact.intent);
    if (own) own.push(contact);
    else byIntent.set(contact.intent, [contact]);
  }
  return {
    ...fitHandovers(contacts),
    byIntent: new Map([...byIntent].map(([intent, own]) => [intent, fitHandovers(own)])),
    shortCallers: shortCallers(contacts),
    handovers: contacts.length,
    waits: contacts.filter(({ waitKnown }) => waitKnown).length,
  };
}

/** A hand-over as a call without a time. */
interface Handed extends Call {
  readonly endKnown: boolean;
  readonly waitKnown: boolean;
}

/** Its day is that of its start (UTC), which only groups days alike; without a start it stands alone. */
function handedOver({ handover, intent, startedAt }: Conversation, index: number): Handed[] {
  if (!handover) return [];
  const { agent, answered, waitSeconds } = handover;
  const handle = recordedWork(handover);
  return [
    {
      index,
      at: 0,
      day: startedAt === undefined ? -1 - index : Math.floor(startedAt / DAY),
      wall: 0,
      wait: waitSeconds ?? 0,
      endKnown: answered !== undefined,
      waitKnown: waitSeconds !== undefined && answered !== undefined,
      // Whoever was worked on was answered, though nobody says so.
      answered: answered ?? handle !== undefined,
      intent: intent ?? '',
      ...(handle === undefined ? {} : { handle }),
      ...(agent === undefined ? {} : { agent }),
    },
  ];
}

/** Without a day where it has none. */
function waitOf({ answered, day, wait }: Handed) {
  return { answered, wait, ...(day < 0 ? {} : { day }) };
}

function fitHandovers(contacts: readonly Handed[]): HandoverFit {
  const service = serviceTimesOf(contacts);
  const waits = contacts.filter(({ waitKnown }) => waitKnown).map(waitOf);
  const ended = contacts.filter(({ endKnown }) => endKnown);
  const left = ended.filter(({ answered }) => !answered).length;
  const abandonment = fittedShare(left, ended.length, 'gave up, of those handed over');
  return {
    ...(service ? { service } : {}),
    ...(waits.length === 0 ? {} : { patience: fitPatience(waits) }),
    ...(abandonment ? { abandonment } : {}),
  };
}
