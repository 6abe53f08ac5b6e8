import type { Conversation, Turn } from '../conversation.js';
import { classifyAsk } from './asks.js';
import { offersPerson } from './offers.js';
import { Memory } from './repeats.js';
import { sentiment } from './sentiment.js';

/** The signals that text can supply where the source did not record them. */
export const DERIVED_SIGNALS = [
  'ask',
  'offersPerson',
  'repeated',
  'rephrased',
  'sentiment',
] as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Fills in what text can tell. A recorded value always wins, also as the context of the next turn:
 * a recorded `offersPerson` decides whether a "yes" accepts. Without text, the same object returns.
 */
export function annotate(conversation: Conversation): Conversation {
  if (!conversation.turns.some((turn) => turn.text !== undefined)) return conversation;
  const answers = new Memory('repeat');
  const questions = new Memory('rephrase');
  let offeredBefore = false;
  const turns = conversation.turns.map((turn): Turn => {
    if (turn.speaker === 'ai') {
      const read = turn.text === undefined ? turn : readAnswer(turn, turn.text, answers);
      offeredBefore = read.offersPerson === true;
      return read;
    }
    if (turn.speaker !== 'customer') return turn;
    const context = {
      offeredBefore,
      ...(conversation.language !== undefined && { language: conversation.language }),
    };
    offeredBefore = false;
    return turn.text === undefined ? turn : readCustomer(turn, turn.text, questions, context);
  });
  return { ...conversation, turns };
}

function readAnswer(turn: Turn, text: string, answers: Memory): Turn {
  const repeated = answers.again(text);
  return {
    ...turn,
    offersPerson: turn.offersPerson ?? offersPerson(text),
    repeated: turn.repeated ?? repeated,
  };
}

function readCustomer(
  turn: Turn,
  text: string,
  questions: Memory,
  context: { language?: string; offeredBefore: boolean },
): Turn {
  const rephrased = questions.again(text);
  const ask = turn.ask ?? classifyAsk(text, context);
  const felt = turn.sentiment ?? sentiment(text, context.language);
  const read: Mutable<Turn> = { ...turn, ask, rephrased: turn.rephrased ?? rephrased };
  if (felt !== undefined) read.sentiment = felt;
  return read;
}
