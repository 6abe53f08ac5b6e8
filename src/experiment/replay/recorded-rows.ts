import type { RecordedDialogue } from '../../scenario/record/recorded-dialogue.js';
import { asksAreKnown } from './record-holdings.js';

/** A metric of the catalogue, applied to the record. */
export interface RecordedRow {
  readonly metric: string;
  /** The conversations it is about. */
  readonly counts: (d: RecordedDialogue) => boolean;
  /** Whether the record tells it for one of those; it has to for all. */
  readonly known: (d: RecordedDialogue) => boolean;
  /** What is not known of the others, for "… of 3 of 10". */
  readonly lacks: string;
  readonly value: (d: RecordedDialogue) => number;
  /** What of it the simulation models rather than plays back, which the record had by luck; absent: nothing. */
  readonly modelled?: (d: RecordedDialogue) => number;
}

const every = () => true;
const handedOver = (d: RecordedDialogue) => d.handoverAfter !== undefined;
const wasAnswered = (d: RecordedDialogue) => d.answered !== false;
const asks = (d: RecordedDialogue) => asksOf(d) > 0;
/** Askers who are known to have got to a person. */
const reached = (d: RecordedDialogue) => asks(d) && handedOver(d) && wasAnswered(d);
/** Whoever was handed over was not resolved by the AI, whatever became of them. */
const aiDecided = (d: RecordedDialogue) => handedOver(d) || d.resolved !== undefined;
const share = (holds: boolean) => (holds ? 1 : 0);

const ANSWERED = 'whether anybody answered';
const WAITS = 'the wait';
const OUTCOME = 'the outcome';
const ASKS = 'whether they asked for a person';
const waited = (d: RecordedDialogue) => d.waitSeconds !== undefined && d.answered !== undefined;
/** A row that is modelled throughout. */
function ofTheQueue(row: Omit<RecordedRow, 'modelled'>): RecordedRow {
  return { ...row, modelled: row.value };
}
function answeredWithin(metric: string, seconds: number): RecordedRow {
  return ofTheQueue({
    metric,
    counts: handedOver,
    known: waited,
    lacks: WAITS,
    value: (d) => share(d.answered === true && d.waitSeconds! <= seconds),
  });
}
function ofTheAnswered(metric: string, value: (wait: number) => number): RecordedRow {
  return ofTheQueue({
    metric,
    counts: (d) => handedOver(d) && wasAnswered(d),
    known: waited,
    lacks: WAITS,
    value: (d) => value(d.waitSeconds!),
  });
}

