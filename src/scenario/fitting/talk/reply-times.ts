import type { Conversation } from '../../../dataset/conversation.js';

/** Seconds until a turn of this side from one of the other, where turns have times. */
export function timesTo(side: 'ai' | 'customer') {
  const other = side === 'ai' ? 'customer' : 'ai';
  return ({ turns }: Conversation): number[] =>
    turns.flatMap((turn, i) => {
      const before = turns[i - 1];
      if (turn.speaker !== side || before?.speaker !== other) return [];
      if (turn.atSeconds === undefined || before.atSeconds === undefined) return [];
      return [turn.atSeconds - before.atSeconds];
    });
}
