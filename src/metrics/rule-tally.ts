import type { ContactRecord } from '../simulation/record.js';

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

/** What one rule's contacts were, and what became of them, in one replication or in all. */
export class RuleTally {
  readonly counts = new Float64Array(RULE_TALLIES.length);
  readonly byIntent: Float64Array;
  readonly bySegment: Float64Array;

  constructor(intents: number, segments: number) {
    this.byIntent = new Float64Array(intents);
    this.bySegment = new Float64Array(segments);
  }

  read(name: RuleTallyName): number {
    return this.counts[at[name]]!;
  }

  /** Adds a contact on which rule number `rule` of its policy fired. */
  contact(record: ContactRecord, rule: number): void {
    const { counts } = this;
    counts[at.contacts]! += 1;
    this.byIntent[record.intent]! += 1;
    this.bySegment[record.segment]! += 1;
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
    addUp(this.counts, other.counts);
    addUp(this.byIntent, other.byIntent);
    addUp(this.bySegment, other.bySegment);
  }
}

function addUp(into: Float64Array, more: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i]! += more[i]!;
}
