/**
 * Whichever of the entries at a place of a heap and the next comes first, by time and then by order.
 * Computed, not branched upon, but for ties: which child it is is a coin toss, and half of all guesses of a
 * processor would be wrong.
 */
export function earlier(times: Float64Array, orders: Float64Array, place: number): number {
  const other = (place + 1) | 0;
  const time = times[place]!;
  const next = times[other]!;
  if (time === next) return orders[other]! < orders[place]! ? other : place;
  return (place + Number(next < time)) | 0;
}
