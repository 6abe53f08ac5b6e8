import { describe, expect, it } from 'vitest';
import { openDataset } from '../../src/dataset/formats.js';
import { RECORDED_ROWS } from '../../src/experiment/replay/recorded-rows.js';
import { untoldIn } from '../../src/experiment/replay/untold.js';
import { inspect } from '../../src/inspection/inspect.js';
import { loadScenario } from '../../src/scenario/load.js';
import { put } from '../temporary.js';

const DEFAULT = new URL('../../datasets/recorded-default.yaml', import.meta.url).pathname;
const HEADER = 'id,started_at,intent,team,agent,wait_seconds,answered,handle_seconds';
const rows = (of: readonly string[]) =>
  put(
    'rows.csv',
    `${[HEADER, ...of.map((rest, i) => `${i},2026-03-02T09:${10 + i}:00Z,refund,${rest}`)].join('\n')}\n`,
  );
const ALONE = ',,,,';
const ANSWERED = 'gen,ada,60,true,300';
const LEFT = 'gen,,30,false,';
const look = async (file: string) => inspect(await openDataset(file));

describe('one row a contact, without any transcript', () => {
  it('counts who never came to a queue as contained, since others are recorded to', async () => {
    const found = await look(rows([ANSWERED, ALONE, ALONE, LEFT, ALONE]));
    expect(found.empty).toBeUndefined();
    expect(found.containment).toEqual({ count: 3, of: 5, share: 3 / 5 });
    expect(found.queue).toMatchObject({ offered: 2, answered: 1, abandoned: 1 });
  });

  it('tells no containment where nothing says who was handed over', async () => {
    const found = await look(rows([ALONE, ALONE]));
    expect(found.containment).toBeUndefined();
    expect(found.containmentAbsentBecause).toContain('nothing tells who was handed over');
    expect(found.supports[0]).toMatchObject({ metric: 'containment.rate', from: 'no' });
  });

  it('is replayed by its queue, which tells nothing of the others', async () => {
    const { world } = await loadScenario(DEFAULT, {
      file: rows([ANSWERED, ALONE, ALONE, LEFT, ALONE]),
    });
    expect(world.record!.dialogues.map(({ id }) => id)).toEqual(['0', '3']);
    const untold = untoldIn(world);
    for (const policy of [true, false])
      expect(untold('containment.rate', policy, 'all')).toContain('3 of 5 contacts ended before');
    expect(untold('transfer.rate', true, 'all')).toBeDefined();
  });

  it('beside dialogues is replayed as it is recorded, of asks unknown', async () => {
    const chats = put(
      'chats.jsonl',
      [
        { id: 'talk', turns: [{ speaker: 'customer', text: 'an agent, please' }] },
        { id: 'row', turns: [] },
        { id: 'call', turns: [], handover: { after_customer_turns: 0, answered: true } },
      ]
        .map((record) => JSON.stringify(record))
        .join('\n'),
    );
    const { dialogues } = (await loadScenario(DEFAULT, { file: chats })).world.record!;
    const asking = RECORDED_ROWS.find(({ metric }) => metric === 'friction.asking')!;
    expect(dialogues.map((d) => [d.id, d.turns.length, d.handoverAfter, asking.known(d)])).toEqual([
      ['talk', 1, undefined, true],
      ['row', 0, undefined, false],
      ['call', 0, 0, true],
    ]);
  });
});

describe('waits, and whether anybody answered', () => {
  const waits = async (...of: string[]) =>
    (await look(rows(of))).supports.find(({ metric }) => metric.startsWith('wait'));

  it('are told together', async () => {
    expect(await waits(ANSWERED, LEFT)).toMatchObject({
      from: 'record',
      why: 'waits are known for 2 of 2 hand-overs',
    });
    expect(await waits(ANSWERED, 'gen,,30,,', 'gen,,,,')).toMatchObject({
      from: 'record',
      why: 'waits are known for 2 of 3 hand-overs, and whether anybody answered for 1 of these',
    });
  });

  it('are not told where one is of these and the other of those', async () => {
    expect(await waits('gen,,30,,', 'gen,,,true,')).toMatchObject({
      from: 'no',
      why: 'waits are known for 1 of 2 hand-overs, but of none of these whether anybody answered',
    });
    expect(await waits('gen,,,true,')).toMatchObject({
      from: 'no',
      why: 'no waiting times are recorded',
    });
  });
});
