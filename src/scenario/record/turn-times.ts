import type { Conversation, Turn } from '../../dataset/conversation.js';
import type { RecordedTurn } from './recorded-dialogue.js';

/**
 * The recorded turns of the AI stage with the time that each took, where both ends of it are on
 * record: the AI's reply comes with its first words, and the customer's next turn follows those, or
 * their own turn where the AI said nothing.
 */
export function withTurnTimes(
  turns: readonly RecordedTurn[],
  conversation: Conversation,
): RecordedTurn[] {
  const moments = momentsOf(conversation.turns);
  return turns.map((turn, k) => {
    const { firstReply, said } = moments[k]!;
    const next = moments[k + 1]?.said;
    const aiSeconds = turn.reply ? between(said, firstReply) : undefined;
    const customerSeconds =
      k + 1 < turns.length ? between(turn.reply ? firstReply : said, next) : undefined;
    return {
      ...turn,
      ...(aiSeconds === undefined ? {} : { aiSeconds }),
      ...(customerSeconds === undefined ? {} : { customerSeconds }),
    };
  });
}

/** From the customer turn at which the record hands over to a person's first word; undefined where not recorded. */
export function secondsUntilPerson({ handover, turns }: Conversation): number | undefined {
  if (handover === undefined) return undefined;
  const last = momentsOf(turns)[handover.afterCustomerTurns - 1];
  const person = turns.find(({ speaker }) => speaker === 'human');
  return between(last?.said, person?.atSeconds);
}

/** Where the time comes from that turns take in a replay of these, as a sentence. */
export function turnDurations(conversations: readonly Conversation[]): string {
  let needed = 0;
  let timed = 0;
  for (const { handover, turns } of conversations) {
    const moments = momentsOf(turns).slice(0, handover?.afterCustomerTurns);
    for (const [k, { firstReply, replied, said }] of moments.entries()) {
      const next = moments[k + 1];
      if (replied) needed++;
      if (replied && between(said, firstReply) !== undefined) timed++;
      if (next) needed++;
      if (next && between(replied ? firstReply : said, next.said) !== undefined) timed++;
    }
  }
  const model = 'come from the scenario’s reply-time model';
  if (timed === 0) return `turn durations: not recorded; AI and customer reply times ${model}`;
  const told = timed === needed ? 'all' : `${timed} of ${needed}`;
  return `turn durations: ${told} reply times of AI and customers are recorded, and used as long as a contact is on record; ${timed === needed ? 'later ones' : 'the others'} ${model}`;
}

/** When a customer turn was said, and when the AI's first words after it were; undefined where not recorded. */
interface Moment {
  readonly said: number | undefined;
  replied: boolean;
  firstReply: number | undefined;
}

function momentsOf(turns: readonly Turn[]): Moment[] {
  const moments: Moment[] = [];
  for (const { atSeconds, speaker } of turns) {
    if (speaker === 'customer') {
      moments.push({ said: atSeconds, replied: false, firstReply: undefined });
    } else if (speaker === 'ai') {
      const latest = moments.at(-1);
      if (latest && !latest.replied) {
        latest.replied = true;
        latest.firstReply = atSeconds;
      }
    }
  }
  return moments;
}

/** Clocks of two sources may disagree: what would have come before its cause has no known time. */
function between(from: number | undefined, to: number | undefined): number | undefined {
  if (from === undefined || to === undefined || to < from) return undefined;
  return to - from;
}
