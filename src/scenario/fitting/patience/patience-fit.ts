import { type CensoredFit, censoredFits } from './censored-fits.js';
import { kaplanMeier, type SurvivalSteps, type Wait } from './kaplan-meier.js';

/** What a record says of how long people would wait. */
export interface PatienceFit {
  readonly steps: SurvivalSteps;
  /** The likeliest family first; empty where too few gave up. */
  readonly families: readonly CensoredFit[];
}

/**
 * Patience with censoring: who was answered would have waited longer, if only longer than no time at
 * all. The steps are of waits in tenths of a second, as a scenario writes them.
 */
export function fitPatience(calls: readonly Waited[]): PatienceFit {
  const waits = calls.map(
    ({ answered, day, wait }): Wait => ({
      seconds: wait,
      gaveUp: !answered,
      ...(day === undefined ? {} : { group: day }),
    }),
  );
  const tenths = waits.map((wait) => ({ ...wait, seconds: Math.round(wait.seconds * 10) / 10 }));
  return { steps: kaplanMeier(tenths), families: censoredFits(waits) };
}

/** One contact's time in queue, and how it ended. */
interface Waited {
  readonly wait: number;
  readonly answered: boolean;
  /** Absent: it is not known, and the wait stands alone. */
  readonly day?: number;
}
