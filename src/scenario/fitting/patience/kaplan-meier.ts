import { wilson, Z95 } from '../statistics/fitted-number.js';
import { GroupInfluence } from './group-influence.js';

/** How long somebody waited, and whether they then gave up (else they were answered: censored). */
export interface Wait {
  readonly seconds: number;
  readonly gaveUp: boolean;
  /** Its day, or its customer: they differ by more than chance. Absent: it is like no other. */
  readonly group?: number;
}

/** A Kaplan–Meier estimate: the share still willing to wait just after each time. */
export interface SurvivalSteps {
  readonly times: readonly number[];
  readonly survival: readonly number[];
  /** Greenwood's standard error of each share. */
  readonly errors: readonly number[];
  /** Half of a 95 % interval of each share's logarithm: Greenwood's, or by group where that is wider. */
  readonly halves: readonly number[];
  readonly waits: number;
  readonly gaveUp: number;
  /** Groups that the intervals compare; 0: none are told. */
  readonly groups: number;
  /** All waits, ascending. Beyond the longest, censored ones included, nothing is known. */
  readonly lengths: readonly number[];
  readonly longest: number;
}

/** Kaplan and Meier (JASA 1958); who gives up at a time goes before who is answered at it. */
export function kaplanMeier(waits: readonly Wait[]): SurvivalSteps {
  const sorted = [...waits].sort((a, b) => a.seconds - b.seconds);
  const times: number[] = [];
  const survival: number[] = [];
  const errors: number[] = [];
  const halves: number[] = [];
  const groups = new GroupInfluence(sorted);
  let share = 1;
  let greenwood = 0;
  let gaveUp = 0;
  for (let i = 0; i < sorted.length; ) {
    const { seconds } = sorted[i]!;
    const first = i;
    const atRisk = sorted.length - i;
    let deaths = 0;
    for (; i < sorted.length && sorted[i]!.seconds === seconds; i++) {
      if (sorted[i]!.gaveUp) deaths++;
    }
    groups.pass(sorted, first, i, deaths);
    if (deaths === 0) continue;
    gaveUp += deaths;
    share *= 1 - deaths / atRisk;
    greenwood += atRisk === deaths ? 0 : deaths / (atRisk * (atRisk - deaths));
    times.push(seconds);
    survival.push(share);
    errors.push(share * Math.sqrt(greenwood));
    halves.push(Math.max(Z95 * Math.sqrt(greenwood), groups.halfWidth()));
  }
  return {
    times,
    survival,
    errors,
    halves,
    waits: sorted.length,
    gaveUp,
    groups: groups.count,
    lengths: sorted.map(({ seconds }) => seconds),
    longest: sorted.at(-1)?.seconds ?? 0,
  };
}

interface Bounds {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The share still waiting at a time, with its interval on the log(−log) scale; before anybody has given
 * up Wilson's, of nobody among those who waited so long.
 */
export function survivalAt(steps: SurvivalSteps, seconds: number): Bounds {
  let index = -1;
  while (index + 1 < steps.times.length && steps.times[index + 1]! <= seconds) index++;
  if (index >= 0) return survivalAfter(steps, index);
  const atRisk = steps.lengths.length - steps.lengths.findIndex((length) => length >= seconds);
  return { share: 1, low: seconds > steps.longest ? 0 : 1 - wilson(0, atRisk).high, high: 1 };
}

function survivalAfter(steps: SurvivalSteps, index: number): Bounds {
  const { halves, survival } = steps;
  const share = survival[index]!;
  // The last of all gave up: nobody is left to tell how many more would have waited.
  if (share <= 0)
    return { share, low: 0, high: index === 0 ? 1 : survivalAfter(steps, index - 1).high };
  const half = halves[index]! / Math.abs(Math.log(share));
  return { share, low: share ** Math.exp(half), high: share ** Math.exp(-half) };
}

/** The time by which a share has given up; undefined where the estimate never falls so far. */
export function quantileOfSteps(steps: SurvivalSteps, p: number): number | undefined {
  const index = steps.survival.findIndex((share) => share <= 1 - p + 1e-12);
  return index < 0 ? undefined : steps.times[index]!;
}

/**
 * The times at which the share given up may be p: those whose interval of survival holds 1 − p (Brookmeyer
 * & Crowley, Biometrics 1982). A side that the record does not reach is absent.
 */
export function quantileInterval(
  steps: SurvivalSteps,
  p: number,
): { readonly low?: number; readonly high?: number } {
  const reached = (bound: 'low' | 'high') => {
    const index = steps.times.findIndex((_, i) => survivalAfter(steps, i)[bound] <= 1 - p + 1e-12);
    return index < 0 ? undefined : steps.times[index]!;
  };
  const [low, high] = [reached('low'), reached('high')];
  return {
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  };
}
