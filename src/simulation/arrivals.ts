import { normalQuantile } from '../scenario/normal.js';
import type { RandomDemand, ScheduledIssue, World } from '../scenario/world.js';
import { type Luck, Purpose } from './luck.js';

/** When new issues arrive; the n-th is the same issue under every policy. */
export interface Arrivals {
  /** Seconds since midnight of the next issue; infinite when there is none. */
  next(): number;
  /** Number of the issue that the latest `next` returned the time of. */
  readonly issue: number;
}

export function arrivalsOf(world: World, luck: Luck): Arrivals {
  return world.demand.kind === 'random'
    ? new RandomArrivals(world.demand, luck)
    : new ScheduledArrivals(world.demand.issues);
}

class ScheduledArrivals implements Arrivals {
  issue = -1;

  constructor(private readonly issues: readonly ScheduledIssue[]) {}

  next(): number {
    return this.issues[++this.issue]?.at ?? Number.POSITIVE_INFINITY;
  }
}

/**
 * Arrivals of new issues: Poisson within each interval of the day, its rate multiplied by a gamma
 * factor of mean 1, since real counts vary more than Poisson (var/mean of about 4 in [bank]).
 *
 * Times are found by running a unit-rate Poisson process through the inverse of the cumulated rate,
 * one draw an arrival.
 */
class RandomArrivals implements Arrivals {
  private interval = 0;
  /** Start of what is left of the interval. */
  private at = 0;
  private ratePerSecond = 0;
  issue = -1;

  constructor(
    private readonly demand: RandomDemand,
    private readonly luck: Luck,
  ) {
    this.enter(0);
  }

  next(): number {
    let exposure = -Math.log(this.luck.uniform(Purpose.arrival, ++this.issue));
    while (this.interval < this.demand.intervals.length) {
      const { to } = this.demand.intervals[this.interval]!;
      const room = (to - this.at) * this.ratePerSecond;
      if (exposure < room) {
        this.at += exposure / this.ratePerSecond;
        return this.at;
      }
      exposure -= room;
      this.enter(this.interval + 1);
    }
    return Number.POSITIVE_INFINITY;
  }

  private enter(interval: number): void {
    this.interval = interval;
    const current = this.demand.intervals[interval];
    if (!current) return;
    this.at = current.from;
    this.ratePerSecond = (current.perHour / 3600) * this.factor(interval);
  }

  private factor(interval: number): number {
    const { noise } = this.demand;
    if (noise === 0) return 1;
    return gammaOfMeanOne(noise, this.luck.uniform(Purpose.dayNoise, interval));
  }
}

/**
 * Quantile of a gamma distribution with mean 1 and the given coefficient of variation, by the cube
 * of a normal (Wilson & Hilferty, 1931); within 0.3 % of the exact quantile for variations to 0.5
 * and u between 0.05 and 0.99.
 */
export function gammaOfMeanOne(variation: number, u: number): number {
  const spread = variation ** 2 / 9;
  const root = 1 - spread + Math.sqrt(spread) * normalQuantile(u);
  return Math.max(0, root) ** 3;
}
