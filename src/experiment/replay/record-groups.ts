import { dayOf, dayStrata, daysOf } from '../../scenario/record/day-strata.js';
import type { World } from '../../scenario/world.js';
import { conversationGroups, groupCount } from './conversation-groups.js';

/** What a record consists of that could as well have been otherwise, each unit apart from the others. */
export interface RecordGroups {
  readonly count: number;
  /** By recorded conversation. */
  readonly of: Uint16Array;
  /** Groups that are alike, where the groups are days. */
  readonly strata?: readonly (readonly number[])[];
  /** By group that is a day, its number from the first day, ascending. */
  readonly days: readonly number[];
}

/**
 * The groups of a record, the same for every policy and replication: its days where they are replayed
 * as they were, or drawn as a whole, since contacts of a day wait for one another; otherwise random
 * groups of conversations. One day alone cannot tell how days differ, and leaves the conversations.
 */
export function recordGroups({ clock, demand, record }: World, seed: number): RecordGroups {
  const conversations = record!.dialogues.length;
  const days =
    demand.kind === 'scheduled'
      ? daysOf(
          clock,
          demand.issues.map(({ at }) => at),
        )
      : [];
  const strata = dayStrata(clock, days);
  if (demand.kind !== 'scheduled' || !strata) {
    const of = Uint16Array.from(conversationGroups(conversations, seed));
    return { count: groupCount(conversations), of, days: [] };
  }
  const groupOfDay = new Map(days.map((day, group) => [day, group]));
  const of = new Uint16Array(conversations);
  for (const { at, dialogue } of demand.issues) {
    if (dialogue !== undefined) of[dialogue] = groupOfDay.get(dayOf(clock, at))!;
  }
  return {
    count: days.length,
    of,
    strata: strata.map((stratum) => stratum.map((day) => groupOfDay.get(day)!)),
    days,
  };
}
