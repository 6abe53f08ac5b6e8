import type { Conversation, Turn } from '../../dataset/conversation.js';

/**
 * What of a conversation is scored: the utterances of the customer and the AI up to the recorded
 * hand-over. Positions count these from 0; tool and system turns are heard by nobody.
 */
export interface LabelledDialogue {
  readonly conversation: Conversation;
  readonly utterances: readonly Turn[];
  /** Positions at which annotators wanted a person to take over, ascending. */
  readonly gold: readonly number[];
}

/** What had to be left out of the scoring, or read as something. */
export interface LeftOut {
  /** Conversations without any label, or without any utterance. */
  readonly conversations: number;
  /** Labels after a recorded hand-over, or on turns that are no utterances. */
  readonly labels: number;
  /** Utterances without a label in a labelled conversation: read as "no hand-over wanted". */
  readonly unlabelled: number;
}

/** The dialogues to score, and what of the file is not among them. */
export function labelledDialogues(conversations: readonly Conversation[]): {
  readonly dialogues: readonly LabelledDialogue[];
  readonly leftOut: LeftOut;
} {
  const dialogues: LabelledDialogue[] = [];
  let [without, labels, unlabelled] = [0, 0, 0];
  for (const conversation of conversations) {
    const utterances = utterancesOf(conversation);
    const given = (turns: readonly Turn[]) =>
      turns.filter((turn) => turn.labels?.handoff !== undefined).length;
    const inside = given(utterances);
    labels += given(conversation.turns) - inside;
    if (inside === 0) {
      without++;
      continue;
    }
    unlabelled += utterances.length - inside;
    const gold = utterances.flatMap((turn, i) => (turn.labels?.handoff === true ? [i] : []));
    dialogues.push({ conversation, utterances, gold });
  }
  return { dialogues, leftOut: { conversations: without, labels, unlabelled } };
}

/** Up to the recorded hand-over: what is said to a person is no dialogue with the AI. */
function utterancesOf({ turns, handover }: Conversation): Turn[] {
  const last = handover?.afterCustomerTurns ?? Number.POSITIVE_INFINITY;
  const utterances: Turn[] = [];
  let customerTurns = 0;
  for (const turn of turns) {
    if (turn.speaker === 'human') break;
    if (turn.speaker === 'customer' && ++customerTurns > last) break;
    if (turn.speaker === 'customer' || turn.speaker === 'ai') utterances.push(turn);
  }
  return utterances;
}
