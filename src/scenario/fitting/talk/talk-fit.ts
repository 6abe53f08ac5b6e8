import type { Conversation } from '../../../dataset/conversation.js';
import {
  type DialogueFit,
  departures,
  type FitCase,
  failures,
  firstAsks,
  fitCaseOf,
  fitDialogue,
  fitPeople,
  type WeightedCount,
} from '../../record/fit-dialogue.js';
import { people } from '../../schema/team-schema.js';
import {
  type Count,
  type LognormalFit,
  lognormalByConversation,
  shareByConversation,
} from '../statistics/by-conversation.js';
import { type FittedNumber, fittedShare } from '../statistics/fitted-number.js';
import type { PeopleSuccess } from './person-success.js';
import { timesTo } from './reply-times.js';

/** What recorded dialogues tell about the talk with the AI, up to the hand-over. */
export interface TalkFit {
  /** The AI's success, by intent. */
  readonly dialogue: DialogueFit;
  /** Absent where no outcome of a hand-over is recorded. */
  readonly people?: PeopleSuccess;
  /** Asks for a person, if any turn tells: at a customer's first turn, at later ones, and at all. */
  readonly asksAtFirst?: FittedNumber;
  readonly asksLater?: FittedNumber;
  readonly asksPerTurn?: FittedNumber;
  /** Failures that could be noticed, of replies that did not solve; absent where nothing tells any. */
  readonly failedPerReply?: FittedNumber;
  /** Absent where no outcome of the AI is recorded. */
  readonly leavesPerReply?: FittedNumber;
  /** Why hand-overs are not told, so that the next five say nothing; absent where they are. */
  readonly noContainment?: string;
  readonly handedOver: FittedNumber;
  /** Chance of the hand-over at the k-th customer turn of those who were still with the AI. */
  readonly handoverByTurn: readonly FittedNumber[];
  /** At a turn that asks for a person, and at any other. */
  readonly handoverAfterAsk?: FittedNumber;
  readonly handoverOtherwise?: FittedNumber;
  readonly aiReplyTime?: LognormalFit;
  readonly customerReplyTime?: LognormalFit;
}

/** Turns of which the hand-over is told one by one; the last stands for all later ones. */
const TURNS = 10;

/** What is assumed of an AI before any outcome is seen, as in the default world. */
const PRIOR = { aiSolvable: 0.55, aiSuccessPerTurn: 0.35 };

/**
 * @param conversations at least one
 * @param noContainment why their source cannot tell hand-overs, if it cannot
 */
export function fitTalk(conversations: readonly Conversation[], noContainment?: string): TalkFit {
  const cases = conversations.map(fitCaseOf);
  const dialogue = fitDialogue(cases, () => PRIOR);
  // As a replay has it where the scenario does not say.
  const { difficulty_slope: slope } = people.parse({});
  const optional = {
    people: fitPeople(cases, dialogue, slope),
    ...asksOf(cases),
    failedPerReply: weightedShare(failures(cases), 'replies that did not solve and visibly failed'),
    leavesPerReply: weightedShare(
      departures(cases),
      'left unresolved after a reply that did not solve',
    ),
    ...handoverAt(cases),
    noContainment: cases.some((c) => c.handedOver) ? undefined : noContainment,
    aiReplyTime: lognormalByConversation(
      conversations.map(timesTo('ai')),
      'times from a customer turn to the AI’s next',
    ),
    customerReplyTime: lognormalByConversation(
      conversations.map(timesTo('customer')),
      'times from an AI turn to the customer’s next',
    ),
  };
  return {
    dialogue,
    handedOver: fittedShare(
      cases.filter((c) => c.handedOver).length,
      cases.length,
      'handed to a person, of all conversations',
    )!,
    handoverByTurn: Array.from({ length: TURNS }, (_, i) => handoverAtTurn(cases, i + 1)).flatMap(
      (found) => found ?? [],
    ),
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<TalkFit>),
  };
}

/** Of those that the conversations stand for; n is of what was seen. */
function weightedShare(counts: readonly WeightedCount[], method: string): FittedNumber | undefined {
  const share = shareByConversation(
    counts.map(({ count, of, weight = 1 }) => ({ count: weight * count, of: weight * of })),
    method,
  );
  return share && { ...share, n: counts.reduce((sum, { of }) => sum + of, 0) };
}

function asksOf(cases: readonly FitCase[]) {
  const at = (which: Parameters<typeof firstAsks>[1], turns: string) =>
    shareByConversation(firstAsks(cases, which), `first unprompted asks / ${turns} up to them`);
  return {
    asksAtFirst: at('first', 'first customer turns'),
    asksLater: at('later', 'later customer turns'),
    asksPerTurn: at('any', 'customer turns'),
  };
}

/** The k-th customer turn; the last row stands for all later ones. */
function handoverAtTurn(cases: readonly FitCase[], turn: number): FittedNumber | undefined {
  const last = turn === TURNS;
  const counts = cases.map(({ handedOver, turns: { length } }): Count => {
    const of = last ? Math.max(0, length - turn + 1) : Number(length >= turn);
    return { count: handedOver && of > 0 && (last || length === turn) ? 1 : 0, of };
  });
  return shareByConversation(counts, last ? `turn ${turn} and later` : `turn ${turn}`);
}

function handoverAt(cases: readonly FitCase[]) {
  const at = (asks: boolean, method: string) =>
    shareByConversation(
      cases.map(({ handedOver, turns }): Count => {
        const these = turns.map(
          ({ ask, askUnknown }) => !askUnknown && (ask === 'request' || ask === 'accept') === asks,
        );
        return {
          count: handedOver && these.at(-1) === true ? 1 : 0,
          of: these.filter(Boolean).length,
        };
      }),
      method,
    );
  return {
    handoverAfterAsk: at(true, 'turns that ask for a person or accept one'),
    handoverOtherwise: at(false, 'other customer turns'),
  };
}
