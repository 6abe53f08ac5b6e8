import type { Conversation } from '../../dataset/conversation.js';
import { turnsOf } from '../compact-dialogue.js';
import {
  type DialogueFit,
  type FitCase,
  fitDialogue,
  repliesOf,
  solvedByAi,
} from '../fit-dialogue.js';
import { deviationOf, type FittedNumber, fittedShare, meanOf, Z95 } from './fitted-number.js';

/** Everything that recorded dialogues with an AI tell about their world. */
export interface DialoguesFit {
  readonly conversations: number;
  readonly dialogue: DialogueFit;
  readonly successPerReply: FittedNumber;
  readonly asksPerTurn?: FittedNumber;
  readonly failedPerReply?: FittedNumber;
  readonly leavesPerReply?: FittedNumber;
  readonly handedOver: FittedNumber;
  /** Chance of the hand-over at the k-th customer turn of those who were still with the AI. */
  readonly handoverByTurn: readonly FittedNumber[];
  /** At a turn that asks for a person, and at any other. */
  readonly handoverAfterAsk?: FittedNumber;
  readonly handoverOtherwise?: FittedNumber;
  readonly handleTime?: LognormalFit;
  readonly aiReplyTime?: LognormalFit;
  readonly customerReplyTime?: LognormalFit;
  readonly intents: readonly Shared[];
  readonly segments: readonly Shared[];
  readonly languages: readonly Shared[];
}

export interface Shared {
  readonly name: string;
  readonly share: FittedNumber;
}

export interface LognormalFit {
  readonly median: FittedNumber;
  readonly sigma: FittedNumber;
}

/** Turns of which the hand-over is told one by one; the last stands for all later ones. */
const TURNS = 10;

/** @param prior what is assumed of the AI before any outcome is seen */
export function fitDialogues(
  conversations: readonly Conversation[],
  prior: { readonly aiSolvable: number; readonly aiSuccessPerTurn: number },
): DialoguesFit {
  const cases = conversations.map((conversation) => ({
    turns: turnsOf(conversation.turns).slice(0, conversation.handover?.afterCustomerTurns),
    handedOver: conversation.handover !== undefined,
    answered: conversation.handover?.answered,
    resolved: conversation.resolved,
  }));
  const dialogue = fitDialogue(cases, prior);
  const asked = (c: FitCase) => c.turns.findIndex(({ ask }) => ask === 'request');
  const freeTurns = sumOf(cases, (c) => (asked(c) < 0 ? c.turns.length : asked(c) + 1));
  const replies = sumOf(cases, repliesOf);
  const share = (rate: number, n: number, method: string) =>
    fittedShare(Math.round(rate * n), n, method);
  const optional = {
    asksPerTurn: share(
      dialogue.asksPerTurn,
      freeTurns,
      'first unprompted asks / customer turns up to them',
    ),
    failedPerReply: share(
      dialogue.failedPerReply,
      replies,
      'replies whose failure could be noticed',
    ),
    leavesPerReply: share(dialogue.leavesPerReply, replies, 'left unresolved after a reply'),
    ...handoverAt(cases),
    handleTime: lognormalOf(
      conversations.flatMap((c) => c.handover?.handleSeconds ?? []),
      'recorded handle times',
    ),
    ...replyTimes(conversations),
  };
  return {
    conversations: conversations.length,
    dialogue,
    successPerReply: successOf(cases, dialogue),
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
    ) as Partial<DialoguesFit>),
    intents: sharesOf(conversations, ({ intent }) => intent),
    segments: sharesOf(conversations, ({ segment }) => segment),
    languages: sharesOf(conversations, ({ language }) => language),
  };
}

