import type { Conversation } from '../../dataset/conversation.js';
import type { Count } from '../fitting/statistics/by-conversation.js';
import { type AiPrior, type AiSuccess, AT_MOST, fitAiSuccess } from '../fitting/talk/ai-success.js';
import {
  type KnownOutcomes,
  knownOutcomes,
  type Weighed,
  weighOutcomes,
} from '../fitting/talk/outcome-weights.js';
import {
  fitPersonSuccess,
  type Handled,
  type Hardness,
  type PeopleSuccess,
} from '../fitting/talk/person-success.js';
import type { Attempt } from '../fitting/talk/solution-likelihood.js';
import { type SolvedAtReply, solvedByReply } from '../fitting/talk/solved-by-reply.js';
import { turnsOf } from './compact-dialogue.js';
import type { RecordedReply, RecordedTurn } from './recorded-dialogue.js';

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
    turns: turnsOf(turns, handover?.afterCustomerTurns),
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
  /** Failures that could be noticed, of the replies that did not solve; undefined where nothing tells. */
  readonly failedPerReply: number | undefined;
  /** Chance that a customer leaves unresolved after a reply that did not solve; undefined as above. */
  readonly leavesPerReply: number | undefined;
  /** Chance of a first unprompted request at a customer turn after the first one; undefined as above. */
  readonly asksPerTurn: number | undefined;
  /**
   * Conversations that the AI is known to have solved, of those whose AI outcome is known or cut
   * short by the hand-over; 0 of 0 where no outcome of the AI is recorded at all.
   */
  readonly solved: number;
  readonly known: number;
  readonly contained: KnownOutcomes;
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
  const known = weighOutcomes(cases);
  const rate = (events: readonly WeightedCount[]) => {
    const of = sum(events, (c) => (c.weight ?? 1) * c.of);
    return of === 0 ? undefined : sum(events, (c) => (c.weight ?? 1) * c.count) / of;
  };
  const attempts = new Map<string, Attempt[]>(
    [...byIntent(cases).keys()].map((name) => [name, []]),
  );
  for (const { of, told, weight } of known)
    attempts
      .get(intentOf(of))!
      .push({ replies: repliesOf(of), solved: solvedByAi(of), weight, told });
  const ai = fitAiSuccess(attempts, priorOf);
  return {
    ...ai,
    solvedByReply: solvedByReply(attempts, ai.byIntent),
    failedPerReply: rate(failures(cases)),
    leavesPerReply: rate(departures(cases)),
    asksPerTurn: rate(firstAsks(cases, 'later')),
    solved: known.filter(({ of }) => solvedByAi(of)).length,
    known: known.length,
    contained: knownOutcomes(cases),
  };
}

/** Of a conversation that stands for others whose outcome is not known; without a weight for itself. */
export interface WeightedCount extends Count {
  readonly weight?: number;
}

/**
 * Failures that could be noticed, of the replies that did not solve the issue and of which anything tells
 * whether they failed. Flags that are there on failures alone tell nothing where they are absent: they
 * count where words or confidence tell of the reply too, or, where these never do, as if every
 * reply without one had not failed (assumption).
 */
export function failures(cases: readonly FitCase[]): WeightedCount[] {
  const known = weighOutcomes(cases);
  const some: readonly Pick<Weighed, 'of' | 'weight'>[] =
    known.length > 0 ? known : cases.map((of) => ({ of, weight: 1 }));
  const replies = some.map(({ of }) => missed(of));
  const all = replies.flat();
  const words = all.some(({ judgedBy }) => judgedBy === 'words');
  const passes = all.some(({ failed, judgedBy }) => judgedBy === 'flag' && !failed);
  const onlyFailures = !words && !passes && all.some(({ judgedBy }) => judgedBy === 'flag');
  const counts = ({ judgedBy }: RecordedReply) =>
    judgedBy === 'words' || (judgedBy === 'flag' && passes) || onlyFailures;
  return some.map(({ weight }, i) => {
    const judged = replies[i]!.filter(counts);
    const failed = judged.filter((reply) => reply.failed || reply.saidAgain);
    return weighted({ count: failed.length, of: judged.length }, weight);
  });
}

/**
 * Departures without a solution, of the replies that brought none, where the outcome is known. Where some
 * are not known and no known one is a departure, as if only success were written down: none.
 */
export function departures(cases: readonly FitCase[]): WeightedCount[] {
  const { known, of: kept, solved } = knownOutcomes(cases);
  if (known < kept && solved === known) return [];
  return weighOutcomes(cases).map(({ of: c, weight }) => {
    const of = missed(c).length;
    return weighted({ count: of > 0 && !c.handedOver && c.resolved === false ? 1 : 0, of }, weight);
  });
}

function weighted(count: Count, weight: number): WeightedCount {
  return weight === 1 ? count : { ...count, weight };
}

/**
 * First unprompted asks, of the customer turns up to them: whoever has asked asks again at another
 * rate. Those at the first turn are counted apart, since nothing has been said to them yet: a replay
 * models later turns only. From a turn on of which nothing tells whether it asks, none is counted.
 */
export function firstAsks(cases: readonly FitCase[], at: 'first' | 'later' | 'any'): Count[] {
  return cases.map(({ turns }) => {
    const asked = turns.findIndex(({ ask, askUnknown }) => askUnknown || ask === 'request');
    const free = asked < 0 ? turns.length : turns[asked]!.askUnknown ? asked : asked + 1;
    const from = at === 'later' ? 1 : 0;
    const to = at === 'first' ? Math.min(1, free) : free;
    return { count: asked >= from && asked < to ? 1 : 0, of: Math.max(0, to - from) };
  });
}

/**
 * P(the AI could solve it | what the record shows), by Bayes: certain if it did; if it did not in n
 * replies, p(1 − s)ⁿ against 1 − p. Where it is not known how it ended, it was solved at the last reply,
 * or the customer left after it.
 */
export function solvableGiven(
  conversation: FitCase,
  fit: Pick<DialogueFit, 'byIntent' | 'everybody'> & Partial<Pick<DialogueFit, 'leavesPerReply'>>,
): number {
  if (solvedByAi(conversation)) return 1;
  const { solvable, successPerReply } = aiSuccessIn(fit, intentOf(conversation));
  const [p, s, replies] = [solvable.value, successPerReply.value, repliesOf(conversation)];
  const unsolved = givenMisses(p, s, replies);
  const { leavesPerReply: leaves = 0 } = fit;
  if (isKnown(conversation) || replies === 0 || leaves === 0) return unsolved;
  const atLast = p * s * (1 - s) ** (replies - 1);
  const left = leaves * (1 - p + p * (1 - s) ** replies);
  return atLast + left === 0 ? unsolved : (atLast + left * unsolved) / (atLast + left);
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

/** Replies known not to have solved the issue: where it is not known how it ended, the last may have. */
function missed(conversation: FitCase): RecordedReply[] {
  const replies = conversation.turns.flatMap(({ reply }) => reply ?? []);
  const lastMissed = conversation.handedOver || conversation.resolved === false;
  return lastMissed ? replies : replies.slice(0, -1);
}

function isKnown(conversation: FitCase): boolean {
  return conversation.handedOver || conversation.resolved !== undefined;
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
