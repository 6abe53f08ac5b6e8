/**
 * What generated customers and AIs say: a few plain sentences a situation, so that a generated file
 * looks like a chat and its asks, repeats and moods can be found again in the text. Invented here;
 * nothing is taken from a dataset.
 */
export interface Words {
  /** By intent; `other` for intents that have no words of their own. */
  readonly opening: Readonly<Record<string, readonly string[]>>;
  readonly more: readonly string[];
  readonly negative: readonly string[];
  readonly asks: readonly string[];
  readonly solved: readonly string[];
  readonly progress: readonly string[];
  readonly failed: readonly string[];
  readonly thanks: readonly string[];
  readonly offersPerson: readonly string[];
  readonly offersCallback: readonly string[];
  readonly offersTicket: readonly string[];
  readonly asksBack: readonly string[];
  readonly accepts: readonly string[];
  readonly declines: readonly string[];
}

export const WORDS: Readonly<Record<string, Words>> = {
  en: {
    opening: {
      refund: [
        'I sent the shoes back nine days ago and there is still no refund.',
        'How do I get my money back for order {n}?',
        'The jacket does not fit. I would like a refund for order {n}.',
      ],
      where_is_my_parcel: [
        'Where is my parcel? Order {n}.',
        'Tracking for {n} has not moved since Monday.',
        'It says delivered but there is nothing here, order {n}.',
      ],
      account_anomaly: [
        'There is a charge on my account that I did not make.',
        'I am locked out and the reset mail never comes.',
        'My points went from 4,200 to zero overnight.',
      ],
      late_delivery: [
        'Order {n} was promised for today and it is for a birthday tonight.',
        'We fly on Friday and the suitcase from order {n} is not here yet.',
      ],
      product_advice: [
        'Which of the two blenders is quieter?',
        'Does the grey sofa cover go in the dryer?',
        'Will the charger work in Japan?',
      ],
      broken_device: [
        'The kettle leaks and the kitchen floor is wet. Order {n}.',
        'The tablet will not switch on any more, three weeks old.',
      ],
      other: ['I need help with order {n}.'],
    },
    more: [
      'The order number is {n}.',
      'It was bought in your shop in March.',
      'Yes, that is the right address.',
      'I have tried that already.',
      'The mail says to contact you here.',
    ],
    negative: [
      'That does not help me at all.',
      'This is really frustrating.',
      'You are not listening, this is a terrible answer.',
      'I am very disappointed with this.',
    ],
    asks: [
      'I want to talk to a person.',
      'Please connect me to a human agent.',
      'Can someone from your team take over?',
      'Get me a real person, please.',
    ],
    solved: [
      'It is done: you will see it in your account within the hour.',
      'I found it and have put it right. You will get a confirmation by mail.',
    ],
    progress: [
      'Thank you, I have found the order. Could you tell me which item it is about?',
      'I can see that. Just to check: is the delivery address still the same?',
    ],
    failed: [
      'Please have a look at our help pages for returns and deliveries.',
      'I am sorry, I did not quite understand. Could you put it another way?',
      'You can find the status of your order in the order overview.',
    ],
    thanks: ['Great, thank you!', 'Perfect, thanks.'],
    offersPerson: [
      'I am afraid I cannot sort this out alone. Would you like me to transfer you to a colleague?',
      'Shall I connect you to someone from our team?',
    ],
    offersCallback: ['Would you like us to arrange a call back from an agent?'],
    offersTicket: ['Would you like an agent to write back to you by mail?'],
    asksBack: ['Is it about order {n}, or about another one?', 'Which of your orders do you mean?'],
    accepts: ['Yes, please.', 'Yes, that would be great.'],
    declines: ['No, thank you, not now.', 'No, let us go on here.'],
  },
  zh: {
    opening: {
      refund: ['订单{n}的退款怎么还没到账？', '衣服不合适，想退货退款，订单{n}。'],
      where_is_my_parcel: ['订单{n}的包裹到哪了？', '物流三天没动了，单号{n}。'],
      account_anomaly: ['我的账号有一笔不是我的扣款。', '积分一夜之间清零了，怎么回事？'],
      late_delivery: [
        '说好今天送到的，晚上生日要用，订单{n}。',
        '周五就出门了，订单{n}的箱子还没到。',
      ],
      product_advice: ['这两款榨汁机哪个声音小？', '灰色那款沙发套能机洗吗？'],
      broken_device: ['水壶漏水，厨房地上全是水，订单{n}。', '平板才买三周就开不了机了。'],
      other: ['订单{n}有问题想咨询一下。'],
    },
    more: ['订单号是{n}。', '三月份在你们店里买的。', '对，地址没错。', '这个我试过了。'],
    negative: ['一点用都没有。', '太让人失望了。', '你根本没听懂，太差劲了。'],
    asks: ['转人工', '我要找人工客服。', '能不能给我找个真人？', '请帮我接人工。'],
    solved: [
      '已经为您处理好了，一小时内可以在账户里看到。',
      '查到问题并已修正，确认邮件稍后发给您。',
    ],
    progress: ['已经找到您的订单，请问是哪一件商品？', '看到了，请问收货地址还是原来的吗？'],
    failed: [
      '您可以查看帮助中心的退换货说明。',
      '抱歉，我没有理解您的意思，能换个说法吗？',
      '订单状态可以在“我的订单”里查看。',
    ],
    thanks: ['好的，谢谢！', '太好了，多谢。'],
    offersPerson: ['需要我为您转接人工客服吗？', '要不要我帮您转人工？'],
    offersCallback: ['需要安排客服给您回电吗？'],
    offersTicket: ['需要客服稍后给您书面回复吗？'],
    asksBack: ['请问是订单{n}吗，还是另一单？', '请问您指的是哪一个订单？'],
    accepts: ['好的，麻烦了。', '可以，谢谢。'],
    declines: ['不用了，先这样吧。', '不需要，继续在这里说吧。'],
  },
};
