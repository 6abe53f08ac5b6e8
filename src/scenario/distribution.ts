import { normalCdf, normalQuantile } from './normal.js';

/**
 * Distributions of durations, drawn by inversion: one uniform in, one value out, so that common
 * random numbers stay common (a rejection method would use a varying number of draws).
 */
export type Distribution =
  | { readonly kind: 'constant'; readonly seconds: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  /** `median` in seconds; `sigma` is the standard deviation of the logarithm. */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  /** Never: infinite, as for customers who do not give up. */
  | { readonly kind: 'never' };

/** The value below which a share `u` of the distribution lies, in seconds; 0 < u < 1. */
export function quantileOf(distribution: Distribution, u: number): number {
  switch (distribution.kind) {
    case 'lognormal':
      return distribution.median * Math.exp(distribution.sigma * normalQuantile(u));
    case 'exponential':
      // 1 − u is uniform too; log1p keeps the small values exact.
      return -distribution.mean * Math.log1p(-u);
    case 'constant':
      return distribution.seconds;
    case 'never':
      return Number.POSITIVE_INFINITY;
  }
}

/** The share of the distribution at or below `x`. */
export function shareBelow(distribution: Distribution, x: number): number {
  if (x <= 0) return 0;
  switch (distribution.kind) {
    case 'lognormal':
      if (distribution.sigma === 0) return x >= distribution.median ? 1 : 0;
      return normalCdf(Math.log(x / distribution.median) / distribution.sigma);
    case 'exponential':
      return -Math.expm1(-x / distribution.mean);
    case 'constant':
      return x >= distribution.seconds ? 1 : 0;
    case 'never':
      return 0;
  }
}

/** The mean in seconds. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'lognormal':
      return distribution.median * Math.exp(distribution.sigma ** 2 / 2);
    case 'exponential':
      return distribution.mean;
    case 'constant':
      return distribution.seconds;
    case 'never':
      return Number.POSITIVE_INFINITY;
  }
}

/** A lognormal given by its mean instead of its median. */
export function lognormalOfMean(mean: number, sigma: number): Distribution {
  return { kind: 'lognormal', median: mean / Math.exp(sigma ** 2 / 2), sigma };
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
    case 'never':
      return distribution;
  }
}
