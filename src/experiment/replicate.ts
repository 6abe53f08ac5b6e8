import type { RuleTally } from '../metrics/rule-tally.js';
import type { Tally } from '../metrics/tally.js';
import { TEAM_FACTS, type TeamFact, teamFact } from '../metrics/team-facts.js';
import { WAIT_QUANTILES } from '../metrics/waits.js';
import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import type { Trace } from '../simulation/trace.js';
import { type Day, DayRunner, type Observe, ruleTallies, slicesOf } from './day.js';
import { RecordedRuns } from './replay/record-measure.js';

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
  /** By rule (those of `rules`, of `waiting`, of `serving`): times it decided. */
  readonly fired: readonly number[];
  /** Times an absent signal kept it from matching. */
  readonly absent: readonly number[];
  readonly rules: readonly RuleTally[];
  readonly contacts: number;
  readonly events: number;
  /** In a replay, what was used of the record. */
  readonly record?: RecordedRuns;
}

export interface ReplicateOptions {
  readonly seed: number;
  readonly replications: number;
  readonly observe?: Observe;
  /** Listens to every replication that runs in this thread. */
  readonly trace?: Trace;
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
  const rules = ruleTallies(world, policy);
  const fired = rules.map(() => 0);
  const absent = rules.map(() => 0);
  const record = world.record && RecordedRuns.empty(world, slices, options.seed);
  let contacts = 0;
  let events = 0;

  for (let replication = 0; replication < options.replications; replication++) {
    const day = await days(replication);
    const { summary } = day;
    world.teams.forEach((team, index) => {
      for (const fact of TEAM_FACTS) teams[index]![fact].push(teamFact(summary, fact, index));
      // Where nothing was said to the AI there is no summary to read.
      const withoutSummary = team.meanOccupation - world.people.handoffTax.summary;
      workOffered[index]! +=
        day.offeredSpoken[index]! * team.meanOccupation +
        day.offeredUnspoken[index]! * withoutSummary;
    });
    slices.forEach((name, index) => tallies.get(name)!.push(day.tallies[index]!));
    WAIT_QUANTILES.forEach((p, index) => waitQuantiles.get(p)!.push(day.waitQuantiles[index]));
    rules.forEach((tally, rule) => {
      tally.add(day.rules[rule]!);
      fired[rule]! += summary.fired[rule]!;
      absent[rule]! += summary.absent[rule]!;
    });
    if (day.record) record?.add(day.record);
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
    fired,
    absent,
    rules,
    contacts,
    events,
    ...(record ? { record } : {}),
  };
}

function inThisThread(world: World, policy: Policy, options: ReplicateOptions): DaySource {
  const runner = new DayRunner(world, policy, options.seed, options.observe, options.trace);
  return (replication) => runner.run(replication);
}
