import type { Ask } from '../conversation.js';
import { INITIALS, LOANS, NEGATION, NOUNS, PINYIN, simplified, VARIANTS } from './chinese.js';
import { PATTERNS } from './chinese-patterns.js';
import { maskQuotes, wordsOf } from './text.js';

/**
 * Chinese asks. There are no word boundaries to lean on, so nouns and negations become capital
 * letters in the (lower-case) text, and patterns over that line find where a person may be asked
 * for; each place is judged by negation, report, past and questions *about* people.
 */
const MAYBE =
  /人|说了算|的来|喊|喘|客服|[客刻课克可][服福伏扶]|经理|主管|领导|老板|专员|同事|转|轉|机器|電話|电话|回电|回電|联系|聯|谁|跳过|绕过|绕开|避开|摆脱|誰|客訴|投诉|负责|負責|管事|拍板|坐席|座席|店长|售后|师傅|師|經理|主管|領導|闆|專|幫|活的|喘气|负|值班|打给|亻|顾问|话事|做主|在线|ai|上级|agent|human|transfer|zrg|rgkf|kefu|rengong|zhenren|服务|喂|员|員|师|长|長|医|醫|教练|接|总|總|護士|护士|管家|物业|司机|骑手|专家|法务|财务|销售|导购|前台|后台|小哥|大哥|大姐|姐姐|部门|让他|让她|小伙|姑娘|[找派喊叫换]|来[个位]|的人|跟人|和人|得人|要人|打电话|客f|翻译|老大|头头|中心|部门?/;

const SYLLABLES = Object.keys(PINYIN).sort((a, b) => b.length - a.length);
const PINYIN_HINT =
  /\b(?:zhuan ?ren ?gong|ren ?gong|ke ?fu|zhen ?ren|z?z?rg(?:kf|fw)?|z?kf|zz?r|b[yz]?zrg|huo ?ren|zhu ?guan|jing ?li|zhao ?ren)\b/;

const SYLLABLE =
  /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng(?![aeiouv])|[nr](?![aeiouvg]))?/;
const CALLING =
  /ren\b|ren ?(?:lai|ma)|zhao|zhuan|jiao (?:ni|ge)|ling ?dao|lao ?ban|shi ?fu\b|gei wo/;

/** One of these is in every text that the two patterns accept; cheap to look for. */
const PINYIN_TRACES = /ren|rg|kf|zr|ke ?fu|zhao|zhu|jing|jiao |ling|lao|shi ?f|gei wo/;

/** Could this text be Chinese typed in Latin letters? */
export function looksPinyin(text: string): boolean {
  if (!PINYIN_TRACES.test(text)) return false;
  if (PINYIN_HINT.test(text)) return true;
  return text.length < 60 && CALLING.test(text) && wordsOf(text).every(pinyinWord);
}

function readPinyin(text: string): string {
  if (!looksPinyin(text)) return text;
  return text
    .replace(/[a-z]+/g, (word) => INITIALS[word] ?? syllables(word) ?? word)
    .replace(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '');
}

/** Greedy, one syllable after the other, so that no text makes it slow. */
function pinyinWord(word: string): boolean {
  let rest = word;
  while (rest !== '') {
    const syllable = SYLLABLE.exec(rest);
    if (syllable === null) return false;
    rest = rest.slice(syllable[0].length);
  }
  return true;
}

function syllables(word: string): string | undefined {
  let rest = word;
  let read = '';
  while (rest !== '') {
    const next = SYLLABLES.find((s) => rest.startsWith(s));
    if (next === undefined) return undefined;
    read += PINYIN[next];
    rest = rest.slice(next.length);
  }
  return read;
}

