import type { Ask, Conversation, Turn } from '../conversation.js';
import { isReadable } from './readable.js';
import { Memory } from './repeats.js';
import { TextReader, type TextReading } from './text-readings.js';

/** The signals that text can supply where the source did not record them. */
export const DERIVED_SIGNALS = [
  'ask',
  'offersPerson',
  'repeated',
  'rephrased',
  'sentiment',
] as const;

/** What a turn of the AI or the customer with a text says: as recorded, else as read. */
export interface TurnReading {
  readonly ask?: Ask;
  readonly offersPerson?: boolean;
  readonly repeated?: boolean;
  readonly rephrased?: boolean;
  readonly sentiment?: number;
}

const SHARED = new TextReader();

/**
 * Fills in what text can tell. A recorded value always wins, also as the context of the next turn:
 * a recorded `offersPerson` decides whether a "yes" accepts. Without text, or with one in a language
 * that is not read here (`isReadable`), the same object returns: what is not recorded stays absent.
 */
export function annotate(conversation: Conversation): Conversation {
  const readings = readTexts(conversation, SHARED);
  if (!readings) return conversation;
  const turns = conversation.turns.map((turn, i): Turn => {
    const reading = readings[i];
    return reading ? { ...turn, ...reading } : turn;
  });
  return { ...conversation, turns };
}

/**
 * The same by turn, for those who count and need no copy; a turn without text, or of anybody else,
 * has none. Undefined where no turn has a text, or none that is read here.
 */
export function readTexts(
  conversation: Conversation,
  reader: TextReader,
): (TurnReading | undefined)[] | undefined {
  const { turns } = conversation;
  if (!turns.some((turn) => turn.text !== undefined) || !isReadable(conversation)) return undefined;
  const answers = new Memory('repeat');
  const questions = new Memory('rephrase');
  let offeredBefore = false;
  return turns.map((turn) => {
    if (turn.speaker === 'ai') {
      const reading =
        turn.text === undefined ? undefined : readAnswer(turn, reader.read(turn.text), answers);
      offeredBefore = (reading ?? turn).offersPerson === true;
      return reading;
    }
    if (turn.speaker !== 'customer') return undefined;
    const offered = offeredBefore;
    offeredBefore = false;
    return turn.text === undefined
      ? undefined
      : readCustomer(turn, reader.read(turn.text), questions, offered);
  });
}

function readAnswer(turn: Turn, reading: TextReading, answers: Memory): TurnReading {
  const repeated = answers.meets(reading.marks('repeat'));
  return {
    offersPerson: turn.offersPerson ?? reading.offersPerson(),
    repeated: turn.repeated ?? repeated,
  };
}

function readCustomer(
  turn: Turn,
  reading: TextReading,
  questions: Memory,
  offeredBefore: boolean,
): TurnReading {
  const again = questions.meets(reading.marks('rephrase'));
  const ask = turn.ask ?? reading.ask(offeredBefore);
  const sentiment = turn.sentiment ?? reading.sentiment();
  const rephrased = turn.rephrased ?? again;
  return sentiment === undefined ? { ask, rephrased } : { ask, rephrased, sentiment };
}
