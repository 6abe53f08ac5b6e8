/**
 * Closed forms for queues with Poisson arrivals, exponential service and n identical people.
 *
 * `load` is the offered load a = arrival rate × mean service time, in Erlangs. Sources: A. K. Erlang,
 * "Solution of some Problems in the Theory of Probabilities of Significance in Automatic Telephone
 * Exchanges" (1917) for B and C; Mandelbaum & Zeltyn, "The Palm/Erlang-A Queue" (2005) for A.
 */

/** Erlang B: the share of arrivals that find all n people busy where nobody waits. */
export function erlangB(load: number, n: number): number {
  let blocking = 1;
  for (let k = 1; k <= n; k++) blocking = (load * blocking) / (k + load * blocking);
  return blocking;
}

/** Erlang C: the share of arrivals that have to wait where everybody waits; 1 when overloaded. */
export function erlangC(load: number, n: number): number {
  if (load >= n) return 1;
  const blocking = erlangB(load, n);
  return blocking / (1 - (load / n) * (1 - blocking));
}

/** Share of all arrivals under Erlang C that are answered within `seconds`. */
export function erlangCWithin(
  load: number,
  n: number,
  meanService: number,
  seconds: number,
): number {
  if (load >= n) return 0;
  return 1 - erlangC(load, n) * Math.exp((-(n - load) * seconds) / meanService);
}

/** Mean wait of all arrivals under Erlang C, in seconds; infinite when overloaded. */
export function erlangCMeanWait(load: number, n: number, meanService: number): number {
  if (load >= n) return Number.POSITIVE_INFINITY;
  return (erlangC(load, n) * meanService) / (n - load);
}

/** Far from overflowing, even times a number of states. */
const HUGE = 1e200;

export interface ErlangA {
  readonly probabilityOfWait: number;
  readonly abandonment: number;
  /** Mean time in queue of all arrivals, abandoners included, in seconds. */
  readonly meanWait: number;
}

/**
 * Erlang A (M/M/n+M): exponential patience, by the stationary distribution of its birth–death
 * chain with births λ and deaths min(j, n)·μ + max(0, j − n)·θ.
 *
 * @param arrivalsPerSecond λ
 * @param meanService 1/μ in seconds
 * @param meanPatience 1/θ in seconds
 */
export function erlangA(
  arrivalsPerSecond: number,
  meanService: number,
  n: number,
  meanPatience: number,
): ErlangA {
  const death = (j: number) => Math.min(j, n) / meanService + Math.max(0, j - n) / meanPatience;
  // Weights relative to state n, made smaller together before one of them overflows.
  let atN = 1;
  let total = 1;
  for (let j = n, weight = 1; j > 0; j--) {
    weight *= death(j) / arrivalsPerSecond;
    total += weight;
    if (weight < total * 1e-18) break;
    if (weight < HUGE) continue;
    weight /= HUGE;
    total /= HUGE;
    atN /= HUGE;
  }
  let waiting = atN; // states ≥ n: an arrival waits (PASTA)
  let queue = 0;
  for (let j = n + 1, weight = atN; ; j++) {
    weight *= arrivalsPerSecond / death(j);
    total += weight;
    waiting += weight;
    queue += weight * (j - n);
    if (death(j) > arrivalsPerSecond && weight * (j - n) <= total * 1e-18) break;
    if (weight < HUGE) continue;
    weight /= HUGE;
    total /= HUGE;
    waiting /= HUGE;
    queue /= HUGE;
  }
  const meanWait = queue / total / arrivalsPerSecond;
  return {
    probabilityOfWait: waiting / total,
    abandonment: meanWait / meanPatience,
    meanWait,
  };
}
