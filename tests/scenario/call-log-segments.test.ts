import { expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load.js';
import { put } from '../temporary.js';

const call = (id: string, minute: number, more: object) => ({
  id,
  started_at: `2026-03-02T09:0${minute}:00Z`,
  turns: [],
  handover: {
    after_customer_turns: 0,
    wait_seconds: 10,
    answered: true,
    handle_seconds: 60,
    agent: 'Ada',
  },
  ...more,
});

it('a call log’s segments are its own, and where it has priorities, these', async () => {
  const calls = [
    call('1', 0, { segment: 'gold' }),
    call('2', 3, { segment: 'gold', priority: 2 }),
    call('3', 6, {}),
  ];
  const file = put('calls.jsonl', `${calls.map((one) => JSON.stringify(one)).join('\n')}\n`);
  const { absentSignals, world } = await loadScenario('datasets/recorded-default.yaml', { file });
  expect(world.segments.map(({ name }) => name)).toEqual(['', 'gold', 'priority-2']);
  expect(world.record!.dialogues.map(({ segment }) => segment)).toEqual([1, 2, 0]);
  expect(absentSignals.has('segment')).toBe(false);
});

it('without either no rule can go by a segment', async () => {
  const file = put('plain.jsonl', `${JSON.stringify(call('1', 0, {}))}\n`);
  const { absentSignals } = await loadScenario('datasets/recorded-default.yaml', { file });
  expect(absentSignals.has('segment')).toBe(true);
});
