import { describe, expect, it } from 'vitest';
import type { Sight } from '../../src/policy/condition/sight.js';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { type LoadedPolicy, type LoadOptions, loadPolicy } from '../../src/policy/load.js';
import { ABSENT, FALSE, TRUE } from '../../src/policy/policy.js';
import { PolicyFault } from '../../src/simulation/policy-fault.js';
import { problemsOf } from '../problems.js';
import { dayOf, desks } from '../simulation/runs.js';
import { asking, failing, shop } from './example-shop.js';

// A policy's own names: parameters, hours, conditions and counts of them.

const VOCABULARY: Vocabulary = {
  teams: new Map([['general', 0]]),
  columns: new Map([
    ['chrun', 'number'],
    ['vip', 'bool'],
  ]),
  values: {},
  absent: new Set(),
};
const load = (text: string, options?: LoadOptions) =>
  loadPolicy('p.yaml', text, VOCABULARY, options);
const problems = (text: string, options?: LoadOptions) =>
  problemsOf(
    () => load(text, options),
    ({ warnings }) => warnings,
  );
/** Path, what was found and the nearest, whatever they are. */
const REST = [expect.anything(), expect.anything(), undefined];
const RULES = 'rules: [{ id: a, when: asks >= 1, then: { transfer: general } }]\n';
const told = (text: string, options?: LoadOptions) =>
  problems(text, options).map((p) => [p.code, `${p.line}:${p.column}`, p.path, p.found, p.nearest]);

/** A sight in which only what a test names is there; reading anything else fails the test. */
const seeing = (facts: Partial<Record<keyof Sight, unknown>>): Sight =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, () => value])) as never;

/** The truth of a condition that stands in a rule of a policy with these definitions. */
function truthOf(when: string, sight: Sight, definitions = ''): number {
  const text = `name: p\n${definitions}rules: [{ id: a, when: ${JSON.stringify(when)}, then: stay }]`;
  return load(text).policy.rules[0]!.condition(sight);
}

describe('named conditions', () => {
  const DEFINED = `conditions:
  both: is.unsure && is.lost
  lost: failed_turns >= 2
  unsure: confidence < 0.7
`;

  it('stand for what they say, in whatever order, within one another', () => {
    const at = (failedTurns: number, confidence: number) =>
      truthOf('!is.both || is.lost', seeing({ failedTurns, confidence }), DEFINED);
    expect([at(1, 0.5), at(2, 0.5), at(1, 0.9)]).toEqual([TRUE, TRUE, TRUE]);
    const both = (failedTurns: number, confidence: number) =>
      truthOf('is.both', seeing({ failedTurns, confidence }), DEFINED);
    expect([both(2, 0.5), both(2, 0.9), both(1, 0.5)]).toEqual([TRUE, FALSE, FALSE]);
    expect([both(2, Number.NaN), both(1, Number.NaN)]).toEqual([ABSENT, FALSE]);
  });

  it.each([
    ['itself', 'a: is.a', 'a → a', '2:18'],
    ['another that is defined by it', 'a: is.b, b: "!is.a"', 'a → b → a', '2:27'],
    ['its own count', 'a: times.a > 1', 'a → a', '2:18'],
    ['a circle that it is not in', 'z: is.a, a: is.b, b: is.a', 'a → b → a', '2:36'],
  ])('cannot be defined by %s', (_, conditions, found, place) => {
    const all = told(`name: p\nconditions: { ${conditions} }\n${RULES}`);
    expect(all.map(([code, at, , circle]) => [code, at, circle])).toEqual([
      ['condition-cycle', place, found],
    ]);
  });

  it('that do not exist are told with the nearest', () => {
    const text = `name: p\nconditions: { unsure: confidence < 0.7 }\nrules: [{ id: a, when: is.unsrue, then: stay }]`;
    expect(told(text)).toEqual([
      ['unknown-signal', '3:27', 'rules[0].when', 'is.unsrue', 'is.unsure'],
    ]);
    const counted = text.replace('is.unsrue', 'times.usnure > 1');
    expect(told(counted)).toEqual([
      ['unknown-signal', '3:30', 'rules[0].when', 'times.usnure', 'times.unsure'],
    ]);
  });

  it('that are wrong are told once, not wherever they are used', () => {
    const text = `name: p\nconditions: { odd: askz > 1 }\nrules:\n  - { id: a, when: is.odd, then: stay }\n  - { id: b, when: is.odd && times.odd > 1, then: stay }\n`;
    expect(told(text)).toEqual([['unknown-signal', '2:20', 'conditions.odd', 'askz', 'asks']]);
  });

  it('must be true or false, and have names that a condition can say', () => {
    expect(told(`name: p\nconditions: { odd: asks + 1 }\n${RULES}`)).toEqual([
      ['condition-type', '2:20', 'conditions.odd', 'asks + 1, which is a number', undefined],
    ]);
    for (const name of ['a-b', '1st', '"a b"', '规则', 'x'.repeat(65)]) {
      expect(told(`name: p\nconditions: { ${name}: asks > 1 }\n${RULES}`)).toMatchObject([
        ['invalid-key', '2:15', ...REST],
      ]);
    }
  });

  it('bring their signals to where they are used', () => {
    const text = `name: p\nconditions: { long: waited > 60 }\nrules: [{ id: a, when: is.long, then: stay }]\n`;
    expect(told(text)).toEqual([['not-here', '3:24', 'rules[0].when', 'waited', undefined]]);
    const waiting = `name: p\nconditions: { long: waited > 60 }\nrules: []\nwaiting: [{ id: w, when: is.long, then: { priority: 1m } }]\n`;
    expect(load(waiting).policy.waiting[0]).toMatchObject({ crossings: [60], polls: false });
    // Turns are counted while the AI talks: a count of something in queue would stay at 0.
    expect(told(waiting.replace('is.long', 'times.long > 1'))).toEqual([
      ['not-here', '4:26', 'waiting[0].when', 'waited', undefined],
    ]);
  });
});

