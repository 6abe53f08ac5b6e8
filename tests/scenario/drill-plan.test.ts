import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/input/yaml-file.js';
import { compileWorld } from '../../src/scenario/compile.js';
import { withDrills } from '../../src/scenario/drills/drill-plan.js';
import { readDrills } from '../../src/scenario/drills/drill-words.js';
import { scenarioSchema } from '../../src/scenario/schema/scenario-schema.js';
import type { World } from '../../src/scenario/world.js';
import { problemsOf } from '../problems.js';

const H = 3600;
const DAY = 24 * H;

const shop = (more = '', horizon = '{ opens: "08:00", closes: "18:00" }', hours = 10) => `name: shop
horizon: ${horizon}
demand: { contacts_per_day: 60, by_hour: [${Array(hours).fill(1).join(', ')}] }
intents: { any: { share: 1, ai_solvable: 0, ai_success_per_turn: 0, handle_time: { constant: 5m } } }
teams: { general: { shifts: [{ from: "08:00", to: "18:00", agents: 5 }], availability: 1 } }
${more}`;

function drilled(yaml: string, flags = ''): World {
  const file = readYaml('s.yaml', yaml, scenarioSchema);
  return withDrills(compileWorld(file), file, flags === '' ? {} : readDrills(flags));
}

const outages = (world: World) => world.ai.outages.map(({ from, to }) => [from / H, to / H]);

describe('drills of a scenario', () => {
  it('are none unless it says so', () => {
    const world = drilled(shop());
    expect(world.drills).toBeUndefined();
    expect(world).toEqual(drilled(shop('drills: {}\n')));
  });

  it('last by default two hours in the middle, people are missing all day', () => {
    // 08:00 to 18:00 has its middle at 13:00
    const world = drilled(
      shop('drills: { ai_outage: {}, demand_surge: {}, sick_shift: {}, wrong_announcement: {} }\n'),
    );
    expect(world.drills).toEqual([
      'ai-outage=12:00-14:00',
      'demand-surge=1.5@12:00-14:00',
      'sick-shift=0.3@00:00-24:00',
      'wrong-announcement=0.5',
    ]);
    expect(outages(world)).toEqual([[12, 14]]);
    expect(world.demand).toMatchObject({
      surge: [
        { from: 12 * H, to: 13 * H, perHour: 3, hour: 4 },
        { from: 13 * H, to: 14 * H, perHour: 3, hour: 5 },
      ],
    });
    expect(world.teams[0]!.steps).toEqual([
      { at: 8 * H, staffed: 4 }, // 5 · 0.7 = 3.5
      { at: 18 * H, staffed: 0 },
    ]);
    expect(world.customers.announcements.bias).toBe(0.5);
  });

  it('fit into a short day', () => {
    const short = shop('drills: { ai_outage: {} }\n', '{ opens: "09:30", closes: "10:20" }', 1);
    expect(outages(drilled(short))).toEqual([[9.5, 10]]);
  });

  it('come on every day of a continuous run, or on those named', () => {
    const days = '{ mode: continuous, days: 8, weekday: mon }';
    const noons = drilled(shop('drills: { ai_outage: {} }\n', days, 24));
    expect(outages(noons)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((d) => [24 * d + 11, 24 * d + 13]));
    const nights = drilled(
      shop('drills: { ai_outage: { days: tue, from: "22:00", to: "02:00" } }\n', days, 24),
    );
    expect(outages(nights)).toEqual([[46, 50]]);
    expect(nights.drills).toEqual(['ai-outage=22:00-02:00@tue']);
  });

  it('must touch what is measured', () => {
    const early = shop('drills: { ai_outage: { from: "02:00", to: "03:00" } }\n');
    expect(problemsOf(() => drilled(early))).toMatchObject([
      { code: 'out-of-range', file: 's.yaml', line: 6, found: 'ai-outage=02:00-03:00' },
    ]);
    const warmUp = shop(
      'drills: { demand_surge: { days: mon } }\n',
      '{ mode: continuous, days: 3, weekday: mon }',
      24,
    );
    expect(problemsOf(() => drilled(warmUp))).toMatchObject([{ code: 'out-of-range', line: 6 }]);
  });

  it('must change something', () => {
    const few = shop('drills: { sick_shift: { share: 0.05 } }\n');
    expect(problemsOf(() => drilled(few))).toMatchObject([
      { code: 'out-of-range', found: '0.05', line: 6 },
    ]);
  });

  it.each([
    ['{ ai_outage: { from: "10:00" } }', 'missing-key', 'from'],
    ['{ ai_outage: { from: "10:00", to: "10:00" } }', 'out-of-range', 'to'],
    ['{ demand_surge: { factor: 0.5 } }', 'out-of-range', 'factor'],
    ['{ sick_shift: { share: 2 } }', 'out-of-range', 'share'],
    ['{ ai_outtage: {} }', 'unknown-key', 'ai_outtage'],
  ])('%s is refused', (drills, code, path) => {
    const [problem, ...others] = problemsOf(() => drilled(shop(`drills: ${drills}\n`)));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code, line: 6 });
    expect(`${problem!.path} ${problem!.found}`).toContain(path);
  });
});

