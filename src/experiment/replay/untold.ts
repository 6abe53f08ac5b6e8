import { type Telling, tellingOf } from '../../inspection/support.js';
import { QUEUE_METRICS } from '../../metrics/queue-metrics.js';
import { teamMetrics } from '../../metrics/team-metrics.js';
import type { World } from '../../scenario/world.js';
import { holdingsOf } from './record-holdings.js';
import { MATCHED } from './record-measure.js';

/** Why a metric has no figure under a policy; undefined where it has one. */
export type Untold = (metric: string, followsRecord: boolean, slice: string) => string | undefined;

/** What customers say about people: played back, and 0 where nobody wrote it down. */
const OF_ASKS: ReadonlySet<string> = new Set([
  'friction.asking',
  'friction.asks',
  'friction.refusals',
  'friction.unreached',
  'friction.turns_to_person',
  'friction.seconds_to_person',
]);
/** Whose figure says who was handed over, or that somebody was not. */
const OF_HAND_OVERS: ReadonlySet<string> = new Set([
  'containment.rate',
  'transfer.rate',
  'friction.refusals',
  'friction.unreached',
]);
const FRUSTRATION = ['frustration.peak', 'frustration.area', 'frustration.boiled_over'];
const OF_THE_AI: ReadonlySet<string> = new Set([
  'resolution.ai',
  'containment.unresolved',
  'resolution.vendor_gap',
]);

/** Whose figure depends on how many people are there. */
const OF_THE_QUEUE: ReadonlySet<string> = new Set([
  ...QUEUE_METRICS.map(({ id }) => id),
  'friction.seconds_to_person',
  'friction.unreached',
  'time_to_resolution',
  'cost.contact',
  'cost.resolution',
  ...FRUSTRATION,
]);

/**
 * Figures of a replay that would be 0 (or all) only because the record is silent: what was played
 * back counts nothing there. What is simulated in its place (waits, outcomes) is no such figure.
 */
export function untoldIn(world: World): Untold {
  if (!world.record) return () => undefined;
  const held = holdingsOf(world.record);
  const { unstaffed = false } = world.record;
  const teams = new Set(
    world.teams.flatMap(({ name }, index) => teamMetrics(name, index).map(({ id }) => id)),
  );
  const { handedOver, noContainment, withAi, withMood } = held;
  const why = (metric: string): string | undefined => reason(tellingOf(metric, held));
  const asks = why('friction.asks');
  const byAi = why('resolution.ai');
  // Where hand-overs are in the file, it is the others that are missing, whatever the policy does.
  // Where none is, what a policy decides on recorded turns is its own; only the record's is unknown.
  const onlyHandOvers = noContainment !== undefined && handedOver > 0;
  return (metric, followsRecord, slice) => {
    if (OF_ASKS.has(metric) && asks !== undefined) return asks;
    if (OF_THE_AI.has(metric) && byAi !== undefined) return byAi;
    if (OF_HAND_OVERS.has(metric) && noContainment !== undefined) {
      if (onlyHandOvers || followsRecord || slice === MATCHED) return noContainment;
    }
    if (metric === 'transfer.needless' && withAi === 0) return 'no dialogue with an AI';
    if (FRUSTRATION.includes(metric) && withAi > 0 && withMood === 0)
      return 'nothing is recorded of what frustrates: no asks, failures or mood';
    if (unstaffed && (OF_THE_QUEUE.has(metric) || teams.has(metric)))
      return 'the staffing is sized for a hand-over rate that the record does not tell';
    return undefined;
  };
}

function reason(telling: Telling | undefined): string | undefined {
  return telling?.from === 'no' ? telling.why : undefined;
}
