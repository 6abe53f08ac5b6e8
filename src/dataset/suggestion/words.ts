import type { Speaker } from '../conversation.js';
import type { Field } from '../mapping.js';

/**
 * What other people call our fields, in English, German and Chinese, without spaces, case and
 * marks. From exports of chat platforms as their documents show them, and from guessing.
 */
export const FIELD_WORDS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  id: 'conversationid conversation convid convoid chatid chat chatnr dialogid dialogueid dialog dialogue sessionid session threadid thread ticketid ticket caseid case callid contactid interactionid uuid id gesprach gesprachsid gesprachsnummer vorgang vorgangsnummer 会话id 会话编号 会话 对话id 对话编号 对话 编号'.split(
    ' ',
  ),
  speaker:
    'speaker role sender sendertype senderrole author authortype authorrole from fromrole who actor party participant participanttype source wer absender rolle sprecher 角色 发送者 说话人 发送方 发言人'.split(
      ' ',
    ),
  text: 'text message messagetext msg body content utterance transcript said nachricht inhalt nachrichtentext 内容 消息 消息内容 文本 话语'.split(
    ' ',
  ),
  time: 'time timestamp createdat created sentat datetime date ts at messagetime eventtime zeitpunkt zeit datum uhrzeit 时间 发送时间 时间戳 日期'.split(
    ' ',
  ),
  started_at:
    'startedat start starttime createdat created begin beganat openedat timestamp date beginn startzeit 开始时间 创建时间'.split(
      ' ',
    ),
  at: 'at offset offsetseconds elapsed elapsedseconds seconds secondssincestart'.split(' '),
  customer:
    'customer customerid userid user clientid client visitorid memberid callerid kunde kundennummer kundenid 客户id 用户id 客户 顾客'.split(
      ' ',
    ),
  language: 'language lang locale sprache 语言'.split(' '),
  intent:
    'intent topic category reason subject issuetype contactreason thema anliegen kategorie 意图 主题 类别 问题类型'.split(
      ' ',
    ),
  segment: 'segment tier customertier customertype membership segmentname 客户类型 会员等级'.split(
    ' ',
  ),
  channel: 'channel medium kanal 渠道'.split(' '),
  priority: 'priority prio prioritat urgency 优先级'.split(' '),
  team: 'team queue queuename skill department group abteilung warteschlange 队列 技能组 部门'.split(
    ' ',
  ),
  wait_seconds:
    'waitseconds wait waittime waitingtime queuetime queueseconds timeinqueue wartezeit 等待时间 等待时长 排队时长'.split(
      ' ',
    ),
  answered: 'answered isanswered connected angenommen 是否接通'.split(' '),
  handle_seconds:
    'handleseconds handletime aht talktime servicetime duration durationseconds bearbeitungszeit 处理时长 通话时长'.split(
      ' ',
    ),
  agent: 'agent agentid agentname operator mitarbeiter bearbeiter 坐席 坐席工号 客服工号'.split(
    ' ',
  ),
  resolved: 'resolved isresolved solved issolved gelost erledigt 是否解决 已解决'.split(' '),
  confidence:
    'confidence intentconfidence nluconfidence botconfidence sicherheit konfidenz 置信度'.split(
      ' ',
    ),
  margin: 'margin confidencemargin'.split(' '),
  failed: 'failed fallback isfallback nomatch notunderstood 未理解 是否兜底'.split(' '),
  sentiment: 'sentiment sentimentscore stimmung 情感 情感得分'.split(' '),
  label_handoff: 'handofflabel labelhandoff shouldtransfer needshuman'.split(' '),
};

/** Lists of turns inside a record, most likely first. */
export const TURN_LISTS: readonly string[] =
  'turns messages utterances dialogue dialog transcript conversation events entries log chat items nachrichten 消息 对话'.split(
    ' ',
  );

/** What others write where we write a speaker. */
export const SPEAKER_WORDS: Readonly<Record<Speaker, readonly string[]>> = {
  customer:
    'customer user usr client visitor enduser consumer guest caller buyer contact human_user kunde kundin c 用户 客户 顾客 买家 访客'.split(
      ' ',
    ),
  ai: 'ai bot assistant chatbot voicebot virtualagent virtualassistant robot automated automation llm model gpt botagent aiagent sys b 机器人 智能客服 智能助手 小助手'.split(
    ' ',
  ),
  human:
    'human agent operator representative rep csr staff advisor adviser employee support admin liveagent humanagent mitarbeiter mitarbeiterin berater beraterin 客服 人工 人工客服 坐席 座席 员工'.split(
      ' ',
    ),
  tool: 'tool function api toolresult functioncall 工具'.split(' '),
  system: 'system event note action info notification internal developer 系统'.split(' '),
};

/** Names of scores that a policy may want to read. */
export const SCORE_WORDS =
  /score|prob|anger|angry|frust|risk|urgen|toxic|churn|emotion|mood|sentiment|rating|rank|level|wut|arger|情绪|愤怒|得分|分数|风险/;

/** Without case, marks, spaces and signs, so that `Chat-Nr`, `chat_nr` and `ChatNr` are one. */
export function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
