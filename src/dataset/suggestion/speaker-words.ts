import type { Speaker } from '../conversation.js';
import { plain, tokens } from './names.js';

/** What others write where we write a speaker, plain (`names.ts`). */
const SPEAKER_WORDS: Readonly<Record<Speaker, readonly string[]>> = {
  customer:
    'customer user usr client visitor enduser consumer guest caller buyer contact humanuser requester shopper kunde kundin endkunde endkundin nutzer nutzerin endnutzer benutzer benutzerin endbenutzer anwender anfrager anfragende anfragesteller anfragerin kaufer interessent gast mitglied member patron subscriber endcustomer enduserclient customeruser besucherin besucher anrufer anruferin c client cliente clienta visitatore utente visiteur visiteuse usager utilisateur usuario usuaria visitante utilizador 用户 客户 顾客 买家 访客 用戶 客戶 顧客 訪客 买方 咨询者'.split(
      ' ',
    ),
  ai: 'ai bot assistant chatbot voicebot virtualagent virtualassistant robot automated automation llm model gpt botagent aiagent agentbot sys b automat assistent ki robo robot assistantvirtuel agentvirtuel asistente asistentevirtual agentevirtual assistente assistentevirtual automatico 机器人 智能客服 智能助手 智能机器人 机器人客服 虚拟客服 在线机器人 小助手 助手 機器人 智能客服机器人 ai客服 ai助手'.split(
    ' ',
  ),
  human:
    'human agent operator representative rep csr staff advisor adviser employee support admin teammate liveagent humanagent owner mitarbeiter mitarbeiterin servicemitarbeiter supportmitarbeiter kundenberater kundenbetreuer kundendienst kundenservice betreuer betreuerin assignee berater beraterin agentin sachbearbeiter sachbearbeiterin conseiller conseillere operateur operatrice agente asesor asesora operador operadora ejecutivo ejecutiva atendente consultor consultora operatore operatrice addetto addetta 客服 人工 人工客服 坐席 座席 员工 客服人员 在线客服 人工坐席 人工座席 商家 卖家 店员 員工'.split(
      ' ',
    ),
  tool: 'tool function api toolresult functioncall 工具'.split(' '),
  system:
    'system event note action info notification internal developer systemmessage systeme sistema sistem 系统 系统消息 系統'.split(
      ' ',
    ),
};

const MACHINE = /^(?:\p{L}*bot|bots|virtual\p{L}*|virtuel\p{L}*|automat\p{L}*|ai|ki)$/u;

/** Who a word in the speaker's column probably is; undefined where nothing tells. */
export function speakerOf(word: string): Speaker | undefined {
  const spelt = plain(word);
  for (const [speaker, words] of Object.entries(SPEAKER_WORDS))
    if (words.includes(spelt)) return speaker as Speaker;
  // "Einstein Bot", "Asistente virtual", 小蜜机器人: whatever else it is called.
  if (tokens(word).some((token) => MACHINE.test(token)) || /机器人$|機器人$/.test(spelt))
    return 'ai';
  return undefined;
}
