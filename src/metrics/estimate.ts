import { studentTQuantile } from '../scenario/distribution/student-t.js';

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
  /** Below 1 there is no telling how far off the estimate may be. */
  readonly degreesOfFreedom: number;
  /** In a replay, what more replications cannot make smaller. */
  readonly sampling?: SamplingError;
}

/**
 * The error of having only so many recorded conversations, or days. One deviation a group of them;
 * their squares add up to its variance.
 */
export interface SamplingError {
  readonly deviations: readonly number[];
  readonly degreesOfFreedom: number;
  /** The luck of the replications is in these deviations too, and must not be added. */
  readonly holdsLuck?: boolean;
}

export interface Interval {
  readonly value: number;
  /** Absent where fewer than two replications observed anything, or no other way tells the error. */
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
  const observed = denominators.filter((n) => n > 0).length;
  return {
    value,
    deviations: numerators.map((a, r) => (a - value * denominators[r]!) / mean),
    degreesOfFreedom: observed < 2 ? 0 : denominators.length - 1,
  };
}

/** Mean of one value a replication; those without an observation count as if they had never run. */
export function meanEstimate(values: readonly (number | undefined)[]): Estimate | undefined {
  const present = values.filter((value) => value !== undefined);
  if (present.length === 0) return undefined;
  const [n, R] = [present.length, values.length];
  const value = sum(present) / n;
  // Undoes the division by R(R − 1) in the standard error in favour of n(n − 1).
  const scale = n < 2 ? 1 : Math.sqrt((R * (R - 1)) / (n * (n - 1)));
  return {
    value,
    deviations: values.map((v) => (v === undefined ? 0 : (v - value) * scale)),
    degreesOfFreedom: n - 1,
  };
}

/** Student-t interval at `level` (0.95) for an estimate. */
export function interval(estimate: Estimate, level: number): Interval {
  return withMargin(estimate, level);
}

/** Interval of `estimate − baseline` on paired replications (common random numbers). */
export function differenceInterval(
  estimate: Estimate,
  baseline: Estimate,
  level: number,
): Interval {
  const [a, b] = [estimate.sampling, baseline.sampling];
  return withMargin(
    {
      value: estimate.value - baseline.value,
      deviations: estimate.deviations.map((d, r) => d - baseline.deviations[r]!),
      degreesOfFreedom: Math.min(estimate.degreesOfFreedom, baseline.degreesOfFreedom),
      ...(a && b
        ? {
            sampling: {
              deviations: a.deviations.map((d, g) => d - b.deviations[g]!),
              degreesOfFreedom: Math.min(a.degreesOfFreedom, b.degreesOfFreedom),
              ...(a.holdsLuck ? { holdsLuck: a.holdsLuck } : {}),
            },
          }
        : {}),
    },
    level,
  );
}

/** The estimate with the error of its replications alone, as if the record were all there is. */
export function luckOfDays({ sampling: _, ...estimate }: Estimate): Estimate {
  return estimate;
}

function withMargin(estimate: Estimate, level: number): Interval {
  const { value, deviations, degreesOfFreedom, sampling } = estimate;
  if (sampling && sampling.degreesOfFreedom < 1) return { value };
  const ofRecord = sampling ? squares(sampling.deviations) : 0;
  // One replication is enough where the record tells all of the error.
  if (sampling?.holdsLuck)
    return around(value, Math.sqrt(ofRecord), sampling.degreesOfFreedom, level);
  if (degreesOfFreedom < 1) return { value };
  const R = deviations.length;
  const ofDays = squares(deviations) / (R * (R - 1));
  const df =
    ofRecord > 0
      ? together(ofDays, degreesOfFreedom, ofRecord, sampling!.degreesOfFreedom)
      : degreesOfFreedom;
  return around(value, Math.sqrt(ofDays + ofRecord), df, level);
}

function around(value: number, standardError: number, df: number, level: number): Interval {
  const margin = studentTQuantile((1 + level) / 2, df) * standardError;
  return { value, low: value - margin, high: value + margin, standardError };
}

/** Degrees of freedom of a sum of two estimated variances (Satterthwaite, Biometrics 2, 1946). */
function together(a: number, dfOfA: number, b: number, dfOfB: number): number {
  return (a + b) ** 2 / (a ** 2 / dfOfA + b ** 2 / dfOfB);
}

function squares(deviations: readonly number[]): number {
  return deviations.reduce((total, d) => total + d * d, 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
