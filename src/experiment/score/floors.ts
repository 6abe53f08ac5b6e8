import type { HandOvers } from './hand-overs.js';
import type { LabelledDialogue } from './utterances.js';

/** A way to hand over that takes no insight at all, or all of it. */
export interface Floor {
  readonly name: string;
  readonly description: string;
  readonly kind: 'floor' | 'oracle';
  readonly handOvers: (dialogue: LabelledDialogue) => HandOvers;
}

/** Beside every score, because GT-T alone flatters: a real policy must beat all but the last. */
export const FLOORS: readonly Floor[] = [
  floor('(never)', 'hands nothing over', () => []),
  floor('(third customer turn)', 'hands over at the third customer turn', (d) =>
    positionsOf('customer', d).slice(2, 3),
  ),
  floor('(sixth utterance)', 'hands over at the utterance of index 5', ({ utterances }) =>
    utterances.length > 5 ? [5] : [],
  ),
  floor('(every reply)', 'flags every utterance of the AI', (d) => positionsOf('ai', d)),
  {
    ...floor('(at the first label)', 'hands over at the first label, which nobody can know', (d) =>
      d.gold.slice(0, 1),
    ),
    kind: 'oracle',
  },
];

function floor(
  name: string,
  description: string,
  flagsOf: (dialogue: LabelledDialogue) => readonly number[],
): Floor {
  return {
    name,
    description,
    kind: 'floor',
    handOvers: (dialogue) => {
      const flags = flagsOf(dialogue);
      const [live] = flags;
      return { flags, ...(live === undefined ? {} : { live }) };
    },
  };
}

/** Where the record itself handed over: the row `recorded` of a file that tells. */
export const RECORD: Omit<Floor, 'kind'> = floor(
  'recorded',
  'hands over exactly where the record did',
  (dialogue) => {
    const { handover } = dialogue.conversation;
    if (!handover) return [];
    const at = Math.max(0, handover.afterCustomerTurns - 1);
    return positionsOf('customer', dialogue).slice(at, at + 1);
  },
);

function positionsOf(speaker: 'customer' | 'ai', { utterances }: LabelledDialogue): number[] {
  return utterances.flatMap((turn, i) => (turn.speaker === speaker ? [i] : []));
}
