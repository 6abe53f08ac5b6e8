import type { Names } from './condition/condition.js';
import { withinHours } from './grammar/hours.js';
import type { LoadedPolicy } from './load.js';

/** What the trees of a loaded policy may name: to compile parts of its conditions once more. */
export function namesOf({ conditions, document, params, policy, source }: LoadedPolicy): Names {
  const { columns, teams } = source.vocabulary;
  return {
    teams,
    columns,
    params,
    hours: new Map([...document.hours].map(([name, { value }]) => [name, withinHours(value)])),
    conditions: new Map([...conditions].map(([name, { condition }]) => [name, condition])),
    // Two names for one condition count alike, so either counter will do.
    counter: (name) => {
      const counted = conditions.get(name)?.condition;
      return policy.counted.find(({ condition }) => condition === counted)?.counter ?? -1;
    },
  };
}
