import { DAY } from '../../input/quantities.js';
import { type Calendar, midnightsOf, type WeeklySpan } from '../calendar/calendar.js';
import { elapsedTime } from '../calendar/clock.js';
import { type Break, staggered } from './breaks.js';

/** So many people from one moment to another, in elapsed seconds since the first midnight. */
export interface Shift {
  readonly from: number;
  readonly to: number;
  /** Negative: so many away on a break. */
  readonly agents: number;
}

/** A line of a shift table by weekday. */
export interface WeeklyShift extends WeeklySpan {
  readonly agents: number;
  readonly breaks: readonly Break[];
}

/** A line of a shift table by date: wall clock in seconds since the first day's midnight. */
export interface DatedShift {
  readonly from: number;
  readonly to: number;
  readonly agents: number;
}

/** Shifts by weekday as they fall on the calendar, with their breaks as people away. */
export function weeklyShifts(calendar: Calendar, table: readonly WeeklyShift[]): Shift[] {
  return table.flatMap((line) =>
    midnightsOf(calendar, line.days).flatMap((midnight) => {
      const at = (wall: number): number => elapsedTime(calendar.clock, midnight + wall);
      const shift = { from: at(line.from), to: at(line.to), agents: line.agents };
      const away = line.breaks
        .flatMap((pause) => staggered(line.agents, pause))
        .map(({ from, to, agents }) => {
          // A break lasts what it lasts, even when the clocks jump meanwhile, but not past the shift.
          const starts = at(from);
          return { from: starts, to: Math.min(starts + to - from, shift.to), agents: -agents };
        });
      return [shift, ...away];
    }),
  );
}

/** Of shifts by date, those that begin within the horizon's days or reach into them. */
export function datedShifts(calendar: Calendar, table: readonly DatedShift[]): Shift[] {
  return table
    .filter(({ from, to }) => to > 0 && from < calendar.days * DAY)
    .map(({ from, to, agents }) => ({
      from: elapsedTime(calendar.clock, from),
      to: elapsedTime(calendar.clock, to),
      agents,
    }));
}

/**
 * The number of people who take contacts, as steps in time: overlapping shifts add up, people on a
 * break are taken off, and of those present only the available share counts, rounded, at least one
 * where anybody is present.
 */
export function staffingSteps(
  shifts: readonly Shift[],
  availability: number,
): { at: number; staffed: number }[] {
  const changes = shifts
    .filter(({ from, to }) => Math.max(0, from) < to)
    .flatMap(({ from, to, agents }) => [
      { at: Math.max(0, from), by: agents },
      { at: to, by: -agents },
    ])
    .sort((a, b) => a.at - b.at);
  const steps: { at: number; staffed: number }[] = [];
  let present = 0;
  changes.forEach(({ at, by }, index) => {
    present += by;
    if (changes[index + 1]?.at === at) return;
    const staffed = present <= 0 ? 0 : Math.max(1, Math.round(present * availability));
    if (staffed !== (steps.at(-1)?.staffed ?? 0)) steps.push({ at, staffed });
  });
  return steps;
}
