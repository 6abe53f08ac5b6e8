import type { Call, CallLog } from './call-log.js';
import { type ArrivalFit, arrivalsOf } from './demand/arrivals.js';
import { type Repeats, repeatsOf } from './demand/repeats.js';
import { type CreditFit, creditsOf } from './desk/credit-fit.js';
import { priorityOfWaitedOnly } from './desk/priorities.js';
import {
  type ServiceTimes,
  type ShortCaller,
  serviceTimesOf,
  shortCallers,
} from './desk/service-times.js';
import { type Session, SPLIT_AFTER, sessionsOf } from './desk/sessions.js';
import { fitPatience, type PatienceFit } from './patience/patience-fit.js';
import { type Readiness, readinessOf } from './readiness/readiness.js';
import { gapsOf } from './readiness/readiness-gaps.js';
import type { FittedNumber } from './statistics/fitted-number.js';
import { type Grouped, ratioBy, shareBy } from './statistics/grouped-numbers.js';
import { jackknife } from './statistics/spread.js';

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
  /** Seconds without a call after which a person was away. */
  readonly splitAfter: number;
  readonly sessions: readonly Session[];
  readonly sessionSeconds: number;
  readonly busySeconds: number;
  /** Of the time in sessions. */
  readonly serving?: FittedNumber;
  readonly notReady?: FittedNumber;
  /** Absent where the log shows no gap that ends with somebody who waited. */
  readonly readiness?: Readiness;
  /** Answered calls that name nobody, and those of them that had not waited: how many, and as a share. */
  readonly unnamed: number;
  readonly unnamedAtOnce: number;
  readonly unnamedShare?: FittedNumber;
}

/**
 * Everything that can be read off a call log; see docs/fitting.md.
 *
 * @param splitAfter seconds without a call after which a person was away
 */
export function fitCallLog(log: CallLog, splitAfter = SPLIT_AFTER): CallLogFit {
  const { calls } = log;
  const service = serviceTimesOf(calls);
  const names = [...new Set(calls.map(({ intent }) => intent))];
  const intents = names
    .map((name) => fitIntent(name, calls))
    .sort((a, b) => b.share.value - a.share.value);
  const priorities = [...new Set(calls.flatMap(({ priority }) => priority ?? []))].sort();
  const staffing = fitStaffing(calls, splitAfter);
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
    share: shareOf(calls, ({ intent }) => intent === name, 'of the calls that reached the queue')!,
    abandonment: abandonmentOf(own),
    ...(service ? { service } : {}),
    patience: fitPatience(own),
  };
}

function abandonmentOf(calls: readonly Call[]): FittedNumber {
  return shareOf(calls, ({ answered }) => !answered, 'gave up, of those who reached the queue')!;
}

/** By day: days differ by far more than independent calls would. */
function shareOf(calls: readonly Call[], is: (call: Call) => boolean, method: string) {
  return shareBy(
    calls.map((call): Grouped => ({ value: is(call) ? 1 : 0, group: call.day })),
    method,
  );
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

function fitStaffing(calls: readonly Call[], splitAfter: number): StaffingFit {
  const sessions = sessionsOf(calls, splitAfter);
  const readiness = readinessOf(gapsOf(sessions, calls), splitAfter);
  const unnamed = calls.filter(({ agent, answered }) => answered && agent === undefined);
  const parts = sessions.map((session) => ({
    top: busyIn(session),
    bottom: session.to - session.from,
    group: session.day,
  }));
  const serving = ratioBy(parts, 'of the time in sessions');
  const notReady = readiness && notReadyIn(sessions, readiness);
  const unnamedShare = shareOf(unnamed, ({ wait }) => wait === 0, 'had not waited');
  return {
    names: new Set(sessions.map(({ agent }) => agent)).size,
    splitAfter,
    sessions,
    sessionSeconds: parts.reduce((sum, { bottom }) => sum + bottom, 0),
    busySeconds: parts.reduce((sum, { top }) => sum + top, 0),
    ...(serving ? { serving } : {}),
    ...(readiness ? { readiness } : {}),
    ...(notReady ? { notReady } : {}),
    unnamed: unnamed.length,
    unnamedAtOnce: unnamed.filter(({ wait }) => wait === 0).length,
    ...(unnamedShare ? { unnamedShare } : {}),
  };
}

/** Expected time between contacts in which people were not ready, of the time in sessions. */
function notReadyIn(
  sessions: readonly Session[],
  { gaps, spread, unreadySeconds }: Readiness,
): FittedNumber | undefined {
  const { by, without } = spread;
  const secondsWithout = (groups: ReadonlySet<number>): number =>
    sessions.reduce(
      (sum, { day, from, to }, i) => sum + (groups.has(by === 'day' ? day : i) ? 0 : to - from),
      0,
    );
  const all = secondsWithout(new Set());
  if (all === 0) return undefined;
  const value = unreadySeconds / all;
  const half = jackknife(
    without.map((one) => one.unreadySeconds / Math.max(1, secondsWithout(one.groups))),
  );
  return {
    value,
    ...(half === undefined
      ? {}
      : { low: Math.max(0, value - half), high: Math.min(1, value + half) }),
    n: gaps,
    method: `expected, of the time in sessions${half === undefined ? '' : `; jackknife over ${by}s`}`,
  };
}
