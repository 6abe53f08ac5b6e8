import { type Problem, refuse } from '../input/problem.js';
import { DAY } from '../input/quantities.js';
import { differenceInterval, type Estimate } from '../metrics/estimate.js';
import type { Metric } from '../metrics/metric.js';
import type { Recording, World } from '../scenario/world.js';
import type {
  Comparison,
  Difference,
  PolicyEvaluation,
  RankChange,
  Ranking,
  Sensitivity,
  SupportFloor,
  Verdict,
} from './evaluation.js';
import { estimate, measure, metricsOf } from './measure.js';
import { recordSupport } from './replay/observed.js';
import { recordGroups } from './replay/record-groups.js';
import { checkReplay } from './replay/replay-check.js';
import { SUPPORT_FLOOR } from './replay/support-floor.js';
import { untoldIn } from './replay/untold.js';
import type { PolicyRuns } from './replicate.js';
import { type Candidate, Replications, type ReplicationsOptions } from './replications.js';
import { rulesUsed } from './rule-use.js';
import { type Variation, variations } from './sensitivity.js';

/** By these the policies are ranked, and the ranking is checked: does it work, and is it kind. */
const RANKED = ['resolution.rate', 'frustration.peak'] as const;
const LEVEL = 0.95;
const NO_PROPENSITIES =
  'no weights: rules that always decide alike have no propensities (chances of having decided otherwise), and none are logged, so no matched contact is weighted to stand for others';

/** `observe` sees the contacts of the comparison proper; `progress` counts sensitivity runs too. */
export interface CompareOptions extends ReplicationsOptions {
  /** Skips the sensitivity runs. */
  readonly sensitivity: boolean;
  readonly assumptions?: readonly string[];
  /** Where the scenario says that nobody gives up, for the error that waits grow without bound. */
  readonly patienceAt?: Pick<Problem, 'file' | 'line' | 'column' | 'path'>;
  /** Below it a replay refuses a figure; `SUPPORT_FLOOR` where it is not given. */
  readonly floor?: SupportFloor;
}

/** A figure of a policy, in whichever world; undefined if there is none, or it is refused or untold. */
type EstimateOf = (metric: Metric, run: PolicyRuns) => Estimate | undefined;

/**
 * Compares policies in one world on the same luck. The first one is the baseline.
 *
 * Differences are paired by replication (common random numbers) and, with several candidates, their
 * intervals are Bonferroni-corrected to hold together. The result is the same for any number of
 * worker threads.
 *
 * @throws InputError when a queue has more work than people and nobody ever gives up
 * @throws PolicyFault when a condition cannot be computed
 */
export async function compare(
  world: World,
  candidates: readonly Candidate[],
  options: CompareOptions,
): Promise<Comparison> {
  const varied = options.sensitivity && candidates.length > 1 ? variations(world) : [];
  const worlds = [world, ...varied.map((variation) => variation.world)];
  const replications = new Replications(worlds, candidates, options);
  try {
    return await compareOn(replications, world, varied, candidates, options);
  } finally {
    await replications.end();
  }
}

