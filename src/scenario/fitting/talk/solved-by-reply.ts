import { gammaShareBelow } from '../../distribution/gamma.js';
import { type FittedNumber, fittedShare } from '../statistics/fitted-number.js';
import type { AiSuccess } from './ai-success.js';
import type { Attempt } from './solution-likelihood.js';

/** Conversations solved at the k-th reply, of those that had come so far unsolved. */
export interface SolvedAtReply {
  readonly recorded: FittedNumber;
  /** The same share as the fit has it. */
  readonly fitted: number;
}

/** Replies told one by one; the last stands for all later ones. */
const REPLIES = 6;

/**
 * What the fit of solvable share and success per reply makes of each reply, beside what was recorded:
 * the two come from the shape of this row alone, so that a reader should see whether it fits.
 */
export function solvedByReply(
  attempts: ReadonlyMap<string, readonly Attempt[]>,
  byIntent: ReadonlyMap<string, AiSuccess>,
): SolvedAtReply[] {
  const rows = Array.from({ length: REPLIES }, () => ({ there: 0, solved: 0, expected: 0 }));
  let [all, needed] = [0, 0];
  for (const [intent, own] of attempts) {
    const { solvable, successPerReply } = byIntent.get(intent)!;
    const [p, s] = [solvable.value, successPerReply.value];
    for (const { replies, solved, told = 1, weight = 1 } of own) {
      all += weight;
      needed += weight / told;
      for (let k = 1; k <= replies; k++) {
        const row = rows[Math.min(k, REPLIES) - 1]!;
        const open = p * (1 - s) ** (k - 1);
        row.there += weight;
        if (open > 0) row.expected += (weight * s * open) / (open + 1 - p);
        if (k === replies && solved) row.solved += weight;
      }
    }
  }
  return rows.flatMap(({ expected, solved, there }, i) => {
    const reply = i + 1 === REPLIES ? `reply ${i + 1} and later` : `reply ${i + 1}`;
    if (there === 0) return [];
    // As many as are known, not as many as they stand for (`SolutionLikelihood`).
    const n = Math.max(1, Math.round((there * all) / needed));
    const recorded = fittedShare((n * solved) / there, n, reply)!;
    return [{ recorded: { ...recorded, value: solved / there }, fitted: expected / there }];
  });
}

/** Below this chance of luck alone the shape is said not to fit (assumption). */
const DOUBTFUL = 0.01;

/**
 * How seldom luck alone would leave recorded and fitted shares as far apart as they are, where that is
 * seldom enough to doubt the fit: Pearson's chi-square over the rows of which at least one success was
 * expected, on one degree of freedom less. Two such rows nearly anything fits.
 */
export function misfitOf(rows: readonly SolvedAtReply[]): number | undefined {
  const told = rows.filter(({ fitted, recorded }) => fitted * recorded.n >= 1 && fitted < 1);
  if (told.length < 3) return undefined;
  const square = told.reduce(
    (sum, { fitted, recorded: { n, value } }) =>
      sum + (n * (value - fitted) ** 2) / (fitted * (1 - fitted)),
    0,
  );
  const chance = 1 - gammaShareBelow((told.length - 1) / 2, square / 2);
  return chance < DOUBTFUL ? chance : undefined;
}
