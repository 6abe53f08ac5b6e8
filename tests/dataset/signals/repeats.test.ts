import { describe, expect, it } from 'vitest';
import { Memory } from '../../../src/dataset/signals/repeats.js';

function heard(kind: 'repeat' | 'rephrase', ...texts: string[]): boolean[] {
  const memory = new Memory(kind);
  return texts.map((text) => memory.again(text));
}

describe('a repeated answer', () => {
  it('shares nearly all its words with an earlier one, not only with the last', () => {
    expect(
      heard(
        'repeat',
        'You can return any item within 30 days using the label in your parcel.',
        'Which order is this about, and when did it arrive?',
        'You can return any item within 30 days, using the label in the parcel.',
      ),
    ).toEqual([false, false, true]);
  });

  it('is compared by character pairs in Chinese', () => {
    expect(
      heard(
        'repeat',
        '您可以在收到商品后七天内申请无理由退货',
        '您可以在收到商品后七天内申请无理由退货哦',
        '请提供您的订单编号',
      ),
    ).toEqual([false, true, false]);
  });

  it('is never a short one', () => {
    expect(heard('repeat', 'One moment please.', 'One moment please.')).toEqual([false, false]);
  });

  it('is not another answer of the same shape', () => {
    expect(
      heard(
        'repeat',
        'Your order 1234 arrives on Monday by post.',
        'Your card 9876 expires in March this year.',
      ),
    ).toEqual([false, false]);
  });
});

describe('a rephrased question', () => {
  it('shares half of the content words, whatever their endings', () => {
    expect(
      heard(
        'rephrase',
        'How do I cancel my subscription and get the last payment refunded?',
        'I want my subscription cancelled and the payment refund, how?',
        'By the way, does the new phone support wireless charging?',
      ),
    ).toEqual([false, true, false]);
  });

  it('is found in Chinese', () => {
    expect(
      heard('rephrase', '我的退款什么时候到账', '退款到底什么时候到账啊', '你们周末发货吗'),
    ).toEqual([false, true, false]);
  });
});

it('costs the same per turn in a conversation of any length', () => {
  const started = performance.now();
  const memory = new Memory('repeat');
  for (let i = 0; i < 20_000; i++)
    memory.again(`answer number ${i} about topic ${i * 7} and ${i * 13} words`);
  expect(performance.now() - started).toBeLessThan(2000);
});
