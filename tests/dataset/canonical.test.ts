import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCanonical } from '../../src/dataset/canonical/canonical.js';
import type { Conversation } from '../../src/dataset/conversation.js';
import { problemsText } from '../../src/report/problems.js';
import { put, read } from '../temporary.js';

const FIXTURE = new URL('../fixtures/chats.jsonl', import.meta.url).pathname;

describe('canonical JSONL', () => {
  it('reads what is there and leaves out what is not', async () => {
    const { conversations, problems } = await read(FIXTURE);
    expect(problems).toEqual([]);
    const [first, proto, third, fourth] = conversations;
    expect(first).toEqual({
      id: 'c1',
      line: 1,
      customer: 'u1',
      // 2026-03-02T08:00:00Z: 20,514 days after 1970 and 8 hours
      startedAt: 20_514 * 86_400 + 8 * 3600,
      language: 'en',
      intent: 'refund',
      segment: 'elderly',
      channel: 'chat',
      priority: 1,
      turns: [
        { speaker: 'customer', text: 'Where is my money?', atSeconds: 0 },
        {
          speaker: 'ai',
          text: 'Could you say that again?',
          atSeconds: 3,
          failed: true,
          confidence: 0.31,
          margin: 0.02,
        },
        {
          speaker: 'customer',
          text: 'I want to speak to a person',
          atSeconds: 20,
          signals: { anger: 0.8, shouting: false },
        },
        { speaker: 'human', text: 'Hello, this is Ada.', atSeconds: 85 },
      ],
      handover: {
        afterCustomerTurns: 2,
        team: 'general',
        waitSeconds: 60,
        answered: true,
        handleSeconds: 240,
        agent: 'a1',
      },
      ending: 'handed-over',
      resolved: true,
      resolvedBy: 'human',
    });
    expect(proto).toMatchObject({
      id: '__proto__',
      line: 3,
      startedAt: 20_514 * 86_400 + 33_000.5,
    });
    expect(third).toMatchObject({ line: 4, turns: [{ speaker: 'customer' }, { speaker: 'ai' }] });
    // A person spoke: a hand-over shown, though not named.
    expect(fourth?.handover).toEqual({ afterCustomerTurns: 2, answered: true });
  });

  it('reports every bad line with line, column, path, what was found and what is right', async () => {
    const lines = [
      '{"id":"ok","turns":[]}',
      '{"id":"a","intnet":"refund","turns":[]}',
      '{"id":"b","turns":[{"speaker":"custmer"}]}',
      '{"id":"c","turns":[{"speaker":"ai","confidence":"high"}]}',
      '{"id":"d","turns":[{"speaker":"ai","at":9},{"speaker":"ai","at":4}]}',
      '{"id":"e","turns":[],"handover":{"after_customer_turns":0,"wait_seconds":-3}}',
      '{"id":"f","turns":[{"speaker":"customer","te',
      '{"id":"g","turns":[{"speaker":"ai","at":NaN}]}',
      '{"id":"ok","turns":[]}',
      '{"id":"h","started_at":"2026-02-30T10:00:00Z","turns":[]}',
      '{"id":"i","started_at":"2026-02-03 10:00","turns":[]}',
      '{"id":"j","turns":[],"resolved":false,"resolved_by":"ai"}',
      '{"id":"k","turns":[{"speaker":"ai","signals":{"__proto__":1}}]}',
      '{"id":"l","turns":[{"speaker":"customer"}],"handover":{"after_customer_turns":2}}',
      '[]',
      '{"turns":[]}',
      '{"id":"m","turns":[{"speaker":"ai","at":1e999}]}',
    ];
    const { conversations, problems } = await read(put('bad.jsonl', lines.join('\r\n')));
    expect(
      problems.map((p) => [p.line, p.column, p.code, p.path, p.found, p.nearest ?? p.expected]),
    ).toEqual([
      [2, 11, 'unknown-key', 'intnet', 'intnet', 'intent'],
      [3, 31, 'invalid-value', 'turns[0].speaker', '"custmer"', 'customer'],
      [4, 49, 'wrong-type', 'turns[0].confidence', '"high"', 'a number'],
      [5, 65, 'time-goes-back', 'turns[1].at', '4 s', 'at least 9 s'],
      [6, 74, 'out-of-range', 'handover.wait_seconds', '-3', 'at least 0'],
      [7, 45, 'truncated', undefined, undefined, 'a closing quote'],
      [8, 41, 'invalid-json', undefined, undefined, 'a value'],
      [9, 7, 'duplicate-id', 'id', 'ok', 'each id once, its turns together'],
      [
        10,
        24,
        'invalid-time',
        'started_at',
        '"2026-02-30T10:00:00Z"',
        'ISO 8601 with an offset, such as 2026-03-01T09:30:00+01:00',
      ],
      [
        11,
        24,
        'invalid-value',
        'started_at',
        '"2026-02-03 10:00"',
        'ISO 8601 with an offset, such as 2026-03-01T09:30:00+01:00',
      ],
      [12, 53, 'contradiction', 'resolved_by', 'ai', '`resolved: true` beside it'],
      [13, 47, 'unknown-key', 'turns[0].signals.__proto__', '__proto__', undefined],
      [14, 79, 'out-of-range', 'handover.after_customer_turns', '2', 'at most 1'],
      [15, 1, 'wrong-type', undefined, 'a list of 0', 'a map of keys'],
      [16, 1, 'missing-key', 'id', undefined, 'text'],
      [17, 41, 'wrong-type', 'turns[0].at', 'Infinity', 'a number'],
    ]);
    // Nothing after the first problem: nobody would use half a file.
    expect(conversations.map((c) => c.id)).toEqual(['ok']);
  });

  it('makes many problems of one kind one, with their number and the first lines', async () => {
    const { problems } = await read(
      put('worse.jsonl', `{"id":"a","turns":[]}\n${'{"id":1,"turns":[]}\n'.repeat(120)}{"id":2}\n`),
    );
    expect(problems).toMatchObject([
      {
        code: 'wrong-type',
        line: 2,
        path: 'id',
        alike: { count: 120, lines: [3, 4, 5, 6, 7, 8, 9, 10, 11] },
      },
      { code: 'missing-key', line: 122, path: 'turns' },
    ]);
    expect(problemsText(problems)).toContain(
      '  and 120 more like it: lines 3, 4, 5, 6, 7, 8, 9, 10, 11, …\n',
    );
  });

  it('keeps the first fifty kinds and counts the rest', async () => {
    const line = (i: number) => `{"id":"${i}","turns":[],"key_${i}":1}`;
    const { problems } = await read(
      put('worst.jsonl', Array.from({ length: 120 }, (_, i) => line(i)).join('\n')),
    );
    expect(problems.length).toBe(51);
    expect(problems[50]).toMatchObject({
      code: 'more-problems',
      message: expect.stringContaining('70'),
    });
  });

  it('never quotes a text in a problem', async () => {
    const { problems } = await read(
      put('secret.jsonl', '{"id":"a","turns":[{"speaker":"ai","text":"my card is 4111" 7}]}'),
    );
    expect(JSON.stringify(problems)).not.toContain('4111');
    expect(problems).toMatchObject([{ line: 1, column: 61, expected: 'a comma or }' }]);
  });

  it('writes what it reads and reads what it writes, for any conversation', async () => {
    const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
    const clean = <T extends object>(o: T) =>
      Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as T;
    const seconds = fc.double({ min: 0, max: 1e6, noNaN: true }).map((s) => s + 0);
    const name = fc.string({ minLength: 1, unit: 'binary' }).filter((s) => !/\p{Cs}/u.test(s));
    const turn = fc
      .record({
        speaker: fc.constantFrom('customer', 'ai', 'tool', 'system'),
        text: maybe(name),
        ask: maybe(fc.constantFrom('request', 'accept', 'refuse', 'mention', 'none')),
        offersPerson: maybe(fc.boolean()),
        failed: maybe(fc.boolean()),
        repeated: maybe(fc.boolean()),
        rephrased: maybe(fc.boolean()),
        confidence: maybe(fc.constantFrom(0, 0.25, 1)),
        margin: maybe(fc.constantFrom(0, 0.5)),
        sentiment: maybe(fc.constantFrom(-1, 0, 0.5)),
        labels: maybe(
          fc
            .record({
              handoff: maybe(fc.boolean()),
              sentiment: maybe(fc.constantFrom(-1, 1)),
              satisfaction: maybe(fc.constantFrom(2.5, 4)),
            })
            .map(clean),
        ),
        signals: maybe(
          fc.dictionary(
            fc.stringMatching(/^[a-z]\w{0,5}$/),
            fc.oneof(fc.integer(), fc.string(), fc.boolean()),
            { noNullPrototype: true },
          ),
        ),
      })
      .map(clean);
    const conversation = fc
      .record({
        id: name,
        customer: maybe(name),
        startedAt: maybe(fc.integer({ min: -1e11, max: 4e12 }).map((ms) => ms / 1000)),
        language: maybe(name),
        intent: maybe(name),
        priority: maybe(fc.integer()),
        times: fc.array(seconds, { maxLength: 6 }),
        turns: fc.array(turn, { maxLength: 6 }),
        handover: maybe(
          fc
            .record({
              afterCustomerTurns: fc.constant(0),
              team: maybe(name),
              waitSeconds: maybe(seconds),
              answered: maybe(fc.boolean()),
              handleSeconds: maybe(seconds),
              agent: maybe(name),
            })
            .map(clean),
        ),
        ending: maybe(fc.constantFrom('customer-left', 'cut-off')),
        resolved: maybe(fc.boolean()),
        selfServiceSeconds: maybe(fc.integer({ min: -60, max: 600 })),
        labels: maybe(fc.constantFrom({ satisfaction: 2 }, {})),
      })
      .map(({ times, turns, ...rest }) => {
        const sorted = [...times].sort((a, b) => a - b);
        return clean({
          ...rest,
          turns: turns.map((t, i) => clean({ ...t, atSeconds: sorted[i] })),
        }) as unknown as Conversation;
      });
    await fc.assert(
      fc.asyncProperty(conversation, async (original) => {
        const { conversations, problems } = await read(put('x.jsonl', writeCanonical(original)), {
          from: 'canonical',
        });
        expect(problems).toEqual([]);
        expect(conversations).toEqual([{ ...original, line: 1 }]);
      }),
      { numRuns: 150 },
    );
  });
});
