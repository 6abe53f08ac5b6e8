import { HOUR } from '../../input/quantities.js';
import { ratioEstimate } from '../../metrics/estimate.js';
import type { RandomDemand } from '../../scenario/world.js';
import { Luck } from '../../simulation/luck/luck.js';
import { Simulation } from '../../simulation/simulation.js';
import { judge, type VerifiedRow } from '../verification/verified-row.js';
import { mixedPoissonVariance } from './formulas.js';
import { constant, never, REPLICATIONS } from './textbook-cases.js';
import { straightThrough, textbookWorld } from './textbook-queue.js';

/** How many arrive in an hour: as many as its rate says, and varying as much as it says. */
export function arrivalRows(seed: number): VerifiedRow[] {
  return [...byHour(seed), ...noisy(seed)];
}

/** A rate that changes by the hour. */
function byHour(seed: number): VerifiedRow[] {
  const rates = [300, 450, 200];
  const days = countsByReplication({ seed, first: 0, rates, noise: 0, days: 5 });
  return rates.map((expected, hour) =>
    judge(
      { model: 'arrivals by hour (Poisson)', figure: `arrivals in hour ${hour + 1}`, expected },
      ratioEstimate(
        days.map((counts) => sum(counts.filter((_, h) => h % rates.length === hour))),
        days.map((counts) => counts.length / rates.length),
      )!,
    ),
  );
}

/** The same rate in every hour, multiplied by a gamma factor of its own in each. */
function noisy(seed: number): VerifiedRow[] {
  const [mean, noise] = [10, 0.3];
  const days = countsByReplication({ seed, first: 1_000_000, rates: [mean], noise, days: 560 });
  const hours = days.map((counts) => counts.length);
  const model = 'arrivals with noise (mixed Poisson)';
  return [
    judge(
      { model, figure: 'arrivals in an hour', expected: mean },
      ratioEstimate(days.map(sum), hours)!,
    ),
    judge(
      {
        model,
        figure: 'variance of an hour’s arrivals',
        expected: mixedPoissonVariance(mean, noise),
        heavy: true,
      },
      ratioEstimate(
        days.map((counts) => sum(counts.map((count) => (count - mean) ** 2))),
        hours,
      )!,
    ),
  ];
}

/** By replication, arrivals in each hour of `days` times the given rates. */
function countsByReplication(given: {
  seed: number;
  /** Number of the first replication; no two questions share their luck. */
  first: number;
  rates: readonly number[];
  noise: number;
  days: number;
}): number[][] {
  const hours = given.rates.length * given.days;
  const horizon = hours * HOUR;
  const demand: RandomDemand = {
    kind: 'random',
    noise: given.noise,
    intervals: Array.from({ length: hours }, (_, h) => ({
      from: h * HOUR,
      to: (h + 1) * HOUR,
      perHour: given.rates[h % given.rates.length]!,
    })),
  };
  const nothing = { rates: [1], service: constant(0), people: [1], patience: never, horizon };
  const simulation = new Simulation({ ...textbookWorld(nothing), demand }, straightThrough(1));
  return Array.from({ length: REPLICATIONS }, (_, replication) => {
    const counts = Array.from({ length: hours }, () => 0);
    simulation.run(new Luck(given.seed, given.first + replication), {
      contact: ({ arrivedAt }) => {
        counts[Math.floor(arrivedAt / HOUR)]!++;
      },
    });
    return counts;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
