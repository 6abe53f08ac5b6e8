import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { problemsOf } from '../problems.js';

// What an action may hold: gates, elses, promises, messages; and what does not go together.

const VOCABULARY: Vocabulary = {
  teams: new Map([
    ['general', 0],
    ['senior', 1],
  ]),
  columns: new Map(),
  values: {},
  absent: new Set(),
};
const load = (text: string) => loadPolicy('p.yaml', text, VOCABULARY).policy;
const ruleThat = (then: string, more = '') =>
  `name: p\nrules:\n  - id: a\n    then: ${then}\n${more}`;
const actionOf = (then: string) => load(ruleThat(then)).rules[0]!.action;
const problems = (text: string) =>
  problemsOf(
    () => loadPolicy('p.yaml', text, VOCABULARY),
    ({ warnings }) => warnings,
  );
const told = (then: string, more?: string) =>
  problems(ruleThat(then, more)).map((p) => [p.code, p.line, p.path, p.found, p.expected]);
const waiting = (then: string) =>
  `name: p\nrules: []\nwaiting:\n  - id: w\n    when: waited > 1\n    then: ${then}\n`;

describe('a chain of elses', () => {
  it('is bound from the outside in, each way to people under its own number', () => {
    const policy = load(
      ruleThat(
        '{ offer: transfer, to: senior, if: asks > 1, else: { callback: general, within: 2h, if: desk.general.open, else: { ticket: [general, senior], reply_within: 24h, else: { refuse: No. } } } }',
      ),
    );
    expect(policy.rules[0]!.action).toMatchObject({
      kind: 'offer',
      gate: { source: 'asks > 1' },
      transfer: { way: 'transfer', route: 0, teams: [1] },
      otherwise: {
        way: 'callback',
        route: 1,
        within: 7200,
        gate: { source: 'desk.general.open' },
        otherwise: {
          way: 'ticket',
          route: 2,
          within: 86_400,
          teams: [0, 1],
          otherwise: { kind: 'refuse', say: 'No.' },
        },
      },
    });
    expect(policy.routes.map(({ route, way }) => [route, way])).toEqual([
      [0, 'transfer'],
      [1, 'callback'],
      [2, 'ticket'],
    ]);
  });

  it('may be eight deep and no deeper', () => {
    const deep = (levels: number) =>
      `${'{ ticket: general, else: '.repeat(levels)}stay${' }'.repeat(levels)}`;
    expect(told(deep(8))).toEqual([]);
    const path = `rules[0].then${'.else'.repeat(9)}`;
    expect(told(deep(9))).toEqual([
      ['out-of-range', 4, path, undefined, 'at most 8, one within another'],
    ]);
  });

  it('tells what is wrong at any depth, and at all depths at once', () => {
    const then =
      '{ transfer: genral, if: askz > 1, else: { callback: general, if: "asks >", else: { ticket: snior } } }';
    expect(problems(ruleThat(then)).map((p) => [p.code, p.path, p.nearest])).toEqual([
      ['unknown-team', 'rules[0].then.transfer', 'general'],
      ['unknown-signal', 'rules[0].then.if', 'asks'],
      ['condition-syntax', 'rules[0].then.else.if', undefined],
      ['unknown-team', 'rules[0].then.else.else.ticket', 'senior'],
    ]);
  });

  it('an if without an else is refused, wherever it stands', () => {
    expect(told('{ transfer: general, if: asks > 1 }')).toEqual([
      ['missing-key', 4, 'rules[0].then.if', 'if without else', 'else: stay, or another action'],
    ]);
    expect(
      told('{ ticket: general, else: { offer: callback, to: general, if: asks > 1 } }'),
    ).toMatchObject([['missing-key', 4, 'rules[0].then.else.if', ...REST]]);
  });

  it('a gate reads what its rule could: no wait, no silence', () => {
    for (const signal of ['waited', 'expected_wait', 'agent_silent']) {
      expect(told(`{ transfer: general, if: ${signal} > 1, else: stay }`)).toMatchObject([
        ['not-here', 4, 'rules[0].then.if', signal, expect.stringContaining('a rule under')],
      ]);
    }
  });

  it.each([
    ['{ transfer: general, else: refuse }', 'refuse'],
    ['{ transfer: general, if: asks > 1, else: { offer: ticket, to: general } }', 'offer'],
    ['{ callback: general, else: { ticket: general, else: clarify } }', 'clarify'],
    ['{ transfer: general, else: { ticket: general, collect: [name] } }', 'collect'],
    ['{ transfer: general, collect: [name] }', 'collect'],
  ])('on arrival nothing has been said: %s', (then, word) => {
    const text = `name: p\nrules:\n  - id: a\n    at: [arrival, turn]\n    then: ${then}\n`;
    const [first, ...others] = problems(text);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ code: 'nothing-to-refuse', line: 5, path: 'rules[0].then' });
    expect(first!.found).toContain(word);
  });

  it('of waiting rules belongs to an offer, and is a waiting action itself', () => {
    const { action } = load(
      waiting(
        '{ offer: callback, within: 1h, else: { offer: ticket, reply_within: 1d, else: { priority: 5m } } }',
      ),
    ).waiting[0]!;
    expect(action).toMatchObject({
      offer: 'callback',
      within: 3600,
      otherwise: { offer: 'ticket', within: 86_400, otherwise: { priority: 300 } },
    });
    expect(problems(waiting('{ priority: 5m, else: { widen: senior } }'))).toMatchObject([
      { code: 'not-here', line: 6, path: 'waiting[0].then.else' },
    ]);
    expect(problems(waiting('{ offer: callback, else: { say: Wait. } }'))).toMatchObject([
      { code: 'missing-key', line: 6, path: 'waiting[0].then.else' },
    ]);
    expect(problems(waiting('{ offer: callback, else: stay }'))).toMatchObject([
      { code: 'wrong-type', line: 6, path: 'waiting[0].then.else' },
    ]);
  });
});

