import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { problemsOf } from '../problems.js';

// Nothing that stands in a policy runs code, goes on for ever, or takes long to refuse.

const VOCABULARY: Vocabulary = {
  teams: new Map([['general', 0]]),
  columns: new Map([['score', 'number']]),
  values: { intent: ['refund'] },
  absent: new Set(),
};
/** What takes a tenth of a second alone may take many times as long beside other tests. */
const SLOWEST_MS = 1500;

/** The codes of all problems, and that they come soon. */
function codesOf(text: string): string[] {
  const begun = performance.now();
  const found = problemsOf(
    () => loadPolicy('p.yaml', text, VOCABULARY),
    ({ warnings }) => warnings,
  );
  expect(performance.now() - begun).toBeLessThan(SLOWEST_MS);
  for (const problem of found) {
    expect(problem).toMatchObject({ file: 'p.yaml', line: expect.any(Number) });
    expect(problem.found?.length ?? 0).toBeLessThan(5000);
  }
  return [...new Set(found.map(({ code }) => code))];
}
const when = (condition: string) =>
  codesOf(`name: p\nrules: [{ id: a, when: ${JSON.stringify(condition)}, then: stay }]`);
const names = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `  ${of(index)}\n`).join('');
const RULE = 'rules: [{ id: a, when: is.c0, then: stay }]\n';

describe('a condition', () => {
  it.each([
    ['of code', 'constructor.constructor("return process")() == 1'],
    ['of a prototype', '__proto__.polluted == 1'],
    ['of a module', 'import("node:fs") == 1'],
    ['of a template', ['`', '{process}` == intent'].join('$')],
    ['of a regular expression that backtracks', `intent.matches("(a+)+$")`],
    ['of a loop', '[1, 2, 3].all(x, [1, 2, 3].all(y, x == y))'],
    ['of a comprehension', '[1].map(x, x + 1) == [2]'],
    ['of a binding', 'cel.bind(x, asks, x > 1)'],
    ['of a function', 'size("abc") == 3'],
    ['of growing text', 'intent + intent + intent == "x"'],
    ['of 4,001 characters', `asks > 1${' '.repeat(3993)}`],
    ['of 400 comparisons', Array(400).fill('asks>1').join('||')],
    ['of 1,900 brackets', `${'('.repeat(1900)}true${')'.repeat(1900)}`],
    ['of 3,900 nots', `${'!'.repeat(3900)}true`],
    ['of 3,900 minus signs', `${'-'.repeat(3900)}asks > 1`],
    ['of 1,900 dots', `a${'.a'.repeat(1900)} > 1`],
    ['of 1,300 indices', `asks${'[0]'.repeat(1300)} > 1`],
    ['of 201 choices', `asks in [${Array(201).fill('1').join(', ')}]`],
    ['of 300 questions', `${'true?'.repeat(300)}true${':true'.repeat(300)}`],
    ['of lists in lists', `asks in ${'['.repeat(300)}1${']'.repeat(300)}`],
    ['of one name without end', `${'x'.repeat(3990)} > 1`],
    ['of an unclosed text', `intent == "${'a'.repeat(3900)}`],
  ])('%s is refused soon', (_, condition) => {
    expect(when(condition)).toEqual([
      expect.stringMatching(/^(condition-(syntax|type|not-allowed|too-long)|unknown-signal)$/),
    ]);
  });

  it('of two hundred choices, forty levels or a hundred comparisons is fine', () => {
    expect(when(`asks in [${Array(200).fill('1').join(', ')}]`)).toEqual([]);
    expect(when(`${'('.repeat(38)}asks > 1${')'.repeat(38)}`)).toEqual([]);
    expect(when(Array(100).fill('asks > 1').join(' && '))).toEqual([]);
  });
});

