import { DAY, HOUR } from '../../input/quantities.js';
import type { Calendar } from '../calendar/calendar.js';
import { elapsedTime, wallTime, weekdayOn } from '../calendar/clock.js';
import { quantileOf } from '../distribution/distribution.js';
import { erlangA } from '../staffing/erlang.js';
import { fewest } from '../staffing/fewest.js';
import { type Shift, staffingSteps } from '../staffing/shifts.js';
import type { Team, World } from '../world.js';
import { TO_THE_END } from './recorded-days.js';

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
 * @param days the calendar's days whose arrivals these are; on others nobody is there, but for the
 *   hours after midnight in which the evening's contacts come to an end
 */
export function sizedForDays(
  team: Team,
  patience: World['customers']['patience'],
  arrivals: readonly number[],
  days: readonly number[],
  calendar: Calendar,
  handoverRate: number,
): Team {
  const { clock } = calendar;
  const isWeekend = (day: number): boolean => weekdayOn(clock, day) > 5;
  const daysOf = [0, 0];
  for (const day of days) daysOf[isWeekend(day) ? 1 : 0]!++;
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
  const isOneOf = new Set(days);
  const shifts = Array.from({ length: calendar.days }, (_, day) =>
    people[isWeekend(day) ? 1 : 0]!.flatMap((agents, hour): Shift[] => {
      const ending = hour * HOUR < TO_THE_END && isOneOf.has(day - 1);
      if (!isOneOf.has(day) && !ending) return [];
      const from = day * DAY + hour * HOUR;
      return [{ from: elapsedTime(clock, from), to: elapsedTime(clock, from + HOUR), agents }];
    }),
  ).flat();
  return { ...team, steps: staffingSteps(shifts, 1) };
}

/**
 * The share of the hand-overs that goes to a team: what names none of the world's goes to the first
 * of them. Where no hand-over names any, 1 for each, since any of them might have to take them all.
 *
 * @param named by hand-over, the team that the record names
 */
export function shareOfTeam(
  team: string,
  named: readonly (string | undefined)[],
  teams: readonly string[],
): number {
  const indices = named.map((name) => teams.indexOf(name ?? ''));
  if (indices.every((index) => index < 0)) return 1;
  const own = indices.filter((index) => Math.max(0, index) === teams.indexOf(team)).length;
  return own / indices.length;
}

/** How many they are, and for what they are enough, in a sentence. @param load what they are sized for */
export function sizedInWords({ name, steps }: Team, load: string, share: number): string {
  const people = steps.map(({ staffed }) => staffed).filter((staffed) => staffed > 0);
  const own = share === 1 ? '' : `, of which ${percent(share)} go there,`;
  return `staffing of ${name}: ${Math.min(...people)} to ${Math.max(...people)} people by hour, sized by Erlang A for ${load}${own} and at most ${percent(STAFFING_ABANDONMENT)} abandonment`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
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
  return fewest(
    (agents) =>
      erlangA(rate, inSlot, agents * chatsPerAgent, meanPatience).abandonment <=
      STAFFING_ABANDONMENT,
  );
}
