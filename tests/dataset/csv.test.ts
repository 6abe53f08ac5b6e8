import { describe, expect, it } from 'vitest';
import { put, read } from '../temporary.js';

const MAPPING = new URL('../fixtures/shop-mapping.yaml', import.meta.url).pathname;

const HEADER = 'Chat-Nr;Thema;Zeitpunkt;Wer;Nachricht;Sicherheit;Ärger;Filiale';

const shop = (...rows: string[]) => put('shop.csv', `\uFEFF${[HEADER, ...rows].join('\r\n')}\r\n`);

describe('CSV', () => {
  it('reads a foreign export by its mapping: semicolons, BOM, CRLF, decimal commas, day first', async () => {
    const file = shop(
      '7;Retoure;02.03.2026 09:00:00;Kunde;"Wo bleibt ""mein"" Geld; und wann?";;0,25;Köln',
      '7;;02.03.2026 09:00:03;Bot;"Zwei',
      'Zeilen";0,5;;Köln',
      '7;;02.03.2026 09:01:10;Mitarbeiterin;Hallo;;;Köln',
      '8;Versand;2.3.2026 9:30;KUNDE;?;;;',
    );
    const { conversations, problems, notes } = await read(file, { map: MAPPING });
    expect(problems).toEqual([]);
    expect(conversations).toEqual([
      {
        id: '7',
        line: 2,
        // 9:00 in Berlin in March is 8:00 UTC
        startedAt: Date.UTC(2026, 2, 2, 8) / 1000,
        intent: 'Retoure',
        turns: [
          {
            speaker: 'customer',
            text: 'Wo bleibt "mein" Geld; und wann?',
            atSeconds: 0,
            signals: { anger: 0.25 },
          },
          { speaker: 'ai', text: 'Zwei\r\nZeilen', atSeconds: 3, confidence: 0.5 },
          { speaker: 'human', text: 'Hallo', atSeconds: 70 },
        ],
        handover: { afterCustomerTurns: 1, answered: true },
      },
      {
        id: '8',
        line: 6,
        startedAt: Date.UTC(2026, 2, 2, 8, 30) / 1000,
        intent: 'Versand',
        turns: [{ speaker: 'customer', text: '?', atSeconds: 0 }],
      },
    ]);
    expect(notes.quirks).toEqual([{ what: 'columns not used: Filiale', count: 1 }]);
  });

  it('reads durations where seconds are wanted, and counts the columns that are not used', async () => {
    const file = put(
      'calls.csv',
      [
        'id,wait_seconds,handle_seconds,self_service_seconds,x,y',
        'a,00:01:40,1:02:03,02:05.5,,',
        'b,12.5,90:00,0:00,,',
      ].join('\n'),
    );
    const { conversations, notes, problems } = await read(file);
    expect(problems).toEqual([]);
    // 1 min 40 s; 1 h 2 min 3 s; two numbers are minutes and seconds
    expect(conversations).toMatchObject([
      { handover: { waitSeconds: 100, handleSeconds: 3723 }, selfServiceSeconds: 125.5 },
      { handover: { waitSeconds: 12.5, handleSeconds: 5400 }, selfServiceSeconds: 0 },
    ]);
    expect(notes.quirks).toEqual([{ what: 'columns not used: x, y', count: 2 }]);
    for (const wrong of ['1:60:00', '00:99', '1:2', '1:00:00:00', 'soon']) {
      const bad = put('bad.csv', `id,wait_seconds\na,${wrong}\n`);
      expect((await read(bad)).problems).toMatchObject([
        { code: 'invalid-value', line: 2, expected: expect.stringContaining('duration') },
      ]);
    }
    // Only there: a confidence is no duration.
    const other = put('other.csv', 'id,speaker,confidence\na,ai,00:01\n');
    expect((await read(other)).problems).toMatchObject([{ expected: 'a number' }]);
  });

  it('takes canonical names without a mapping, and rows without a speaker as call logs', async () => {
    const file = put(
      'calls.csv',
      [
        'id,started_at,speaker,wait_seconds,answered,handle_seconds,resolved',
        'a,2026-03-02T09:00:00Z,,12,yes,100,',
        '__proto__,2026-03-02T09:00:05+02:00,,30,no,,',
      ].join('\n'),
    );
    const { conversations, problems } = await read(file);
    expect(problems).toEqual([]);
    expect(conversations.map(({ id, turns, handover }) => ({ id, turns, handover }))).toEqual([
      {
        id: 'a',
        turns: [],
        handover: { afterCustomerTurns: 0, waitSeconds: 12, answered: true, handleSeconds: 100 },
      },
      {
        id: '__proto__',
        turns: [],
        handover: { afterCustomerTurns: 0, waitSeconds: 30, answered: false },
      },
    ]);
  });

  it('reports all bad cells, each with line and column name', async () => {
    const file = shop(
      '1;Retoure;31.02.2026 09:00;Kunde;x;;;',
      '2;Retoure;02.03.2026 09:00;Kude;x;;;',
      '3;Retoure;02.03.2026 09:00;Kunde;x;viel;;',
      '4;Retoure;02.03.2026 09:00;Kunde;x',
      '5;Retoure;02.03.2026 09:10;Kunde;x;;;',
      '5;Versand;02.03.2026 09:11;Bot;x;;;',
      '6;Retoure;02.03.2026 09:20;Kunde;x;;;',
      '6;;02.03.2026 09:19;Bot;x;;;',
      '5;Retoure;02.03.2026 09:30;Kunde;x;;;',
      ';Retoure;02.03.2026 09:30;Kunde;x;;;',
      '9;Retoure;02.03.2026 09:30;Bot;x;1,5;;',
      '10;;;;somebody said this;;;',
    );
    const { problems } = await read(file, { map: MAPPING });
    expect(problems.map((p) => [p.line, p.code, p.path, p.found, p.nearest])).toEqual([
      [2, 'invalid-time', 'time', '"31.02.2026 09:00"', undefined],
      [3, 'invalid-value', 'speaker', '"Kude"', 'kunde'],
      [4, 'invalid-value', 'confidence', '"viel"', undefined],
      [5, 'ragged-row', undefined, '5 cells', undefined],
      [7, 'conflicting-value', 'intent', '"Versand"', undefined],
      [9, 'time-goes-back', 'time', '2026-03-02T08:19:00Z', undefined],
      [10, 'duplicate-id', undefined, '5', undefined],
      [11, 'missing-value', undefined, undefined, undefined],
      [12, 'out-of-range', 'confidence', '1.5', undefined],
      [13, 'missing-value', 'speaker', undefined, undefined],
    ]);
    expect(problems[8]?.message).toContain('Sicherheit');
    expect(JSON.stringify(problems)).not.toContain('somebody said this');
  });

  it('names missing columns with the nearest header', async () => {
    const { problems } = await read(put('x.csv', 'conversation,speakr,text\n1,ai,x\n'));
    expect(problems.map((p) => [p.code, p.line, p.nearest])).toEqual([
      ['missing-column', 1, undefined],
      ['missing-column', 1, 'speakr'],
    ]);
  });

  it.each([
    ['a quote never closed', 'id,speaker,text\n1,ai,ok\n2,ai,"open\nand on\n', 3],
    ['text after a quote', 'id,speaker,text\n1,ai,ok\n2,ai,"shut" up\n', 3],
  ])('refuses %s', async (_, text, line) => {
    const { problems } = await read(put('q.csv', text));
    expect(problems.map((p) => [p.code, p.line])).toEqual([['invalid-csv', line]]);
  });

  it('finds a quote never closed far down a long file', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},ai,"two\r\nlines"`);
    // The header, then two lines a row.
    rows.splice(50_000, 0, 'x,ai,"open');
    const { problems } = await read(put('far.csv', ['id,speaker,text', ...rows].join('\r\n')));
    expect(problems).toMatchObject([{ code: 'invalid-csv', line: 100_002 }]);
  });

  it('asks for a time zone rather than guess one', async () => {
    const { problems } = await read(put('t.csv', 'id,speaker,time\n1,ai,2026-03-02 09:00\n'));
    expect(problems).toMatchObject([
      { code: 'invalid-time', line: 2, expected: expect.stringContaining('time_zone') },
    ]);
  });

  it('points into a bad mapping', async () => {
    const map = put(
      'm.yaml',
      'columns:\n  speeker: Wer\ntime_zone: Europe/Berln\nspeakers:\n  Bot: robot\n',
    );
    const { problems } = await read(shop(), { map });
    expect(problems.map((p) => [p.code, p.line, p.column, p.path, p.nearest])).toEqual([
      ['unknown-key', 2, 3, 'columns.speeker', 'speaker'],
      ['unknown-time-zone', 3, 12, 'time_zone', 'Europe/Berlin'],
      ['invalid-value', 5, 8, 'speakers.Bot', undefined],
    ]);
  });
});
