import { describe, expect, it } from 'vitest';
import { put, read } from '../temporary.js';

/** Two lines of canonical JSONL, in Chinese, long enough to tell by. */
const RECORDS = [
  '{"id":"a","turns":[{"speaker":"customer","text":"你好，我的包裹在哪里？我要找人工客服，不要机器人。"}]}',
  '{"id":"b","turns":[{"speaker":"ai","text":"请问您的订单号是多少？我来帮您看一下。😀"}]}',
];

function utf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/**
 * GB 2312 by its own table, which Unicode lists as pairs: written out here for the characters in use,
 * so that the test does not decode with what it tests. Bytes from `iconv -t GB18030`.
 */
const GB = {
  // 你好，人工客服在不在？
  text: '你好，人工客服在不在？',
  bytes: [
    0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xc8, 0xcb, 0xb9, 0xa4, 0xbf, 0xcd, 0xb7, 0xfe, 0xd4, 0xda,
    0xb2, 0xbb, 0xd4, 0xda, 0xa3, 0xbf,
  ],
  // 😀, in four bytes
  smile: [0x94, 0x39, 0xfc, 0x36],
};

const around = (before: string, bytes: readonly number[], after: string) =>
  Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);

describe('encodings', () => {
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${RECORDS.join('\n')}`), undefined],
    ['UTF-16 LE', utf16(RECORDS.join('\r\n'), 'le', true), 'UTF-16 LE'],
    ['UTF-16 BE', utf16(RECORDS.join('\n'), 'be', true), 'UTF-16 BE'],
    ['UTF-16 LE without a mark', utf16(RECORDS.join('\n'), 'le', false), 'UTF-16 LE'],
    ['UTF-16 BE without a mark', utf16(RECORDS.join('\n'), 'be', false), 'UTF-16 BE'],
  ])('reads %s', async (_, bytes, name) => {
    const { conversations, problems, notes } = await read(put('x.jsonl', bytes));
    expect(problems).toEqual([]);
    expect(conversations.map((c) => [c.line, c.turns[0]?.text])).toEqual([
      [1, '你好，我的包裹在哪里？我要找人工客服，不要机器人。'],
      [2, '请问您的订单号是多少？我来帮您看一下。😀'],
    ]);
    expect(notes.encoding).toBe(name);
  });

  it('reads GB18030, also where Chinese begins late and in the middle of a piece', async () => {
    const head = 'id,speaker,text\n';
    const ascii = Array.from({ length: 30_000 }, (_, i) => `${i},customer,hello\n`).join('');
    for (const before of [head, head + ascii]) {
      const { conversations, problems, notes } = await read(
        put(
          'x.csv',
          Buffer.concat([
            around(`${before}x,customer,"`, [...GB.bytes, ...GB.smile], '"\n'),
            around('y,customer,', GB.bytes, '\n'),
          ]),
        ),
      );
      expect(problems).toEqual([]);
      expect(notes.encoding).toBe('GB18030');
      expect(conversations.slice(-2).map((c) => c.turns[0]?.text)).toEqual([
        `${GB.text}😀`,
        GB.text,
      ]);
    }
  });

  it('keeps positions right: line in the file, column in characters', async () => {
    const bad = RECORDS[1]!.replace('"ai"', '"a1"');
    const column = bad.indexOf('"a1"') + 1;
    for (const bytes of [
      utf16(`${RECORDS[0]}\n${bad}`, 'be', true),
      Buffer.from(`\uFEFF${RECORDS[0]}\n${bad}`),
    ])
      expect((await read(put('x.jsonl', bytes))).problems).toMatchObject([
        { line: 2, column, path: 'turns[0].speaker', nearest: 'ai' },
      ]);
    const gb = around('{"id":"a","turns":[{"text":"', GB.bytes, '","speaker":"a1"}]}\n');
    expect((await read(put('y.jsonl', gb))).problems).toMatchObject([
      { line: 1, column: 28 + GB.text.length + 1 + ',"speaker":'.length + 1, nearest: 'ai' },
    ]);
  });

  it.each([
    ['Western text in Latin-1', [0xc4, 0x72, 0x67, 0x65, 0x72, 0x20, 0xfc, 0x62, 0x65, 0x72]],
    // 상담원 연결해 주세요 배송이 언제 오나요 환불 요청합니다, in EUC-KR
    [
      'Korean in EUC-KR',
      [
        0xbb, 0xf3, 0xb4, 0xe3, 0xbf, 0xf8, 0x20, 0xbf, 0xac, 0xb0, 0xe1, 0xc7, 0xd8, 0x20, 0xc1,
        0xd6, 0xbc, 0xbc, 0xbf, 0xe4, 0x20, 0xb9, 0xe8, 0xbc, 0xdb, 0xc0, 0xcc, 0x20, 0xbe, 0xf0,
        0xc1, 0xa6, 0x20, 0xbf, 0xc0, 0xb3, 0xaa, 0xbf, 0xe4, 0x20, 0xc8, 0xaf, 0xba, 0xd2, 0x20,
        0xbf, 0xe4, 0xc3, 0xbb, 0xc7, 0xd5, 0xb4, 0xcf, 0xb4, 0xd9,
      ],
    ],
  ])('refuses %s rather than show it as Chinese', async (_, bytes) => {
    const { problems } = await read(
      put('x.csv', around('id,speaker,text\n1,customer,', bytes, '\n')),
    );
    expect(problems).toMatchObject([{ code: 'not-utf8', line: 2 }]);
  });

  it('refuses a change of encoding in the middle, with the line', async () => {
    const mixed = Buffer.concat([
      Buffer.from('id,speaker,text\n1,customer,你好\n'),
      around('2,customer,', GB.bytes, '\n'),
    ]);
    expect((await read(put('m.csv', mixed))).problems).toMatchObject([
      { code: 'not-utf8', line: 3 },
    ]);
    const broken = around(
      'id,speaker,text\n1,customer,',
      [...GB.bytes, 0x0a, 0x32, 0x2c, 0xff, 0xff],
      '\n',
    );
    expect((await read(put('b.csv', broken))).problems).toMatchObject([{ line: 3 }]);
    const half = utf16(`id,speaker\n1,ai\n2,\uD800x\n`, 'le', true);
    expect((await read(put('h.csv', half))).problems).toMatchObject([
      { code: 'not-decodable', line: 3 },
    ]);
  });
});
