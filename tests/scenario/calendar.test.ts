import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/input/yaml-file.js';
import { compileWorld } from '../../src/scenario/compile.js';
import { scenarioSchema } from '../../src/scenario/schema/scenario-schema.js';
import type { World } from '../../src/scenario/world.js';
import { problemsOf } from '../problems.js';

const H = 3600;
const DAY = 24 * H;
const FLAT = `[${Array(24).fill(1).join(', ')}]`;

function scenario(horizon: string, demand: string, team: string): string {
  return `name: shop
horizon: ${horizon}
demand: ${demand}
intents: { any: { share: 1, ai_solvable: 0, ai_success_per_turn: 0, handle_time: { constant: 5m } } }
teams:
  general: ${team}
`;
}

const NIGHTS = '{ availability: 1, shifts: [{ from: "22:00", to: "06:00", agents: 3 }] }';
const ROUND = `{ contacts_per_day: 240, by_hour: ${FLAT} }`;

const world = (text: string): World => compileWorld(readYaml('s.yaml', text, scenarioSchema));

const problems = (text: string) => problemsOf(() => world(text));

function rates(of: World): { from: number; to: number; perHour: number }[] {
  if (of.demand.kind !== 'random') throw new Error('synthetic');
  return [...of.demand.intervals];
}

const expected = (of: World): number =>
  rates(of).reduce((sum, { from, to, perHour }) => sum + (perHour * (to - from)) / H, 0);

/** Steps in hours. */
const steps = (of: World) => of.teams[0]!.steps.map(({ at, staffed }) => [at / H, staffed]);

describe('one day', () => {
  it('without a date is a day of 24 h, a Tuesday unless it says otherwise', () => {
    const day = world(
      scenario(
        '{ opens: "08:00", closes: "10:00" }',
        '{ contacts_per_day: 20, by_hour: [1, 3] }',
        NIGHTS,
      ),
    );
    expect(day).toMatchObject({
      mode: 'day',
      opensAt: 8 * H,
      closesAt: 10 * H,
      measuredFrom: 0,
      clock: { weekday: 2, offsets: [] },
    });
    expect(day.teams[0]).not.toHaveProperty('openings');
    const saturday = '{ opens: "08:00", closes: "10:00", weekday: sat }';
    expect(
      world(scenario(saturday, '{ contacts_per_day: 20, by_hour: [1, 3] }', NIGHTS)).clock.weekday,
    ).toBe(6);
  });

  it('its date fixes the weekday, in YAML without quotes', () => {
    // 25 October 2026 is a Sunday.
    const day = '{ opens: "00:00", closes: "24:00", date: 2026-10-25 }';
    const { clock, closesAt } = world(scenario(day, ROUND, NIGHTS));
    expect([clock.weekday, clock.offsets, closesAt]).toEqual([7, [], DAY]);
  });

  it('has 25 hours where clocks go back: every hour by its rate, that shown twice in each pass', () => {
    const day = '{ opens: "00:00", closes: "24:00", date: 2026-10-25, time_zone: Europe/Berlin }';
    const by = FLAT.replace('1, 1, 1, 1', '1, 1, 5, 1');
    const autumn = world(scenario(day, `{ contacts_per_day: 280, by_hour: ${by} }`, NIGHTS));
    expect(autumn.closesAt).toBe(25 * H);
    expect(autumn.clock).toEqual({
      weekday: 7,
      date: '2026-10-25',
      offsets: [{ at: 3 * H, seconds: -H }],
    });
    expect(rates(autumn).slice(1, 5)).toEqual([
      { from: H, to: 2 * H, perHour: 10 },
      { from: 2 * H, to: 3 * H, perHour: 50 },
      { from: 3 * H, to: 4 * H, perHour: 50 },
      { from: 4 * H, to: 5 * H, perHour: 10 },
    ]);
    expect(expected(autumn)).toBeCloseTo(280 + 50, 9);
  });

  it('has 23 hours where clocks go forward, and nobody arrives in the hour that is skipped', () => {
    // 8 March 2026, 02:00 → 03:00 in New York.
    const day =
      '{ opens: "00:00", closes: "24:00", date: 2026-03-08, time_zone: America/New_York }';
    const by = FLAT.replace('1, 1, 1, 1', '1, 1, 5, 2');
    const spring = world(scenario(day, `{ contacts_per_day: 290, by_hour: ${by} }`, NIGHTS));
    expect(spring.closesAt).toBe(23 * H);
    expect(rates(spring).slice(1, 4)).toEqual([
      { from: H, to: 2 * H, perHour: 10 },
      { from: 2 * H, to: 3 * H, perHour: 20 },
      { from: 3 * H, to: 4 * H, perHour: 10 },
    ]);
    expect(expected(spring)).toBeCloseTo(290 - 50, 9);
  });

  it('splits at a clock change in the middle of an hour counted from opening', () => {
    const day = '{ opens: "01:30", closes: "04:30", date: 2026-10-25, time_zone: Europe/Berlin }';
    const autumn = world(scenario(day, '{ contacts_per_day: 60, by_hour: [1, 2, 3] }', NIGHTS));
    // 01:30 to 02:30, 02:30 to 03:00 | back to 02:00: to 02:30, to 03:30, to 04:30
    expect(rates(autumn).map(({ from, to, perHour }) => [from / H, to / H, perHour])).toEqual([
      [1.5, 2.5, 10],
      [2.5, 3, 20],
      [3, 3.5, 10],
      [3.5, 4.5, 20],
      [4.5, 5.5, 30],
    ]);
    expect([autumn.opensAt / H, autumn.closesAt / H]).toEqual([1.5, 5.5]);
  });

  it('has its weekday’s share of the week', () => {
    const demand = '{ contacts_per_day: 100, by_hour: [1, 1], by_weekday: { sat: 0.4 } }';
    const day = (name: string) =>
      world(scenario(`{ opens: "08:00", closes: "10:00", weekday: ${name} }`, demand, NIGHTS));
    expect([expected(day('sat')), expected(day('sun'))]).toEqual([40, 100]);
  });
});

