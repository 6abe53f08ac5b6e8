import { joined, type Span } from '../calendar/span.js';
import type { RandomDemand, Team, World } from '../world.js';

/**
 * The world whose AI is down for a while, on top of its own outages; those that touch become one.
 *
 * @throws RangeError for an empty span
 */
export function withAiOutage(world: World, { from, to }: Span): World {
  checkSpan({ from, to });
  const outages = joined([...world.ai.outages, { from, to }]);
  return { ...world, ai: { ...world.ai, outages } };
}

/**
 * The world with expected arrivals multiplied by `factor` for a while.
 *
 * The issues on top are a Poisson stream of their own, which shares the hour's noise with the others
 * and numbers its customers apart: whoever comes without the surge comes with it too, at the same
 * time and with the same luck. The sum of the two streams has the law of the multiplied one.
 *
 * @throws RangeError for an empty span, one that does not come after the surges already there, a
 *   factor below 1, or a world whose arrivals are all given
 */
export function withDemandSurge(
  world: World,
  { from, to, factor }: Span & { factor: number },
): World {
  checkSpan({ from, to });
  if (!(factor >= 1 && factor < Number.POSITIVE_INFINITY))
    throw new RangeError(`a surge multiplies arrivals by 1 or more, not by ${factor}`);
  const { demand } = world;
  if (demand.kind !== 'random')
    throw new RangeError('arrivals at given times cannot be multiplied');
  const { surge = [] } = demand;
  if (from < (surge.at(-1)?.to ?? 0)) throw new RangeError('surges come one after the other');
  const added: NonNullable<RandomDemand['surge']> = demand.intervals.flatMap((interval, hour) => {
    const part = { from: Math.max(from, interval.from), to: Math.min(to, interval.to) };
    const perHour = interval.perHour * (factor - 1);
    return part.from < part.to && perHour > 0 ? [{ ...part, perHour, hour }] : [];
  });
  return { ...world, demand: { ...demand, surge: [...surge, ...added] } };
}

/**
 * The world in which a share of those who would take contacts is off sick for a while, in every team:
 * round(staffed · (1 − share)) are left, halves rounded up, at least 0.
 *
 * @throws RangeError for an empty span or a share outside 0 to 1
 */
export function withSickShift(world: World, { from, to, share }: Span & { share: number }): World {
  checkSpan({ from, to });
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share is 0 to 1, not ${share}`);
  const left = (staffed: number): number => Math.max(0, Math.round(staffed * (1 - share)));
  return {
    ...world,
    teams: world.teams.map((team) => ({ ...team, steps: thinned(team.steps, { from, to }, left) })),
  };
}

/**
 * The world in which announced waits are `factor` times what they would have been.
 *
 * @throws RangeError for a negative factor
 */
export function withWrongAnnouncement(world: World, { factor }: { factor: number }): World {
  if (!(factor >= 0 && factor < Number.POSITIVE_INFINITY))
    throw new RangeError(`an announced wait is multiplied by 0 or more, not by ${factor}`);
  const { announcements } = world.customers;
  const bias = announcements.bias * factor;
  return { ...world, customers: { ...world.customers, announcements: { ...announcements, bias } } };
}

function thinned(
  steps: Team['steps'],
  { from, to }: Span,
  left: (staffed: number) => number,
): Team['steps'] {
  const staffedAt = (at: number): number => steps.findLast((step) => step.at <= at)?.staffed ?? 0;
  const times = [...new Set([...steps.map(({ at }) => at), from, to])].sort((a, b) => a - b);
  const thin: { at: number; staffed: number }[] = [];
  for (const at of times) {
    const staffed = from <= at && at < to ? left(staffedAt(at)) : staffedAt(at);
    if (staffed !== (thin.at(-1)?.staffed ?? 0)) thin.push({ at, staffed });
  }
  return thin;
}

function checkSpan({ from, to }: Span): void {
  if (!(from < to)) throw new RangeError(`a drill ends after it begins, not from ${from} to ${to}`);
}
