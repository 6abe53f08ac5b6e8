import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/problem.js';
import { lineBatches, readWholeText } from '../../src/input/text-source.js';

const folder = mkdtempSync(join(tmpdir(), 'warmline-text-'));

function put(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function lines(file: string): Promise<[number, string][]> {
  const all: [number, string][] = [];
  for await (const batch of lineBatches(file))
    batch.lines.forEach((text, i) => {
      all.push([batch.first + i, text]);
    });
  return all;
}

async function problem(file: string) {
  const error = await lines(file).then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).problems[0]!;
}

describe('reading text', () => {
  it('numbers lines, takes LF, CRLF and a missing last line end, and drops a byte order mark', async () => {
    expect(await lines(put('a.txt', '\uFEFFone\r\ntwo\n\nfour'))).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, ''],
      [4, 'four'],
    ]);
  });

  it('keeps characters whole across pieces of the file', async () => {
    // 1 + 3n bytes: whatever the piece size, some character straddles a border.
    const text = `x${'转'.repeat(300_000)}`;
    expect(await readWholeText(put('long.txt', text))).toBe(text);
    const many = Array.from({ length: 50_000 }, (_, i) => `line ${i + 1} 人工`);
    const read = await lines(put('many.txt', many.join('\r\n')));
    expect(read.length).toBe(50_000);
    expect(read[44_443]).toEqual([44_444, 'line 44444 人工']);
  });

  it('names the nearest file beside a missing one', async () => {
    const file = put('february.jsonl', 'x');
    expect(await problem(join(folder, 'febuary.jsonl'))).toMatchObject({
      code: 'missing-file',
      nearest: file,
    });
    expect(await problem(join(folder, 'no', 'where.txt'))).toMatchObject({ code: 'missing-file' });
  });

  it.each([
    ['a directory', () => folder, 'not-a-file'],
    ['an empty file', () => put('empty', ''), 'empty-file'],
    ['only white space', () => put('blank', '\uFEFF \n\n'), 'empty-file'],
    ['gzip', () => put('x.gz', new Uint8Array([0x1f, 0x8b, 8, 0])), 'binary-file'],
    ['zip', () => put('x.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 20])), 'binary-file'],
    ['NUL bytes', () => put('nul', 'a\nb\0c'), 'binary-file'],
    [
      'UTF-32',
      () => put('utf32', new Uint8Array([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])),
      'binary-file',
    ],
  ])('refuses %s', async (_, file, code) => {
    const path = file();
    expect(await problem(path)).toMatchObject({ code, file: path });
  });

  it('names the line of the first invalid UTF-8, early, late or cut off at the end', async () => {
    const bad = (before: string, tail: number[]) =>
      new Uint8Array([...new TextEncoder().encode(before), ...tail]);
    expect(await problem(put('l1', bad('ok\nok\n', [0xc3, 0x28, 0x0a])))).toMatchObject({
      code: 'not-utf8',
      line: 3,
    });
    const far = put('l2', bad('line\n'.repeat(200_000), [0xff, 0x0a]));
    expect(await problem(far)).toMatchObject({ code: 'not-utf8', line: 200_001 });
    expect(await problem(put('l3', bad('one\ntwo', [0xe8, 0xbd])))).toMatchObject({ line: 2 });
  });
});
