import type { TallyName } from './tally.js';

/** Which kind of fact a metric rests on; its observed share is theirs (model.md §1). */
export type Fact =
  | 'decision'
  | 'outcome'
  | 'dialogue'
  | 'human'
  /** never recorded: queues, times, frustration, returns, what could have been */
  | 'modelled';

interface Definition {
  readonly id: string;
  /** A name for tables, in words. */
  readonly name: string;
  readonly definition: string;
  readonly unit: 'share' | 'seconds' | 'count' | 'turns' | 'level' | 'level-minutes' | 'money';
  /** Which way is better for customers and firm together; none where that depends on the view. */
  readonly better: 'higher' | 'lower' | 'neither';
  readonly fact: Fact;
}

/** A ratio of totals over all replications. */
export interface RatioMetric extends Definition {
  readonly kind: 'ratio';
  readonly over: readonly [numerator: TallyName, denominator: TallyName];
  /** A tally taken off the numerator. */
  readonly less?: TallyName;
}

/** The mean over replications of each one's quantile of the waits of everyone offered to a team. */
export interface WaitQuantileMetric extends Definition {
  readonly kind: 'wait-quantile';
  /** 1 is the maximum. */
  readonly p: number;
}

export type Metric = RatioMetric | WaitQuantileMetric;

const contacts = 'contacts';

