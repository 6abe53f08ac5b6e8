import { read, type Tally, type TallyName } from '../metrics/tally.js';

/** A count or sum over all replications. */
export function sumOf(days: readonly Tally[], name: TallyName): number {
  return days.reduce((total, day) => total + read(day, name), 0);
}
