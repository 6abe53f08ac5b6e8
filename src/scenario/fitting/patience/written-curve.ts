import type { SurvivalSteps } from './kaplan-meier.js';

/** A survival function as a scenario file takes it. */
export interface WrittenCurve {
  /** Seconds, ascending. */
  readonly times: readonly number[];
  readonly survival: readonly number[];
  /** By how much no share is moved more than by leaving points out; 0: all are there. */
  readonly moved: number;
}

/** More points than this make a file that nobody reads (assumption). */
const MOST_POINTS = 300;
/** Seconds after which whoever is recorded to give up at once does: records are in whole seconds. */
const AT_ONCE = 0.5;

/** The steps; of more than 300 neighbours together, each lot at the time by which half of it has gone. */
export function writtenCurve({ survival, times }: SurvivalSteps): WrittenCurve {
  if (times.length === 0) return { times, survival, moved: 0 };
  const falls = survival.map((share, i) => (survival[i - 1] ?? 1) - share);
  let width = times.length > MOST_POINTS ? (1 - survival.at(-1)!) / MOST_POINTS : 0;
  let lots = lotsOf(falls, width);
  while (lots.length > MOST_POINTS) {
    width *= 1.1;
    lots = lotsOf(falls, width);
  }
  const kept = lots.map(({ first, last }) => {
    const before = survival[first - 1] ?? 1;
    const middle = (before + survival[last]!) / 2;
    let at = first;
    while (survival[at]! > middle) at++;
    // Just before the written step too many wait, from it on too few.
    const moved =
      first === last
        ? 0
        : Math.max(before - (survival[at - 1] ?? 1), survival[at]! - survival[last]!);
    return { seconds: times[at]!, share: survival[last]!, moved };
  });
  const next = kept[1]?.seconds ?? Number.POSITIVE_INFINITY;
  return {
    times: kept.map(({ seconds }) => (seconds === 0 ? Math.min(AT_ONCE, next / 2) : seconds)),
    survival: kept.map(({ share }) => share),
    moved: kept.reduce((most, { moved }) => Math.max(most, moved), 0),
  };
}

interface Lot {
  readonly first: number;
  readonly last: number;
}

/** Neighbours who together fall by at most so much. The last step stands alone: a tail begins there. */
function lotsOf(falls: readonly number[], width: number): Lot[] {
  const lots: Lot[] = [];
  let first = 0;
  let sum = 0;
  falls.forEach((fall, i) => {
    if (i > first && (sum + fall > width || i === falls.length - 1)) {
      lots.push({ first, last: i - 1 });
      first = i;
      sum = 0;
    }
    sum += fall;
  });
  lots.push({ first, last: falls.length - 1 });
  return lots;
}
