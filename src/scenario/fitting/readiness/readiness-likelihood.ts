import { type Gap, type Piece, SINCE, WAITING } from './readiness-gaps.js';

export const ROWS = SINCE.length;
export const COLUMNS = WAITING.length;
export const CELLS = ROWS * COLUMNS;

/** Comings back and seconds at risk of them, by cell of the table of rates. */
export interface Exposure {
  readonly events: Float64Array;
  readonly risk: Float64Array;
}

export function noExposure(): Exposure {
  return { events: new Float64Array(CELLS), risk: new Float64Array(CELLS) };
}

export function cellOf({ since, waiting }: Piece): number {
  return since * COLUMNS + waiting;
}

/** Adds what needs no expectation: moments that are shown, and time that was surely spent unready. */
export function addKnown({ exact, pieces, unready }: Gap, { events, risk }: Exposure): void {
  for (let i = 0; i < unready; i++) risk[cellOf(pieces[i]!)]! += pieces[i]!.seconds;
  if (exact || unready === pieces.length) events[cellOf(pieces.at(-1)!)]! += 1;
}

/**
 * Adds the expected events and seconds at risk of so many gaps that show only bounds; gives the
 * logarithm of the likelihood of one and the expected seconds from coming back to its end.
 */
export function addExpected(
  { pieces, unready }: Gap,
  times: number,
  rates: Float64Array,
  events: Float64Array,
  risk: Float64Array,
): { readonly log: number; readonly readyFor: number } {
  let within = 0;
  let survival = 1;
  for (let i = unready; i < pieces.length; i++) {
    // One transcendental number a piece, and the rest from it: this is most of the work of a fit.
    const chance = -Math.expm1(-rates[cellOf(pieces[i]!)]! * pieces[i]!.seconds);
    within += survival * chance;
    survival *= 1 - chance;
  }
  if (within < 1e-300) return { log: -690, readyFor: 0 };
  survival = 1;
  let later = 1;
  let readyFor = 0;
  let left = 0;
  for (let i = unready; i < pieces.length; i++) left += pieces[i]!.seconds;
  for (let i = unready; i < pieces.length; i++) {
    const { seconds } = pieces[i]!;
    const cell = cellOf(pieces[i]!);
    const rate = rates[cell]!;
    const hazard = rate * seconds;
    const chance = -Math.expm1(-hazard);
    const share = (survival * chance) / within;
    // Mean time to coming back within the piece; 1 / (e^h − 1) is (1 − chance) / chance.
    const until = hazard < 1e-9 ? seconds / 2 : 1 / rate - (seconds * (1 - chance)) / chance;
    later = Math.max(0, later - share);
    events[cell]! += times * share;
    risk[cell]! += times * (share * until + later * seconds);
    readyFor += share * (left - until);
    left -= seconds;
    survival *= 1 - chance;
  }
  return { log: Math.log(within), readyFor };
}

/**
 * Rates by row and column. What was hardly ever seen leans on what was seen more: a cell on its row, a
 * row on all rows together, each with the weight of one event (a gamma prior with that mean).
 */
export function rateTable(exposure: Exposure): number[][] {
  const { events, risk } = exposure;
  return rowRates(exposure).map((inRow, row) =>
    Array.from({ length: COLUMNS }, (_, column) => {
      const cell = row * COLUMNS + column;
      return leaning(events[cell]!, risk[cell]!, inRow);
    }),
  );
}

/** The rate of each row, all numbers waiting together. */
export function rowRates({ events, risk }: Exposure): number[] {
  const sumOf = (values: Float64Array, from: number, to: number) =>
    values.subarray(from, to).reduce((sum, value) => sum + value, 0);
  const overall = sumOf(events, 0, CELLS) / sumOf(risk, 0, CELLS);
  return Array.from({ length: ROWS }, (_, row) => {
    const [from, to] = [row * COLUMNS, (row + 1) * COLUMNS];
    return leaning(sumOf(events, from, to), sumOf(risk, from, to), overall);
  });
}

function leaning(events: number, seconds: number, rate: number): number {
  return (events + 1) / (seconds + 1 / rate);
}
