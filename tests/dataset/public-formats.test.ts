import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/dataset/conversation.js';
import { HandOverTools } from '../../src/dataset/formats/hand-over-tools.js';
import { FORMATS, openDataset } from '../../src/dataset/formats.js';
import { put, read } from '../temporary.js';

const lines = (...records: object[]) => `${records.map((r) => JSON.stringify(r)).join('\n')}\n`;

/** Who speaks, and what. */
const said = (c: Conversation | undefined) => c?.turns.map((t) => [t.speaker, t.text]);

async function sound(name: string, text: string) {
  const file = put(name, text);
  const { conversations, problems, notes } = await read(file);
  expect(problems).toEqual([]);
  return { conversations, notes, format: (await openDataset(file)).format };
}

describe('MHCH', () => {
  const dialogue = {
    id: 'a',
    n_utterances: 3,
    roles: ['customer', 'bot', 'customer'],
    handoff: [0, 1, 0],
    sentiment_z: [0, 0, 0],
  };

  it('keeps a label for every utterance, and shows no hand-over', async () => {
    const { conversations, notes, format } = await sound('m.jsonl', lines(dialogue));
    expect(format).toBe('mhch');
    expect(conversations).toEqual([
      {
        id: 'a',
        line: 1,
        language: 'zh',
        channel: 'chat',
        turns: [
          { speaker: 'customer', labels: { handoff: false } },
          { speaker: 'ai', labels: { handoff: true } },
          { speaker: 'customer', labels: { handoff: false } },
        ],
      },
    ]);
    expect(notes.quirks[0]?.what).toContain('sentiment_z');
  });

  it('keeps sentiment and satisfaction of MHCH-SSA as labels, never as signals', async () => {
    const { conversations } = await sound(
      's.jsonl',
      lines({
        id: 'b',
        roles: ['agent', 'customer', 'customer'],
        handoff: [0, 1, 0],
        sentiment: [2, 0, 1],
        satisfaction: 0,
      }),
    );
    expect(conversations[0]?.labels).toEqual({ satisfaction: 0 });
    expect(conversations[0]?.turns).toEqual([
      { speaker: 'ai', labels: { handoff: false, sentiment: 1 } },
      { speaker: 'customer', labels: { handoff: true, sentiment: -1 } },
      { speaker: 'customer', labels: { handoff: false, sentiment: 0 } },
    ]);
  });

  it('reports wrong labels with their place', async () => {
    const bad = [
      { ...dialogue, handoff: [0, 2, 0] },
      { ...dialogue, id: 'b', handoff: [0, 1] },
      { ...dialogue, id: 'c', roles: ['customer', 'bto', 'customer'] },
    ];
    const text = lines(...bad).split('\n');
    const { problems } = await read(put('bad.jsonl', text.join('\n')));
    const columnOf = (line: number, part: string, skip: number) =>
      text[line]!.indexOf(part) + skip + 1;
    expect(problems.map((p) => [p.line, p.column, p.code, p.path, p.nearest])).toEqual([
      [1, columnOf(0, '[0,2', 3), 'invalid-value', 'handoff[1]', undefined],
      [2, columnOf(1, '[0,1]', 0), 'ragged-row', 'handoff', undefined],
      [3, columnOf(2, '"bto"', 0), 'invalid-value', 'roles[1]', 'bot'],
    ]);
  });
});

describe('USS', () => {
  const session = [
    'USER\tA cheap hotel, please.\tHotel-Inform\t3,3,4',
    'SYSTEM\tThere is one.\tHotel-Inform\t',
    'USER\tOVERALL\t\t2,3',
  ];

  it('divides sessions at blank lines and takes the mean of the raters', async () => {
    const { conversations, notes, format } = await sound(
      'MWOZ.txt',
      `${[...session, '', '', ...session.slice(0, 2)].join('\r\n')}\r\n`,
    );
    expect(format).toBe('uss');
    expect(conversations).toEqual([
      {
        id: 'session-1',
        line: 1,
        channel: 'chat',
        turns: [
          {
            speaker: 'customer',
            text: 'A cheap hotel, please.',
            labels: { satisfaction: 10 / 3 },
          },
          { speaker: 'ai', text: 'There is one.' },
        ],
        labels: { satisfaction: 2.5 },
      },
      expect.objectContaining({ id: 'session-2', line: 6 }),
    ]);
    expect(conversations[1]?.labels).toBeUndefined();
    expect(notes.measures.map((m) => [m.group, m.count])).toEqual([
      ['customer turns', 2],
      ['whole sessions', 1],
    ]);
  });

  it('reports bad lines', async () => {
    const { problems } = await read(
      put('x.txt', [session[0], 'SYSTME\thi\t\t', 'USER\thi\t\t3,9', 'USER\thi'].join('\n')),
    );
    expect(problems.map((p) => [p.line, p.column, p.code, p.nearest])).toEqual([
      [2, 1, 'invalid-value', 'SYSTEM'],
      [3, 10, 'invalid-value', undefined],
      [4, undefined, 'ragged-row', undefined],
    ]);
  });
});