function tagged(text: string): string {
  let line = readPinyin(simplified(text));
  if (/[a-z]/.test(line)) for (const [pattern, word] of LOANS) line = line.replace(pattern, word);
  // 人 工 客 服: spaces between single characters are not punctuation
  line = line.replace(/(?<=(?:^|[\s,，。!！])\p{Script=Han}) (?=\p{Script=Han}(?:\s|$))/gu, '');
  line = line.replace(
    /(?<=[转接找叫要个跟和给]) (?=\p{Script=Han})|(?<=\p{Script=Han}) (?=[吗啊呀吧])/gu,
    '',
  );
  for (const [pattern, word] of VARIANTS) line = line.replace(pattern, word);
  line = maskQuotes(line, 'Q');
  line = line
    .replace(/能不能|能否|可不可以|可否|得不得/g, '能')
    .replace(/要不要/g, '要吗')
    .replace(/行不行|好不好|中不中|成不成|行吗|好吗|可以吗|中不|成不|得唔得/g, '吗')
    .replace(/有没有|有木有|有无|有冇|有没/g, '有么')
    .replace(/是不是/g, '是么');
  for (const [pattern, tag] of NOUNS) line = line.replace(pattern, tag);
  return line.replace(NEGATION, 'X');
}

const BREAK =
  /[\s,，。.!！?？;；:：、~～…—()（）"“”]+|[\p{Extended_Pictographic}]+|(?<!X.{0,3})(?=直接|赶紧|赶快|还是(?![PB人X算免自就])|但是?|可是|所以|而是|只要|就想|我就要|我只?要|现在想)|(?:但是?|可是|所以|因为|然后|否则)/u;

const BARE =
  /^(?:P|我|俺|要|的|啊|呀|呢|吗|嘛|快|点|请|麻烦|谢谢|谢|亲|你好|您好|了|吧|求|求求|来|个|一|位|就|现在|马上|立刻|赶紧|速度|速|转接?|接|找|哦|喂|嗨|行|好|那|直接|帮|给|服务|呗|哈|啦|么|在|是|\d|换|下|叫|可以|能|想|需|你|您|这|里|W(?=P)|上)+$/;
const TRANSPARENT =
  /^(?:再|给|我|俺|你|您|们|帮|麻烦|把|跟|和|与|找|转|接|叫|喊|到|去|让|请|什么|啥|任何|一|个|位|的|又|要|想|那|这|打|电话|联系|安排|派|换|来|老|总是?|随便|动不动就|急着|先|说|是|用|还|有|其他|他|她|着|回|劳烦|惊动|特意|专门|为|此|浪费|占用|X|[PW]|通|跑|听|见|着急|拨|出|成|下|送|踢|推|急|我们|现在|真|K)*$/;

const AFTER_REFUSES =
  /[PW人](?:服务|那边)?(?:的话)?(?:就|都|也|咱|先|可以|还是|什么的)*(?:X(?!.{0,3}B)了?|免了?|算了|省了|罢了|不找了|不转了|没必要)/;
const BARE_REFUSES =
  /X(?:再|给我|帮我|帮|把我|用|急着|先)*转接?(?:了|啦|过去|走|来转去|X|$|给|到)|X(?:再|又|给我|帮我|帮|把我|找|叫|喊|麻烦|惊动|劳烦|安排|请|让|什么|任何|去|到|转接?|接|烦|等|排队等?|你们?的?|再次|打扰|联系|用)*P(?!.{0,4}[吗么]$)|X(?:再|给我|帮我|用|你们)*(?:找|叫|派|换|安排|喊|请|接|麻烦|来|劳驾)(?:个|一个|什么|任何|谁|你们)?(?:人(?!工)|W)|(?:^|[^说])X(?:再|给我|帮我)?(?:转接?|P)(?:了|啦|过去|走|来转去|$|[!！,，])|不转了|别转/;
const CALL_REFUSES =
  /(?:回电|回访|转接|预约|电话)[^,]{0,7}X(?:了|吧|掉|打|来|接|回|$)|X.{0,5}(?:打电话|来电|回电|致电|打给我|电话|联系我)|(?:回电|回访|转接|预约)(?:的)?(?:请|帮我|给我|可以)?(?:X|取消)|(?:回电|回访|转接)X/;
const AVERSE =
  /(?:累|烦|怕|讨厌|社恐|尴尬|紧张|恐惧|头疼|费劲|受不了|害羞|抵触|磨叽|浪费时间|抗拒|不自在|发怵|没意思|X想|X)/;
const TALKING =
  /(?:跟|和|与|同|找)(?:[PW]|[^B]{0,3}人)[^B]{0,3}(?:说|聊|讲|谈|打|沟通|交流|通|废话|扯|啰嗦|纠缠|理论|接触|掰)|(?:接|打)(?:[PW]|人).{0,2}电话/;
const SUPPORT_OF_BOT =
  /(?:跟你|和你|你这样|你就|机器人就)(?:聊|说|谈|讲)?(?:挺|就|也)?(?:好|行|够|可以)/;

const SAID =
  /(?:以为|听说|据说|说是|写着|显示|提示|说的|上面说|广告|短信说|朋友说|自称|规定)|[^我都][^我]{0,3}(?<![会能])说(?!说|话|明|了[几多好半\dK]|过[几多好半])/;
const OWN_SAID =
  /说(?:让|叫|要)你们|(?:我|都|跟你|已经|刚|再)(?:说|讲)(?:了|过)?|说(?:了|过)(?:几|多少|好几|半天|[\dK两三])/;
const BY_STAFF =
  /[PW](?:跟我|和我|对我|给我|他|她|们)?.{0,4}?(?:说(?!话|说|上|两|一|几|会|点|个|句|清|明)|答应|告诉|承诺|让我|让他|叫我|叫他|回复我|态度|挂了|推荐|保证|通知|给我(?:发|打|推|寄|办|弄|开|查)(?:了|过)|打来|打过(?!去|来)|联系过|联系了|来过|帮我(?:.{0,3})(?:了|过|好)|的时候|姓|很|挺|真好|服务得|给我的|教我|发我|发给我的|骗|建议|解释|承认|转告)/;
const PAST =
  /昨天|昨晚|昨日|前天|上次|上回|上周|上个?月|刚才|刚刚|刚(?=[跟和给找打问联从])|之前|以前|早上|上午|那天|去年|有次|有一次|第一次|前几天|前两天|上星期|那次|当时|曾经|过了$|[聊说谈通打讲]完|已经?(?:跟|和|找|联系|问|打)|[谈说聊约][好妥]了|[聊谈]过/;
/** "Is there anyone who can tell me": an act that is wished for, not one that was done. */
const WISHED_ACT =
  /^[^PW]*(?:有么|请|派|安排|换|能|让|叫|找|喊|要|需要|麻烦)[^PW]{0,8}[PW](?:亲自|直接|尽快|马上|现在|一对一|单独|快点|赶紧|赶快|今天|明天|过|出)*(?:跟|和|给|帮|来|联系|回|打|处理|解决|说|讲|接|解释|核实|对接|教|看|通知)|(?:要|想|能|可以)(?:跟|和|与|找)[^PW]{0,4}[PW]/;
const WISH = /我要|我想|帮我|给我|请|麻烦|能|可以|现在|再|快|赶紧|我就要|必须|一定要|立刻|马上/;
const ABOUT =
  /几点|(?<!有.{0,6})[上下]班|收费|要钱|扣费|工资|放假|太慢|太久|太贵|太烦|外包|多久|是么|什么要求|要求[高吗]|多少钱|学历|招聘|招|待遇|费用|态度|骗|真的[吗么]|靠谱|叫什么|工号|好评|点赞|表扬|锦旗|区别|考试|培训|24小时|五星|[几\d]星|评价|打分|满意度|红包|小费|送礼|周末|节假日|休息|免费|贵[不吗么]|太贵|扣钱|收钱|几天|有多少|辛苦|自动|安全|录音|服务时间|时间是|什么时候|哪天|哪个国家|[请招雇用]的[PW]|饭碗|取代|替代|淘汰|下岗|失业|好当|好做|累不累|算什么|啥意思|什么意思|要等|等多|排队|加钱|另外收/;
const IDENTITY =
  /(?:你|您|这|那边|对面)(?:们|边)?(?:到底|究竟|其实)?(?:还)?(?:是|算)(?:么|不是)?.{0,3}(?:[PB]|人$|人[吗吧啊么])|[PB人](?:还是|or)[PBK人]/;
const TRADE =
  /(?:干过|做过|当过|是做|应聘|做|当|我是|我也是|在当|我以前是|冒充|假冒|自称).{0,4}?[PW]/;
const COMPARED = /比.{0,4}[PWB].{0,4}(?:强|好|快|靠谱|聪明|管用|耐心|厉害)/;
const OWN_PLAN =
  /我(?:自己|一会|等会|回头|晚点|明天|下次|再|先|待会|改天|只好|会|去)(?:儿|再|去|先)*(?:找|联系|打|问|跟|给)/;
const HYPOTHETICAL =
  /[PW]的(?:按钮|流程|记录|规则|费用|选项|键|功能)(?!在|怎|呢)|(?:转接?|接|找|联系|打)(?:到|通|给)?[PW](?:后|之后|以后|要|会|需要|的话|是么|能|就能|也).{0,9}(?:吗|么|几|多|钱|$)/;

function judgeClause(line: string, next: string): Ask {
  const person = /[PW]/.test(line);
  const fallback: Ask = /[PBL]|Z|X?转/.test(line) || /W/.test(line) ? 'mention' : 'none';
  if (IDENTITY.test(line) || COMPARED.test(line) || TRADE.test(line)) return 'mention';
  if (AFTER_REFUSES.test(line) && (person || /X用|找人/.test(line))) return 'refuse';
  if (!PAST.test(line) && (BARE_REFUSES.test(line) || CALL_REFUSES.test(line)))
    return /B/.test(line) || /为[什啥何]/.test(line) ? fallback : 'refuse';
  if (!/B|P呢/.test(line) && AVERSE.test(line) && TALKING.test(line)) return 'refuse';
  if (BARE.test(line) && /P/.test(line)) return 'request';
  let refused = false;
  let told = false;
  for (const pattern of PATTERNS) {
    const hit = pattern.exec(line);
    if (hit === null) continue;
    const before = line.slice(0, hit.index);
    const at = before.lastIndexOf('X');
    if (
      at >= 0 &&
      TRANSPARENT.test(before.slice(at + 1)) &&
      !/为[什啥何]|怎么|干嘛|咋|凭/.test(before)
    ) {
      refused = true;
      continue;
    }
    if (hit[0].includes('X')) continue;
    const reported = SAID.test(before) && !OWN_SAID.test(before);
    const past = PAST.test(line) && !WISH.test((before + hit[0]).replace(/[PW].*$/, ''));
    const how = /按几|按哪|怎么|咋|如何|号|入口/.test(hit[0]);
    const about =
      ABOUT.test(line) &&
      !(/我要|帮我|给我|我想/.test(before + hit[0]) && !/吗|么|几/.test(line)) &&
      !how;
    if (
      reported ||
      past ||
      about ||
      (BY_STAFF.test(line) && (PAST.test(line) || !WISHED_ACT.test(line))) ||
      OWN_PLAN.test(line) ||
      HYPOTHETICAL.test(line)
    )
      told = true;
    else if (/^(?:有么|有|还有).*人/.test(hit[0]) && /过|[买用试]/.test(line.slice(hit.index)))
      told = true;
    else return 'request';
  }
  if (refused) return 'refuse';
  if (told) return 'mention';
  if (
    /X[^PW]{0,4}(?:跟|和|与|对着|用|要|想|K)?B|B[^PW]{0,3}(?:滚|退下|走开|闪开|一边)|(?:够|烦)[^PW]{0,3}B/.test(
      line,
    ) &&
    !SUPPORT_OF_BOT.test(line) &&
    next !== 'Q'
  )
    return 'request';
  return fallback;
}

function linesOf(text: string): string[] {
  return tagged(text)
    .split(BREAK)
    .filter((line) => line !== undefined && line !== '');
}

/** What the turn says on its own, no offer in view. */
export function askInChinese(text: string): Ask {
  if (!MAYBE.test(text) && !looksPinyin(text)) return 'none';
  let last: Ask = 'none';
  const lines = linesOf(text);
  for (const [i, line] of lines.entries()) {
    const ask = judgeClause(line, lines[i + 1] ?? '');
    if (ask === 'refuse' || ask === 'request') last = ask;
    else if (ask === 'mention' && last === 'none') last = 'mention';
  }
  return last;
}
