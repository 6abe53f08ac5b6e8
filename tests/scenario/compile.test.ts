import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/input/yaml-file.js';
import { compileWorld } from '../../src/scenario/compile.js';
import { meanOf } from '../../src/scenario/distribution/distribution.js';
import { scenarioSchema } from '../../src/scenario/schema/scenario-schema.js';
import type { World } from '../../src/scenario/world.js';
import { problemsOf } from '../problems.js';

const GOOD = `name: shop
horizon: { opens: "08:00", closes: "10:30" }
demand:
  contacts_per_day: 120
  by_hour: [1, 2, 1]
intents:
  refund: { share: 0.75, ai_solvable: 0.5, ai_success_per_turn: 0.4, handle_time: { constant: 5m } }
  broken: { share: 0.25, ai_solvable: 0.2, ai_success_per_turn: 0.1, handle_time: { constant: 10m } }
teams:
  general: { shifts: [{ from: "08:00", to: "10:00", agents: 5 }] }
  senior: { skills: [broken], handle_factor: 2, wrap_up: 0s, shifts: [{ from: "09:00", to: "10:30", agents: 1 }] }
`;

const world = (text: string): World => compileWorld(readYaml('s.yaml', text, scenarioSchema));

const problems = (text: string) => problemsOf(() => world(text));

describe('a scenario file', () => {
  it('spreads the day’s contacts over the hours, a short last one included', () => {
    const { demand } = world(GOOD);
    if (demand.kind !== 'random') throw new Error('synthetic');
    expect(demand.intervals).toEqual([
      { from: 28800, to: 32400, perHour: 30 },
      { from: 32400, to: 36000, perHour: 60 },
      { from: 36000, to: 37800, perHour: 60 },
    ]);
    const total = demand.intervals.reduce((n, i) => n + (i.perHour * (i.to - i.from)) / 3600, 0);
    expect(total).toBeCloseTo(120, 9);
  });

  it('knows what a contact occupies a person for, on average', () => {
    const [general, senior] = world(GOOD).teams;
    // 0.75 · 300 + 0.25 · 600, the hand-off tax of 15 s and 60 s of wrap-up
    expect(general!.meanOccupation).toBe(375 + 15 + 60);
    expect(senior!.meanOccupation).toBe(2 * 600 + 15);
    expect(general!.steps).toEqual([
      { at: 28800, staffed: 4 },
      { at: 36000, staffed: 0 },
    ]);
  });

  it('has the documented defaults', () => {
    const { customers, frustration, ai, people, clock } = world(GOOD);
    expect(frustration).toEqual({
      decay: 0.85,
      failed: 0.25,
      repeated: 0.35,
      refused: 0.5,
      negative: 0.3,
      queuePerMinute: 0.1,
      explainAgain: 0.2,
      progress: 0.4,
      personAnswers: 0.3,
      announcement: 0.1,
      bounce: 0.3,
      askedBack: 0.1,
      brokenPromise: 0.5,
      silencePerMinute: 0.1,
      silenceAfter: 30,
    });
    expect([ai.sensitivity, ai.specificity]).toEqual([0.8, 0.95]);
    expect(people.handoffTax).toEqual({ summary: 15, none: 60 });
    expect(customers.replyTime).toEqual({ kind: 'lognormal', median: 25, sigma: 0.7 });
    expect(clock).toEqual({ weekday: 2, offsets: [] });
  });

  it('takes a lognormal by its mean or its median', () => {
    const by = (what: string) =>
      world(GOOD.replace('{ constant: 5m }', `{ lognormal: { ${what}: 300s, sigma: 0.9 } }`))
        .intents[0]!.handleTime;
    expect(meanOf(by('mean'))).toBeCloseTo(300, 9);
    expect(by('median')).toEqual({ kind: 'lognormal', median: 300, sigma: 0.9 });
  });
});

describe('a scenario file that is wrong says where', () => {
  it.each([
    // what is changed, from, to, code, the words it points at, nearest
    ['an unknown key', 'demand:', 'demnd:', 'unknown-key', 'demnd', 'demand'],
    ['an unknown inner key', 'wrap_up: 0s', 'wrapup: 0s', 'unknown-key', 'wrapup', 'wrap_up'],
    ['an hour too few', '[1, 2, 1]', '[1, 2]', 'wrong-length', '[1, 2]', undefined],
    ['nobody ever arriving', '[1, 2, 1]', '[0, 0, 0]', 'out-of-range', '[0, 0', undefined],
    ['an unknown skill', '[broken]', '[brokn]', 'unknown-intent', 'brokn', 'broken'],
    ['zero agents', 'agents: 5', 'agents: 0', 'out-of-range', '0 }]', undefined],
    [
      'a bad duration',
      'wrap_up: 0s',
      'wrap_up: 2 minutes',
      'invalid-value',
      '2 minutes',
      undefined,
    ],
    [
      'closing before opening',
      '"10:30" }\ndemand',
      '"07:00" }\ndemand',
      'out-of-range',
      '{ opens',
      undefined,
    ],
    [
      'a shift that ends when it starts',
      '"10:00", agents',
      '"08:00", agents',
      'out-of-range',
      '{ from',
      undefined,
    ],
    [
      'a share above 1',
      'ai_solvable: 0.5',
      'ai_solvable: 5',
      'out-of-range',
      '5, ai_success',
      undefined,
    ],
    [
      'a certain resolution',
      'ai_solvable: 0.5',
      'person_resolves: 1.1, ai_solvable: 0.5',
      'out-of-range',
      '1.1, ai_solvable',
      undefined,
    ],
    [
      'erlang-a without a recording',
      '[{ from: "08:00", to: "10:00", agents: 5 }]',
      'erlang-a',
      'invalid-value',
      'erlang-a',
      undefined,
    ],
    [
      'a distribution of no form',
      '{ constant: 5m }',
      '{ uniform: 5m }',
      'unknown-key',
      'uniform',
      undefined,
    ],
  ])('%s', (_, from, to, code, mark, nearest) => {
    expect(GOOD).toContain(from);
    const text = GOOD.replace(from, to);
    const found = problems(text).filter((p) => p.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'error', file: 's.yaml' });
    const before = text.slice(0, text.indexOf(mark)).split('\n');
    expect([found[0]!.line, found[0]!.column]).toEqual([before.length, before.at(-1)!.length + 1]);
    expect(found[0]!.nearest).toBe(nearest);
  });

  it('shares that do not sum to 1', () => {
    expect(problems(GOOD.replace('share: 0.75', 'share: 0.7'))).toMatchObject([
      { code: 'shares-sum', found: '0.95', expected: '1', path: 'intents' },
    ]);
  });

  it('several at once, in one pass', () => {
    const codes = problems(
      GOOD.replace('[1, 2, 1]', '[1, 2]').replace('[broken]', '[brokn]').replace('0.75', '0.7'),
    ).map((p) => p.code);
    expect(codes.sort()).toEqual(['shares-sum', 'unknown-intent', 'wrong-length']);
  });
});
