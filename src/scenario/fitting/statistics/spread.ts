import { studentTQuantile } from '../../distribution/student-t.js';

/**
 * How far an estimate may lie from the truth where observations come in groups that share their luck:
 * the calls of a day, or of a customer.
 *
 * Every observation brings its influence, by how much it moves the estimate. The sums of D groups are
 * independent, so the estimate's variance is D / (D − 1) · Σ (sum of a group)², on D − 1 degrees of
 * freedom: linearisation (Woodruff, JASA 1971), or the sandwich (Liang & Zeger, Biometrika 1986). Few
 * groups can agree by luck, so the interval is never narrower than that of single observations.
 */
export class Spread<Group> {
  private readonly sums = new Map<Group, number>();
  private squares = 0;
  private n = 0;

  /** @param times so many observations of this influence each */
  add(group: Group, influence: number, times = 1): void {
    this.sums.set(group, (this.sums.get(group) ?? 0) + influence * times);
    this.squares += times * influence * influence;
    this.n += times;
  }

  get groups(): number {
    return this.sums.size;
  }

  /** Half of a nominal 95 % interval; undefined where one observation leaves nothing to tell it by. */
  halfWidth(): number | undefined {
    if (this.n < 2) return undefined;
    const alone = t95(this.n - 1) * Math.sqrt((this.n / (this.n - 1)) * this.squares);
    const { groups } = this;
    if (groups < 2) return alone;
    let squares = 0;
    for (const sum of this.sums.values()) squares += sum * sum;
    return Math.max(alone, t95(groups - 1) * Math.sqrt((groups / (groups - 1)) * squares));
  }
}

const factors = new Map<number, number>();

/** Half-width of a 95 % interval in standard errors that were estimated with so many degrees of freedom. */
export function t95(freedom: number): number {
  let factor = factors.get(freedom);
  if (factor === undefined) {
    factor = studentTQuantile(0.975, freedom);
    factors.set(freedom, factor);
  }
  return factor;
}

/** Half a jackknife's interval, from what the estimate is without each of at least three groups. */
export function jackknife(without: readonly number[]): number | undefined {
  const n = without.length;
  if (n < 3) return undefined;
  const mean = without.reduce((sum, one) => sum + one, 0) / n;
  const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return t95(n - 1) * Math.sqrt(((n - 1) / n) * squares);
}
