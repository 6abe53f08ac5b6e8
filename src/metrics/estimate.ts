import { studentTQuantile } from './student-t.js';

/**
 * A point estimate over replications with what is needed to put an interval on it, or on its
 * difference from another on the same luck.
 *
 * `deviations` are the replications' own departures from the estimate, linearised where it is a
 * ratio; they sum to zero, and their spread is the estimate's error.
 */
export interface Estimate {
  readonly value: number;
  readonly deviations: readonly number[];
}

export interface Interval {
  readonly value: number;
  /** Absent with a single replication. */
  readonly low?: number;
  readonly high?: number;
  readonly standardError?: number;
}

/**
 * Ratio of totals p̂ = ΣA/ΣN over replications. Its variance is Σ(A_r − p̂·N_r)² / (R(R−1)·N̄²) (Law,
 * Simulation Modeling and Analysis). The mean of the replications' own ratios is another estimand.
 *
 * @returns undefined when there was nothing to measure
 */
export function ratioEstimate(
  numerators: readonly number[],
  denominators: readonly number[],
): Estimate | undefined {
  const total = sum(denominators);
  if (total === 0) return undefined;
  const value = sum(numerators) / total;
  const mean = total / denominators.length;
  return {
    value,
    deviations: numerators.map((a, r) => (a - value * denominators[r]!) / mean),
  };
}

/** Mean of one value a replication; those without an observation are left out. */
export function meanEstimate(values: readonly (number | undefined)[]): Estimate | undefined {
  const present = values.filter((value) => value !== undefined);
  if (present.length === 0) return undefined;
  const value = sum(present) / present.length;
  // A replication without observations neither pulls nor spreads; scaled so that n, not R, counts.
  const scale = values.length / present.length;
  return {
    value,
    deviations: values.map((v) => (v === undefined ? 0 : (v - value) * scale)),
  };
}

/** Student-t interval at `level` (0.95) for an estimate. */
export function interval(estimate: Estimate, level: number): Interval {
  return withMargin(estimate.value, estimate.deviations, level);
}

/** Interval of `estimate − baseline` on paired replications (common random numbers). */
export function differenceInterval(
  estimate: Estimate,
  baseline: Estimate,
  level: number,
): Interval {
  return withMargin(
    estimate.value - baseline.value,
    estimate.deviations.map((d, r) => d - baseline.deviations[r]!),
    level,
  );
}

function withMargin(value: number, deviations: readonly number[], level: number): Interval {
  const R = deviations.length;
  if (R < 2) return { value };
  const squares = deviations.reduce((total, d) => total + d * d, 0);
  const standardError = Math.sqrt(squares / (R * (R - 1)));
  const margin = studentTQuantile((1 + level) / 2, R - 1) * standardError;
  return { value, low: value - margin, high: value + margin, standardError };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
