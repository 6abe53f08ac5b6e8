import { normalCdf } from '../../distribution/normal.js';
import { Z95 } from '../statistics/fitted-number.js';
import { type LogLikelihood, maximumOf } from '../statistics/maximum.js';
import { t95 } from '../statistics/spread.js';
import type { Wait } from './kaplan-meier.js';

/**
 * A family of waiting times fitted to censored waits by maximum likelihood.
 *
 * Families are compared over waits above 0 s, since Weibull and lognormal have no density at 0. The
 * exponential has one: its own mean counts those who gave up at once too.
 */
export interface CensoredFit {
  readonly family: 'exponential' | 'weibull' | 'lognormal';
  /** Exponential: mean, at once included. Weibull: shape, scale. Lognormal: μ and σ of the logarithm. */
  readonly parameters: readonly Parameter[];
  /** Over waits above 0 s, of which there are `n`; the exponential with their own mean. */
  readonly logLikelihood: number;
  /** Akaike's, of the same: 2 × parameters − 2 × log-likelihood; smaller is better. */
  readonly aic: number;
  readonly n: number;
  /** The exponential alone: those who gave up at 0 s, the mean without them, the likelihood with them. */
  readonly atOnce?: {
    readonly count: number;
    readonly meanWithout: number;
    readonly logLikelihood: number;
  };
}

export interface Parameter {
  readonly name: string;
  readonly value: number;
  /** Nominal 95 %: from the curvature of the likelihood, or by group (day) where that is wider. */
  readonly low: number;
  readonly high: number;
}

/**
 * The families, the likeliest by Akaike's criterion first; none where fewer than two gave up. One whose
 * likelihood has no maximum, as where all give up at one wait, or lies where no scenario can follow is
 * left out.
 */
export function censoredFits(waits: readonly Wait[]): CensoredFit[] {
  const groups = grouped(waits);
  if (sumOf(groups, ({ gaveUp }) => gaveUp) < 2) return [];
  const byDay = new Map<number, Wait[]>();
  for (const wait of waits) {
    if (wait.group === undefined) continue;
    const own = byDay.get(wait.group);
    if (own) own.push(wait);
    else byDay.set(wait.group, [wait]);
  }
  const days = [...byDay.values()];
  const groupsByDay = days.map(grouped);
  const first = exponential(groups, waits, days);
  if (atOneWait(groups)) return [first];
  return [first, weibull(groups, groupsByDay), lognormal(groups, groupsByDay)]
    .filter(isTold)
    .sort((a, b) => a.aic - b.aic);
}

/** All who gave up did so at one wait, and nobody waited longer: no spread is too small. */
function atOneWait(groups: readonly Group[]): boolean {
  const left = groups.filter(({ gaveUp }) => gaveUp > 0);
  const longest = groups.reduce((most, { seconds }) => Math.max(most, seconds), 0);
  return left.length === 1 && left[0]!.seconds === longest;
}

/** Spread of a logarithm: Weibull's is about 1.3 / shape. As the schema of distributions has them. */
const SHAPES = { shape: [0.1, 100], sigma: [0.01, 5] } as const;

