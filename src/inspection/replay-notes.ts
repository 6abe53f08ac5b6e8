import type { Holdings } from './holdings.js';
import { unreadLanguage } from './support.js';

/** What a replay of a record has to take from a scenario, in sentences. */
export function replayNotes(held: Holdings): string[] {
  const notes: string[] = [];
  const partly = (have: number, all: number) => have > 0 && have < all;
  if (held.withAi === 0)
    notes.push(
      'No dialogue with an AI: contacts enter at the queue, so only rules on arrival, priority, team and waiting can apply.',
    );
  else if (held.withTurnTimes === 0)
    notes.push("No timestamps: durations in a replay come from the scenario's reply-time model.");
  else if (partly(held.withTurnTimes, held.withAi))
    notes.push(
      `Every turn has a time in ${of(held.withTurnTimes, held.withAi)} dialogues; other durations come from the scenario's reply-time model.`,
    );
  if (held.withUnreadTexts > 0)
    notes.push(
      `Texts of ${of(held.withUnreadTexts, held.withAi)} dialogues are ${unreadLanguage(held)}, and only English and Chinese are read: asks, repeats and mood are absent there, unless recorded.`,
    );
  if (held.empty > 0)
    notes.push(
      `Not replayed, since nobody came: ${count(held.empty)} without a word of the customer and without a hand-over.`,
    );
  const all = held.contacts + held.empty;
  if (held.withStart === 0)
    notes.push(
      'No start times: a replay samples conversations, with replacement, into the arrivals of the scenario.',
    );
  else if (partly(held.withStart, all))
    notes.push(`Start times for ${of(held.withStart, all)} conversations only.`);
  notes.push(
    'Waits and abandonment in a replay are always modelled, because the queue is simulated; the record serves to check the model.',
  );
  if (held.handedOver > 0 && held.withHandle === 0)
    notes.push('No handle times: they come from the teams of the scenario.');
  else if (partly(held.withHandle, held.answered))
    notes.push(
      `Handle times for ${of(held.withHandle, held.answered)} answered hand-overs; the rest come from the teams of the scenario.`,
    );
  if (held.abandoned === 0)
    notes.push('Nobody is recorded as leaving a queue: patience comes from the scenario.');
  else
    notes.push(
      `${count(held.abandoned)} recorded abandonments: patience can be estimated from them, censored by those answered.`,
    );
  if (held.withOutcome === 0)
    notes.push('No outcomes: resolution in a replay is modelled throughout.');
  else if (partly(held.withOutcome, held.contacts))
    notes.push(
      `Outcomes for ${of(held.withOutcome, held.contacts)} conversations; the rest are modelled and bounded.`,
    );
  if (held.withAi > 0 && held.withConfidence === 0)
    notes.push(
      'No confidence of the AI: rules on `confidence` and `margin` will find it absent and not match.',
    );
  return notes;
}

function of(some: number, all: number): string {
  return `${count(some)} of ${count(all)}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
