import { DAY, HOUR } from '../../input/quantities.js';
import type { Calendar } from '../calendar/calendar.js';
import { elapsedTime, wallTime, weekdayOn } from '../calendar/clock.js';
import { quantileOf } from '../distribution/distribution.js';
import { erlangA } from '../staffing/erlang.js';
import { type Shift, staffingSteps } from '../staffing/shifts.js';
import type { Team, World } from '../world.js';

/** Sized so that at most this share gives up, by Erlang A (assumption). */
export const STAFFING_ABANDONMENT = 0.05;

/** The team with as many people as the scenario's own arrivals need where so many are handed over. */
export function sizedForProfile(
  team: Team,
  { customers, demand }: World,
  handoverRate: number,
): Team {
  if (demand.kind !== 'random') throw new Error('staffing needs an arrival profile');
  const shifts = demand.intervals.map(
    ({ from, to, perHour }): Shift => ({
      from,
      to,
      agents: peopleFor(team, customers.patience, perHour * handoverRate),
    }),
  );
  return { ...team, steps: staffingSteps(shifts, 1) };
}

/**
 * The team with as many people as recorded arrivals need, by hour of the day and apart for working
 * days and weekends: too few contacts come in one hour of one weekday to tell more. There is somebody
 * in every hour in which, or in the one before which, anybody came on such days.
 *
 * @param arrivals moments of arrival, elapsed seconds
 * @param days on which they came, of the calendar's
 */
export function sizedForDays(
  team: Team,
  patience: World['customers']['patience'],
  arrivals: readonly number[],
  days: number,
  calendar: Calendar,
  handoverRate: number,
): Team {
  const { clock } = calendar;
  const isWeekend = (day: number): boolean => weekdayOn(clock, day) > 5;
  const daysOf = [0, 0];
  for (let day = 0; day < days; day++) daysOf[isWeekend(day) ? 1 : 0]!++;
  const counts = daysOf.map(() => new Float64Array(24));
  for (const at of arrivals) {
    const wall = wallTime(clock, at);
    counts[isWeekend(Math.floor(wall / DAY)) ? 1 : 0]![Math.floor((wall % DAY) / HOUR)]!++;
  }
  const people = counts.map((hours, kind) =>
    Array.from(hours, (count, hour) => {
      if (count + hours[(hour + 23) % 24]! === 0) return 0;
      return peopleFor(team, patience, (count / daysOf[kind]!) * handoverRate);
    }),
  );
  const shifts = Array.from({ length: calendar.days }, (_, day) =>
    people[isWeekend(day) ? 1 : 0]!.map(
      (agents, hour): Shift => ({
        from: elapsedTime(clock, day * DAY + hour * HOUR),
        to: elapsedTime(clock, day * DAY + (hour + 1) * HOUR),
        agents,
      }),
    ),
  ).flat();
  return { ...team, steps: staffingSteps(shifts, 1) };
}

/** The fewest whose Erlang A abandonment is within the target. */
function peopleFor(
  team: Team,
  patience: World['customers']['patience'],
  handoversPerHour: number,
): number {
  // The exponential with the same median stands in for the scenario's patience.
  const median = quantileOf(patience, 0.5);
  const meanPatience = (median < Number.POSITIVE_INFINITY ? median : 3600) / Math.LN2;
  // People with several chats in hand are as many servers, each slowed down by the others.
  const { chatsPerAgent, slowDown } = team;
  const inSlot = team.meanOccupation * (1 + slowDown * (chatsPerAgent - 1));
  const rate = Math.max(1e-9, handoversPerHour / 3600);
  let agents = 1;
  while (
    erlangA(rate, inSlot, agents * chatsPerAgent, meanPatience).abandonment > STAFFING_ABANDONMENT
  ) {
    agents++;
  }
  return agents;
}
