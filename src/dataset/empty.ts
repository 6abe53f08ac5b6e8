import type { Conversation } from './conversation.js';

/**
 * Whether nothing shows that anybody came: no word of the customer, no time in a voice unit, no
 * hand-over, no outcome. A greeting that nobody answered is no contact, so nothing was contained.
 * Without a transcript an ending shows that somebody was there; with one, a customer who says
 * nothing before it was not.
 */
export function isEmpty(conversation: Conversation): boolean {
  const { ending, handover, resolved, selfServiceSeconds, turns } = conversation;
  return (
    handover === undefined &&
    resolved === undefined &&
    selfServiceSeconds === undefined &&
    (turns.length > 0 || ending === undefined) &&
    !turns.some(({ speaker }) => speaker === 'customer')
  );
}