describe('counts of turns', () => {
  // Replies fail and are noticed: failures before turns 1, 2, 3 … are 0, 1, 2 …
  const world = shop({}, failing());
  const answeredAt = (rules: string, definitions: string): number[] =>
    dayOf(
      world,
      [{ at: 0, intent: 0, segment: 0 }],
      `name: p\nconditions: ${definitions}\nrules:\n${rules}`,
    ).records.map((r) => r.customerTurns);

  it('count the turns at which it held, this one included, whatever rules did', () => {
    // Holds at turns 3, 5 and 6: the third time is turn 6, though an earlier rule decides at 3 and 5.
    const rules = `  - { id: first, when: failed_turns == 2 || failed_turns == 4, then: stay }
  - { id: then, when: times.some == 3, then: { transfer: general } }
`;
    const some = '{ some: failed_turns == 2 || failed_turns == 4 || failed_turns == 5 }';
    expect(answeredAt(rules, some)).toEqual([6]);
  });

  it('count counts: what is counted within is counted before', () => {
    // lost holds from turn 2 on; often, that it has held twice or more, from turn 3 on.
    const often = '{ often: times.lost >= 2, lost: failed_turns >= 1 }';
    const rules = '  - { id: a, when: times.often == 2, then: { transfer: general } }\n';
    expect(answeredAt(rules, often)).toEqual([4]);
  });

  it('a division by zero behind a count is told where the condition stands', () => {
    const text = `name: p\nconditions: { odd: 1 / (turns - turns) > 0 }\nrules: [{ id: a, when: times.odd > 1, then: stay }]\n`;
    const run = () =>
      dayOf(asking(desks({ general: {} })), [{ at: 0, intent: 0, segment: 0 }], text);
    expect(run).toThrow(PolicyFault);
    const loaded: LoadedPolicy = load(text);
    expect(loaded.faultAt('times.odd', 'contact 0/0')).toMatchObject({
      code: 'division-by-zero',
      line: 2,
      column: 20,
      path: 'conditions.odd',
      found: '1 / (turns - turns) > 0',
    });
  });
});

