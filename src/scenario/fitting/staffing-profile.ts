import { DAY } from '../../input/quantities.js';
import type { Session } from './sessions.js';

/** Half an hour: the usual interval of staffing. */
export const INTERVAL = 1800;

/** Mean number of people there in each half hour of the given days, by the names on their calls. */
export function staffingProfile(
  sessions: readonly Session[],
  days: readonly number[],
  readyBefore: number,
  readyAfter: number,
): number[] {
  const seconds = new Array<number>(DAY / INTERVAL).fill(0);
  const counted = new Set(days);
  for (const { calls, day, from, to } of sessions) {
    if (!counted.has(day)) continue;
    const midnight = calls[0]!.call.at - calls[0]!.call.wall;
    const begins = from - (calls[0]!.call.wait > 0 ? 0 : readyBefore) - midnight;
    const ends = Math.min(DAY, to + readyAfter - midnight);
    for (let i = Math.max(0, Math.floor(begins / INTERVAL)); i * INTERVAL < ends; i++) {
      const overlap = Math.min(ends, (i + 1) * INTERVAL) - Math.max(begins, i * INTERVAL);
      seconds[i]! += Math.max(0, overlap);
    }
  }
  return seconds.map((sum) => sum / (INTERVAL * Math.max(1, days.length)));
}
