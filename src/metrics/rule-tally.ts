import type { ContactRecord } from '../simulation/record.js';
import { addTally, type Tally } from './tally.js';

/**
 * On whom a rule fired, and what followed: counts over the contacts that it decided about at least
 * once, for each rule of a policy (those of `rules`, then of `waiting`, then of `serving`).
 */
export const RULE_TALLIES = [
  'contacts',
  /** handed over by this very rule */
  'handedOver',
  'answered',
  /** left the queue before an answer */
  'abandoned',
  'outcomes',
  'outcomesObserved',
  'resolved',
  'returns',
  'frustrationPeak',
] as const;
export type RuleTallyName = (typeof RULE_TALLIES)[number];

const at = Object.fromEntries(RULE_TALLIES.map((name, index) => [name, index])) as Record<
  RuleTallyName,
  number
>;

const FIRST_INTENT = RULE_TALLIES.length;

/** What one rule's contacts were, and what became of them, in one replication or in all. */
export class RuleTally {
  /** In one row: those of `RULE_TALLIES`, by intent, by segment. */
  private readonly counts: Tally;
  private readonly firstSegment: number;
  readonly byIntent: Float64Array;
  readonly bySegment: Float64Array;

  constructor(intents: number, segments: number) {
    this.firstSegment = FIRST_INTENT + intents;
    this.counts = new Float64Array(this.firstSegment + segments);
    this.byIntent = this.counts.subarray(FIRST_INTENT, this.firstSegment);
    this.bySegment = this.counts.subarray(this.firstSegment);
  }

  read(name: RuleTallyName): number {
    return this.counts[at[name]]!;
  }

  /** Adds a contact on which rule number `rule` of its policy fired. */
  contact(record: ContactRecord, rule: number): void {
    const { counts } = this;
    counts[at.contacts]! += 1;
    counts[FIRST_INTENT + record.intent]! += 1;
    counts[this.firstSegment + record.segment]! += 1;
    if (record.rule === rule) counts[at.handedOver]! += 1;
    if (!Number.isNaN(record.answeredAt)) counts[at.answered]! += 1;
    if (record.ending === 'abandoned') counts[at.abandoned]! += 1;
    if (!Number.isNaN(record.returnsAt)) counts[at.returns]! += 1;
    if (record.resolved !== undefined) counts[at.outcomes]! += 1;
    if (record.outcomeObserved) counts[at.outcomesObserved]! += 1;
    if (record.resolved === true) counts[at.resolved]! += 1;
    counts[at.frustrationPeak]! += record.frustrationPeak;
  }

  /** Adds another replication's. */
  add(other: RuleTally): void {
    addTally(this.counts, other.counts);
  }
}
