import { z } from 'zod';
import type { Distribution } from '../distribution/distribution.js';
import { empirical, kaplanMeier } from './listed-distribution-schema.js';
import {
  constant,
  exponential,
  gamma,
  lognormal,
  never,
  sigma,
  weibull,
} from './parametric-distribution-schema.js';

/*
 * Distributions as a scenario file writes them: a map whose only key names the form.
 */
const FORMS =
  'a distribution: { lognormal: { median: 25s, sigma: 0.7 } }, { lognormal: { mean: 700s, sigma: 0.9 } }, { exponential: { mean: 300s } }, { gamma: { mean: 300s, cv: 0.5 } }, { weibull: { shape: 0.9, mean: 300s } }, { empirical: { values: [12s, 30s, 95s] } } or { constant: 60s }';

/** A duration of work, of a reply, or until a customer comes back. */
export const time = z.union([lognormal, exponential, gamma, weibull, empirical, constant], FORMS);

/** How long somebody would wait, which may be for good. */
export const patience = z.union(
  [lognormal, exponential, gamma, weibull, empirical, constant, kaplanMeier, never],
  `never (nobody gives up), { kaplan_meier: { times: [30s, 2m], survival: [0.9, 0.7], tail: never } }, or ${FORMS}`,
);

/** Frustration has no unit, so its distribution has none either. */
export const tolerance = z
  .strictObject({ median: z.number().positive().max(1000).describe('Median.'), sigma })
  .transform(({ median, sigma: s }): Distribution => ({ kind: 'lognormal', median, sigma: s }));
