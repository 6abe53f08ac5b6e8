/**
 * Quantile of the standard normal distribution, accurate to about 1 part in 10¹⁶.
 *
 * Source: Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied
 * Statistics 37 (1988), routine PPND16. simple-statistics' `probit` is good to three digits only.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) > 0.425) return tailQuantile(p, q);
  const r = 0.180625 - q * q;
  // Here and not in arrays, as those of the tails: six in seven draws come this way.
  const top =
    ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
      45921.953931549871457) *
      r +
      13731.693765509461125) *
      r +
      1971.5909503065514427) *
      r +
      133.14166789178437745) *
      r +
    3.387132872796366608;
  const bottom =
    ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
      21213.794301586595867) *
      r +
      5394.1960214247511077) *
      r +
      687.1870074920579083) *
      r +
      42.313330701600911252) *
      r +
    1;
  return (q * top) / bottom;
}

function tailQuantile(p: number, q: number): number {
  const tail = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const value =
    tail <= 5
      ? poly7(MIDDLE_TOP, tail - 1.6) / poly7(MIDDLE_BOTTOM, tail - 1.6)
      : poly7(FAR_TOP, tail - 5) / poly7(FAR_BOTTOM, tail - 5);
  return q < 0 ? -value : value;
}

/**
 * Distribution function of the standard normal, within 5 parts in 10¹⁶ of itself from −10 on.
 *
 * Source: W. J. Cody, "Rational Chebyshev Approximations for the Error Function", Mathematics of
 * Computation 23 (1969), in the form of the routine ANORM of "Algorithm 715: SPECFUN", ACM
 * Transactions on Mathematical Software 19 (1993). simple-statistics' error function is good to
 * seven digits only.
 */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.66291) {
    const s = x * x;
    return 0.5 + (x * poly4(NEAR_TOP, s)) / poly4(NEAR_BOTTOM, s);
  }
  // Beyond this the smaller tail is below the smallest number; infinity comes here too.
  if (size > 38.6) return x < 0 ? 0 : 1;
  let tail: number;
  if (size <= ROOT_32) tail = poly8(SIDE_TOP, size) / poly8(SIDE_BOTTOM, size);
  else {
    const s = 1 / (x * x);
    tail = (ONE_BY_ROOT_TWO_PI - (s * poly5(EDGE_TOP, s)) / poly5(EDGE_BOTTOM, s)) / size;
  }
  tail *= Math.exp(-0.5 * x * x);
  return x < 0 ? tail : 1 - tail;
}

/*
 * Horner's rule; coefficients by ascending power. Written out, since these polynomials are most of
 * the cost of a lognormal draw and a loop over their coefficients doubles it.
 */

function poly4(c: readonly number[], x: number): number {
  return (((c[4]! * x + c[3]!) * x + c[2]!) * x + c[1]!) * x + c[0]!;
}

function poly5(c: readonly number[], x: number): number {
  return ((((c[5]! * x + c[4]!) * x + c[3]!) * x + c[2]!) * x + c[1]!) * x + c[0]!;
}

function poly7(c: readonly number[], x: number): number {
  return (
    ((((((c[7]! * x + c[6]!) * x + c[5]!) * x + c[4]!) * x + c[3]!) * x + c[2]!) * x + c[1]!) * x +
    c[0]!
  );
}

function poly8(c: readonly number[], x: number): number {
  return (
    (((((((c[8]! * x + c[7]!) * x + c[6]!) * x + c[5]!) * x + c[4]!) * x + c[3]!) * x + c[2]!) * x +
      c[1]!) *
      x +
    c[0]!
  );
}

const MIDDLE_TOP = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
  7.7454501427834140764e-4,
];
const MIDDLE_BOTTOM = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const FAR_TOP = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
  2.01033439929228813265e-7,
];
const FAR_BOTTOM = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
  7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
  2.04426310338993978564e-15,
];

const ROOT_32 = Math.sqrt(32);
const ONE_BY_ROOT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

const NEAR_TOP = [
  18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287,
  0.065682337918207449113,
];
const NEAR_BOTTOM = [
  45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1,
];
const SIDE_TOP = [
  9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711,
  597.27027639480026226, 93.506656132177855979, 8.8831497943883759412, 0.39894151208813466764,
  1.0765576773720192317e-8,
];
const SIDE_BOTTOM = [
  19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091,
  6485.558298266760755, 1519.377599407554805, 235.38790178262499861, 22.266688044328115691, 1,
];
const EDGE_TOP = [
  0.00002911287495116879, 0.001421619193227893466, 0.022235277870649807, 0.1274011611602473639,
  0.21589853405795699, 0.02307344176494017303,
];
const EDGE_BOTTOM = [
  7.29751555083966205e-5, 0.00378239633202758244, 0.0659881378689285515, 0.468238212480865118,
  1.28426009614491121, 1,
];
