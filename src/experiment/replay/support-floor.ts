import type { Metric } from '../../metrics/metric.js';
import type { World } from '../../scenario/world.js';
import type { Refusal, SupportFloor } from '../evaluation.js';
import type { PolicyRuns } from '../replicate.js';
import { sumOf } from '../sums.js';
import { conversationsWith, observedShare } from './observed.js';
import { Seen } from './record-measure.js';

/**
 * A tenth of the facts: where off-policy estimates are usually refused, an effective sample of a tenth,
 * carried over to replays (assumption). Twenty conversations: fewer leave a share open by more than
 * 20 points either way (assumption).
 */
export const SUPPORT_FLOOR: SupportFloor = { share: 0.1, conversations: 20 };

/** How much of the facts of a slice is on record. */
export type Backing = Readonly<
  Record<Refusal['facts'], Pick<Refusal, 'observedShare' | 'conversations'> | undefined>
>;

export function backingOf(runs: PolicyRuns, world: World, slice: string): Backing {
  const days = runs.tallies.get(slice)!;
  const of = (facts: Refusal['facts'], flag: number) => ({
    observedShare: observedShare(facts, days),
    conversations: conversationsWith(flag, runs, world, slice),
  });
  return {
    outcome: of('outcome', Seen.outcome),
    // Where the policy lets nobody say a word, that nobody asks is its own doing.
    dialogue: sumOf(days, 'customerTurns') === 0 ? undefined : of('dialogue', Seen.words),
  };
}

/**
 * Why a figure is refused: what customers said, or what became of their issues, is hardly on record
 * under this policy, and a number would be the model's own. What is modelled by nature (waits,
 * frustration, cost) is told with its observed share instead, and so are decisions, which the policy
 * makes itself.
 *
 * @returns undefined where the figure stands
 */
export function refusalOf(
  metric: Metric,
  backing: Backing,
  floor: SupportFloor,
): Refusal | undefined {
  const facts = factsBehind(metric);
  const found = facts && backing[facts];
  if (!facts || !found) return undefined;
  const { observedShare, conversations } = found;
  if (observedShare < floor.share) return { reason: 'observed-share', facts, ...found };
  if (conversations < floor.conversations) return { reason: 'conversations', facts, ...found };
  return undefined;
}

/** Shares of outcomes and counts of what was said; what divides by outcomes stands and falls with them. */
function factsBehind(metric: Metric): Refusal['facts'] | undefined {
  if (metric.kind !== 'ratio') return undefined;
  if (metric.fact === 'outcome' || metric.fact === 'dialogue') return metric.fact;
  const counted = [...metric.over, metric.less];
  return counted.some((name) => name?.startsWith('resolved')) ? 'outcome' : undefined;
}
