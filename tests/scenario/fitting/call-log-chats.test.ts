import { expect, it } from 'vitest';
import { loadScenario } from '../../../src/scenario/load.js';
import { put } from '../../temporary.js';

/** Ada takes a chat every minute, each of which takes her as long as `seconds`; some name nobody. */
async function load(seconds: number, named = true) {
  const chats = Array.from({ length: 120 }, (_, i) => ({
    id: `c${i}`,
    started_at: new Date(Date.UTC(2026, 2, 2, 9, i)).toISOString(),
    turns: [],
    handover: {
      after_customer_turns: 0,
      wait_seconds: i % 2,
      answered: true,
      handle_seconds: seconds,
      ...(named || i % 3 > 0 ? { agent: 'Ada' } : {}),
    },
  }));
  const file = put('chats.jsonl', `${chats.map((chat) => JSON.stringify(chat)).join('\n')}\n`);
  return loadScenario('datasets/recorded-default.yaml', { file });
}

it('people of a call log have as many chats at once as the record shows', async () => {
  // A chat of 170 s is beside the two begun one and two minutes later.
  expect((await load(170)).world.teams[0]!.chatsPerAgent).toBe(3);
  expect((await load(50)).world.teams[0]!.chatsPerAgent).toBe(1);
});

it('work of nobody in particular is told to be that of the people with names', async () => {
  const told = async (named: boolean) => (await load(50, named)).assumptions.join('\n');
  expect(await told(false)).toContain('40 of 120 answered calls name nobody');
  expect(await told(true)).not.toContain('name nobody');
});
