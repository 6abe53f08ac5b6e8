import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/input/yaml-file.js';
import { compileWorld } from '../../src/scenario/compile.js';
import {
  withAiOutage,
  withDemandSurge,
  withSickShift,
  withWrongAnnouncement,
} from '../../src/scenario/drills/drills.js';
import { scenarioSchema } from '../../src/scenario/schema/scenario-schema.js';
import type { World } from '../../src/scenario/world.js';

const H = 3600;

const SHOP = `name: shop
horizon: { opens: "08:00", closes: "11:00" }
demand: { contacts_per_day: 60, by_hour: [1, 2, 3] }
intents: { any: { share: 1, ai_solvable: 0, ai_success_per_turn: 0, handle_time: { constant: 5m } } }
teams: { general: { shifts: [{ from: "08:00", to: "16:00", agents: 5 }] } }
`;

const base: World = {
  ...compileWorld(readYaml('s.yaml', SHOP, scenarioSchema)),
  demand: {
    kind: 'random',
    noise: 0,
    intervals: [
      { from: 8 * H, to: 9 * H, perHour: 10 },
      { from: 9 * H, to: 10 * H, perHour: 20 },
      { from: 10 * H, to: 11 * H, perHour: 30 },
    ],
  },
};

const surgeOf = (world: World) =>
  world.demand.kind === 'random'
    ? world.demand.surge?.map(({ from, to, perHour, hour }) => [from / H, to / H, perHour, hour])
    : [];

describe('a surge of demand', () => {
  it('adds what the factor adds, hour by hour', () => {
    const surge = withDemandSurge(base, { from: 9 * H, to: 11 * H, factor: 1.5 });
    expect(surgeOf(surge)).toEqual([
      [9, 10, 10, 1],
      [10, 11, 15, 2],
    ]);
  });

  it('begins and ends within hours, and belongs to them', () => {
    const surge = withDemandSurge(base, { from: 8.5 * H, to: 9.25 * H, factor: 2 });
    expect(surgeOf(surge)).toEqual([
      [8.5, 9, 10, 0],
      [9, 9.25, 20, 1],
    ]);
    const twice = withDemandSurge(surge, { from: 10.5 * H, to: 12 * H, factor: 3 });
    expect(surgeOf(twice)).toEqual([
      [8.5, 9, 10, 0],
      [9, 9.25, 20, 1],
      [10.5, 11, 60, 2],
    ]);
    expect(() => withDemandSurge(twice, { from: 9 * H, to: 10 * H, factor: 2 })).toThrow(
      RangeError,
    );
  });

  it('leaves the world it is given as it was', () => {
    const before = structuredClone(base);
    withDemandSurge(base, { from: 9 * H, to: 10 * H, factor: 3 });
    withSickShift(base, { from: 9 * H, to: 10 * H, share: 1 });
    withAiOutage(base, { from: 9 * H, to: 10 * H });
    withWrongAnnouncement(base, { factor: 2 });
    expect(base).toEqual(before);
  });

  it('refuses what means nothing', () => {
    const span = { from: 9 * H, to: 10 * H };
    const given: World = { ...base, demand: { kind: 'scheduled', issues: [] } };
    expect(() => withDemandSurge(base, { ...span, factor: 0.5 })).toThrow(RangeError);
    expect(() => withDemandSurge(base, { ...span, factor: Number.NaN })).toThrow(RangeError);
    expect(() => withDemandSurge(base, { from: 5, to: 5, factor: 2 })).toThrow(RangeError);
    expect(() => withDemandSurge(given, { ...span, factor: 2 })).toThrow(RangeError);
    expect(() => withSickShift(base, { ...span, share: 1.2 })).toThrow(RangeError);
    expect(() => withAiOutage(base, { from: 5, to: 4 })).toThrow(RangeError);
    expect(() => withWrongAnnouncement(base, { factor: -1 })).toThrow(RangeError);
  });
});

describe('a shift that is off sick', () => {
  const team = base.teams[0]!;
  const world: World = {
    ...base,
    teams: [
      {
        ...team,
        steps: [
          { at: 8 * H, staffed: 5 },
          { at: 12 * H, staffed: 10 },
          { at: 16 * H, staffed: 0 },
        ],
      },
      { ...team, name: 'night', steps: [{ at: 20 * H, staffed: 1 }] },
    ],
  };
  const steps = (of: World, index = 0) =>
    of.teams[index]!.steps.map(({ at, staffed }) => [at / H, staffed]);

  it('takes a rounded share of those on duty, from then until then', () => {
    // 5 · 0.7 = 3.5 → 4; 10 · 0.7 = 7
    const sick = withSickShift(world, { from: 10 * H, to: 14 * H, share: 0.3 });
    expect(steps(sick)).toEqual([
      [8, 5],
      [10, 4],
      [12, 7],
      [14, 10],
      [16, 0],
    ]);
    expect(steps(sick, 1)).toEqual([[20, 1]]);
  });

  it('may take everyone, and nobody', () => {
    expect(steps(withSickShift(world, { from: 0, to: 24 * H, share: 1 }))).toEqual([]);
    expect(steps(withSickShift(world, { from: 0, to: 24 * H, share: 0 }))).toEqual(steps(world));
  });

  it('lasts beyond the last change where the shift does', () => {
    expect(steps(withSickShift(world, { from: 22 * H, to: 30 * H, share: 0.9 }), 1)).toEqual([
      [20, 1],
      [22, 0],
      [30, 1],
    ]);
  });
});

describe('an outage of the AI', () => {
  it('joins those there are already', () => {
    const before: World = {
      ...base,
      ai: {
        ...base.ai,
        outages: [
          { from: 1 * H, to: 3 * H },
          { from: 7 * H, to: 8 * H },
        ],
      },
    };
    expect(withAiOutage(before, { from: 2 * H, to: 4 * H }).ai.outages).toEqual([
      { from: 1 * H, to: 4 * H },
      { from: 7 * H, to: 8 * H },
    ]);
    expect(withAiOutage(base, { from: 2 * H, to: 4 * H }).ai.outages).toEqual([
      { from: 2 * H, to: 4 * H },
    ]);
  });
});

it('a wrong announcement multiplies what was wrong already', () => {
  const twice = withWrongAnnouncement(withWrongAnnouncement(base, { factor: 0.5 }), {
    factor: 0.8,
  });
  expect(twice.customers.announcements.bias).toBeCloseTo(0.4, 12);
});
