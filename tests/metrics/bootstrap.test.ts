import { describe, expect, it } from 'vitest';
import { percentileInterval, Resample } from '../../src/metrics/bootstrap.js';

function drawn(seed: number, subjects: number, resamples: number): number[][] {
  const source = new Resample(seed, subjects);
  const times = new Uint32Array(subjects);
  return Array.from({ length: resamples }, (_, b) => {
    source.draw(b, times);
    return [...times];
  });
}

describe('resamples', () => {
  it('draw as many subjects as there are', () => {
    for (const times of drawn(1, 7, 50)) expect(times.reduce((a, b) => a + b)).toBe(7);
  });

  it('are the same for a seed, in any order, and others for another', () => {
    const all = drawn(5, 20, 10);
    const source = new Resample(5, 20);
    const times = new Uint32Array(20);
    source.draw(7, times);
    expect([...times]).toEqual(all[7]);
    expect(drawn(6, 20, 10)).not.toEqual(all);
  });

  it('of three subjects follow the multinomial: 1/27 each alone, 6/27 all three', () => {
    const resamples = 20_000;
    const seen = new Map<string, number>();
    for (const times of drawn(3, 3, resamples)) {
      seen.set(times.join(''), (seen.get(times.join('')) ?? 0) + 1);
    }
    const expected = { '300': 1, '030': 1, '003': 1, '111': 6, '210': 3, '021': 3, '102': 3 };
    for (const [times, of27] of Object.entries(expected)) {
      const p = of27 / 27;
      const error = Math.sqrt((p * (1 - p)) / resamples);
      expect(Math.abs(seen.get(times)! / resamples - p)).toBeLessThan(4 * error);
    }
  });

  it('spread a mean by its exact bootstrap error, √(Σ(x − x̄)²)/n', () => {
    const x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
    const mean = 3.9;
    const exact = Math.sqrt(x.reduce((sum, one) => sum + (one - mean) ** 2, 0)) / x.length;
    const means = drawn(1, x.length, 20_000).map(
      (times) => times.reduce((sum, t, i) => sum + t * x[i]!, 0) / x.length,
    );
    const average = means.reduce((a, b) => a + b) / means.length;
    const spread = Math.sqrt(
      means.reduce((sum, one) => sum + (one - average) ** 2, 0) / means.length,
    );
    expect(average).toBeCloseTo(mean, 1);
    expect(spread / exact).toBeGreaterThan(0.98);
    expect(spread / exact).toBeLessThan(1.02);
  });
});

describe('the percentile interval', () => {
  it('is cut off at both tails', () => {
    const values = Array.from({ length: 1001 }, (_, i) => 1000 - i);
    const { low, high } = percentileInterval(500, values, 0.95);
    expect(low).toBeCloseTo(25, 9);
    expect(high).toBeCloseTo(975, 9);
  });

  it('is left out where too many resamples had nothing to measure', () => {
    const values = (empty: number) =>
      Array.from({ length: 100 }, (_, i) => (i < empty ? undefined : 1));
    expect(percentileInterval(1, values(6), 0.95)).toEqual({ value: 1 });
    expect(percentileInterval(1, values(5), 0.95)).toEqual({ value: 1, low: 1, high: 1 });
    expect(percentileInterval(1, [], 0.95)).toEqual({ value: 1 });
  });
});
