import type { Ask } from '../conversation.js';
import { askInChinese, looksPinyin } from './ask-chinese.js';
import { askInEnglish } from './ask-english.js';
import { hasHan, normalise } from './text.js';

export interface AskContext {
  readonly language?: string;
  /** The AI turn right before offered a person. */
  readonly offeredBefore?: boolean;
}

/** What a customer turn says about talking to a person; rules only, no model. */
export function classifyAsk(text: string, context: AskContext = {}): Ask {
  const plain = normalise(text);
  const alone = askAlone(plain);
  return context.offeredBefore === true ? askAfterOffer(plain, alone) : alone;
}

/** What a normalised text says on its own, no offer in view. */
export function askAlone(plain: string): Ask {
  // The characters decide, not the language field: customers mix languages within a sentence.
  if (hasHan(plain) || looksPinyin(plain)) {
    const chinese = askInChinese(plain);
    if (chinese === 'request' || chinese === 'refuse' || !/[a-z]{4}/.test(plain)) return chinese;
    const english = askInEnglish(plain);
    return english === 'none' ? chinese : english;
  }
  return askInEnglish(plain);
}

const YES =
  /^\W*(?:(?:ok|okay|oh|well|hi|thanks|thank you|hmm|um|uh|great|perfect|fine|alright)[\s,.!]+)*(?:yes|yeah|yep|yup|ya|yea|sure|please|pls|plz|absolutely|definitely|of course|certainly|correct|go ahead|do it|do that|sounds good|that would be (?:great|good|nice|helpful|perfect|fine)|i would (?:like|appreciate|love) that|i'd (?:like|appreciate|love) that|why not|by all means|let's do (?:it|that)|ok|okay|alright|fine|great|perfect|y)(?=$|\W)/;
const NO =
  /^\W*(?:(?:ok|okay|oh|well|thanks|thank you|hmm|um|uh)[\s,.!]+)*(?:no|nope|nah|not (?:now|yet|really|necessary|needed)|never ?mind|i'?m good|i'?m fine|i(?:'d| would) (?:rather|prefer) not|don'?t|no need|that'?s (?:ok|okay|fine|alright)|it'?s (?:ok|okay|fine))(?=$|\W)/;
const YES_ZH =
  /^[\s,，。!！]*(?:好的?|行|可以|嗯+|要|是的?|对|需要|麻烦(?:你|您)?了?|转吧?|接吧?|请|那就?转|那好|成|中|ok|没问题|当然|同意|赶紧|快)/;
const NO_ZH =
  /^[\s,，。!！]*(?:不用|不要|不需要|不必|不了|不行|先不|算了|没事|别|甭|免了|不转|暂时不|否|不$|不是|不好|唔使|唔要|不麻烦)/;

/** A short yes takes up the offer; a yes followed by other business has to name a person or transfer. */
export function askAfterOffer(plain: string, alone: Ask): Ask {
  const chinese = hasHan(plain);
  const yes = (chinese ? YES_ZH : YES).test(plain);
  const no = (chinese ? NO_ZH : NO).test(plain);
  if (alone === 'refuse') return 'refuse';
  if (alone === 'request') {
    // "Is there someone else?" after an offer passes the offer by and asks anew.
    return yes || !/\b(?:is|are) there\b|\bescalate\b|有没有|有木有/.test(plain)
      ? 'accept'
      : 'request';
  }
  if (no) return 'refuse';
  if (!yes) return alone;
  const size = chinese ? plain.length / 2 : plain.trim().split(/\s+/).length;
  return size <= 8 || alone === 'mention' ? 'accept' : alone;
}