describe('parameters', () => {
  const parameter = (written: string) =>
    load(`name: p\nparams: { x: ${written} }\n${RULES}`).document.params.get('x')!.value;

  it.each([
    ['2', { value: 2 }],
    ['0.7', { value: 0.7 }],
    ['-1.5', { value: -1.5 }],
    ['3m', { value: 180 }],
    ['2 in 1..5', { value: 2, least: 1, most: 5 }],
    ['0.5 in 0.1..0.9', { value: 0.5, least: 0.1, most: 0.9 }],
    ['-1 in -2..-1', { value: -1, least: -2, most: -1 }],
    ['3m in 90s..1h30m', { value: 180, least: 90, most: 5400 }],
    ['"2 in 2..2"', { value: 2, least: 2, most: 2 }],
  ])('%s', (written, expected) => {
    expect(parameter(written)).toEqual(expected);
  });

  it.each([
    ['two', 'This is no parameter.'],
    ['2 in 1', 'This is no parameter.'],
    ['1..5', 'This is no parameter.'],
    ['2 in 1..five', 'The range of the parameter is no range.'],
    ['2 in 5..1', 'The range of the parameter ends before it begins.'],
    ['9 in 1..5', 'The parameter lies outside its own range.'],
    ['-5s', 'This is no parameter.'],
    ['400d', 'This is no parameter.'],
    [`"${'9'.repeat(400)}"`, 'This is no parameter.'],
    ['true', undefined],
    ['[1, 2]', undefined],
    ['.inf', undefined],
    ['', undefined],
  ])('%s is none', (written, message) => {
    const found = problems(`name: p\nparams: { x: ${written} }\n${RULES}`);
    expect(found).toMatchObject([{ severity: 'error', file: 'p.yaml', line: 2, path: 'params.x' }]);
    expect(found[0]!.expected).toContain('2 in 1..5, 3m in 1m..10m');
    if (message !== undefined) expect(found[0]!.message).toBe(message);
  });

  const SET = `name: p\nparams: { most: 2 in 1..5, longest: 3m in 1m..10m }\nrules: [{ id: a, when: asks >= params.most, then: { transfer: general, priority: params.longest } }]\nwaiting: [{ id: w, when: waited > params.longest / 2, then: { announce: params.longest } }]\n`;

  it('stand for their values in conditions and in the places of durations', () => {
    const { params, policy } = load(SET);
    expect([...params]).toEqual([
      ['most', 2],
      ['longest', 180],
    ]);
    expect(policy.rules[0]!.action).toMatchObject({ priority: 180 });
    expect(policy.rules[0]!.condition(seeing({ asks: 2 }))).toBe(TRUE);
    expect(policy.rules[0]!.condition(seeing({ asks: 1 }))).toBe(FALSE);
    expect(policy.waiting[0]).toMatchObject({ crossings: [90], action: { announce: 180 } });
  });

  it('can be set from outside, within their ranges', () => {
    const { params, policy, source } = load(SET, { params: { most: 5, longest: 60 } });
    expect([...params.values()]).toEqual([5, 60]);
    expect(policy.rules[0]!.action).toMatchObject({ priority: 60 });
    expect(policy.rules[0]!.condition(seeing({ asks: 4 }))).toBe(FALSE);
    expect(policy.waiting[0]).toMatchObject({ crossings: [30] });
    // What it was made from makes it again.
    expect([...loadPolicy(source.file, source.text, source.vocabulary, source).params]).toEqual([
      ...params,
    ]);
    expect(told(SET, { params: { most: 6 } })).toEqual([
      ['out-of-range', '2:17', 'params.most', '6', undefined],
    ]);
    expect(told(SET, { params: { most: Number.NaN } })).toMatchObject([
      ['out-of-range', '2:17', ...REST],
    ]);
    expect(told(SET, { params: { mots: 2 } })).toEqual([
      ['unknown-parameter', '1:1', undefined, 'mots', 'most'],
    ]);
  });

  it('are durations only where they could be', () => {
    const priority = (params: string) =>
      told(
        `name: p\nparams: ${params}\nrules:\n  - { id: a, then: { transfer: general, priority: params.x } }\n`,
      );
    expect(priority('{ x: 90 }')).toEqual([]);
    expect(priority('{ x: -1 }')).toEqual([
      ['out-of-range', '4:51', 'rules[0].then.priority', 'x: -1', undefined],
    ]);
    expect(priority('{ x: 1e12 }')).toMatchObject([['out-of-range', '4:51', ...REST]]);
    expect(priority('{ xx: 1 }')).toEqual([
      ['unknown-parameter', '4:51', 'rules[0].then.priority', 'params.x', 'xx'],
    ]);
  });

  it('of a promise, an announcement, a ring and a widening, too', () => {
    const { action } = load(
      'name: p\nparams: { x: 2m }\nrules: [{ id: a, then: { transfer: general, announce: params.x, accept_within: params.x, widen: { after: params.x, to: general }, if: asks > 1, else: { callback: general, within: params.x, if: asks > 0, else: { ticket: general, reply_within: params.x } } } }]',
    ).policy.rules[0]!;
    expect(action).toMatchObject({
      announce: 120,
      acceptWithin: 120,
      widen: [{ after: 120 }],
      otherwise: { within: 120, otherwise: { within: 120 } },
    });
  });
});
