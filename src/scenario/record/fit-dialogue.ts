import type { Conversation } from '../../dataset/conversation.js';
import type { Count } from '../fitting/statistics/by-conversation.js';
import { type AiPrior, type AiSuccess, AT_MOST, fitAiSuccess } from '../fitting/talk/ai-success.js';
import {
  fitPersonSuccess,
  type Handled,
  type Hardness,
  type PeopleSuccess,
} from '../fitting/talk/person-success.js';
import { type SolvedAtReply, solvedByReply } from '../fitting/talk/solved-by-reply.js';
import { turnsOf } from './compact-dialogue.js';
import type { RecordedTurn } from './recorded-dialogue.js';

/** One recorded conversation, as far as fitting needs it. */
export interface FitCase {
  /** Up to the hand-over: what the customer says to a person is no dialogue with the AI. */
  readonly turns: readonly RecordedTurn[];
  readonly handedOver: boolean;
  /** Absent: the record does not say. */
  readonly intent?: string | undefined;
  /** False: the customer left the queue before a person answered. */
  readonly answered?: boolean | undefined;
  readonly resolved: boolean | undefined;
}

export function fitCaseOf({ handover, intent, resolved, turns }: Conversation): FitCase {
  return {
    turns: turnsOf(turns).slice(0, handover?.afterCustomerTurns),
    handedOver: handover !== undefined,
    intent,
    answered: handover?.answered,
    resolved,
  };
}

/**
 * How the recorded dialogues go on, turn by turn: what the modelled continuation of a conversation
 * is drawn from, so that it looks like the record instead of like somebody's default.
 */
export interface DialogueFit {
  /** By name of the intent, '' where none is recorded. */
  readonly byIntent: ReadonlyMap<string, AiSuccess>;
  readonly everybody: AiSuccess;
  /** What it makes of each reply, beside the record; empty where no outcome of the AI is recorded. */
  readonly solvedByReply: readonly SolvedAtReply[];
  /** Failures that could be noticed, of the replies that did not solve the issue. */
  readonly failedPerReply: number;
  /** Chance that a customer leaves unresolved after a reply that did not solve the issue. */
  readonly leavesPerReply: number;
  /** Chance of a first unprompted request at a customer turn after the first one. */
  readonly asksPerTurn: number;
  /**
   * Conversations that the AI is known to have solved, of those whose AI outcome is known or cut
   * short by the hand-over; 0 of 0 where no outcome of the AI is recorded at all.
   */
  readonly solved: number;
  readonly known: number;
  /** True: none of this is from the record (`demand.recorded.talk: as_written`). */
  readonly written?: true;
}

/**
 * @param priorOf what the scenario has of an intent's issues (of '', of any): where the record tells no
 *   outcome of the AI it stands, and where it cannot tell the solvable share, that of it does
 */
export function fitDialogue(
  cases: readonly FitCase[],
  priorOf: (intent: string) => AiPrior,
): DialogueFit {
  const known = knownOutcomes(cases);
  const rate = (events: readonly Count[]) => {
    const of = sum(events, (c) => c.of);
    return of === 0 ? 0 : sum(events, (c) => c.count) / of;
  };
  const attempts = new Map(
    [...byIntent(cases)].map(([intent, some]) => [
      intent,
      (known.length === 0 ? [] : some.filter(isKnown)).map((c) => ({
        replies: repliesOf(c),
        solved: solvedByAi(c),
      })),
    ]),
  );
  const ai = fitAiSuccess(attempts, priorOf);
  return {
    ...ai,
    solvedByReply: solvedByReply(attempts, ai.byIntent),
    failedPerReply: rate(failures(cases)),
    leavesPerReply: rate(departures(cases)),
    asksPerTurn: rate(firstAsks(cases, 'later')),
    solved: known.filter(solvedByAi).length,
    known: known.length,
  };
}

/** Failures that could be noticed, of the replies that did not solve the issue. */
export function failures(cases: readonly FitCase[]): Count[] {
  return cases.map((c) => {
    const { turns } = c;
    const failed = turns.map(
      ({ reply }, i) => reply !== undefined && (reply.failed || turns[i + 1]?.rephrased === true),
    );
    const last = turns.findLastIndex(({ reply }) => reply !== undefined);
    if (solvedByAi(c) && last >= 0) failed[last] = false;
    return { count: failed.filter(Boolean).length, of: missesOf(c) };
  });
}

/** Departures without a solution, of the replies that brought none, where the outcome is known. */
export function departures(cases: readonly FitCase[]): Count[] {
  return knownOutcomes(cases).map((c) => {
    const of = missesOf(c);
    return { count: of > 0 && !c.handedOver && c.resolved === false ? 1 : 0, of };
  });
}

