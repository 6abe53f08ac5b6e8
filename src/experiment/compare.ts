import { type Problem, refuse } from '../input/problem.js';
import type { Metric } from '../metrics/catalogue.js';
import { differenceInterval, type Estimate } from '../metrics/estimate.js';
import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import type { ContactRecord } from '../simulation/record.js';
import type {
  Comparison,
  Difference,
  PolicyEvaluation,
  RankChange,
  Ranking,
  Sensitivity,
  Support,
  Verdict,
} from './evaluation.js';
import { estimate, measure, metricsOf, sumOf } from './measure.js';
import { checkReplay } from './replay-check.js';
import { type PolicyRuns, replicate } from './replicate.js';
import { type Variation, variations } from './sensitivity.js';

/** By these the policies are ranked, and the ranking is checked: does it work, and is it kind. */
export const RANKED = ['resolution.rate', 'frustration.peak'] as const;
const LEVEL = 0.95;

export interface CompareOptions {
  readonly seed: number;
  readonly replications: number;
  /** Skips the sensitivity runs. */
  readonly sensitivity: boolean;
  readonly assumptions?: readonly string[];
  /** Sees every contact of the comparison proper. */
  readonly observe?: (policy: Policy, record: ContactRecord, replication: number) => void;
  /** Replications done of all, sensitivity included. */
  readonly progress?: (done: number, total: number) => void | Promise<void>;
  /** Where the scenario says that nobody gives up, for the error that waits grow without bound. */
  readonly patienceAt?: Pick<Problem, 'file' | 'line' | 'column' | 'path'>;
}

export interface Candidate {
  readonly policy: Policy;
  readonly description: string;
}

/**
 * Compares policies in one world on the same luck. The first one is the baseline.
 *
 * Differences are paired by replication (common random numbers) and, with several candidates, their
 * intervals are Bonferroni-corrected to hold together.
 *
 * @throws InputError when a queue has more work than people and nobody ever gives up
 * @throws PolicyFault when a condition cannot be computed
 */
export async function compare(
  world: World,
  candidates: readonly Candidate[],
  options: CompareOptions,
): Promise<Comparison> {
  const metrics = metricsOf(world);
  const varied = options.sensitivity && candidates.length > 1 ? variations(world) : [];
  const total = candidates.length * options.replications * (1 + varied.length);
  let done = 0;
  const progress = () => options.progress?.(++done, total);

  const runs: PolicyRuns[] = [];
  for (const { policy } of candidates) {
    const observe = options.observe;
    const run = await replicate(world, policy, {
      seed: options.seed,
      replications: options.replications,
      progress,
      ...(observe
        ? { observe: (record, replication) => observe(policy, record, replication) }
        : {}),
    });
    refuseUnbounded(world, run, options.patienceAt);
    runs.push(run);
  }
  const baseline = runs[0]!;
  const level = 1 - (1 - LEVEL) / Math.max(1, candidates.length - 1);
  const policies = runs.map((run, index): PolicyEvaluation => {
    const differences = index === 0 ? new Map() : compareWith(baseline, run, metrics, world, level);
    return {
      name: run.policy.name,
      description: candidates[index]!.description,
      contacts: run.contacts,
      slices: measure(run, metrics, world, LEVEL),
      differences,
      rules: run.policy.rules.map((rule, i) => ({
        id: rule.id,
        when: rule.when,
        fired: run.ruleFired[i]!,
        absent: run.ruleAbsent[i]!,
      })),
      ...(world.record ? provenance(run) : {}),
    };
  });

  const sensitivity: Sensitivity[] = [];
  for (const variation of varied) {
    sensitivity.push(await vary(variation, runs, metrics, world, options, level, progress));
  }
  const recorded = runs.find((run) => run.policy.followsRecord);
  return {
    scenario: world.name,
    seed: options.seed,
    replications: options.replications,
    level: LEVEL,
    currency: world.costs.currency,
    metrics,
    policies,
    baseline: baseline.policy.name,
    rankings: RANKED.map((id) => rank(metrics.find((m) => m.id === id)!, runs, world, level)),
    sensitivity,
    ...(world.record && recorded ? { replay: checkReplay(world, recorded, LEVEL) } : {}),
    assumptions: options.assumptions ?? [],
  };
}

