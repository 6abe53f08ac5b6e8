import type { Comparison } from '../experiment/evaluation.js';
import { csvLine } from './csv-line.js';

/** Long form: one row a policy, slice and metric, with its interval and paired difference; a refused figure is empty, and why stands last. */
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
    for (const [slice, results] of policy.slices) {
      for (const metric of comparison.metrics) {
        const { interval, observedShare, refused } = results.get(metric.id)!;
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
            refused?.reason,
          ]),
        );
      }
    }
  }
  return lines.join('');
}
