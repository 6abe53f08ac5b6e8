import type { Conversation } from '../../dataset/conversation.js';
import type { Entry, Life } from './life.js';

/** The words of a recorded conversation: by customer turn, and what the AI said to each. */
export interface RecordedWords {
  readonly customer: readonly string[];
  /** '' where it said nothing. */
  readonly ai: readonly string[];
}

export function wordsOf({ turns }: Conversation): RecordedWords {
  const customer: string[] = [];
  const ai: string[] = [];
  for (const { speaker, text = '' } of turns) {
    if (speaker === 'customer') {
      customer.push(text);
      ai.push('');
    } else if (speaker === 'ai' && ai.length > 0) {
      ai.push([ai.pop()!, text].filter((part) => part !== '').join(' '));
    }
  }
  return { customer, ai };
}

/** The life with what was really said, as far as it was observed. */
export function withWords(life: Life, { ai, customer }: RecordedWords): Life {
  let turn = 0;
  const spoken = (entry: Entry): Entry => {
    if (entry.kind === 'turn') turn = entry.turn;
    const text =
      entry.kind === 'turn' ? customer[turn - 1] : entry.kind === 'reply' ? ai[turn - 1] : '';
    const isObserved = (entry.kind === 'turn' || entry.kind === 'reply') && entry.observed;
    return isObserved && text ? { ...entry, text } : entry;
  };
  return {
    ...life,
    moments: life.moments.map((moment) => ({ ...moment, entries: moment.entries.map(spoken) })),
  };
}
