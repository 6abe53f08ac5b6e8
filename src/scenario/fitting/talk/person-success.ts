import { normalQuantile } from '../../distribution/normal.js';
import { type FittedNumber, fittedShare } from '../statistics/fitted-number.js';

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
    let [low, high] = [-20, 20];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      const sharesOf = memoized((solvable: number) => shares(solvable, middle, slope));
      const expected = kinds.reduce((sum, kind) => {
        const { given, solvable } = read(kind);
        const [easy, hard] = sharesOf(solvable);
        return sum + kind.known * (given * easy + (1 - given) * hard);
      }, 0);
      if (expected / known < share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
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

/** Shares that people with these log-odds solve: of what the AI could solve, and of what it could not. */
function shares(solvable: number, logit: number, slope: number): readonly [number, number] {
  const over = (from: number, to: number) => {
    let sum = 0;
    for (const u of GRID) sum += chanceOf(logit + slope * normalQuantile(from + u * (to - from)));
    return sum / GRID.length;
  };
  return [solvable === 0 ? 0 : over(0, solvable), solvable === 1 ? 0 : over(solvable, 1)];
}

function memoized<T>(of: (x: number) => T): (x: number) => T {
  const known = new Map<number, T>();
  return (x) => {
    const value = known.get(x) ?? of(x);
    known.set(x, value);
    return value;
  };
}

function chanceOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Midpoints for averaging over a uniform. */
const GRID = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
