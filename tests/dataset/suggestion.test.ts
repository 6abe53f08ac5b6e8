import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { suggestMapping } from '../../src/dataset/suggestion/suggest.js';
import { put, read } from '../temporary.js';

const jsonl = (...records: object[]) => records.map((r) => JSON.stringify(r)).join('\n');

/** Suggests, saves, and reads by what was saved. */
async function roundTrip(name: string, text: string | Uint8Array) {
  const file = put(name, text);
  const suggestion = await suggestMapping(file);
  const { conversations, problems } = await read(file, { map: put('mapping.yaml', suggestion) });
  expect(problems).toEqual([]);
  expect(suggestion).toContain(`# Tried: all ${conversations.length} conversations`);
  return { mapping: parse(suggestion), conversations, suggestion };
}

describe('a suggested mapping works at once', () => {
  it('on a German export', async () => {
    const { mapping, conversations } = await roundTrip(
      'chats.csv',
      [
        'Chat-Nr;Thema;Zeitpunkt;Wer;Nachricht;Sicherheit;Ärger;Filiale',
        '7;Retoure;02.03.2026 09:00:00;Kunde;Wo bleibt mein Geld?;;0,25;Köln',
        '7;;02.03.2026 09:00:03;Bot;Moment;0,5;;Köln',
        '7;;02.03.2026 09:01:10;Mitarbeiterin;Hallo;;;Köln',
        '8;Versand;13.3.2026 9:30;Kunde;?;;0,75;',
      ].join('\r\n'),
    );
    expect(mapping).toEqual({
      columns: {
        id: 'Chat-Nr',
        speaker: 'Wer',
        time: 'Zeitpunkt',
        text: 'Nachricht',
        intent: 'Thema',
        confidence: 'Sicherheit',
      },
      signals: { arger: 'Ärger' },
      date_format: 'day-first',
      time_zone: 'UTC',
      speakers: { Kunde: 'customer', Bot: 'ai', Mitarbeiterin: 'human' },
    });
    expect(conversations[0]?.turns.map((t) => [t.speaker, t.atSeconds])).toEqual([
      ['customer', 0],
      ['ai', 3],
      ['human', 70],
    ]);
    expect(conversations[0]?.turns[0]?.signals).toEqual({ arger: 0.25 });
  });

  it('on an American one, whose days come second, with a word that nobody knows', async () => {
    const { mapping, suggestion } = await roundTrip(
      'tickets.csv',
      [
        'Row,Ticket ID,Created At,Author Role,Comment Body,Group',
        '1,1001,03/02/2026 9:00 AM,End-user,"Hi, where is my order?",Support',
        '2,1001,03/13/2026 9:02 AM,Zed,"It is on its way, I believe",Support',
        '3,1002,03/14/2026 9:02 AM,End-user,Hello,Support',
      ].join('\n'),
    );
    expect(mapping).toMatchObject({
      columns: { id: 'Ticket ID', speaker: 'Author Role', text: 'Comment Body' },
      date_format: 'month-first',
      speakers: { 'End-user': 'customer', Zed: 'system' },
    });
    expect(suggestion).toContain('Zed: system # a guess');
    // Every conversation has a group, handed over or not.
    expect(mapping.columns.team).toBeUndefined();
  });

  it('on a turn a line, nested, with the platform’s own scores', async () => {
    const message = (id: string, type: string, text: string, over: object) => ({
      conversation_id: id,
      seq: 1,
      message: { text, sender: { type }, ts: 1_767_225_600_000 },
      ...over,
    });
    const { mapping, conversations } = await roundTrip(
      'x.jsonl',
      jsonl(
        message('a', 'user', 'help', { nlu: { confidence: 0.81 }, anger_score: 3 }),
        message('a', 'bot', 'yes?', { nlu: null, anger_score: null }),
        message('b', 'user', 'help', { nlu: { confidence: 0.3 }, anger_score: 5 }),
      ),
    );
    expect(mapping).toEqual({
      columns: {
        id: 'conversation_id',
        speaker: 'message.sender.type',
        time: 'message.ts',
        text: 'message.text',
      },
      signals: { confidence: 'nlu.confidence', anger_score: 'anger_score' },
      date_format: 'epoch-ms',
      speakers: { user: 'customer', bot: 'ai' },
    });
    expect(conversations[0]?.turns[0]?.signals).toEqual({ confidence: 0.81, anger_score: 3 });
  });

  it('on a conversation a record, in Chinese, in a document', async () => {
    const record = (id: string, solved: boolean) => ({
      chat: { id, created: '2026-01-05 10:00:00', lang: 'zh' },
      data: {
        items: [
          { 角色: '用户', 内容: '我要退款' },
          { 角色: '机器人', 内容: '好的' },
          { 角色: '人工客服', 内容: '您好' },
        ],
      },
      solved,
    });
    const { mapping, conversations } = await roundTrip(
      'x.json',
      JSON.stringify([record('x-1', true), record('x-2', false)], null, 1),
    );
    expect(mapping).toEqual({
      turns: 'data.items',
      columns: {
        id: 'chat.id',
        speaker: '角色',
        started_at: 'chat.created',
        text: '内容',
        language: 'chat.lang',
        resolved: 'solved',
      },
      date_format: 'iso',
      time_zone: 'UTC',
      speakers: { 用户: 'customer', 机器人: 'ai', 人工客服: 'human' },
    });
    expect(conversations[1]?.turns.map((t) => t.speaker)).toEqual(['customer', 'ai', 'human']);
  });

  it('on what a Chinese spreadsheet saves as text, in UTF-16 with tabs', async () => {
    const text =
      '会话编号,发送时间,角色,内容,情绪得分\r\n1001,2026/3/2 9:00,客户,我要退款,0.3\r\n1001,2026/3/2 9:01,机器人,请稍等,\r\n1002,2026/3/2 9:05,客户,转人工,0.9\r\n';
    const bytes = Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le');
    const { mapping, conversations } = await roundTrip('chats.txt', bytes);
    expect(mapping).toMatchObject({
      columns: { id: '会话编号', time: '发送时间', speaker: '角色', text: '内容' },
      date_format: 'iso',
      speakers: { 客户: 'customer', 机器人: 'ai' },
    });
    expect(conversations[0]?.turns.map((t) => t.atSeconds)).toEqual([0, 60]);
  });

  it('on a call log, which has no speakers', async () => {
    const { conversations } = await roundTrip(
      'calls.csv',
      'Call ID,Start Time,Queue,Wait Time,Answered,Talk Time\nc1,2026-03-02T09:00:00Z,billing,12,yes,200\nc2,2026-03-02T09:01:00Z,billing,40,no,\n',
    );
    expect(conversations.map((c) => c.handover)).toEqual([
      {
        afterCustomerTurns: 0,
        team: 'billing',
        waitSeconds: 12,
        answered: true,
        handleSeconds: 200,
      },
      { afterCustomerTurns: 0, team: 'billing', waitSeconds: 40, answered: false },
    ]);
  });
});

describe('a suggestion', () => {
  it('says what does not work yet, and quotes no text', async () => {
    const suggestion = await suggestMapping(
      put('x.csv', 'number,text\n1,my card is 4111\n2,hello to you\n'),
    );
    expect(suggestion).toMatch(/^# Proposed.*\n# Tried, and it does not work yet:\n# - line 1: /);
    expect(suggestion).not.toContain('4111');
  });

  it('is refused for a file of a known format, but not for one that only resembles it', async () => {
    const known = put('x.jsonl', '{"id":"a","turns":[{"speaker":"ai"}]}\n');
    await expect(suggestMapping(known)).rejects.toMatchObject({
      problems: [{ code: 'needless-mapping' }],
    });
    const { mapping } = await roundTrip(
      'y.jsonl',
      jsonl({ id: 1, turns: [{ role: 'user', content: 'hello' }] }),
    );
    expect(mapping).toMatchObject({ turns: 'turns', columns: { id: 'id', text: 'content' } });
  });
});
