import { NameTally } from '../../inspection/field-tally.js';
import type { Holdings } from '../../inspection/holdings.js';
import type { RecordedDialogue } from '../../scenario/record/recorded-dialogue.js';
import type { Recording } from '../../scenario/world.js';

/** What the replayed conversations hold, counted as `inspect` counts a file. */
export function holdingsOf({ dialogues, known, noContainment }: Recording): Holdings {
  const withAi = dialogues.filter(({ turns }) => turns.length > 0);
  const handedOver = dialogues.filter(({ handoverAfter }) => handoverAfter !== undefined);
  const count = (
    among: readonly RecordedDialogue[],
    holds: (dialogue: RecordedDialogue) => boolean,
  ) => among.filter(holds).length;
  const mood = known.asks || known.failures || known.sentiment;
  return {
    contacts: dialogues.length,
    empty: 0,
    handedOver: handedOver.length,
    withAi: withAi.length,
    withAsks: known.asks ? count(withAi, asksAreKnown) : 0,
    asksFromText: 0,
    withUnreadTexts: count(withAi, (d) => d.unreadLanguage !== undefined),
    withTurnTimes: count(withAi, isTimed),
    withMood: mood ? withAi.length : 0,
    withOutcome: count(dialogues, (d) => d.resolved !== undefined),
    containedWithOutcome: count(
      dialogues,
      (d) => d.handoverAfter === undefined && d.resolved !== undefined,
    ),
    withWait: count(handedOver, (d) => d.waitSeconds !== undefined),
    withAnswered: count(handedOver, (d) => d.answered !== undefined),
    withWaitEnd: count(handedOver, (d) => d.waitSeconds !== undefined && d.answered !== undefined),
    answered: count(handedOver, (d) => d.answered === true),
    abandoned: count(handedOver, (d) => d.answered === false),
    withHandle: count(handedOver, (d) => d.handleSeconds !== undefined),
    withStart: 0,
    withCustomer: 0,
    withSegment: 0,
    withConfidence: 0,
    unreadLanguages: byFrequency(withAi.flatMap(({ unreadLanguage }) => unreadLanguage || [])),
    ...(noContainment === undefined ? {} : { noContainment }),
  };
}

function byFrequency(names: readonly string[]): string[] {
  const tally = new NameTally();
  for (const name of names) tally.add(name);
  return tally.named(names.length).map(({ name }) => name);
}

/**
 * Whether the record tells if the customer asked for a person. Where it does of some turns, one
 * without words asked for nothing. Whoever came straight to a queue asked no AI; of a summary
 * without turns and hand-over nobody knows.
 */
export function asksAreKnown({ handoverAfter, turns }: RecordedDialogue): boolean {
  if (turns.length === 0) return handoverAfter !== undefined;
  return turns.some(({ askUnknown }) => askUnknown === undefined);
}

/** Every turn's time is known, up to the last one. */
export function isTimed({ turns }: RecordedDialogue): boolean {
  return turns.every(
    ({ aiSeconds, customerSeconds, reply }, k) =>
      (reply === undefined || aiSeconds !== undefined || k + 1 === turns.length) &&
      (k + 1 === turns.length || customerSeconds !== undefined),
  );
}
