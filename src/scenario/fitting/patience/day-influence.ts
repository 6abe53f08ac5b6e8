import { t95 } from '../statistics/spread.js';
import type { Wait } from './kaplan-meier.js';

/**
 * What each day contributes to the logarithm of a Kaplan–Meier share: at each time at which d of Y give
 * up, a day with Y′ of them at risk and d′ giving up moves it by −(d′ − Y′ d / Y) / (Y − d). The
 * infinitesimal jackknife by groups, as in R's survfit with a cluster.
 */
export class DayInfluence {
  private readonly index = new Map<number, number>();
  private readonly atRisk: number[] = [];
  private readonly sums: number[] = [];

  constructor(waits: readonly Wait[]) {
    for (const { day } of waits) {
      if (day === undefined) continue;
      const known = this.index.get(day);
      if (known === undefined) {
        this.index.set(day, this.atRisk.length);
        this.atRisk.push(1);
        this.sums.push(0);
      } else {
        this.atRisk[known]!++;
      }
    }
  }

  get count(): number {
    return this.index.size;
  }

  /** Waits of one length, from `first` up to `last`, in the order of all. */
  pass(sorted: readonly Wait[], first: number, last: number, deaths: number): void {
    if (this.count < 2) return;
    const all = sorted.length - first;
    if (deaths > 0 && all > deaths) {
      const left = all - deaths;
      for (let i = 0; i < this.sums.length; i++) {
        this.sums[i]! += (this.atRisk[i]! * deaths) / all / left;
      }
      for (let i = first; i < last; i++) {
        const { day, gaveUp } = sorted[i]!;
        if (gaveUp && day !== undefined) this.sums[this.index.get(day)!]! -= 1 / left;
      }
    }
    for (let i = first; i < last; i++) {
      const { day } = sorted[i]!;
      if (day !== undefined) this.atRisk[this.index.get(day)!]!--;
    }
  }

  /** Half of a 95 % interval of the logarithm so far; 0 where there are no days to compare. */
  halfWidth(): number {
    const days = this.count;
    if (days < 2) return 0;
    const squares = this.sums.reduce((sum, one) => sum + one * one, 0);
    return t95(days - 1) * Math.sqrt((days / (days - 1)) * squares);
  }
}
