import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shapeOf } from '../../src/dataset/suggestion/left-out.js';
import { suggestMapping } from '../../src/dataset/suggestion/suggest.js';
import { put, read } from '../temporary.js';

/** Headers as the platforms write them, with invented rows. */
const EXPORTS: Readonly<
  Record<string, { bytes: string | Uint8Array; columns: object; also?: object }>
> = {
  'a help desk, one ticket a row.csv': {
    bytes: [
      'Ticket ID,Subject,Requester,Requester email,Status,Priority,Group,Assignee,Created at,Solved at',
      '1001,Refund,Ann Lee,ann@example.com,solved,normal,Billing,Bob,2026-03-02 09:15,2026-03-02 10:15',
      '1002,Parcel,Ben Ray,ben@example.com,open,high,Logistics,Cara,2026-03-02 09:40,',
    ].join('\n'),
    columns: {
      id: 'Ticket ID',
      customer: 'Requester',
      intent: 'Subject',
      team: 'Group',
      agent: 'Assignee',
      started_at: 'Created at',
    },
  },
  'a bot’s transcript, one message a row.csv': {
    bytes: [
      'Conversation Id,Message Id,Actor Type,Actor Name,Message,Created Time,Group Name,Assigned Agent',
      'c-7,m1,USER,Jon,"Hi, where is my order?",2026-03-02T09:15:00.000Z,Support,',
      'c-7,m2,BOT,Fred,"Which one is it?",2026-03-02T09:15:04.000Z,Support,',
      'c-7,m3,AGENT,Mia,"Hello Jon",2026-03-02T09:17:40.000Z,Support,Mia',
    ].join('\n'),
    columns: {
      id: 'Conversation Id',
      speaker: 'Actor Type',
      text: 'Message',
      time: 'Created Time',
      agent: 'Assigned Agent',
    },
    also: { speakers: { USER: 'customer', BOT: 'ai', AGENT: 'human' } },
  },
  'a platform of joined words, month first.csv': {
    bytes: [
      'MessagingSessionId,ActorType,ActorName,Message,EntryTime,CaseReason',
      '0Mw1,EndUser,Guest,I cannot log in,"3/2/2026, 9:15 AM",Login',
      '0Mw1,Einstein Bot,Bot,Did you try the link?,"3/2/2026, 9:15 AM",Login',
      '0Mw2,EndUser,Guest,How do I move?,"3/14/2026, 4:01 PM",Account',
    ].join('\n'),
    columns: {
      id: 'MessagingSessionId',
      speaker: 'ActorType',
      text: 'Message',
      time: 'EntryTime',
      intent: 'CaseReason',
    },
    also: { date_format: 'month-first', speakers: { EndUser: 'customer', 'Einstein Bot': 'ai' } },
  },
  'contact center interactions, in milliseconds.csv': {
    bytes: [
      'Conversation ID,Media Type,Queue,Date,Duration,Total Handle,Abandoned',
      'i-1,voice,Billing,3/2/2026 9:15 AM,312000,290000,NO',
      'i-2,voice,Billing,3/13/2026 9:18 AM,95000,,YES',
    ].join('\n'),
    columns: {
      id: 'Conversation ID',
      started_at: 'Date',
      channel: 'Media Type',
      team: 'Queue',
    },
  },
  'Chinese, one message a row.csv': {
    // 会话ID,访客ID,消息来源,消息内容,消息时间,业务类型,客服姓名 in GB18030 would need an encoder:
    // encodings are read before anything is guessed, and have tests of their own.
    bytes: [
      '会话ID,消息ID,访客ID,消息来源,消息内容,消息时间,业务类型,客服姓名,满意度',
      '1,1,u1,访客,我的快递到哪里了,2026-03-02 09:15:00,物流咨询,,满意',
      '1,2,u1,机器人,请提供您的订单号,2026-03-02 09:15:03,物流咨询,,满意',
      '1,3,u1,客服,您好,2026-03-02 09:17:30,物流咨询,小李,满意',
    ].join('\r\n'),
    columns: {
      id: '会话ID',
      customer: '访客ID',
      speaker: '消息来源',
      text: '消息内容',
      time: '消息时间',
      intent: '业务类型',
      agent: '客服姓名',
    },
    also: { speakers: { 访客: 'customer', 机器人: 'ai', 客服: 'human' } },
  },
  'Chinese, one session a row, with units.csv': {
    bytes: [
      '\uFEFF会话编号,接入时间,接待客服,技能组,会话时长(秒),排队时长(秒),首次响应时长(毫秒),业务类型,是否解决',
      'S1,2026/3/2 9:15:00,李,售后,600,35,1200,退换货,是',
      'S2,2026/3/2 9:18:00,,售后,120,80,,物流,否',
    ].join('\n'),
    columns: {
      id: '会话编号',
      started_at: '接入时间',
      agent: '接待客服',
      team: '技能组',
      handle_seconds: '会话时长(秒)',
      wait_seconds: '排队时长(秒)',
      intent: '业务类型',
      resolved: '是否解决',
    },
  },
  'German, in UTF-16, with decimal commas.csv': {
    bytes: Buffer.from(
      `\uFEFF${[
        'Session;Zeitstempel;Absender;Nachricht;Anliegen;Konfidenz;Ärger-Score',
        's1;02.03.2026 09:15:00;Kunde;Wo ist mein Paket?;Lieferung;;0,15',
        's1;02.03.2026 09:15:04;Chatbot;Welche Bestellung?;Lieferung;0,87;',
        's2;13.03.2026 10:00:00;Kunde;Ich kündige;Vertrag;;0,55',
      ].join('\r\n')}`,
      'utf16le',
    ),
    columns: {
      id: 'Session',
      time: 'Zeitstempel',
      speaker: 'Absender',
      text: 'Nachricht',
      intent: 'Anliegen',
      confidence: 'Konfidenz',
    },
    also: { date_format: 'day-first', signals: { arger_score: 'Ärger-Score' } },
  },
  'French, quoted.csv': {
    bytes: [
      '"N° conversation";"Date et heure";"Expéditeur";"Message";"Motif";"Durée d\'attente (s)";"Résolu"',
      '"F1";"02/03/2026 09:15";"Client";"Où est mon colis ?";"Livraison";"30";"oui"',
      '"F1";"02/03/2026 09:16";"Conseiller";"Bonjour";"Livraison";"30";"oui"',
      '"F2";"25/03/2026 09:15";"Client";"Un remboursement";"Paiement";"";"non"',
      '"F2";"25/03/2026 09:16";"Robot";"Voyez votre compte";"Paiement";"";"non"',
    ].join('\n'),
    columns: {
      id: 'N° conversation',
      time: 'Date et heure',
      speaker: 'Expéditeur',
      text: 'Message',
      intent: 'Motif',
      wait_seconds: "Durée d'attente (s)",
      resolved: 'Résolu',
    },
    also: {
      date_format: 'day-first',
      speakers: { Client: 'customer', Conseiller: 'human', Robot: 'ai' },
    },
  },
  'Spanish.csv': {
    bytes: [
      'ID de conversación;Fecha;Remitente;Mensaje;Motivo;Agente;Confianza',
      'E1;02/03/2026 9:15;Cliente;¿Dónde está mi pedido?;Envío;;',
      'E1;02/03/2026 9:16;Asistente virtual;¿Qué número?;Envío;;0,91',
      'E1;25/03/2026 9:18;Agente;Buenos días;Envío;Luis;',
    ].join('\n'),
    columns: {
      id: 'ID de conversación',
      time: 'Fecha',
      speaker: 'Remitente',
      text: 'Mensaje',
      intent: 'Motivo',
      agent: 'Agente',
      confidence: 'Confianza',
    },
  },
  'Portuguese.csv': {
    bytes: [
      'Protocolo;Data/Hora;Remetente;Mensagem;Assunto',
      'P1;02/03/2026 09:15:10;Cliente;Onde está o meu pedido?;Entrega',
      'P1;02/03/2026 09:15:14;Robô;Qual é o número?;Entrega',
      'P2;25/03/2026 09:18:00;Cliente;Bom dia;Conta',
    ].join('\n'),
    columns: {
      id: 'Protocolo',
      time: 'Data/Hora',
      speaker: 'Remetente',
      text: 'Mensagem',
      intent: 'Assunto',
    },
  },
  'Italian, with a stray cell among the scores.csv': {
    bytes: [
      'ID chat;Data e ora;Mittente;Messaggio;Categoria;Punteggio rabbia',
      "1;02/03/2026 10:00;Cliente;Dov'è il mio pacco?;Spedizione;0,2",
      '1;02/03/2026 10:01;Zobot;Quale ordine?;Spedizione;',
      '1;02/03/2026 10:05;Operatore;Buongiorno;Spedizione;',
      '2;22/03/2026 10:00;Cliente;Vorrei disdire;Contratto;n/d',
    ].join('\n'),
    columns: {
      id: 'ID chat',
      time: 'Data e ora',
      speaker: 'Mittente',
      text: 'Messaggio',
      intent: 'Categoria',
    },
    also: {
      signals: { punteggio_rabbia: 'Punteggio rabbia' },
      speakers: { Cliente: 'customer', Zobot: 'ai', Operatore: 'human' },
    },
  },
  'names that say nothing.csv': {
    bytes: [
      'chat no,w,x,y',
      '1,visitor,2026-03-02T09:00:00Z,Where is my parcel please',
      '1,bot,2026-03-02T09:00:04Z,It is on its way to you',
      '2,visitor,2026-03-02T09:10:00Z,May I have an invoice',
    ].join('\n'),
    columns: { id: 'chat no', speaker: 'w', time: 'x', text: 'y' },
  },
  'a message a line, nested.jsonl': {
    bytes: [7, 8]
      .flatMap((ticket) =>
        ['visitor', 'bot', 'agent'].map((from, i) =>
          JSON.stringify({
            meta: { ticket: { nr: `T-${ticket}` }, queue: 'billing' },
            from,
            msg: { txt: `message number ${i} of this` },
            ts: 1772442000000 + ticket * 100_000 + i * 5000,
          }),
        ),
      )
      .join('\n'),
    columns: { id: 'meta.ticket.nr', speaker: 'from', text: 'msg.txt', time: 'ts' },
  },
  'a help desk, one comment a row, with the ticket’s own time.csv': {
    bytes: [
      'Ticket ID,Created At,Comment Created At,Author Role,Comment Body,Updated At',
      '1,03/02/2026 09:08 AM,03/02/2026 09:08:00 AM,end-user,Where is my order?,03/14/2026 09:30:00 AM',
      '1,03/02/2026 09:08 AM,03/02/2026 09:09:21 AM,Answer Bot,Try this,03/14/2026 09:30:00 AM',
      '2,03/13/2026 09:20 AM,03/13/2026 09:20:10 AM,end-user,Hello,03/14/2026 09:31:00 AM',
      '2,03/13/2026 09:20 AM,03/13/2026 09:20:40 AM,agent,Hello,03/14/2026 09:31:00 AM',
    ].join('\n'),
    columns: {
      id: 'Ticket ID',
      started_at: 'Created At',
      time: 'Comment Created At',
      speaker: 'Author Role',
      text: 'Comment Body',
    },
    also: { date_format: 'month-first' },
  },
  'tickets with a queue time, some without.csv': {
    bytes: [
      'ticket_id,created_at,queue_time_sec,agent_id,queue',
      'T0,2026-03-01T10:15:00+01:00,,,3',
      'T1,2026-03-02T11:15:00+01:00,38,a2,4',
    ].join('\n'),
    columns: {
      id: 'ticket_id',
      started_at: 'created_at',
      wait_seconds: 'queue_time_sec',
      agent: 'agent_id',
    },
  },
  'waits as durations.csv': {
    bytes: [
      '会话ID,接入时间,排队时长,通话时长(分钟)',
      'S1,2026-03-02 09:06:00,00:01:40,05:00',
      'S2,2026-03-02 09:07:00,02:05,1:02:03',
    ].join('\n'),
    columns: {
      id: '会话ID',
      started_at: '接入时间',
      wait_seconds: '排队时长',
      handle_seconds: '通话时长(分钟)',
    },
  },
  'German, with a word for the customer that nobody knows.csv': {
    bytes: [
      'Ticket-ID;Autor-Rolle;Kommentar;Zeitstempel',
      '1;Ratsuchende;Wo ist mein Paket?;02.03.2026 09:00:00',
      '1;Bot;Es kommt morgen.;02.03.2026 09:00:09',
      '2;Ratsuchende;Hallo;02.03.2026 09:03:00',
      '2;Agent;Guten Tag;02.03.2026 09:04:00',
    ].join('\n'),
    columns: { id: 'Ticket-ID', speaker: 'Autor-Rolle', text: 'Kommentar', time: 'Zeitstempel' },
    also: { speakers: { Ratsuchende: 'customer', Bot: 'ai', Agent: 'human' } },
  },
  'an answer of an interface, on one line.json': {
    bytes: JSON.stringify({
      type: 'conversation.list',
      conversations: [900, 901].map((id) => ({
        id,
        created_at: 1_767_950_663,
        parts: {
          total: 2,
          parts: ['user', 'bot'].map((type, i) => ({
            author: { type },
            body: `<p>message ${i}</p>`,
            created_at: 1_767_950_663 + 9 * i,
          })),
        },
      })),
      pages: { page: 1, of: [{ page: 1 }] },
    }),
    columns: {
      id: 'id',
      started_at: 'created_at',
      speaker: 'author.type',
      text: 'body',
      time: 'created_at',
    },
    also: { records: 'conversations', turns: 'parts.parts', date_format: 'epoch-seconds' },
  },
  'an answer, spread over lines, with a turn a record.json': {
    bytes: JSON.stringify(
      {
        total: 4,
        result: {
          rows: [1, 1, 2, 2].map((chat, i) => ({
            chat_id: chat,
            role: i % 2 === 0 ? 'visitor' : 'bot',
            text: `message number ${i}`,
          })),
        },
      },
      null,
      2,
    ),
    columns: { id: 'chat_id', speaker: 'role', text: 'text' },
    also: { records: 'result.rows' },
  },
  'a chat a record, with a priority of its own.json': {
    bytes: JSON.stringify(
      [1, 2].map((i) => ({
        chat_id: `Q${i}`,
        priority: 'not_priority',
        visitor: { id: `v${i}`, name: 'N' },
        events: [
          { user_type: 'visitor', text: 'Where can I see it?', date: '2026-03-02T09:00:05Z' },
          { user_type: 'admin', text: 'In your account', date: '2026-03-02T09:01:05Z' },
        ],
      })),
    ),
    columns: {
      id: 'chat_id',
      customer: 'visitor.id',
      priority: null,
      speaker: 'user_type',
      text: 'text',
      time: 'date',
    },
  },
};

