import { describe, expect, it } from 'vitest';
import { openDataset } from '../../src/dataset/formats.js';
import { holdingsOf } from '../../src/experiment/replay/record-holdings.js';
import { untoldIn } from '../../src/experiment/replay/untold.js';
import { inspect } from '../../src/inspection/inspect.js';
import type { Inspection } from '../../src/inspection/inspection.js';
import { supports } from '../../src/inspection/support.js';
import { fitTalk } from '../../src/scenario/fitting/talk/talk-fit.js';
import { loadScenario, readRecord } from '../../src/scenario/load.js';
import { put } from '../temporary.js';

const DEFAULT = new URL('../../datasets/recorded-default.yaml', import.meta.url).pathname;
const WHY = 'texts are in es; asks are read out of English and Chinese only';

const chat = (id: string, language: string | undefined, text: string, more: object = {}) => ({
  id,
  ...(language === undefined ? {} : { language }),
  turns: [
    { speaker: 'customer', text: '…', ...more },
    { speaker: 'ai', text: '…' },
    { speaker: 'customer', text },
    { speaker: 'ai', text: '…' },
  ],
});
const SPANISH = ['1', '2', '3'].map((id) => chat(id, 'es', 'Quiero hablar con un agente humano'));
const file = (...records: object[]) =>
  put('chats.jsonl', records.map((record) => JSON.stringify(record)).join('\n'));
const look = async (path: string) => inspect(await openDataset(path), { derive: true });
const asking = (found: Pick<Inspection, 'supports'>) =>
  found.supports.find(({ metric }) => metric.startsWith('friction.asking'));

describe('asks in a language that is not read', () => {
  it('are not told by inspect: absent, not none of three', async () => {
    const found = await look(file(...SPANISH));
    expect(found.derived).toBeUndefined();
    expect(asking(found)).toMatchObject({ from: 'no', why: WHY });
    expect(found.replay.join('\n')).toContain('Texts of 3 of 3 dialogues are in es');
  });

  it('are not told by a replay, for the same reason, nor can a policy see them', async () => {
    const { absentSignals, world } = await loadScenario(DEFAULT, { file: file(...SPANISH) });
    const untold = untoldIn(world);
    for (const metric of ['friction.asking', 'friction.asks', 'friction.unreached'])
      expect(untold(metric, true, 'all')).toBe(WHY);
    expect(asking({ supports: supports(holdingsOf(world.record!)) })?.why).toBe(WHY);
    for (const signal of ['asks', 'refusals', 'sentiment', 'repeats', 'failed_turns'])
      expect(absentSignals.has(signal)).toBe(true);
  });

  it('are fitted to nothing', async () => {
    const { conversations } = await readRecord({ file: file(...SPANISH) });
    expect(fitTalk(conversations)).not.toHaveProperty('asksPerTurn');
  });

  it('are told of the others in a mixed file, as a lower bound', async () => {
    const mixed = file(...SPANISH, chat('4', 'en', 'I want to talk to a human agent'));
    const found = await look(mixed);
    expect(found.derived?.asking).toEqual({ count: 1, of: 1, share: 1 });
    expect(asking(found)).toMatchObject({ from: 'text' });
    expect(asking(found)?.why).toContain('in 1 of 4 dialogues');
    const { assumptions } = await loadScenario(DEFAULT, { file: mixed });
    expect(assumptions.join('\n')).toContain('3 of 4 conversations have neither');
    // The one ask, of the two customer turns of the one conversation whose words are read.
    const { conversations } = await readRecord({ file: mixed });
    expect(fitTalk(conversations).asksPerTurn).toMatchObject({ value: 1 / 2 });
  });

  it('stand where they are recorded', async () => {
    const told = file(chat('1', 'es', 'Un agente', { ask: 'request' }));
    expect(asking(await look(told))).toMatchObject({ from: 'record' });
  });

  it('without a recorded language are those of another script', async () => {
    const found = await look(file(chat('1', undefined, 'Позовите оператора, пожалуйста')));
    expect(asking(found)?.why).toContain('texts are in another script');
  });
});
