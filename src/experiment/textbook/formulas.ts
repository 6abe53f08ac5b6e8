/*
 * Closed forms beyond Erlang's (scenario/erlang.ts) that the engine is verified against. Rates are
 * per second, times seconds.
 */
import { erlangC } from '../../scenario/staffing/erlang.js';

/** Contacts of one kind: how many come, and how much work they are. */
export interface Stream {
  readonly rate: number;
  readonly meanService: number;
  /** Squared coefficient of variation of the service time: 1 exponential, 0 constant. */
  readonly squaredVariation: number;
}

/**
 * Mean wait in M/G/1, first come first served: λ·E[S²] / (2(1 − ρ)), infinite when overloaded.
 * Pollaczek (1930), Khinchine (1932).
 */
export function pollaczekKhinchine(
  rate: number,
  meanService: number,
  squaredVariation: number,
): number {
  return waitsByPriority([{ rate, meanService, squaredVariation }])[0]!;
}

/**
 * Mean waits in M/G/1 by class, the most urgent first; nobody is interrupted. Class k waits
 * R / ((1 − σ(k−1))(1 − σ(k))), where R = Σλ·E[S²]/2 is the work left in hand that an arrival finds
 * and σ(k) the load of the classes up to k. A. Cobham, "Priority Assignment in Waiting Line
 * Problems", Operations Research 2 (1954).
 */
export function waitsByPriority(classes: readonly Stream[]): number[] {
  const residual = classes.reduce(
    (sum, { rate, meanService, squaredVariation }) =>
      sum + (rate * meanService ** 2 * (1 + squaredVariation)) / 2,
    0,
  );
  return cobham(
    residual,
    classes.map(({ rate, meanService }) => rate * meanService),
  );
}

/**
 * The same in M/M/n with one mean service time for all classes: R is then P(all n are busy)·E[S]/n.
 * Cobham (1954); O. Kella & U. Yechiali, "Waiting times in the non-preemptive priority M/M/c queue",
 * Stochastic Models 1 (1985).
 */
export function waitsByPriorityOfMany(
  rates: readonly number[],
  meanService: number,
  n: number,
): number[] {
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return cobham(
    (erlangC(total * meanService, n) * meanService) / n,
    rates.map((rate) => (rate * meanService) / n),
  );
}

/** @param loads by class, as shares of what the people can do */
function cobham(residual: number, loads: readonly number[]): number[] {
  let before = 0;
  return loads.map((load) => {
    const up = before + load;
    const wait = up < 1 ? residual / ((1 - before) * (1 - up)) : Number.POSITIVE_INFINITY;
    before = up;
    return wait;
  });
}

/**
 * Mean stay of a job of `work` seconds in M/G/1 with processor sharing: work/(1 − ρ), whatever the
 * distribution of the others' work. Sakata, Noguchi & Oizumi, "An Analysis of the M/G/1 Queue under
 * Round-Robin Scheduling", Operations Research 19 (1971); Kleinrock, Queueing Systems II §4.4.
 */
export function sharedStay(load: number, work: number): number {
  return load < 1 ? work / (1 - load) : Number.POSITIVE_INFINITY;
}

/** A desk with Poisson arrivals whose state is how many are there, those waiting included. */
export interface CountedDesk {
  readonly arrivals: number;
  /** Contacts that can be in hand at once; whoever comes on top waits. */
  readonly slots: number;
  /** Contacts completed per second with so many in hand. */
  readonly completions: (inHand: number) => number;
  /** Mean of the exponential patience; infinite when absent. */
  readonly meanPatience?: number;
  /** How many may wait; infinite when absent. */
  readonly places?: number;
}

export interface CountedDeskFigures {
  /** Shares of all arrivals: found no slot free; found no place either; gave up waiting. */
  readonly full: number;
  readonly blocked: number;
  readonly abandonment: number;
  /** Mean seconds in queue, and in queue and hand, of those who were not blocked. */
  readonly meanWait: number;
  readonly meanStay: number;
}

/**
 * A birth–death chain: with j present births come at rate λ, deaths at the rate of completions plus
 * θ for each who waits; p(j) ∝ Π λ/death(i). Arrivals see time averages, means follow by Little's law.
 * Kleinrock, Queueing Systems I (1975), §3.1. Erlang B, C and A are special cases, and so is one
 * person with k chats in hand, each slowed down to 1/(1 + β(k − 1)).
 *
 * @throws RangeError when more come than leave, so that there is no steady state
 */
export function countedDesk(desk: CountedDesk): CountedDeskFigures {
  const { arrivals, slots, completions } = desk;
  const { meanPatience = Number.POSITIVE_INFINITY, places = Number.POSITIVE_INFINITY } = desk;
  const deaths = (j: number) =>
    completions(Math.min(j, slots)) + Math.max(0, j - slots) / meanPatience;
  const endless = places === Number.POSITIVE_INFINITY;
  if (endless && meanPatience === Number.POSITIVE_INFINITY && arrivals >= completions(slots)) {
    throw new RangeError(`${arrivals} arrivals a second and ${completions(slots)} completions`);
  }
  let [total, present, waiting, full, last] = [0, 0, 0, 0, 0];
  for (let j = 0, weight = 1; j <= slots + places; j++, weight *= arrivals / deaths(j)) {
    total += weight;
    present += weight * j;
    if (j >= slots) {
      waiting += weight * (j - slots);
      full += weight;
    }
    last = weight;
    if (endless && deaths(j + 1) > arrivals && weight * (j + 1) < total * 1e-18) break;
  }
  const blocked = places < Number.POSITIVE_INFINITY ? last / total : 0;
  const admitted = arrivals * (1 - blocked);
  return {
    full: full / total,
    blocked,
    abandonment: waiting / total / meanPatience / arrivals,
    meanWait: waiting / total / admitted,
    meanStay: present / total / admitted,
  };
}

/**
 * Variance of a Poisson count whose mean is itself random, with mean m and coefficient of variation
 * c: m + (c·m)². Jongbloed & Koole, "Managing uncertainty in call centers using Poisson mixtures",
 * Applied Stochastic Models in Business and Industry 17 (2001).
 */
export function mixedPoissonVariance(mean: number, variation: number): number {
  return mean + (variation * mean) ** 2;
}
