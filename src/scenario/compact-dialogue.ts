import type { Conversation, Turn } from '../dataset/conversation.js';
import {
  NEGATIVE_AT,
  type RecordedDialogue,
  type RecordedReply,
  type RecordedTurn,
} from './recorded-dialogue.js';
import type { FrustrationWeights } from './world.js';

/** Names of the recorded world, in index order; '' stands for "not recorded". */
export interface Indices {
  readonly intents: readonly string[];
  readonly segments: readonly string[];
  readonly languages: readonly string[];
  readonly teams: readonly string[];
}

/** Confidence below this counts as a noticed failure (Rasa's documented example threshold). */
const LOW_CONFIDENCE = 0.4;

/** One conversation as the simulation replays it; `turns` as `turnsOf` gives them. */
export function compactDialogue(
  conversation: Conversation,
  turns: readonly RecordedTurn[],
  indices: Indices,
  weights: FrustrationWeights,
  solvable: number,
): RecordedDialogue {
  const { handover, resolved, resolvedBy } = conversation;
  const team = handover?.team === undefined ? 0 : indices.teams.indexOf(handover.team);
  return {
    id: conversation.id,
    intent: indices.intents.indexOf(conversation.intent ?? ''),
    segment: indices.segments.indexOf(conversation.segment ?? ''),
    language: indices.languages.indexOf(conversation.language ?? ''),
    ...(conversation.channel === undefined ? {} : { channel: conversation.channel }),
    turns,
    team: Math.max(0, team),
    ...(handover ? { handoverAfter: handover.afterCustomerTurns } : {}),
    ...(resolved === undefined ? {} : { resolved }),
    ...(resolvedBy === undefined ? {} : { resolvedBy }),
    ...(handover?.answered === undefined ? {} : { answered: handover.answered }),
    ...(handover?.waitSeconds === undefined ? {} : { waitSeconds: handover.waitSeconds }),
    ...(handover?.handleSeconds === undefined ? {} : { handleSeconds: handover.handleSeconds }),
    solvable,
    toleranceAbove: recordedPeak(turns, weights),
  };
}

/** Groups a transcript by customer turn; everything the AI says before the next one is its reply. */
export function turnsOf(turns: readonly Turn[]): RecordedTurn[] {
  const grouped: RecordedTurn[] = [];
  for (const turn of turns) {
    if (turn.speaker === 'customer') {
      grouped.push({
        ask: turn.ask === undefined || turn.ask === 'mention' ? 'none' : turn.ask,
        sentiment: turn.sentiment ?? Number.NaN,
        rephrased: turn.rephrased ?? false,
        ...(turn.signals ? { signals: turn.signals } : {}),
      });
    } else if (turn.speaker === 'ai' && grouped.length > 0) {
      const last = grouped.at(-1)!;
      grouped[grouped.length - 1] = { ...last, reply: merge(last.reply, turn) };
    }
  }
  return grouped;
}

function merge(reply: RecordedReply | undefined, turn: Turn): RecordedReply {
  const confidence = turn.confidence ?? reply?.confidence ?? Number.NaN;
  return {
    offersPerson: (reply?.offersPerson ?? false) || (turn.offersPerson ?? false),
    failed: (reply?.failed ?? false) || (turn.failed ?? false) || confidence < LOW_CONFIDENCE,
    repeated: (reply?.repeated ?? false) || (turn.repeated ?? false),
    confidence,
    margin: turn.margin ?? reply?.margin ?? Number.NaN,
  };
}

/** The most frustration the customer is recorded to have stayed through, by the same weights. */
function recordedPeak(turns: readonly RecordedTurn[], weights: FrustrationWeights): number {
  let level = 0;
  let peak = 0;
  let seemedFine = false;
  turns.forEach((turn, index) => {
    // Having to say it again shows that the reply before had failed, if nobody noticed it then.
    if (turn.rephrased && seemedFine) {
      level += weights.failed;
      peak = Math.max(peak, level);
      seemedFine = false;
    }
    level = level * weights.decay + (turn.sentiment <= NEGATIVE_AT ? weights.negative : 0);
    const last = index === turns.length - 1;
    // What pushed the last turn over may be why they left; all before they stayed through.
    if (last) return;
    if (turn.ask === 'request') level += weights.refused;
    if (turn.reply) {
      const noticed = turn.reply.failed || turn.reply.repeated;
      if (noticed) level += weights.failed;
      if (turn.reply.repeated) level += weights.repeated;
      seemedFine = !noticed;
    }
    peak = Math.max(peak, level);
  });
  return peak;
}
