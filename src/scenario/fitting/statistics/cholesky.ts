/**
 * The lower triangle L of a symmetric, positive definite matrix A = L Lᵀ (Golub & Van Loan, Matrix
 * Computations, §4.2). Rows one after another.
 *
 * @param least below no pivot of A: 1 where A is the identity and more. Rounding may take one below 0
 *   where the scales of rows lie far apart
 */
export function cholesky(matrix: Float64Array, size: number, least = 0): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(least, sum)) : sum / lower[j * size + j]!;
    }
  }
  return lower;
}

/** The x of A x = b, from A's lower triangle. */
export function solved(lower: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  return x;
}

/** The diagonal of A's inverse, from A's lower triangle. */
export function inverseDiagonal(lower: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    return solved(lower, unit)[i]!;
  });
}
