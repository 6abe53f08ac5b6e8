import { differenceInterval, type Estimate, interval } from '../metrics/estimate.js';
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
 * The rows are tested together: intervals are Bonferroni-corrected for their number.
 */
export function checkReplay(world: World, runs: PolicyRuns, level: number): ReplayCheck {
  const { dialogues } = world.record!;
  const rows: ReplayRow[] = [];
  const observable = Object.entries(RECORDED).flatMap(([metric, read]) => {
    const recorded = read(dialogues);
    return recorded === undefined ? [] : [{ metric, recorded }];
  });
  const strict = 1 - (1 - level) / observable.length;
  for (const { metric: id, recorded } of observable) {
    const metric = metricsOf(world).find((m) => m.id === id)!;
    const found = estimate(metric, runs, world);
    if (!found) continue;
    const truth: Estimate = {
      ...found,
      value: recorded,
      deviations: found.deviations.map(() => 0),
    };
    const { low, high, value } = differenceInterval(found, truth, strict);
    const agrees =
      low === undefined || high === undefined ? value === 0 : low <= 1e-12 && high >= -1e-12;
    rows.push({ metric: id, recorded, replayed: interval(found, level), agrees });
  }
  return { conversations: dialogues.length, rows };
}

type Read = (dialogues: readonly RecordedDialogue[]) => number | undefined;

/** The catalogue's definitions applied to the record; undefined where it cannot tell. */
const RECORDED: Readonly<Record<string, Read>> = {
  'containment.rate': ratio((d) => (d.handoverAfter === undefined ? 1 : 0)),
  'transfer.rate': ratio((d) => (d.handoverAfter === undefined ? 0 : 1)),
  // Whoever was handed over was not resolved by the AI, whatever became of them.
  'resolution.ai': ratio(
    (d) => (d.handoverAfter === undefined && d.resolved ? 1 : 0),
    (d) => (d.handoverAfter !== undefined || d.resolved !== undefined ? 1 : 0),
  ),
  'friction.asking': ratio((d) => (asksOf(d) > 0 ? 1 : 0)),
  'friction.asks': ratio(asksOf, (d) => (asksOf(d) > 0 ? 1 : 0)),
  'friction.refusals': ratio(refusalsOf, (d) => (asksOf(d) > 0 ? 1 : 0)),
};

function ratio(
  numerator: (d: RecordedDialogue) => number,
  denominator: (d: RecordedDialogue) => number = () => 1,
): Read {
  return (dialogues) => {
    const total = dialogues.reduce((sum, d) => sum + denominator(d), 0);
    return total === 0 ? undefined : dialogues.reduce((sum, d) => sum + numerator(d), 0) / total;
  };
}

function asksOf(dialogue: RecordedDialogue): number {
  return dialogue.turns.filter((turn) => turn.ask === 'request').length;
}

/** Asks at which the recorded AI stayed. */
function refusalsOf(dialogue: RecordedDialogue): number {
  return dialogue.turns.filter(
    (turn, index) => turn.ask === 'request' && index + 1 !== dialogue.handoverAfter,
  ).length;
}
