import { t95 } from '../statistics/spread.js';
import type { Wait } from './kaplan-meier.js';

/**
 * What each group (a day, a customer) contributes to the logarithm of a Kaplan–Meier share: at each time
 * at which d of Y give up, a group with Y′ of them at risk and d′ giving up moves it by
 * −(d′ − Y′ d / Y) / (Y − d). The infinitesimal jackknife by groups, as in R's survfit with a cluster.
 *
 * Between two of its own waits a group moves by its Y′ times what is the same for all. So the sum of
 * squares is kept as a polynomial in that, and the work is that of the waits, however many groups.
 */
export class GroupInfluence {
  private readonly groups = new Map<number, Share>();
  private readonly own: Share[] = [];
  /** Σ d / (Y (Y − d)) so far: what each member at risk adds to its group. */
  private common = 0;
  /** Over the groups: Σ apart², Σ apart · at risk, Σ at risk². */
  private apart = 0;
  private mixed = 0;
  private risk = 0;

  /** @param sorted as `pass` counts them; none of a group: nothing to compare */
  constructor(sorted: readonly Wait[]) {
    if (sorted.every(({ group }) => group === undefined)) return;
    for (const { group } of sorted) {
      const known = group === undefined ? undefined : this.groups.get(group);
      const share = known ?? { atRisk: 0, apart: 0 };
      if (group !== undefined && !known) this.groups.set(group, share);
      share.atRisk++;
      this.own.push(share);
    }
    for (const { atRisk } of new Set(this.own)) this.risk += atRisk * atRisk;
  }

  get count(): number {
    return this.groups.size;
  }

  /** Waits of one length, from `first` up to `last`, in the order of all. */
  pass(sorted: readonly Wait[], first: number, last: number, deaths: number): void {
    if (this.count < 2) return;
    const all = sorted.length - first;
    const left = all - deaths;
    const counts = deaths > 0 && left > 0;
    if (counts) this.common += deaths / all / left;
    for (let i = first; i < last; i++) {
      const share = this.own[i]!;
      this.counted(share, -1);
      if (counts && sorted[i]!.gaveUp) share.apart -= 1 / left;
      // From now on it has one less at risk, and keeps what that one has added.
      share.atRisk--;
      share.apart += this.common;
      this.counted(share, 1);
    }
  }

  /** Half of a 95 % interval of the logarithm so far; 0 where there are no groups to compare. */
  halfWidth(): number {
    const { apart, common, count, mixed, risk } = this;
    if (count < 2) return 0;
    const squares = Math.max(0, apart + 2 * common * mixed + common * common * risk);
    return t95(count - 1) * Math.sqrt((count / (count - 1)) * squares);
  }

  /** Puts a group's part into the sums, or takes it out. */
  private counted({ apart, atRisk }: Share, sign: 1 | -1): void {
    this.apart += sign * apart * apart;
    this.mixed += sign * apart * atRisk;
    this.risk += sign * atRisk * atRisk;
  }
}

/** A group's sum is `apart` + its members at risk × what is common to all. */
interface Share {
  atRisk: number;
  apart: number;
}
