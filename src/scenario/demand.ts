import type { Problem } from '../input/problem.js';
import { DAY, HOUR } from '../input/quantities.js';
import type { YamlFile } from '../input/yaml-file.js';
import type { Calendar } from './calendar/calendar.js';
import { wallTime, weekdayOn } from './calendar/clock.js';
import { WEEKDAYS } from './calendar/weekdays.js';
import type { ScenarioFile } from './schema/scenario-schema.js';
import type { RandomDemand } from './world.js';

/** What the horizon asks of `by_hour`: from when, and the wall seconds of each day it covers. */
function dayOf(horizon: ScenarioFile['horizon']): { opens: number; closes: number } {
  return horizon.mode === 'day' ? horizon : { opens: 0, closes: DAY };
}

/**
 * Expected arrivals along elapsed time.
 *
 * Rates follow the wall clock: an hour that the clocks show twice brings its contacts in each pass,
 * one that they skip brings none. Intervals end at full hours (from opening on), at clock changes and
 * at closing. A last hour cut short by closing still brings all its contacts.
 */
export function arrivalIntervals(
  scenario: ScenarioFile,
  calendar: Calendar,
): RandomDemand['intervals'] {
  const { contacts_per_day, by_hour, by_weekday } = scenario.demand;
  const { opens, closes } = dayOf(scenario.horizon);
  const { clock, closesAt } = calendar;
  const total = by_hour.reduce((sum, weight) => sum + weight, 0);
  const rate = (day: number, hour: number): number => {
    const factor = by_weekday?.[WEEKDAYS[weekdayOn(clock, day) - 1]!] ?? 1;
    const length = Math.min(HOUR, closes - opens - hour * HOUR);
    return ((contacts_per_day * factor * (by_hour[hour] ?? 0)) / total) * (HOUR / length);
  };
  const intervals: { from: number; to: number; perHour: number }[] = [];
  for (let from = calendar.opensAt; from < closesAt; ) {
    const wall = wallTime(clock, from);
    const day = Math.floor(wall / DAY);
    const opening = day * DAY + opens;
    const hour = Math.floor((wall - opening) / HOUR);
    const change = clock.offsets.find(({ at }) => at > from)?.at ?? Number.POSITIVE_INFINITY;
    const to = Math.min(from + opening + (hour + 1) * HOUR - wall, change, closesAt);
    intervals.push({ from, to, perHour: rate(day, hour) });
    from = to;
  }
  return intervals;
}

/** Where demand contradicts the horizon. */
export function demandProblems(yaml: YamlFile<ScenarioFile>, calendar: Calendar): Problem[] {
  const { demand, horizon } = yaml.value;
  const { opens, closes } = dayOf(horizon);
  const hours = Math.ceil((closes - opens) / HOUR);
  const problems: Problem[] = [];
  if (calendar.opensAt >= calendar.closesAt) {
    problems.push(
      yaml.problem(['horizon', 'date'], {
        code: 'out-of-range',
        message: 'On this day the clocks skip all the time from opening to closing.',
        found: horizon.date!,
        expected: 'another date, or longer hours',
      }),
    );
  }
  if (demand.by_hour.length !== hours) {
    problems.push(
      yaml.problem(['demand', 'by_hour'], {
        code: 'wrong-length',
        message: 'Arrivals need one number for each hour of the horizon.',
        found: `${demand.by_hour.length} numbers`,
        expected:
          horizon.mode === 'day'
            ? `${hours}, one for each hour from opening to closing`
            : '24, one for each hour from midnight on (mode: continuous)',
      }),
    );
  }
  if (demand.by_hour.every((weight) => weight === 0)) {
    problems.push(
      yaml.problem(['demand', 'by_hour'], {
        code: 'out-of-range',
        message: 'Nobody ever arrives.',
        expected: 'at least one hour with arrivals',
      }),
    );
  }
  const first = WEEKDAYS.indexOf(horizon.weekday);
  const simulated = WEEKDAYS.filter(
    (_, index) => (index - first + 7) % 7 < (horizon.mode === 'day' ? 1 : horizon.days),
  );
  if (demand.by_weekday && simulated.every((name) => demand.by_weekday![name] === 0)) {
    problems.push(
      yaml.problem(['demand', 'by_weekday'], {
        code: 'out-of-range',
        message: 'Nobody ever arrives.',
        found: `0 on ${simulated.join(', ')}`,
        expected: 'at least one simulated day with arrivals',
      }),
    );
  }
  return problems;
}
