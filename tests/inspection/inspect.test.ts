import { describe, expect, it } from 'vitest';
import { inspectCommand } from '../../src/cli/inspect.js';
import { openDataset } from '../../src/dataset/formats.js';
import { InputError } from '../../src/input/problem.js';
import { inspect } from '../../src/inspection/inspect.js';
import { inspectionText } from '../../src/report/inspection/inspection.js';
import { put } from '../temporary.js';

const FIXTURE = new URL('../fixtures/chats.jsonl', import.meta.url).pathname;

async function run(...args: string[]): Promise<string> {
  let out = '';
  const io = {
    stdout: {
      write: (s: string) => {
        out += s;
      },
    },
    stderr: { write: () => {} },
    cwd: process.cwd(),
    env: {},
  };
  await inspectCommand(io).parseAsync(args, { from: 'user' });
  return out;
}

describe('inspect', () => {
  it('counts what four conversations hold', async () => {
    const i = await inspect(await openDataset(FIXTURE), { timeZone: 'Europe/Berlin' });
    expect(i.conversations).toBe(4);
    expect(i.handedOver).toBe(3);
    // c1 answered after 60, c3 left after 90, c4 answered after an unknown wait
    expect(i.queue).toMatchObject({
      offered: 3,
      answered: 2,
      abandoned: 1,
      abandonment: { count: 1, of: 3 },
      asaSeconds: 60,
      meanWaitSeconds: 75,
    });
    expect(i.serviceLevels.find((s) => s.withinSeconds === 60)).toMatchObject({
      a: { count: 1, of: 2 },
      b: { count: 1, of: 2 },
      c: { count: 1, of: 1 },
      d: { count: 1, of: 2 },
    });
    expect(i.serviceLevels.find((s) => s.withinSeconds === 120)).toMatchObject({
      a: { count: 1, of: 2 },
      b: { count: 1, of: 1 },
      c: { count: 1, of: 1 },
      d: { count: 2, of: 2 },
    });
    expect(i.containment).toEqual({ count: 1, of: 4, share: 0.25 });
    // Decided for the AI: the three handed over (not solved by it alone) and c2.
    expect(i.resolution).toMatchObject({
      byAi: { count: 1, of: 4 },
      goodContainment: { count: 1, of: 1 },
      byHuman: { count: 1, of: 3 },
      unknown: 1,
    });
    expect(i.hours.map((h) => [h.hour, h.contacts])).toEqual([
      [9, 1],
      [10, 1],
    ]);
    expect(i.signals).toMatchObject([
      { name: 'anger', count: 1 },
      { name: 'shouting', count: 1 },
    ]);
    expect(i.derived).toBeUndefined();
  });

  it('reports what was derived from text apart, when given a way to derive it', async () => {
    const i = await inspect(await openDataset(FIXTURE), { derive: true });
    expect(i.derived).toMatchObject({
      conversations: 2,
      asking: { count: 1, of: 2 },
      askingOrAcceptingHandedOver: { count: 1, of: 1 },
      requests: 1,
      accepts: 0,
    });
  });

  it('says in words what was not recorded', async () => {
    const file = put(
      'bare.jsonl',
      '{"id":"a","turns":[{"speaker":"customer"},{"speaker":"ai"}]}\n',
    );
    const text = await run(file);
    expect(text).toContain(
      "No timestamps: durations in a replay come from the scenario's reply-time model.",
    );
    expect(text).toContain('no start times');
    expect(text).toMatch(/containment +100\.0 %, 1 of 1/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('prints text without texts, and JSON alone', async () => {
    const text = await run(FIXTURE);
    for (const secret of ['Where is my money', '包裹', 'Ada'])
      expect(text + (await run(FIXTURE, '--format', 'json'))).not.toContain(secret);
    const json = JSON.parse(await run(FIXTURE, '--format', 'json'));
    expect(json.warmline_inspection).toBe(1);
    expect(json.queue.asa_seconds).toBe(60);
    expect(json.queue.wait_answered_seconds).toMatchObject({ count: 1, p50: 60, p90: 60 });
    expect(json.service_levels[0]).toMatchObject({ within_seconds: 10 });
    const keys = JSON.stringify(json).match(/"[^"]+":/g) ?? [];
    expect(keys.filter((key) => /[A-Z]/.test(key))).toEqual([]);
  });

  it('reads asks out of texts, marked as derived, unless told not to', async () => {
    expect(await run(FIXTURE)).toMatch(/Derived from text, not recorded\n +conversations asking/);
    expect(await run(FIXTURE, '--no-derive')).not.toContain('Derived from text');
  });

  it('halves the sample whenever its texts have cost more than the budget, and says it', async () => {
    // Ten conversations of one text each, all different, of 30 characters and 4 for looking it up.
    const file = put(
      'many.jsonl',
      Array.from({ length: 10 }, (_, i) => {
        const text = `I want a person, ${'abcdefghij'[i]!.repeat(2)} is too bad`;
        expect(text).toHaveLength(30);
        return JSON.stringify({ id: `${i}`, turns: [{ speaker: 'customer', text }] });
      }).join('\n'),
    );
    const derived = async (deriveBudget: number) =>
      (await inspect(await openDataset(file), { derive: true, deriveBudget })).derived;
    expect(await derived(340)).toMatchObject({ conversations: 10, every: 1, requests: 10 });
    // 0 to 3 fit into 4 · 34; with 4 they do not, so 1 and 3 go. 6 makes four again, and 8 five:
    // of 0, 2, 4, 6, 8 those that can be halved only once go.
    expect(await derived(136)).toMatchObject({ conversations: 3, every: 4 });
    const i = await inspect(await openDataset(file), { derive: true, deriveBudget: 136 });
    expect(inspectionText(i)).toContain('one conversation in 4');
    // A file of this size is read whole.
    expect(await run(file)).toMatch(/conversations asking for a person +100\.0 %, 10 of 10/);
  });

  it('lists the tools that were called, and how to name one that hands over', async () => {
    const call = (name: string) => ({ role: 'assistant', tool_calls: [{ function: { name } }] });
    const chat = (...names: string[]) =>
      JSON.stringify({ messages: [{ role: 'user', content: 'hello' }, ...names.map(call)] });
    const file = put('chats.jsonl', chat('find_order', 'ring_bell', 'find_order'));
    const text = await run(file);
    expect(text).toMatch(/Tools that the AI calls\n +2 {2}find_order\n +1 {2}ring_bell\n/);
    expect(text).toContain('none of these names says that it hands over to a person: one of');
    expect(text).toContain('hand_over_tools');
    const mapping = put('tools.yaml', 'hand_over_tools: [ring_bell]\n');
    expect(await run(file, '--map', mapping)).toMatch(/1 {2}ring_bell {2,}hands over to a person/);
  });

  it('counts labels apart, by hand', async () => {
    const file = put(
      'labels.jsonl',
      [
        '{"id":"a","turns":[{"speaker":"customer","labels":{"handoff":false,"sentiment":-1}},{"speaker":"ai","labels":{"handoff":true}}],"labels":{"satisfaction":2}}',
        '{"id":"b","turns":[{"speaker":"customer","labels":{"handoff":false,"satisfaction":4}}]}',
        '{"id":"c","turns":[{"speaker":"customer"}]}',
      ].join('\n'),
    );
    const i = await inspect(await openDataset(file));
    expect(i.labels).toMatchObject({
      conversations: 2,
      handoffTurns: { count: 1, of: 3 },
      handoffTurnsOfCustomers: { count: 0, of: 1 },
      handoffConversations: { count: 1, of: 2 },
      turnsBeforeHandoff: { count: 1, mean: 1 },
      sentiment: { count: 1, mean: -1 },
      satisfactionOfTurns: { count: 1, mean: 4 },
      satisfaction: { count: 1, mean: 2 },
    });
    expect(i.fields.find((f) => f.name === 'turns.labels.handoff')).toMatchObject({
      count: 3,
      of: 4,
    });
    expect(await run(file)).toMatch(/Labels, by annotators.*\n +labelled conversations +2/);
    expect((await inspect(await openDataset(FIXTURE))).labels).toBeUndefined();
  });

  it('names format, encoding and what the format lacks', async () => {
    const text = Buffer.from('\uFEFF{"messages":[{"role":"user","content":"hi"}]}', 'utf16le');
    const page = await run(put('chat.jsonl', text));
    expect(page).toContain('chat-completion messages');
    expect(page).toContain('text in UTF-16 LE');
    expect(page).toMatch(/what no file of this format tells:\n +- times of any kind/);
    const json = JSON.parse(await run(put('chat.jsonl', text), '--format', 'json'));
    expect(json).toMatchObject({ format: 'chat-completion', encoding: 'UTF-16 LE' });
    expect(json.format_lacks.length).toBeGreaterThan(0);
  });

  it('proposes a mapping that can be used as it is', async () => {
    const file = put('x.csv', 'chat,who,said\n1,Visitor,hello\n1,Bot,yes?\n');
    const suggestion = await run(file, '--suggest-mapping');
    expect(suggestion).toContain('Visitor: customer');
    expect(await run(file, '--map', put('mapping.yaml', suggestion))).toContain('1 conversation,');
  });

  it('keeps control characters of names off the terminal', async () => {
    const file = put('esc.jsonl', '{"id":"a","intent":"x\\u001b[31my","turns":[]}\n');
    expect(await run(file)).not.toContain('\u001b');
  });

  it('fails with the problems of the file, the flags or the zone', async () => {
    const missing = FIXTURE.replace('chats', 'chast');
    await expect(run(missing)).rejects.toMatchObject({
      problems: [{ code: 'missing-file', nearest: FIXTURE }],
    });
    await expect(run(FIXTURE, '--time-zone', 'Mars/Base')).rejects.toBeInstanceOf(InputError);
  });
});
