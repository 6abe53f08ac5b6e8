import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { censoredFits } from '../../../src/scenario/fitting/patience/censored-fits.js';
import {
  kaplanMeier,
  quantileInterval,
  quantileOfSteps,
  survivalAt,
} from '../../../src/scenario/fitting/patience/kaplan-meier.js';
import { fitPatience } from '../../../src/scenario/fitting/patience/patience-fit.js';
import { writtenCurve } from '../../../src/scenario/fitting/patience/written-curve.js';
import { kaplanMeierText } from '../../../src/scenario/fitting/text/patience-text.js';
import { patience } from '../../../src/scenario/schema/distribution-schema.js';

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
    // Before the first: none of 21, Wilson's upper bound 1.96² / (21 + 1.96²).
    const before = survivalAt(steps, 5);
    expect(before).toMatchObject({ share: 1, high: 1 });
    expect(before.low).toBeCloseTo(21 / (21 + 1.96 ** 2), 5);
  });
});

describe('Kaplan–Meier quantiles', () => {
  it('have the interval of R: survfit(…, conf.type = "log-log"), median 23 (13, NA)', () => {
    expect(quantileInterval(kaplanMeier(REMISSION), 0.5)).toEqual({ low: 13 });
  });

  it('tell no upper end where the last of all gave up', () => {
    const steps = kaplanMeier([1, 2, 3, 4].map((seconds) => ({ seconds, gaveUp: true })));
    expect(survivalAt(steps, 4).share).toBe(0);
    expect(survivalAt(steps, 4).high).toBeGreaterThan(0.5);
    expect(quantileInterval(steps, 0.75).high).toBeUndefined();
  });
});

describe('Kaplan–Meier over days', () => {
  const waits = REMISSION.map((wait, i) => ({ ...wait, group: i % 4 }));

  it('widens by how much each day moves the estimate', () => {
    // Numerically: a day counted twice a thousandth more, over and over.
    const often = 1000;
    const at = 13;
    const logAt = (extra?: number) => {
      const many = waits.flatMap((wait) =>
        new Array(often + (wait.group === extra ? 1 : 0)).fill(wait),
      );
      return Math.log(survivalAt(kaplanMeier(many), at).share);
    };
    const moves = [0, 1, 2, 3].map((day) => often * (logAt(day) - logAt()));
    const squares = moves.reduce((sum, move) => sum + move ** 2, 0);
    // Student's t with 3 degrees of freedom: 3.182.
    const half = 3.182 * Math.sqrt((4 / 3) * squares);
    const steps = kaplanMeier(waits);
    const greenwood = (1.96 * steps.errors[3]!) / steps.survival[3]!;
    expect(half).toBeGreaterThan(greenwood);
    expect(steps.halves[3]).toBeCloseTo(half, 2);
  });

  it('is never surer than Greenwood', () => {
    const alone = kaplanMeier(REMISSION);
    kaplanMeier(waits).halves.forEach((half, i) => {
      expect(half).toBeGreaterThanOrEqual(alone.halves[i]! - 1e-12);
    });
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

  it('compares all three over the same waits: those above 0 s', () => {
    const atOnce = [0, 0, 0].map((seconds) => ({ seconds, gaveUp: true }));
    const [with3, without] = [censoredFits([...REMISSION, ...atOnce]), censoredFits(REMISSION)];
    expect(with3.map(({ aic }) => aic)).toEqual(without.map(({ aic }) => aic));
    for (const { aic, family, logLikelihood, n, parameters } of with3) {
      expect(aic, family).toBeCloseTo(2 * parameters.length - 2 * logLikelihood, 9);
      expect(n).toBe(21);
    }
    const exponential = with3.find(({ family }) => family === 'exponential')!;
    expect(exponential.parameters[0]!.value).toBeCloseTo(359 / 12, 9);
    expect(exponential.atOnce).toEqual({
      count: 3,
      meanWithout: 359 / 9,
      logLikelihood: -12 * (Math.log(359 / 12) + 1),
    });
  });

  it('leaves out what has no maximum: all give up at one wait', () => {
    const waits = Array.from({ length: 90 }, (_, i) => ({
      seconds: i % 3 ? 300 : 20 + i,
      gaveUp: i % 3 > 0,
    }));
    expect(censoredFits(waits).map(({ family }) => family)).toEqual(['exponential']);
  });

  it('has intervals of days where days differ', () => {
    const seconds = [3, 5, 8, 13, 40, 90, 4, 6, 9, 15, 30, 70];
    const waits = seconds.map((s, i) => ({ seconds: s, gaveUp: true, group: i % 6 }));
    const mu = (of: readonly { seconds: number; gaveUp: boolean; group: number }[]) =>
      censoredFits(of).find(({ family }) => family === 'lognormal')!.parameters[0]!;
    // Every wait eight times on its day tells of a mean over days no more than once.
    const eight = waits.flatMap((wait) => new Array(8).fill(wait));
    const width = (one: { low: number; high: number }) => one.high - one.low;
    expect(width(mu(eight))).toBeGreaterThan(0.9 * width(mu(waits)));
    // The mean of logarithms, by its textbook interval over six days of equal size: t(5) = 2.571.
    const days = [0, 1, 2, 3, 4, 5].map(
      (day) => (Math.log(seconds[day]!) + Math.log(seconds[day + 6]!)) / 2,
    );
    const mean = days.reduce((a, b) => a + b, 0) / 6;
    const error = Math.sqrt(days.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 30);
    expect((mu(eight).high - mu(eight).low) / 2).toBeCloseTo(2.571 * error, 2);
  });
});

describe('the curve as written', () => {
  const fitted = (waits: readonly number[]) =>
    fitPatience(waits.map((wait) => ({ wait, answered: false })));

  it.each([
    ['at 0 and 0.3 s', [0, 0.3, 20], [0.15, 0.3, 20]],
    ['within a tenth', [10.01, 10.04, 12], [10, 12]],
    ['in whole seconds', [0, 1, 2], [0.5, 1, 2]],
  ])('rises with time where some give up %s', (_, waits, times) => {
    const text = parse(kaplanMeierText(fitted(waits)));
    expect(text.kaplan_meier.times).toEqual(times);
    expect(patience.safeParse(text).success).toBe(true);
  });

  it('has at most 300 points, and moves by no more than it says', () => {
    const { steps } = fitted(Array.from({ length: 5000 }, (_, i) => 0.1 * i + (i % 7)));
    const { moved, survival, times } = writtenCurve(steps);
    expect(steps.times.length).toBeGreaterThan(3000);
    expect(times.length).toBeLessThanOrEqual(300);
    expect(times.length).toBeGreaterThan(200);
    let most = 0;
    for (let at = 0, i = 0; i < steps.times.length; i++) {
      while (at < times.length && times[at]! <= steps.times[i]!) at++;
      const written = survival[at - 1] ?? 1;
      const before = times[at - 1] === steps.times[i] ? (survival[at - 2] ?? 1) : written;
      most = Math.max(
        most,
        Math.abs(written - steps.survival[i]!),
        Math.abs(before - (steps.survival[i - 1] ?? 1)),
      );
    }
    expect(moved).toBeCloseTo(most, 9);
    expect(most).toBeLessThan(1 / 300);
  });
});
