import type { Conversation } from '../../dataset/conversation.js';
import { type CallLog, callLogOf, startLogOf } from './call-log.js';
import { type ArrivalFit, arrivalsOf } from './demand/arrivals.js';
import { type DialogueReturns, dialogueReturns } from './demand/dialogue-returns.js';
import { type DeskFit, fitDesk } from './desk/desk-fit.js';
import { fitTeams, type TeamFit } from './desk/team-fit.js';
import { type FittedNumber, fittedShare } from './statistics/fitted-number.js';
import { fitTalk, type TalkFit } from './talk/talk-fit.js';

/** Everything that recorded dialogues with an AI tell about their world, part by part. */
export interface DialoguesFit {
  readonly conversations: number;
  readonly talk: TalkFit;
  readonly desk: DeskFit;
  /** Who comes and when: of the conversations with a start. Absent where none has one. */
  readonly starts?: { readonly log: CallLog; readonly arrivals: ArrivalFit };
  /** Hand-overs with a start, a wait and its end, by entry into the queue. */
  readonly queue: CallLog;
  /** By name; empty where the record does not name its people. */
  readonly teams: readonly TeamFit[];
  /** Teams that the record names, whether or not it names their people. */
  readonly teamNames: readonly string[];
  readonly returns?: DialogueReturns;
  readonly intents: readonly Shared[];
  readonly segments: readonly Shared[];
  readonly languages: readonly Shared[];
}

export interface Shared {
  readonly name: string;
  readonly share: FittedNumber;
}

/**
 * @param timeZone where the record's days and hours are counted; UTC where the source does not say
 * @param noContainment why the source cannot tell hand-overs, if it cannot
 */
export function fitDialogues(
  conversations: readonly Conversation[],
  timeZone?: string,
  noContainment?: string,
): DialoguesFit {
  const starts = startLogOf(conversations, timeZone);
  const queue = callLogOf(conversations, timeZone);
  const returns = dialogueReturns(conversations);
  const teamNames = new Set(conversations.flatMap(({ handover }) => handover?.team ?? []));
  return {
    conversations: conversations.length,
    talk: fitTalk(conversations, noContainment),
    desk: fitDesk(conversations),
    ...(starts.calls.length === 0 ? {} : { starts: { log: starts, arrivals: arrivalsOf(starts) } }),
    queue,
    teams: fitTeams(queue),
    teamNames: [...teamNames].sort(),
    ...(returns ? { returns } : {}),
    intents: sharesOf(conversations, ({ intent }) => intent),
    segments: sharesOf(conversations, ({ segment }) => segment),
    languages: sharesOf(conversations, ({ language }) => language),
  };
}

function sharesOf(
  conversations: readonly Conversation[],
  read: (conversation: Conversation) => string | undefined,
): Shared[] {
  const counts = new Map<string, number>();
  for (const conversation of conversations) {
    const name = read(conversation);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const known = [...counts.values()].reduce((sum, n) => sum + n, 0);
  return [...counts]
    .map(([name, n]) => ({ name, share: fittedShare(n, known, 'of conversations that tell it')! }))
    .sort((a, b) => b.share.value - a.share.value || (a.name < b.name ? -1 : 1));
}
