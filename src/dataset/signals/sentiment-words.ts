/**
 * A small sentiment lexicon for service conversations, written for this project: weights from −3 to
 * +3. General lexicons rate "refund", "cancel", "claim" or "issue" as negative; in a service desk
 * those are topics, so they are left out on purpose.
 */
const scale = (entries: readonly (readonly [number, string])[]): Map<string, number> => {
  const words = new Map<string, number>();
  for (const [weight, list] of entries)
    for (const word of list.split(/\s+/)) words.set(word, weight);
  return words;
};

export const ENGLISH_WORDS = scale([
  [
    -3,
    `terrible horrible awful disgusting outrageous appalling atrocious unacceptable worst furious hate hated
    disgraceful scam scammers fraud thieves garbage trash crap bullshit fuck fucking shit shitty wtf pathetic
    despicable ripoff abysmal livid disgusted damn idiots moron stupid`,
  ],
  [
    -2,
    `useless ridiculous angry annoyed annoying frustrated frustrating frustration disappointed disappointing
    disappointment upset ignored ignoring nonsense joke sucks suck bad poor poorly rude unhelpful liar lie lied
    lying cheated mad pissed incompetent insulting insult unhappy dissatisfied unfair miserable nightmare absurd
    shame hopeless bs broken ruined worse sick fedup hell bloody dreadful lousy complain unreliable`,
  ],
  [
    -1,
    `wrong problem problems fail failed fails failing failure error errors slow late delay delayed stuck confused
    confusing difficult hard unfortunately sorry sad worried worry concerned trouble missing lost never waste wasted
    wasting unable tired stress stressful stressed sadly doubt crash crashes crashed damaged crushed unclear
    pointless impossible inconvenient inconvenience urgent ugh argh hmm nothing expensive overcharged complaint`,
  ],
  [
    1,
    `good fine nice ok okay thanks thank thx ty please happy helpful helps helped glad easy fast quick clear well
    appreciate appreciated kind useful better cool works worked solved fixed resolved sure welcome pleased smooth
    reasonable patient comfortable yay lovely cheers`,
  ],
  [
    2,
    `great excellent love loved awesome wonderful perfect perfectly best brilliant fantastic super impressed
    delighted satisfied superb thankful grateful enjoy enjoyed beautiful pleasant thrilled amazing recommend`,
  ],
  [3, 'outstanding phenomenal flawless incredible lifesaver'],
]);

export const NEGATORS = new Set(
  `not no never none nobody neither nor cannot cant dont doesnt didnt isnt wasnt arent werent wont
  wouldnt couldnt shouldnt hasnt havent hadnt aint without hardly barely t`.split(/\s+/),
);
export const BOOSTERS = new Map<string, number>([
  ...`very really extremely absolutely totally completely so too incredibly utterly super truly
  fucking damn bloody seriously beyond`
    .split(/\s+/)
    .map((word) => [word, 1.4] as const),
  ...'slightly somewhat bit little fairly kinda rather quite'
    .split(' ')
    .map((word) => [word, 0.7] as const),
]);

export const CHINESE_WORDS = scale([
  [
    -3,
    `垃圾 骗子 骗人 滚 他妈 特么 妈的 尼玛 傻逼 傻b 智障 脑残 恶心 无耻 太差 差劲 坑人 坑爹 黑心 欺骗 诈骗 气死 忍无可忍 狗屁
    有病 弱智 奸商 流氓 烂透 去死 王八 混蛋 不要脸 极差`,
  ],
  [
    -2,
    `失望 生气 愤怒 投诉 差评 废话 烦死 烦人 很烦 太烦 真烦 糟糕 离谱 可恶 过分 扯淡 忽悠 敷衍 坑 敷衍了事 糊弄 态度差 没用 无语
    恼火 受不了 崩溃 火大 什么玩意 气人 难用 推卸 推脱 欺负 不负责任 无理 可笑 服了 忍不了 窝火 踢皮球 浪费时间 听不懂 答非所问 抓狂 不满 不爽 不像话`,
  ],
  [
    -1,
    `不行 慢 错 坏 问题 麻烦了 着急 急死 担心 糟 难 失败 报错 卡 贵 太久 半天 解决不了 不满意 遗憾 可惜 郁闷 怀疑 无奈 晕 唉 哎 漏 破损 退不了 没人理 还没 又来 到底 头疼 倒霉`,
  ],
  [
    1,
    `好的 谢谢 多谢 感谢 辛苦 可以 不错 行 方便 清楚 明白 放心 好用 快 及时 耐心 热情 解决了 哈哈 好评 开心 高兴 喜欢 舒服 好吃 谢啦 满意 推荐 贴心`,
  ],
  [
    2,
    `非常好 太好了 很好 真好 很棒 太棒 棒 完美 优秀 赞 点赞 给力 厉害 感激 爱了 很满意 非常满意 超好 惊喜 最好 强烈推荐`,
  ],
]);

export const EMOJI_WORDS = new Map<string, number>([
  ...[...'😡🤬😤👎💩🖕😠🤮'].map((e) => [e, -2.5] as const),
  ...[...'😞😢😭😩😒🙄😑😔😣😖😫💔😕'].map((e) => [e, -1.5] as const),
  ...[...'😀😃😄😁😊🙂😍🥰👍👏❤🎉😘🤗💯🙏👌😂'].map((e) => [e, 1.5] as const),
]);
