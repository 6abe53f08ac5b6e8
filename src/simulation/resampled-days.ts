import { DAY } from '../input/quantities.js';
import { dayOf, dayStrata, daysOf } from '../scenario/record/day-strata.js';
import { type Stint, stintSteps } from '../scenario/staffing/presence.js';
import type { ScheduledIssue, Team, World } from '../scenario/world.js';
import { type Luck, Purpose } from './luck/luck.js';

/**
 * A recorded queue's days drawn again: each day of the log becomes one of its days alike, as a rule of
 * the same weekday (`dayStrata`), with everybody who called and everybody who was there to answer.
 * Days, not calls, are what is independent in a queue log, so replications then differ as other days
 * might have.
 *
 * A drawn day is moved by whole days of 24 h: where clocks change, its calls come an hour off.
 */
export function resampledDays(world: World, luck: Luck): World {
  const { demand, clock } = world;
  if (demand.kind !== 'scheduled') throw new Error('only recorded days can be drawn again');
  const byDay = new Map<number, ScheduledIssue[]>();
  for (const issue of demand.issues) {
    const day = dayOf(clock, issue.at);
    const own = byDay.get(day);
    if (own) own.push(issue);
    else byDay.set(day, [issue]);
  }
  const sources = drawnDays(world, luck);
  const issues = [...sources].flatMap(([day, source]) => {
    const later = (day - source) * DAY;
    return byDay.get(source)!.map((issue) => ({ ...issue, at: issue.at + later }));
  });
  return {
    ...world,
    resampled: false,
    demand: { kind: 'scheduled', issues: issues.sort((a, b) => a.at - b.at) },
    teams: world.teams.map((team) =>
      team.stints ? restaffed(team, team.stints, world.clock, sources) : team,
    ),
  };
}

/** By day of the log, ascending: the day that comes in its place in a replication. */
export function drawnDays({ clock, demand }: World, luck: Luck): Map<number, number> {
  if (demand.kind !== 'scheduled') throw new Error('only recorded days can be drawn again');
  const days = daysOf(
    clock,
    demand.issues.map(({ at }) => at),
  );
  const strata = dayStrata(clock, days) ?? [days];
  return new Map(
    days.map((day) => {
      const alike = strata.find((stratum) => stratum.includes(day))!;
      const u = luck.uniform(Purpose.dayDrawn, day);
      return [day, alike[Math.floor(u * alike.length)]!];
    }),
  );
}

function restaffed(
  team: Team,
  stints: readonly Stint[],
  clock: World['clock'],
  sources: ReadonlyMap<number, number>,
): Team {
  const drawn: Stint[] = [];
  for (const [day, source] of sources) {
    const later = (day - source) * DAY;
    for (const stint of stints) {
      if (dayOf(clock, stint.from) !== source) continue;
      drawn.push({ ...stint, from: Math.max(0, stint.from + later), to: stint.to + later });
    }
  }
  drawn.sort((a, b) => a.from - b.from || a.to - b.to);
  return { ...team, stints: drawn, steps: stintSteps(drawn) };
}
