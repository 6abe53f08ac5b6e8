import { gammaQuantile } from '../../distribution/gamma.js';
import { cholesky, inverseDiagonal, solved } from '../statistics/cholesky.js';
import { Z95 } from '../statistics/fitted-number.js';
import { jackknife } from '../statistics/spread.js';
import type { Gap } from './readiness-gaps.js';
import { CELLS, COLUMNS, cellOf, type Exposure, ROWS, rowRates } from './readiness-likelihood.js';
import { GapScore } from './readiness-score.js';

/** How sure rates of coming back are, and what follows from them. */
export interface ReadinessSpread {
  /** By row and column, as the rates. */
  readonly rates: readonly (readonly RateInterval[])[];
  /** Half of the interval of the mean time ready; absent where there are fewer than three groups. */
  readonly readyBefore?: number;
  /** Seconds unready in the gaps of the others, without each of some groups. */
  readonly without: readonly {
    readonly groups: ReadonlySet<number>;
    readonly unreadySeconds: number;
  }[];
  /** What a group is. */
  readonly by: 'day' | 'session';
}

export interface RateInterval {
  readonly low: number;
  readonly high: number;
  /** Expected number of times that somebody came back in this cell. */
  readonly events: number;
}

/** What was estimated from all gaps. */
export interface ReadinessEstimate {
  /** By cell, where the likelihood is largest. */
  readonly rates: Float64Array;
  /** As written, by row and column: leaning on what was seen more. */
  readonly table: readonly (readonly number[])[];
  /** Expected, contacts without a gap included; and of those the events that are shown. */
  readonly exposure: Exposure;
  readonly shown: Float64Array;
  readonly ready: number;
  readonly readyCount: number;
}

/** Groups left out one at a time; more are taken together. */
const BLOCKS = 20;
/** No block is the cause of more than this, on the logarithm of a rate. */
const FARTHEST = 2;
/** One event's worth of information about every rate: what a cell leans on. */
const PRIOR = 1;
/** Rates of cells in which nobody ever came back go to 0; a little more lets them be divided by. */
const LEAST_RATE = 1e-6;

/** Gaps of some days, and how they pull at the estimate. */
class Block {
  readonly groups = new Set<number>();
  /** Of the logarithms of the rates. */
  readonly score = new Float64Array(CELLS);
  readonly information = new Float64Array(CELLS * CELLS);
  readonly readyGradient = new Float64Array(CELLS);
  ready = 0;
  readyCount = 0;
  unreadySeconds = 0;

  add(gap: Gap, one: GapScore): void {
    for (let i = 0; i < one.count; i++) {
      const cell = one.cells[i]!;
      const pull = one.score[cell]!;
      this.score[cell]! += pull;
      this.readyGradient[cell]! += one.readyGradient[cell]!;
      for (let j = 0; j < one.count; j++) {
        const other = one.cells[j]!;
        this.information[cell * CELLS + other]! += pull * one.score[other]!;
      }
    }
    for (const { seconds } of gap.pieces) this.unreadySeconds += seconds;
    if (gap.exact || gap.unready === gap.pieces.length) return;
    this.ready += one.readyFor;
    this.readyCount++;
    this.unreadySeconds -= one.readyFor;
  }
}

/**
 * Intervals of the rates, by whichever says more doubt: the likelihood's curvature (from the gaps'
 * scores: Berndt, Hall, Hall & Hausman 1974), with one event's worth of what a cell leans on; or a
 * jackknife over days, each left out by one step of Newton's.
 *
 * @param all gaps, those of no time included
 */
