import { describe, expect, it } from 'vitest';
import { BANK_COLUMNS } from '../../src/dataset/formats/anonymous-bank.js';
import { put, read } from '../temporary.js';

const HEADER = BANK_COLUMNS.join('\t');

/** A call of an invented log, columns as in the bank's. */
function call(over: Partial<Record<(typeof BANK_COLUMNS)[number], string>>): string {
  const row = {
    'vru+line': 'ZZ0101',
    call_id: '1',
    customer_id: '0',
    priority: '0',
    type: 'PS',
    date: '990301',
    vru_entry: '9:00:00',
    vru_exit: '9:00:10',
    vru_time: '10',
    q_start: '0:00:00',
    q_exit: '0:00:00',
    q_time: '0',
    outcome: 'AGENT',
    ser_start: '9:00:09',
    ser_exit: '9:01:09',
    ser_time: '60',
    server: 'ADA',
    ...over,
  };
  return BANK_COLUMNS.map((name) => row[name]).join('\t');
}

const queued = { q_start: '9:00:10', q_exit: '9:00:50', q_time: '40' };
const bank = (...rows: string[]) => put('calls.txt', `${[HEADER, ...rows].join('\r\n')}\r\n`);

describe('the bank log', () => {
  it('knows served, abandoned, hung up in the voice unit, and phantoms', async () => {
    const { conversations, problems, notes } = await read(
      bank(
        call({ call_id: '1', customer_id: '77', priority: '2' }),
        call({ call_id: '2', ...queued, outcome: 'HANG', ser_time: '7', server: 'NO_SERVER' }),
        call({ call_id: '3', outcome: 'HANG', ser_time: '0', server: 'NO_SERVER' }),
        call({ call_id: '4', outcome: 'PHANTOM' }),
        call({ call_id: '5', ...queued, ser_time: '0', server: 'NO_SERVER', type: 'PE' }),
        call({ call_id: '6', customer_id: '6.1E+11', vru_time: '-30' }),
        call({ 'vru+line': 'ZZ0102', call_id: '1' }),
      ),
    );
    expect(problems).toEqual([]);
    expect(conversations.map((c) => [c.id, c.handover, c.ending])).toEqual([
      [
        '990301/ZZ0101/1',
        { afterCustomerTurns: 0, waitSeconds: 0, answered: true, handleSeconds: 60, agent: 'ADA' },
        'handed-over',
      ],
      [
        '990301/ZZ0101/2',
        { afterCustomerTurns: 0, waitSeconds: 40, answered: false },
        'handed-over',
      ],
      ['990301/ZZ0101/3', undefined, 'customer-left'],
      [
        '990301/ZZ0101/5',
        { afterCustomerTurns: 0, waitSeconds: 40, answered: true },
        'handed-over',
      ],
      [
        '990301/ZZ0101/6',
        { afterCustomerTurns: 0, waitSeconds: 0, answered: true, handleSeconds: 60, agent: 'ADA' },
        'handed-over',
      ],
      [
        '990301/ZZ0102/1',
        { afterCustomerTurns: 0, waitSeconds: 0, answered: true, handleSeconds: 60, agent: 'ADA' },
        'handed-over',
      ],
    ]);
    expect(conversations[0]).toMatchObject({
      line: 2,
      customer: '77',
      intent: 'PS',
      priority: 2,
      channel: 'voice',
      turns: [],
      selfServiceSeconds: 10,
      // 1 March 1999, 9:00 in Israel (UTC+2)
      startedAt: Date.UTC(1999, 2, 1, 7) / 1000,
    });
    expect(conversations[3]?.language).toBe('en');
    expect(conversations[4]?.customer).toBeUndefined();
    expect(conversations[4]?.selfServiceSeconds).toBe(-30);
    expect(notes.skipped).toEqual([{ reason: 'PHANTOM rows, which are no calls', count: 1 }]);
    expect(notes.quirks.map((q) => q.count)).toEqual([1, 1, 1, 1, 1]);
  });

  it('reports bad rows with their column', async () => {
    const { problems } = await read(
      bank(
        call({ call_id: '1', outcome: 'AGNET' }),
        call({ call_id: '2', q_time: '-4' }),
        call({ call_id: '3', date: '990231' }),
        'too\tfew',
        call({ call_id: '4' }),
        call({ call_id: '4' }),
      ),
    );
    expect(problems.map((p) => [p.line, p.column, p.code, p.nearest])).toEqual([
      // 7+2+2+2+3+7+8+8+3+8+8+2 characters stand before the outcome
      [2, 61, 'invalid-value', 'AGENT'],
      [3, 59, 'invalid-value', undefined],
      [4, 17, 'invalid-value', undefined],
      [5, undefined, 'ragged-row', undefined],
      [7, undefined, 'duplicate-id', undefined],
    ]);
  });
});

const message = (role: string, content: string | null, tool?: string) => ({
  role,
  content,
  ...(tool ? { tool_calls: [{ id: 'x', type: 'function', function: { name: tool } }] } : {}),
});

