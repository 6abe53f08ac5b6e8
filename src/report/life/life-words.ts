import type {
  DecisionEntry,
  Deed,
  EventEntry,
  ReplyEntry,
  TurnEntry,
} from '../../experiment/life/life.js';
import type { Explanation } from '../../policy/condition/explanation.js';
import { decidersOf } from '../../policy/condition/explanation.js';
import type { SignalValue } from '../../policy/condition/signal-reading.js';
import { HEAD } from '../../simulation/people/silence.js';
import { printable } from '../text-table.js';

/** Words for what happens in a contact's life. */

export function turnWords({ ask, negative, turn }: TurnEntry): string {
  const says = {
    none: '',
    request: ', asks for a person',
    accept: ', says yes to the offer',
    refuse: ', says no to the offer',
  };
  return `customer turn ${turn}${says[ask]}${negative ? ', in a bad mood' : ''}`;
}

const REPLIES: Readonly<Record<ReplyEntry['outcome'], string>> = {
  solved: 'the AI solves it',
  progress: 'the AI brings them forward',
  neutral: 'the AI answers, which neither helps nor fails',
  failed: 'the AI fails',
  'offers-person': 'the AI offers a person',
  'offers-callback': 'the AI offers a call back',
  'offers-ticket': 'the AI offers a reply in writing',
  'asks-back': 'the AI asks back',
  recorded: 'the AI answers',
};

export function replyWords({ noticed, observed, outcome, repeated }: ReplyEntry): string {
  const again = repeated ? ', saying again what it has said' : '';
  const failed = outcome === 'failed';
  // A record tells no more than what the AI could notice.
  const notices =
    observed || failed === noticed ? '' : failed ? ', unnoticed' : ', yet believes it failed';
  const knows = failed && noticed && !observed ? ', and notices' : '';
  return `${REPLIES[outcome]}${again}${notices}${knows}`;
}

/** Nothing for the end, which has words of its own. */
export function eventWords({ event, seconds, team }: EventEntry): string {
  const who = printable(team ?? '');
  const time = seconds === undefined ? '' : span(seconds);
  switch (event) {
    case 'arrives':
      return 'arrives';
    case 'leaves-record':
      return 'parts from the record: from here on nothing is observed';
    case 'accepts-offer':
      return 'accepts the offer';
    case 'declines-offer':
      return 'declines the offer';
    case 'gives-slot':
      return 'gives what the AI asked for';
    case 'keeps-slot':
      return 'does not give what the AI asked for';
    case 'gives-up-on-ai':
      return 'gives up on the AI';
    case 'enters-queue':
      if (seconds === HEAD) return `goes to the head of the queue of ${who}`;
      return `enters the queue of ${who}${seconds ? `, with a priority of ${time}` : ''}`;
    case 'is-told-wait':
      return `is told a wait of ${time}`;
    case 'widens':
      return `may go to ${who}, too`;
    case 'moves':
      return `moves to the queue of ${who}`;
    case 'rings':
      return `it rings with ${who}`;
    case 'ring-missed':
      return `nobody of ${who} answers the ring`;
    case 'is-dialled':
      return `${who} dials their number`;
    case 'not-reached':
      return 'does not pick up';
    case 'answered':
      return `${who} answers`;
    case 'promised-call':
      return `is promised a call${time === '' ? '' : ` within ${time}`}`;
    case 'promised-reply':
      return `is promised a reply in writing${time === '' ? '' : ` within ${time}`}`;
    case 'promise-broken':
      return 'the promise is broken';
    case 'handed-back':
      return 'goes back to the AI; the place in the queue is kept';
    case 'passed-on':
      return `is passed on to ${who}`;
    case 'person-silent':
      return 'the person falls silent';
    case 'person-speaks':
      return 'the person speaks again';
    case 'requeued':
      return `is taken from the silent person, back to the queue of ${who}`;
    case 'work-done':
      return `${who} is done`;
    case 'ends':
      return '';
  }
}

const DEEDS: Readonly<Record<Deed['does'], string>> = {
  stay: 'the AI goes on',
  refuse: 'the AI says no to a person',
  clarify: 'the AI asks what is meant',
  transfer: 'transfer',
  callback: 'a call back',
  ticket: 'a reply in writing',
  'offer-transfer': 'offer a person',
  'offer-callback': 'offer a call back',
  'offer-ticket': 'offer a reply in writing',
  'wait-on': 'while they wait',
  requeue: 'back to the queue',
};

export function deedWords({ does, terms, to }: Deed): string {
  const where =
    to === undefined
      ? ''
      : ` ${WHERE[does] ?? 'to'} ${to.map((team) => printable(team)).join(' or ')}`;
  const told = terms.map((term) => printable(term, 80)).join(', ');
  return `${DEEDS[does]}${where}${told === '' ? '' : `${where === '' ? ': ' : ', '}${told}`}`;
}

const WHERE: { readonly [K in Deed['does']]?: string } = {
  callback: 'by',
  ticket: 'by',
  'offer-transfer': 'of',
  'offer-callback': 'by',
  'offer-ticket': 'by',
};

/** What was decided, and by which rule. */
export function decisionWords({ does, instead, point, rule }: DecisionEntry): string {
  if (does === undefined)
    return point === 'arrival' ? 'no rule decides' : 'no rule decides: the AI goes on';
  return `${rule}${instead ? ', else' : ''}: ${deedWords(does)}`;
}

/** The parts that decided, with what they read: `asks >= 1 (asks 0)`. */
export function becauseWords(explanation: Explanation): string {
  return decidersOf(explanation).map(deciderWords).join('; ');
}

function deciderWords({ readings, sides, text }: Explanation): string {
  const [first] = readings;
  if (first?.name === text) return `${text} is ${valueWords(first.value)}`;
  const values = [
    ...readings.map(({ name, value }) => `${name} ${valueWords(value)}`),
    ...sides.map(
      ({ fault, name, value }) => `${name} = ${fault ? 'a division by zero' : valueWords(value)}`,
    ),
  ];
  return values.length === 0 ? text : `${text} (${values.join(', ')})`;
}

export function valueWords(value: SignalValue): string {
  if (value === undefined) return 'absent';
  if (value === Number.POSITIVE_INFINITY) return 'without end';
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  return typeof value === 'string' ? printable(value) : String(value);
}

/** Minutes and seconds, hours where there are any: `2:05`, `1:02:05`. */
export function span(seconds: number): string {
  const whole = Math.floor(seconds + 1e-6);
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A level of frustration, or a change of it with its sign. */
export function level(value: number): string {
  const text = value.toFixed(2);
  return Number(text) === 0 ? '0.00' : text.replace('-', '−');
}

export function change(value: number): string {
  const text = level(value);
  return value > 0 ? `+${text}` : text;
}
