import { normalQuantile } from './normal.js';
import type { RecordedTurn } from './recorded-dialogue.js';
import type { Intent } from './world.js';

/** One recorded conversation, as far as fitting needs it. */
export interface FitCase {
  readonly turns: readonly RecordedTurn[];
  readonly handedOver: boolean;
  /** False: the customer left the queue before a person answered. */
  readonly answered?: boolean | undefined;
  readonly resolved: boolean | undefined;
}

/**
 * How the recorded dialogues go on, turn by turn: what the modelled continuation of a conversation
 * is drawn from, so that it looks like the record instead of like somebody's default.
 */
export interface DialogueFit {
  /** Share of issues that the AI could solve, and its success per reply on one of those. */
  readonly solvable: number;
  readonly successPerReply: number;
  /** Share of AI replies whose failure could be noticed: fallback, repeat, rephrasing. */
  readonly failedPerReply: number;
  /** Chance that a customer leaves unresolved after a reply. */
  readonly leavesPerReply: number;
  /** Chance of a first unprompted request at a customer turn. */
  readonly asksPerTurn: number;
  /**
   * Conversations that the AI is known to have solved, of those whose AI outcome is known or cut
   * short by the hand-over; 0 of 0 where no outcome of the AI is recorded at all.
   */
  readonly solved: number;
  readonly known: number;
}

/**
 * Success per reply by maximum likelihood (`likeliestSuccess`); the rest are plain rates. The
 * solvable share p cannot be told from it on one file: it is the scenario's, or a little more than
 * what was solved, if that is larger. Where the record tells no outcome of the AI, both are the
 * scenario's.
 */
export function fitDialogue(
  cases: readonly FitCase[],
  prior: Pick<Intent, 'aiSolvable' | 'aiSuccessPerTurn'>,
): DialogueFit {
  const tells = cases.some((c) => !c.handedOver && c.resolved !== undefined);
  const known = tells ? cases.filter((c) => c.handedOver || c.resolved !== undefined) : [];
  const solved = known.filter(solvedByAi).length;
  const solvable = Math.min(
    0.99,
    Math.max(prior.aiSolvable, known.length === 0 ? 0 : (1.05 * solved) / known.length),
  );
  // Whoever has asked asks again at another rate, so only the turns up to the first ask count.
  const turns = sum(cases, (c) => (firstAsk(c) < 0 ? c.turns.length : firstAsk(c) + 1));
  const replies = sum(cases, repliesOf);
  const left = cases.filter((c) => !c.handedOver && c.resolved === false).length;
  const perReply = (count: number) => (replies === 0 ? 0 : count / replies);
  return {
    solvable,
    successPerReply: tells ? likeliestSuccess(known, solvable) : prior.aiSuccessPerTurn,
    failedPerReply: perReply(sum(cases, failuresOf)),
    leavesPerReply: perReply(left),
    asksPerTurn: turns === 0 ? 0 : cases.filter((c) => firstAsk(c) >= 0).length / turns,
    solved,
    known: known.length,
  };
}

/**
 * The success per reply s that makes the record likeliest: a conversation solved at its n-th reply
 * has likelihood p·s·(1 − s)ⁿ⁻¹, one not solved in n replies 1 − p + p·(1 − s)ⁿ. The length of a
 * solved conversation is its stopping time, so matching expected counts instead would be biased.
 * The likelihood has one peak in s, where its logarithm's slope changes sign.
 */
function likeliestSuccess(known: readonly FitCase[], solvable: number): number {
  const slope = (s: number) =>
    sum(known, (c) => {
      const n = repliesOf(c);
      if (solvedByAi(c)) return 1 / s - Math.max(0, n - 1) / (1 - s);
      return (-solvable * n * (1 - s) ** (n - 1)) / (1 - solvable + solvable * (1 - s) ** n);
    });
  let [low, high] = [1e-9, 1 - 1e-9];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * P(the AI could solve it | what the record shows), by Bayes: certain if it did; if it did not in n
 * replies, p(1 − s)ⁿ against 1 − p.
 */
export function solvableGiven(conversation: FitCase, fit: DialogueFit): number {
  if (solvedByAi(conversation)) return 1;
  const tried = fit.solvable * (1 - fit.successPerReply) ** repliesOf(conversation);
  return tried / (tried + 1 - fit.solvable);
}

/** How often people solved what was handed to them. */
export interface PersonFit {
  /** Log-odds of resolving at z = 0, as `Intent.personLogit`. */
  readonly logit: number;
  readonly solved: number;
  readonly known: number;
}

/**
 * Log-odds a of P(person resolves) = logit⁻¹(a + slope · z), so that people resolve as many of the
 * recorded hand-overs as they did: the difficulty z of each is averaged over what its record leaves
 * open (model.md §2). Half a success and half a failure are added, since none of five is not never.
 *
 * @returns undefined where no hand-over has a known outcome
 */
export function fitPeople(
  cases: readonly FitCase[],
  fit: DialogueFit,
  slope: number,
): PersonFit | undefined {
  const known = cases.filter(
    (c) => c.handedOver && c.answered !== false && c.resolved !== undefined,
  );
  if (known.length === 0) return undefined;
  const solved = known.filter((c) => c.resolved === true).length;
  const share = (solved + 0.5) / (known.length + 1);
  const given = sum(known, (c) => solvableGiven(c, fit)) / known.length;
  const expected = (logit: number): number => {
    const overHalf = (from: number, to: number) =>
      sum(GRID, (u) => {
        const z = normalQuantile(from + u * (to - from));
        return 1 / (1 + Math.exp(-logit - slope * z));
      }) / GRID.length;
    return given * overHalf(0, fit.solvable) + (1 - given) * overHalf(fit.solvable, 1);
  };
  let [low, high] = [-20, 20];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (expected(middle) < share) low = middle;
    else high = middle;
  }
  return { logit: (low + high) / 2, solved, known: known.length };
}

/** Midpoints for averaging over a uniform. */
const GRID = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);

export function solvedByAi(conversation: FitCase): boolean {
  return !conversation.handedOver && conversation.resolved === true;
}

export function repliesOf(conversation: FitCase): number {
  return conversation.turns.filter((turn) => turn.reply).length;
}

/** Index of the turn that first asks; −1 when none does. */
function firstAsk(conversation: FitCase): number {
  return conversation.turns.findIndex((turn) => turn.ask === 'request');
}

function failuresOf(conversation: FitCase): number {
  return conversation.turns.filter(
    ({ reply }, i) =>
      reply && (reply.failed || reply.repeated || conversation.turns[i + 1]?.rephrased === true),
  ).length;
}

function sum<T>(items: readonly T[], read: (item: T) => number): number {
  return items.reduce((total, item) => total + read(item), 0);
}
