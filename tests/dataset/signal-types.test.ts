import { describe, expect, it } from 'vitest';
import { put, read } from '../temporary.js';

const HEADER = 'id,speaker,text,score';
const csv = (...cells: string[]) =>
  put('x.csv', [HEADER, ...cells.map((cell, i) => `c${i},customer,hello,${cell}`)].join('\n'));
const map = (signals: string) => put('map.yaml', `columns: { id: id }\nsignals: ${signals}\n`);

const scores = async (file: string, signals = '{ anger: score }') => {
  const { conversations, notes, problems } = await read(file, { map: map(signals) });
  const values = conversations.map((c) => c.turns[0]?.signals?.anger);
  return { values, quirks: notes.quirks, warnings: notes.warnings(file), problems };
};

describe('a column of signals has one type', () => {
  it('numbers, and what says in words that there is none is not recorded, and told', async () => {
    const { problems, quirks, values, warnings } = await scores(
      csv('0.2', 'n/a', '', '0.7', 'N/A'),
    );
    expect(problems).toEqual([]);
    expect(values).toEqual([0.2, undefined, undefined, 0.7, undefined]);
    expect(quirks).toContainEqual({
      what: 'signals.anger: Column `score` is of numbers, and this cell is read as not recorded; first on line 3: "n/a"',
      count: 2,
    });
    expect(warnings).toMatchObject([
      {
        severity: 'warning',
        line: 3,
        path: 'signals.anger',
        found: '"n/a"',
        alike: { count: 1, lines: [6] },
      },
    ]);
  });

  it('also where the stray cell comes first', async () => {
    expect((await scores(csv('n/a', '0.2', '0.3'))).values).toEqual([undefined, 0.2, 0.3]);
  });

  it('and any other stray cell is a problem with line, column and value', async () => {
    const { problems } = await scores(csv('high', '0.2', '0.3', '0.4'));
    expect(problems).toMatchObject([
      {
        code: 'invalid-value',
        line: 2,
        path: 'signals.anger',
        message: expect.stringContaining('`score`'),
        found: '"high"',
        expected: expect.stringContaining('a number, as in most cells'),
      },
    ]);
  });

  it('texts, in which numbers stay texts', async () => {
    expect((await scores(csv('calm', '12', 'cross', 'n/a'))).values).toEqual([
      'calm',
      '12',
      'cross',
      'n/a',
    ]);
  });

  it('truth values', async () => {
    expect((await scores(csv('true', 'FALSE', '-'))).values).toEqual([true, false, undefined]);
  });

  it('as the mapping says, where it does', async () => {
    const file = csv('1', '2', 'x');
    expect((await scores(file, '{ anger: { column: score, type: text } }')).values).toEqual([
      '1',
      '2',
      'x',
    ]);
    const { problems } = await scores(file, '{ anger: { column: score, type: number } }');
    expect(problems).toMatchObject([
      { line: 4, expected: expect.stringContaining('mapping says') },
    ]);
    expect(
      (await scores(csv('1', '0'), '{ anger: { column: score, type: boolean } }')).values,
    ).toEqual([true, false]);
  });

  it('told from most of the first rows: a tie is numbers', async () => {
    expect((await scores(csv('x', '1'))).problems).toMatchObject([{ line: 2 }]);
  });

  it('in JSON as well, in lists of turns', async () => {
    const file = put(
      'x.jsonl',
      [0.1, 'n/a', null, '0.5']
        .map((score, i) => JSON.stringify({ id: i, log: [{ who: 'customer', s: { score } }] }))
        .join('\n'),
    );
    const mapping = put(
      'map.yaml',
      'turns: log\ncolumns: { speaker: who }\nsignals: { anger: s.score }\n',
    );
    const { conversations, notes, problems } = await read(file, { map: mapping });
    expect(problems).toEqual([]);
    expect(conversations.map((c) => c.turns[0]?.signals?.anger)).toEqual([
      0.1,
      undefined,
      undefined,
      0.5,
    ]);
    expect(notes.quirks[0]?.what).toMatch(/`s\.score` is of numbers.*line 2: "n\/a"/);
  });
});

it('a mapping says null where a column of a field’s name holds something else', async () => {
  const file = put('x.csv', 'id,speaker,priority\na,customer,very much\n');
  expect((await read(file)).problems).toMatchObject([{ path: 'priority' }]);
  const { conversations, problems } = await read(file, {
    map: put('map.yaml', 'columns: { priority: null }\n'),
  });
  expect(problems).toEqual([]);
  expect(conversations[0]?.priority).toBeUndefined();
});
