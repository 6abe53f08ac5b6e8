import type { TallyName } from './tally.js';
import type { TeamFact } from './team-facts.js';

/** Which kind of fact a metric rests on; its observed share is theirs (model.md §1). */
export type Fact =
  | 'decision'
  | 'outcome'
  | 'dialogue'
  | 'human'
  /** never recorded: queues, times, frustration, returns, what could have been */
  | 'modelled';

export interface Definition {
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

/** A ratio of a team's totals over all replications. */
export interface TeamMetric extends Definition {
  readonly kind: 'team';
  readonly team: number;
  readonly over: readonly [numerator: TeamFact, denominator: TeamFact];
}

export type Metric = RatioMetric | WaitQuantileMetric | TeamMetric;

/** A ratio of totals. */
export function ratio(
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

/** A quantile of the wait; `p` 1 is the maximum. */
export function quantile(id: string, name: string, p: number): WaitQuantileMetric {
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