/** In the order of the tables. */
export const RECORDED_ROWS: readonly RecordedRow[] = [
  {
    metric: 'containment.rate',
    counts: every,
    known: every,
    lacks: '',
    value: (d) => share(!handedOver(d)),
  },
  {
    metric: 'transfer.rate',
    counts: every,
    known: every,
    lacks: '',
    value: (d) => share(handedOver(d)),
  },
  {
    metric: 'resolution.rate',
    counts: every,
    known: (d) => d.resolved !== undefined,
    lacks: OUTCOME,
    value: (d) => share(d.resolved === true),
    modelled: resolvedByPerson,
  },
  {
    metric: 'resolution.ai',
    counts: every,
    known: aiDecided,
    lacks: 'whether the AI solved it',
    value: (d) => share(!handedOver(d) && d.resolved === true),
  },
  {
    metric: 'resolution.human',
    counts: every,
    known: (d) => d.resolved !== undefined,
    lacks: OUTCOME,
    value: resolvedByPerson,
    modelled: resolvedByPerson,
  },
  {
    metric: 'time_to_resolution',
    counts: (d) => d.resolved !== false,
    known: (d) => d.resolved === true && secondsToEnd(d) !== undefined,
    lacks: 'the outcome, the time of every turn, and what a person took',
    value: (d) => secondsToEnd(d)!,
    modelled: (d) => (handedOver(d) ? secondsAway(d)! : 0),
  },
  ofTheQueue({
    metric: 'wait.mean',
    counts: handedOver,
    known: (d) => d.waitSeconds !== undefined,
    lacks: WAITS,
    value: (d) => d.waitSeconds!,
  }),
  ofTheAnswered('wait.asa', (wait) => wait),
  ofTheAnswered('wait.none', (wait) => share(wait === 0)),
  answeredWithin('service_level(20s)', 20),
  answeredWithin('service_level(180s)', 180),
  ofTheQueue({
    metric: 'abandonment.rate',
    counts: handedOver,
    known: (d) => d.answered !== undefined,
    lacks: ANSWERED,
    value: leftTheQueue,
  }),
  {
    metric: 'friction.asking',
    counts: every,
    known: asksAreKnown,
    lacks: ASKS,
    value: (d) => share(asks(d)),
  },
  { metric: 'friction.asks', counts: asks, known: every, lacks: '', value: asksOf },
  { metric: 'friction.refusals', counts: asks, known: every, lacks: '', value: refusalsOf },
  {
    metric: 'friction.turns_to_person',
    counts: reached,
    known: (d) => d.answered !== undefined,
    lacks: ANSWERED,
    value: turnsToPerson,
    modelled: turnsToPerson, // recorded turn by turn, but of those whom a modelled queue lets through
  },
  {
    metric: 'friction.seconds_to_person',
    counts: reached,
    known: (d) => d.answered !== undefined && secondsToPerson(d) !== undefined,
    lacks: 'the time of every turn and of the answer',
    value: (d) => secondsToPerson(d)!,
    modelled: (d) => secondsAway(d)!,
  },
  {
    metric: 'friction.unreached',
    counts: asks,
    known: (d) => !handedOver(d) || d.answered !== undefined,
    lacks: ANSWERED,
    value: (d) => share(!handedOver(d) || d.answered === false),
    modelled: leftTheQueue,
  },
];

function resolvedByPerson(d: RecordedDialogue): number {
  return share(handedOver(d) && d.resolved === true);
}

function leftTheQueue(d: RecordedDialogue): number {
  return share(d.answered === false);
}

function asksOf(dialogue: RecordedDialogue): number {
  return dialogue.turns.filter((turn) => turn.ask === 'request').length;
}

/** Index of the turn that first asks. */
function firstAsk(dialogue: RecordedDialogue): number {
  return dialogue.turns.findIndex((turn) => turn.ask === 'request');
}

/** Asks at which the recorded AI stayed, and did not offer a person either. */
function refusalsOf(dialogue: RecordedDialogue): number {
  return dialogue.turns.filter(
    (turn, index) =>
      turn.ask === 'request' && index + 1 !== dialogue.handoverAfter && !turn.reply?.offersPerson,
  ).length;
}

function turnsToPerson(dialogue: RecordedDialogue): number {
  return dialogue.handoverAfter! - 1 - firstAsk(dialogue);
}

/** From the hand-over to a person's first word, where that has a time, else to the end of the wait. */
function secondsAway({ personSeconds, waitSeconds }: RecordedDialogue): number | undefined {
  return personSeconds ?? waitSeconds;
}

function secondsToPerson(dialogue: RecordedDialogue): number | undefined {
  return sum([
    ...turnSeconds(dialogue, firstAsk(dialogue), dialogue.handoverAfter! - 1),
    secondsAway(dialogue),
  ]);
}

/** From the first word to the AI's last, or to the end of a person's work. */
function secondsToEnd(dialogue: RecordedDialogue): number | undefined {
  const last = dialogue.turns.length - 1;
  return sum([
    ...turnSeconds(dialogue, 0, last),
    ...(handedOver(dialogue)
      ? [secondsAway(dialogue), dialogue.handleSeconds]
      : [dialogue.turns[last]?.reply ? dialogue.turns[last].aiSeconds : 0]),
  ]);
}

/** What the turns from one to before another took, AI and customer. */
function turnSeconds(
  { turns }: RecordedDialogue,
  from: number,
  to: number,
): (number | undefined)[] {
  return turns
    .slice(from, Math.max(from, to))
    .flatMap(({ aiSeconds, customerSeconds, reply }) =>
      reply ? [aiSeconds, customerSeconds] : [customerSeconds],
    );
}

/** Undefined where one of them is. */
function sum(parts: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const part of parts) {
    if (part === undefined) return undefined;
    total += part;
  }
  return total;
}
