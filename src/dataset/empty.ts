import type { Conversation } from './conversation.js';

/**
 * Whether a transcript shows that nobody came: turns, and among them no word of the customer; no time
 * in a voice unit, no hand-over, no outcome. A greeting that nobody answered is no contact, so nothing
 * was contained. A record without any turn is no transcript but a summary, and somebody came.
 */
export function isEmpty({ handover, resolved, selfServiceSeconds, turns }: Conversation): boolean {
  return (
    turns.length > 0 &&
    handover === undefined &&
    resolved === undefined &&
    selfServiceSeconds === undefined &&
    !turns.some(({ speaker }) => speaker === 'customer')
  );
}
