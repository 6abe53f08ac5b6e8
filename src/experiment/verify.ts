import { type Estimate, interval, meanEstimate, ratioEstimate } from '../metrics/estimate.js';
import type { World } from '../scenario/world.js';
import { Luck } from '../simulation/luck.js';
import { Simulation } from '../simulation/simulation.js';
import {
  type Case,
  type Check,
  exponential,
  never,
  REPLICATIONS,
  textbookCases,
  wait,
} from './textbook-cases.js';
import { straightThrough, type TextbookQueue, textbookWorld } from './textbook-queue.js';

/** One statement about the engine that can be checked against something it did not compute. */
export interface VerifiedRow {
  readonly model: string;
  readonly figure: string;
  readonly expected: number;
  readonly simulated: number;
  /** Absent for statements that hold exactly or not at all. */
  readonly standardError?: number;
  readonly z?: number;
  readonly passes: boolean;
}

/** Beyond this many standard errors a row fails: 1 in 2,500 by chance. */
const Z_LIMIT = 3.54;
const PRECISION = 0.005;
/** Heavy traffic and heavy tails converge slowly. */
const HEAVY_PRECISION = 0.01;
/** The formulas are of the steady state: whoever arrives in these first seconds is left out. */
const WARM_UP = 10_000;

/**
 * Runs the engine on this machine against everything with a known answer.
 *
 * A row passes when it is within 3.54 standard errors of the truth and its standard error is small
 * enough to mean something: 0.5 % of the truth, 1 % for means of waits. Rows without an error hold
 * exactly.
 */
export async function verify(
  seed: number,
  progress?: (done: number, total: number) => void | Promise<void>,
): Promise<VerifiedRow[]> {
  const rows: VerifiedRow[] = [];
  const all = textbookCases();
  for (const [index, one] of all.entries()) {
    rows.push(...runCase(one, seed, index));
    await progress?.(index + 1, all.length + 1);
  }
  rows.push(...hourlyCounts(seed), ...identities(seed));
  await progress?.(all.length + 1, all.length + 1);
  return rows;
}

function runCase({ model, queue, checks }: Case, seed: number, index: number): VerifiedRow[] {
  const simulation = new Simulation(textbookWorld(queue), straightThrough(queue.people.length));
  const sums = checks.map(() => new Float64Array(REPLICATIONS));
  const counts = checks.map(() => new Float64Array(REPLICATIONS));
  for (let replication = 0; replication < REPLICATIONS; replication++) {
    // No two cases share their luck, or their rows would fail together.
    simulation.run(new Luck(seed, (index + 1) * 1000 + replication), {
      contact: (record) => {
        if (record.arrivedAt < WARM_UP) return;
        for (let i = 0; i < checks.length; i++) {
          const check = checks[i]!;
          if (check.counts && !check.counts(record)) continue;
          sums[i]![replication]! += check.value(record);
          counts[i]![replication]! += 1;
        }
      },
    });
  }
  return checks.map((check, i) =>
    judge(model, check, ratioEstimate([...sums[i]!], [...counts[i]!])!),
  );
}

function judge(
  model: string,
  { figure, expected, heavy }: Pick<Check, 'figure' | 'expected' | 'heavy'>,
  estimate: Estimate,
): VerifiedRow {
  const { standardError } = interval(estimate, 0.95);
  const z = (estimate.value - expected) / standardError!;
  const precise = standardError! <= (heavy ? HEAVY_PRECISION : PRECISION) * expected;
  return {
    model,
    figure,
    expected,
    simulated: estimate.value,
    standardError: standardError!,
    z,
    passes: precise && Math.abs(z) <= Z_LIMIT,
  };
}

/** Arrivals at hourly rates: as many in each hour as its rate says. */
function hourlyCounts(seed: number): VerifiedRow[] {
  const rates = [400, 1200, 100];
  const world: World = {
    ...textbookWorld({
      rates: [1],
      service: { kind: 'constant', seconds: 0 },
      people: [1],
      patience: never,
      horizon: rates.length * 3600,
    }),
    demand: {
      kind: 'random',
      noise: 0,
      intervals: rates.map((perHour, h) => ({ from: h * 3600, to: (h + 1) * 3600, perHour })),
    },
  };
  const simulation = new Simulation(world, straightThrough(1));
  const days = 500;
  const counts = rates.map(() => Array.from({ length: days }, () => 0));
  for (let day = 0; day < days; day++) {
    simulation.run(new Luck(seed, day), {
      contact: ({ arrivedAt }) => {
        counts[Math.floor(arrivedAt / 3600)]![day]! += 1;
      },
    });
  }
  return rates.map((expected, h) =>
    judge(
      'arrivals by hour (Poisson)',
      { figure: `arrivals in hour ${h + 1}`, expected },
      meanEstimate(counts[h]!)!,
    ),
  );
}

/** What holds exactly in every run: Little's law for each team, and that nobody gets lost. */
function identities(seed: number): VerifiedRow[] {
  const queue: TextbookQueue = {
    rates: [0.02, 0.05],
    service: exponential(100),
    people: [2, 4],
    patience: exponential(60),
    horizon: 200_000,
  };
  const waits = queue.people.map(() => 0);
  const changes = queue.people.map(() => [] as { at: number; by: number }[]);
  const ended = { served: 0, abandoned: 0, unserved: 0, all: 0 };
  const issues = new Set<number>();
  new Simulation(textbookWorld(queue), straightThrough(2)).run(new Luck(seed, 0), {
    contact: (record) => {
      const left = record.queuedAt + wait(record);
      waits[record.team]! += wait(record);
      changes[record.team]!.push({ at: record.queuedAt, by: 1 }, { at: left, by: -1 });
      if (record.ending in ended) ended[record.ending as 'served']++;
      ended.all++;
      issues.add(record.issue);
    },
  });
  const little = changes.map((steps, team) => {
    steps.sort((a, b) => a.at - b.at || a.by - b.by);
    let [area, length, before] = [0, 0, 0];
    for (const { at, by } of steps) {
      area += length * (at - before);
      length += by;
      before = at;
    }
    return exact(`Little’s law, team ${team + 1}`, 'queue length × time, s', area, waits[team]!);
  });
  const { served, abandoned, unserved, all } = ended;
  return [
    ...little,
    exact('conservation', 'contacts that ended', all, served + abandoned + unserved),
    exact('conservation', 'issues, each once', Math.max(...issues) + 1, issues.size),
  ];
}

function exact(model: string, figure: string, expected: number, simulated: number): VerifiedRow {
  const passes = Math.abs(simulated - expected) <= 1e-9 * Math.abs(expected);
  return { model, figure, expected, simulated, passes };
}
