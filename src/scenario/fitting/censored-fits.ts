import { normalCdf } from '../normal.js';
import { Z95 } from './fitted-number.js';
import type { Wait } from './kaplan-meier.js';

/** A family of waiting times fitted to censored waits by maximum likelihood. */
export interface CensoredFit {
  readonly family: 'exponential' | 'weibull' | 'lognormal';
  /** Exponential: mean. Weibull: shape, scale. Lognormal: μ and σ of the logarithm. */
  readonly parameters: readonly Parameter[];
  /** Of the exponential over all waits; of the others, whose density at 0 is none, over those above 0 s. */
  readonly logLikelihood: number;
  /** Akaike's, over waits above 0 s in all: 2 × parameters − 2 × log-likelihood; smaller is better. */
  readonly aic: number;
}

export interface Parameter {
  readonly name: string;
  readonly value: number;
  /** Nominal 95 %, from the curvature of the likelihood. */
  readonly low: number;
  readonly high: number;
}

/** All three families, the likeliest by Akaike's criterion first; none where fewer than two gave up. */
export function censoredFits(waits: readonly Wait[]): CensoredFit[] {
  const groups = grouped(waits);
  if (sumOf(groups, ({ gaveUp }) => gaveUp) < 2) return [];
  const atOnce = waits.filter(({ gaveUp, seconds }) => gaveUp && seconds <= 0).length;
  return [exponential(groups, atOnce), weibull(groups), lognormal(groups)].sort(
    (a, b) => a.aic - b.aic,
  );
}

/** Equal waits together: records are in whole seconds. */
interface Group {
  readonly seconds: number;
  readonly gaveUp: number;
  readonly answered: number;
}

function grouped(waits: readonly Wait[]): Group[] {
  const groups = new Map<number, { seconds: number; gaveUp: number; answered: number }>();
  for (const { gaveUp, seconds } of waits) {
    if (seconds <= 0) continue;
    const group = groups.get(seconds) ?? { seconds, gaveUp: 0, answered: 0 };
    if (gaveUp) group.gaveUp++;
    else group.answered++;
    groups.set(seconds, group);
  }
  return [...groups.values()];
}

/** Mean = time waited by all / those who gave up, those at once included. */
function exponential(groups: readonly Group[], atOnce: number): CensoredFit {
  const total = sumOf(groups, ({ answered, gaveUp, seconds }) => seconds * (answered + gaveUp));
  const later = sumOf(groups, ({ gaveUp }) => gaveUp);
  const left = later + atOnce;
  const logLikelihood = (count: number): number => -count * (Math.log(total / count) + 1);
  const mean = total / left;
  const factor = Math.exp(Z95 / Math.sqrt(left));
  return {
    family: 'exponential',
    parameters: [{ name: 'mean', value: mean, low: mean / factor, high: mean * factor }],
    logLikelihood: logLikelihood(left),
    aic: 2 - 2 * logLikelihood(later),
  };
}

function weibull(groups: readonly Group[]): CensoredFit {
  const logLikelihood = (logShape: number, logScale: number): number => {
    const shape = Math.exp(logShape);
    return sumOf(groups, ({ answered, gaveUp, seconds }) => {
      const ratio = Math.log(seconds) - logScale;
      return (
        gaveUp * (logShape - logScale + (shape - 1) * ratio) -
        (answered + gaveUp) * Math.exp(shape * ratio)
      );
    });
  };
  const { at, errors, value } = maximised(logLikelihood, [0, Math.log(meanWait(groups))]);
  return {
    family: 'weibull',
    parameters: [logged('shape', at[0], errors[0]), logged('scale', at[1], errors[1])],
    logLikelihood: value,
    aic: 4 - 2 * value,
  };
}

function lognormal(groups: readonly Group[]): CensoredFit {
  const logLikelihood = (mu: number, logSigma: number): number => {
    const sigma = Math.exp(logSigma);
    return sumOf(groups, ({ answered, gaveUp, seconds }) => {
      const z = (Math.log(seconds) - mu) / sigma;
      const density = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - logSigma - Math.log(seconds);
      const beyond = answered === 0 ? 0 : answered * Math.log(Math.max(normalCdf(-z), 1e-300));
      return gaveUp * density + beyond;
    });
  };
  const { at, errors, value } = maximised(logLikelihood, [Math.log(meanWait(groups)), 0.5]);
  const half = Z95 * errors[0];
  return {
    family: 'lognormal',
    parameters: [
      { name: 'mu', value: at[0], low: at[0] - half, high: at[0] + half },
      logged('sigma', at[1], errors[1]),
    ],
    logLikelihood: value,
    aic: 4 - 2 * value,
  };
}

function logged(name: string, at: number, error: number): Parameter {
  return {
    name,
    value: Math.exp(at),
    low: Math.exp(at - Z95 * error),
    high: Math.exp(at + Z95 * error),
  };
}

/** Where a smooth function of two variables is largest: Newton's steps, halved until they climb. */
function maximised(
  f: (x: number, y: number) => number,
  start: readonly [number, number],
): { readonly at: [number, number]; readonly errors: [number, number]; readonly value: number } {
  let [x, y] = start;
  let value = f(x, y);
  for (let round = 0; round < 200; round++) {
    const { gx, gy, xx, xy, yy } = derivatives(f, x, y, value);
    const determinant = xx * yy - xy * xy;
    // Where the surface is not yet a dome, climb along the slope instead.
    const dome = xx < 0 && determinant > 0;
    const slope = Math.hypot(gx, gy) || 1;
    let dx = dome ? -(yy * gx - xy * gy) / determinant : (0.5 * gx) / slope;
    let dy = dome ? -(xx * gy - xy * gx) / determinant : (0.5 * gy) / slope;
    let next = f(x + dx, y + dy);
    for (let half = 0; half < 40 && !(next >= value); half++) {
      dx /= 2;
      dy /= 2;
      next = f(x + dx, y + dy);
    }
    if (!(next >= value)) break;
    const moved = Math.hypot(dx, dy);
    [x, y, value] = [x + dx, y + dy, next];
    if (moved < 1e-7) break;
  }
  const { xx, xy, yy } = derivatives(f, x, y, value);
  const determinant = xx * yy - xy * xy;
  return {
    at: [x, y],
    errors: [Math.sqrt(-yy / determinant), Math.sqrt(-xx / determinant)],
    value,
  };
}

/** First and second derivatives by central differences. */
function derivatives(f: (x: number, y: number) => number, x: number, y: number, middle: number) {
  const h = 1e-3;
  const [right, left, up, down] = [f(x + h, y), f(x - h, y), f(x, y + h), f(x, y - h)];
  const corner = f(x + h, y + h) - f(x + h, y - h) - f(x - h, y + h) + f(x - h, y - h);
  return {
    gx: (right - left) / (2 * h),
    gy: (up - down) / (2 * h),
    xx: (right - 2 * middle + left) / (h * h),
    yy: (up - 2 * middle + down) / (h * h),
    xy: corner / (4 * h * h),
  };
}

function meanWait(groups: readonly Group[]): number {
  const waits = sumOf(groups, ({ answered, gaveUp }) => answered + gaveUp);
  return sumOf(groups, ({ answered, gaveUp, seconds }) => seconds * (answered + gaveUp)) / waits;
}

function sumOf(groups: readonly Group[], read: (group: Group) => number): number {
  let sum = 0;
  for (const group of groups) sum += read(group);
  return sum;
}
