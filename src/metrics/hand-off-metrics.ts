import type { HandOffTallies } from './hand-off-tally.js';
import type { Definition } from './metric.js';

/** How well hand-overs meet labels; `of` reads sums over dialogues. */
export interface HandOffMetric extends Pick<Definition, 'id' | 'name' | 'definition'> {
  readonly unit: 'share' | 'turns';
  readonly better: 'higher' | 'lower';
  /** Undefined where there is nothing to measure. */
  readonly of: (sums: HandOffTallies) => number | undefined;
}

/** In the order of the tables. Definitions of shares name numerator / denominator. */
export const HAND_OFF_METRICS: readonly HandOffMetric[] = [
  {
    id: 'handoff.precision',
    name: 'Precision',
    definition: 'utterances flagged and labelled / utterances flagged',
    unit: 'share',
    better: 'higher',
    of: (s) => ratio(s.flaggedLabelled, s.flaggedLabelled + s.flaggedOnly),
  },
  {
    id: 'handoff.recall',
    name: 'Recall',
    definition: 'utterances flagged and labelled / utterances labelled',
    unit: 'share',
    better: 'higher',
    of: (s) => ratio(s.flaggedLabelled, s.flaggedLabelled + s.labelledOnly),
  },
  {
    id: 'handoff.f1',
    name: 'F1',
    definition:
      'harmonic mean of precision and recall: 2 · flagged and labelled / (flagged + labelled); 0 where nothing is flagged',
    unit: 'share',
    better: 'higher',
    of: (s) => f1(s.flaggedLabelled, s.flaggedOnly, s.labelledOnly),
  },
  {
    id: 'handoff.macro_f1',
    name: 'Macro F1',
    definition: 'mean of F1 and of the same figure for the utterances not to hand over at',
    unit: 'share',
    better: 'higher',
    of: (s) => {
      const over = f1(s.flaggedLabelled, s.flaggedOnly, s.labelledOnly);
      const stay = f1(s.neither, s.labelledOnly, s.flaggedOnly);
      return over === undefined || stay === undefined ? undefined : (over + stay) / 2;
    },
  },
  gt('handoff.gt1', 'GT-I', 1, 'gt1'),
  gt('handoff.gt2', 'GT-II', 2, 'gt2'),
  gt('handoff.gt3', 'GT-III', 3, 'gt3'),
  {
    id: 'handoff.missed',
    name: 'Missed',
    definition: 'dialogues with a label in which nothing is flagged / dialogues with a label',
    unit: 'share',
    better: 'lower',
    of: (s) => ratio(s.missed, s.labelled),
  },
  {
    id: 'handoff.needless',
    name: 'Needless',
    definition:
      'dialogues without a label in which something is flagged / dialogues without a label',
    unit: 'share',
    better: 'lower',
    of: (s) => ratio(s.needless, s.unlabelled),
  },
  {
    id: 'handoff.late',
    name: 'Late by',
    definition:
      'utterances by which the first flag comes after the first label, 0 where it does not / dialogues with both',
    unit: 'turns',
    better: 'lower',
    of: (s) => ratio(s.late, s.met),
  },
  {
    id: 'handoff.early',
    name: 'Early by',
    definition:
      'utterances by which the first flag comes before the first label, 0 where it does not / dialogues with both',
    unit: 'turns',
    better: 'lower',
    of: (s) => ratio(s.early, s.met),
  },
];

function gt(id: string, name: string, tolerance: number, tally: 'gt1' | 'gt2' | 'gt3') {
  return {
    id,
    name,
    definition: `golden transfer within tolerance ${tolerance}: sum over dialogues of the mean nearness of each flag to its nearest label / dialogues; labels that nothing flags cost nothing`,
    unit: 'share',
    better: 'higher',
    of: (s: HandOffTallies) => ratio(s[tally], s.dialogues),
  } as const;
}

/** 2·TP / (2·TP + FP + FN). Undefined only where the class neither occurs nor is predicted. */
function f1(hits: number, wrong: number, missed: number): number | undefined {
  return ratio(2 * hits, 2 * hits + wrong + missed);
}

function ratio(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}
