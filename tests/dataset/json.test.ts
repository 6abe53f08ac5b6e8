import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonElements } from '../../src/dataset/json/json-elements.js';
import { jsonFault } from '../../src/dataset/json/json-fault.js';
import { InputError } from '../../src/input/problem.js';

async function* chunked(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

async function elements(text: string, size = 7) {
  const all = [];
  for await (const element of jsonElements('x.json', chunked(text, size))) all.push(element);
  return all;
}

describe('jsonFault', () => {
  it('agrees with JSON.parse on what is sound, for any text near JSON', () => {
    const near = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', ' ', '0', '\u0001'))
      .map(([json, at, put]) => {
        const i = at % (json.length + 1);
        return json.slice(0, i) + put + json.slice(i + (at % 2));
      });
    fc.assert(
      fc.property(near, (text) => {
        let sound = true;
        try {
          JSON.parse(text);
        } catch {
          sound = false;
        }
        expect(jsonFault(text) === undefined).toBe(sound);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a":1', 6, 'a comma or }'],
    ['{"a" 1}', 5, 'a colon'],
    ['[1,]', 3, 'a value'],
    ['{"a":1,}', 7, 'a key in quotes'],
    ['{"a":"x\\q"}', 7, 'a closing quote, or a valid escape such as \\n or \\u4eba'],
    ['[1] 2', 4, 'nothing more'],
    ['', 0, 'a value'],
  ])('finds the fault of %s', (text, offset, expected) => {
    expect(jsonFault(text)).toEqual({ offset, expected });
  });
});

describe('jsonElements', () => {
  it('cuts an array into its objects at any chunk size, with their places', async () => {
    const text = '\n[ {"a":"}]\\"{"},\n  {"b":[{}, 1]}\n]\n';
    for (let size = 1; size <= text.length; size++)
      expect(await elements(text, size)).toEqual([
        { text: '{"a":"}]\\"{"}', line: 2, column: 3 },
        { text: '{"b":[{}, 1]}', line: 3, column: 3 },
      ]);
    for (const empty of ['[]', '{}', '{"a":[]}']) expect(await elements(empty)).toEqual([]);
  });

  it('cuts an object into its values, and into the records of lists in it, with their keys', async () => {
    const text = '{"one": {"a": [1]},\n "t\\"w,o" : [{"b":2}, [3]],\n"none":[]}';
    for (let size = 1; size <= text.length; size++)
      expect(await elements(text, size)).toEqual([
        { text: '{"a": [1]}', line: 1, column: 9, key: 'one' },
        { text: '{"b":2}', line: 2, column: 14, key: 't\\"w,o' },
        { text: '[3]', line: 2, column: 23, key: 't\\"w,o' },
      ]);
  });

  it.each([
    ['[{"a":1}', 1, 8],
    ['[{"a":1},\n{"b":', 2, 5],
    ['[{"a":1} {"b":2}]', 1, 10],
    ['[{"a":1}],', 1, 10],
    ['[1]', 1, 2],
    ['{"a":1}', 1, 6],
    ['1', 1, 1],
    ['{"a":{},}', 1, 9],
    ['{"a":[{}}', 1, 9],
    ['{"a":[{}]', 1, 9],
  ])('refuses %s with the place', async (text, line, column) => {
    const error = await elements(text).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems).toMatchObject([{ line, column }]);
  });
});
