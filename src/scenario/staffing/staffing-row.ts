import { nearestChoice } from '../../input/nearest.js';
import type { ProblemList } from '../../input/problem-list.js';
import { clockTime, DAY, isoDate } from '../../input/quantities.js';
import { excerpt } from '../../input/schema-words.js';
import { DAY_WORDS } from '../calendar/weekdays.js';

/** The columns of a staffing CSV; without `day`, `from` and `to` carry dates. */
export const COLUMNS = ['day', 'from', 'to', 'agents'] as const;

type Column = (typeof COLUMNS)[number];

const MAX_AGENTS = 100_000;

/**
 * One row of a staffing CSV. A cell that cannot be read becomes a problem, and its value undefined.
 */
export class StaffingRow {
  constructor(
    private readonly names: readonly string[],
    private readonly cells: readonly string[],
    private readonly line: number,
    private readonly problems: ProblemList,
  ) {}

  /** ISO numbers of the weekdays that the row is for. */
  days(): readonly number[] | undefined {
    const word = this.cell('day').toLowerCase();
    const days = Object.hasOwn(DAY_WORDS, word) ? DAY_WORDS[word] : undefined;
    return days ?? this.refuse('day', DAYS, Object.keys(DAY_WORDS));
  }

  /** Seconds since midnight: `07:30` or `07:30:00`. */
  timeOfDay(column: Column): number | undefined {
    return secondsOfDay(this.cell(column)) ?? this.refuse(column, 'a time of day such as 07:30');
  }

  /** Seconds of the wall clock since 1970-01-01 00:00: `2026-10-25T07:30` or with a blank. */
  dateTime(column: Column): number | undefined {
    const [, date, time = ''] = /^(\S+?)[T ]\s*(\S+)$/.exec(this.cell(column)) ?? [];
    const seconds = secondsOfDay(time);
    return seconds === undefined || !isoDate.safeParse(date).success
      ? this.refuse(column, DATE_TIME)
      : Date.parse(`${date}T00:00Z`) / 1000 + seconds;
  }

  agents(): number | undefined {
    const cell = this.cell('agents');
    return /^\d+$/.test(cell) && Number(cell) <= MAX_AGENTS
      ? Number(cell)
      : this.refuse('agents', `a whole number, 0 to ${MAX_AGENTS}`);
  }

  refuse(column: Column, expected: string, choices: readonly string[] = []): undefined {
    const cell = this.cell(column);
    this.problems.add({
      code: cell === '' ? 'missing-value' : 'invalid-value',
      message: `Column \`${column}\` does not hold what it should`,
      line: this.line,
      path: column,
      found: cell === '' ? 'an empty cell' : excerpt(cell),
      expected,
      ...nearestChoice(cell, choices),
    });
    return undefined;
  }

  private cell(column: Column): string {
    return this.cells[this.names.indexOf(column)]!.trim();
  }
}

const DAYS = 'a weekday from mon to sun, weekdays, weekend or daily';
const DATE_TIME = 'a local date and time such as 2026-10-25T07:30, without zone or offset';

function secondsOfDay(cell: string): number | undefined {
  const [, time, seconds = '0'] = /^(\d{1,2}:\d{2})(?::([0-5]\d))?$/.exec(cell) ?? [];
  const minutes = clockTime.safeParse(time);
  if (!minutes.success) return undefined;
  const sum = minutes.data + Number(seconds);
  return sum <= DAY ? sum : undefined;
}