const element = (trial: number, reward: number, traj: object[], task = 3) => ({
  task_id: task,
  reward,
  info: { task: { user_id: 'invented_1', actions: [], instruction: 'be brief' } },
  traj: [message('system', 'policy'), ...traj],
  trial,
});

const tau = (...elements: object[]) => put('tau.json', JSON.stringify(elements, null, 2));

describe('τ-bench', () => {
  it('tells solved, failed, handed over and cut off apart, and drops the stop marker', async () => {
    const { conversations, problems, notes } = await read(
      tau(
        element(0, 1, [
          message('user', 'hello'),
          message('assistant', null, 'look_up'),
          message('tool', 'found'),
          message('assistant', 'Done.'),
          message('user', 'thanks ###STOP###'),
        ]),
        element(1, 0, [
          message('user', 'hi'),
          message('assistant', 'no'),
          message('user', '###STOP###'),
        ]),
        element(2, 1, [
          message('user', 'hi'),
          message('assistant', 'Shall I?'),
          message('user', 'a person please'),
          message('assistant', null, 'transfer_to_human_agents'),
          message('tool', 'Transfer successful'),
        ]),
        element(3, 0, [message('user', 'hi')]),
      ),
    );
    expect(problems).toEqual([]);
    expect(conversations.map(({ turns: _, line: __, ...c }) => c)).toEqual([
      { ...same(0), ending: 'customer-left', resolved: true, resolvedBy: 'ai' },
      { ...same(1), ending: 'customer-left', resolved: false },
      { ...same(2), ending: 'handed-over', handover: { afterCustomerTurns: 2 } },
      { ...same(3), ending: 'cut-off', resolved: false },
    ]);
    expect(conversations[0]?.turns).toEqual([
      { speaker: 'system' },
      { speaker: 'customer', text: 'hello' },
      { speaker: 'system' },
      { speaker: 'tool' },
      { speaker: 'ai', text: 'Done.' },
      { speaker: 'customer', text: 'thanks' },
    ]);
    expect(conversations[1]?.turns.at(-1)).toEqual({ speaker: 'customer' });
    expect(conversations[0]?.line).toBe(2);
    expect(notes.measures.find((m) => m.group === undefined)).toMatchObject({ count: 4, sum: 2 });
    expect(notes.quirks[0]?.count).toBe(1);
  });

  it('reports bad elements and repeated ones with their lines', async () => {
    const good = element(0, 0, [message('user', 'hi')]);
    const text = `[\n${[
      JSON.stringify(good),
      JSON.stringify({ ...good, trial: 1, reward: 'high' }),
      JSON.stringify(element(2, 0, [message('usr', 'hi')])),
      JSON.stringify(good),
      '{"task_id": 4,, "traj": []}',
    ].join(',\n')}\n]`;
    const lines = text.split('\n');
    const { problems } = await read(put('tau.json', text));
    expect(problems.map((p) => [p.line, p.column, p.code, p.path, p.nearest])).toEqual([
      // Behind `{"task_id":3,"reward":`
      [3, 23, 'wrong-type', 'reward', undefined],
      [4, 1 + lines[3]!.indexOf('"usr"'), 'invalid-value', 'traj[1].role', 'user'],
      [5, undefined, 'duplicate-id', undefined, undefined],
      [6, 15, 'invalid-json', undefined, undefined],
    ]);
  });

  const same = (trial: number) => ({
    id: `task-3/trial-${trial}`,
    customer: 'invented_1',
    language: 'en',
    channel: 'chat',
  });
});

describe('formats', () => {
  it.each([
    ['x.jsonl', '{"id":"a","turns":[]}\n', undefined],
    ['x.txt', `${HEADER}\r\n`, 'nothing-recorded'],
    ['x.csv', 'a,b\n1,2\n', 'missing-column'],
    ['x.txt', 'id,speaker\n1,ai\n', undefined],
    ['x.json', '{"messages": 1}', 'unknown-format'],
    ['x.txt', 'hello there\n', 'unknown-format'],
    ['x.jsonl', '{"id":"a","text":"hi","role":"user"}\n', 'unknown-format'],
  ])('recognises %s with %j or says which formats there are', async (name, text, code) => {
    const { problems } = await read(put(name, text));
    expect(problems[0]?.code).toBe(code);
    if (code === 'unknown-format') expect(problems[0]?.expected).toContain('tau-bench');
  });

  it('suggests the nearest format name, and refuses a mapping where it would do nothing', async () => {
    const file = put('x.jsonl', '{"id":"a","turns":[]}\n');
    expect((await read(file, { from: 'cannonical' })).problems).toMatchObject([
      { code: 'unknown-format', nearest: 'canonical' },
    ]);
    expect((await read(file, { from: 'canonical', map: 'm.yaml' })).problems).toMatchObject([
      { code: 'needless-mapping' },
    ]);
    expect((await read(file, { from: 'json' })).problems).toMatchObject([
      { code: 'missing-mapping' },
    ]);
  });
});
