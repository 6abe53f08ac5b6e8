import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../../src/dataset/conversation.js';
import { readYaml } from '../../../src/input/yaml-file.js';
import { fittedText } from '../../../src/scenario/fitting/fit-record.js';
import { scenarioSchema } from '../../../src/scenario/schema/scenario-schema.js';
import { uniforms } from './uniforms.js';

/*
 * Whatever a record holds: what is fitted to it can be read, and says no number that is none. Each record
 * takes one way of being odd for each thing that it tells.
 */

type Draw = () => number;
type Way<T> = (draw: Draw, index: number) => T;

const MONDAY = Date.UTC(2026, 2, 2) / 1000;
const one =
  <T>(...values: readonly T[]): Way<T> =>
  (draw) =>
    values[Math.floor(draw() * values.length)]!;

const NAMES = [
  '__proto__',
  'constructor',
  'true',
  'null',
  '~',
  '1',
  'a: b',
  '#',
  '"',
  'ü',
  'x\ny',
  '',
];

const WAYS = {
  startedAt: [
    (_: Draw, i: number) => MONDAY + 600 * i,
    (_: Draw, i: number) => MONDAY + 30 * i,
    (_: Draw, i: number) => MONDAY + 86_400 * (i % 3) + 20 * i,
    () => MONDAY,
    (draw: Draw) => MONDAY + Math.floor(draw() * 3e7) / 1000,
    () => undefined,
    one(MONDAY, MONDAY + 3e6, undefined),
  ],
  waitSeconds: [
    one(0, 0.3, 20),
    one(10.01, 10.04, 5),
    one(0, 0.04, 0.06),
    () => 300,
    () => 0,
    (draw: Draw) => Math.round(-60_000 * Math.log(draw())) / 1000,
    (draw: Draw) => draw() * 1e6,
    one(undefined, 12),
  ],
  answered: [
    one(true, false),
    () => true,
    () => false,
    one(true, undefined),
    (d: Draw) => d() < 0.95,
  ],
  handleSeconds: [
    (draw: Draw) => Math.round(-200 * Math.log(draw())),
    () => 0,
    one(0, 0.01, 4e6),
    () => undefined,
    () => 50_000,
  ],
  agent: [() => 'A', one('A', 'B', undefined), () => undefined, one(...NAMES)],
  team: [
    () => undefined,
    () => 'true',
    () => 'second level',
    one(...NAMES),
    one('null', 'general'),
  ],
  intent: [() => 'order', () => undefined, one(...NAMES), (_: Draw, i: number) => `i${i}`],
  customer: [() => undefined, () => 'guest', one('a', 'b', undefined)],
  priority: [() => undefined, one(0, 1, 2), one(-3, 1.5, 7)],
  resolved: [() => undefined, one(true, false), () => false],
  group: [() => undefined, one(...NAMES)],
} satisfies Record<string, readonly Way<unknown>[]>;

function recordOf(draw: Draw, calls: boolean): Conversation[] {
  const way = Object.fromEntries(
    Object.entries(WAYS).map(([key, ways]) => [key, one<Way<unknown>>(...ways)(draw, 0)]),
  );
  const length = one(1, 2, 7, 60)(draw, 0);
  return Array.from({ length }, (_, i): Conversation => {
    const of = (key: keyof typeof WAYS) => way[key]!(draw, i);
    const told = (facts: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
    const turns: Turn[] = [
      { speaker: 'customer', text: 'hm', ask: 'none' },
      { speaker: 'ai', text: 'ja', ask: 'none' },
    ];
    const { agent, answered, handleSeconds, team, waitSeconds } = told({
      agent: of('agent'),
      answered: of('answered'),
      handleSeconds: of('handleSeconds'),
      team: of('team'),
      waitSeconds: of('waitSeconds'),
    });
    const handover = {
      afterCustomerTurns: calls ? 0 : 1,
      ...told({ agent, answered, team, waitSeconds }),
      ...(answered === false ? {} : told({ handleSeconds })),
    };
    return {
      id: String(i),
      turns: calls ? [] : turns,
      ...(calls || draw() < 0.7 ? { handover } : {}),
      ...told({
        startedAt: of('startedAt') ?? (calls ? MONDAY + i : undefined),
        intent: of('intent'),
        customer: of('customer'),
        priority: of('priority'),
        resolved: calls ? undefined : of('resolved'),
        segment: of('group'),
        language: of('group'),
      }),
    } as Conversation;
  });
}

describe('a record of any kind', { timeout: 120_000 }, () => {
  it.each([
    ['calls', true],
    ['dialogues', false],
  ] as const)('of %s is fitted to a scenario that can be read', (_, calls) => {
    for (let seed = 1; seed <= 25; seed++) {
      const conversations = recordOf(uniforms(seed), calls);
      const waits = conversations.some(
        ({ handover }) => handover?.waitSeconds !== undefined && handover.answered !== undefined,
      );
      if (calls && !waits) continue; // refused before
      for (const synthetic of [false, true]) {
        const text = fittedText(
          'x',
          { conversations, format: 'canonical' },
          { file: 'x', synthetic },
        );
        expect(() => readYaml('x.yaml', text, scenarioSchema), `seed ${seed}`).not.toThrow();
        expect(text, `seed ${seed}`).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });
});