function isTold({ aic, parameters }: CensoredFit): boolean {
  return (
    Number.isFinite(aic) &&
    parameters.every(({ high, low, name, value }) => {
      const [least, most] =
        name === 'shape' || name === 'sigma'
          ? SHAPES[name]
          : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      return Number.isFinite(low) && Number.isFinite(high) && value >= least && value <= most;
    })
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

/** Mean = time waited by all / those who gave up. */
function exponential(
  groups: readonly Group[],
  waits: readonly Wait[],
  days: readonly (readonly Wait[])[],
): CensoredFit {
  const { left, seconds } = exposure(waits);
  const later = sumOf(groups, ({ gaveUp }) => gaveUp);
  const logLikelihood = (count: number): number => -count * (Math.log(seconds / count) + 1);
  const squares = days.map(exposure).reduce((sum, day) => {
    return sum + (day.seconds / seconds - day.left / left) ** 2;
  }, 0);
  const count = days.length;
  const byDay = count < 2 ? 0 : t95(count - 1) * Math.sqrt((count / (count - 1)) * squares);
  const half = Math.max(Z95 / Math.sqrt(left), byDay);
  return {
    family: 'exponential',
    parameters: [logged('mean', Math.log(seconds / left), half)],
    logLikelihood: logLikelihood(later),
    aic: 2 - 2 * logLikelihood(later),
    n: countOf(groups),
    atOnce: {
      count: left - later,
      meanWithout: seconds / later,
      logLikelihood: logLikelihood(left),
    },
  };
}

/** Seconds waited by all, and those who gave up. */
function exposure(waits: readonly Wait[]): { readonly seconds: number; readonly left: number } {
  let [seconds, left] = [0, 0];
  for (const wait of waits) {
    seconds += Math.max(0, wait.seconds);
    if (wait.gaveUp) left++;
  }
  return { seconds, left };
}

function weibull(groups: readonly Group[], days: readonly (readonly Group[])[]): CensoredFit {
  const logLikelihoodOf =
    (some: readonly Group[]): LogLikelihood =>
    (logShape, logScale) => {
      const shape = Math.exp(logShape);
      return sumOf(some, ({ answered, gaveUp, seconds }) => {
        const ratio = Math.log(seconds) - logScale;
        return (
          gaveUp * (logShape - logScale + (shape - 1) * ratio) -
          (answered + gaveUp) * Math.exp(shape * ratio)
        );
      });
    };
  const { at, halves, value } = maximumOf(
    logLikelihoodOf(groups),
    [0, Math.log(meanWait(groups))],
    days.map(logLikelihoodOf),
  );
  return {
    family: 'weibull',
    parameters: [logged('shape', at[0], halves[0]), logged('scale', at[1], halves[1])],
    logLikelihood: value,
    aic: 4 - 2 * value,
    n: countOf(groups),
  };
}

function lognormal(groups: readonly Group[], days: readonly (readonly Group[])[]): CensoredFit {
  const logLikelihoodOf =
    (some: readonly Group[]): LogLikelihood =>
    (mu, logSigma) => {
      const sigma = Math.exp(logSigma);
      return sumOf(some, ({ answered, gaveUp, seconds }) => {
        const z = (Math.log(seconds) - mu) / sigma;
        const density = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - logSigma - Math.log(seconds);
        const beyond = answered === 0 ? 0 : answered * Math.log(Math.max(normalCdf(-z), 1e-300));
        return gaveUp * density + beyond;
      });
    };
  const { at, halves, value } = maximumOf(
    logLikelihoodOf(groups),
    [Math.log(meanWait(groups)), 0.5],
    days.map(logLikelihoodOf),
  );
  return {
    family: 'lognormal',
    parameters: [
      { name: 'mu', value: at[0], low: at[0] - halves[0], high: at[0] + halves[0] },
      logged('sigma', at[1], halves[1]),
    ],
    logLikelihood: value,
    aic: 4 - 2 * value,
    n: countOf(groups),
  };
}

function logged(name: string, at: number, half: number): Parameter {
  return {
    name,
    value: Math.exp(at),
    low: Math.exp(at - half),
    high: Math.exp(at + half),
  };
}

function meanWait(groups: readonly Group[]): number {
  return (
    sumOf(groups, ({ answered, gaveUp, seconds }) => seconds * (answered + gaveUp)) /
    countOf(groups)
  );
}

function countOf(groups: readonly Group[]): number {
  return sumOf(groups, ({ answered, gaveUp }) => answered + gaveUp);
}

function sumOf(groups: readonly Group[], read: (group: Group) => number): number {
  let sum = 0;
  for (const group of groups) sum += read(group);
  return sum;
}