export function readinessSpread(all: readonly Gap[], estimate: ReadinessEstimate): ReadinessSpread {
  const by = new Set(all.map(({ day }) => day)).size >= 3 ? 'day' : 'session';
  const blocks = blocksOf(all, estimate.rates, by);
  const information = new Float64Array(CELLS * CELLS);
  for (const block of blocks) {
    for (let i = 0; i < information.length; i++) information[i]! += block.information[i]!;
  }
  for (let cell = 0; cell < CELLS; cell++) information[cell * CELLS + cell]! += PRIOR;
  const steps = blocks.length < 3 ? [] : blocks.map((block) => stepWithout(block, information));
  const gradient = Float64Array.from({ length: CELLS }, (_, cell) =>
    blocks.reduce((sum, { readyGradient }) => sum + readyGradient[cell]!, 0),
  );
  // Less unready is more ready: only seconds of gaps whose end was not seen move.
  const moved = steps.map((step, i) =>
    step.reduce(
      (sum, by, cell) => sum - by * (gradient[cell]! - blocks[i]!.readyGradient[cell]!),
      0,
    ),
  );
  const readyBefore = jackknife(
    moved.map(
      (more, i) =>
        (estimate.ready - blocks[i]!.ready + more) /
        Math.max(1, estimate.readyCount - blocks[i]!.readyCount),
    ),
  );
  const unready = blocks.reduce((sum, { unreadySeconds }) => sum + unreadySeconds, 0);
  return {
    rates: rateIntervals(estimate, information, steps),
    ...(readyBefore === undefined ? {} : { readyBefore }),
    without: moved.map((more, i) => ({
      groups: blocks[i]!.groups,
      unreadySeconds: unready - blocks[i]!.unreadySeconds - more,
    })),
    by,
  };
}

function blocksOf(all: readonly Gap[], rates: Float64Array, by: 'day' | 'session'): Block[] {
  const groups = [...new Set(all.map((gap) => gap[by]))];
  const blocks = Array.from({ length: Math.min(BLOCKS, groups.length) }, () => new Block());
  const blockOf = new Map(groups.map((group, i) => [group, blocks[i % blocks.length]!]));
  const held = rates.map((rate) => Math.max(LEAST_RATE, rate));
  const one = new GapScore();
  for (const gap of all) {
    const block = blockOf.get(gap[by])!;
    block.groups.add(gap[by]);
    if (gap.atOnce) {
      block.score[cellOf(gap.pieces[0]!)]! += 1;
      continue;
    }
    one.of(gap, held);
    block.add(gap, one);
  }
  return blocks;
}

/** By how much the logarithms of the rates would be lower without a block. */
function stepWithout({ information, score }: Block, whole: Float64Array): Float64Array {
  const others = whole.map((value, i) => value - information[i]!);
  return solved(cholesky(others, CELLS, PRIOR), score).map((by) =>
    Math.max(-FARTHEST, Math.min(FARTHEST, by)),
  );
}

function rateIntervals(
  { exposure, rates, shown, table }: ReadinessEstimate,
  information: Float64Array,
  steps: readonly Float64Array[],
): RateInterval[][] {
  const variances = inverseDiagonal(cholesky(information, CELLS, PRIOR), CELLS);
  const rows = rowRates(exposure);
  const plain = inverseDiagonal(
    cholesky(onPlainScale(information, rates, rows), CELLS, PRIOR),
    CELLS,
  );
  return Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: COLUMNS }, (__, column): RateInterval => {
      const cell = row * COLUMNS + column;
      const events = exposure.events[cell]!;
      const byDay = jackknife(steps.map((step) => step[cell]!)) ?? 0;
      const half = Math.max(Z95 * Math.sqrt(variances[cell]!), byDay);
      const { high, low } = poisson(table[row]![column]!, half);
      if (shown[cell]! >= events / 2) return { low, high, events };
      // Neighbours may have each other's share of what was not seen, down to nothing: no matter of factors.
      const apart = Z95 * rows[row]! * Math.sqrt(plain[cell]!);
      return {
        low: Math.min(low, Math.max(0, rates[cell]! - apart)),
        high: Math.max(high, rates[cell]! + apart),
        events,
      };
    }),
  );
}

/** Of a rate that rests on as many events as leave this doubt about its logarithm (Garwood 1936). */
function poisson(rate: number, half: number): { readonly low: number; readonly high: number } {
  const events = (Z95 / half) ** 2;
  return {
    low: (rate * gammaQuantile(events, 0.025)) / events,
    high: (rate * gammaQuantile(events + 1, 0.975)) / events,
  };
}

/** Information of the rates themselves, each in units of its row's rate; one event's worth as before. */
function onPlainScale(
  information: Float64Array,
  rates: Float64Array,
  rows: readonly number[],
): Float64Array {
  const scales = rates.map(
    (rate, cell) => rows[Math.floor(cell / COLUMNS)]! / Math.max(LEAST_RATE, rate),
  );
  return information.map((value, i) => {
    const [cell, other] = [Math.floor(i / CELLS), i % CELLS];
    const own = cell === other ? PRIOR : 0;
    return (value - own) * scales[cell]! * scales[other]! + own;
  });
}
