import { describe, expect, it } from 'vitest';
import { censoredFits } from '../../../src/scenario/fitting/censored-fits.js';
import {
  kaplanMeier,
  quantileOfSteps,
  survivalAt,
} from '../../../src/scenario/fitting/kaplan-meier.js';

/**
 * Weeks of remission on 6-mercaptopurine (Freireich et al., Blood 1963), the textbook example of
 * censored data; negative: censored. Published values: Collett, Modelling Survival Data, and R's
 * survival package.
 */
const WEEKS = [
  6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35,
];
const REMISSION = WEEKS.map((weeks) => ({ seconds: Math.abs(weeks), gaveUp: weeks > 0 }));

describe('Kaplan–Meier', () => {
  const steps = kaplanMeier(REMISSION);

  it('has the published survival and standard errors', () => {
    expect(steps.times).toEqual([6, 7, 10, 13, 16, 22, 23]);
    const survival = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
    const errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346];
    steps.survival.forEach((share, i) => expect(share).toBeCloseTo(survival[i]!, 3));
    steps.errors.forEach((error, i) => expect(error).toBeCloseTo(errors[i]!, 4));
  });

  it('has the published median, and no third quartile', () => {
    expect(quantileOfSteps(steps, 0.5)).toBe(23);
    expect(quantileOfSteps(steps, 0.75)).toBeUndefined();
  });

  it('has an interval on the log(−log) scale around each share', () => {
    // R: survfit(…, conf.type = "log-log") at 10 weeks: 0.753 (0.503, 0.889).
    const { high, low, share } = survivalAt(steps, 10);
    expect(share).toBeCloseTo(0.753, 3);
    expect(low).toBeCloseTo(0.503, 3);
    expect(high).toBeCloseTo(0.889, 3);
    expect(survivalAt(steps, 5)).toEqual({ share: 1, low: 1, high: 1 });
  });
});

describe('families fitted with censoring', () => {
  const of = (family: string) => censoredFits(REMISSION).find((f) => f.family === family)!;

  it('exponential: 359 weeks / 9 relapses', () => {
    const { logLikelihood, parameters } = of('exponential');
    expect(parameters[0]!.value).toBeCloseTo(359 / 9, 9);
    expect(logLikelihood).toBeCloseTo(-9 * (Math.log(359 / 9) + 1), 9);
  });

  it('Weibull: where both derivatives of the likelihood vanish', () => {
    const [shape, scale] = of('weibull').parameters;
    // Closed-form conditions, not our optimiser: scale^k = Σt^k / d, and the profile equation in k.
    const k = shape!.value;
    const powers = REMISSION.reduce((sum, { seconds }) => sum + seconds ** k, 0);
    expect(scale!.value).toBeCloseTo((powers / 9) ** (1 / k), 3);
    const logs = REMISSION.filter((w) => w.gaveUp).reduce((s, w) => s + Math.log(w.seconds), 0) / 9;
    const weighted = REMISSION.reduce((s, w) => s + w.seconds ** k * Math.log(w.seconds), 0);
    expect(weighted / powers - 1 / k).toBeCloseTo(logs, 4);
    // Published: shape 1.354, scale 33.77.
    expect(k).toBeCloseTo(1.354, 2);
    expect(scale!.value).toBeCloseTo(33.77, 1);
  });

  it('lognormal: without censoring, mean and deviation of the logarithms', () => {
    const seconds = [3, 5, 8, 13, 40, 90];
    const fits = censoredFits(seconds.map((s) => ({ seconds: s, gaveUp: true })));
    const [mu, sigma] = fits.find(({ family }) => family === 'lognormal')!.parameters;
    const logs = seconds.map(Math.log);
    const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
    expect(mu!.value).toBeCloseTo(mean, 5);
    expect(sigma!.value).toBeCloseTo(
      Math.sqrt(logs.reduce((s, x) => s + (x - mean) ** 2, 0) / logs.length),
      5,
    );
  });

  it('puts the likeliest first, and nothing where hardly anybody gave up', () => {
    const aics = censoredFits(REMISSION).map(({ aic }) => aic);
    expect(aics).toEqual([...aics].sort((a, b) => a - b));
    expect(censoredFits([{ seconds: 3, gaveUp: true }])).toEqual([]);
  });
});
