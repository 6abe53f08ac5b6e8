import type { Estimate } from '../../metrics/estimate.js';
import type { Metric } from '../../metrics/metric.js';
import { TEAM_FACTS } from '../../metrics/team-facts.js';
import { WAIT_QUANTILES } from '../../metrics/waits.js';
import { ratioDeviations, ratioParts } from './ratio-deviations.js';
import type { RecordedRuns } from './record-measure.js';

/**
 * The error of having only these days of a queue, of which other days might have been recorded.
 *
 * A figure's departure is taken apart by the recorded day d that each contact belongs to, wherever
 * that day was drawn: A_d − p̂·N_d for a ratio of totals, per time that the day was simulated. Days are
 * a stratified sample of days alike (Cochran, Sampling Techniques, ch. 5):
 * variance = Σ_h n_h/(n_h − 1) · Σ_d (z_d − z̄_h)² / (Σ N_d)².
 *
 * Each z_d holds the luck of work and patience on the R simulations of that day, of which 1/R is left:
 * so this is the error of days and luck together, and nothing is to be added (the ultimate cluster
 * argument of Hansen, Hurwitz and Madow). Where each replication draws its days, the R draws of n_h days
 * add Σ_h 1/R · Σ_d (z_d − z̄_h)².
 *
 * @param replications R where days are drawn anew in each of them
 */
export function withDayError(
  found: Estimate,
  metric: Metric,
  record: RecordedRuns,
  slice: string,
  replications: number | undefined,
): Estimate {
  const departures = departuresOf(found, metric, record, slice);
  // The longest wait of other days no spread of these can tell.
  if (!departures) return { ...found, degreesOfFreedom: 0 };
  const { times } = record.days!;
  const deviations = departures.map(() => 0);
  let degreesOfFreedom = 0;
  for (const stratum of record.groups.strata!) {
    const seen = stratum.filter((day) => times[day]! > 0);
    const n = seen.length;
    if (n < 2) continue;
    const mean = seen.reduce((sum, day) => sum + departures[day]!, 0) / n;
    const scale = Math.sqrt(n / (n - 1) + (replications === undefined ? 0 : 1 / replications));
    for (const day of seen) deviations[day] = scale * (departures[day]! - mean);
    degreesOfFreedom += n - 1;
  }
  return { ...found, sampling: { deviations, degreesOfFreedom, holdsLuck: true } };
}

/** By day, what one time of it does to the figure. */
function departuresOf(
  { value }: Estimate,
  metric: Metric,
  record: RecordedRuns,
  slice: string,
): number[] | undefined {
  const { ofQuantiles, teams, times } = record.days!;
  const once = (sums: ArrayLike<number>): number[] =>
    Array.from(times, (count, day) => (count > 0 ? sums[day]! / count : 0));
  switch (metric.kind) {
    case 'wait-quantile': {
      if (metric.p === 1) return undefined;
      return once(ofQuantiles[WAIT_QUANTILES.indexOf(metric.p as 0.5)]!);
    }
    case 'team': {
      const [numerator, denominator] = metric.over.map((name) =>
        once(teams[metric.team]![TEAM_FACTS.indexOf(name)]!),
      ) as [number[], number[]];
      return ratioDeviations(value, numerator, denominator);
    }
    case 'ratio': {
      const { denominators, numerators } = ratioParts(metric, record.groupsOf(slice));
      return ratioDeviations(value, once(numerators), once(denominators));
    }
  }
}
