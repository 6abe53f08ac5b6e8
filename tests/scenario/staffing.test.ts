import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError, type Problem } from '../../src/input/problem.js';
import { loadScenario } from '../../src/scenario/load.js';
import { readStaffing } from '../../src/scenario/staffing/staffing-csv.js';
import { put } from '../temporary.js';

const H = 3600;
const FLAT = `[${Array(24).fill(1).join(', ')}]`;
const BERLIN =
  '{ mode: continuous, date: 2026-10-24, time_zone: Europe/Berlin, days: 2, warm_up: 0s }';

/** Puts a scenario beside a staffing file and loads both. */
function load(csv: string, horizon = BERLIN, named?: string) {
  const staffing = put('staffing.csv', csv);
  const file = join(dirname(staffing), 'scenario.yaml');
  writeFileSync(
    file,
    `name: shop
horizon: ${horizon}
demand: { contacts_per_day: 1, by_hour: ${FLAT} }
intents: { any: { share: 1, ai_solvable: 0, ai_success_per_turn: 0, handle_time: { constant: 5m } } }
teams: { general: { availability: 1, shifts: { file: ${named ?? basename(staffing)} } } }
`,
  );
  return loadScenario(file);
}

async function steps(csv: string, horizon?: string) {
  const { world } = await load(csv, horizon);
  return world.teams[0]!.steps.map(({ at, staffed }) => [at / H, staffed]);
}