/** Every metric, defined once: tables, JSON, CSV and guards all speak these ids. */
export const CATALOGUE: readonly Metric[] = [
  ratio(
    'resolution.rate',
    'Resolved',
    'share',
    'higher',
    'outcome',
    'resolved',
    'outcomes',
    'contacts whose issue was truly resolved by the end of the visit / contacts with a known or modelled outcome',
  ),
  ratio(
    'resolution.ai',
    'Resolved by AI',
    'share',
    'neither',
    'outcome',
    'resolvedByAi',
    'outcomes',
    'contacts resolved without a person / contacts with a known or modelled outcome',
  ),
  ratio(
    'resolution.human',
    'Resolved by a person',
    'share',
    'neither',
    'outcome',
    'resolvedByPerson',
    'outcomes',
    'contacts resolved by a person / contacts with a known or modelled outcome',
  ),
  {
    ...ratio(
      'resolution.vendor_gap',
      'Overstated by dashboards',
      'share',
      'lower',
      'modelled',
      'containedQuiet',
      contacts,
      '(contacts contained and not back about the issue − contacts resolved by AI) / all contacts: what counting silence as success would overstate',
    ),
    less: 'resolvedByAi',
  },
  ratio(
    'containment.rate',
    'Contained by AI',
    'share',
    'neither',
    'decision',
    'contained',
    contacts,
    'contacts that never reached a queue or a person / all contacts',
  ),
  ratio(
    'containment.unresolved',
    'Contained, not resolved',
    'share',
    'lower',
    'outcome',
    'containedUnresolved',
    'outcomes',
    'contacts that never reached a queue or a person and were not resolved / contacts with a known or modelled outcome',
  ),
  ratio(
    'repeat.rate',
    'Come back',
    'share',
    'lower',
    'modelled',
    'returns',
    contacts,
    'contacts whose customer returns about the same issue, after closing included / all contacts',
  ),
  ratio(
    'transfer.rate',
    'Handed over',
    'share',
    'neither',
    'decision',
    'transferred',
    contacts,
    'contacts handed to a queue or a person / all contacts',
  ),
  ratio(
    'transfer.needless',
    'Handed over needlessly',
    'share',
    'lower',
    'modelled',
    'transferredNeedlessly',
    'transferred',
    'contacts handed over whose issue the AI could have solved / contacts handed over',
  ),
  ratio(
    'wait.mean',
    'Mean wait',
    'seconds',
    'lower',
    'modelled',
    'waitOffered',
    'offered',
    'time in queue of everyone who was offered to a team, zeros and abandoners included / them',
  ),
  ratio(
    'wait.asa',
    'Answered after',
    'seconds',
    'lower',
    'modelled',
    'waitAnswered',
    'answered',
    'average speed of answer: time in queue of those answered, zeros included / them',
  ),
  quantile('wait.p50', 'Median wait', 0.5),
  quantile('wait.p90', 'Wait, 9 of 10 within', 0.9),
  quantile('wait.p95', 'Wait, 19 of 20 within', 0.95),
  quantile('wait.p99', 'Wait, 99 of 100 within', 0.99),
  quantile('wait.max', 'Longest wait', 1),
  ratio(
    'service_level(20s)',
    'Answered in 20 s',
    'share',
    'higher',
    'modelled',
    'answeredIn20',
    'offered',
    'variant A: answered within 20 s / offered',
  ),
  ratio(
    'service_level(180s)',
    'Answered in 3 min',
    'share',
    'higher',
    'modelled',
    'answeredIn180',
    'offered',
    'variant A: answered within 180 s / offered',
  ),
  ratio(
    'abandonment.rate',
    'Gave up in queue',
    'share',
    'lower',
    'modelled',
    'abandoned',
    'offered',
    'contacts that left the queue before an answer, short ones included / offered to a team',
  ),
  ratio(
    'abandonment.short',
    'Gave up within 5 s',
    'share',
    'lower',
    'modelled',
    'abandonedShort',
    'offered',
    'contacts that left the queue in under 5 s / offered to a team',
  ),
  ratio(
    'unserved.rate',
    'Nobody came',
    'share',
    'lower',
    'modelled',
    'unserved',
    'offered',
    'contacts still in queue when nobody would come any more / offered to a team',
  ),
  ratio(
    'time_to_resolution',
    'Time to resolution',
    'seconds',
    'lower',
    'modelled',
    'resolutionSeconds',
    'resolved',
    'time from arrival to the end of the visit of resolved contacts / them',
  ),
  ratio(
    'friction.asking',
    'Ask for a person',
    'share',
    'neither',
    'dialogue',
    'askers',
    contacts,
    'contacts with at least one unprompted ask for a person / all contacts',
  ),
  ratio(
    'friction.asks',
    'Asks of those who ask',
    'count',
    'lower',
    'dialogue',
    'asks',
    'askers',
    'unprompted asks for a person / contacts with at least one',
  ),
  ratio(
    'friction.refusals',
    'Refusals of those who ask',
    'count',
    'lower',
    'dialogue',
    'refusals',
    'askers',
    'asks refused or ignored / contacts with at least one ask',
  ),
  ratio(
    'friction.turns_to_person',
    'Turns from ask to person',
    'turns',
    'lower',
    'modelled',
    'turnsToPerson',
    'askersReached',
    'customer turns after the first ask until a person answers / askers who got there',
  ),
  ratio(
    'friction.seconds_to_person',
    'Time from ask to person',
    'seconds',
    'lower',
    'modelled',
    'secondsToPerson',
    'askersReached',
    'time from the first ask to the first human word, AI turns and queue included, the clock never resets / askers who got there',
  ),
  ratio(
    'friction.unreached',
    'Asked, never got a person',
    'share',
    'lower',
    'modelled',
    'askersUnreached',
    'askers',
    'contacts with at least one ask that never got a person / contacts with at least one ask',
  ),
  ratio(
    'friction.reexplained',
    'Had to explain again',
    'count',
    'lower',
    'modelled',
    'reexplained',
    contacts,
    'times a customer had to explain again what was already said / all contacts',
  ),
  ratio(
    'frustration.peak',
    'Frustration, peak',
    'level',
    'lower',
    'modelled',
    'frustrationPeak',
    contacts,
    'sum over contacts of their highest frustration / all contacts; modelled',
  ),
  ratio(
    'frustration.area',
    'Frustration × minutes',
    'level-minutes',
    'lower',
    'modelled',
    'frustrationArea',
    contacts,
    'sum over contacts of frustration integrated over their minutes, queue included / all contacts; modelled',
  ),
  ratio(
    'frustration.boiled_over',
    'Had enough',
    'share',
    'lower',
    'modelled',
    'boiledOver',
    contacts,
    'contacts whose frustration reached their own tolerance / all contacts; modelled',
  ),
  ratio(
    'cost.contact',
    'Cost per contact',
    'money',
    'lower',
    'human',
    'cost',
    contacts,
    'AI replies and handle time (wrap-up included) at the scenario’s rates / all contacts; idle staff is the same under every policy and left out',
  ),
  ratio(
    'cost.resolution',
    'Cost per resolution',
    'money',
    'lower',
    'human',
    'cost',
    'resolved',
    'AI replies and handle time (wrap-up included) at the scenario’s rates / resolved contacts',
  ),
];

/** Occupancy of one team, or of all: its metric exists per world. */
export function occupancyMetric(team: string): RatioMetric {
  return {
    ...ratio(
      `occupancy.${team}`,
      `Occupancy of ${team}`,
      'share',
      'neither',
      'modelled',
      'busySeconds',
      'staffedSeconds',
      'busy time, wrap-up included / staffed time',
    ),
  };
}

function ratio(
  id: string,
  name: string,
  unit: Definition['unit'],
  better: Definition['better'],
  fact: Fact,
  numerator: TallyName,
  denominator: TallyName,
  definition: string,
): RatioMetric {
  return {
    kind: 'ratio',
    id,
    name,
    unit,
    better,
    fact,
    definition,
    over: [numerator, denominator],
  };
}

function quantile(id: string, name: string, p: number): WaitQuantileMetric {
  return {
    kind: 'wait-quantile',
    id,
    name,
    unit: 'seconds',
    better: 'lower',
    fact: 'modelled',
    p,
    definition: `${p === 1 ? 'maximum' : `${100 * p} % quantile`} of the time in queue of everyone offered to a team; mean over replications`,
  };
}
