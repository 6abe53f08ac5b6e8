import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { suggestMapping } from '../../src/dataset/suggestion/suggest.js';
import { put, read } from '../temporary.js';

const CHAT = '{"id":"a","turns":[{"speaker":"customer","text":"Where is my parcel?"}]}\n';
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
/** 我的快递, 转人工 in GB18030, written out, since Node only decodes it. */
const GB18030 = Buffer.concat([
  Buffer.from('id,speaker,text\n1,customer,'),
  Buffer.from([0xce, 0xd2, 0xb5, 0xc4, 0xbf, 0xec, 0xb5, 0xdd]),
  Buffer.from('\n1,customer,'),
  Buffer.from([0xd7, 0xaa, 0xc8, 0xcb, 0xb9, 0xa4, 0x0a]),
]);

describe('a broken file is one clean problem, with its place and what to do', () => {
  it.each<readonly [name: string, bytes: string | Uint8Array, problem: object]>([
    ['cut.jsonl', `${CHAT}{"id":"b","turns":[{"speaker":"cu`, { code: 'truncated', line: 2 }],
    [
      'cut.json',
      '[{"messages":[{"role":"user","content":"hi"}]},{"messages":[{"role":"us',
      { code: 'truncated', line: 1 },
    ],
    [
      'rows-divided-otherwise.csv',
      'id,speaker,text\n1;customer;hello\n',
      {
        code: 'ragged-row',
        line: 2,
        expected: '3 cells; divided by semicolons there would be as many',
      },
    ],
    [
      'header-divided-otherwise.csv',
      'id,speaker;text\n1,customer;hello\n',
      { code: 'wrong-delimiter', line: 1, found: '"speaker;text"', expected: /semicolons/ },
    ],
    ['empty.jsonl', '', { code: 'empty-file' }],
    ['blank.jsonl', '\n \n\n', { code: 'empty-file' }],
    ['empty-list.json', '[ ]\n', { code: 'empty-file' }],
    ['header-only.csv', 'id,speaker,text\n', { code: 'nothing-recorded' }],
    ['gzip.jsonl', gzipSync(CHAT), { code: 'binary-file', expected: /gunzip/ }],
    ['picture.jsonl', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), { code: 'binary-file' }],
    ['zeros.csv', Buffer.from('id,speaker\n1,\0\0\0'), { code: 'binary-file', line: 2 }],
    ['utf-32.jsonl', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), { expected: /UTF-32/ }],
    ['western.csv', Buffer.from('id,speaker,text\n1,ai,\xc4rger\n', 'latin1'), { line: 2 }],
    ['list.json', `[${CHAT}]`, { code: 'unknown-format', nearest: 'canonical', expected: /jq/ }],
    ['page.jsonl', '<!doctype html><html></html>', { code: 'unknown-format', found: /web page/ }],
    ['quote.csv', 'id,speaker,text\n1,customer,"hello\n', { code: 'invalid-csv', line: 2 }],
  ])('%s', async (name, bytes, problem) => {
    const { conversations, problems } = await read(put(name, bytes));
    expect(problems).toHaveLength(1);
    for (const [key, wanted] of Object.entries(problem)) {
      const found = problems[0]![key as 'code'];
      if (wanted instanceof RegExp) expect(found).toMatch(wanted);
      else expect(found).toBe(wanted);
    }
    // Nothing is half-read, but what came before the place.
    expect(conversations.length).toBeLessThanOrEqual(1);
  });

  it('a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'warmline-folder-'));
    expect((await read(folder)).problems).toMatchObject([{ code: 'not-a-file' }]);
  });

  it('a line of 65 MiB, in JSONL and in CSV', async () => {
    const long = 'x'.repeat(65 * 1024 * 1024);
    const jsonl = put('x.jsonl', `{"id":"a","turns":[{"speaker":"ai","text":"${long}"}]}\n`);
    expect((await read(jsonl)).problems).toMatchObject([{ code: 'line-too-long', line: 1 }]);
    const csv = put('x.csv', `id,speaker,text\n1,ai,hello\n1,ai,"${long}"\n`);
    expect((await read(csv)).problems).toMatchObject([{ code: 'line-too-long', line: 3 }]);
  });
});

describe('encodings with and without a mark', () => {
  const csv = 'id,speaker,text\n1,customer,我的快递\n1,customer,转人工\n';
  it.each<readonly [name: string, bytes: Uint8Array, told: string | undefined]>([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${csv}`), undefined],
    ['UTF-16 LE with a mark', utf16(`\uFEFF${csv}`, false), 'UTF-16 LE'],
    ['UTF-16 BE with a mark', utf16(`\uFEFF${csv}`, true), 'UTF-16 BE'],
    ['UTF-16 LE', utf16(csv, false), 'UTF-16 LE'],
    ['UTF-16 BE', utf16(csv, true), 'UTF-16 BE'],
    ['GB18030', GB18030, 'GB18030'],
  ])('%s', async (_, bytes, told) => {
    const { conversations, notes, problems } = await read(put('x.csv', bytes));
    expect(problems).toEqual([]);
    expect(conversations[0]?.turns.map(({ text }) => text)).toEqual(['我的快递', '转人工']);
    expect(notes.encoding).toBe(told);
  });
});

describe('a file said to be of a format that it is not', () => {
  it('is told what it looks like, before one problem for all its lines', async () => {
    const file = put(
      'x.jsonl',
      CHAT.repeat(30).replace(/"a"/g, () => `"a"`),
    );
    const { problems } = await read(file, { from: 'mhch' });
    expect(problems).toMatchObject([
      { code: 'wrong-format', nearest: 'canonical' },
      { path: 'roles', line: 1, alike: { count: 29 } },
      { path: 'handoff', line: 1, alike: { count: 29 } },
    ]);
  });

  it('and one of no format known keeps its problems alone', async () => {
    const { problems } = await read(put('x.txt', 'hello\n'), { from: 'canonical' });
    expect(problems).toMatchObject([{ code: 'invalid-json', line: 1 }]);
  });
});

describe('a mapping proposed for a broken file', () => {
  it.each([
    ['header-only.csv', 'a,b,c\n'],
    ['page.jsonl', '<!doctype html><html></html>'],
    ['empty-list.json', '[]'],
    ['text.json', '"hello"'],
  ])('%s is none, and says why', async (name, text) => {
    await expect(suggestMapping(put(name, text))).rejects.toMatchObject({
      problems: [{ code: 'nothing-recorded' }],
    });
  });

  it('whose quotes go wrong on the way is made of what came before, and says so', async () => {
    const suggestion = await suggestMapping(
      put('quote.csv', 'id,speaker,text\n1,customer,hello you\n1,ai,"yes\n'),
    );
    expect(suggestion).toMatch(/Tried, and it does not work yet:\n# - line 3: A quote opens/);
    expect(suggestion).toContain('speaker: speaker');
  });

  it('and signals are read up to there, too', async () => {
    const file = put('quote.csv', 'id,speaker,anger\n1,customer,0.5\n1,customer,"0.7\n');
    const { problems } = await read(file, { map: put('m.yaml', 'signals: { anger: anger }\n') });
    expect(problems).toMatchObject([{ code: 'invalid-csv', line: 3 }]);
  });
});
