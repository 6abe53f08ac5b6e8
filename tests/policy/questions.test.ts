import { describe, expect, it } from 'vitest';
import type { Sight } from '../../src/policy/condition/sight.js';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { ABSENT, FALSE, FAULT, TRUE } from '../../src/policy/policy.js';
import { problemsOf } from '../problems.js';

// What conditions can ask: hours of the policy's own, functions, columns of the dataset.

const VOCABULARY: Vocabulary = {
  teams: new Map([['general', 0]]),
  columns: new Map([
    ['chrun', 'number'],
    ['vip', 'bool'],
  ]),
  values: {},
  absent: new Set(),
};
const load = (text: string) => loadPolicy('p.yaml', text, VOCABULARY);
const problems = (text: string) =>
  problemsOf(
    () => load(text),
    ({ warnings }) => warnings,
  );
const RULES = 'rules: [{ id: a, when: asks >= 1, then: { transfer: general } }]\n';

/** A sight in which only what a test names is there; reading anything else fails the test. */
const seeing = (facts: Partial<Record<keyof Sight, unknown>>): Sight =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, () => value])) as never;

/** The truth of a condition that stands in a rule of a policy with these definitions. */
function truthOf(when: string, sight: Sight, definitions = ''): number {
  const text = `name: p\n${definitions}rules: [{ id: a, when: ${JSON.stringify(when)}, then: stay }]`;
  return load(text).policy.rules[0]!.condition(sight);
}