async function problems(
  run: Promise<unknown> | (() => unknown),
): Promise<readonly Omit<Problem, 'severity'>[]> {
  try {
    await (typeof run === 'function' ? run() : run);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('a staffing CSV', () => {
  it('by date: local times, a night over a clock change, days outside the horizon left out', async () => {
    const csv = `from,to,agents
2026-10-23T22:00,2026-10-24T06:00,2
2026-10-24T08:00,2026-10-24T16:00,5
2026-10-24T22:00,2026-10-25T06:00,2
2026-10-25T08:00,2026-10-25T24:00,4
2026-10-26T08:00,2026-10-26T16:00,9
2026-10-20T08:00,2026-10-20T16:00,9
`;
    expect(await steps(csv)).toEqual([
      [0, 2],
      [6, 0],
      [8, 5],
      [16, 0],
      [22, 2],
      // 9 hours of night, and everything an hour later from then on
      [31, 0],
      [33, 4],
      [49, 0],
    ]);
  });

  it('by weekday: nights, words for days, columns in any order, other delimiters', async () => {
    const csv =
      'agents;day;from;to\r\n3;weekend;22:00;06:00\r\n\r\n1;SAT;08:00:00;9:30\r\n2;daily;12:00;13:00\r\n';
    const horizon = '{ mode: continuous, weekday: sat, days: 2 }';
    expect(await steps(csv, horizon)).toEqual([
      [8, 1],
      [9.5, 0],
      [12, 2],
      [13, 0],
      [22, 3],
      [30, 0],
      [36, 2],
      [37, 0],
      [46, 3],
      [54, 0],
    ]);
  });

  it('may roster nobody in a row, as exports by the half-hour do', () => {
    expect(readStaffing('s.csv', 'day,from,to,agents\nmon,08:00,08:30,0\n')).toEqual({
      by: 'weekday',
      shifts: [{ days: [1], from: 8 * H, to: 8.5 * H, agents: 0, breaks: [] }],
    });
  });

  it('is one of the inputs of the result', async () => {
    const { inputs } = await load('day,from,to,agents\ndaily,08:00,16:00,2\n');
    expect(inputs.map(({ role, file }) => [role, basename(file)])).toEqual([
      ['scenario', 'scenario.yaml'],
      ['staffing', 'staffing.csv'],
    ]);
    expect(inputs[1]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a staffing CSV that is wrong says where', () => {
  it('with all its problems at once', async () => {
    const csv = `day,from,to,agents
mon,08:00,16:00,4
mo,08:00,16:00,4
tue,8 am,16:00,4
wed,08:00,08:00,4
thu,08:00,16:00,four
fri,08:00,16:00
sat,,25:00,-1
`;
    const told = await problems(() => readStaffing('week.csv', csv));
    expect(told.map(({ line, path, code }) => [line, path, code])).toEqual([
      [3, 'day', 'invalid-value'],
      [4, 'from', 'invalid-value'],
      [5, 'to', 'invalid-value'],
      [6, 'agents', 'invalid-value'],
      [7, undefined, 'ragged-row'],
      [8, 'from', 'missing-value'],
      [8, 'to', 'invalid-value'],
      [8, 'agents', 'invalid-value'],
    ]);
    expect(told[0]).toEqual({
      severity: 'error',
      code: 'invalid-value',
      message: 'Column `day` does not hold what it should',
      file: 'week.csv',
      line: 3,
      path: 'day',
      found: '"mo"',
      expected: 'a weekday from mon to sun, weekdays, weekend or daily',
      nearest: 'mon',
    });
    expect(told[1]).toMatchObject({ found: '"8 am"', expected: 'a time of day such as 07:30' });
    expect(told[2]).toMatchObject({ expected: 'another time than "from"' });
    expect(told[3]).toMatchObject({ expected: 'a whole number, 0 to 100000' });
    expect(told[4]).toMatchObject({ found: '3 cells', expected: '4 cells' });
    expect(told[5]).toMatchObject({ found: 'an empty cell' });
  });

  it.each([
    ['24/10/2026 08:00', '2026-10-24T16:00', 'from', 'a local date and time'],
    ['2026-10-24T08:00+02:00', '2026-10-24T16:00', 'from', 'without zone or offset'],
    ['2026-02-30T08:00', '2026-10-24T16:00', 'from', 'a local date and time'],
    ['2026-10-24T08:00', '2026-10-24T08:00', 'to', 'a date-time later than "from"'],
    ['2026-10-24T22:00', '2026-10-24T06:00', 'to', 'a date-time later than "from"'],
  ])('by date: %s to %s', async (from, to, path, words) => {
    const told = await problems(() => readStaffing('s.csv', `from,to,agents\n${from},${to},1\n`));
    expect(told).toMatchObject([{ line: 2, path }]);
    expect(told[0]!.expected).toContain(words);
  });

  it.each([
    [
      'from,until,agents\n',
      [
        ['unknown-column', '"until"', undefined],
        ['missing-column', 'from,until,agents', undefined],
      ],
    ],
    [
      'from,to,agent\n',
      [
        ['unknown-column', '"agent"', 'agents'],
        ['missing-column', 'from,to,agent', undefined],
      ],
    ],
    ['days,from,to,agents\nmon,08:00,09:00,1\n', [['unknown-column', '"days"', 'day']]],
    ['from,from,to,agents\n', [['duplicate-column', '"from"', undefined]]],
    ['from,to,agents\n', [['no-rows', undefined, undefined]]],
    ['day,from,to,agents\nmon,"08:00,09:00,1\n', [['invalid-csv', undefined, undefined]]],
  ])('in its header or form: %j', async (csv, expected) => {
    const told = await problems(() => readStaffing('s.csv', csv));
    expect(told.map(({ code, found, nearest }) => [code, found, nearest])).toEqual(expected);
  });

  it('or that is not there, with the name beside it that was meant', async () => {
    const told = await problems(load('day,from,to,agents\n', BERLIN, 'stafing.csv'));
    expect(told).toMatchObject([{ code: 'missing-file' }]);
    expect(basename(told[0]!.nearest!)).toBe('staffing.csv');
  });

  it('or whose dates do not fit the horizon', async () => {
    const csv = 'from,to,agents\n2026-01-05T08:00,2026-01-05T16:00,1\n';
    const without = '{ opens: "00:00", closes: "24:00" }';
    expect(await problems(load(csv, without))).toMatchObject([
      { code: 'missing-key', path: 'teams.general.shifts.file', line: 5 },
    ]);
    expect(await problems(load(csv))).toMatchObject([
      {
        code: 'out-of-range',
        path: 'teams.general.shifts.file',
        found: 'shifts from 2026-01-05 to 2026-01-05',
        expected: 'shifts on 2026-10-24 or the day after it',
      },
    ]);
  });
});