describe('a mapping is proposed, and works, for', () => {
  it.each(Object.entries(EXPORTS))('%s', async (name, { also = {}, bytes, columns }) => {
    const file = put(name, bytes);
    const suggestion = await suggestMapping(file);
    expect(parse(suggestion)).toMatchObject({ columns, ...also });
    expect(Object.keys(parse(suggestion).columns).sort()).toEqual(Object.keys(columns).sort());
    const { conversations, problems } = await read(file, { map: put('map.yaml', suggestion) });
    expect(problems).toEqual([]);
    expect(suggestion).toContain(`# Tried: all ${conversations.length} conversations`);
  });
});

describe('what a proposed mapping leaves out', () => {
  const lines = async (name: string) => {
    const suggestion = await suggestMapping(put(name, EXPORTS[name]!.bytes));
    return suggestion.split('\n').filter((line) => line.startsWith('#   '));
  };

  it('is listed with the shape of a value, and why, and nobody’s words', async () => {
    const listed = await lines('a help desk, one ticket a row.csv');
    expect(listed).toEqual([
      '#   Requester email: aaa@aaaaaaa.aaa. Somebody’s address: nothing here needs it.',
      '#   Status: aaaaaa. Called like no field known here.',
      '#   Priority: aaaaaa. Called like `priority`, but 2 of 2 values are not a number.',
      '#   Solved at: 9999-99-99 99:99, in 1 of 2. Called like `time`, but one column of times is enough, and is taken already.',
    ]);
    expect(listed.join()).not.toMatch(/ann|ben/i);
  });

  it('tells units that are not ours, and what would make each row a hand-over', async () => {
    expect((await lines('contact center interactions, in milliseconds.csv')).join('\n')).toMatch(
      /Total Handle: 999999, in 1 of 2\. Called like `handle_seconds`, but it goes beyond a day/,
    );
    expect((await lines('a bot’s transcript, one message a row.csv')).join('\n')).toMatch(
      /Group Name: Aaaaaaa\. Called like `team`, but every row has one/,
    );
  });

  it('gives no reason that is not so', async () => {
    const calls = await suggestMapping(
      put(
        'calls.csv',
        'Call ID,Start Time,Text\nc1,2026-03-02T09:00:00Z,hello\nc2,2026-03-02T09:01:00Z,yes\n',
      ),
    );
    expect(calls).toContain('Text: aaaaa. Called like `text`, but no column tells who speaks.');
    expect((await lines('tickets with a queue time, some without.csv')).join('\n')).toMatch(
      /queue: 9\. Called like `team`, but its values are numbers/,
    );
  });

  it('shows shapes, not values', () => {
    expect(shapeOf('Ann Lee 42')).toBe('Aaa Aaa 99');
    expect(shapeOf('张三 é\n“x”')).toBe('字字 a “a”');
    expect(shapeOf('x'.repeat(30))).toBe(`${'a'.repeat(24)}…`);
    expect(shapeOf(-0.5)).toBe('-9.9');
  });
});

