import { gammaQuantile } from '../scenario/distribution/gamma.js';
import type { ArrivalInterval, ScheduledIssue, World } from '../scenario/world.js';
import { type Luck, Purpose } from './luck/luck.js';

/** When new issues arrive; the n-th is the same issue under every policy. */
export interface Arrivals {
  /** Seconds since midnight of the next issue; infinite when there is none. */
  next(): number;
  /** Number of the issue that the latest `next` returned the time of. */
  readonly issue: number;
}

/** Numbers of the issues that a surge brings begin here, above those of any other. */
const FIRST_OF_SURGE = 2 ** 30;

export function arrivalsOf(world: World, luck: Luck): Arrivals {
  const { demand } = world;
  if (demand.kind === 'scheduled') return new ScheduledArrivals(demand.issues);
  const { intervals, noise, surge } = demand;
  const usual = new RandomArrivals(intervals, noise, luck, 0);
  if (!surge) return usual;
  return new TwoStreams(usual, new RandomArrivals(surge, noise, luck, FIRST_OF_SURGE));
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
  /** Start of what is left of the interval, and its end. */
  private at = Number.NaN;
  private to = Number.NaN;
  private ratePerSecond = Number.NaN;
  issue: number;

  constructor(
    private readonly intervals: readonly (ArrivalInterval & { readonly hour?: number })[],
    private readonly noise: number,
    private readonly luck: Luck,
    firstIssue: number,
  ) {
    this.issue = firstIssue - 1;
    this.enter(0);
  }

  next(): number {
    let exposure = -Math.log(this.luck.uniform(Purpose.arrival, ++this.issue));
    while (this.interval < this.intervals.length) {
      const room = (this.to - this.at) * this.ratePerSecond;
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
    const current = this.intervals[interval];
    if (!current) return;
    this.at = current.from;
    this.to = current.to;
    this.ratePerSecond = (current.perHour / 3600) * this.factor(current.hour ?? interval);
  }

  /** The multiplier belongs to the hour, whichever stream asks. */
  private factor(hour: number): number {
    if (this.noise === 0) return 1;
    return gammaOfMeanOne(this.noise, this.luck.uniform(Purpose.dayNoise, hour));
  }
}

/** Two streams as one, each with its own customers. */
class TwoStreams implements Arrivals {
  issue = -1;
  private readonly due: [number, number];

  constructor(
    private readonly first: Arrivals,
    private readonly second: Arrivals,
  ) {
    this.due = [first.next(), second.next()];
  }

  next(): number {
    const which = this.due[0] <= this.due[1] ? 0 : 1;
    const stream = which === 0 ? this.first : this.second;
    const at = this.due[which];
    this.issue = stream.issue;
    this.due[which] = at < Number.POSITIVE_INFINITY ? stream.next() : at;
    return at;
  }
}

/** Quantile of a gamma distribution with mean 1 and the given coefficient of variation. */
export function gammaOfMeanOne(variation: number, u: number): number {
  const shape = variation ** -2;
  return gammaQuantile(shape, u) / shape;
}
