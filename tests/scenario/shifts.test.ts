import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/input/yaml-file.js';
import { compileWorld } from '../../src/scenario/compile.js';
import { scenarioSchema } from '../../src/scenario/schema/scenario-schema.js';
import { staggered } from '../../src/scenario/staffing/breaks.js';
import { staffingSteps } from '../../src/scenario/staffing/shifts.js';
import { problemsOf } from '../problems.js';

const H = 3600;
const hours = (from: number, to: number, agents: number) => ({
  from: from * H,
  to: to * H,
  agents,
});
const at = (hour: number, staffed: number) => ({ at: hour * H, staffed });

describe('steps', () => {
  it('add overlapping shifts and change only where the number does', () => {
    expect(staffingSteps([hours(8, 12, 2), hours(10, 16, 3), hours(12, 14, 2)], 1)).toEqual([
      at(8, 2),
      at(10, 5),
      at(14, 3),
      at(16, 0),
    ]);
  });

  it('count the available share of all who are present, rounded, at least one', () => {
    expect(staffingSteps([hours(8, 12, 3), hours(8, 10, 3)], 0.8)).toEqual([
      at(8, 5),
      at(10, 2),
      at(12, 0),
    ]);
    expect(staffingSteps([hours(8, 12, 1)], 0.1)).toEqual([at(8, 1), at(12, 0)]);
  });

  it('leave gaps between shifts unstaffed', () => {
    expect(staffingSteps([hours(8, 10, 1), hours(12, 14, 1)], 1)).toEqual([
      at(8, 1),
      at(10, 0),
      at(12, 1),
      at(14, 0),
    ]);
  });

  it('begin at 0 with those who came the evening before', () => {
    expect(staffingSteps([hours(-2, 6, 2), hours(-8, 0, 5)], 1)).toEqual([at(0, 2), at(6, 0)]);
  });

  it('take breaks off before the available share is rounded', () => {
    // 10 · 0.8 = 8; (10 − 3) · 0.8 = 5.6
    expect(staffingSteps([hours(8, 12, 10), hours(9, 10, -3)], 0.8)).toEqual([
      at(8, 8),
      at(9, 6),
      at(10, 8),
      at(12, 0),
    ]);
    // A desk of one is empty while that one is away.
    expect(staffingSteps([hours(8, 12, 1), hours(9, 10, -1)], 0.8)).toEqual([
      at(8, 1),
      at(9, 0),
      at(10, 1),
      at(12, 0),
    ]);
  });
});

describe('breaks in turns', () => {
  const turns = (agents: number, lasts: number, from: number, to: number) =>
    staggered(agents, { lasts, from, to }).map((turn) => [turn.from, turn.to, turn.agents]);

  it('7 people, half an hour between 11:30 and 14:00: five turns, at most two away', () => {
    // Sevenths rounded: 1.4, 2.8, 4.2, 5.6, 7 → 1, 3, 4, 6, 7.
    expect(turns(7, 30, 690, 840)).toEqual([
      [690, 720, 1],
      [720, 750, 2],
      [750, 780, 1],
      [780, 810, 2],
      [810, 840, 1],
    ]);
  });

  it('one person takes the middle turn, fewer than turns lie apart', () => {
    expect(turns(1, 30, 690, 840)).toEqual([[750, 780, 1]]);
    // 0.4, 0.8, 1.2, 1.6, 2 → 0, 1, 1, 2, 2
    expect(turns(2, 30, 690, 840)).toEqual([
      [720, 750, 1],
      [780, 810, 1],
    ]);
  });

  it('a window that is no multiple of the break spreads the turns over all of it', () => {
    expect(turns(4, 20, 0, 50)).toEqual([
      [0, 20, 2],
      [25, 45, 2],
    ]);
  });

  it('everyone has one, and never more than ⌈n/k⌉ are away', () => {
    for (let agents = 1; agents <= 60; agents++)
      for (let lasts = 5; lasts <= 60; lasts += 5) {
        const away = staggered(agents, { lasts, from: 0, to: 60 });
        expect(away.reduce((sum, turn) => sum + turn.agents, 0)).toBe(agents);
        const most = Math.ceil(agents / Math.floor(60 / lasts));
        expect(Math.max(...away.map((turn) => turn.agents))).toBeLessThanOrEqual(most);
        expect(away.every((turn) => turn.from >= 0 && turn.to <= 60)).toBe(true);
      }
  });
});

