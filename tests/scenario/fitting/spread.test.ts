import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/scenario/fitting/statistics/fitted-number.js';
import {
  deviationIntervalBy,
  meanBy,
  quantileIntervalsBy,
  ratioBy,
  shareBy,
} from '../../../src/scenario/fitting/statistics/grouped-numbers.js';
import { jackknife, Spread } from '../../../src/scenario/fitting/statistics/spread.js';
import { uniforms } from './uniforms.js';

describe('the interval of a mean', () => {
  it('is Student’s where every observation is its own group', () => {
    // Mean 5, deviation 2, n = 4: t(3) = 3.182, half 3.182 · 2 / 2.
    const values = [3, 5 - Math.SQRT2, 5 + Math.SQRT2, 7].map((value, group) => ({ value, group }));
    const { high, low, value } = meanBy(values, 'mean')!;
    expect(value).toBeCloseTo(5, 12);
    expect((high! - low!) / 2).toBeCloseTo((3.18245 * Math.sqrt(12 / 3)) / 2, 4);
  });

  it('is that of the groups where their members say the same', () => {
    const once = [3, 4, 6, 7].map((value, group) => ({ value, group }));
    const often = once.flatMap((one) => new Array(50).fill(one));
    const [a, b] = [meanBy(once, '')!, meanBy(often, '')!];
    expect(b.high! - b.value).toBeCloseTo(a.high! - a.value, 9);
    expect(b.n).toBe(200);
  });

  it('is never surer than independent observations would be', () => {
    // Both groups have the same mean by luck.
    const values = [1, 9, 2, 8].map((value, i) => ({ value, group: Math.floor(i / 2) }));
    const { high, low } = meanBy(values, '')!;
    expect((high! - low!) / 2).toBeCloseTo((3.18245 * Math.sqrt(50 / 3)) / 2, 3);
  });

  it('of one observation is not told', () => {
    expect(meanBy([{ value: 3, group: 1 }], '')!.low).toBeUndefined();
    expect(new Spread().halfWidth()).toBeUndefined();
  });
});

it('a ratio’s interval follows from what each group lacks of it (Cochran, Sampling Techniques, §6.4)', () => {
  const parts = [
    { top: 10, bottom: 20, group: 1 },
    { top: 30, bottom: 40, group: 2 },
    { top: 20, bottom: 60, group: 3 },
  ];
  // 60 / 120: residuals 0, 10, −10; variance 3/2 · 200 / 120²; t(2) = 4.30265.
  const { high, value } = ratioBy(parts, '')!;
  expect(value).toBe(0.5);
  expect(high! - value).toBeCloseTo(4.30265 * Math.sqrt((1.5 * 200) / 120 ** 2), 4);
});

it('a jackknife of means is the interval of the mean', () => {
  const values = [2, 3, 5, 7, 13];
  const sum = values.reduce((a, b) => a + b, 0);
  const half = jackknife(values.map((value) => (sum - value) / 4))!;
  const variance = values.reduce((s, v) => s + (v - 6) ** 2, 0) / 4;
  expect(half).toBeCloseTo(2.77645 * Math.sqrt(variance / 5), 4);
  expect(jackknife([1, 2])).toBeUndefined();
});

describe('the interval of a share', () => {
  it('is Wilson’s where observations are their own groups', () => {
    const values = Array.from({ length: 400 }, (_, group) => ({ value: group % 5 ? 0 : 1, group }));
    const { high, low } = shareBy(values, '')!;
    const known = wilson(0.2, 400);
    expect(low).toBeCloseTo(known.low, 2);
    expect(high).toBeCloseTo(known.high, 2);
  });

  it('covers the truth in 95 % of records whose days differ, where plain Wilson misses half', () => {
    const uniform = uniforms(7);
    const records = 300;
    let [byDay, plain] = [0, 0];
    for (let record = 0; record < records; record++) {
      const values: { value: number; group: number }[] = [];
      for (let day = 0; day < 14; day++) {
        const share = 0.05 + 0.1 * uniform(); // 10 % on average
        for (let i = 0; i < 500; i++) values.push({ value: uniform() < share ? 1 : 0, group: day });
      }
      const { high, low, n, value } = shareBy(values, '')!;
      if (low! <= 0.1 && high! >= 0.1) byDay++;
      const alone = wilson(value, n);
      if (alone.low <= 0.1 && alone.high >= 0.1) plain++;
    }
    expect(byDay / records).toBeGreaterThan(0.92);
    expect(byDay / records).toBeLessThan(0.985);
    expect(plain / records).toBeLessThan(0.75);
  });
});

describe('the interval of a quantile', () => {
  it('are the order statistics of the sign test: of 100, the 40th and the 61st for the median', () => {
    const sorted = Array.from({ length: 100 }, (_, i) => ({ value: i + 1, group: i }));
    expect(quantileIntervalsBy(sorted, [0.5])).toEqual([{ low: 40, high: 61 }]);
  });

  it('is open where too few lie beyond', () => {
    const sorted = Array.from({ length: 100 }, (_, i) => ({ value: i + 1, group: i }));
    const [low, high] = quantileIntervalsBy(sorted, [0.01, 0.99]);
    expect(low!.low).toBeUndefined();
    expect(high!.high).toBeUndefined();
    expect(high!.low).toBeGreaterThan(90);
  });

  it('covers the truth where days differ', () => {
    const uniform = uniforms(11);
    const records = 200;
    let hits = 0;
    for (let record = 0; record < records; record++) {
      const values: { value: number; group: number }[] = [];
      for (let day = 0; day < 14; day++) {
        // Exponential times, longer on some days.
        const mean = day % 2 === Math.floor(2 * uniform()) ? 0.7 : 1.3;
        for (let i = 0; i < 60; i++)
          values.push({ value: -mean * Math.log(uniform()), group: day });
      }
      values.sort((a, b) => a.value - b.value);
      const [{ high, low } = {}] = quantileIntervalsBy(values, [0.9]);
      const truth = p90();
      if (low! <= truth && high! >= truth) hits++;
    }
    expect(hits / records).toBeGreaterThan(0.92);
  });

  /** Of an even mixture of exponentials with means 0.7 and 1.3, by bisection. */
  function p90(): number {
    let [low, high] = [0, 20];
    for (let i = 0; i < 60; i++) {
      const t = (low + high) / 2;
      if ((Math.exp(-t / 0.7) + Math.exp(-t / 1.3)) / 2 > 0.1) low = t;
      else high = t;
    }
    return low;
  }
});

it('the interval of a deviation is σ / √(2n) for normal values, and wider for heavy tails', () => {
  const uniform = uniforms(3);
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const half = (values: number[]) => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const sigma = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / (values.length - 1));
    const { high } = deviationIntervalBy(
      values.map((value, group) => ({ value, group })),
      sigma,
    );
    return (high! - sigma) / sigma;
  };
  const n = 20_000;
  const plain = half(Array.from({ length: n }, normal));
  expect(plain / (1.96 / Math.sqrt(2 * n))).toBeGreaterThan(0.95);
  expect(plain / (1.96 / Math.sqrt(2 * n))).toBeLessThan(1.05);
  expect(half(Array.from({ length: n }, () => normal() ** 3))).toBeGreaterThan(3 * plain);
});
