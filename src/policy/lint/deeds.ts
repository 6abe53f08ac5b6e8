import { type Action, chainOf, type Policy, waitingChainOf } from '../policy.js';
import { numbers, type ValueSet } from '../reasoning/value-set.js';

/** What a policy never does, and so signals of its own doing that stay at zero. */
export function neverDone({ rules, serving, waiting }: Policy): [string, ValueSet][] {
  const actions = rules.flatMap(({ action }) => chainOf(action));
  const stays = waiting.flatMap(({ action }) => waitingChainOf(action));
  const offers =
    actions.some(({ kind }) => kind === 'offer') || stays.some(({ offer }) => offer !== undefined);
  const clarifies = actions.some(({ kind }) => kind === 'clarify');
  const collects = actions.some((action) => collectedBy(action) > 0);
  const handsBack =
    stays.some(({ handback }) => handback) || serving.some(({ action }) => action.handback);
  return [
    ...(offers ? [] : ['accepted_offers', 'declined_offers']),
    ...(clarifies ? [] : ['clarifications']),
    ...(collects ? [] : ['slots']),
    ...(handsBack ? [] : ['handbacks', 'pending']),
  ].map((signal) => [signal, numbers(0, 0)]);
}

function collectedBy(action: Action): number {
  if (action.kind === 'offer') return action.transfer.collect;
  return action.kind === 'transfer' ? action.collect : 0;
}
