import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { problemsOf } from '../problems.js';

const VOCABULARY: Vocabulary = {
  teams: new Map([
    ['general', 0],
    ['senior', 1],
  ]),
  columns: new Map([['score', 'number']]),
  values: { intent: ['refund', 'delay'], segment: [] },
  absent: new Set(['confidence', 'margin', 'signals.score']),
};

const problemsIn = (text: string) =>
  problemsOf(
    () => loadPolicy('p.yaml', text, VOCABULARY),
    ({ warnings }) => warnings,
  );

/** The problems of one condition; it starts at line 4, column 11. */
const conditionProblems = (when: string) =>
  problemsIn(`name: p\nrules:\n  - id: a\n    when: ${when}\n    then: { transfer: general }\n`);

describe('a condition that cannot be used is refused where it stands', () => {
  it.each([
    ['unknown signal', 'askz >= 1', 'unknown-signal', 11, 'asks'],
    ['unknown signal in the middle', 'asks >= 1 && repeat > 2', 'unknown-signal', 24, 'repeats'],
    [
      'unknown desk signal',
      'desk.general.oldest_wiat < 180',
      'unknown-signal',
      undefined,
      'desk.general.oldest_wait',
    ],
    ['unknown team', 'desk.genral.queue < 1', 'unknown-signal', undefined, 'desk.general.queue'],
    ['unknown column', 'signals.scoer > 1', 'unknown-signal', undefined, 'signals.score'],
    ['hindsight', 'resolved == true', 'unknown-signal', 11, undefined],
    ['syntax', 'asks >=', 'condition-syntax', undefined, undefined],
    ['an unclosed bracket', '(asks > 1', 'condition-syntax', undefined, undefined],
    ['a number for a truth', 'asks + 1', 'condition-type', 11, undefined],
    ['text against number', 'asks == "one"', 'condition-type', undefined, undefined],
    ['number and truth', 'asks && true', 'condition-type', undefined, undefined],
    ['mixed lists', 'asks in [1, "two"]', 'condition-type', undefined, undefined],
  ] as [string, string, string, number | undefined, string | undefined][])(
    '%s: %s',
    (_, when, code, column, nearest) => {
      const [first, ...others] = conditionProblems(when);
      expect(others).toEqual([]);
      expect(first).toMatchObject({
        code,
        severity: 'error',
        file: 'p.yaml',
        line: 4,
        path: 'rules[0].when',
      });
      if (column !== undefined) expect(first!.column).toBe(column);
      else expect(first!.column).toBeGreaterThanOrEqual(11);
      expect(first!.nearest).toBe(nearest);
    },
  );

  it('says how a column of one’s own becomes a signal', () => {
    expect(conditionProblems('signals.anger > 0.5')[0]!.expected).toContain(
      '`signals: { anger: anger }`',
    );
  });

  it.each([
    ['a regular expression', 'intent.matches("(a+)+$")'],
    ['a function', 'size(intent) > 2'],
    ['a method', 'intent.startsWith("re")'],
    ['a macro', '[1, 2].exists(x, x > 1)'],
    ['has()', 'has(desk.general)'],
    ['a map', '{"a": true}["a"]'],
    ['an index', '[true][0]'],
    ['a conversion', 'int(asks) == 1'],
    ['dyn()', 'dyn(asks) == 1'],
    ['joined texts', 'intent + "x" == "refundx"'],
    ['ordered texts', 'intent < "s"'],
    ['ordered literals', '"a" < "b"'],
    ['null', 'null == null'],
    ['an empty list', 'asks in []'],
  ])('%s is left out of the language: %s', (_, when) => {
    const found = conditionProblems(`'${when}'`);
    expect(found).toHaveLength(1);
    expect(found[0]!.severity).toBe('error');
    expect(found[0]!.code).toMatch(/^condition-|^unknown-signal$/);
    expect(found[0]).toMatchObject({ file: 'p.yaml', line: 4 });
  });
});

