import { describe, expect, it } from 'vitest';
import { offersPerson } from '../../../src/dataset/signals/offers.js';

describe('an offer leaves the choice to the customer', () => {
  it.each([
    'Would you like me to transfer you to a human agent?',
    'I can transfer you to a human agent. Would you like me to do that?',
    "If you'd like, I can connect you with a specialist.",
    'Shall I have a colleague call you back?',
    'Type AGENT to talk to a person.',
    '需要为您转接人工客服吗',
    '是否需要帮您转人工？',
    '如果您需要，我可以为您转接专员',
    '請問需要轉接人工客服嗎',
  ])('%s', (text) => {
    expect(offersPerson(text)).toBe(true);
  });
});

describe('no offer', () => {
  it.each([
    'I am transferring you to a human agent now.',
    'You have been transferred to an agent.',
    'I am unable to transfer you to a human agent.',
    'Would you like me to transfer 50 euros to your savings account?',
    'Would you like to talk about the insurance?',
    'The agent will call you tomorrow.',
    '正在为您转接人工客服，请稍候',
    '请问您需要查询哪个订单',
    '',
  ])('%s', (text) => {
    expect(offersPerson(text)).toBe(false);
  });
});
