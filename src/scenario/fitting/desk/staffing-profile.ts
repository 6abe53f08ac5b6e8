import { DAY } from '../../../input/quantities.js';
import { DayMeans } from '../demand/day-means.js';
import { meanOf } from '../statistics/fitted-number.js';
import type { Session } from './sessions.js';

/** Half an hour: the usual interval of staffing. */
export const INTERVAL = 1800;

/** Means over days, with half of a 95 % interval of each; absent where there is one day only. */
export interface StaffingProfile {
  readonly means: readonly number[];
  readonly halves?: readonly number[];
  readonly days: number;
}

/** Mean number of people there in each half hour of the given days, by the names on their calls. */
export function staffingProfile(
  sessions: readonly Session[],
  days: readonly number[],
  readyBefore: number,
  readyAfter: number,
): number[] {
  return [...profileOf(peopleByDay(sessions, days, readyBefore, readyAfter)).means];
}

/** @param people by day and interval */
export function profileOf(people: readonly (readonly number[])[]): StaffingProfile {
  const intervals = (people[0] ?? []).map((_, i) => people.map((day) => day[i]!));
  const means = new DayMeans(people.length);
  return {
    means: intervals.map(meanOf),
    ...(people.length < 2 ? {} : { halves: intervals.map((own) => means.halfWidth(own)!) }),
    days: people.length,
  };
}

/** Mean number of people there, by day and half hour. */
export function peopleByDay(
  sessions: readonly Session[],
  days: readonly number[],
  readyBefore: number,
  readyAfter: number,
): number[][] {
  const seconds = new Map(days.map((day) => [day, new Array<number>(DAY / INTERVAL).fill(0)]));
  for (const { calls, day, from, to } of sessions) {
    const own = seconds.get(day);
    if (!own) continue;
    const midnight = calls[0]!.call.at - calls[0]!.call.wall;
    const begins = from - (calls[0]!.call.wait > 0 ? 0 : readyBefore) - midnight;
    const ends = Math.min(DAY, to + readyAfter - midnight);
    for (let i = Math.max(0, Math.floor(begins / INTERVAL)); i * INTERVAL < ends; i++) {
      const overlap = Math.min(ends, (i + 1) * INTERVAL) - Math.max(begins, i * INTERVAL);
      own[i]! += Math.max(0, overlap);
    }
  }
  return [...seconds.values()].map((own) => own.map((sum) => sum / INTERVAL));
}

/** Two half hours together. */
export function hourly(people: readonly (readonly number[])[]): number[][] {
  return people.map((day) =>
    Array.from({ length: day.length / 2 }, (_, hour) => (day[2 * hour]! + day[2 * hour + 1]!) / 2),
  );
}
