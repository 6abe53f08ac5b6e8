import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readYaml } from '../../src/input/yaml-file.js';
import {
  type Distribution,
  meanOf,
  quantileOf,
  squaredVariationOf,
} from '../../src/scenario/distribution/distribution.js';
import { patience, time } from '../../src/scenario/schema/distribution-schema.js';
import { problemsOf } from '../problems.js';

const schema = z.strictObject({ time: time.optional(), patience: patience.optional() });

function read(text: string): Distribution {
  const { value } = readYaml('s.yaml', text, schema);
  return (value.time ?? value.patience)!;
}

const problems = (text: string) => problemsOf(() => read(text));

describe('a distribution in a scenario', () => {
  // Mean in seconds and coefficient of variation, as the text says or a formula for it does.
  it.each([
    ['{ constant: 1m }', 60, 0],
    ['{ exponential: { mean: 5m } }', 300, 1],
    ['{ lognormal: { mean: 700s, cv: 1.1 } }', 700, 1.1],
    ['{ lognormal: { mean: 700s, sigma: 0.9 } }', 700, Math.sqrt(Math.exp(0.81) - 1)],
    ['{ lognormal: { median: 60s, sigma: 0 } }', 60, 0],
    ['{ gamma: { mean: 300s, cv: 0.5 } }', 300, 0.5],
    ['{ gamma: { shape: 4, scale: 75s } }', 300, 0.5],
    ['{ weibull: { shape: 0.5, mean: 300s } }', 300, Math.sqrt(5)],
    ['{ weibull: { shape: 0.5, scale: 150s } }', 300, Math.sqrt(5)],
    ['{ empirical: { values: [30s, 10s] } }', 20, 0.5],
    ['{ empirical: { values: [30s, 10s], weights: [3, 1] } }', 25, Math.sqrt(75) / 25],
    ['{ empirical: { quantiles: { 1: 40s, 0: 10s } } }', 25, 30 / Math.sqrt(12) / 25],
  ])('%s', (text, mean, variation) => {
    for (const place of ['time', 'patience']) {
      const distribution = read(`${place}: ${text}`);
      expect(meanOf(distribution)).toBeCloseTo(mean, 9);
      expect(Math.sqrt(squaredVariationOf(distribution))).toBeCloseTo(variation, 9);
    }
  });

  it('of patience may be a survival function with a tail', () => {
    const survival = '{ times: [30s, 2m], survival: [0.9, 0.5], tail:';
    const endless = read(`patience: { kaplan_meier: ${survival} never } }`);
    expect([0.05, 0.3, 0.6].map((u) => quantileOf(endless, u))).toEqual([30, 120, Infinity]);
    const fading = read(`patience: { kaplan_meier: ${survival} { exponential: { mean: 10m } } } }`);
    expect(meanOf(fading)).toBeCloseTo(0.1 * 30 + 0.4 * 120 + 0.5 * 720, 9);
    expect(read('patience: never')).toEqual({ kind: 'never' });
  });

  it('bounds keep every mean a number', () => {
    for (const text of [
      '{ weibull: { shape: 0.1, scale: 366d } }',
      '{ lognormal: { median: 366d, sigma: 5 } }',
      '{ lognormal: { mean: 366d, cv: 100 } }',
      '{ gamma: { mean: 366d, cv: 10 } }',
      '{ gamma: { mean: 366d, cv: 0.01 } }',
    ]) {
      const distribution = read(`time: ${text}`);
      expect(meanOf(distribution)).toBeLessThan(1e15);
      expect(quantileOf(distribution, 1 - 2 ** -53)).toBeLessThan(1e40);
    }
  });

  it.each([
    ['gamma: { mean: 300s, cv: 0 }', 'out-of-range', 'time.gamma.cv'],
    ['gamma: { mean: 300s }', 'missing-key', 'time.gamma.cv'],
    ['gamma: { mean: 300s, shape: 2 }', 'no-form', 'time.gamma'],
    ['gama: { mean: 300s, cv: 0.5 }', 'unknown-key', 'time.gama'],
    ['weibull: { shape: 0.01, mean: 300s }', 'out-of-range', 'time.weibull.shape'],
    ['weibull: { shape: 0.9, scale: 0s }', 'out-of-range', 'time.weibull.scale'],
    ['weibull: { shape: 0.9 }', 'no-form', 'time.weibull'],
    ['lognormal: { mean: 300s }', 'no-form', 'time.lognormal'],
    ['lognormal: { median: 367d, sigma: 1 }', 'out-of-range', 'time.lognormal.median'],
    ['empirical: { values: [] }', 'out-of-range', 'time.empirical.values'],
    ['empirical: { values: [1s, x] }', 'invalid-value', 'time.empirical.values[1]'],
    ['empirical: { values: [1s], weights: [0] }', 'out-of-range', 'time.empirical.weights[0]'],
    ['empirical: { values: [1s, 2s], weights: [1] }', 'wrong-length', 'time.empirical.weights'],
    ['empirical: { quantiles: { 0: 1s, 0.5: 2s } }', 'out-of-range', 'time.empirical.quantiles'],
    ['empirical: { quantiles: { 0: 9s, 1: 2s } }', 'out-of-range', 'time.empirical.quantiles'],
    ['empirical: { quantiles: { p50: 9s } }', 'out-of-range', 'time.empirical.quantiles'],
  ])('{ %s } is a problem', (text, code, path) => {
    expect(problems(`time: { ${text} }`)).toMatchObject([{ code, path, file: 's.yaml', line: 1 }]);
  });

  it.each([
    ['times: [30s, 30s], survival: [0.9, 0.5], tail: never', 'out-of-range', 'times[1]'],
    ['times: [30s, 60s], survival: [0.5, 0.9], tail: never', 'out-of-range', 'survival[1]'],
    ['times: [30s, 60s], survival: [0.9, -1], tail: never', 'out-of-range', 'survival[1]'],
    ['times: [30s, 60s], survival: [0.9], tail: never', 'wrong-length', 'survival'],
    ['times: [30s, 60s], survival: [0.9, 0.5]', 'missing-key', 'tail'],
    ['times: [30s, 60s], survival: [0.9, 0.5], tail: nevr', 'invalid-value', 'tail'],
  ])('{ kaplan_meier: { %s } } is a problem', (text, code, path) => {
    expect(problems(`patience: { kaplan_meier: { ${text} } }`)).toMatchObject([
      { code, path: `patience.kaplan_meier.${path}` },
    ]);
  });

  it('lists its forms where none is meant', () => {
    const [problem] = problems('time: 300s');
    for (const form of ['lognormal', 'exponential', 'gamma', 'weibull', 'empirical', 'constant']) {
      expect(problem!.expected).toContain(`{ ${form}: `);
    }
    expect(problems('patience: sometimes')[0]!.expected).toMatch(/^never .*kaplan_meier/);
  });

  it('of work cannot be endless', () => {
    expect(problems('time: never')).toHaveLength(1);
    expect(
      problems('time: { kaplan_meier: { times: [30s], survival: [0.5], tail: never } }'),
    ).toMatchObject([{ code: 'unknown-key' }]);
  });
});
