/** A copy of a typed array with room for so many numbers, the new ones 0. */
export function widened<T extends Float64Array | Int32Array>(numbers: T, length: number): T {
  const wider = new (numbers.constructor as new (length: number) => T)(length);
  wider.set(numbers);
  return wider;
}
