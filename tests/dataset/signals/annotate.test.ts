import { expect, it } from 'vitest';
import type { Conversation } from '../../../src/dataset/conversation.js';
import { annotate, DERIVED_SIGNALS } from '../../../src/dataset/signals/annotate.js';

it('returns a conversation without text as it is', () => {
  const call: Conversation = {
    id: 'c',
    turns: [{ speaker: 'customer', ask: 'request' }, { speaker: 'ai' }],
  };
  expect(annotate(call)).toBe(call);
});

it('fills in what is absent, per speaker, and changes nothing it was given', () => {
  const given: Conversation = Object.freeze({
    id: 'c',
    turns: Object.freeze([
      { speaker: 'customer', text: 'this is awful, my parcel never came' },
      { speaker: 'ai', text: 'I am sorry. Would you like me to transfer you to a human agent?' },
      { speaker: 'tool', text: 'transfer me to an agent' },
      { speaker: 'customer', text: 'yes please' },
    ] as const),
  });
  const { turns } = annotate(given);
  expect(turns[0]).toMatchObject({ ask: 'none', rephrased: false });
  expect(turns[0]!.sentiment).toBeLessThan(0);
  expect(turns[1]).toMatchObject({ offersPerson: true, repeated: false });
  expect(turns[2]).toEqual(given.turns[2]);
  expect(turns[3]!.ask).toBe('accept');
  expect(Object.keys(turns[0]!).filter((key) => key in given.turns[0]!)).toEqual([
    'speaker',
    'text',
  ]);
});

it('lets recorded values win, also as context', () => {
  const { turns } = annotate({
    id: 'c',
    turns: [
      {
        speaker: 'ai',
        text: 'Would you like me to transfer you to a human agent?',
        offersPerson: false,
        repeated: true,
      },
      { speaker: 'customer', text: 'yes please', sentiment: -1, rephrased: true },
      { speaker: 'ai', offersPerson: true },
      { speaker: 'customer', text: 'yes please' },
      { speaker: 'customer', text: 'give me a human', ask: 'none' },
    ],
  });
  expect(turns[0]).toMatchObject({ offersPerson: false, repeated: true });
  expect(turns[1]).toMatchObject({ ask: 'none', sentiment: -1, rephrased: true });
  expect(turns[3]!.ask).toBe('accept');
  expect(turns[4]!.ask).toBe('none');
});

it('keeps an offer in view for one customer turn only', () => {
  const { turns } = annotate({
    id: 'c',
    turns: [
      { speaker: 'ai', text: '需要为您转接人工客服吗？' },
      { speaker: 'customer', text: '稍等' },
      { speaker: 'ai', text: '请问是哪个订单？' },
      { speaker: 'customer', text: '好的' },
    ],
  });
  expect(turns[3]!.ask).toBe('none');
});

it('names the signals that it derives', () => {
  expect(DERIVED_SIGNALS).toEqual(['ask', 'offersPerson', 'repeated', 'rephrased', 'sentiment']);
});
