import { tellingOf } from '../../inspection/support.js';
import {
  type Estimate,
  type Interval,
  interval,
  luckOfDays,
  ratioEstimate,
} from '../../metrics/estimate.js';
import type { Metric } from '../../metrics/metric.js';
import { studentTQuantile } from '../../scenario/distribution/student-t.js';
import type { RecordedDialogue } from '../../scenario/record/recorded-dialogue.js';
import type { World } from '../../scenario/world.js';
import type { ReplayCheck, ReplayRow } from '../evaluation.js';
import { estimate, metricsOf } from '../measure.js';
import type { PolicyRuns } from '../replicate.js';
import { holdingsOf } from './record-holdings.js';
import { RECORDED_ROWS, type RecordedRow } from './recorded-rows.js';

/**
 * Margins beyond these let so much pass that agreeing with them says nothing: a quarter either way
 * is half of all shares, and half of a mean either way is anything from it to three times it
 * (assumptions).
 */
const WIDEST_OF_SHARE = 0.25;
const WIDEST_OF_MEAN = 0.5;
/** Records tell times in whole seconds, and a span has two ends: its mean may be off by one. */
const ROUNDING = 1;

/**
 * *recorded | replayed*: the built-in policy `recorded` has to reproduce what really happened, on
 * every metric that the record itself can tell (model.md §1). A world that cannot reproduce today
 * cannot predict tomorrow.
 *
 * What is played back must match within the luck of the simulated days. What is modelled (waits,
 * abandonment, and with them what people achieved) is compared with a record that had luck of its
 * own, so there its standard error counts too. The rows are tested together: intervals are
 * Bonferroni-corrected for their number.
 */
export function checkReplay(world: World, runs: PolicyRuns, level: number): ReplayCheck {
  const { dialogues } = world.record!;
  const held = holdingsOf(world.record!);
  const untold: { metric: string; why: string }[] = [];
  const told = RECORDED_ROWS.flatMap((row) => {
    const found = inRecord(row, dialogues);
    const telling = tellingOf(row.metric, held);
    const why = telling?.from === 'no' ? telling.why : found.why;
    if (why !== undefined) untold.push({ metric: row.metric, why });
    return why === undefined && found.recorded
      ? [{ ...row, ...found, recorded: found.recorded }]
      : [];
  });
  const metrics = metricsOf(world);
  const strict = 1 - (1 - level) / told.length;
  const rows = told.flatMap(({ byLuck, metric: id, n, recorded }): ReplayRow[] => {
    const metric = metrics.find((m) => m.id === id)!;
    const estimated = estimate(metric, runs, world);
    if (!estimated) return [];
    const found = luckOfDays(estimated); // both are of the same conversations
    const ofRecord = byLuck ? luckOfRecord(metric, byLuck, n, strict) : 0;
    const ofDays = halfWidth(interval(found, strict));
    const rounding = metric.unit === 'seconds' ? ROUNDING : 0;
    const margin = ofDays === undefined ? undefined : Math.hypot(ofDays, ofRecord) + rounding;
    const agrees = verdict(metric, recorded.value, found.value, margin);
    return [
      {
        metric: id,
        recorded: recorded.value,
        replayed: interval(found, level),
        ...(margin === undefined ? {} : { margin }),
        ...(agrees === undefined ? {} : { agrees }),
      },
    ];
  });
  return { conversations: dialogues.length, rows, untold };
}

interface InRecord {
  /** Undefined where no conversation is of the kind that the metric is about. */
  readonly recorded?: Estimate;
  /** The part of it that is simulated. */
  readonly byLuck?: Estimate;
  readonly n: number;
  /** Why there is no figure, if what it needs is not known of all of them. */
  readonly why?: string;
}

function inRecord(row: RecordedRow, dialogues: readonly RecordedDialogue[]): InRecord {
  const units = dialogues.filter(row.counts);
  const n = units.length;
  const known = units.filter(row.known).length;
  if (known < n) return { n, why: `${row.lacks} is known of ${known} of ${n} only` };
  if (n === 0) return { n };
  const mean = (value: (d: RecordedDialogue) => number) =>
    ratioEstimate(
      units.map(value),
      units.map(() => 1),
    )!;
  return {
    n,
    recorded: mean(row.value),
    ...(row.modelled ? { byLuck: mean(row.modelled) } : {}),
  };
}

/** Undefined: no farther apart than the margin, which would let nearly anything pass. */
function verdict(
  metric: Metric,
  recorded: number,
  replayed: number,
  margin: number | undefined,
): boolean | undefined {
  const apart = Math.abs(replayed - recorded);
  if (margin === undefined) return apart <= 1e-12 ? true : undefined;
  if (apart > margin + 1e-12) return false;
  const widest =
    metric.unit === 'share' ? WIDEST_OF_SHARE : Math.max(ROUNDING, WIDEST_OF_MEAN * recorded);
  return margin > widest + 1e-12 ? undefined : true;
}

function luckOfRecord(metric: Metric, recorded: Estimate, n: number, level: number): number {
  return Math.max(
    halfWidth(interval(recorded, level)) ?? 0,
    metric.unit === 'share' ? shareMargin(recorded.value, n, level) : 0,
  );
}

/**
 * Half the width of Agresti and Coull's interval of a share: none of 36 is not never, though the
 * plain standard error of it is 0.
 */
function shareMargin(share: number, n: number, level: number): number {
  const t = studentTQuantile((1 + level) / 2, n);
  const adjusted = (share * n + t ** 2 / 2) / (n + t ** 2);
  return t * Math.sqrt((adjusted * (1 - adjusted)) / (n + t ** 2));
}

function halfWidth({ low, high }: Interval): number | undefined {
  return low === undefined || high === undefined ? undefined : (high - low) / 2;
}
