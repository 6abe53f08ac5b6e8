import type { Call } from '../call-log.js';
import { type CensoredFit, censoredFits } from './censored-fits.js';
import { kaplanMeier, type SurvivalSteps } from './kaplan-meier.js';

/** What a record says of how long people would wait. */
export interface PatienceFit {
  readonly steps: SurvivalSteps;
  /** The likeliest family first; empty where too few gave up. */
  readonly families: readonly CensoredFit[];
}

/**
 * Patience with censoring: who was answered would have waited longer, if only longer than no time at
 * all.
 */
export function fitPatience(calls: readonly Call[]): PatienceFit {
  const waits = calls.map(({ answered, day, wait }) => ({ seconds: wait, gaveUp: !answered, day }));
  return { steps: kaplanMeier(waits), families: censoredFits(waits) };
}
