import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickConversation } from '../../src/dataset/canonical/canonical-quick.js';
import { CanonicalConversation } from '../../src/dataset/canonical/canonical-schema.js';
import { put, read } from '../temporary.js';

/** A record with everything in it, so that every branch is walked. */
const FULL = {
  id: 'a',
  customer: 'c',
  started_at: '2026-03-02T09:00:00Z',
  language: 'en',
  intent: 'refund',
  segment: 's',
  channel: 'chat',
  priority: 2,
  turns: [
    { speaker: 'customer', text: '', at: 0, ask: 'request', rephrased: false, sentiment: -1 },
    {
      speaker: 'ai',
      at: 3.5,
      offers_person: true,
      failed: true,
      repeated: false,
      confidence: 0.2,
      margin: 1,
    },
    { speaker: 'customer', at: 3.5, signals: { anger: 0.5, loud: true, word: 'x' } },
  ],
  handover: {
    after_customer_turns: 2,
    team: 't',
    wait_seconds: 0,
    answered: true,
    handle_seconds: 60,
    agent: 'g',
  },
  ending: 'handed-over',
  resolved: true,
  resolved_by: 'human',
  self_service_seconds: -4,
};

type Path = readonly (string | number)[];

/** All places of a value. */
function places(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  const inner = Object.entries(value).flatMap(([key, v]) =>
    places(v, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

/** A copy with something else at a place; `undefined` takes the key away. */
function changed(path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  const copy = structuredClone(FULL) as unknown;
  let at = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as typeof at;
  if (value === undefined) delete at[path.at(-1)!];
  else at[path.at(-1)!] = value;
  return copy;
}

const VALUES: readonly unknown[] = [
  undefined,
  null,
  '',
  'x',
  'ai',
  'customer',
  'accept',
  'cut-off',
  '2026-02-30T09:00:00Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T09:60:00Z',
  '2026-12-31T23:59:59Z',
  '2026-03-02T09:00:00.25+01:30',
  '2026-03-02 09:00',
  0,
  1,
  -1,
  0.5,
  1.5,
  -0.1,
  Number.POSITIVE_INFINITY,
  1e300,
  true,
  false,
  [],
  {},
  [{ speaker: 'customer' }],
  { 'not a name': 1 },
  { fine: null },
];

describe('the quick way through canonical records', () => {
  it('takes the record with everything in it, so that it is the way that is gone', () => {
    expect(quickConversation(FULL, 1)).toMatchObject({
      id: 'a',
      startedAt: Date.UTC(2026, 2, 2, 9) / 1000,
      handover: { afterCustomerTurns: 2, waitSeconds: 0 },
      selfServiceSeconds: -4,
    });
  });

  it('takes nothing that the schema refuses, wherever one thing is changed', () => {
    for (const path of places(FULL))
      for (const value of VALUES) {
        const record = changed(path, value);
        const quick = quickConversation(record, 1);
        const sound = CanonicalConversation.safeParse(record).success;
        if (quick && !sound) expect.fail(`${JSON.stringify(path)}: ${JSON.stringify(value)}`);
      }
  });

  it('leaves to the schema what is told only between fields', () => {
    for (const record of [
      changed(['handover', 'after_customer_turns'], 3),
      changed(['resolved'], false),
      changed(['turns', 2, 'at'], 3),
      changed(['more'], 1),
      changed(['turns', 0, 'more'], 1),
      changed(['handover', 'more'], 1),
      JSON.parse(JSON.stringify(FULL).replace('"id"', '"__proto__":1,"id"')),
      JSON.parse(JSON.stringify(FULL).replace('"anger"', '"__proto__"')),
    ])
      expect(quickConversation(record, 1)).toBeUndefined();
  });

  it('reads moments as the calendar does, in any order', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000_000_000, max: 250_000_000_000 }), (second) => {
        const text = new Date(second * 1000).toISOString().replace('.000', '');
        fc.pre(text.length === 20);
        expect(quickConversation(changed(['started_at'], text), 1)?.startedAt).toBe(second);
      }),
    );
  });

  it('comes to the same as the schema does, which reads what has an odd key order or labels', async () => {
    const plain = { ...FULL, id: 'plain' };
    const labelled = { ...FULL, id: 'labelled', labels: {} };
    const { conversations } = await read(
      put('x.jsonl', `${JSON.stringify(plain)}\n${JSON.stringify(labelled)}\n`),
    );
    const [quick, slow] = conversations.map(({ id: _, line: __, labels: ___, ...c }) => c);
    expect(quick).toEqual(slow);
  });
});