/** The success per reply with an interval from the curvature of its likelihood. */
function successOf(
  cases: readonly FitCase[],
  { known, solvable, successPerReply: s }: DialogueFit,
): FittedNumber {
  if (known === 0)
    return { value: s, n: 0, method: 'no outcome of the AI is recorded: assumption' };
  const tried = cases.filter((c) => c.handedOver || c.resolved !== undefined);
  const logLikelihood = (rate: number): number =>
    sumOf(tried, (c) => {
      const n = repliesOf(c);
      const none = (1 - rate) ** n;
      return Math.log(
        solvedByAi(c)
          ? solvable * rate * (1 - rate) ** Math.max(0, n - 1)
          : 1 - solvable + solvable * none,
      );
    });
  const h = Math.min(s, 1 - s) / 100;
  const curvature = (logLikelihood(s + h) - 2 * logLikelihood(s) + logLikelihood(s - h)) / (h * h);
  const half = curvature < 0 ? Z95 / Math.sqrt(-curvature) : Number.NaN;
  return {
    value: s,
    ...(Number.isNaN(half) ? {} : { low: Math.max(0, s - half), high: Math.min(1, s + half) }),
    n: known,
    method:
      'maximum likelihood, each conversation stopped by its success or hand-over; given the solvable share',
  };
}

/** The k-th customer turn; the last row stands for all later ones. */
function handoverAtTurn(cases: readonly FitCase[], turn: number): FittedNumber | undefined {
  const there = cases.filter((c) => c.turns.length >= turn);
  const last = turn === TURNS;
  const turns = last ? sumOf(there, (c) => c.turns.length - turn + 1) : there.length;
  const over = there.filter((c) => c.handedOver && (last || c.turns.length === turn)).length;
  return fittedShare(over, turns, last ? `turn ${turn} and later` : `turn ${turn}`);
}

function handoverAt(cases: readonly FitCase[]) {
  let [asks, afterAsk, others, otherwise] = [0, 0, 0, 0];
  for (const { handedOver, turns } of cases) {
    turns.forEach(({ ask }, i) => {
      const over = handedOver && i === turns.length - 1 ? 1 : 0;
      if (ask === 'request' || ask === 'accept') {
        asks++;
        afterAsk += over;
      } else {
        others++;
        otherwise += over;
      }
    });
  }
  return {
    handoverAfterAsk: fittedShare(afterAsk, asks, 'turns that ask for a person or accept one'),
    handoverOtherwise: fittedShare(otherwise, others, 'other customer turns'),
  };
}

/** Times between a turn and the next of the other side, where turns have times. */
function replyTimes(conversations: readonly Conversation[]) {
  const ai: number[] = [];
  const customer: number[] = [];
  for (const { turns } of conversations) {
    for (let i = 1; i < turns.length; i++) {
      const [before, after] = [turns[i - 1]!, turns[i]!];
      if (before.atSeconds === undefined || after.atSeconds === undefined) continue;
      const seconds = after.atSeconds - before.atSeconds;
      if (before.speaker === 'customer' && after.speaker === 'ai') ai.push(seconds);
      if (before.speaker === 'ai' && after.speaker === 'customer') customer.push(seconds);
    }
  }
  return {
    aiReplyTime: lognormalOf(ai, 'times from a customer turn to the AI’s next'),
    customerReplyTime: lognormalOf(customer, 'times from an AI turn to the customer’s next'),
  };
}

function lognormalOf(seconds: readonly number[], what: string): LognormalFit | undefined {
  const logs = seconds.filter((s) => s > 0).map(Math.log);
  const n = logs.length;
  if (n < 5) return undefined;
  const method = `lognormal by maximum likelihood over ${what}`;
  const mu = meanOf(logs);
  const sigma = deviationOf(logs);
  const [ofMu, ofSigma] = [(Z95 * sigma) / Math.sqrt(n), (Z95 * sigma) / Math.sqrt(2 * n)];
  return {
    median: { value: Math.exp(mu), low: Math.exp(mu - ofMu), high: Math.exp(mu + ofMu), n, method },
    sigma: { value: sigma, low: sigma - ofSigma, high: sigma + ofSigma, n, method },
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

function sumOf<T>(items: readonly T[], read: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += read(item);
  return sum;
}