describe('CrossWOZ', () => {
  it('takes its ids from the keys and positions from the document', async () => {
    const dialogue = {
      'sys-usr': [1, 2],
      goal: [],
      messages: [
        { content: '你好，推荐一个景点。', role: 'usr', dialog_act: [] },
        { content: '故宫。', role: 'sys', dialog_act: [], sys_state: {} },
      ],
      type: '单领域',
    };
    const text = JSON.stringify({ 10303: dialogue, 42: dialogue }, null, 2);
    const { conversations, format } = await sound('val.json', text);
    expect(format).toBe('crosswoz');
    expect(conversations.map((c) => c.id)).toEqual(['42', '10303']);
    expect(conversations[0]).toMatchObject({ line: 2, language: 'zh', intent: '单领域' });
    expect(said(conversations[0])).toEqual([
      ['customer', '你好，推荐一个景点。'],
      ['ai', '故宫。'],
    ]);
    const bad = text.replace('"role": "sys"', '"role": "bot"');
    const at = bad.split('\n').findIndex((line) => line.includes('"bot"'));
    expect((await read(put('bad.json', bad))).problems).toMatchObject([
      { line: at + 1, column: bad.split('\n')[at]!.indexOf('"bot"') + 1, path: 'messages[1].role' },
    ]);
  });
});

describe('ABCD', () => {
  const chat = (convo_id: number) => ({
    convo_id,
    scenario: { personal: { member_level: 'gold' }, flow: 'returns', subflow: 'size' },
    original: [
      ['customer', 'Hi'],
      ['agent', 'Hello'],
      ['action', 'Account has been pulled up for Invented Person.'],
    ],
    delexed: [],
  });
  const expected = {
    id: '7',
    line: 1,
    language: 'en',
    intent: 'returns/size',
    segment: 'gold',
    channel: 'chat',
    turns: [
      { speaker: 'customer', text: 'Hi' },
      { speaker: 'human', text: 'Hello' },
      { speaker: 'system' },
    ],
    handover: { afterCustomerTurns: 0, answered: true },
    ending: 'handed-over',
  };

  it.each([
    ['the sample, an array', [chat(7)], [expected]],
    [
      'the release, by split',
      { train: [chat(7)], dev: [], test: [chat(8)] },
      [expected, { ...expected, id: '8' }],
    ],
  ])('reads %s', async (_, document, conversations) => {
    const found = await sound('abcd.json', JSON.stringify(document));
    expect(found.format).toBe('abcd');
    expect(found.conversations).toEqual(conversations);
  });
});

describe('τ-bench few-shot', () => {
  it('splits a transcript at roles, keeps line breaks, and knows a transfer', async () => {
    const { conversations, format } = await sound(
      'few.jsonl',
      lines(
        {
          messages_display:
            'user: Two things:\n- a refund\nassistant: None\ntool: {"a":\n1}\nassistant: Done:\nyes\nuser: Thanks!###STOP###',
        },
        { messages_display: 'user: Give me a human!\nassistant: None\ntool: Transfer successful' },
      ),
    );
    expect(format).toBe('tau-bench-display');
    expect(said(conversations[0])).toEqual([
      ['customer', 'Two things:\n- a refund'],
      ['system', undefined],
      ['tool', undefined],
      ['ai', 'Done:\nyes'],
      ['customer', 'Thanks!'],
    ]);
    expect(conversations.map((c) => [c.id, c.ending, c.handover])).toEqual([
      ['example-1', 'customer-left', undefined],
      ['example-2', 'handed-over', { afterCustomerTurns: 1 }],
    ]);
  });
});

