import { z } from 'zod';
import { duration } from '../../input/quantities.js';
import {
  type Distribution,
  gammaOfVariation,
  lognormalOfMean,
  lognormalOfVariation,
  weibullOfMean,
} from '../distribution/distribution.js';

/**
 * Distributions given by two numbers or fewer. The bounds keep every mean and every quantile a
 * number, and shapes where the formulas are accurate.
 */
const positiveDuration = duration.refine((seconds) => seconds > 0, {
  error: 'The duration must be longer than zero.',
  params: { code: 'out-of-range', expected: 'more than 0 s' },
});
export const sigma = z.number().min(0).max(5).describe('Standard deviation of the logarithm.');

const mean = positiveDuration.describe('Mean.');
const scale = positiveDuration.describe('Scale.');
const cv = (least: number, most: number) =>
  z.number().min(least).max(most).describe('Coefficient of variation: standard deviation / mean.');

export const lognormal = z
  .strictObject({
    lognormal: z
      .union([
        z.strictObject({ median: positiveDuration.describe('Median.'), sigma }),
        z.strictObject({ mean, sigma }),
        z.strictObject({ mean, cv: cv(0, 100) }),
      ])
      .describe('Median and sigma, mean and sigma, or mean and cv.'),
  })
  .transform(({ lognormal: given }): Distribution => {
    if ('median' in given) return { kind: 'lognormal', ...given };
    return 'cv' in given
      ? lognormalOfVariation(given.mean, given.cv)
      : lognormalOfMean(given.mean, given.sigma);
  });

export const exponential = z
  .strictObject({ exponential: z.strictObject({ mean }).describe('Without memory.') })
  .transform(({ exponential: { mean } }) => ({ kind: 'exponential' as const, mean }));

export const constant = z
  .strictObject({ constant: duration.describe('Always the same.') })
  .transform(({ constant: seconds }): Distribution => ({ kind: 'constant', seconds }));

export const gamma = z
  .strictObject({
    gamma: z
      .union([
        z.strictObject({ mean, cv: cv(0.01, 10) }),
        z.strictObject({ shape: z.number().min(0.01).max(10_000).describe('Shape.'), scale }),
      ])
      .describe('Mean and cv, or shape and scale.'),
  })
  .transform(
    ({ gamma: given }): Distribution =>
      'cv' in given ? gammaOfVariation(given.mean, given.cv) : { kind: 'gamma', ...given },
  );

const weibullShape = z
  .number()
  .min(0.1)
  .max(100)
  .describe('Below 1 the hazard falls with time, above 1 it rises.');
export const weibull = z
  .strictObject({
    weibull: z
      .union([
        z.strictObject({ shape: weibullShape, mean }),
        z.strictObject({ shape: weibullShape, scale }),
      ])
      .describe('Shape, with mean or scale.'),
  })
  .transform(
    ({ weibull: given }): Distribution =>
      'mean' in given ? weibullOfMean(given.shape, given.mean) : { kind: 'weibull', ...given },
  );

export const never = z.literal('never').transform(() => ({ kind: 'never' as const }));