function compareWith(
  baseline: PolicyRuns,
  run: PolicyRuns,
  metrics: readonly Metric[],
  world: World,
  level: number,
): Map<string, Difference> {
  const differences = new Map<string, Difference>();
  for (const metric of metrics) {
    const [a, b] = [estimate(metric, run, world), estimate(metric, baseline, world)];
    if (a && b) differences.set(metric.id, difference(a, b, metric, level));
  }
  return differences;
}

function rank(metric: Metric, runs: readonly PolicyRuns[], world: World, level: number): Ranking {
  const sign = metric.better === 'higher' ? -1 : 1;
  const found = runs
    .flatMap((run) => {
      const of = estimate(metric, run, world);
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

/** Runs every policy in a varied world and finds the pairs whose order is no longer what it was. */
async function vary(
  variation: Variation,
  base: readonly PolicyRuns[],
  metrics: readonly Metric[],
  world: World,
  { replications, seed }: CompareOptions,
  level: number,
  progress: () => void | Promise<void>,
): Promise<Sensitivity> {
  const runs: PolicyRuns[] = [];
  for (const { policy } of base) {
    runs.push(await replicate(variation.world, policy, { seed, replications, progress }));
  }
  const ranked = metrics.filter(({ id }) => (RANKED as readonly string[]).includes(id));
  return {
    id: variation.id,
    name: variation.name,
    factor: variation.factor,
    replications,
    values: new Map(
      runs.map((run) => [
        run.policy.name,
        new Map(
          ranked.flatMap((metric) => {
            const found = estimate(metric, run, world);
            return found ? [[metric.id, found.value] as const] : [];
          }),
        ),
      ]),
    ),
    changes: ranked.flatMap((metric) => rankChanges(metric, base, runs, world, level)),
  };
}

/** The pairs of policies whose clear order by a metric is not what it was. */
function rankChanges(
  metric: Metric,
  before: readonly PolicyRuns[],
  after: readonly PolicyRuns[],
  world: World,
  level: number,
): RankChange[] {
  const order = (runs: readonly PolicyRuns[], i: number, j: number): Verdict | undefined => {
    const [a, b] = [estimate(metric, runs[i]!, world), estimate(metric, runs[j]!, world)];
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

/** How much of a replay the record supports, and Manski's bounds on resolution. */
function provenance(run: PolicyRuns): {
  support: Support;
  resolutionBounds: { low: number; high: number };
} {
  const days = run.tallies.get('all')!;
  const contacts = sumOf(days, 'contacts');
  const outcomes = sumOf(days, 'outcomes');
  const observed = sumOf(days, 'outcomesObserved');
  const resolved = sumOf(days, 'resolvedObserved');
  return {
    support: {
      samePoint: sumOf(days, 'supportSame') / contacts,
      neither: sumOf(days, 'supportNeither') / contacts,
      earlier: sumOf(days, 'supportEarlier') / contacts,
      later: sumOf(days, 'supportLater') / contacts,
      diverged: sumOf(days, 'supportDiverged') / contacts,
    },
    resolutionBounds: {
      low: resolved / outcomes,
      high: (resolved + outcomes - observed) / outcomes,
    },
  };
}

/** With more work than people and nobody giving up, a mean wait is a statement about the horizon. */
function refuseUnbounded(world: World, run: PolicyRuns, where: CompareOptions['patienceAt']): void {
  if (world.customers.patience.kind !== 'never') return;
  world.teams.forEach((team, index) => {
    const staffed = run.teams[index]!.staffed.reduce((sum, seconds) => sum + seconds, 0);
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
