import { TALLIES, type Tally, tallyContact } from '../metrics/tally.js';
import type { World } from '../scenario/world.js';
import type { ContactRecord } from '../simulation/record.js';
import { conversationGroups, groupCount } from './conversation-groups.js';

/** What one replication of a replay tells of the record behind it: plain data. */
export interface RecordedDay {
  /** By slice: the tallies of each group of conversations, one after the other. */
  readonly groups: readonly Float64Array[];
  /** By conversation, what of it was used: `Seen` flags. */
  readonly seen: Uint8Array;
}

/** Of a conversation: some contact was matched, its outcome observed, its words spoken. */
export const Seen = { matched: 1, outcome: 2, words: 4 } as const;

/** Contacts whose dialogue and hand-over are as recorded (model.md §1), as a slice of their own. */
export const MATCHED = 'matched';

const DIMENSIONS = ['intent', 'segment', 'language', 'channel'] as const;
/** Where each dimension's slices begin; −1 where it has a single value. */
type SlicePlaces = Readonly<Record<(typeof DIMENSIONS)[number], number>>;

/** Length of one tally within a slice's groups. */
const TALLY = TALLIES.length;

/**
 * Tallies the contacts of a replay once more, by the group that their conversation is in, so that the
 * error of having just these conversations can be told (`sampling-error.ts`); and those that are
 * matched apart, without their modelled outcomes.
 */
export class RecordMeasure {
  private readonly groupOf: Uint8Array;
  private groups: readonly (readonly Tally[])[] = [];
  /** What was measured since `begin`. */
  day!: RecordedDay;

  constructor(
    private readonly world: World,
    /** How many slices there are, `all` first and `matched` last. */
    private readonly slices: number,
    seed: number,
  ) {
    this.groupOf = conversationGroups(world.record!.dialogues.length, seed);
  }

  /** A new replication. */
  begin(): void {
    const conversations = this.groupOf.length;
    const count = groupCount(conversations);
    const groups = Array.from({ length: this.slices }, () => new Float64Array(count * TALLY));
    this.groups = groups.map((slice) =>
      Array.from({ length: count }, (_, g) => slice.subarray(g * TALLY, (g + 1) * TALLY)),
    );
    this.day = { groups, seen: new Uint8Array(conversations) };
  }

  /** @param matched the tally of that slice */
  contact(record: ContactRecord, slices: SlicePlaces, matched: Tally): void {
    const { costs } = this.world;
    const group = this.groupOf[record.dialogue]!;
    tallyContact(this.groups[0]![group]!, record, costs);
    for (const dimension of DIMENSIONS) {
      const first = slices[dimension];
      if (first > 0) tallyContact(this.groups[first + record[dimension]]![group]!, record, costs);
    }
    const { seen } = this.day;
    if (record.outcomeObserved) seen[record.dialogue]! |= Seen.outcome;
    if (record.observedTurns > 0) seen[record.dialogue]! |= Seen.words;
    if (record.support !== 'same-point' && record.support !== 'neither') return;
    seen[record.dialogue]! |= Seen.matched;
    const known = asFarAsRecorded(record);
    tallyContact(matched, known, costs);
    tallyContact(this.groups.at(-1)![group]!, known, costs);
  }
}

/** Nothing modelled counts: where the outcome is, it is unknown. */
function asFarAsRecorded(record: ContactRecord): ContactRecord {
  if (record.resolved === undefined || record.outcomeObserved) return record;
  return { ...record, resolved: undefined };
}

/** The groups' sums of all replications so far, and whatever was ever seen of a conversation. */
export class RecordedRuns {
  private constructor(
    private readonly groups: ReadonlyMap<string, Float64Array>,
    /** By conversation: `Seen` flags. */
    readonly seen: Uint8Array,
  ) {}

  static empty(world: World, slices: readonly string[]): RecordedRuns {
    const conversations = world.record!.dialogues.length;
    const length = groupCount(conversations) * TALLY;
    return new RecordedRuns(
      new Map(slices.map((name) => [name, new Float64Array(length)])),
      new Uint8Array(conversations),
    );
  }

  add(day: RecordedDay): void {
    let slice = 0;
    for (const sums of this.groups.values()) {
      const more = day.groups[slice++]!;
      for (let i = 0; i < sums.length; i++) sums[i]! += more[i]!;
    }
    for (let i = 0; i < this.seen.length; i++) this.seen[i]! |= day.seen[i]!;
  }

  /** A slice's tallies, group by group. */
  groupsOf(slice: string): Tally[] {
    const sums = this.groups.get(slice)!;
    return Array.from({ length: sums.length / TALLY }, (_, g) =>
      sums.subarray(g * TALLY, (g + 1) * TALLY),
    );
  }
}