const REST = [expect.anything(), expect.anything()];

describe('terms that a way to people has no use for', () => {
  it.each([
    ['offer: transfer, to: general, within: 1h', 'within'],
    ['offer: transfer, to: general, reply_within: 1h', 'reply_within'],
    ['offer: callback, to: general, announce: wait', 'announce'],
    ['offer: callback, to: general, accept_within: 20s', 'accept_within'],
    ['offer: callback, to: general, reply_within: 1h', 'reply_within'],
    ['offer: ticket, to: general, announce: 5m', 'announce'],
    ['offer: ticket, to: general, accept_within: 20s', 'accept_within'],
    ['offer: ticket, to: general, within: 1h', 'within'],
  ])('%s', (then, key) => {
    const [first, ...others] = problems(ruleThat(`{ ${then} }`));
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      code: 'not-here',
      severity: 'error',
      file: 'p.yaml',
      line: 4,
      path: `rules[0].then.${key}`,
    });
    expect(first!.column).toBe(4 + `then: { ${then}`.lastIndexOf(key) + key.length + 3);
    expect(first!.found).toContain(key);
  });

  it.each([
    ['callback: general, reply_within: 1h', 'reply_within', undefined],
    ['callback: general, announce: wait', 'announce', undefined],
    ['ticket: general, within: 1h', 'within', undefined],
    ['ticket: general, accept_within: 9s', 'accept_within', undefined],
    ['transfer: general, within: 1h', 'within', undefined],
    ['transfer: general, to: senior', 'to', undefined],
    ['offer: callback, to: general, whithin: 1h', 'whithin', 'within'],
    ['transfer: general, colect: [name]', 'colect', 'collect'],
  ])('%s', (then, key, nearest) => {
    const found = problems(ruleThat(`{ ${then} }`));
    expect(found).toMatchObject([
      { code: 'unknown-key', line: 4, path: `rules[0].then.${key}`, found: key },
    ]);
    if (nearest !== undefined) expect(found[0]!.nearest).toBe(nearest);
  });

  it.each([
    ['priority: 1m, within: 1h', 'within'],
    ['offer: ticket, within: 1h', 'within'],
    ['offer: callback, reply_within: 1h', 'reply_within'],
  ])('of a waiting rule: %s', (then, key) => {
    expect(problems(waiting(`{ ${then} }`))).toMatchObject([
      { code: 'not-here', line: 6, path: `waiting[0].then.${key}` },
    ]);
  });
});