describe('a policy file', () => {
  it('gathers its problems in one pass, each with its place', () => {
    const found = problemsIn(
      [
        'name: recorded',
        'rules:',
        '  - { id: a, when: askz > 1, then: { transfer: general } }',
        '  - { id: a, then: { transfer: genral } }',
        '  - { id: b, when: asks, then: stay }',
      ].join('\n'),
    );
    expect(found.map((p) => [p.code, `${p.line}:${p.column}`, p.nearest])).toEqual([
      ['reserved-name', '1:7', undefined],
      ['unknown-signal', '3:20', 'asks'],
      ['duplicate-id', '4:11', undefined],
      ['unknown-team', '4:32', 'general'],
      ['condition-type', '5:20', undefined],
    ]);
  });

  it('names unknown keys and actions', () => {
    const found = problemsIn('name: p\nrules:\n  - { id: a, whn: asks > 1, then: stya }\n');
    expect(found.map((p) => [p.code, p.line, p.nearest])).toEqual([
      ['unknown-key', 3, 'when'],
      ['invalid-value', 3, 'stay'],
    ]);
  });

  it('warns of a value that no contact has', () => {
    expect(
      problemsIn('name: p\nrules: [{ id: a, when: intent == "refnd", then: stay }]'),
    ).toMatchObject([
      { code: 'unknown-value', severity: 'warning', found: 'refnd', nearest: 'refund', line: 2 },
    ]);
    // also inside a list; but nothing is suspect where no values are known
    expect(
      problemsIn('name: p\nrules: [{ id: a, when: \'intent in ["refund", "x"]\', then: stay }]'),
    ).toHaveLength(1);
    expect(problemsIn('name: p\nrules: [{ id: a, when: segment == "vip", then: stay }]')).toEqual(
      [],
    );
  });

  it('warns of a signal that is absent from the whole dataset, where another rule can match', () => {
    const found = problemsIn(
      'name: p\nrules:\n  - { id: a, when: confidence < 0.5, then: { transfer: general } }\n  - { id: b, when: asks > 1, then: { transfer: general } }\n',
    );
    expect(found).toMatchObject([
      { code: 'absent-signal', severity: 'warning', found: 'confidence', line: 3 },
    ]);
    expect(found[0]!.message).toContain('never match on record');
  });

  it('does not call a rule dead that an absence leaves alive', () => {
    const found = problemsIn(
      'name: p\nrules: [{ id: a, when: confidence < 0.5 || asks > 1, then: { transfer: general } }]',
    );
    expect(found).toHaveLength(1);
    expect(found[0]!.message).not.toContain('never match');
  });

  it('is an error when no rule can ever apply, naming the missing signals', () => {
    const found = problemsIn(
      'name: p\nrules:\n  - { id: a, when: confidence < 0.5 && asks > 1, then: { transfer: general } }\n  - { id: b, when: "!(signals.score > margin)", then: { transfer: general } }\n',
    );
    const error = found.find((p) => p.severity === 'error');
    expect(error).toMatchObject({ code: 'no-applicable-rule', line: 3 });
    for (const name of ['confidence', 'margin', 'signals.score'])
      expect(error!.found).toContain(name);
  });

  it('with no rules at all leaves everything to the AI', () => {
    expect(problemsIn('name: p\nrules: []')).toEqual([]);
  });

  it('knows whether it reads how busy a desk is', () => {
    const reads = (when: string) =>
      loadPolicy(
        'p.yaml',
        `name: p\nrules: [{ id: a, when: ${JSON.stringify(when)}, then: stay }]`,
        VOCABULARY,
      ).policy.readsQueues;
    expect(reads('desk.general.open && desk.general.staffed > 1')).toBe(false);
    expect(reads('asks > 1 && desk["general"].oldest_wait < 10')).toBe(true);
    expect(reads('desk.senior.free > 0 ? true : false')).toBe(true);
  });
});
