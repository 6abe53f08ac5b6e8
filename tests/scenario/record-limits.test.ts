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

  it('are no contacts, but a record without any turn is one: it ends with the AI, as recorded', async () => {
    const found = await inspect(await openDataset(file()));
    expect(found.empty).toBe(1);
    expect(found.containment).toEqual({ count: 4, of: 5, share: 4 / 5 });
    const { world, assumptions } = await load(file());
    expect(world.record!.dialogues.map(({ id }) => id)).toEqual([
      'spoken',
      'called',
      'hung-up',
      'silent',
      'solved',
    ]);
    expect(assumptions.join('\n')).toContain('left out, since nobody came: 1 conversation without');
  });

  it('leave nothing to replay where there is nothing else', async () => {
    const none = put('none.jsonl', lines({ id: 'a', turns: talk('ai') }, { id: 'b', turns: [] }));
    await expect(load(none)).rejects.toMatchObject({ problems: [{ code: 'nothing-to-replay' }] });
  });
});

describe('what a source cannot say', () => {
  it('is whether anybody was ever contained, where all are hand-overs and no AI speaks', async () => {
    const call = (id: string, more: object) => ({
      id,
      started_at: '2026-03-02T09:00:00Z',
      turns: [],
      ...more,
    });
    const handover = { after_customer_turns: 0, wait_seconds: 9, answered: true };
    const file = put('calls.jsonl', lines(call('1', { handover }), call('2', { handover })));
    expect((await load(file)).world.record!.noContainment).toContain('a log of a queue');
    const { containment, containmentAbsentBecause } = await inspect(await openDataset(file));
    expect(containment).toBeUndefined();
    expect(containmentAbsentBecause).toContain('a log of a queue');
    // One whom the file does not say to be handed over is contained, as far as the file goes.
    const left = call('3', { ending: 'customer-left' });
    const both = put('both.jsonl', lines(call('1', { handover }), left));
    expect((await inspect(await openDataset(both))).containment).toMatchObject({ count: 1 });
  });

  it('is told of outcomes that nobody wrote down, where nobody was handed over', async () => {
    const one = { turns: talk('customer', 'ai'), ending: 'customer-left' };
    const file = put(
      'partly.jsonl',
      lines({ id: '1', resolved: true, ...one }, { id: '2', ...one }, { id: '3', ...one }),
    );
    const { assumptions } = await load(file);
    expect(assumptions.join('\n')).toContain(
      'outcomes: that of 2 of 3 conversations is not recorded',
    );
  });

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
