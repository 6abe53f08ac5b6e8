import type { PriorityCredit } from '../text/credit-text.js';

/** What the documentation of a format says that its priorities are worth, by the format's name. */
export const CREDITS: Readonly<Record<string, PriorityCredit>> = {
  // Brown et al., JASA 2005: high-priority customers are credited 90 s on arrival in the queue.
  'anonymous-bank': { 2: 90 },
};
