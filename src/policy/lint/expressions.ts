import type { Expression } from '../condition/expression.js';
import type { LoadedPolicy } from '../load.js';
import type { Action } from '../policy.js';

/** Every condition of a policy: of its rules, of the gates in them, and those with names. */
export function expressionsOf({ conditions, policy }: LoadedPolicy): Expression[] {
  return [
    ...conditions.values(),
    ...policy.rules.flatMap(({ action, expression }) => [
      ...(expression ? [expression] : []),
      ...gatesOf(action),
    ]),
    ...[...policy.waiting, ...policy.serving].flatMap(({ expression }) => expression ?? []),
  ];
}

export function gatesOf(action: Action): Expression[] {
  if (action.kind !== 'transfer' && action.kind !== 'offer') return [];
  return [
    ...(action.gate ? [action.gate] : []),
    ...(action.otherwise ? gatesOf(action.otherwise) : []),
  ];
}
