/**
 * The doubles in their order, as whole numbers: neighbours differ by one. IEEE 754 makes the bits of
 * a double, read as a signed-magnitude integer, ascend with its value.
 */
const bits = new DataView(new ArrayBuffer(8));
const SIGN = 1n << 63n;

function indexOf(value: number): bigint {
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  return raw & SIGN ? SIGN - raw : raw;
}

function atIndex(index: bigint): number {
  bits.setBigUint64(0, index < 0n ? SIGN - index : index);
  return bits.getFloat64(0);
}

const LEAST = indexOf(Number.NEGATIVE_INFINITY);
const GREATEST = indexOf(Number.POSITIVE_INFINITY);

/** The next greater double; of the greatest one, undefined. */
export function above(value: number): number | undefined {
  return value === Number.POSITIVE_INFINITY ? undefined : atIndex(indexOf(value) + 1n);
}

/** The next smaller double; of the smallest one, undefined. */
export function below(value: number): number | undefined {
  return value === Number.NEGATIVE_INFINITY ? undefined : atIndex(indexOf(value) - 1n);
}

/**
 * The smallest double at which a predicate holds that never stops holding once it does; undefined
 * where it holds nowhere. Bisection: 64 looks.
 */
export function firstWhere(holds: (value: number) => boolean): number | undefined {
  if (!holds(Number.POSITIVE_INFINITY)) return undefined;
  let [from, to] = [LEAST, GREATEST];
  while (from < to) {
    const middle = (from + to) >> 1n; // rounds down, below zero, too
    if (holds(atIndex(middle))) to = middle;
    else from = middle + 1n;
  }
  return atIndex(to);
}