/**
 * First unprompted asks, of the customer turns up to them: whoever has asked asks again at another
 * rate. Those at the first turn are counted apart, since nothing has been said to them yet: a replay
 * models later turns only.
 */
export function firstAsks(cases: readonly FitCase[], at: 'first' | 'later' | 'any'): Count[] {
  return cases.map(({ turns }) => {
    const asked = turns.findIndex(({ ask }) => ask === 'request');
    const free = asked < 0 ? turns.length : asked + 1;
    const from = at === 'later' ? 1 : 0;
    const to = at === 'first' ? Math.min(1, free) : free;
    return { count: asked >= from && asked < to ? 1 : 0, of: Math.max(0, to - from) };
  });
}

/**
 * P(the AI could solve it | what the record shows), by Bayes: certain if it did; if it did not in n
 * replies, p(1 − s)ⁿ against 1 − p.
 */
export function solvableGiven(
  conversation: FitCase,
  fit: Pick<DialogueFit, 'byIntent' | 'everybody'>,
): number {
  if (solvedByAi(conversation)) return 1;
  const { solvable, successPerReply } = aiSuccessIn(fit, intentOf(conversation));
  return givenMisses(solvable.value, successPerReply.value, repliesOf(conversation));
}

function givenMisses(solvable: number, perReply: number, misses: number): number {
  const tried = solvable * (1 - perReply) ** misses;
  return tried === 0 ? 0 : tried / (tried + 1 - solvable);
}

/** On this intent's issues; on everybody's where nothing is known of it. */
export function aiSuccessIn(
  { byIntent, everybody }: Pick<DialogueFit, 'byIntent' | 'everybody'>,
  intent: string | undefined,
): AiSuccess {
  return byIntent.get(intent ?? '') ?? everybody;
}

/** How often people solved what was handed to them; undefined where no outcome is known. */
export function fitPeople(
  cases: readonly FitCase[],
  fit: Pick<DialogueFit, 'byIntent' | 'everybody'>,
  slope: number,
): PeopleSuccess | undefined {
  const handled = new Map<string, Handled>();
  for (const [intent, some] of byIntent(cases)) {
    const known = some.filter(
      (c) => c.handedOver && c.answered !== false && c.resolved !== undefined,
    );
    const ai = aiSuccessIn(fit, intent);
    const hardness = (solvable: number): Hardness => ({
      solvable,
      given:
        sum(known, (c) => givenMisses(solvable, ai.successPerReply.value, repliesOf(c))) /
        Math.max(1, known.length),
    });
    const { high, low, value } = ai.solvable;
    const told = ai.from.solvable !== 'scenario' && low !== undefined && high !== undefined;
    handled.set(intent, {
      solved: known.filter((c) => c.resolved === true).length,
      known: known.length,
      hardness: hardness(value),
      ...(told ? { ends: [hardness(low), hardness(Math.min(high, AT_MOST))] as const } : {}),
    });
  }
  return fitPersonSuccess(handled, slope);
}

export function solvedByAi(conversation: FitCase): boolean {
  return !conversation.handedOver && conversation.resolved === true;
}

export function repliesOf(conversation: FitCase): number {
  return conversation.turns.filter((turn) => turn.reply).length;
}

/** Replies that did not solve the issue, as far as the record can tell. */
function missesOf(conversation: FitCase): number {
  return Math.max(0, repliesOf(conversation) - (solvedByAi(conversation) ? 1 : 0));
}

function isKnown(conversation: FitCase): boolean {
  return conversation.handedOver || conversation.resolved !== undefined;
}

/** Those whose outcome is known or cut short by the hand-over; none where the AI's never is. */
function knownOutcomes(cases: readonly FitCase[]): readonly FitCase[] {
  const tells = cases.some((c) => !c.handedOver && c.resolved !== undefined);
  return tells ? cases.filter(isKnown) : [];
}

function intentOf({ intent }: FitCase): string {
  return intent ?? '';
}

function byIntent(cases: readonly FitCase[]): ReadonlyMap<string, readonly FitCase[]> {
  const groups = new Map<string, FitCase[]>();
  for (const c of cases) {
    const group = groups.get(intentOf(c));
    if (group) group.push(c);
    else groups.set(intentOf(c), [c]);
  }
  return groups;
}

function sum<T>(items: readonly T[], read: (item: T) => number): number {
  return items.reduce((total, item) => total + read(item), 0);
}
