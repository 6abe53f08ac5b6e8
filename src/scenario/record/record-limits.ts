import { refuse } from '../../input/problem.js';
import type { Recording, World } from '../world.js';
import type { RecordedDialogue } from './recorded-dialogue.js';
import type { RecordedWorld } from './recorded-world.js';

/** What a source cannot say, which its conversations do not show. */
export interface RecordLimits {
  /** Why it cannot speak about containment, if it cannot. */
  readonly noContainment?: string;
  /** Conversations left out because nobody came. */
  readonly empty: number;
}

/** Why a record without dialogues, in which everybody was handed over, tells no containment. */
export const LOG_OF_A_QUEUE = 'a log of a queue: no AI speaks, and every contact reaches the queue';

/** Nobody ever came. */
export function refuseEmpty(file: string, empty: number): never {
  return refuse({
    code: 'nothing-to-replay',
    message: 'In no conversation does the customer say anything, or a person take over.',
    file,
    found: `${empty} conversations without a customer turn`,
    expected: 'conversations with customer turns, or hand-overs',
  });
}

/**
 * A recorded world that knows what its source cannot tell, and says what that does.
 *
 * @param isSized some team has as many people as the recorded hand-over rate asks for
 */
export function withLimits(
  recorded: RecordedWorld,
  { empty, noContainment: ofSource }: RecordLimits,
  isSized: boolean,
): RecordedWorld {
  const record = recorded.world.record!;
  const { dialogues, known } = record;
  const isQueue = dialogues.every((d) => handsOver(d) && d.turns.length === 0);
  const noContainment = ofSource ?? (isQueue ? LOG_OF_A_QUEUE : undefined);
  const untold = noContainment !== undefined && !dialogues.some(handsOver);
  const world: World = {
    ...recorded.world,
    record: {
      ...record,
      ...(noContainment === undefined ? {} : { noContainment }),
      ...(untold && isSized ? { unstaffed: true } : {}),
    },
  };
  const assumptions = [...recorded.assumptions];
  if (empty > 0)
    assumptions.push(
      `left out, since nobody came: ${empty} ${empty === 1 ? 'conversation' : 'conversations'} without a word of the customer and without a hand-over`,
    );
  if (untold)
    assumptions.push(
      `hand-overs: not told by the record (${noContainment})${isSized ? '; people are there for the none that it knows of, so no queue is told until the scenario says who is there' : ''}`,
    );
  const open = dialogues.filter((d) => !handsOver(d) && d.resolved === undefined).length;
  if (open > 0)
    assumptions.push(
      `outcomes: that of ${open} of ${dialogues.length} conversations is not recorded, and nobody was handed over there; where one ends as recorded, the share resolved is that of the others, and only its bounds count both`,
    );
  const unheard = dialogues.filter(
    ({ turns }) => turns.length > 0 && turns.every(({ askUnknown }) => askUnknown),
  ).length;
  if (known.asks && unheard > 0)
    assumptions.push(
      `asks for a person: ${unheard} of ${dialogues.length} conversations have neither a record of them nor text in English or Chinese to tell; nobody is taken to ask there, so that asks are a lower bound`,
    );
  const unfelt = unfeltIn(record);
  if (unfelt !== '')
    assumptions.push(
      `frustration on recorded turns: without ${unfelt}, which the record does not tell, so that it is a lower bound there`,
    );
  return { ...recorded, world, assumptions };
}

function handsOver({ handoverAfter }: RecordedDialogue): boolean {
  return handoverAfter !== undefined;
}

/** What frustrates and is not on record, where anything of it is. */
function unfeltIn({ dialogues, known }: Recording): string {
  if (dialogues.every(({ turns }) => turns.length === 0)) return '';
  const missing = [
    ...(known.asks ? [] : ['asks']),
    ...(known.failures ? [] : ['failures']),
    ...(known.sentiment ? [] : ['mood']),
  ];
  return missing.length === 3 ? '' : missing.join(' and ');
}
