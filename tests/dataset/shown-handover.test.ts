import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Conversation, Speaker } from '../../src/dataset/conversation.js';
import type { Format } from '../../src/dataset/format-table.js';
import { datasetOf } from '../../src/dataset/formats.js';
import { DEFAULT_MAPPING } from '../../src/dataset/mapping.js';
import { recordReader } from '../../src/dataset/record-reader.js';
import { withShownHandover } from '../../src/dataset/shown-handover.js';
import { inspect } from '../../src/inspection/inspect.js';
import { put, read } from '../temporary.js';

const SPEAKERS = { c: 'customer', a: 'ai', h: 'human', t: 'tool' } as const;
/** `cach`: who speaks, in order. */
const talk = (order: string): { speaker: Speaker }[] =>
  [...order].map((who) => ({ speaker: SPEAKERS[who as keyof typeof SPEAKERS] }));
const shown = (order: string, rest: Partial<Conversation> = {}) =>
  withShownHandover({ id: '1', turns: talk(order), ...rest }).handover;

describe('what a conversation shows of its hand-over', () => {
  it('is nothing where no person speaks and no ending says so', () => {
    const contained: Conversation = { id: '1', turns: talk('cac'), ending: 'customer-left' };
    expect(withShownHandover(contained)).toBe(contained);
  });

  it('is the answer before a person’s first word', () => {
    expect(shown('cacthch')).toEqual({ afterCustomerTurns: 2, answered: true });
    expect(shown('hc')).toEqual({ afterCustomerTurns: 0, answered: true });
  });

  it('is only that there was one, where the ending says so', () => {
    expect(shown('cac', { ending: 'handed-over' })).toEqual({ afterCustomerTurns: 2 });
  });

  it('is the answer also beside what is recorded, which stands', () => {
    const handover = { afterCustomerTurns: 2, team: 'general', waitSeconds: 61 };
    expect(shown('cach', { handover })).toEqual({ ...handover, answered: true });
    const gaveUp = { ...handover, answered: false };
    expect(shown('cach', { handover: gaveUp })).toEqual(gaveUp);
  });

  it('is no answer where the person spoke before that hand-over', () => {
    expect(shown('chcc', { handover: { afterCustomerTurns: 3 } })).toEqual({
      afterCustomerTurns: 3,
    });
    expect(shown('chcch', { handover: { afterCustomerTurns: 3 } })?.answered).toBe(true);
  });
});

describe('it is the same in every format', () => {
  const answers = async (file: string, map?: string) => {
    const { conversations, problems } = await read(file, map === undefined ? {} : { map });
    expect(problems).toEqual([]);
    return conversations.map(({ handover }) => handover && [handover.answered, handover.team]);
  };
  const rows = (team: string) =>
    `id,speaker,text,team\na,customer,hi,${team}\na,human,I am Ada,${team}\nb,customer,hi,\nb,human,I am Ada,\nc,customer,hi,\nc,ai,bye,\n`;

  it('CSV, with a team beside it and without', async () => {
    expect(await answers(put('t.csv', rows('gen')))).toEqual([
      [true, 'gen'],
      [true, undefined],
      undefined,
    ]);
    expect(await answers(put('t.csv', rows('')))).toEqual([
      [true, undefined],
      [true, undefined],
      undefined,
    ]);
  });

  it('JSON by a mapping, with a recorded wait', async () => {
    const map = put('map.yaml', 'turns: log\ncolumns: { wait_seconds: waited }\n');
    const log = [
      { speaker: 'customer', text: 'hi' },
      { speaker: 'human', text: 'I am Ada' },
    ];
    const file = put('own.json', JSON.stringify([{ waited: 41, log }, { log }]));
    expect(await answers(file, map)).toEqual([
      [true, undefined],
      [true, undefined],
    ]);
  });

  it('canonical, where the wait and its end are then told together', async () => {
    const turns = talk('cach');
    const handover = { after_customer_turns: 2, team: 'general', wait_seconds: 61 };
    const file = put(
      'hb.jsonl',
      [
        { id: '1', turns, handover },
        { id: '2', turns },
      ]
        .map((record) => JSON.stringify(record))
        .join('\n'),
    );
    expect(await answers(file)).toEqual([
      [true, 'general'],
      [true, undefined],
    ]);
  });

  it('a format made by the recipe, whose reader says nothing of hand-overs', async () => {
    const Chat = z.looseObject({ id: z.string(), said: z.string() });
    const format: Format = {
      name: 'mine',
      description: 'a test',
      detect: () => false,
      reader: () =>
        recordReader({
          schema: Chat,
          toConversation: ({ id, said }, { line }) => ({ id, line, turns: talk(said) }),
        }),
    };
    const file = put('mine.jsonl', '{"id":"x","said":"cach"}\n{"id":"y","said":"ca"}\n');
    const { containment, handedOver } = await inspect(datasetOf(file, format, DEFAULT_MAPPING));
    expect(handedOver).toBe(1);
    expect(containment).toEqual({ count: 1, of: 2, share: 1 / 2 });
  });
});