describe('chat-completion messages', () => {
  it('are not what names no role, and the error says what to do', async () => {
    const own = put('own.jsonl', '{"id":"1","messages":[{"from":"visitor","body":"hi"}]}\n');
    await expect(openDataset(own)).rejects.toMatchObject({
      problems: [{ code: 'unknown-format', expected: expect.stringMatching(/--suggest-mapping/) }],
    });
  });

  const call = (name: string) => [{ id: 'x', type: 'function', function: { name, arguments: '' } }];
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Look:' }, { type: 'image_url' }] },
    { role: 'assistant', content: null, tool_calls: call('look_up') },
    { role: 'tool', content: '{}', tool_call_id: 'x' },
    { role: 'assistant', content: 'One moment.', tool_calls: call('transfer_to_human_agents') },
  ];
  const turns = [
    ['system', undefined],
    ['customer', 'Look:'],
    ['system', undefined],
    ['tool', undefined],
    ['ai', 'One moment.'],
  ];

  it.each([
    ['JSONL', lines({ messages })],
    ['an array', JSON.stringify([{ messages, metadata: {} }], null, 1)],
    ['one object, spread over lines', JSON.stringify({ messages }, null, 2)],
    ['one list, spread over lines', JSON.stringify(messages, null, 2)],
    ['one list, on a line', JSON.stringify(messages)],
    ['groups of them', JSON.stringify({ train: [{ messages }], test: [] }, null, 2)],
    ['JSONL with ids', lines({ id: 'conversation-1', messages })],
  ])('reads %s', async (_, text) => {
    const { conversations, format, notes } = await sound('chat.json', text);
    expect(format).toBe('chat-completion');
    expect(said(conversations[0])).toEqual(turns);
    expect(conversations[0]).toMatchObject({
      id: 'conversation-1',
      handover: { afterCustomerTurns: 1 },
      ending: 'handed-over',
    });
    expect(notes.quirks.length).toBe(2);
  });

  it('reads lists of messages alone, one a line', async () => {
    const text = `${JSON.stringify(messages)}\n${JSON.stringify(messages)}\n`;
    const { conversations, format } = await sound('lists.jsonl', text);
    expect(format).toBe('chat-completion');
    expect(conversations.map(said)).toEqual([turns, turns]);
  });

  it('knows calls and results that stand among the parts of messages', async () => {
    const { conversations, notes } = await sound(
      'parts.jsonl',
      lines({
        messages: [
          { role: 'user', content: 'Help' },
          {
            role: 'assistant',
            content: [
              { type: 'text', text: 'Of course.' },
              { type: 'tool_use', id: 'x', name: 'escalate_to_human', input: {} },
            ],
          },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'x', content: 'ok' }] },
        ],
      }),
    );
    expect(said(conversations[0])).toEqual([
      ['customer', 'Help'],
      ['ai', 'Of course.'],
      ['tool', undefined],
    ]);
    expect(conversations[0]?.handover).toEqual({ afterCustomerTurns: 1 });
    expect(notes.quirks.map((q) => q.count)).toEqual([1]);
  });

  it('reports an unknown role at its place', async () => {
    const text = lines({ messages: [{ role: 'usre', content: 'x' }] });
    expect((await read(put('bad.jsonl', text))).problems).toMatchObject([
      { line: 1, column: text.indexOf('"usre"') + 1, path: 'messages[0].role', nearest: 'user' },
    ]);
  });

  it.each([
    ['transfer_to_human_agents', true],
    ['escalateToHuman', true],
    ['hand-off-to-operator', true],
    ['transfer_money', false],
    ['transfer_to_refund_agent', false],
    ['get_person', false],
  ])('%s hands over to a person: %s', (name, expected) => {
    expect(new HandOverTools().handsOver(name)).toBe(expected);
  });

  it('a mapping names further ones, and says nothing else', async () => {
    const text = lines({
      messages: [
        { role: 'user', content: 'It is urgent' },
        { role: 'assistant', tool_calls: [{ function: { name: 'find_order' } }] },
        { role: 'assistant', tool_calls: [{ function: { name: 'ring_bell' } }] },
        { role: 'assistant', tool_calls: [{ function: { name: 'find_order' } }] },
      ],
    });
    const file = put('chats.jsonl', text);
    const without = await read(file);
    expect(without.conversations[0]?.handover).toBeUndefined();
    expect(without.notes.tools).toEqual([
      { name: 'find_order', calls: 2, handsOver: false },
      { name: 'ring_bell', calls: 1, handsOver: false },
    ]);
    const map = put('tools.yaml', 'hand_over_tools: [ring_bell]\n');
    const mapped = await read(file, { map });
    expect(mapped.problems).toEqual([]);
    expect(mapped.conversations[0]?.handover).toEqual({ afterCustomerTurns: 1 });
    const both = put('both.yaml', 'hand_over_tools: [ring_bell]\ncolumns: { id: chat }\n');
    await expect(openDataset(file, { map: both, from: 'chat-completion' })).rejects.toMatchObject({
      problems: [{ code: 'needless-mapping', message: expect.stringContaining('columns') }],
    });
    const own = put('own.csv', 'id,speaker\na,ai\n');
    await expect(openDataset(own, { map })).rejects.toMatchObject({
      problems: [{ code: 'needless-mapping' }],
    });
  });
});

it('every format has a name of its own, and the public ones say what they lack', () => {
  const names = FORMATS.map((format) => format.name);
  expect(new Set(names).size).toBe(names.length);
  const ours = ['canonical', 'csv', 'json'];
  for (const format of FORMATS)
    expect((format.lacks?.length ?? 0) > 0, format.name).toBe(!ours.includes(format.name));
});
