import { HOUR } from '../../../input/quantities.js';
import type { Call } from '../call-log.js';
import type { DialoguesFit } from '../fit-dialogues.js';
import { meanPatience } from '../text/dialogue-patience-text.js';
import { serviceTimesOf } from './service-times.js';
import type { Load } from './sized-hours.js';
import { byTeam } from './team-fit.js';

/** Fewer give too uncertain a share. */
const ENOUGH_LEFT = 5;
/** Half hours lean on the whole day's abandonment with the weight of so many contacts. */
const WEIGHT = 5;

/** What each team had to cope with on busy days; none where the record does not tell it. */
export function toldTeams({ desk, queue, starts }: DialoguesFit): { name: string; load: Load }[] {
  const left = queue.calls.filter(({ answered }) => !answered).length;
  if (!starts || !desk.service || left < ENOUGH_LEFT) return [];
  const common = {
    share: left / queue.calls.length,
    variation: starts.arrivals.variation.value,
    patience: meanPatience(desk),
    days: new Set(starts.arrivals.busy.days),
  };
  return [...byTeam(queue.calls)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([name, calls]) => {
      const work = serviceTimesOf(calls) ?? desk.service!;
      return { name, load: loadOf(calls, work.mean.value, common) };
    });
}

function loadOf(
  calls: readonly Call[],
  work: number,
  common: Pick<Load, 'patience' | 'variation'> & {
    readonly share: number;
    readonly days: ReadonlySet<number>;
  },
): Load {
  const { days, patience, share, variation } = common;
  const halves = Array.from({ length: 48 }, () => ({ all: 0, left: 0 }));
  for (const { answered, day, wall } of calls) {
    if (!days.has(day)) continue;
    const half = halves[Math.floor((2 * wall) / HOUR)]!;
    half.all++;
    if (!answered) half.left++;
  }
  return {
    contacts: halves.map(({ all }) => all / days.size),
    abandonment: halves.map(({ all, left }) =>
      left === all ? 1 : (left + WEIGHT * share) / (all + WEIGHT),
    ),
    variation,
    work,
    patience,
  };
}