describe('hours', () => {
  const HOURS = (open: string, closed = '[]') =>
    `hours: { h: { open: ${open}, closed: ${closed} } }\n`;
  /** Monday is 1. */
  const isOpen = (definitions: string, weekday: number, clock: string, date?: string) => {
    const [hour, minute] = clock.split(':').map(Number);
    return truthOf('hours.h', seeing({ weekday, hour, minute, date }), definitions) === TRUE;
  };
  const OFFICE = HOURS(
    '[{ days: weekdays, from: "09:00", to: "18:00" }]',
    '["2026-12-25", "05-01"]',
  );

  it('open at the first minute, closed at the last, on their days only', () => {
    const at = (weekday: number, clock: string) => isOpen(OFFICE, weekday, clock, '2026-11-23');
    expect([at(1, '8:59'), at(1, '9:00'), at(5, '17:59'), at(5, '18:00'), at(6, '12:00')]).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('a span over midnight belongs to the day on which it begins, Sunday into Monday too', () => {
    const night = HOURS('[{ days: [fri, sun], from: "22:00", to: "06:00" }]');
    const at = (weekday: number, clock: string) => isOpen(night, weekday, clock);
    expect([at(5, '21:59'), at(5, '22:00'), at(6, '5:59'), at(6, '6:00')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([at(7, '22:30'), at(1, '5:59'), at(1, '6:00'), at(7, '5:00')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const whole = HOURS('[{ from: "00:00", to: "24:00" }]');
    expect([isOpen(whole, 1, '0:00'), isOpen(whole, 7, '23:59')]).toEqual([true, true]);
  });

  it('closed on a day by its date, and every year by its month and day', () => {
    const at = (date?: string) => isOpen(OFFICE, 5, '12:00', date);
    expect([at('2026-12-25'), at('2027-12-25')]).toEqual([false, true]);
    expect([at('2026-05-01'), at('2031-05-01'), at('2026-05-02')]).toEqual([false, false, true]);
    expect(at(undefined)).toBe(true); // nobody knows what day it is
  });

  it('closed after midnight of a closed day, whichever day the span began on', () => {
    const night = HOURS('[{ from: "22:00", to: "06:00" }]', '["12-25"]');
    expect(isOpen(night, 5, '2:00', '2026-12-25')).toBe(false);
    expect(isOpen(night, 6, '2:00', '2026-12-26')).toBe(true);
  });

  it.each([
    ['closed: ["2026-13-01"]', 'hours.h.closed[0]'],
    ['closed: ["2027-02-29"]', 'hours.h.closed[0]'],
    ['closed: ["02-30"]', 'hours.h.closed[0]'],
    ['closed: ["Christmas"]', 'hours.h.closed[0]'],
    ['closed: 12-25', 'hours.h.closed'],
  ])('%s is no day', (closed, path) => {
    const text = `name: p\nhours: { h: { open: [{ from: "09:00", to: "17:00" }], ${closed} } }\n${RULES}`;
    expect(problems(text)).toMatchObject([{ severity: 'error', line: 2, path }]);
  });

  it('29 February is a day, and hours that are none are told', () => {
    expect(
      problems(`name: p\n${HOURS('[{ from: "09:00", to: "17:00" }]', '["02-29"]')}${RULES}`),
    ).toEqual([]);
    for (const open of ['[]', '[{ from: "9", to: "17:00" }]', '[{ from: "09:00", to: "09:00" }]']) {
      expect(problems(`name: p\n${HOURS(open)}${RULES}`)).toMatchObject([
        { severity: 'error', line: 2 },
      ]);
    }
    expect(problems(`name: p\nhours: { h: {} }\n${RULES}`)).toMatchObject([
      { code: 'missing-key', line: 2, path: 'hours.h.open' },
    ]);
  });

  it('clock.date is a text to compare, absent where the world has no date', () => {
    const when = 'clock.date == "2026-12-24"';
    expect(truthOf(when, seeing({ date: '2026-12-24' }))).toBe(TRUE);
    expect(truthOf(when, seeing({ date: '2026-12-23' }))).toBe(FALSE);
    expect(truthOf(when, seeing({ date: undefined }))).toBe(ABSENT);
    expect(truthOf('known(clock.date)', seeing({ date: undefined }))).toBe(FALSE);
  });
});

describe('min, max and known', () => {
  const NONE = Number.NaN;
  it.each([
    ['min(asks, turns) == 2', 2, 5, TRUE],
    ['max(asks, turns) == 5', 2, 5, TRUE],
    ['min(asks, turns) < 3', NONE, 1, ABSENT],
    ['max(asks, 3) >= 3', NONE, 1, ABSENT],
    ['max(asks, 3) >= 3 || turns == 1', NONE, 1, TRUE],
    ['min(1 / (turns - turns), asks) > 1', 2, 1, FAULT],
    ['min(1 / (turns - turns), asks) > 1 && turns > 1', 2, 1, FALSE],
    ['known(asks)', NONE, 1, FALSE],
    ['known(asks)', 0, 1, TRUE],
    ['!known(asks) || asks > 1', NONE, 1, TRUE],
    ['known(asks) && asks > 1', NONE, 1, FALSE],
    ['known(is.odd)', NONE, 1, FALSE],
    ['known(is.odd)', 3, 1, TRUE],
    ['known(params.n) && known(times.odd)', 3, 1, TRUE],
    ['asks in [1, 2.5, params.n]', 2.5, 1, TRUE],
    ['asks in [1, 2.5, params.n]', 7, 1, TRUE],
  ])('%s with asks %s and turns %s', (when, asks, turns, truth) => {
    const sight = seeing({ asks, turns, times: 0 });
    expect(truthOf(when, sight, 'params: { n: 7 }\nconditions: { odd: asks > 2 }\n')).toBe(truth);
  });

  it('one fault does not colour the next condition', () => {
    const sight = seeing({ asks: Number.NaN, turns: 1 });
    const text = `name: p\nrules: [{ id: a, when: 1 / (turns - 1) > 0, then: stay }, { id: b, when: asks > 1, then: stay }]`;
    const [a, b] = load(text).policy.rules;
    expect([a!.condition(sight), b!.condition(sight)]).toEqual([FAULT, ABSENT]);
  });
});

describe('the dataset’s own columns', () => {
  it.each([
    ['signals.churn > 1', 'signals.chrun'],
    ['signals.chrn > 1', 'signals.chrun'],
    ['known(signals.chruns)', 'signals.chrun'],
    ['!signals.vpi', 'signals.vip'],
  ])('%s is caught', (when, nearest) => {
    const text = `name: p\nrules: [{ id: a, when: ${JSON.stringify(when)}, then: stay }]`;
    expect(problems(text)).toMatchObject([
      { code: 'unknown-signal', file: 'p.yaml', line: 2, path: 'rules[0].when', nearest },
    ]);
  });

  it('are read by name and type', () => {
    const signal = (name: string) => ({ chrun: 2, vip: true })[name];
    const sight = { signal } as unknown as Sight;
    expect(truthOf('signals.chrun > 1 && signals.vip', sight)).toBe(TRUE);
    expect(
      problems('name: p\nrules: [{ id: a, when: signals.vip > 1, then: stay }]'),
    ).toMatchObject([{ code: 'condition-type', line: 2 }]);
  });
});
