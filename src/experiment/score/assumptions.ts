import type { LoadedPolicy } from '../../policy/load.js';
import { offers } from './hand-overs.js';
import type { LabelledDialogue, LeftOut } from './utterances.js';

/** What a score takes for granted, and what of the record it could not use, in sentences. */
export function assumptionsOf(
  dialogues: readonly LabelledDialogue[],
  policies: readonly LoadedPolicy[],
  leftOut: LeftOut,
): string[] {
  const assumptions = [
    'desks: an idle world, with every team open, all its people of the busiest hour free, and nobody waiting; so a rule that minds the queue finds none',
  ];
  const timed = dialogues.some(({ utterances }) =>
    utterances.some(({ atSeconds }) => atSeconds !== undefined),
  );
  if (!timed) assumptions.push('times: the turns have none, so elapsed and idle are absent');
  if (dialogues.every(({ conversation }) => conversation.startedAt === undefined)) {
    assumptions.push('clock: no start is recorded, so clock.* is absent');
  }
  if (policies.some(offers)) {
    assumptions.push('offers: an offer of a person counts as the hand-over, accepted or not');
  }
  const { conversations, labels, unlabelled } = leftOut;
  if (conversations > 0) {
    assumptions.push(`left out: ${conversations} conversations without labels`);
  }
  if (labels > 0) {
    assumptions.push(
      `left out: ${labels} labels after a recorded hand-over, or on turns that nobody hears`,
    );
  }
  if (unlabelled > 0) {
    assumptions.push(
      `labels: ${unlabelled} utterances of labelled conversations have none, which is read as no hand-over wanted`,
    );
  }
  return assumptions;
}
