import type { Estimate } from '../../metrics/estimate.js';
import type { Metric } from '../../metrics/metric.js';
import { read, type Tally, type TallyName } from '../../metrics/tally.js';
import type { World } from '../../scenario/world.js';
import type { PolicyRuns } from '../replicate.js';
import { withDayError } from './day-error.js';
import { ratioDeviations, ratioParts } from './ratio-deviations.js';
import type { RecordedRuns } from './record-measure.js';

/**
 * The error of having only so many recorded conversations, or days (`day-error.ts`), beside the luck of
 * the simulated ones.
 *
 * More replications cannot make it smaller, so it is not a spread over them: resampling the
 * conversations for each day would put it there, only for the mean over R days to divide it by √R
 * again. It is taken from the record instead. The conversations are cut at random into G groups, and
 * a figure's deviations group by group, linearised as those of days are, spread by what other
 * conversations would have made of it ("random groups", Wolter, Introduction to Variance Estimation,
 * ch. 2): variance = G/(G − 1) · Σ_g (A_g − p̂·N_g)² / (Σ N_g)².
 *
 * The groups are the same under every policy, so differences are paired here too.
 */
export function withSamplingError(
  found: Estimate,
  metric: Metric,
  runs: PolicyRuns,
  world: World,
  slice: string,
): Estimate {
  const { record } = runs;
  if (!record) return found;
  const { deviations } = found;
  if (record.days)
    return withDayError(
      found,
      metric,
      record,
      slice,
      world.resampled ? deviations.length : undefined,
    );
  if (world.demand.kind === 'scheduled') return ofOneDay(found, metric, record, world, slice);
  const all = record.groupsOf('all');
  const groups = all.length;
  const contacts = all.reduce((sum, group) => sum + read(group, 'contacts'), 0);
  if (groups < 2 || contacts === 0) return found;
  const own =
    metric.kind === 'ratio' ? ownDeviations(found, metric, record.groupsOf(slice)) : undefined;
  const load = isOfTheQueue(metric) ? loadDeviations(found, all, contacts, runs) : undefined;
  const scale = Math.sqrt((groups / (groups - 1)) * withoutDays(contacts, record.seen.length));
  return {
    ...found,
    sampling: {
      deviations: all.map((_, g) => scale * ((own?.[g] ?? 0) + (load?.[g] ?? 0))),
      degreesOfFreedom: groups - 1,
    },
  };
}

/**
 * On a day as recorded everybody comes just once, and waits for the others. So where a figure is not of
 * the queue, and of contacts that spoke, the conversations are units, with their luck in what they bring.
 */
function ofOneDay(
  found: Estimate,
  metric: Metric,
  record: RecordedRuns,
  world: World,
  slice: string,
): Estimate {
  const groups = record.groupsOf(slice);
  const { length } = groups;
  const spoke = world.record!.dialogues.some(({ turns }) => turns.length > 0);
  if (length < 2 || !spoke || isOfTheQueue(metric) || metric.kind !== 'ratio') return found;
  const scale = Math.sqrt(length / (length - 1));
  const deviations = ownDeviations(found, metric, groups)?.map((d) => scale * d);
  if (!deviations) return found;
  return { ...found, sampling: { deviations, degreesOfFreedom: length - 1, holdsLuck: true } };
}

/**
 * A conversation met by chance k times in the simulated days adds k² to the spread of the groups:
 * (λ² + λ)/λ² of it with λ contacts a conversation, where k is Poisson. The 1/λ too many is the luck of
 * the days, which counts already.
 */
function withoutDays(contacts: number, conversations: number): number {
  return contacts / (contacts + conversations);
}

/** What each group's own contacts do to a ratio of totals. */
function ownDeviations(
  { value }: Estimate,
  metric: Extract<Metric, { kind: 'ratio' }>,
  groups: readonly Tally[],
): number[] | undefined {
  const { denominators, numerators } = ratioParts(metric, groups);
  if (denominators.every((n) => n === 0)) return undefined;
  return ratioDeviations(value, numerators, denominators);
}

/**
 * What each group does to everybody's wait by bringing people more or less work than the rest: by being
 * handed over more often, or taking longer.
 *
 * How a wait answers to more work is read off the simulated days, which have more or less of it by
 * chance: the slope β of their deviations over their work. This is the delta method with an estimated
 * derivative. Two days fit any slope, so three are needed.
 */
function loadDeviations(
  { deviations }: Estimate,
  groups: readonly Tally[],
  contacts: number,
  runs: PolicyRuns,
): number[] | undefined {
  const work = runs.tallies.get('all')!.map(workBrought);
  const days = work.length;
  if (days < 3) return undefined;
  const mean = work.reduce((sum, seconds) => sum + seconds, 0) / days;
  const spread = work.reduce((sum, seconds) => sum + (seconds - mean) ** 2, 0);
  if (spread === 0) return undefined;
  const slope =
    work.reduce((sum, seconds, r) => sum + deviations[r]! * (seconds - mean), 0) / spread;
  const brought = groups.map(workBrought);
  const ofContact = brought.reduce((sum, seconds) => sum + seconds, 0) / contacts;
  return groups.map(
    (group, g) => (slope * (brought[g]! - ofContact * read(group, 'contacts'))) / days,
  );
}

/**
 * Seconds of work that contacts bring to people. Who gave up brought as much as those who were answered:
 * with the work that was done in its place, a busy day would look like a quiet one.
 */
function workBrought(tally: Tally): number {
  const answered = read(tally, 'answered');
  return answered === 0 ? 0 : (read(tally, 'offered') * read(tally, 'workSeconds')) / answered;
}

/** What divides by one of these is of the queue, whatever share of the contacts comes to it. */
const IN_QUEUE: readonly TallyName[] = [
  'offered',
  'answered',
  'callbacks',
  'callbacksAnswered',
  'promises',
];

/** Depends on how much work others bring, and not on what share of the contacts is handed over. */
function isOfTheQueue(metric: Metric): boolean {
  if (metric.kind !== 'ratio') return true;
  return IN_QUEUE.includes(metric.over[1]) || metric.id === 'friction.seconds_to_person';
}