describe('several days', () => {
  const eight = '{ mode: continuous, weekday: sat, days: 8 }';

  it('run from the first midnight to the last, and are measured after a day', () => {
    expect(world(scenario(eight, ROUND, NIGHTS))).toMatchObject({
      mode: 'continuous',
      opensAt: 0,
      closesAt: 8 * DAY,
      measuredFrom: DAY,
      clock: { weekday: 6, offsets: [] },
    });
    const short = '{ mode: continuous, days: 2, warm_up: 6h }';
    expect(world(scenario(short, ROUND, NIGHTS)).measuredFrom).toBe(6 * H);
  });

  it('by weekday: 8 days from a Saturday have two Saturdays', () => {
    const week = '{ mon: 1.2, tue: 1.1, wed: 1, thu: 0.9, fri: 0.8, sat: 0.5, sun: 0 }';
    const demand = `{ contacts_per_day: 240, by_hour: ${FLAT}, by_weekday: ${week} }`;
    const of = world(scenario(eight, demand, NIGHTS));
    const intervals = rates(of);
    expect(intervals).toHaveLength(8 * 24);
    const days = Array.from({ length: 8 }, (_, d) => intervals[24 * d]!.perHour);
    const wanted = [5, 0, 12, 11, 10, 9, 8, 5];
    for (const [day, rate] of days.entries()) expect(rate).toBeCloseTo(wanted[day]!, 12);
    intervals.forEach(({ from, to }, i) => expect([from, to]).toEqual([i * H, (i + 1) * H]));
  });

  it('over a clock change end an hour earlier or later, with the warm-up on the wall too', () => {
    const days =
      '{ mode: continuous, date: 2026-10-24, time_zone: Europe/Berlin, days: 3, warm_up: 2d }';
    const of = world(scenario(days, ROUND, NIGHTS));
    expect([of.closesAt / H, of.measuredFrom / H]).toEqual([73, 49]);
    expect(rates(of)).toHaveLength(73);
    expect(of.clock.offsets).toEqual([{ at: 27 * H, seconds: -H }]);
  });

  it('have nights, of which the first began the evening before', () => {
    const two = '{ mode: continuous, days: 2 }';
    expect(steps(world(scenario(two, ROUND, NIGHTS)))).toEqual([
      [0, 3],
      [6, 0],
      [22, 3],
      [30, 0],
      [46, 3],
      [54, 0],
    ]);
  });

  it('and one day have a last night that may be longer than others, too', () => {
    const zone = 'date: 2026-10-24, time_zone: Europe/Berlin';
    const one = `{ opens: "00:00", closes: "24:00", ${zone} }`;
    const days = `{ mode: continuous, ${zone}, days: 1, warm_up: 0s }`;
    for (const horizon of [one, days])
      expect(steps(world(scenario(horizon, ROUND, NIGHTS))).slice(2)).toEqual([
        [22, 3],
        [31, 0],
      ]);
  });

  it('nights are longer or shorter when clocks change in them', () => {
    const at = (date: string, zone: string) =>
      steps(
        world(
          scenario(
            `{ mode: continuous, date: ${date}, time_zone: ${zone}, days: 2 }`,
            ROUND,
            NIGHTS,
          ),
        ),
      );
    // The night to the 25th has 9 hours; that to the 26th begins 25 h after that of the 24th.
    expect(at('2026-10-24', 'Europe/Berlin').slice(2)).toEqual([
      [22, 3],
      [31, 0],
      [47, 3],
      [55, 0],
    ]);
    expect(at('2026-10-31', 'America/New_York').slice(2)).toEqual([
      [22, 3],
      [31, 0],
      [47, 3],
      [55, 0],
    ]);
    // The night to the 29th has 7.
    expect(at('2026-03-28', 'Europe/Berlin').slice(2)).toEqual([
      [22, 3],
      [29, 0],
      [45, 3],
      [53, 0],
    ]);
    expect(at('2026-03-07', 'America/New_York').slice(2)).toEqual([
      [22, 3],
      [29, 0],
      [45, 3],
      [53, 0],
    ]);
  });
});

