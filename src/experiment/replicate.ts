import type { TeamFact } from '../metrics/metric.js';
import type { Tally } from '../metrics/tally.js';
import { WAIT_QUANTILES } from '../metrics/waits.js';
import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import { type Day, DayRunner, type Observe, slicesOf } from './day.js';

/** What one policy did in each of the replications. */
export interface PolicyRuns {
  readonly policy: Policy;
  /** By slice (`all`, `segment=elderly`, …), one tally a replication. */
  readonly tallies: ReadonlyMap<string, readonly Tally[]>;
  /** By quantile, one value a replication; undefined with too few waits. */
  readonly waitQuantiles: ReadonlyMap<number, readonly (number | undefined)[]>;
  /** By team, what each replication tells of it. */
  readonly teams: readonly Readonly<Record<TeamFact, readonly number[]>>[];
  /** By team, expected seconds of work offered in all replications together. */
  readonly workOffered: readonly number[];
  readonly ruleFired: readonly number[];
  readonly ruleAbsent: readonly number[];
  /** The same of the waiting rules. */
  readonly waitingRuleFired: readonly number[];
  readonly waitingRuleAbsent: readonly number[];
  readonly contacts: number;
  readonly events: number;
}

export interface ReplicateOptions {
  readonly seed: number;
  readonly replications: number;
  readonly observe?: Observe;
  /** Called after each replication; may yield to the event loop. */
  readonly progress?: () => void | Promise<void>;
  /** Where the days come from, if not from this thread. */
  readonly days?: DaySource;
}

/** Gives a replication's day; they are asked for in order, each once. */
export type DaySource = (replication: number) => Day | Promise<Day>;

/**
 * Runs a policy in a world, replication by replication, and collects what was measured.
 *
 * Wherever the days come from, they are added up here in order of replication: sums of floating
 * point come out the same for any number of threads.
 */
export async function replicate(
  world: World,
  policy: Policy,
  options: ReplicateOptions,
): Promise<PolicyRuns> {
  const days = options.days ?? inThisThread(world, policy, options);
  const slices = slicesOf(world).names;
  const tallies = new Map(slices.map((name) => [name, [] as Tally[]]));
  const waitQuantiles = new Map(
    WAIT_QUANTILES.map((p) => [p as number, [] as (number | undefined)[]]),
  );
  const teams = world.teams.map(
    (): Record<TeamFact, number[]> => ({
      busySeconds: [],
      staffedSeconds: [],
      engagedSeconds: [],
      queueSeconds: [],
      measuredSeconds: [],
    }),
  );
  const workOffered = world.teams.map(() => 0);
  const ruleFired = policy.rules.map(() => 0);
  const ruleAbsent = policy.rules.map(() => 0);
  const waitingRuleFired = policy.waiting.map(() => 0);
  const waitingRuleAbsent = policy.waiting.map(() => 0);
  let contacts = 0;
  let events = 0;

  for (let replication = 0; replication < options.replications; replication++) {
    const day = await days(replication);
    const { summary } = day;
    world.teams.forEach((team, index) => {
      const facts = teams[index]!;
      facts.busySeconds.push(summary.busySeconds[index]!);
      facts.staffedSeconds.push(summary.staffedSeconds[index]!);
      facts.engagedSeconds.push(summary.engagedSeconds[index]!);
      facts.queueSeconds.push(summary.queueSeconds[index]!);
      facts.measuredSeconds.push(summary.measuredSeconds);
      workOffered[index]! += day.offered[index]! * team.meanOccupation;
    });
    slices.forEach((name, index) => tallies.get(name)!.push(day.tallies[index]!));
    WAIT_QUANTILES.forEach((p, index) => waitQuantiles.get(p)!.push(day.waitQuantiles[index]));
    summary.ruleFired.forEach((count, rule) => (ruleFired[rule]! += count));
    summary.ruleAbsent.forEach((count, rule) => (ruleAbsent[rule]! += count));
    summary.waitingRuleFired.forEach((count, rule) => (waitingRuleFired[rule]! += count));
    summary.waitingRuleAbsent.forEach((count, rule) => (waitingRuleAbsent[rule]! += count));
    contacts += summary.contacts;
    events += summary.events;
    await options.progress?.();
  }
  return {
    policy,
    tallies,
    waitQuantiles,
    teams,
    workOffered,
    ruleFired,
    ruleAbsent,
    waitingRuleFired,
    waitingRuleAbsent,
    contacts,
    events,
  };
}

function inThisThread(world: World, policy: Policy, options: ReplicateOptions): DaySource {
  const runner = new DayRunner(world, policy, options.seed, options.observe);
  return (replication) => runner.run(replication);
}
