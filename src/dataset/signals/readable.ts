import type { Conversation, Turn } from '../conversation.js';

/** Tags and names of English and Chinese, as files have them: `en-GB`, `Englisch`, `zh_CN`, `cmn`, 中文. */
const READ =
  /^(?:en(?![a-z])|eng|ing[lel]|angl|zh(?![a-z])|zho|zhong|ch?in|chi(?![a-z])|cmn|yue|mandarin|canton|中|汉|漢|普通|粤|粵|国语|國語|简|簡|繁|英)/i;
/** Says of no one language that it is the one. */
const UNTOLD = /^(?:und|mul|mis|zxx|unknown|other|any|all|none|null|n\/?a|-|\?)?$/i;

/** Letters of scripts in which neither is written: from Greek to Georgian and beyond, kana, Hangul. */
const FOREIGN =
  /[\u0370-\u1dff\u1f00-\u1fff\u3041-\u3096\u30a1-\u30fa\u3131-\u318e\uac00-\ud7a3\ufb1d-\ufdff\ufe70-\ufefc]/;
const FOREIGN_LETTERS = new RegExp(`(?=\\p{L})${FOREIGN.source}`, 'gu');
const OWN_LETTERS = /[\p{Script=Latin}\p{Script=Han}]/gu;

/**
 * Whether the texts of a conversation are in a language whose words are known here: English or
 * Chinese. In any other, that no ask was found would say nothing.
 *
 * A recorded language decides. Without one, texts are taken to be readable unless most letters of
 * the customer and the AI belong to other scripts.
 */
export function isReadable({ language, turns }: Pick<Conversation, 'language' | 'turns'>): boolean {
  const told = language?.trim() ?? '';
  if (!UNTOLD.test(told)) return READ.test(told);
  if (!turns.some((turn) => FOREIGN.test(heard(turn)))) return true;
  const letters = (of: RegExp) =>
    turns.reduce((sum, turn) => sum + (heard(turn).match(of)?.length ?? 0), 0);
  return letters(FOREIGN_LETTERS) <= letters(OWN_LETTERS);
}

/** What the customer or the AI says: nothing is read out of other turns. */
function heard({ speaker, text }: Turn): string {
  return speaker === 'customer' || speaker === 'ai' ? (text ?? '') : '';
}