async function compareOn(
  replications: Replications,
  world: World,
  varied: readonly Variation[],
  candidates: readonly Candidate[],
  options: CompareOptions,
): Promise<Comparison> {
  const metrics = metricsOf(world);
  const runs: PolicyRuns[] = [];
  for (const index of candidates.keys()) {
    const run = await replications.of(0, index);
    refuseUnbounded(world, run, options.patienceAt);
    runs.push(run);
  }
  const baseline = runs[0]!;
  const level = 1 - (1 - LEVEL) / Math.max(1, candidates.length - 1);
  const { floor = SUPPORT_FLOOR } = options;
  const untold = untoldIn(world);
  const measured = new Map(
    runs.map((run) => [run.policy.name, measure(run, metrics, world, LEVEL, floor, untold)]),
  );
  const ofAll = (run: PolicyRuns) => measured.get(run.policy.name)!.get('all')!;
  // What is refused or untold in the world as given stays so in its variations.
  const estimateOf: EstimateOf = (metric, run) => {
    const { refused, untold } = ofAll(run).get(metric.id)!;
    return refused || untold !== undefined ? undefined : estimate(metric, run, world);
  };
  const policies = runs.map((run, index): PolicyEvaluation => {
    const differences =
      index === 0 ? new Map() : compareWith(baseline, run, metrics, estimateOf, level);
    return {
      name: run.policy.name,
      description: candidates[index]!.description,
      contacts: run.contacts,
      slices: measured.get(run.policy.name)!,
      differences,
      rules: rulesUsed(
        run,
        world,
        ofAll(run).get('resolution.rate')!.refused ? Number.POSITIVE_INFINITY : floor.share,
        untold,
      ),
      ...(world.record ? recordSupport(run, world) : {}),
    };
  });

  const sensitivity: Sensitivity[] = [];
  for (const [index, variation] of varied.entries()) {
    const after: PolicyRuns[] = [];
    for (const candidate of candidates.keys()) {
      after.push(await replications.of(index + 1, candidate));
    }
    sensitivity.push(
      sensitivityTo(variation, options.replications, runs, after, metrics, estimateOf, level),
    );
  }
  const recorded = world.record && runs.find((run) => run.policy.followsRecord);
  // The record knows nothing of the drill.
  const drilled = world.drills !== undefined;
  return {
    scenario: world.name,
    drills: world.drills ?? [],
    seed: options.seed,
    replications: options.replications,
    ...(world.mode === 'continuous'
      ? { days: Math.round((world.closesAt - world.measuredFrom) / DAY) }
      : {}),
    level: LEVEL,
    currency: world.costs.currency,
    metrics,
    policies,
    baseline: baseline.policy.name,
    rankings: RANKED.map((id) => rank(metrics.find((m) => m.id === id)!, runs, estimateOf, level)),
    sensitivity,
    ...(world.record ? { record: whatIsReplayed(world, world.record, floor, options.seed) } : {}),
    ...(recorded && !drilled ? { replay: checkReplay(world, recorded, LEVEL) } : {}),
    assumptions: [
      ...(options.assumptions ?? []),
      ...(world.record ? [NO_PROPENSITIES] : []),
      ...(recorded && drilled
        ? ['whether this world reproduces the record was not checked: a drill is on']
        : []),
    ],
  };
}

function whatIsReplayed(
  world: World,
  { dialogues, noContainment }: Recording,
  floor: SupportFloor,
  seed: number,
): NonNullable<Comparison['record']> {
  const unknown = dialogues.every(({ handoverAfter }) => handoverAfter === undefined);
  const { days, strata } = recordGroups(world, seed);
  return {
    conversations: dialogues.length,
    ...(strata ? { days: days.length } : {}),
    floor,
    ...(unknown && noContainment !== undefined ? { noHandOvers: noContainment } : {}),
  };
}

function compareWith(
  baseline: PolicyRuns,
  run: PolicyRuns,
  metrics: readonly Metric[],
  estimateOf: EstimateOf,
  level: number,
): Map<string, Difference> {
  const differences = new Map<string, Difference>();
  for (const metric of metrics) {
    const [a, b] = [estimateOf(metric, run), estimateOf(metric, baseline)];
    if (a && b) differences.set(metric.id, difference(a, b, metric, level));
  }
  return differences;
}

function rank(
  metric: Metric,
  runs: readonly PolicyRuns[],
  estimateOf: EstimateOf,
  level: number,
): Ranking {
  const sign = metric.better === 'higher' ? -1 : 1;
  const found = runs
    .flatMap((run) => {
      const of = estimateOf(metric, run);
      return of ? [{ name: run.policy.name, of }] : [];
    })
    .sort((a, b) => sign * (a.of.value - b.of.value));
  return {
    metric: metric.id,
    order: found.map(({ name }) => name),
    clear: found
      .slice(1)
      .map(({ of }, i) => difference(found[i]!.of, of, metric, level).verdict === 'better'),
  };
}