describe('a suggestion says', () => {
  it('that a guessed speaker is one', async () => {
    const name = 'German, with a word for the customer that nobody knows.csv';
    const suggestion = await suggestMapping(put(name, EXPORTS[name]!.bytes));
    expect(suggestion).toContain('Ratsuchende: customer # a guess: not a word known here');
  });

  it('that a "system" which answers is the AI', async () => {
    const row = (who: string, i: number) => `${i >> 1},${who},message number ${i}`;
    const rows = ['end-user', 'system', 'end-user', 'system'].map(row);
    const suggestion = await suggestMapping(put('x.csv', ['id,Role,Text', ...rows].join('\n')));
    expect(suggestion).toMatch(/ system: ai # a guess/);
  });

  it('that rows are sorted by time, and by what to sort them, as the reader does', async () => {
    const rows = [1, 2, 1, 2].map((id, i) => `${id},${i < 2 ? 'user' : 'bot'},message ${i}`);
    const file = put('x.csv', ['Ticket-ID,Role,Text', ...rows].join('\n'));
    const suggestion = await suggestMapping(file);
    expect(parse(suggestion).columns).toEqual({ id: 'Ticket-ID', speaker: 'Role', text: 'Text' });
    expect(suggestion).toContain('id: Ticket-ID # rows of a conversation must stand together');
    const { problems } = await read(file, { map: put('map.yaml', suggestion) });
    expect(problems[0]).toMatchObject({
      code: 'duplicate-id',
      line: 4,
      expected: expect.stringContaining('sort the file by `Ticket-ID`'),
    });
  });

  it('nothing against roles of one’s own that come late, but no mapping for a broken format', async () => {
    const chat = (id: number, role: string) =>
      JSON.stringify({
        id,
        messages: [
          { role: 'user', content: 'hello there' },
          { role, content: 'yes' },
        ],
      });
    const own = put('own.jsonl', [chat(1, 'assistant'), chat(2, 'agent')].join('\n'));
    expect(parse(await suggestMapping(own)).speakers).toMatchObject({ agent: 'human' });
    const broken = put('broken.jsonl', [chat(1, 'assistant'), '{"id": 2, "mess'].join('\n'));
    await expect(suggestMapping(broken)).rejects.toMatchObject({
      problems: [{ code: 'needless-mapping' }],
    });
  });

  it('that a file whose tools hand over needs none, one after many plain chats included', async () => {
    const call = { function: { name: 'transfer_to_human' } };
    const chat = (id: number) => ({
      id,
      messages: [
        { role: 'user', content: 'hello' },
        { role: 'assistant', content: 'yes', ...(id === 3 ? { tool_calls: [call] } : {}) },
      ],
    });
    const chats = [1, 2, 3].map(chat);
    for (const text of [
      chats.map((one) => JSON.stringify(one)).join('\n'),
      JSON.stringify({ object: 'list', conversations: chats, more: false }),
    ]) {
      const file = put('x.json', text);
      await expect(suggestMapping(file)).rejects.toMatchObject({
        problems: [
          { code: 'needless-mapping', expected: expect.stringMatching(/hand_over_tools/) },
        ],
      });
      const { conversations } = await read(file);
      expect(conversations.map((c) => c.handover?.afterCustomerTurns)).toEqual([
        undefined,
        undefined,
        1,
      ]);
    }
  });
});
