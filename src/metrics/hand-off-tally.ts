import { goldenTransfer, TOLERANCES } from './hand-off-timing.js';

/** What one labelled dialogue adds to each sum; the metrics are ratios of sums over dialogues. */
export const HAND_OFF_TALLIES = [
  /** dialogues: 1 each */
  'dialogues',
  /** utterances, by what the policy flags and what the annotators labelled */
  'flaggedLabelled',
  'flaggedOnly',
  'labelledOnly',
  'neither',
  /** GT-T of the dialogue at each tolerance */
  'gt1',
  'gt2',
  'gt3',
  /** 1 if the dialogue has a label; and if it has one and nothing is flagged */
  'labelled',
  'missed',
  /** 1 if nothing is labelled; and if so and something is flagged */
  'unlabelled',
  'needless',
  /** 1 if both; then the utterances by which the first flag comes after, and before, the first label */
  'met',
  'late',
  'early',
] as const;

export type HandOffTally = (typeof HAND_OFF_TALLIES)[number];
export type HandOffTallies = Readonly<Record<HandOffTally, number>>;

/**
 * One dialogue, tallied.
 *
 * @param utterances how many the dialogue has
 * @param flagged positions at which the policy would hand over, ascending
 * @param gold labelled positions, ascending
 * @param lambda of GT-T
 */
export function tallyHandOffs(
  utterances: number,
  flagged: readonly number[],
  gold: readonly number[],
  lambda: number,
): HandOffTallies {
  const labels = new Set(gold);
  const hits = flagged.filter((position) => labels.has(position)).length;
  const [firstFlag, firstLabel] = [flagged[0], gold[0]];
  const met = firstFlag !== undefined && firstLabel !== undefined;
  const after = met ? firstFlag - firstLabel : 0;
  const [gt1, gt2, gt3] = TOLERANCES.map((t) => goldenTransfer(flagged, gold, t, lambda));
  return {
    dialogues: 1,
    flaggedLabelled: hits,
    flaggedOnly: flagged.length - hits,
    labelledOnly: gold.length - hits,
    neither: utterances - flagged.length - gold.length + hits,
    gt1: gt1!,
    gt2: gt2!,
    gt3: gt3!,
    labelled: firstLabel === undefined ? 0 : 1,
    missed: firstLabel !== undefined && firstFlag === undefined ? 1 : 0,
    unlabelled: firstLabel === undefined ? 1 : 0,
    needless: firstLabel === undefined && firstFlag !== undefined ? 1 : 0,
    met: met ? 1 : 0,
    late: Math.max(0, after),
    early: Math.max(0, -after),
  };
}
