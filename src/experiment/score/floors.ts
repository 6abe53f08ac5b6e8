import type { HandOvers } from './hand-overs.js';
import type { LabelledDialogue } from './utterances.js';

/** A way to hand over that takes no insight at all, or all of it. */
export interface Floor {
  readonly name: string;
  readonly description: string;
  readonly kind: 'floor' | 'oracle';
  readonly handOvers: (dialogue: LabelledDialogue) => HandOvers;
}

/**
 * Beside every score, because GT-T alone flatters: a real policy must beat all but the last.
 *
 * Judged live they obey the rule that binds policies: a router decides when the customer has spoken,
 * so what an utterance of the AI gives away is acted upon at the customer's next turn, if there is
 * one. A floor that could hand over in the middle of the AI's words would be beaten by no policy.
 */
export const FLOORS: readonly Floor[] = [
  floor('(never)', 'hands nothing over', () => []),
  floor('(third customer turn)', 'hands over at the third customer turn', (d) =>
    positionsOf('customer', d).slice(2, 3),
  ),
  floor(
    '(sixth utterance)',
    'flags the utterance of index 5; live, the first customer turn from there on',
    ({ utterances }) => (utterances.length > 5 ? [5] : []),
  ),
  floor(
    '(first reply)',
    'flags the first utterance of the AI; live, the customer turn after it',
    (d) => positionsOf('ai', d).slice(0, 1),
  ),
  floor(
    '(every reply)',
    'flags every utterance of the AI; live, the customer turn after the first',
    (d) => positionsOf('ai', d),
  ),
  {
    name: '(at the first label)',
    description:
      'flags the first label; live, the first customer turn that has one, else the first after one: nobody can know',
    kind: 'oracle',
    handOvers: (dialogue) => {
      const { gold } = dialogue;
      const labelled = gold.find((at) => dialogue.utterances[at]!.speaker === 'customer');
      const live = labelled ?? nextCustomerTurn(dialogue, gold[0]);
      return { flags: gold.slice(0, 1), ...(live === undefined ? {} : { live }) };
    },
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
      const live = nextCustomerTurn(dialogue, flags[0]);
      return { flags, ...(live === undefined ? {} : { live }) };
    },
  };
}

/** The first customer turn at or after a position; undefined where none follows. */
function nextCustomerTurn(
  { utterances }: LabelledDialogue,
  from: number | undefined,
): number | undefined {
  if (from === undefined) return undefined;
  const at = utterances.findIndex((turn, i) => i >= from && turn.speaker === 'customer');
  return at < 0 ? undefined : at;
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
