import { TALLIES, type Tally, tallyContact, wasOffered } from '../../metrics/tally.js';
import type { World } from '../../scenario/world.js';
import type { Luck } from '../../simulation/luck/luck.js';
import type { ContactRecord, DaySummary } from '../../simulation/record.js';
import { type RecordGroups, recordGroups } from './record-groups.js';
import {
  addReplayedDays,
  noReplayedDays,
  type ReplayedDays,
  ReplayedDaysMeasure,
} from './replayed-days.js';

/** What one replication of a replay tells of the record behind it: plain data. */
export interface RecordedDay {
  /** By slice: the tallies of each group of the record, one after the other. */
  readonly groups: readonly Float64Array[];
  /** Where the groups are days. */
  readonly days?: ReplayedDays;
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
 * error of having just these conversations, or days, can be told (`sampling-error.ts`); and those that are
 * matched apart, without their modelled outcomes.
 */
export class RecordMeasure {
  private readonly recorded: RecordGroups;
  private readonly days: ReplayedDaysMeasure | undefined;
  /** Tallies by slice and group, as far as contacts fell there: with many slices few do. */
  private groups: Tally[][] = [];
  /** What was measured since `begin`. */
  day!: RecordedDay;

  constructor(
    private readonly world: World,
    /** How many slices there are, `all` first and `matched` last. */
    private readonly slices: number,
    seed: number,
  ) {
    this.recorded = recordGroups(world, seed);
    this.days = this.recorded.strata && new ReplayedDaysMeasure(world, this.recorded);
  }

  /** A new replication. */
  begin(luck: Luck): void {
    const { count, of } = this.recorded;
    const groups = Array.from({ length: this.slices }, () => new Float64Array(count * TALLY));
    this.groups = groups.map(() => []);
    this.day = { groups, seen: new Uint8Array(of.length) };
    this.days?.begin(luck);
  }

  /** It is over. @param waitQuantiles of all waits, by `WAIT_QUANTILES` */
  end(summary: DaySummary, waitQuantiles: readonly (number | undefined)[]): void {
    if (this.days) this.day = { ...this.day, days: this.days.end(summary, waitQuantiles) };
  }

  /** @param matched the tally of that slice */
  contact(record: ContactRecord, slices: SlicePlaces, matched: Tally): void {
    const { costs } = this.world;
    const group = this.recorded.of[record.dialogue]!;
    if (this.days && wasOffered(record)) this.days.wait(group, record.waitSeconds);
    tallyContact(this.tally(0, group), record, costs);
    for (const dimension of DIMENSIONS) {
      const first = slices[dimension];
      if (first > 0) tallyContact(this.tally(first + record[dimension], group), record, costs);
    }
    const { seen } = this.day;
    if (record.outcomeObserved) seen[record.dialogue]! |= Seen.outcome;
    if (record.observedTurns > 0) seen[record.dialogue]! |= Seen.words;
    if (record.support !== 'same-point' && record.support !== 'neither') return;
    seen[record.dialogue]! |= Seen.matched;
    const known = asFarAsRecorded(record);
    tallyContact(matched, known, costs);
    tallyContact(this.tally(this.slices - 1, group), known, costs);
  }

  private tally(slice: number, group: number): Tally {
    const groups = this.groups[slice]!;
    groups[group] ??= tallyIn(this.day.groups[slice]!, group);
    return groups[group];
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
    readonly groups: RecordGroups,
    private readonly sums: ReadonlyMap<string, Float64Array>,
    /** Where the groups are days. */
    readonly days: ReplayedDays | undefined,
    /** By conversation: `Seen` flags. */
    readonly seen: Uint8Array,
  ) {}

  static empty(world: World, slices: readonly string[], seed: number): RecordedRuns {
    const groups = recordGroups(world, seed);
    const length = groups.count * TALLY;
    return new RecordedRuns(
      groups,
      new Map(slices.map((name) => [name, new Float64Array(length)])),
      groups.strata && noReplayedDays(world, groups),
      new Uint8Array(groups.of.length),
    );
  }

  add(day: RecordedDay): void {
    let slice = 0;
    for (const sums of this.sums.values()) {
      const more = day.groups[slice++]!;
      for (let i = 0; i < sums.length; i++) sums[i]! += more[i]!;
    }
    for (let i = 0; i < this.seen.length; i++) this.seen[i]! |= day.seen[i]!;
    if (this.days && day.days) addReplayedDays(this.days, day.days);
  }

  /** A slice's tallies, group by group. */
  groupsOf(slice: string): Tally[] {
    const sums = this.sums.get(slice)!;
    return Array.from({ length: this.groups.count }, (_, g) => tallyIn(sums, g));
  }
}

/** The tally of one group within a slice's. */
function tallyIn(slice: Float64Array, group: number): Tally {
  return slice.subarray(group * TALLY, (group + 1) * TALLY);
}
