import { describe, expect, it } from 'vitest';
import { openDataset } from '../../src/dataset/formats.js';
import { inspect } from '../../src/inspection/inspect.js';
import { loadScenario } from '../../src/scenario/load.js';
import { put } from '../temporary.js';

const DEFAULT = new URL('../../datasets/recorded-default.yaml', import.meta.url).pathname;

const talk = (...speakers: string[]) =>
  speakers.map((speaker) => ({ speaker, ...(speaker === 'tool' ? {} : { text: 'hello' }) }));
const lines = (...records: object[]) => records.map((record) => JSON.stringify(record)).join('\n');
const load = (file: string) => loadScenario(DEFAULT, { file });

describe('conversations in which nobody came', () => {
  const file = () =>
    put(
      'greetings.jsonl',
      lines(
        { id: 'spoken', turns: talk('customer', 'ai') },
        { id: 'called', turns: [], handover: { after_customer_turns: 0, answered: true } },
        { id: 'greeted', turns: talk('ai'), ending: 'customer-left' },
        { id: 'hung-up', turns: [], ending: 'customer-left' },
        { id: 'silent', turns: [] },
        { id: 'solved', turns: talk('ai', 'tool'), resolved: true },
      ),
    );

  it('are no contacts: neither contained in inspect, nor replayed', async () => {
    const found = await inspect(await openDataset(file()));
    expect(found.empty).toBe(2);
    expect(found.containment).toEqual({ count: 3, of: 4, share: 3 / 4 });
    const { world, assumptions } = await load(file());
    expect(world.record!.dialogues.map(({ id }) => id)).toEqual([
      'spoken',
      'called',
      'hung-up',
      'solved',
    ]);
    expect(assumptions.join('\n')).toContain('left out, since nobody came: 2 conversations');
  });

  it('leave nothing to replay where there is nothing else', async () => {
    const none = put('none.jsonl', lines({ id: 'a', turns: talk('ai') }, { id: 'b', turns: [] }));
    await expect(load(none)).rejects.toMatchObject({ problems: [{ code: 'nothing-to-replay' }] });
  });
});

describe('what a source cannot say', () => {
  it('reaches the replayed world, and staffing by a rate that nobody knows is told as such', async () => {
    const file = put('shop.jsonl', lines({ id: '1', roles: ['customer', 'bot'], handoff: [0, 1] }));
    const { assumptions, world } = await load(file);
    expect(world.record!.noContainment).toContain('labelled');
    expect(world.record!.unstaffed).toBe(true);
    expect(assumptions.join('\n')).toContain('no queue is told until the scenario says');
  });

  it('is told of moods that are only partly on record, and of conversations without words', async () => {
    const file = put(
      'parts.jsonl',
      lines(
        { id: 'a', turns: [{ speaker: 'customer', ask: 'request' }, { speaker: 'ai' }] },
        { id: 'b', turns: [{ speaker: 'customer' }, { speaker: 'ai' }] },
      ),
    );
    const told = (await load(file)).assumptions.join('\n');
    expect(told).toContain('without failures and mood');
    expect(told).toContain('1 of 2 conversations have neither a record of them nor text');
  });
});
