import { nearestChoice } from '../../input/nearest.js';
import type { Problem } from '../../input/problem.js';
import type { PolicyDocument } from './document.js';

/** What parameters are set to, in place of what the policy says; durations in seconds. */
export type Settings = Readonly<Record<string, number>>;

/**
 * The values of a policy's parameters.
 *
 * @param problems settings of parameters that the policy lacks, or outside their range, are added here
 */
export function parameterValues(
  document: PolicyDocument,
  settings: Settings,
  problems: Problem[],
): ReadonlyMap<string, number> {
  const values = new Map([...document.params].map(([name, { value }]) => [name, value.value]));
  for (const [name, value] of Object.entries(settings)) {
    const written = document.params.get(name);
    if (written === undefined) {
      const known = [...values.keys()];
      problems.push(
        document.yaml.problem([], {
          code: 'unknown-parameter',
          message: `The policy has no parameter "${name}".`,
          found: name,
          expected: known.length > 0 ? `one of ${known.join(', ')}` : 'a policy with params',
          ...nearestChoice(name, known),
        }),
      );
      continue;
    }
    const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = written.value;
    if (!(value >= least && value <= most)) {
      problems.push(
        written.yaml.problem(written.path, {
          code: 'out-of-range',
          message: `The parameter "${name}" is set outside its range.`,
          found: String(value),
          expected: `${least} to ${most}`,
        }),
      );
      continue;
    }
    values.set(name, value);
  }
  return values;
}
