import { type Estimate, interval } from '../../metrics/estimate.js';

/** One statement about the engine that can be checked against something it did not compute. */
export interface VerifiedRow {
  readonly model: string;
  readonly figure: string;
  readonly expected: number;
  readonly simulated: number;
  /** Absent for statements that hold exactly or not at all. */
  readonly standardError?: number;
  readonly z?: number;
  readonly passes: boolean;
}

/** Beyond this many standard errors a row fails: by chance 1 in 2,500, or 1,600 with estimated errors. */
export const Z_LIMIT = 3.54;
/** Standard errors may be so large, as shares of the truth. */
const PRECISION = 0.005;
/** Heavy tails and heavy traffic converge slowly. */
const HEAVY_PRECISION = 0.01;

export interface Expectation {
  readonly model: string;
  readonly figure: string;
  readonly expected: number;
  readonly heavy?: boolean;
}

/** A row with an error: near enough to the truth, and precise enough for that to mean something. */
export function judge(
  { model, figure, expected, heavy }: Expectation,
  estimate: Estimate,
): VerifiedRow {
  const standardError = interval(estimate, 0.95).standardError!;
  const z = (estimate.value - expected) / standardError;
  const precise = standardError <= (heavy ? HEAVY_PRECISION : PRECISION) * expected;
  return {
    model,
    figure,
    expected,
    simulated: estimate.value,
    standardError,
    z,
    passes: precise && Math.abs(z) <= Z_LIMIT,
  };
}

/** A row that holds to the last digits or not at all. */
export function exact({ model, figure, expected }: Expectation, simulated: number): VerifiedRow {
  const passes = Math.abs(simulated - expected) <= 1e-9 * Math.abs(expected);
  return { model, figure, expected, simulated, passes };
}
