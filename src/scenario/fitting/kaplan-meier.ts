import { Z95 } from './fitted-number.js';

/** How long somebody waited, and whether they then gave up (else they were answered: censored). */
export interface Wait {
  readonly seconds: number;
  readonly gaveUp: boolean;
}

/** A Kaplan–Meier estimate: the share still willing to wait just after each time. */
export interface SurvivalSteps {
  readonly times: readonly number[];
  readonly survival: readonly number[];
  /** Greenwood's standard error of each share. */
  readonly errors: readonly number[];
  readonly waits: number;
  readonly gaveUp: number;
  /** The longest wait, censored ones included: nothing is known beyond. */
  readonly longest: number;
}

/** Kaplan and Meier (JASA 1958); who gives up at a time goes before who is answered at it. */
export function kaplanMeier(waits: readonly Wait[]): SurvivalSteps {
  const sorted = [...waits].sort((a, b) => a.seconds - b.seconds);
  const times: number[] = [];
  const survival: number[] = [];
  const errors: number[] = [];
  let share = 1;
  let greenwood = 0;
  let gaveUp = 0;
  for (let i = 0; i < sorted.length; ) {
    const { seconds } = sorted[i]!;
    const atRisk = sorted.length - i;
    let deaths = 0;
    for (; i < sorted.length && sorted[i]!.seconds === seconds; i++) {
      if (sorted[i]!.gaveUp) deaths++;
    }
    if (deaths === 0) continue;
    gaveUp += deaths;
    share *= 1 - deaths / atRisk;
    greenwood += atRisk === deaths ? 0 : deaths / (atRisk * (atRisk - deaths));
    times.push(seconds);
    survival.push(share);
    errors.push(share * Math.sqrt(greenwood));
  }
  return {
    times,
    survival,
    errors,
    waits: sorted.length,
    gaveUp,
    longest: sorted.at(-1)?.seconds ?? 0,
  };
}

/** The share still waiting at a time, with Greenwood's interval on the log(−log) scale. */
export function survivalAt(
  steps: SurvivalSteps,
  seconds: number,
): { readonly share: number; readonly low: number; readonly high: number } {
  let index = -1;
  while (index + 1 < steps.times.length && steps.times[index + 1]! <= seconds) index++;
  if (index < 0) return { share: 1, low: 1, high: 1 };
  const share = steps.survival[index]!;
  if (share <= 0 || share >= 1) return { share, low: share, high: share };
  const error = steps.errors[index]! / (share * Math.abs(Math.log(share)));
  return {
    share,
    low: share ** Math.exp(Z95 * error),
    high: share ** Math.exp(-Z95 * error),
  };
}

/** The time by which a share has given up; undefined where the estimate never falls so far. */
export function quantileOfSteps(steps: SurvivalSteps, p: number): number | undefined {
  const index = steps.survival.findIndex((share) => share <= 1 - p + 1e-12);
  return index < 0 ? undefined : steps.times[index]!;
}
