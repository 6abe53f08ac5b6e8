import { expect, test } from 'vitest';
import { problemsText } from '../../src/report/problems.js';

const error = { code: 'x', severity: 'error' as const };

test('place, severity, sentence, then found, expected and nearest', () => {
  expect(
    problemsText([
      {
        ...error,
        message: 'Unknown key `whne`',
        file: 'a.yaml',
        line: 3,
        column: 5,
        path: 'rules[0].whne',
        found: 'whne',
        expected: 'one of id, when',
        nearest: 'when',
      },
      { ...error, message: 'There is no command "x".' },
    ]),
  ).toBe(
    'a.yaml:3:5: error: Unknown key `whne`.\n  at rules[0].whne\n  found: whne\n  expected: one of id, when\n  did you mean when?\n' +
      'error: There is no command "x".\n',
  );
});

test('what is said alike of several things by name is said once', () => {
  const one = { ...error, severity: 'warning' as const, message: 'So it is', file: 'a', line: 1 };
  expect(
    problemsText([
      { ...one, about: 'first' },
      { ...one, message: 'Alone' },
      { ...one, line: 2, about: 'second' },
      { ...one, message: 'Alone' },
    ]),
  ).toBe(
    'warning: So it is.\n  a:1 first\n  a:2 second\na:1: warning: Alone.\na:1: warning: Alone.\n',
  );
});

test('no part of a problem brings control characters along', () => {
  const evil = 'a\u001b[31m\nb\u009b';
  const text = problemsText([
    {
      ...error,
      message: evil,
      file: evil,
      path: evil,
      found: evil,
      expected: evil,
      nearest: evil,
    },
    { ...error, message: evil, file: evil, about: evil },
  ]);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(text.split('\n')).toHaveLength(8);
});
