import { simplified } from './chinese.js';
import { hasHan, normalise } from './text.js';
import { WordTable, wordRuns } from './words.js';

/**
 * An AI turn that offers a person and leaves the choice to the customer. "I am transferring you
 * now" announces, "I cannot transfer you" declines, "please contact an agent" sends the customer
 * away to find one: none of these is an offer.
 */
const PERSON =
  /\b(?:humans?|agents?|representatives?|reps?|operators?|advis[eo]rs?|supervisors?|managers?|specialists?|associates?|colleagues?|real person|live (?:person|chat|support)|someone|somebody|person|team member|members? of (?:our|the) (?:team|staff)|(?:customer (?:service|support|care)|support|human) (?:team|staff|representative|agent)|customer (?:service|support)|our team|call ?back)\b/;
const REACH =
  /\b(?:transfer|connect|escalate|hand|put|pass|route|redirect|refer|forward|speak|talk|chat|switch|arrange|schedule|have|get|bring|call|reach|assist|continue)\b/;
const CHOICE =
  /\b(?:would you (?:like|prefer|want|rather)|do you (?:want|wish|prefer|need)|shall i|should i|may i|can i (?:connect|transfer|put|get|have|hand)|want me to|if you(?:'d| would|'re)? (?:like|prefer|want|wish|need|decide|rather|change|still)|(?:just )?(?:let me know|tell me|say the word)|would it help|how about|are you (?:ok|okay|happy) (?:with|for me)|i (?:can|could) (?:also |always |certainly |gladly |then )?(?:transfer|connect|escalate|hand|put|pass|get|have|arrange|refer|bring|route|forward)|(?:type|say|reply|press|enter|click|tap) \S+.{0,20} (?:to|for) )/;
const NO_CHOICE =
  /\b(?:(?:can(?:not|'t| not)|unable to|not able to|won't|will not) (?:\w+ )?(?:transfer|connect|escalate|hand|put|pass)|i (?:am|'m) (?:now )?(?:transferring|connecting|escalating)|i (?:will|'ll) (?:now )?(?:transfer|connect|escalate)|transferring you|connecting you|you (?:have been|are being|will be) (?:transferred|connected))\b/;
/** Sends the customer to find a person: nothing the AI would do, so nothing it offers. */
const SENT_AWAY =
  /\b(?:recommend|suggest|advise|please|need to|have to|should|can(?: always)?) (?:that you )?(?:contact|contacting|call|calling|reach|reaching|get in touch|visit)\b/;
const SENTENCE = /[.!?\n]+/;

const ZH_PERSON = /人工|真人|客服|专员|工作人员|经理|主管|顾问|坐席|座席|同事/;
const ZH_CHOICE =
  /(?:需要|要不要|是否|可以|如需|如果|若|想要|想不想|您看|要我|用不用|愿意|希望|能否|方便|建议|也可)[^。！？!?\n]{0,20}?(?:转接|转|接入|接通|联系|安排|找|为您|帮您|给您|回电|沟通)|(?:回复|输入|发送|点击|说|按)[^。！？!?\n]{0,6}(?:人工|客服|真人|\d)|(?:转接|转|联系|安排)[^。！？!?\n]{0,14}(?:吗|么|好不好|可以吗|呢)/;
const ZH_NO_CHOICE =
  /正在(?:为您)?(?:转|接)|(?:马上|立即|即将|这就)为您转|已(?:经)?(?:为|帮)您(?:转|安排)|无法(?:为您)?转|不能(?:为您)?转|正为您转/;

export function offersPerson(text: string): boolean {
  const plain = normalise(text);
  return hasHan(plain) ? offersInChinese(simplified(plain)) : offersInEnglish(plain);
}

/** One of these words is in every text that speaks of a person or of `transfer`; cheap to look for. */
const TRACES = new WordTable(
  `human humans agent agents representative representatives rep reps operator operators advisor
  advisors adviser advisers supervisor supervisors manager managers specialist specialists associate
  associates colleague colleagues person live someone somebody team member members support customer
  call callback transfer`
    .split(/\s+/)
    .map((word) => [word, true] as const),
);

function hasTrace(text: string): boolean {
  const words = wordRuns(text);
  for (let i = 0; i < words.count; i++) if (TRACES.get(text, words, i)) return true;
  return false;
}

function offersInEnglish(text: string): boolean {
  if (!hasTrace(text)) return false;
  if (!PERSON.test(text) && !/\btransfer\b/.test(text)) return false;
  return text
    .split(SENTENCE)
    .some(
      (sentence) =>
        CHOICE.test(sentence) &&
        REACH.test(sentence) &&
        (PERSON.test(sentence) ||
          /\b(?:transfer|escalate) (?:you|this|it|your (?:call|chat|case|request|issue))\b|\bthe transfer\b/.test(
            sentence,
          )) &&
        !NO_CHOICE.test(sentence) &&
        !SENT_AWAY.test(sentence),
    );
}

function offersInChinese(text: string): boolean {
  if (!ZH_PERSON.test(text)) return false;
  return text
    .split(/[。！!\n]+/)
    .some((part) => ZH_PERSON.test(part) && ZH_CHOICE.test(part) && !ZH_NO_CHOICE.test(part));
}
