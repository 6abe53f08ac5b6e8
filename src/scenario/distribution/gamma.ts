import { HALF_LOG_TWO_PI, logGamma, stirlingError } from './log-gamma.js';
import { normalQuantile } from './normal.js';

/**
 * Share of a gamma distribution with scale 1 at or below `x`: the regularised incomplete gamma
 * function P(shape, x), within about one part in 10¹³ for shapes of 0.01 to 10⁴.
 *
 * Source: Press et al., "Numerical Recipes" 6.2: the power series (Abramowitz & Stegun 6.5.29)
 * below shape + 1, the continued fraction (6.5.31) for the complement above.
 */
export function gammaShareBelow(shape: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const density = densityTerm(shape, x, logScale(shape));
  return x < shape + 1
    ? density * series(shape, x)
    : 1 - density * shape * continuedFraction(shape, x);
}

/**
 * The value below which a share `u` of a gamma distribution with scale 1 lies, within about one
 * part in 10¹² for shapes of 0.01 to 10⁴. Zero where it is too small for a number.
 *
 * Halley's method on the logarithm of the smaller tail over ln x. The logarithm of a gamma variable
 * has a log-concave density, so that of either tail is concave: Newton's step alone would find the
 * root from anywhere, and Halley's shortens the way. Two evaluations from most starts.
 *
 * Sources of the start: Wilson & Hilferty (1931) from shape 1 on, as in Best & Roberts, "Algorithm
 * AS 91", Applied Statistics 24 (1975); Press et al., "Numerical Recipes" 6.2.1 below. Never less
 * than (u·Γ(shape + 1))^(1/shape), which bounds the quantile from below since P(a, x) ≤ x^a / Γ(a + 1).
 */
export function gammaQuantile(shape: number, u: number): number {
  if (u <= 0) return 0;
  if (u >= 1) return Number.POSITIVE_INFINITY;
  // The cube is good to 10⁻⁹ by then, and the series would take more than ten thousand terms.
  if (shape > LARGEST_SHAPE) return wilsonHilferty(shape, u);
  const logLeast = (Math.log(u) + logGamma(shape + 1)) / shape;
  const least = Math.exp(logLeast);
  // The power law is then exact to the last digit.
  if (logLeast < -40) return least;

  const powerLaw = 1 - shape * (0.253 + 0.12 * shape);
  const lower = u < (shape < 1 ? powerLaw : 0.5);
  const target = lower ? u : 1 - u;
  let x = Math.max(
    least,
    shape >= 1
      ? wilsonHilferty(shape, u)
      : lower
        ? (u / powerLaw) ** (1 / shape)
        : 1 - Math.log((1 - u) / (1 - powerLaw)),
  );

  const scale = logScale(shape);
  // The method is of third order: the step after one this small is below the last digit.
  const enough = 1e-5 / Math.sqrt(Math.max(1, shape));
  for (let i = 0; i < MOST_STEPS; i++) {
    const density = densityTerm(shape, x, scale);
    const below = x < shape + 1;
    const share = below
      ? density * series(shape, x)
      : density * shape * continuedFraction(shape, x);
    const tail = below === lower ? share : 1 - share;
    // d ln(tail) / d ln(x); the second derivative is the slope times (shape − x − slope).
    const slope = ((lower ? 1 : -1) * shape * density) / tail;
    const newton = -Math.log(tail / target) / slope;
    const bend = 1 + (newton * (shape - x - slope)) / 2;
    const step = newton / Math.max(0.5, bend);
    x *= Math.exp(step);
    if (Math.abs(step) < enough) break;
  }
  return x;
}

const LARGEST_SHAPE = 1e6;
const MOST_STEPS = 60;

function wilsonHilferty(shape: number, u: number): number {
  const spread = 1 / (9 * shape);
  return shape * Math.max(0, 1 - spread + Math.sqrt(spread) * normalQuantile(u)) ** 3;
}

/** What `densityTerm` needs to know of the shape alone. */
function logScale(shape: number): number {
  return shape < 10
    ? logGamma(shape + 1)
    : stirlingError(shape) + HALF_LOG_TWO_PI + 0.5 * Math.log(shape);
}

/**
 * x^shape · e^−x / Γ(shape + 1), which is x/shape times the density.
 *
 * For large shapes in terms of the distance from the mean, where the powers would cancel: after
 * C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000).
 */
function densityTerm(shape: number, x: number, scale: number): number {
  if (shape < 10) return Math.exp(shape * Math.log(x) - x - scale);
  const away = (x - shape) / shape;
  const log = Math.abs(away) < 0.5 ? Math.log1p(away) : Math.log(x / shape);
  return Math.exp(shape * (log - away) - scale);
}

/** 1 + x/(a + 1) + x²/((a + 1)(a + 2)) + …, for x below a + 1. */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = a + 1; term > sum * 1e-17; k++) {
    term *= x / k;
    sum += term;
  }
  return sum;
}

/** 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/…)) by Lentz's method, for x above a + 1. */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < 100_000; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return value;
}
