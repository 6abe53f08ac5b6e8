import { type Interval, interval, luckOfDays, ratioEstimate } from '../metrics/estimate.js';
import { studentTQuantile } from '../metrics/student-t.js';
import type { RecordedDialogue } from '../scenario/recorded-dialogue.js';
import type { World } from '../scenario/world.js';
import type { ReplayCheck, ReplayRow } from './evaluation.js';
import { estimate, metricsOf } from './measure.js';
import type { PolicyRuns } from './replicate.js';

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
  const observable = RECORDED.flatMap((row) => {
    const units = dialogues.filter(row.counts);
    if (units.length === 0 || !units.every(row.known)) return [];
    const recorded = ratioEstimate(
      units.map(row.value),
      units.map(() => 1),
    );
    return recorded ? [{ ...row, recorded, n: units.length }] : [];
  });
  const metrics = metricsOf(world);
  const strict = 1 - (1 - level) / observable.length;
  const rows = observable.flatMap(({ metric: id, recorded, modelled, n }): ReplayRow[] => {
    const metric = metrics.find((m) => m.id === id)!;
    const estimated = estimate(metric, runs, world);
    if (!estimated) return [];
    const found = luckOfDays(estimated); // both are of the same conversations
    const replayed = interval(found, strict);
    const luckOfRecord = modelled
      ? Math.max(
          halfWidth(interval(recorded, strict)),
          metric.unit === 'share' ? shareMargin(recorded.value, n, strict) : 0,
        )
      : 0;
    const margin = Math.hypot(halfWidth(replayed), luckOfRecord);
    return [
      {
        metric: id,
        recorded: recorded.value,
        replayed: interval(found, level),
        agrees: Math.abs(found.value - recorded.value) <= margin + 1e-12,
      },
    ];
  });
  return { conversations: dialogues.length, rows };
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

function halfWidth({ low, high }: Interval): number {
  return low === undefined || high === undefined ? 0 : (high - low) / 2;
}

/** A metric of the catalogue, applied to the record. */
interface RecordedRow {
  readonly metric: string;
  /** The conversations it is about. */
  readonly counts: (d: RecordedDialogue) => boolean;
  /** Whether the record tells it for one of those; it has to for all. */
  readonly known: (d: RecordedDialogue) => boolean;
  readonly value: (d: RecordedDialogue) => number;
  /** The simulation models it rather than plays it back. */
  readonly modelled?: true;
}

const every = () => true;
const handedOver = (d: RecordedDialogue) => d.handoverAfter !== undefined;
const asks = (d: RecordedDialogue) => asksOf(d) > 0;
const share = (holds: boolean) => (holds ? 1 : 0);

const RECORDED: readonly RecordedRow[] = [
  {
    metric: 'containment.rate',
    counts: every,
    known: every,
    value: (d) => share(!handedOver(d)),
  },
  { metric: 'transfer.rate', counts: every, known: every, value: (d) => share(handedOver(d)) },
  {
    metric: 'resolution.rate',
    counts: every,
    known: (d) => d.resolved !== undefined,
    value: (d) => share(d.resolved === true),
    modelled: true,
  },
  {
    // Whoever was handed over was not resolved by the AI, whatever became of them.
    metric: 'resolution.ai',
    counts: (d) => handedOver(d) || d.resolved !== undefined,
    known: every,
    value: (d) => share(!handedOver(d) && d.resolved === true),
  },
  {
    metric: 'resolution.human',
    counts: (d) => handedOver(d) || d.resolved !== undefined,
    known: (d) => !handedOver(d) || d.resolved !== undefined,
    value: (d) => share(handedOver(d) && d.resolved === true),
    modelled: true,
  },
  {
    metric: 'wait.mean',
    counts: handedOver,
    known: (d) => d.waitSeconds !== undefined,
    value: (d) => d.waitSeconds!,
    modelled: true,
  },
  {
    metric: 'abandonment.rate',
    counts: handedOver,
    known: (d) => d.answered !== undefined,
    value: (d) => share(d.answered === false),
    modelled: true,
  },
  { metric: 'friction.asking', counts: every, known: every, value: (d) => share(asks(d)) },
  { metric: 'friction.asks', counts: asks, known: every, value: asksOf },
  { metric: 'friction.refusals', counts: asks, known: every, value: refusalsOf },
  {
    metric: 'friction.unreached',
    counts: asks,
    known: (d) => !handedOver(d) || d.answered !== undefined,
    value: (d) => share(!handedOver(d) || d.answered === false),
    modelled: true,
  },
];

function asksOf(dialogue: RecordedDialogue): number {
  return dialogue.turns.filter((turn) => turn.ask === 'request').length;
}

/** Asks at which the recorded AI stayed, and did not offer a person either. */
function refusalsOf(dialogue: RecordedDialogue): number {
  return dialogue.turns.filter(
    (turn, index) =>
      turn.ask === 'request' && index + 1 !== dialogue.handoverAfter && !turn.reply?.offersPerson,
  ).length;
}