describe('opening hours', () => {
  const hours = (list: string) =>
    `{ shifts: [{ from: "00:00", to: "24:00", agents: 1 }], hours: ${list} }`;
  const openings = (horizon: string, list: string) =>
    world(scenario(horizon, ROUND, hours(list))).teams[0]!.openings!.map(({ from, to }) => [
      from / H,
      to / H,
    ]);

  it('by weekday, those that touch made one', () => {
    // Friday to Sunday.
    const days = '{ mode: continuous, weekday: fri, days: 3 }';
    const list =
      '[{ days: weekdays, from: "08:00", to: "13:00" }, { days: [fri], from: "13:00", to: "18:00" }, { days: sun, from: "10:00", to: "12:00" }]';
    expect(openings(days, list)).toEqual([
      [8, 18],
      [58, 60],
    ]);
  });

  it('over midnight and a clock change', () => {
    const days = '{ mode: continuous, date: 2026-10-24, time_zone: Europe/Berlin, days: 2 }';
    expect(openings(days, '[{ from: "20:00", to: "04:00" }]')).toEqual([
      [0, 4],
      [20, 29],
      [45, 53],
    ]);
  });

  it('never on a day that is none of its own', () => {
    expect(
      openings(
        '{ opens: "00:00", closes: "24:00", weekday: wed }',
        '[{ days: weekend, from: "08:00", to: "12:00" }]',
      ),
    ).toEqual([]);
  });
});

describe('a horizon that is wrong says where', () => {
  it.each([
    [
      'another weekday than the date’s',
      '{ opens: "00:00", closes: "24:00", date: 2026-10-25, weekday: mon }',
      'contradiction',
      'horizon.weekday',
      'sun, or no weekday: 2026-10-25 fixes it',
    ],
    [
      'a zone without a date',
      '{ opens: "00:00", closes: "24:00", time_zone: Europe/Berlin }',
      'missing-key',
      'horizon.time_zone',
      'a date beside it, such as date: 2026-10-25',
    ],
    [
      'a zone that nobody knows',
      '{ opens: "00:00", closes: "24:00", date: 2026-10-25, time_zone: Europe/Berln }',
      'unknown-time-zone',
      'horizon.time_zone',
      'an IANA name such as Europe/Berlin',
    ],
    [
      'a day that is none',
      '{ opens: "00:00", closes: "24:00", date: 2026-02-30 }',
      'invalid-value',
      'horizon.date',
      'a date such as 2026-10-25, from 1970 on',
    ],
    [
      'a misspelt mode',
      '{ mode: continous, days: 3 }',
      'invalid-value',
      'horizon.mode',
      'opens and closes (mode: day), or mode: continuous and days',
    ],
    [
      'days without continuous',
      '{ opens: "00:00", closes: "24:00", days: 3 }',
      'unknown-key',
      'horizon.days',
      'one of mode, opens, closes, weekday, date, time_zone',
    ],
    [
      'nothing but warm-up',
      '{ mode: continuous, days: 1 }',
      'out-of-range',
      'horizon.warm_up',
      'a warm_up shorter than the days; 1d if left out',
    ],
    [
      'no horizon at all',
      '{}',
      'missing-key',
      'horizon.opens',
      'a time of day such as 07:30, in quotes',
    ],
  ])('%s', (_, horizon, code, path, words) => {
    const found = problems(scenario(horizon, ROUND, NIGHTS)).filter((p) => p.path === path);
    expect(found).toMatchObject([{ code, expected: words, file: 's.yaml', line: 2 }]);
  });

  it('a day on which the clocks skip all of the opening hours', () => {
    const day = '{ opens: "02:00", closes: "03:00", date: 2026-03-29, time_zone: Europe/Berlin }';
    expect(problems(scenario(day, '{ contacts_per_day: 1, by_hour: [1] }', NIGHTS))).toMatchObject([
      { code: 'out-of-range', path: 'horizon.date', found: '2026-03-29' },
    ]);
  });

  it('suggests the zone and the mode that were meant', () => {
    const nearest = (horizon: string) =>
      problems(scenario(horizon, ROUND, NIGHTS)).map((p) => p.nearest);
    expect(
      nearest('{ opens: "00:00", closes: "24:00", date: 2026-10-25, time_zone: Europe/Berln }'),
    ).toEqual(['Europe/Berlin']);
    expect(nearest('{ mode: continous, days: 3 }')).toEqual(['continuous']);
  });

  it('round the clock needs a whole day of arrivals, on some simulated day', () => {
    const eight = '{ mode: continuous, days: 2, weekday: sat }';
    expect(
      problems(scenario(eight, '{ contacts_per_day: 1, by_hour: [1, 2] }', NIGHTS)),
    ).toMatchObject([
      {
        code: 'wrong-length',
        found: '2 numbers',
        expected: '24, one for each hour from midnight on (mode: continuous)',
      },
    ]);
    const quiet = `{ contacts_per_day: 1, by_hour: ${FLAT}, by_weekday: { sat: 0, sun: 0 } }`;
    expect(problems(scenario(eight, quiet, NIGHTS))).toMatchObject([
      { code: 'out-of-range', path: 'demand.by_weekday', found: '0 on sat, sun' },
    ]);
  });
});
