import { deviationOf, meanOf } from '../statistics/fitted-number.js';
import { t95 } from '../statistics/spread.js';

/**
 * Half-widths of means over days. Where every weekday comes twice or more, days are compared with their
 * own weekday only: that Saturdays are quiet is no uncertainty. Otherwise all are taken as alike.
 */
export class DayMeans {
  private readonly groups: readonly (readonly number[])[];
  readonly method: string;

  /** @param weekdays of each day, in order; absent: days are alike */
  constructor(
    private readonly days: number,
    weekdays?: readonly number[],
  ) {
    const byWeekday = new Map<number, number[]>();
    weekdays?.forEach((weekday, day) => {
      const own = byWeekday.get(weekday);
      if (own) own.push(day);
      else byWeekday.set(weekday, [day]);
    });
    const groups = [...byWeekday.values()];
    const within = groups.length > 1 && groups.every((own) => own.length > 1);
    this.groups = within ? groups : [Array.from({ length: days }, (_, day) => day)];
    this.method = within
      ? 'mean over days, compared within weekdays (Student t)'
      : 'mean over days (Student t)';
  }

  /** Of the mean of one value a day; undefined for a single day. */
  halfWidth(values: readonly number[]): number | undefined {
    const { days, groups } = this;
    if (days < 2) return undefined;
    const variance = groups.reduce(
      (sum, own) => sum + own.length * deviationOf(own.map((day) => values[day]!)) ** 2,
      0,
    );
    return (t95(days - groups.length) * Math.sqrt(variance)) / days;
  }
}

/** How much days of one kind vary: a squared coefficient of variation, and the degrees of freedom behind. */
export interface DayVariation {
  readonly squared: number;
  readonly freedom: number;
}

/** Pooled over groups of days, each against its own mean. */
export function variationWithin(groups: readonly (readonly number[])[]): DayVariation {
  let squares = 0;
  let freedom = 0;
  for (const own of groups) {
    const mean = meanOf(own);
    if (own.length < 2 || mean === 0) continue;
    squares += own.reduce((sum, value) => sum + (value / mean - 1) ** 2, 0);
    freedom += own.length - 1;
  }
  return { squared: freedom === 0 ? 0 : squares / freedom, freedom };
}

/**
 * Each group's mean over the mean of all, with half an interval: a day is off its group's mean by the
 * same coefficient of variation in all groups.
 */
export function relativeMeans(
  groups: readonly (readonly number[])[],
  { freedom, squared }: DayVariation,
): readonly { readonly value: number; readonly half?: number }[] {
  const all = groups.flat();
  const overall = meanOf(all);
  const factors = groups.map((own) => meanOf(own) / overall);
  return factors.map((value, i) => {
    if (freedom === 0) return { value };
    // The group's own days are in the mean of all, too.
    const moved = factors.reduce((sum, factor, j) => {
      const share = (i === j ? 1 : 0) - (value * groups[j]!.length) / all.length;
      return sum + (share * factor) ** 2 / groups[j]!.length;
    }, 0);
    return { value, half: t95(freedom) * Math.sqrt(squared * moved) };
  });
}
