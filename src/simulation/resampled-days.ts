import { DAY } from '../input/quantities.js';
import { weekdayOn } from '../scenario/clock.js';
import { type Stint, stintSteps } from '../scenario/presence.js';
import type { ScheduledIssue, Team, World } from '../scenario/world.js';
import { type Luck, Purpose } from './luck.js';

/**
 * A recorded queue's days drawn again: each day of the log becomes one of its days of the same
 * weekday, with everybody who called and everybody who was there to answer. Days, not calls, are what
 * is independent in a queue log, so this is what lets replications carry the error of having only
 * these days.
 *
 * Days are taken as 24 h: where clocks change, a day's calls come an hour off.
 */
export function resampledDays(world: World, luck: Luck): World {
  const { demand, clock } = world;
  if (demand.kind !== 'scheduled') throw new Error('only recorded days can be drawn again');
  const byDay = new Map<number, ScheduledIssue[]>();
  for (const issue of demand.issues) {
    const day = Math.floor(issue.at / DAY);
    const own = byDay.get(day);
    if (own) own.push(issue);
    else byDay.set(day, [issue]);
  }
  const days = [...byDay.keys()].sort((a, b) => a - b);
  const sources = new Map(
    days.map((day) => {
      const alike = days.filter((other) => weekdayOn(clock, other) === weekdayOn(clock, day));
      const u = luck.uniform(Purpose.dayDrawn, day);
      return [day, alike[Math.floor(u * alike.length)]!];
    }),
  );
  const issues = days.flatMap((day) => {
    const source = sources.get(day)!;
    const later = (day - source) * DAY;
    return byDay.get(source)!.map((issue) => ({ ...issue, at: issue.at + later }));
  });
  return {
    ...world,
    resampled: false,
    demand: { kind: 'scheduled', issues },
    teams: world.teams.map((team) => (team.stints ? restaffed(team, team.stints, sources) : team)),
  };
}

function restaffed(
  team: Team,
  stints: readonly Stint[],
  sources: ReadonlyMap<number, number>,
): Team {
  const drawn: Stint[] = [];
  for (const [day, source] of sources) {
    const later = (day - source) * DAY;
    for (const stint of stints) {
      if (Math.floor(stint.from / DAY) !== source) continue;
      drawn.push({ ...stint, from: stint.from + later, to: stint.to + later });
    }
  }
  drawn.sort((a, b) => a.from - b.from || a.to - b.to);
  return { ...team, stints: drawn, steps: stintSteps(drawn) };
}
