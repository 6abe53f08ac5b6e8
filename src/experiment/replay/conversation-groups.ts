import { Luck, Purpose } from '../../simulation/luck/luck.js';

/**
 * Into how many groups the recorded conversations are cut. Enough that the standard error of a figure
 * is itself known to about a tenth (1/√(2 · 49)), and few enough to be counted apart by slice.
 */
export const MOST_GROUPS = 50;

/** No replication has this number: the cut is the same for all of them, and for every policy. */
const NO_REPLICATION = -1;

/**
 * A random cut of `conversations` recorded conversations into groups of about equal size, by index;
 * each is a group of its own where there are few. At random, because a file may be sorted, and groups
 * that each held a bit of everything would look more alike than chance makes them.
 */
export function conversationGroups(conversations: number, seed: number): Uint8Array {
  const groups = new Uint8Array(conversations);
  const count = groupCount(conversations);
  for (let i = 0; i < conversations; i++) groups[i] = i % count;
  const luck = new Luck(seed, NO_REPLICATION);
  for (let i = conversations - 1; i > 0; i--) {
    const j = Math.floor(luck.uniform(Purpose.conversation, i) * (i + 1));
    [groups[i], groups[j]] = [groups[j]!, groups[i]!];
  }
  return groups;
}

export function groupCount(conversations: number): number {
  return Math.min(conversations, MOST_GROUPS);
}
