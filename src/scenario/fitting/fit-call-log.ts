import { type ArrivalFit, arrivalsOf } from './arrivals.js';
import type { Call, CallLog } from './call-log.js';
import { type CreditFit, creditsOf } from './credit-fit.js';
import { type FittedNumber, fittedShare } from './fitted-number.js';
import { fitPatience, type PatienceFit } from './patience-fit.js';
import { priorityOfWaitedOnly } from './priorities.js';
import { type Readiness, readinessOf } from './readiness.js';
import { gapsOf } from './readiness-gaps.js';
import { type Repeats, repeatsOf } from './repeats.js';
import {
  type ServiceTimes,
  type ShortCaller,
  serviceTimesOf,
  shortCallers,
} from './service-times.js';
import { type Session, sessionsOf } from './sessions.js';

/** Everything that a call log tells about its world. */
export interface CallLogFit {
  readonly log: CallLog;
  readonly abandonment: FittedNumber;
  readonly arrivals: ArrivalFit;
  readonly service?: ServiceTimes;
  readonly patience: PatienceFit;
  /** By share of the calls, the most common first. */
  readonly intents: readonly IntentFit[];
  /** Patience by priority, of those who waited. */
  readonly priorities: readonly { readonly priority: number; readonly patience: PatienceFit }[];
  readonly priorityOf: 'everyone' | 'waited';
  /** What a priority is worth; absent where the record cannot tell. */
  readonly credit?: CreditFit;
  readonly shortCallers: readonly ShortCaller[];
  readonly repeats: { readonly abandoned: Repeats; readonly served: Repeats };
  readonly staffing: StaffingFit;
}

export interface IntentFit {
  readonly name: string;
  readonly share: FittedNumber;
  readonly abandonment: FittedNumber;
  readonly service?: ServiceTimes;
  readonly patience: PatienceFit;
}

export interface StaffingFit {
  readonly names: number;
  readonly sessions: readonly Session[];
  readonly sessionSeconds: number;
  readonly busySeconds: number;
  /** Absent where the log shows no gap that ends with somebody who waited. */
  readonly readiness?: Readiness;
  /** Answered calls that name nobody, and those of them that had not waited. */
  readonly unnamed: number;
  readonly unnamedAtOnce: number;
}

/** Everything that can be read off a call log; see docs/fitting.md. */
export function fitCallLog(log: CallLog): CallLogFit {
  const { calls } = log;
  const service = serviceTimesOf(calls);
  const names = [...new Set(calls.map(({ intent }) => intent))];
  const intents = names
    .map((name) => fitIntent(name, calls))
    .sort((a, b) => b.share.value - a.share.value);
  const priorities = [...new Set(calls.flatMap(({ priority }) => priority ?? []))].sort();
  const staffing = fitStaffing(calls);
  const credit = creditsOf(calls, staffing.sessions);
  const waited = calls.filter(({ answered, wait }) => wait > 0 || !answered);
  return {
    log,
    abandonment: abandonmentOf(calls),
    arrivals: arrivalsOf(log),
    ...(service ? { service } : {}),
    patience: fitPatience(calls),
    intents,
    priorities: priorities.map((priority) => ({
      priority,
      patience: fitPatience(waited.filter((call) => call.priority === priority)),
    })),
    priorityOf: priorityOfWaitedOnly(calls) ? 'waited' : 'everyone',
    shortCallers: shortCallers(calls),
    repeats: repeatsOf(log),
    ...(credit ? { credit } : {}),
    staffing,
  };
}

function fitIntent(name: string, calls: readonly Call[]): IntentFit {
  const own = calls.filter(({ intent }) => intent === name);
  const service = serviceTimesOf(own);
  return {
    name,
    share: fittedShare(own.length, calls.length, 'of the calls that reached the queue')!,
    abandonment: abandonmentOf(own),
    ...(service ? { service } : {}),
    patience: fitPatience(own),
  };
}

function abandonmentOf(calls: readonly Call[]): FittedNumber {
  const left = calls.filter(({ answered }) => !answered).length;
  return fittedShare(left, calls.length, 'gave up, of those who reached the queue')!;
}

/** Seconds with anybody in hand: two calls at once count once. */
function busyIn({ calls }: Session): number {
  let busy = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of calls) {
    busy += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return busy;
}

function fitStaffing(calls: readonly Call[]): StaffingFit {
  const sessions = sessionsOf(calls);
  const readiness = readinessOf(gapsOf(sessions, calls));
  const unnamed = calls.filter(({ agent, answered }) => answered && agent === undefined);
  return {
    names: new Set(sessions.map(({ agent }) => agent)).size,
    sessions,
    sessionSeconds: sessions.reduce((sum, { from, to }) => sum + to - from, 0),
    busySeconds: sessions.reduce((sum, session) => sum + busyIn(session), 0),
    ...(readiness ? { readiness } : {}),
    unnamed: unnamed.length,
    unnamedAtOnce: unnamed.filter(({ wait }) => wait === 0).length,
  };
}