describe('promises, messages and what is collected', () => {
  it('a promise is kept with its way; none is infinite', () => {
    expect(actionOf('{ callback: general, within: 90m }')).toMatchObject({ within: 5400 });
    expect(actionOf('{ ticket: general, reply_within: 1d }')).toMatchObject({ within: 86_400 });
    expect(actionOf('{ offer: callback, to: general, within: 60 }')).toMatchObject({
      transfer: { way: 'callback', within: 60 },
    });
    expect(actionOf('{ ticket: general }')).toMatchObject({ within: Number.POSITIVE_INFINITY });
    expect(told('{ callback: general, within: soon }')).toMatchObject([
      ['invalid-value', 4, 'rules[0].then.within', '"soon"', expect.stringContaining('90s')],
    ]);
    expect(told('{ callback: general, within: 400d }')).toMatchObject([
      ['invalid-value', 4, 'rules[0].then.within', '"400d"', expect.stringContaining('a year')],
    ]);
  });

  it('a message is one text or texts by language', () => {
    expect(actionOf('{ clarify: "Which order?" }')).toEqual({
      kind: 'clarify',
      say: 'Which order?',
    });
    expect(actionOf('{ ticket: general, say: { en: Later., zh: 稍后 } }')).toMatchObject({
      say: { en: 'Later.', zh: '稍后' },
    });
    for (const say of ['{}', '""', '{ en: 1 }', '[a]', '3']) {
      const found = problems(ruleThat(`{ ticket: general, say: ${say} }`));
      expect(found).toMatchObject([{ severity: 'error', line: 4 }]);
    }
  });

  it('from one to ten things are collected', () => {
    const list = (length: number) => `[${Array(length).fill('x').join(', ')}]`;
    expect(actionOf(`{ transfer: general, collect: ${list(10)} }`)).toMatchObject({ collect: 10 });
    for (const collect of [list(11), '[]', '[""]', 'name']) {
      const found = problems(ruleThat(`{ transfer: general, collect: ${collect} }`));
      expect(found).toMatchObject([{ severity: 'error', line: 4 }]);
      expect(found[0]!.path).toMatch(/^rules\[0\]\.then\.collect/);
    }
  });

  it('a ring is at least a second', () => {
    expect(told('{ transfer: general, accept_within: 0.5 }')).toEqual([
      ['out-of-range', 4, 'rules[0].then.accept_within', '0.5 s', 'at least 1 s'],
    ]);
  });
});

describe('how often a rule may decide', () => {
  it.each([
    ['transfer: general', '', Number.POSITIVE_INFINITY],
    ['offer: transfer, to: general', '', 1],
    ['clarify: What?', '', 1],
    ['offer: transfer, to: general', 'at_most: 3', 3],
    ['transfer: general', 'at_most: 1', 1],
  ])('{ %s } %s', (then, atMost, expected) => {
    const text = ruleThat(`{ ${then} }`, atMost === '' ? '' : `    ${atMost}\n`);
    expect(load(text).rules[0]!.atMost).toBe(expected);
  });

  it.each(['0', '-1', '1.5', '201', 'twice', '1e999'])('at_most: %s is refused', (atMost) => {
    expect(told('stay', `    at_most: ${atMost}\n`)).toMatchObject([
      [expect.stringMatching(/^(out-of-range|wrong-type)$/), 5, 'rules[0].at_most', ...REST],
    ]);
  });
});