function difference(a: Estimate, b: Estimate, metric: Metric, level: number): Difference {
  const found = differenceInterval(a, b, level);
  return { ...found, verdict: verdict(found, metric) };
}

function verdict({ value, low, high }: Omit<Difference, 'verdict'>, metric: Metric): Verdict {
  if (value === 0 && (low ?? 0) === 0 && (high ?? 0) === 0) return 'same';
  if (low === undefined || high === undefined || (low <= 0 && high >= 0)) return 'unclear';
  if (metric.better === 'neither') return value > 0 ? 'higher' : 'lower';
  return value > 0 === (metric.better === 'higher') ? 'better' : 'worse';
}

/** How the policies come out in a varied world, and the pairs whose order is not what it was. */
function sensitivityTo(
  variation: Variation,
  replications: number,
  before: readonly PolicyRuns[],
  after: readonly PolicyRuns[],
  metrics: readonly Metric[],
  estimateOf: EstimateOf,
  level: number,
): Sensitivity {
  const ranked = metrics.filter(({ id }) => (RANKED as readonly string[]).includes(id));
  return {
    id: variation.id,
    name: variation.name,
    factor: variation.factor,
    replications,
    values: new Map(
      after.map((run) => [
        run.policy.name,
        new Map(
          ranked.flatMap((metric) => {
            const found = estimateOf(metric, run);
            return found ? [[metric.id, found.value] as const] : [];
          }),
        ),
      ]),
    ),
    changes: ranked.flatMap((metric) => rankChanges(metric, before, after, estimateOf, level)),
  };
}

/** The pairs of policies whose clear order by a metric is not what it was. */
function rankChanges(
  metric: Metric,
  before: readonly PolicyRuns[],
  after: readonly PolicyRuns[],
  estimateOf: EstimateOf,
  level: number,
): RankChange[] {
  const order = (runs: readonly PolicyRuns[], i: number, j: number): Verdict | undefined => {
    const [a, b] = [estimateOf(metric, runs[i]!), estimateOf(metric, runs[j]!)];
    return a && b ? difference(a, b, metric, level).verdict : undefined;
  };
  const changes: RankChange[] = [];
  for (const [i, better] of before.entries()) {
    for (const [j, worse] of before.entries()) {
      if (i === j || order(before, i, j) !== 'better') continue;
      const now = order(after, i, j);
      if (now === 'better' || now === undefined) continue;
      changes.push({
        metric: metric.id,
        better: better.policy.name,
        worse: worse.policy.name,
        kind: now === 'worse' ? 'reversed' : 'unclear',
      });
    }
  }
  return changes;
}

/**
 * With more work than people and nobody giving up, a mean wait is a statement about the horizon. Where
 * teams pass contacts on, whose work it is cannot be told beforehand, and nothing is refused.
 */
function refuseUnbounded(world: World, run: PolicyRuns, where: CompareOptions['patienceAt']): void {
  const somebodyGivesUp = world.segments.some((segment) =>
    world.channels.some((channel) => {
      const patience = segment.patience ?? channel.patience ?? world.customers.patience;
      return patience.kind !== 'never' && segment.share > 0 && channel.share > 0;
    }),
  );
  if (somebodyGivesUp || world.people.passesOn.probability > 0) return;
  world.teams.forEach((team, index) => {
    const staffed = run.teams[index]!.staffedSeconds.reduce((sum, seconds) => sum + seconds, 0);
    const offered = run.workOffered[index]!;
    if (offered <= staffed) return;
    refuse({
      code: 'waits-without-bound',
      message: `Under policy "${run.policy.name}" waits for team "${team.name}" grow without bound: it is offered more work than it has people for, and nobody ever gives up. A mean wait would only measure how long the simulation ran.`,
      found: `${(offered / 3600 / run.tallies.get('all')!.length).toFixed(1)} h of work a day for ${(staffed / 3600 / run.tallies.get('all')!.length).toFixed(1)} staffed hours, with patience: never`,
      expected: 'a patience distribution under customers, more people, or fewer hand-overs',
      ...where,
    });
  });
}
