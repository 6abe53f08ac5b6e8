/**
 * Tells the present, in seconds since midnight of the first simulated day.
 *
 * Handed around instead of the time itself: a number that crosses a call which the compiler does not
 * inline is put on the heap each time.
 */
export class Clock {
  /** A double from the start, as all fields for times are (`contact.ts`). */
  now = Number.NaN;
}
