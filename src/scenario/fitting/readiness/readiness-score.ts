import type { Gap } from './readiness-gaps.js';
import { CELLS, cellOf } from './readiness-likelihood.js';

/**
 * How one gap pulls at the logarithms of the rates: by cell that it touches, events less the rate times
 * seconds at risk, both expected (the score of hidden data, Louis, JRSS B 1982); and by how much they move
 * the expected seconds from coming back to its end: their covariance with the same pull.
 *
 * One object is used for gap after gap: what it holds is of the last one.
 */
export class GapScore {
  /** Cells that the gap touches, the first `count` of them. */
  readonly cells = new Int32Array(CELLS);
  count = 0;
  /** By cell. */
  readonly score = new Float64Array(CELLS);
  readonly readyGradient = new Float64Array(CELLS);
  readyFor = 0;
  private readonly touched = new Uint8Array(CELLS);
  private stretches: Stretch[] = [];

  of({ exact, pieces, unready }: Gap, rates: Float64Array): void {
    this.clear();
    for (let i = 0; i < unready; i++) {
      const cell = cellOf(pieces[i]!);
      this.pull(cell, -rates[cell]! * pieces[i]!.seconds);
    }
    if (exact || unready === pieces.length) this.pull(cellOf(pieces.at(-1)!), 1);
    else this.expect(pieces, unready, rates);
  }

  /** Over the stretch in which the person came back, at a moment that nobody saw. */
  private expect(pieces: Gap['pieces'], unready: number, rates: Float64Array): void {
    const within = this.place(pieces, unready, rates);
    if (within < 1e-300) return;
    let left = 0;
    for (let i = pieces.length - 1; i >= unready; i--) {
      left += pieces[i]!.seconds;
      const stretch = this.stretches[i]!;
      stretch.left = left;
      stretch.share /= within;
      this.readyFor += stretch.share * (left - stretch.mean);
    }
    let later = 1;
    let readyLater = this.readyFor;
    for (let i = unready; i < pieces.length; i++) {
      const cell = cellOf(pieces[i]!);
      const { seconds } = pieces[i]!;
      const rate = rates[cell]!;
      const { left: after, mean, share, square } = this.stretches[i]!;
      const ready = share * (after - mean);
      later = Math.max(0, later - share);
      readyLater -= ready;
      const pull = share - rate * (share * mean + later * seconds);
      this.pull(cell, pull);
      this.readyGradient[cell]! +=
        ready -
        rate * share * (after * mean - square) -
        rate * seconds * readyLater -
        this.readyFor * pull;
    }
  }

  /** Chance of each piece, and the moments of the time in it to coming back; the chance of them all. */
  private place(pieces: Gap['pieces'], unready: number, rates: Float64Array): number {
    let within = 0;
    let survival = 1;
    for (let i = unready; i < pieces.length; i++) {
      this.stretches[i] ??= { share: 0, mean: 0, square: 0, left: 0 };
      const stretch = this.stretches[i]!;
      const { seconds } = pieces[i]!;
      const rate = rates[cellOf(pieces[i]!)]!;
      const hazard = rate * seconds;
      stretch.share = survival * -Math.expm1(-hazard);
      if (hazard < 1e-4) {
        stretch.mean = seconds / 2;
        stretch.square = seconds ** 2 / 3;
      } else {
        const odds = 1 / Math.expm1(hazard);
        stretch.mean = 1 / rate - seconds * odds;
        stretch.square = 2 / rate ** 2 - (seconds ** 2 + (2 * seconds) / rate) * odds;
      }
      within += stretch.share;
      survival *= Math.exp(-hazard);
    }
    return within;
  }

  private pull(cell: number, by: number): void {
    if (this.touched[cell] === 0) {
      this.touched[cell] = 1;
      this.cells[this.count++] = cell;
    }
    this.score[cell]! += by;
  }

  private clear(): void {
    for (let i = 0; i < this.count; i++) {
      const cell = this.cells[i]!;
      this.touched[cell] = 0;
      this.score[cell] = 0;
      this.readyGradient[cell] = 0;
    }
    this.count = 0;
    this.readyFor = 0;
  }
}

/** One piece: the chance that they came back in it, and the time in it until then. */
interface Stretch {
  share: number;
  mean: number;
  square: number;
  /** Seconds from its beginning to the end of the gap. */
  left: number;
}
