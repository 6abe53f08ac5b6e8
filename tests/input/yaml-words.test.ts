import { expect, test } from 'vitest';
import { z } from 'zod';
import { readYaml } from '../../src/input/yaml-file.js';
import { problemsOf } from '../problems.js';

const problemsIn = (text: string) => problemsOf(() => readYaml('x.yaml', text, z.unknown()));

test.each([
  ['a:\n\t- b\n', 'A tab is used for indentation'],
  ['a: 1\na: 2\n', 'This key stands twice in the same map'],
  ['a: [1, 2\n', 'A [ is never closed'],
  ['a: {b: 1\n', 'A { is never closed'],
  ['a: "b\n', 'A quote is never closed'],
  ["a: 'b\n", 'A quote is never closed'],
  ['a: b: c\n', 'A second `key:` on one line, or a wrong indentation'],
  ['a: @b\n', 'A plain value cannot begin with this character'],
  ['a: "\\q"\n', 'A backslash in double quotes begins no escape that is known'],
  ['a: 1\n---\nb: 2\n', 'The file holds more than one YAML document'],
  ['a:\n   b: 1\n  c: 2\n', 'The indentation fits nothing above it'],
  ['a:\n  - b: 1\n   c: 2\n', 'This is neither a new list item nor a part of the one above'],
  ['a: 1\n  b: 2\n', 'A second `key:` on one line, or a wrong indentation'],
  ['a: !thing 1\n', 'Unknown tag'],
  ['a: 1\nbc\n', 'A key has no colon'],
])('%j in plain words', (text, message) => {
  const [first] = problemsIn(text);
  expect(first).toMatchObject({ message, file: 'x.yaml' });
  expect(first!.line).toBeGreaterThan(0);
  expect(first!.found).toBeTruthy();
  expect(first!.expected).toBeTruthy();
});

test('one fault a line, and no more than ten lines of one kind', () => {
  expect(problemsIn('{"a": 1} {"b": [2, {"c": 3}]}\n')).toHaveLength(1);
  const many = problemsIn('{"a": 1} {"b": 2}\n'.repeat(50));
  expect(many.length).toBeLessThanOrEqual(10);
  expect(many.length + many.reduce((sum, { alike }) => sum + (alike?.count ?? 0), 0)).toBe(50);
});
