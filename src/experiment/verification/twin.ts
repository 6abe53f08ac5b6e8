import { FALSE, type Policy, type Truth } from '../../policy/policy.js';
import type { PolicyRuns } from '../replicate.js';

/** The same decisions under another name, with a rule in front that is asked and never holds. */
export function twinOf(policy: Policy): Policy {
  const idle = { ...policy.rules[0]!, id: 'never', condition: (): Truth => FALSE };
  return { ...policy, name: `${policy.name}-twin`, rules: [idle, ...policy.rules] };
}

/**
 * In how many replications two runs differ, in any tally of any slice or in any quantile of waits. On
 * the same luck a policy and its twin differ in none.
 */
export function differingReplications(a: PolicyRuns, b: PolicyRuns): number {
  const same = (day: number) =>
    [...a.tallies].every(([slice, tallies]) => {
      const twin = b.tallies.get(slice)![day]!;
      return tallies[day]!.every((value, i) => Object.is(value, twin[i]));
    }) &&
    [...a.waitQuantiles].every(([p, values]) =>
      Object.is(values[day], b.waitQuantiles.get(p)![day]),
    );
  return a.tallies.get('all')!.filter((_, day) => !same(day)).length;
}
