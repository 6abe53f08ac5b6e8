import { normalQuantile } from '../../distribution/normal.js';
import { type FittedNumber, fittedShare } from '../statistics/fitted-number.js';
import { fallingRoot } from './falling-root.js';

/** How often people solve what was handed to them. */
export interface PersonSuccess {
  /** Log-odds of resolving at z = 0, as `Intent.personLogit`. */
  readonly logit: number;
  /** The same as a chance: `person_resolves` of a scenario. */
  readonly resolves: FittedNumber;
  /** What was counted: hand-overs solved, of those with a known outcome. */
  readonly solved: number;
  readonly known: number;
}

/** Of all hand-overs, and by name of the intent. */
export interface PeopleSuccess {
  readonly everybody: PersonSuccess;
  readonly byIntent: ReadonlyMap<string, PersonSuccess>;
}

/** Answered hand-overs of one kind of issue, with a known outcome. */
export interface Handled {
  readonly solved: number;
  readonly known: number;
  readonly hardness: Hardness;
  /** The same at either end of the interval of the solvable share; absent where that is assumed. */
  readonly ends?: readonly [Hardness, Hardness];
}

export interface Hardness {
  /** Share of such issues that the AI could solve. */
  readonly solvable: number;
  /** Of those handed over, given what their record shows. */
  readonly given: number;
}

/** Fewer known outcomes than this say too little about a kind of issue: it takes everybody's (assumption). */
export const ENOUGH_OUTCOMES = 20;

/**
 * Log-odds a of P(person resolves) = logit⁻¹(a + slope · z), so that people resolve as many of the
 * recorded hand-overs as they did: the difficulty z of each is averaged over what its record leaves
 * open (model.md §2). Half a success and half a failure are added, since none of five is not never.
 *
 * @returns undefined where no hand-over has a known outcome
 */
export function fitPersonSuccess(
  handled: ReadonlyMap<string, Handled>,
  slope: number,
): PeopleSuccess | undefined {
  const everybody = [...handled.values()].filter(({ known }) => known > 0);
  if (everybody.length === 0) return undefined;
  const byIntent = new Map<string, PersonSuccess>();
  const common = successOf(everybody, slope);
  for (const [intent, own] of handled) {
    const few = own.known < ENOUGH_OUTCOMES && handled.size > 1;
    const note = `; ${own.known} of its own are too few, so everybody’s`;
    byIntent.set(
      intent,
      few
        ? { ...common, resolves: { ...common.resolves, method: common.resolves.method + note } }
        : successOf([own], slope),
    );
  }
  return { everybody: common, byIntent };
}

function successOf(kinds: readonly Handled[], slope: number): PersonSuccess {
  const known = kinds.reduce((sum, kind) => sum + kind.known, 0);
  const solved = kinds.reduce((sum, kind) => sum + kind.solved, 0);
  type Read = (kind: Handled) => Hardness;
  const logitOf = (share: number, read: Read = ({ hardness }) => hardness): number => {
    // Kinds with the same solvable share, such as everybody's, have the same difficulties.
    const together = new Map<number, { known: number; easy: number }>();
    for (const kind of kinds) {
      const { given, solvable } = read(kind);
      const same = together.get(solvable) ?? { known: 0, easy: 0 };
      same.known += kind.known;
      same.easy += kind.known * given;
      together.set(solvable, same);
    }
    const cases = [...together].map(([solvable, of]) => ({ ...of, grid: gridOf(solvable) }));
    // On the scale of log-odds it is nearly a straight line.
    const short = (logit: number) => {
      let expected = 0;
      for (const { easy, grid, known: all } of cases)
        expected +=
          easy * solvedOver(grid.easy, logit, slope) +
          (all - easy) * solvedOver(grid.hard, logit, slope);
      return logOdds(share) - logOdds(expected / known);
    };
    return fallingRoot(short, -FARTHEST, FARTHEST);
  };
  const share = (solved + 0.5) / (known + 1);
  const logit = logitOf(share);
  const { high, low } = fittedShare(solved, known, '')!;
  const ends = [0, 1].map((end) =>
    logitOf(share, ({ ends, hardness }) => ends?.[end as 0 | 1] ?? hardness),
  );
  // Two independent doubts: what people made of these issues, and how hard those were.
  const below = Math.hypot(logit - logitOf(low!), logit - Math.min(logit, ...ends));
  const above = Math.hypot(logitOf(high!) - logit, Math.max(logit, ...ends) - logit);
  return {
    logit,
    resolves: {
      value: chanceOf(logit),
      low: chanceOf(logit - below),
      high: chanceOf(logit + above),
      n: known,
      method: `people solved ${solved} of ${known} answered hand-overs, Wilson and the interval of the solvable share; at average difficulty, with the slope of ${slope} (assumption)`,
    },
    solved,
    known,
  };
}

/** Log-odds beyond which a share is 0 or 1. */
const FARTHEST = 20;

/** Difficulties, evenly by share, of issues that the AI could solve and of those that it could not. */
function gridOf(solvable: number): { readonly easy: Float64Array; readonly hard: Float64Array } {
  const over = (from: number, to: number) =>
    from === to
      ? new Float64Array(0)
      : Float64Array.from({ length: POINTS }, (_, i) =>
          normalQuantile(from + ((i + 0.5) / POINTS) * (to - from)),
        );
  return { easy: over(0, solvable), hard: over(solvable, 1) };
}

/** Share of issues of these difficulties that people with these log-odds solve. */
function solvedOver(difficulties: Float64Array, logit: number, slope: number): number {
  if (difficulties.length === 0) return 0;
  let sum = 0;
  for (const z of difficulties) sum += chanceOf(logit + slope * z);
  return sum / difficulties.length;
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share));
}

function chanceOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Midpoints for averaging over difficulties. */
const POINTS = 200;