function scenario(horizon: string, shifts: string): string {
  const demand = horizon.includes('continuous')
    ? `[${Array(24).fill(1).join(', ')}]`
    : `[${Array(12).fill(1).join(', ')}]`;
  return `name: shop
horizon: ${horizon}
demand: { contacts_per_day: 1, by_hour: ${demand} }
intents: { any: { share: 1, ai_solvable: 0, ai_success_per_turn: 0, handle_time: { constant: 5m } } }
teams: { general: { availability: 1, shifts: ${shifts} } }
`;
}

const compiled = (horizon: string, shifts: string) =>
  compileWorld(readYaml('s.yaml', scenario(horizon, shifts), scenarioSchema)).teams[0]!.steps.map(
    (step) => [step.at / H, step.staffed],
  );

const problems = (shifts: string) =>
  problemsOf(() => compiled('{ opens: "08:00", closes: "20:00" }', shifts));

describe('a shift table', () => {
  const wednesday = '{ mode: continuous, weekday: wed, days: 8 }';

  it('by weekday, over 8 days from a Wednesday', () => {
    const table = `[
      { days: weekdays, from: "08:00", to: "16:00", agents: 4 },
      { days: [sat, mon], from: "10:00", to: "12:00", agents: 2 },
      { days: [weekend], from: "20:00", to: "24:00", agents: 1 } ]`;
    const weekday = (day: number) => [
      [24 * day + 8, 4],
      [24 * day + 16, 0],
    ];
    expect(compiled(wednesday, table)).toEqual([
      ...weekday(0),
      ...weekday(1),
      ...weekday(2),
      // Saturday, Sunday
      [72 + 10, 2],
      [72 + 12, 0],
      [72 + 20, 1],
      [72 + 24, 0],
      [96 + 20, 1],
      [96 + 24, 0],
      // Monday: 4, and 2 more from 10 to 12
      [120 + 8, 4],
      [120 + 10, 6],
      [120 + 12, 4],
      [120 + 16, 0],
      ...weekday(6),
      ...weekday(7),
    ]);
  });

  it('a night belongs to the day on which it begins', () => {
    const night = '[{ days: [tue, sun], from: "22:00", to: "06:00", agents: 2 }]';
    expect(compiled(wednesday, night)).toEqual([
      [0, 2],
      [6, 0],
      // Sunday is day 4, Tuesday day 6.
      [96 + 22, 2],
      [96 + 30, 0],
      [144 + 22, 2],
      [144 + 30, 0],
    ]);
  });

  it('of one day has that day’s shifts to their end, and no others', () => {
    const day = '{ opens: "08:00", closes: "20:00", weekday: sat }';
    const table = `[
      { days: weekdays, from: "08:00", to: "16:00", agents: 4 },
      { days: weekend, from: "18:00", to: "02:00", agents: 3 },
      { from: "20:00", to: "00:00", agents: 1 } ]`;
    // Friday's evening belongs to Friday; that of Saturday goes on after midnight.
    expect(compiled(day, table)).toEqual([
      [18, 3],
      [20, 4],
      [24, 3],
      [26, 0],
    ]);
  });

  it('with breaks in whole people', () => {
    const day = '{ opens: "08:00", closes: "20:00" }';
    const table =
      '[{ from: "08:00", to: "16:00", agents: 4, breaks: [{ lasts: 30m, between: ["11:00", "12:30"] }, { lasts: 15m, between: ["14:00", "14:15"] }] }]';
    // Three turns: 4/3, 8/3, 4 → 1, 2 more, 1 more.
    expect(compiled(day, table)).toEqual([
      [8, 4],
      [11, 3],
      [11.5, 2],
      [12, 3],
      [12.5, 4],
      [14, 0],
      [14.25, 4],
      [16, 0],
    ]);
  });

  it('with breaks after midnight, an hour later on in the night that has one more', () => {
    const days = '{ mode: continuous, date: 2026-10-24, time_zone: Europe/Berlin, days: 2 }';
    const table =
      '[{ from: "22:00", to: "06:00", agents: 2, breaks: [{ lasts: 1h, between: ["03:00", "05:00"] }] }]';
    expect(compiled(days, table)).toEqual([
      [0, 2],
      [3, 1],
      [5, 2],
      [6, 0],
      [22, 2],
      [28, 1],
      [30, 2],
      [31, 0],
      [47, 2],
      [52, 1],
      [54, 2],
      [55, 0],
    ]);
  });

  it('with breaks as long as ever where the clocks jump, but not past the end of the shift', () => {
    const night = (to: string, between: string) =>
      compiled(
        '{ mode: continuous, date: 2026-03-29, time_zone: Europe/Berlin, days: 1, warm_up: 0s }',
        `[{ days: sun, from: "00:00", to: "${to}", agents: 2, breaks: [{ lasts: 1h, between: [${between}] }] }]`,
      );
    // 01:30 is 1.5 h after midnight; an hour later clocks show 03:30.
    expect(night('06:00', '"01:30", "02:30"')).toEqual([
      [0, 2],
      [1.5, 0],
      [2.5, 2],
      [5, 0],
    ]);
    // From 01:30 to 03:00 it is only half an hour: the break ends with the shift.
    expect(night('03:00', '"01:30", "02:30"')).toEqual([
      [0, 2],
      [1.5, 0],
    ]);
  });

  it.each([
    [
      'a shift of no length',
      '[{ from: "08:00", to: "08:00", agents: 1 }]',
      '[0]',
      'another "to" than "from"; "00:00" to "24:00" is a whole day',
    ],
    [
      'a start at the end of the day',
      '[{ from: "24:00", to: "08:00", agents: 1 }]',
      '[0].from',
      '"00:00", with the next day among its days',
    ],
    [
      'a break outside the shift',
      '[{ from: "08:00", to: "16:00", agents: 1, breaks: [{ lasts: 30m, between: ["15:00", "17:00"] }] }]',
      '[0].breaks[0].between',
      'a window inside from and to',
    ],
    [
      'a break that does not fit',
      '[{ from: "08:00", to: "16:00", agents: 1, breaks: [{ lasts: 2h, between: ["11:00", "12:00"] }] }]',
      '[0].breaks[0].between',
      'a window as long as the break',
    ],
    [
      'two breaks at once',
      '[{ from: "08:00", to: "16:00", agents: 1, breaks: [{ lasts: 15m, between: ["11:00", "12:00"] }, { lasts: 15m, between: ["11:30", "13:00"] }] }]',
      '[0].breaks[1].between',
      'windows one after another',
    ],
    [
      'a break of no length',
      '[{ from: "08:00", to: "16:00", agents: 1, breaks: [{ lasts: 0, between: ["11:00", "12:00"] }] }]',
      '[0].breaks[0].lasts',
      'more than 0 s',
    ],
  ])('refuses %s', (_, table, path, expected) => {
    expect(problems(table)).toMatchObject([
      { code: 'out-of-range', path: `teams.general.shifts${path}`, expected, line: 5 },
    ]);
  });

  it('refuses a day that is none, and says what is near', () => {
    const table = '[{ days: [mon, tues], from: "08:00", to: "16:00", agents: 1 }]';
    expect(problems(table)).toMatchObject([
      { path: 'teams.general.shifts[0].days[1]', found: '"tues"', nearest: 'tue' },
    ]);
    expect(problems(table.replace('[mon, tues]', 'weekday'))).toMatchObject([
      { path: 'teams.general.shifts[0].days', found: '"weekday"', nearest: 'weekdays' },
    ]);
  });
});
