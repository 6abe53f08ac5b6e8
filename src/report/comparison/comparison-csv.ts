import type { Comparison, RuleUse } from '../../experiment/evaluation.js';
import { csvLine } from '../csv-line.js';

/** Long form: one row a policy, slice and metric, with its interval and paired difference; a figure that is refused, or that the record
 * cannot tell, is empty, and why stands last.
 * What each rule did stands under the slice `rule=ID`. */
export function comparisonCsv(comparison: Comparison): string {
  const lines = [
    csvLine([
      'policy',
      'slice',
      'metric',
      'unit',
      'value',
      'low',
      'high',
      'standard_error',
      'observed_share',
      'baseline',
      'difference',
      'difference_low',
      'difference_high',
      'verdict',
      'drills',
      'refused',
    ]),
  ];
  for (const policy of comparison.policies) {
    for (const rule of policy.rules) {
      for (const [id, unit, value] of ruleFigures(rule)) {
        const figure = [policy.name, `rule=${rule.id}`, id, unit, value];
        const empty = Array.from({ length: 9 }, () => undefined);
        lines.push(csvLine([...figure, ...empty, comparison.drills.join(' '), undefined]));
      }
    }
    for (const [slice, results] of policy.slices) {
      for (const metric of comparison.metrics) {
        const { interval, observedShare, refused, untold } = results.get(metric.id)!;
        const difference = slice === 'all' ? policy.differences.get(metric.id) : undefined;
        lines.push(
          csvLine([
            policy.name,
            slice,
            metric.id,
            metric.unit,
            interval?.value,
            interval?.low,
            interval?.high,
            interval?.standardError,
            observedShare,
            comparison.baseline,
            difference?.value,
            difference?.low,
            difference?.high,
            difference?.verdict,
            comparison.drills.join(' '),
            untold === undefined ? refused?.reason : 'untold',
          ]),
        );
      }
    }
  }
  return lines.join('');
}

/** Figures of a rule, as metrics of the slice of contacts about which it decided. */
function ruleFigures({
  absent,
  contacts,
  fired,
  followed,
}: RuleUse): [string, string, number | undefined][] {
  return [
    ['rule.fired', 'times', fired],
    ['rule.absent', 'times', absent],
    ['rule.contacts', 'contacts', contacts],
    ['rule.handed_over', 'share', followed?.handedOver],
    ['rule.answered', 'share', followed?.answered],
    ['rule.abandoned', 'share', followed?.abandoned],
    ['rule.resolved', 'share', followed?.resolved],
    ['rule.returned', 'share', followed?.returned],
    ['rule.frustration_peak', 'frustration', followed?.frustrationPeak],
  ];
}
