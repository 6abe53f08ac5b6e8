import type { Conversation, Turn } from '../../dataset/conversation.js';
import { recordedWork } from '../fitting/desk/recorded-work.js';
import type { FrustrationWeights } from '../world.js';
import {
  NEGATIVE_AT,
  type RecordedDialogue,
  type RecordedReply,
  type RecordedTurn,
} from './recorded-dialogue.js';
import { secondsUntilPerson, withTurnTimes } from './turn-times.js';

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
  const handleSeconds = recordedWork(handover);
  const personSeconds = secondsUntilPerson(conversation);
  const team = handover?.team === undefined ? 0 : indices.teams.indexOf(handover.team);
  return {
    id: conversation.id,
    intent: indices.intents.indexOf(conversation.intent ?? ''),
    segment: indices.segments.indexOf(conversation.segment ?? ''),
    language: indices.languages.indexOf(conversation.language ?? ''),
    ...(conversation.channel === undefined ? {} : { channel: conversation.channel }),
    turns: withTurnTimes(turns, conversation),
    ...(isUnread(conversation, turns) ? { unreadLanguage: conversation.language ?? '' } : {}),
    team: Math.max(0, team),
    ...(handover ? { handoverAfter: handover.afterCustomerTurns } : {}),
    ...(resolved === undefined ? {} : { resolved }),
    ...(resolvedBy === undefined ? {} : { resolvedBy }),
    ...(handover?.answered === undefined ? {} : { answered: handover.answered }),
    ...(handover?.waitSeconds === undefined ? {} : { waitSeconds: handover.waitSeconds }),
    ...(personSeconds === undefined ? {} : { personSeconds }),
    ...(handleSeconds === undefined ? {} : { handleSeconds }),
    solvable,
    toleranceAbove: recordedPeak(turns, weights),
  };
}

/** Asks would have been read out of these texts (`annotate`), were their language one that is read. */
function isUnread(conversation: Conversation, turns: readonly RecordedTurn[]): boolean {
  const said = conversation.turns.filter(({ speaker }) => speaker === 'customer');
  return (
    turns.every(({ askUnknown }) => askUnknown) &&
    said.slice(0, turns.length).some(({ text }) => text !== undefined)
  );
}

/**
 * Groups a transcript by customer turn; everything the AI says before the next one is its reply.
 *
 * Here it is decided which replies failed as far as the AI could notice (model.md §3): what the
 * platform flagged, as failed or as not failed, is so. Without a flag, low confidence and a repeat
 * are failures, and the customer's saying it again is one of the latest reply.
 *
 * @param most customer turns, with what was said to them; what comes after is not looked at
 */
export function turnsOf(turns: readonly Turn[], most = Number.POSITIVE_INFINITY): RecordedTurn[] {
  const grouped: RecordedTurn[] = [];
  let replied = -1;
  // Whether the latest reply may yet turn out to have failed.
  let open = false;
  let flagged = false;
  for (const turn of turns) {
    if (turn.speaker === 'customer') {
      if (grouped.length >= most) break;
      const rephrased = open && turn.rephrased === true;
      if (rephrased) open = false;
      const before = grouped[replied];
      if (before?.reply && turn.rephrased !== undefined)
        grouped[replied] = {
          ...before,
          reply: {
            ...before.reply,
            judgedBy: 'words',
            ...(rephrased ? { saidAgain: true } : {}),
          },
        };
      flagged = false;
      grouped.push({
        ask: turn.ask === undefined || turn.ask === 'mention' ? 'none' : turn.ask,
        ...(turn.ask === undefined ? { askUnknown: true } : {}),
        sentiment: turn.sentiment ?? Number.NaN,
        rephrased,
        ...(turn.signals ? { signals: turn.signals } : {}),
      });
    } else if (turn.speaker === 'ai' && grouped.length > 0) {
      const last = grouped.at(-1)!;
      const reply = merge(last.reply, turn);
      flagged ||= turn.failed !== undefined;
      open = !reply.failed && !flagged;
      replied = grouped.length - 1;
      grouped[replied] = { ...last, reply };
    }
  }
  return grouped;
}

function merge(reply: RecordedReply | undefined, turn: Turn): RecordedReply {
  const confidence = turn.confidence ?? reply?.confidence ?? Number.NaN;
  const judgedBy =
    turn.repeated !== undefined || turn.confidence !== undefined
      ? 'words'
      : (reply?.judgedBy ?? (turn.failed === undefined ? undefined : 'flag'));
  return {
    ...(judgedBy ? { judgedBy } : {}),
    offersPerson: (reply?.offersPerson ?? false) || (turn.offersPerson ?? false),
    failed:
      (reply?.failed ?? false) ||
      (turn.failed ?? (turn.repeated === true || (turn.confidence ?? 1) < LOW_CONFIDENCE)),
    repeated: (reply?.repeated ?? false) || (turn.repeated ?? false),
    confidence,
    margin: turn.margin ?? reply?.margin ?? Number.NaN,
  };
}

/** The most frustration the customer is recorded to have stayed through, by the same weights. */
function recordedPeak(turns: readonly RecordedTurn[], weights: FrustrationWeights): number {
  let level = 0;
  let peak = 0;
  turns.forEach((turn, index) => {
    // The reply before had failed, and nobody noticed it then.
    if (turn.rephrased) {
      level += weights.failed;
      peak = Math.max(peak, level);
    }
    level = level * weights.decay + (turn.sentiment <= NEGATIVE_AT ? weights.negative : 0);
    const last = index === turns.length - 1;
    // What pushed the last turn over may be why they left; all before they stayed through.
    if (last) return;
    if (turn.ask === 'request') level += weights.refused;
    if (turn.reply) {
      if (turn.reply.failed) level += weights.failed;
      if (turn.reply.repeated) level += weights.repeated;
    }
    peak = Math.max(peak, level);
  });
  return peak;
}
