import type { Problem } from '../../input/problem.js';
import type { YamlFile } from '../../input/yaml-file.js';
import type { Calendar } from '../calendar/calendar.js';
import type { ScenarioFile } from '../schema/scenario-schema.js';
import { type DatedShift, datedShifts, type Shift, weeklyShifts } from './shifts.js';
import type { StaffingTable } from './staffing-csv.js';

/** Staffing files that a scenario names, by the name it uses. */
export type StaffingTables = ReadonlyMap<string, StaffingTable>;

type TeamShifts = ScenarioFile['teams'][string]['shifts'];

/** The shifts of a team on the calendar; none where a recording has yet to size it. */
export function rosterOf(given: TeamShifts, calendar: Calendar, tables: StaffingTables): Shift[] {
  if (given === 'erlang-a' || 'recorded' in given) return [];
  if (!('file' in given)) return weeklyShifts(calendar, given);
  const table = tableOf(given.file, tables);
  return table.by === 'weekday'
    ? weeklyShifts(calendar, table.shifts)
    : datedShifts(calendar, sinceFirstMidnight(table.shifts, calendar.clock.date!));
}

/** Where a staffing file does not fit the horizon. */
export function rosterProblems(
  yaml: YamlFile<ScenarioFile>,
  calendar: Calendar,
  tables: StaffingTables,
): Problem[] {
  const { teams } = yaml.value;
  const { date } = calendar.clock;
  const problems: Problem[] = [];
  for (const [name, { shifts }] of Object.entries(teams)) {
    if (typeof shifts === 'string' || !('file' in shifts)) continue;
    const table = tableOf(shifts.file, tables);
    if (table.by === 'weekday') continue;
    const add = (what: Pick<Problem, 'code' | 'message' | 'found' | 'expected'>): void => {
      problems.push(yaml.problem(['teams', name, 'shifts', 'file'], what));
    };
    if (date === undefined) {
      add({
        code: 'missing-key',
        message: 'The shifts have dates, and the horizon has none.',
        found: shifts.file,
        expected: 'horizon.date, the first simulated day; or a table by weekday',
      });
    } else if (datedShifts(calendar, sinceFirstMidnight(table.shifts, date)).length === 0) {
      const last = Math.max(...table.shifts.map(({ to }) => to));
      const first = Math.min(...table.shifts.map(({ from }) => from));
      add({
        code: 'out-of-range',
        message: 'No shift of this file lies on a simulated day.',
        found: `shifts from ${dateOf(first)} to ${dateOf(last)}`,
        expected: `shifts on ${date}${daysAfter(calendar.days - 1)}`,
      });
    }
  }
  return problems;
}

function daysAfter(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' or the day after it' : ` or the ${count} days after it`;
}

function tableOf(file: string, tables: StaffingTables): StaffingTable {
  const table = tables.get(file);
  if (!table) throw new Error(`staffing file ${file} was not read`);
  return table;
}

function sinceFirstMidnight(shifts: readonly DatedShift[], date: string): DatedShift[] {
  const midnight = Date.parse(`${date}T00:00Z`) / 1000;
  return shifts.map(({ from, to, agents }) => ({
    from: from - midnight,
    to: to - midnight,
    agents,
  }));
}

function dateOf(localSeconds: number): string {
  return new Date(localSeconds * 1000).toISOString().slice(0, 10);
}
