import { describe, expect, it } from 'vitest';
import { put, read } from '../temporary.js';

const jsonl = (...records: object[]) =>
  put('x.jsonl', `${records.map((r) => JSON.stringify(r)).join('\n')}\n`);

const FLAT = put(
  'flat.yaml',
  `columns:
  id: conversation
  speaker: message.from.type
  text: message.text
  time: message.sent
  intent: nlu.intent
  label_handoff: gold
signals:
  anger: scores.anger
  odd: a.b
date_format: epoch-ms
speakers:
  user: customer
  bot: ai
`,
);

const NESTED = put(
  'nested.yaml',
  `turns: data.messages
columns:
  id: data.id
  started_at: data.opened
  resolved: done
  speaker: who
  text: said
  at: seconds
signals:
  anger: anger
time_zone: Europe/Berlin
speakers: { Kunde: customer, Bot: ai }
`,
);

const message = (conversation: string | number, type: string, over: object = {}) => ({
  conversation,
  message: { text: 'hello', from: { type }, sent: 1_767_225_600_000 },
  ...over,
});

describe('JSON of one’s own, by a mapping', () => {
  it('reads a turn a record, with paths, null as absent, and scores as signals', async () => {
    const { conversations, problems } = await read(
      jsonl(
        message(7, 'user', { nlu: { intent: 'billing' }, scores: { anger: 0.9 }, gold: 1 }),
        message(7, 'bot', { nlu: null, 'a.b': true, gold: 0 }),
        message('8', 'user', { scores: { anger: null } }),
      ),
      { map: FLAT },
    );
    expect(problems).toEqual([]);
    expect(conversations).toEqual([
      {
        id: '7',
        line: 1,
        startedAt: 1_767_225_600,
        intent: 'billing',
        turns: [
          {
            speaker: 'customer',
            text: 'hello',
            atSeconds: 0,
            signals: { anger: 0.9 },
            labels: { handoff: true },
          },
          // A key that is spelt like the whole path wins.
          {
            speaker: 'ai',
            text: 'hello',
            atSeconds: 0,
            signals: { odd: true },
            labels: { handoff: false },
          },
        ],
      },
      {
        id: '8',
        line: 3,
        startedAt: 1_767_225_600,
        turns: [{ speaker: 'customer', text: 'hello', atSeconds: 0 }],
      },
    ]);
  });

  it('reads a conversation a record, its turns in a list, from lines or from a document', async () => {
    const record = (id: string) => ({
      data: {
        id,
        opened: '2026-03-02T09:00:00',
        messages: [
          { who: 'Kunde', said: 'Hallo', seconds: 0, anger: '0,5' },
          { who: 'Bot', said: 'Ja', seconds: 4 },
        ],
      },
      done: true,
    });
    for (const text of [
      `${JSON.stringify(record('a'))}\n${JSON.stringify(record('b'))}\n`,
      JSON.stringify([record('a'), record('b')], null, 2),
      JSON.stringify({ chats: [record('a'), record('b')] }, null, 2),
    ]) {
      const { conversations, problems } = await read(put('x.json', text), { map: NESTED });
      expect(problems).toEqual([]);
      expect(conversations.map((c) => c.id)).toEqual(['a', 'b']);
      expect(conversations[0]).toMatchObject({
        // 9:00 in Berlin in March is 8:00 UTC
        startedAt: Date.UTC(2026, 2, 2, 8) / 1000,
        resolved: true,
        turns: [
          { speaker: 'customer', text: 'Hallo', atSeconds: 0, signals: { anger: 0.5 } },
          { speaker: 'ai', text: 'Ja', atSeconds: 4 },
        ],
      });
    }
  });

  it('reports what is wrong at its place', async () => {
    const records = [
      message(1, 'usr'),
      message(2, 'user', { message: { text: { a: 1 }, from: { type: 'user' }, sent: 'soon' } }),
      { ...message(3, 'user'), conversation: '' },
      message(4, 'user', { nlu: { intent: 'a' } }),
      message(4, 'bot', { nlu: { intent: 'b' } }),
      message(1, 'user'),
    ];
    const lines = records.map((r) => JSON.stringify(r));
    const at = (line: number, part: string, skip: number) => lines[line]!.indexOf(part) + skip + 1;
    const { problems } = await read(put('bad.jsonl', lines.join('\n')), { map: FLAT });
    expect(problems.map((p) => [p.line, p.column, p.code, p.path, p.nearest])).toEqual([
      [1, at(0, '"usr"', 0), 'invalid-value', 'speaker', 'user'],
      [2, at(1, '{"a":1}', 0), 'invalid-value', 'text', undefined],
      [2, at(1, '"soon"', 0), 'invalid-time', 'time', undefined],
      [3, 1, 'missing-value', undefined, undefined],
      [5, at(4, '"b"', 0), 'conflicting-value', 'intent', undefined],
      [6, undefined, 'duplicate-id', undefined, undefined],
      // Nothing in the whole file stands where the mapping points.
      [undefined, undefined, 'missing-column', undefined, undefined],
      [undefined, undefined, 'missing-column', undefined, undefined],
      [undefined, undefined, 'missing-column', undefined, undefined],
    ]);
    expect(
      problems
        .slice(-3)
        .map((p) => p.message)
        .join(),
    ).toMatch(/gold.*scores\.anger.*a\.b/);
  });

  it('says where the list of turns should be, and names records that have no id', async () => {
    const map = put('m.yaml', 'turns: mesages\ncolumns:\n  speaker: who\n');
    const file = jsonl({ messages: [{ who: 'customer' }] }, { messages: [] });
    expect((await read(file, { map })).problems).toMatchObject([
      { line: 1, code: 'wrong-type', path: 'mesages', nearest: 'messages' },
      { line: 2, code: 'wrong-type' },
      { code: 'missing-column' },
    ]);
    const right = put('r.yaml', 'turns: messages\ncolumns:\n  speaker: who\n');
    const { conversations, problems } = await read(file, { map: right });
    expect(problems).toEqual([]);
    expect(conversations.map((c) => [c.id, c.turns.length])).toEqual([
      ['record-1', 1],
      ['record-2', 0],
    ]);
  });

  it('reads the list that `records` names, with places in the file, and nothing beside it', async () => {
    const map = put('m.yaml', 'records: data.chats\nturns: log\ncolumns:\n  speaker: who\n');
    const page = (...who: string[]) => ({
      chats: [{ log: [{ who: 'nobody' }] }],
      data: { note: 'a "chats": [ in a text', chats: who.map((one) => ({ log: [{ who: one }] })) },
      next: [{ page: 2 }],
    });
    const text = JSON.stringify(page('customer', 'ai'), null, 2);
    for (const file of [
      put('a.json', text),
      put('b.jsonl', JSON.stringify(page('customer', 'ai'))),
    ]) {
      const { conversations, problems } = await read(file, { map });
      expect(problems).toEqual([]);
      expect(conversations.map((c) => c.turns[0]?.speaker)).toEqual(['customer', 'ai']);
    }
    const pages = [page('customer'), page(), page('ai', 'human')];
    const several = await read(put('c.jsonl', pages.map((p) => JSON.stringify(p)).join('\n')), {
      map,
    });
    expect(several.conversations.map((c) => c.turns[0]?.speaker)).toEqual([
      'customer',
      'ai',
      'human',
    ]);
    const wrong = text.replace('"ai"', '"robbot"');
    const line = wrong.split('\n').findIndex((l) => l.includes('robbot')) + 1;
    const { problems } = await read(put('d.json', wrong), { map });
    expect(problems).toMatchObject([{ code: 'invalid-value', line, path: 'speaker' }]);
  });

  it('says which lists there are where `records` names none', async () => {
    const map = put('m.yaml', 'records: chat\nturns: log\ncolumns:\n  speaker: who\n');
    const file = put('x.json', '{"total": 1,\n "chats": [{"log": [{"who": "ai"}]}]}');
    expect((await read(file, { map })).problems).toMatchObject([
      { code: 'missing-column', line: 2, expected: 'one of the lists: chats' },
    ]);
    const list = put('y.json', '[{"log": []}]');
    expect((await read(list, { map })).problems).toMatchObject([{ code: 'missing-column' }]);
  });
});