describe('named conditions', () => {
  it('that double at every step are refused before they are written out', () => {
    const doubling = names(
      60,
      (i) => `c${i}: ${i === 59 ? 'asks > 1' : `is.c${i + 1} && is.c${i + 1}`}`,
    );
    expect(codesOf(`name: p\nconditions:\n${doubling}${RULE}`)).toEqual(['condition-too-long']);
  });

  it('may come to two thousand parts and no more', () => {
    // A comparison has three parts, && one: n comparisons are 4n − 1.
    const some = (count: number) => Array(count).fill('asks > 1').join(' && ');
    const five = (count: number) =>
      `name: p\nconditions: { c: ${some(100)} }\nrules: [{ id: a, when: "${Array(count).fill('is.c').join(' && ')}", then: stay }]`;
    expect(codesOf(five(5))).toEqual([]); // 5 × 399 + 4
    expect(codesOf(five(6))).toEqual(['condition-too-long']);
  });

  it('that count each other in two ways at every step take no longer than their number', () => {
    const forked = names(120, (i) => {
      const inner = i + 2 - (i % 2);
      const counts =
        inner >= 120 ? 'asks > 1' : `times.c${inner} > ${i % 2} && times.c${inner + 1} > ${i % 2}`;
      return `c${i}: ${counts}`;
    });
    expect(codesOf(`name: p\nconditions:\n${forked}${RULE}`)).toEqual([]);
  });

  it('in a chain of three hundred are fine, and more are too many', () => {
    const chain = (count: number) =>
      `name: p\nconditions:\n${names(count, (i) => `c${i}: ${i === count - 1 ? 'asks > 1' : `"!is.c${i + 1}"`}`)}${RULE}`;
    expect(codesOf(chain(300))).toEqual([]);
    expect(codesOf(chain(301))).toEqual(['out-of-range']);
    expect(codesOf(chain(1500))).toEqual(['out-of-range']);
  });

  it('of long names are told apart soon', () => {
    const long = names(300, (i) => `${'a'.repeat(60)}${i}: 1`);
    const wrong = names(
      9,
      (i) => `- { id: r${i}, when: params.${'a'.repeat(59)}b > 1, then: stay }`,
    );
    expect(codesOf(`name: p\nparams:\n${long}rules:\n${wrong}`)).toEqual(['unknown-signal']);
  });
});

describe('an action', () => {
  const inside = (levels: number, way: string, leaf: string) =>
    `name: p\nrules:\n  - id: a\n    then: ${`{ ${way}, else: `.repeat(levels)}${leaf}${' }'.repeat(levels)}\n`;

  it.each(['ticket: general', 'offer: transfer, to: general', 'callback: general, within: 1h'])(
    '{ %s } within itself, wrong at the bottom, is told once and soon',
    (way) => {
      expect(codesOf(inside(8, way, '{ offr: transfer, to: general }'))).toEqual(['unknown-key']);
      expect(codesOf(inside(8, way, '{ ticket: general, reply_within: 400d }'))).toEqual([
        'invalid-value',
      ]);
    },
  );

  it.each([20, 100, 3000])('%s deep', (levels) => {
    expect(codesOf(inside(levels, 'ticket: general', 'stay'))).toHaveLength(1);
    expect(codesOf(inside(levels, 'to: general', 'stay')).length).toBeGreaterThan(0);
    const waiting = inside(levels, 'offer: callback', '{ priority: 1m }').replace(
      'rules:\n',
      'rules: []\nwaiting:\n',
    );
    expect(codesOf(waiting.replace('then:', 'when: waited > 1\n    then:'))).toHaveLength(1);
  });
});

describe('a parameter', () => {
  it.each([
    ['dots without end', `1 in ${'.'.repeat(50_000)} x`],
    ['digits without end', '9'.repeat(50_000)],
    ['spaces without end', `1${' '.repeat(50_000)}in 1..2`],
    ['durations without end', '1s'.repeat(50_000)],
  ])('of %s is refused soon', (_, written) => {
    expect(codesOf(`name: p\nparams: { x: "${written}" }\nrules: []\n`)).toEqual(['invalid-value']);
  });

  it('never becomes a negative or endless time', () => {
    for (const x of ['-1', '1e300', '400 in 0..1e9']) {
      const text = `name: p\nparams: { x: ${x} }\nrules: [{ id: a, then: { transfer: general, widen: { after: params.x, to: general } } }]`;
      const codes = codesOf(text);
      if (x.startsWith('400')) expect(codes).toEqual(['invalid-value']);
      else expect(codes).toEqual(['out-of-range']);
    }
  });
});

it('names that every object has are names like any other, or none', () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
    expect(when(`${name} > 1`)).toEqual(['unknown-signal']);
    expect(when(`is.${name}`)).toEqual(['unknown-signal']);
    expect(when(`desk.${name}.open`)).toEqual(['unknown-signal']);
    expect(when(`signals.${name} > 1`)).toEqual(['unknown-signal']);
    const own = `name: p\nparams: { ${name}: 1 }\nconditions: { ${name}: params.${name} > 0 }\nrules: [{ id: ${name}, when: is.${name} && times.${name} > 1, then: stay }]`;
    expect(codesOf(own)).toEqual([]);
  }
  expect(codesOf('name: p\nparams: { __proto__: 1 }\nrules: []')).toEqual(['unknown-key']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
