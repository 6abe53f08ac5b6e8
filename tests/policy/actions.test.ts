import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { problemsOf } from '../problems.js';

const VOCABULARY: Vocabulary = {
  teams: new Map([
    ['general', 0],
    ['senior', 1],
    ['elders', 1], // another name for the same team
  ]),
  columns: new Map(),
  values: {},
  absent: new Set(),
};
const load = (text: string) => loadPolicy('p.yaml', text, VOCABULARY);
const problems = (text: string) =>
  problemsOf(
    () => load(text),
    ({ warnings }) => warnings,
  );
const ruleThat = (then: string) => `name: p\nrules:\n  - id: a\n    then: ${then}\n`;
const actionOf = (then: string) => load(ruleThat(then)).policy.rules[0]!.action;

describe('what a rule can do', () => {
  it('transfer, with every term', () => {
    expect(
      actionOf(
        '{ transfer: [senior, general], context: summary, priority: 10m, widen: [{ after: 60s, to: general }, { after: 2m, to: [senior] }], announce: wait, accept_within: 15s }',
      ),
    ).toEqual({
      kind: 'transfer',
      route: 0,
      way: 'transfer',
      teams: [1, 0],
      context: 'summary',
      priority: 600,
      widen: [
        { after: 60, teams: [0] },
        { after: 120, teams: [1] },
      ],
      collect: 0,
      within: Number.POSITIVE_INFINITY,
      announce: 'wait',
      acceptWithin: 15,
    });
  });

  it('call back', () => {
    expect(actionOf('{ callback: general }')).toMatchObject({
      kind: 'transfer',
      teams: [0],
      way: 'callback',
    });
  });

  it('offer either, each under a number of its own and once a contact', () => {
    const { rules } = load(
      'name: p\nrules:\n  - { id: a, then: { offer: transfer, to: general } }\n  - { id: b, then: { offer: callback, to: senior } }\n',
    ).policy;
    expect(rules).toMatchObject([
      { atMost: 1, action: { kind: 'offer', transfer: { route: 0, teams: [0], way: 'transfer' } } },
      { atMost: 1, action: { kind: 'offer', transfer: { route: 1, teams: [1], way: 'callback' } } },
    ]);
  });

  it('a waiting rule: any of its parts', () => {
    const { waiting } = load(
      'name: p\nrules: []\nwaiting:\n  - { id: w, when: waited > 60, then: { announce: wait, priority: 30s, widen: elders, offer: callback, handback: true } }\n',
    ).policy;
    expect(waiting[0]!.action).toEqual({
      announce: 'wait',
      priority: 30,
      widen: [1],
      transfer: [],
      offer: 'callback',
      within: Number.POSITIVE_INFINITY,
      handback: true,
    });
    expect(waiting[0]).toMatchObject({ crossings: [60], polls: false });
  });
});

describe('what is wrong is said where it stands', () => {
  it.each([
    ['transfer: genral', 'rules[0].then.transfer', 'general'],
    ['transfer: [general, snior]', 'rules[0].then.transfer[1]', 'senior'],
    ['callback: genral', 'rules[0].then.callback', 'general'],
    ['offer: transfer, to: genral', 'rules[0].then.to', 'general'],
    ['transfer: general, widen: { after: 60s, to: snior }', 'rules[0].then.widen.to', 'senior'],
    [
      'transfer: general, widen: [{ after: 60s, to: senior }, { after: 90s, to: snior }]',
      'rules[0].then.widen[1].to',
      'senior',
    ],
  ])('an unknown team: { %s }', (then, path, nearest) => {
    expect(problems(ruleThat(`{ ${then} }`))).toMatchObject([
      { code: 'unknown-team', severity: 'error', file: 'p.yaml', line: 4, path, nearest },
    ]);
  });

  it('an unknown team of a waiting rule', () => {
    const text =
      'name: p\nrules: []\nwaiting:\n  - id: w\n    when: waited > 60\n    then: { widen: [senior, genral] }\n';
    expect(problems(text)).toMatchObject([
      { code: 'unknown-team', line: 6, path: 'waiting[0].then.widen[1]', nearest: 'general' },
    ]);
  });

  it('an offered call back that would announce a wait or ring', () => {
    const found = problems(
      ruleThat('{ offer: callback, to: general, announce: wait, accept_within: 20s }'),
    );
    expect(found.map(({ code, found: what }) => [code, what])).toEqual([
      ['not-here', 'announce with offer: callback'],
      ['not-here', 'accept_within with offer: callback'],
    ]);
  });

  it('steps of widening out of order', () => {
    const then =
      '{ transfer: general, widen: [{ after: 60s, to: senior }, { after: 60s, to: general }] }';
    expect(problems(ruleThat(then))).toMatchObject([
      { code: 'out-of-range', line: 4, path: 'rules[0].then.widen[1].after' },
    ]);
  });

  it('`waited` in a rule that is checked at a turn', () => {
    const text =
      'name: p\nrules:\n  - id: a\n    when: asks >= 1 && waited > 60\n    then: { transfer: general }\n';
    expect(problems(text)).toMatchObject([
      { code: 'not-here', line: 4, path: 'rules[0].when', found: 'waited' },
    ]);
  });

  it.each(['refuse', '{ offer: transfer, to: general }'])(
    '%s on arrival, when nothing was said',
    (then) => {
      const text = `name: p\nrules:\n  - id: a\n    at: arrival\n    then: ${then}\n`;
      expect(problems(text)).toMatchObject([
        { code: 'nothing-to-refuse', line: 5, path: 'rules[0].then' },
      ]);
    },
  );

  it('a waiting rule that does nothing', () => {
    const text = 'name: p\nrules: []\nwaiting:\n  - { id: w, when: waited > 60, then: {} }\n';
    expect(problems(text)).toMatchObject([{ code: 'missing-key', line: 4 }]);
  });
});
