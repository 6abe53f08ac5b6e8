import type { World } from '../../scenario/world.js';
import { exponential } from '../textbook/textbook-cases.js';
import { textbookWorld } from '../textbook/textbook-queue.js';

/**
 * A day at an M/M/n+M desk that opens empty and closes: Poisson arrivals, exponential service and
 * patience. At closing nobody comes in any more, whoever still waits is sent home, and people finish
 * what is in hand. Times in seconds.
 */
export interface OpeningDay {
  readonly arrivalsPerSecond: number;
  readonly meanService: number;
  readonly people: number;
  readonly meanPatience: number;
  readonly closesAt: number;
}

/** Expected totals of one day. */
export interface DayTotals {
  readonly offered: number;
  readonly abandoned: number;
  /** Sent home at closing. */
  readonly unserved: number;
  /** Seconds in queue of everyone offered. */
  readonly waited: number;
  readonly answeredInTime: number;
  readonly busySeconds: number;
  /** Until closing, and until the last contact in hand is finished. */
  readonly staffedSeconds: number;
}

/** The day as a world for the engine. */
export function openingWorld(day: OpeningDay): World {
  const world = textbookWorld({
    rates: [day.arrivalsPerSecond],
    service: exponential(day.meanService),
    people: [day.people],
    patience: exponential(day.meanPatience),
    horizon: day.closesAt,
  });
  const closing = { at: day.closesAt, staffed: 0 };
  return {
    ...world,
    teams: world.teams.map((team) => ({ ...team, steps: [...team.steps, closing] })),
  };
}

/** Step of the integration; a desk changes little in a second. */
const STEP = 1;

/**
 * Expected totals of the day: Kolmogorov's forward equations of the number of contacts in the system,
 * integrated from an empty desk by the classical Runge–Kutta method. Nothing is simulated and nothing
 * is in a steady state, so that intervals for a finite day can be checked against it.
 *
 * @param inTime the acceptable waiting time, whole seconds
 * @param states most contacts in the system that are told apart; more must be all but impossible
 */
export function expectedTotals(day: OpeningDay, inTime: number, states = 150): DayTotals {
  const { arrivalsPerSecond: λ, meanService, people: n, meanPatience, closesAt } = day;
  const busy = (j: number) => Math.min(j, n);
  const queue = (j: number) => Math.max(0, j - n);
  const flow = (p: Float64Array): Float64Array => {
    const change = new Float64Array(states);
    for (let j = 0; j < states; j++) {
      const up = j + 1 < states ? p[j]! * λ : 0;
      const down = p[j]! * (busy(j) / meanService + queue(j) / meanPatience);
      change[j]! -= up + down;
      if (up > 0) change[j + 1]! += up;
      if (j > 0) change[j - 1]! += down;
    }
    return change;
  };
  const answered = answeredWithin(day, inTime, states);
  let p = new Float64Array(states);
  p[0] = 1;
  let [waited, working, answeredInTime] = [0, 0, 0];
  const steps = Math.round(closesAt / STEP);
  for (let step = 0; step <= steps; step++) {
    const weight = (step === 0 || step === steps ? 0.5 : 1) * STEP; // trapezoidal rule
    const left = Math.min(inTime, steps - step);
    for (let j = 0; j < states; j++) {
      waited += weight * p[j]! * queue(j);
      working += weight * p[j]! * busy(j);
      answeredInTime += weight * λ * p[j]! * answered[left]![j]!; // arrivals see the state as it is
    }
    if (step < steps) p = rungeKutta(p, flow);
  }
  const inHand = p.reduce((sum, share, j) => sum + share * busy(j), 0);
  return {
    offered: λ * closesAt,
    abandoned: waited / meanPatience,
    unserved: p.reduce((sum, share, j) => sum + share * queue(j), 0),
    waited,
    answeredInTime,
    busySeconds: working + inHand * meanService,
    staffedSeconds: n * closesAt + inHand * meanService,
  };
}

/**
 * By seconds from 0 to `most` and contacts found on arrival: the chance to be answered within. Those
 * ahead leave by answer or impatience; the contact itself may leave first.
 */
function answeredWithin(day: OpeningDay, most: number, states: number): Float64Array[] {
  const { meanService, people: n, meanPatience } = day;
  // Backward equations over the number ahead in queue; with somebody free the answer comes at once.
  const flow = (chance: Float64Array): Float64Array =>
    chance.map((mine, j) => {
      if (j < n) return 0;
      const forward = n / meanService + (j - n) / meanPatience;
      return forward * (chance[j - 1]! - mine) - mine / meanPatience;
    });
  const table = [Float64Array.from({ length: states }, (_, j) => (j < n ? 1 : 0))];
  for (let second = 1; second <= most; second++) {
    table.push(rungeKutta(table[second - 1]!, flow));
  }
  return table;
}

function rungeKutta(
  y: Float64Array,
  flow: (y: Float64Array) => Float64Array,
): Float64Array<ArrayBuffer> {
  const along = (slope: Float64Array, step: number) =>
    y.map((value, i) => value + step * slope[i]!);
  const a = flow(y);
  const b = flow(along(a, STEP / 2));
  const c = flow(along(b, STEP / 2));
  const d = flow(along(c, STEP));
  return Float64Array.from(
    y,
    (value, i) => value + (STEP / 6) * (a[i]! + 2 * b[i]! + 2 * c[i]! + d[i]!),
  );
}
