import type { Conversation, Turn } from './conversation.js';

/**
 * The same, with what it shows of its hand-over without saying it, whatever its format: a turn by a
 * person is a hand-over, and its answer; an ending that says so is a hand-over. What is recorded
 * stands, so a team or a wait beside a person's words does not hide that somebody answered, and
 * `answered: false` is not overruled. Waiting and handling stay unknown.
 */
export function withShownHandover(conversation: Conversation): Conversation {
  const { ending, handover, turns } = conversation;
  if (handover === undefined) {
    const before = customerTurnsBeforePerson(turns, 0);
    if (before !== undefined)
      return { ...conversation, handover: { afterCustomerTurns: before, answered: true } };
    if (ending !== 'handed-over') return conversation;
    const afterCustomerTurns = turns.filter(({ speaker }) => speaker === 'customer').length;
    return { ...conversation, handover: { afterCustomerTurns } };
  }
  // Who spoke before this hand-over was somebody else.
  return handover.answered !== undefined ||
    customerTurnsBeforePerson(turns, handover.afterCustomerTurns) === undefined
    ? conversation
    : { ...conversation, handover: { ...handover, answered: true } };
}

/** Before a person's first word after so many of them; undefined where none speaks then. */
function customerTurnsBeforePerson(turns: readonly Turn[], from: number): number | undefined {
  let customerTurns = 0;
  for (const { speaker } of turns) {
    if (speaker === 'human' && customerTurns >= from) return customerTurns;
    if (speaker === 'customer') customerTurns++;
  }
  return undefined;
}
