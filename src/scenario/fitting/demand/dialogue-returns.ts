import type { Conversation } from '../../../dataset/conversation.js';
import { DAY, HOUR } from '../../../input/quantities.js';
import {
  kaplanMeier,
  type SurvivalSteps,
  survivalAt,
  type Wait,
} from '../patience/kaplan-meier.js';
import {
  deviationOf,
  type FittedNumber,
  quantileOfSorted,
  wilson,
} from '../statistics/fitted-number.js';

/**
 * How often identified customers come back about the same issue: lower bounds, since who is not
 * recognised cannot come back.
 */
export interface DialogueReturns {
  /** After nobody had answered. */
  readonly abandoned?: Returns;
  /** After a contact that was dealt with and is recorded as not resolved. */
  readonly unresolved?: Returns;
  /** Of all contacts with a start, those that came back after one of these. */
  readonly comeBack: number;
}

export interface Returns {
  readonly n: number;
  /** Within an hour, a day, a week of the end of the contact before. */
  readonly within: readonly { readonly seconds: number; readonly share: FittedNumber }[];
  /** Seconds until then, of those who came back within a week: median, and σ of the logarithm. */
  readonly after?: { readonly median: number; readonly sigma: number };
}

const WEEK = 7 * DAY;
const WINDOWS = [HOUR, DAY, WEEK];

interface Visit {
  readonly from: number;
  readonly to: number;
  readonly intent: string | undefined;
  readonly left: 'abandoned' | 'unresolved' | undefined;
}

/** Until the next visit, or for as long as nobody came back; the group is the customer. */
type Delay = Required<Wait>;

/** Next conversations of the same customer, about the same intent where both are known. */
export function dialogueReturns(
  conversations: readonly Conversation[],
): DialogueReturns | undefined {
  const byCustomer = new Map<string, Visit[]>();
  let end = 0;
  for (const conversation of conversations) {
    const { customer, startedAt } = conversation;
    if (startedAt === undefined) continue;
    end = Math.max(end, startedAt);
    if (customer === undefined) continue;
    const own = byCustomer.get(customer);
    if (own) own.push(visitOf(conversation, startedAt));
    else byCustomer.set(customer, [visitOf(conversation, startedAt)]);
  }
  if (byCustomer.size === 0) return undefined;
  const delays: Record<'abandoned' | 'unresolved', Delay[]> = { abandoned: [], unresolved: [] };
  let comeBack = 0;
  [...byCustomer.values()].forEach((visits, group) => {
    visits.sort((a, b) => a.from - b.from);
    const later = new LaterVisits();
    for (const visit of visits.reverse()) {
      const next = later.about(visit.intent);
      later.note(visit);
      const { from, left, to } = visit;
      if (left === undefined) continue;
      const until = Math.max(1, (next?.from ?? Math.max(end, from)) - to);
      const back = next !== undefined && until <= WEEK;
      if (back) comeBack++;
      // Kaplan–Meier's "gave up" is here: came back. Beyond the record's end nobody knows.
      delays[left].push({ seconds: Math.min(until, WEEK), gaveUp: back, group });
    }
  });
  return {
    ...(delays.abandoned.length === 0 ? {} : { abandoned: returnsOf(delays.abandoned) }),
    ...(delays.unresolved.length === 0 ? {} : { unresolved: returnsOf(delays.unresolved) }),
    comeBack,
  };
}

/** A customer's visits from the last one back: the next about an intent, or about one that is not known. */
class LaterVisits {
  private readonly byIntent = new Map<string, Visit>();
  private unknown: Visit | undefined;
  private next: Visit | undefined;

  note(visit: Visit): void {
    this.next = visit;
    if (visit.intent === undefined) {
      this.unknown = visit;
      this.byIntent.clear(); // it is sooner than each of these
    } else this.byIntent.set(visit.intent, visit);
  }

  about(intent: string | undefined): Visit | undefined {
    return intent === undefined ? this.next : (this.byIntent.get(intent) ?? this.unknown);
  }
}

function visitOf({ handover, intent, resolved, turns }: Conversation, startedAt: number): Visit {
  const talk = turns.reduce((latest, { atSeconds }) => Math.max(latest, atSeconds ?? 0), 0);
  const desk = (handover?.waitSeconds ?? 0) + (handover?.handleSeconds ?? 0);
  // Turns with a person have times that hold the wait already.
  const withPerson = turns.some(({ atSeconds, speaker }) => speaker === 'human' && atSeconds);
  return {
    from: startedAt,
    to: startedAt + talk + (withPerson ? 0 : desk),
    intent,
    left: leftAs(handover?.answered, resolved),
  };
}

function leftAs(answered: boolean | undefined, resolved: boolean | undefined): Visit['left'] {
  if (answered === false) return 'abandoned';
  return resolved === false ? 'unresolved' : undefined;
}

function returnsOf(delays: readonly Delay[]): Returns {
  const steps = kaplanMeier(delays);
  const soon = delays.flatMap(({ gaveUp, seconds }) => (gaveUp ? [seconds] : []));
  soon.sort((a, b) => a - b);
  const logs = soon.map(Math.log);
  return {
    n: delays.length,
    within: WINDOWS.map((seconds) => ({
      seconds,
      share: shareWithin(seconds, steps, delays),
    })),
    ...(soon.length < 3
      ? {}
      : { after: { median: quantileOfSorted(soon, 0.5), sigma: deviationOf(logs) } }),
  };
}

function shareWithin(
  seconds: number,
  steps: SurvivalSteps,
  delays: readonly Delay[],
): FittedNumber {
  const n = delays.length;
  const conversations = 'identified customers’ next conversations; Kaplan–Meier';
  if (steps.times[0] !== undefined && steps.times[0] <= seconds) {
    const { high, low, share } = survivalAt(steps, seconds);
    const method = `${conversations}, Greenwood or by customer (${steps.groups}), the wider`;
    return { value: 1 - share, low: 1 - high, high: 1 - low, n, method };
  }
  // Whoever calls ten times and never comes back is one such customer.
  const known = delays.filter((delay) => delay.seconds >= seconds);
  const customers = new Set(known.map(({ group }) => group)).size;
  const method = `${conversations}, Wilson of the customers told for so long (${customers})`;
  return { value: 0, ...(customers === 0 ? {} : wilson(0, customers)), n, method };
}
