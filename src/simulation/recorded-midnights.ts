import { DAY } from '../input/quantities.js';
import { elapsedTime } from '../scenario/calendar/clock.js';
import type { World } from '../scenario/world.js';

/** Where recorded days are replayed, the midnights between them, in elapsed seconds; else none. */
export function midnightsOf({ clock, closesAt, demand, record }: World): number[] {
  if (!record || demand.kind !== 'scheduled') return [];
  const midnights: number[] = [];
  for (let day = 1; ; day++) {
    const at = elapsedTime(clock, day * DAY);
    if (at >= closesAt) return midnights;
    midnights.push(at);
  }
}
