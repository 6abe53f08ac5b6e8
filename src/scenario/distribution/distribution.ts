import { gammaQuantile, gammaShareBelow } from './gamma.js';
import { type Line, lineMoments, lineQuantile, lineShareBelow } from './line.js';
import { logGamma } from './log-gamma.js';
import { normalCdf, normalQuantile } from './normal.js';
import { type Steps, stepMoments, stepQuantile, stepShareBelow } from './steps.js';

/**
 * Distributions of durations, drawn by inversion: one uniform in, one value out, so that common
 * random numbers stay common (a rejection method would use a varying number of draws).
 */
export type Distribution =
  | { readonly kind: 'constant'; readonly seconds: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  /** `median` in seconds; `sigma` is the standard deviation of the logarithm. */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  /** Mean `shape · scale`, coefficient of variation 1/√shape; `scale` in seconds. */
  | { readonly kind: 'gamma'; readonly shape: number; readonly scale: number }
  /** P(longer than t) = exp(−(t/scale)^shape); below shape 1 those who waited wait on. */
  | { readonly kind: 'weibull'; readonly shape: number; readonly scale: number }
  | Steps
  | Line
  /** Never: infinite, as for customers who do not give up. */
  | { readonly kind: 'never' };

/** The value below which a share `u` of the distribution lies, in seconds; 0 < u < 1. */
export function quantileOf(distribution: Distribution, u: number): number {
  switch (distribution.kind) {
    case 'lognormal':
      return distribution.median * Math.exp(distribution.sigma * normalQuantile(u));
    case 'exponential':
      // log1p keeps the small values exact; from a tenth on log does too, at half the cost.
      return -distribution.mean * (u < 0.1 ? Math.log1p(-u) : Math.log(1 - u));
    default:
      return quantileOfAnother(distribution, u);
  }
}

/** Apart from the two that a simulation draws from most: what is built into one function is limited. */
function quantileOfAnother(
  distribution: Exclude<Distribution, { kind: 'lognormal' | 'exponential' }>,
  u: number,
): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.seconds;
    case 'gamma':
      return distribution.scale * gammaQuantile(distribution.shape, u);
    case 'weibull':
      return distribution.scale * (-Math.log1p(-u)) ** (1 / distribution.shape);
    case 'steps':
      return stepQuantile(distribution, u);
    case 'line':
      return lineQuantile(distribution, u);
    case 'never':
      return Number.POSITIVE_INFINITY;
  }
}

/** The share of the distribution at or below `x` seconds. */
export function shareBelow(distribution: Distribution, x: number): number {
  if (x < 0) return 0;
  switch (distribution.kind) {
    case 'lognormal':
      if (distribution.sigma === 0) return x >= distribution.median ? 1 : 0;
      return normalCdf(Math.log(x / distribution.median) / distribution.sigma);
    case 'exponential':
      return -Math.expm1(-x / distribution.mean);
    case 'constant':
      return x >= distribution.seconds ? 1 : 0;
    case 'gamma':
      return gammaShareBelow(distribution.shape, x / distribution.scale);
    case 'weibull':
      return -Math.expm1(-((x / distribution.scale) ** distribution.shape));
    case 'steps':
      return stepShareBelow(distribution, x);
    case 'line':
      return lineShareBelow(distribution, x);
    case 'never':
      return 0;
  }
}

/** The mean in seconds; infinite where some never end. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'lognormal':
      return distribution.median * Math.exp(distribution.sigma ** 2 / 2);
    case 'exponential':
      return distribution.mean;
    case 'constant':
      return distribution.seconds;
    case 'gamma':
      return distribution.shape * distribution.scale;
    case 'weibull':
      return distribution.scale * Math.exp(logGamma(1 + 1 / distribution.shape));
    case 'steps':
      return stepMoments(distribution).mean;
    case 'line':
      return lineMoments(distribution).mean;
    case 'never':
      return Number.POSITIVE_INFINITY;
  }
}

/**
 * Variance over the square of the mean: what queueing formulas call C². NaN, for undefined, where
 * the mean is infinite (some never end) or zero.
 */
export function squaredVariationOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'lognormal':
      return Math.expm1(distribution.sigma ** 2);
    case 'exponential':
      return 1;
    case 'constant':
      return distribution.seconds === 0 ? Number.NaN : 0;
    case 'gamma':
      return 1 / distribution.shape;
    case 'weibull': {
      const { shape } = distribution;
      return Math.expm1(logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape));
    }
    case 'steps': {
      const { mean, variance } = stepMoments(distribution);
      return variance / mean ** 2;
    }
    case 'line': {
      const { mean, variance } = lineMoments(distribution);
      return variance / mean ** 2;
    }
    case 'never':
      return Number.NaN;
  }
}

/** A lognormal given by its mean instead of its median. */
export function lognormalOfMean(mean: number, sigma: number): Distribution {
  return { kind: 'lognormal', median: mean / Math.exp(sigma ** 2 / 2), sigma };
}

/** A lognormal given by its mean and its coefficient of variation. */
export function lognormalOfVariation(mean: number, variation: number): Distribution {
  return lognormalOfMean(mean, Math.sqrt(Math.log1p(variation ** 2)));
}

/** A gamma given by its mean and its coefficient of variation. */
export function gammaOfVariation(mean: number, variation: number): Distribution {
  return { kind: 'gamma', shape: variation ** -2, scale: mean * variation ** 2 };
}

/** A Weibull given by its shape and its mean. */
export function weibullOfMean(shape: number, mean: number): Distribution {
  return { kind: 'weibull', shape, scale: mean / Math.exp(logGamma(1 + 1 / shape)) };
}

/** The same shape, `factor` times as long. */
export function scaled(distribution: Distribution, factor: number): Distribution {
  switch (distribution.kind) {
    case 'lognormal':
      return { ...distribution, median: distribution.median * factor };
    case 'exponential':
      return { ...distribution, mean: distribution.mean * factor };
    case 'constant':
      return { ...distribution, seconds: distribution.seconds * factor };
    case 'gamma':
    case 'weibull':
      return { ...distribution, scale: distribution.scale * factor };
    case 'steps': {
      const { tail } = distribution;
      return {
        ...distribution,
        seconds: distribution.seconds.map((s) => s * factor),
        ...(tail?.kind === 'exponential' ? { tail: { ...tail, mean: tail.mean * factor } } : {}),
      };
    }
    case 'line':
      return { ...distribution, seconds: distribution.seconds.map((s) => s * factor) };
    case 'never':
      return distribution;
  }
}
