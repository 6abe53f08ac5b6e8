import { JUDGED, type Judged, type ScoredRow, type Scoring } from '../../experiment/score/score.js';
import type { Interval } from '../../metrics/estimate.js';
import type { HandOffMetric } from '../../metrics/hand-off-metrics.js';
import { NOTHING } from '../figures.js';
import type { Table } from '../table.js';
import { printable } from '../text-table.js';

const JUDGED_AS: Readonly<Record<Judged, string>> = {
  flags: 'Every utterance judged on its own',
  live: 'The one hand-over that would happen',
};

/** Columns that are read together. */
const PANELS: readonly { readonly title: string; readonly metrics: readonly string[] }[] = [
  {
    title: 'which utterances',
    metrics: ['handoff.precision', 'handoff.recall', 'handoff.f1', 'handoff.macro_f1'],
  },
  { title: 'how near to a label', metrics: ['handoff.gt1', 'handoff.gt2', 'handoff.gt3'] },
  {
    title: 'which dialogues, and when',
    metrics: ['handoff.missed', 'handoff.needless', 'handoff.late', 'handoff.early'],
  },
];

/** How much was scored. */
export function scoredSize(scoring: Scoring): string {
  const { dialogues, labels, resamples, seed, utterances, withLabel } = scoring;
  return `${count(dialogues)} labelled dialogues, ${count(withLabel)} of them with a hand-over label; ${count(labels)} labels on ${count(utterances)} utterances; ${count(resamples)} resamples, seed ${seed}`;
}

/** How the tables are read. */
export function scoreLegend({ lambda, level }: Scoring): string {
  return [
    `In brackets: ${100 * level} % intervals, percentile bootstrap over dialogues.`,
    'Late by and early by in utterances, between the first flag and the first label; the rest in %.',
    `GT-I to III: tolerance 1 to 3${lambda === 0 ? '' : `, λ ${lambda}`}; they average over flags, so labels that nothing flags cost nothing: read them beside what was missed.`,
    'In parentheses: floors that take no insight, and, at the first label, an oracle.',
    `${NOTHING}: nothing to measure.`,
  ].join(' ');
}

export function scoreTables(scoring: Scoring): Table[] {
  return JUDGED.flatMap((how) =>
    PANELS.map(({ title, metrics }) => {
      const shown = metrics.map((id) => scoring.metrics.find((metric) => metric.id === id)!);
      const columns = shown.map((metric) =>
        column(
          scoring.rows.map(({ scores }) => scores[how].get(metric.id)),
          metric.unit,
        ),
      );
      return {
        title: `${JUDGED_AS[how]}: ${title}`,
        columns: shown.map(({ name }) => name),
        rows: scoring.rows.map(({ name }, row) => ({
          name: printable(name),
          cells: columns.map((cells) => cells[row]!),
        })),
      };
    }),
  );
}

/** What a policy is worth beside what takes no insight. */
export function scoreFindings({ rows }: Scoring): string[] {
  return rows
    .filter(({ against }) => against.size > 0)
    .map((row) => {
      const name = printable(row.name);
      return `${name}: judged utterance by utterance, its F1 is ${verdicts(row, 'flags')}; as the one hand-over, ${verdicts(row, 'live')}.`;
    });
}

/** Above, below or not clearly apart: by the paired interval of the difference in F1. */
function verdicts({ against }: ScoredRow, judged: Judged): string {
  const groups: Readonly<Record<string, string[]>> = {
    'clearly above': [],
    'not clearly apart from': [],
    'clearly below': [],
  };
  for (const [floor, scores] of against) {
    const { low, high } = scores[judged].get('handoff.f1') ?? {};
    const where =
      low !== undefined && low > 0
        ? 'clearly above'
        : high !== undefined && high < 0
          ? 'clearly below'
          : 'not clearly apart from';
    groups[where]!.push(floor);
  }
  return Object.entries(groups)
    .filter(([, floors]) => floors.length > 0)
    .map(([where, floors]) => `${where} ${floors.join(', ')}`)
    .join('; ');
}

/** `41.3 [38.1, 44.6]`, points under points. */
function column(
  intervals: readonly (Interval | undefined)[],
  unit: HandOffMetric['unit'],
): string[] {
  const scale = unit === 'share' ? 100 : 1;
  const digits = (value: number | undefined) =>
    value === undefined ? '' : (scale * value).toFixed(unit === 'share' ? 1 : 2);
  const parts = intervals.map((interval) =>
    interval
      ? [digits(interval.value), digits(interval.low), digits(interval.high)]
      : [NOTHING, '', ''],
  );
  const widths = [0, 1, 2].map((part) => Math.max(...parts.map((cell) => cell[part]!.length)));
  return parts.map(([value, low, high]) => {
    const bounds =
      low === ''
        ? ' '.repeat(widths[1] === 0 ? 0 : widths[1]! + widths[2]! + 5)
        : ` [${low!.padStart(widths[1]!)}, ${high!.padStart(widths[2]!)}]`;
    return `${value!.padStart(widths[0]!)}${bounds}`;
  });
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
