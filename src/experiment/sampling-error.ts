import type { Estimate } from '../metrics/estimate.js';
import type { Metric } from '../metrics/metric.js';
import { read, type Tally, type TallyName } from '../metrics/tally.js';
import type { World } from '../scenario/world.js';
import type { PolicyRuns } from './replicate.js';

/**
 * The error of having only n recorded conversations, beside the luck of the simulated days.
 *
 * More simulated days cannot make it smaller, so it is not a spread over days: resampling the
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
  // Arrivals as recorded are days with a queue of their own; their contacts are no units to resample.
  if (!record || world.demand.kind !== 'random') return found;
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
  const [numerator, denominator] = metric.over;
  const total = groups.reduce((sum, group) => sum + read(group, denominator), 0);
  if (total === 0) return undefined;
  return groups.map((group) => {
    const counted = read(group, numerator) - (metric.less ? read(group, metric.less) : 0);
    return (counted - value * read(group, denominator)) / total;
  });
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
  const work = runs.tallies.get('all')!.map((day) => read(day, 'workSeconds'));
  const days = work.length;
  if (days < 3) return undefined;
  const mean = work.reduce((sum, seconds) => sum + seconds, 0) / days;
  const spread = work.reduce((sum, seconds) => sum + (seconds - mean) ** 2, 0);
  if (spread === 0) return undefined;
  const slope =
    work.reduce((sum, seconds, r) => sum + deviations[r]! * (seconds - mean), 0) / spread;
  const ofContact = (mean * days) / contacts;
  return groups.map(
    (group) => (slope * (read(group, 'workSeconds') - ofContact * read(group, 'contacts'))) / days,
  );
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