describe('drills of a flag', () => {
  it('are read as one or several words', () => {
    expect(readDrills('ai-outage')).toEqual({ ai_outage: {} });
    expect(readDrills('sick-shift=0.4, AI_outage=9:00-10:30')).toEqual({
      sick_shift: { share: 0.4 },
      ai_outage: { from: 9 * H, to: 10.5 * H },
    });
    expect(readDrills('demand-surge=2@22:00-06:00@sat+sun')).toEqual({
      demand_surge: { factor: 2, from: 22 * H, to: 6 * H, days: [6, 7] },
    });
    expect(readDrills('demand-surge=10:00-12:00', readDrills('demand-surge=3'))).toEqual({
      demand_surge: { factor: 3, from: 10 * H, to: 12 * H },
    });
  });

  it('go before those of the scenario, part by part', () => {
    const yaml = shop('drills: { demand_surge: { from: "09:00", to: "10:00", factor: 4 } }\n');
    expect(drilled(yaml, 'demand-surge=2,wrong-announcement').drills).toEqual([
      'demand-surge=2@09:00-10:00',
      'wrong-announcement=0.5',
    ]);
    expect(drilled(yaml, 'demand-surge=16:00-17:00').drills).toEqual([
      'demand-surge=4@16:00-17:00',
    ]);
  });

  it('say what makes the same world again', () => {
    const flags = 'ai-outage=09:15-10:00,demand-surge=1.25,sick-shift=23:00-24:00@tue,sick-shift=1';
    const yaml = shop('', '{ mode: continuous, days: 4, weekday: mon }', 24).replace(
      'to: "18:00", agents',
      'to: "24:00", agents',
    );
    const world = drilled(yaml, flags);
    expect(world.drills).toEqual([
      'ai-outage=09:15-10:00',
      'demand-surge=1.25@11:00-13:00',
      'sick-shift=1@23:00-24:00@tue',
    ]);
    expect(drilled(yaml, world.drills!.join(','))).toEqual(world);
    expect(world.teams[0]!.steps).toContainEqual({ at: DAY + 23 * H, staffed: 0 });
  });

  it.each([
    ['ai-outtage', 'unknown-drill', 'ai-outage'],
    ['demand', 'unknown-drill', undefined],
    ['', 'unknown-drill', undefined],
    ['demand-surge=', 'invalid-value', undefined],
    ['demand-surge=0.5', 'invalid-value', undefined],
    ['demand-surge=2x', 'invalid-value', undefined],
    ['ai-outage=2', 'invalid-value', undefined],
    ['ai-outage=10:00-10:00', 'invalid-value', undefined],
    ['ai-outage=25:00-26:00', 'invalid-value', undefined],
    ['ai-outage=10:00-12:00@noday', 'invalid-value', undefined],
    ['wrong-announcement=10:00-12:00', 'invalid-value', undefined],
    ['sick-shift=1.5', 'invalid-value', undefined],
  ])('"%s" is refused', (words, code, near) => {
    const [problem] = problemsOf(() => readDrills(words));
    expect(problem?.code).toBe(code);
    expect(problem?.nearest).toBe(near);
    if (code === 'unknown-drill')
      expect(problem?.expected).toBe(
        'one of ai-outage, demand-surge, sick-shift, wrong-announcement',
      );
  });
});
