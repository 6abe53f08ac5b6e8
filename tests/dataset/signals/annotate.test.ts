import { expect, it } from 'vitest';
import type { Conversation } from '../../../src/dataset/conversation.js';
import { annotate, DERIVED_SIGNALS } from '../../../src/dataset/signals/annotate.js';
import { withoutMarkup } from '../../../src/dataset/signals/markup.js';

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

it('reads markup as its reader sees it, and leaves alone what only resembles it', () => {
  const read = (text: string) => {
    const turn = { speaker: 'customer', text } as const;
    return annotate({ id: 'c', turns: [turn] }).turns[0]!;
  };
  for (const text of [
    '<p>agent</p>',
    '<div class="x"><p>I&nbsp;want to speak to an <b>a</b>gent</p></div>',
    'I don&#39;t want a bot,<br/>get me a human&hellip;',
    '<p>转<span>人工</span></p>',
  ])
    expect(read(text)).toMatchObject({ text, ask: 'request' });
  expect(read('<p>I don&rsquo;t want to speak to an agent</p>').ask).toBe('refuse');
  expect(read('<p>this is <a href="https://example.com/agent">awful</a></p>').ask).toBe('none');
});

it.each([
  ['a < b & c > d', 'a < b & c > d'],
  ['<order number> <3 &unknown;', '<order number> <3 &unknown;'],
  ['AT&amp;T &lt;p&gt;', 'AT&T <p>'],
  ['<!-- note --><P>one</P>\n<p>two&#x21;</p>', 'one\ntwo!'],
])('without markup, %s is %s', (text, plain) => {
  expect(withoutMarkup(text)).toBe(plain);
});
