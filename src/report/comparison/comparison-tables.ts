import type {
  Comparison,
  MetricResult,
  PolicyEvaluation,
  Verdict,
} from '../../experiment/evaluation.js';
import type { Metric } from '../../metrics/metric.js';
import { figureColumn, NOTHING, unitSymbol } from '../figures.js';
import { BEST, type Table, WORST } from '../table.js';
import { printable } from '../text-table.js';
import { REFUSED, refusedCell } from './refusal-words.js';
import { type UntoldFigure, untoldSentence } from './untold-words.js';

/** What a CX analyst reads first, in four glances. */
const PANELS: readonly {
  title: string;
  metrics: readonly string[];
  /** Shown only where somebody is affected, or where it can be told at all. */
  unlessRare?: readonly string[];
}[] = [
  {
    title: 'Is the problem solved, and by whom?',
    metrics: ['resolution.rate', 'resolution.ai', 'resolution.human', 'containment.unresolved'],
    unlessRare: ['repeat.rate'],
  },
  {
    title: 'How long is the queue?',
    metrics: ['transfer.rate', 'wait.mean', 'wait.asa', 'wait.p90', 'abandonment.rate'],
    unlessRare: [
      'balking.rate',
      'blocking.rate',
      'callback.rate',
      'callback.failed',
      'ticket.rate',
      'promise.broken',
      'unserved.rate',
      'open.rate',
    ],
  },
  {
    title: 'How hard is it to reach a person?',
    metrics: [
      'friction.asking',
      'friction.refusals',
      'friction.seconds_to_person',
      'friction.unreached',
      'friction.reexplained',
    ],
  },
  {
    title: 'How does it feel, and what does it cost?',
    metrics: [
      'frustration.peak',
      'frustration.area',
      'frustration.boiled_over',
      'cost.contact',
      'cost.resolution',
    ],
  },
];

const DIFFERENCES = [
  'resolution.rate',
  'wait.mean',
  'friction.unreached',
  'frustration.peak',
  'cost.contact',
];

function isSeen(id: string, { policies }: Comparison): boolean {
  return policies.some(({ slices }) => (slices.get('all')!.get(id)!.interval?.value ?? 0) > 0.005);
}

/** How much was simulated. */
export function size(comparison: Comparison): string {
  const { policies, seed } = comparison;
  const count = `${policies.length} ${policies.length === 1 ? 'policy' : 'policies'}`;
  return `${count}, ${replicationsOf(comparison)} each, seed ${seed}`;
}

/** Drills that were on, in the words of `--drill`. */
export function drillsLine(drills: readonly string[]): string {
  return `${drills.length === 1 ? 'Drill' : 'Drills'}: ${drills.join(', ')}`;
}

/** `30 simulated days`, or `10 simulated runs of 7 days`. */
export function replicationsOf({ days, replications }: Comparison): string {
  const unit = days === undefined ? 'day' : 'run';
  const length = days === undefined ? '' : ` of ${days} ${days === 1 ? 'day' : 'days'}`;
  return `${replications} simulated ${unit}${replications === 1 ? '' : 's'}${length}`;
}

/** What ± is, and over what: recorded days are what others might have differed from. */
export function intervalWords({ days, level, record, replications }: Comparison): string {
  const unit = days === undefined ? 'day' : 'run';
  const half = `±: half a ${100 * level} % interval over`;
  if (record?.days !== undefined) return `${half} the ${record.days} days of the record.`;
  if (replications < 2) return `One ${unit} has no interval.`;
  return `${half} ${replications} ${unit}s.`;
}

/** How the tables are read. */
export function legend(comparison: Comparison): string {
  const { policies, record } = comparison;
  return [
    policies.length > 1 ? `${BEST} best, ${WORST} worst.` : '',
    intervalWords(comparison),
    'Waits count abandoners and zeros.',
    `${NOTHING}: nothing, or too little, to measure${record ? ', or not told by the record' : ''}.`,
    record ? '(45): 45 % of the facts behind the figure were recorded; without, none.' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

export function panels(comparison: Comparison): Table[] {
  return PANELS.map(({ title, metrics, unlessRare = [] }) => {
    const seen = unlessRare.filter((id) => isSeen(id, comparison));
    return panel(title, [...metrics, ...seen], comparison, 'all');
  });
}

/** The first figures of each panel again, for every value of a dimension. */
export function slicePanels(comparison: Comparison, dimension: string): Table[] {
  const slices = [...comparison.policies[0]!.slices.keys()].filter((slice) =>
    slice.startsWith(`${dimension}=`),
  );
  const metrics = [
    'resolution.rate',
    'containment.unresolved',
    'wait.mean',
    'friction.unreached',
    'frustration.peak',
  ];
  return slices.map((slice) =>
    panel(`Where ${printable(slice.replace('=', ' is '), 80)}`, metrics, comparison, slice),
  );
}

function panel(
  title: string,
  ids: readonly string[],
  comparison: Comparison,
  slice: string,
): Table {
  const metrics = ids.map((id) => comparison.metrics.find((metric) => metric.id === id)!);
  const columns = metrics.map((metric) => {
    const results = comparison.policies.map((policy) => policy.slices.get(slice)!.get(metric.id)!);
    const intervals = results.map(({ interval }) => interval);
    const marks = bestAndWorst(
      metric,
      intervals.map((interval) => interval?.value),
    );
    const marked = marks.some((mark) => mark !== '');
    const shares = observedShares(results);
    return figureColumn(intervals, metric.unit).map((text, row) => {
      const { refused } = results[row]!;
      if (refused) return refusedCell(refused);
      return `${text}${marked ? ` ${marks[row] || ' '}` : ''}${shares[row]!}`;
    });
  });
  const note = untoldSentence('Not told by the record', untoldIn(metrics, comparison, slice));
  return {
    title,
    columns: metrics.map((metric) => heading(metric, comparison)),
    rows: rowsOf(
      comparison.policies.map(({ name }) => name),
      columns,
    ),
    ...(note === '' ? {} : { note }),
  };
}

/** Figures that have no value under some policy because of what was never recorded. */
function untoldIn(
  metrics: readonly Metric[],
  { policies }: Comparison,
  slice: string,
): UntoldFigure[] {
  return metrics.flatMap((metric) => {
    const silent = policies.filter(
      ({ slices }) => slices.get(slice)!.get(metric.id)!.untold !== undefined,
    );
    if (silent.length === 0) return [];
    const why = silent[0]!.slices.get(slice)!.get(metric.id)!.untold!;
    const under = silent.map(({ name }) => printable(name)).join(', ');
    const all = silent.length === policies.length;
    return [{ name: all ? metric.name : `${metric.name} under ${under}`, why }];
  });
}

/** ` (45)`: per cent of the facts behind a figure that were recorded; nothing where none of a column were. */
function observedShares(results: readonly MetricResult[]): string[] {
  const told = results.map(({ interval, observedShare = 0 }) => (interval ? observedShare : 0));
  if (told.every((share) => share === 0)) return told.map(() => '');
  return results.map(({ interval, observedShare = 0 }) =>
    interval ? ` (${Math.round(100 * observedShare)})`.padStart(6) : ' '.repeat(6),
  );
}

function rowsOf(names: readonly string[], columns: readonly (readonly string[])[]): Table['rows'] {
  return names.map((name, row) => ({ name, cells: columns.map((column) => column[row]!) }));
}

/** Marks the best and the worst figures, ties alike; none where no direction is better. */
function bestAndWorst(metric: Metric, values: readonly (number | undefined)[]): string[] {
  const present = values.filter((value) => value !== undefined);
  const [most, least] = [Math.max(...present), Math.min(...present)];
  if (metric.better === 'neither' || present.length < 2 || most === least) {
    return values.map(() => '');
  }
  const [best, worst] = metric.better === 'higher' ? [most, least] : [least, most];
  return values.map((value) => (value === best ? BEST : value === worst ? WORST : ''));
}

/** What stands over a metric's figures: its name and unit. */
export function heading(metric: Metric, comparison: Comparison): string {
  const symbol = printable(unitSymbol(metric.unit, comparison.currency));
  return symbol ? `${metric.name}, ${symbol}` : metric.name;
}

/** Paired differences from the baseline, with their verdicts. */
export function differenceTable(comparison: Comparison): Table | undefined {
  const others = comparison.policies.filter(({ name }) => name !== comparison.baseline);
  if (others.length === 0) return undefined;
  const baseline = comparison.policies.find(({ name }) => name === comparison.baseline)!;
  const metrics = DIFFERENCES.map((id) => comparison.metrics.find((metric) => metric.id === id)!);
  const columns = metrics.map((metric) => {
    const found = others.map((policy) => policy.differences.get(metric.id));
    const words = found.map((difference, row) => {
      if (difference) return VERDICTS[difference.verdict];
      return isRefused(metric, others[row]!) || isRefused(metric, baseline) ? REFUSED : '';
    });
    const widest = Math.max(...words.map((word) => word.length));
    return figureColumn(found, metric.unit, true).map(
      (text, row) => `${text} ${words[row]!.padEnd(widest)}`,
    );
  });
  return {
    title: `Against ${comparison.baseline}: same customers, same staff, same luck`,
    columns: metrics.map((metric) => heading(metric, comparison).replace(', %', ', points')),
    rows: rowsOf(
      others.map(({ name }) => name),
      columns,
    ),
    note: differenceNote(comparison, others.length),
  };
}

function isRefused(metric: Metric, { slices }: PolicyEvaluation): boolean {
  return slices.get('all')!.get(metric.id)!.refused !== undefined;
}

function differenceNote(comparison: Comparison, others: number): string {
  const { days, level, record, replications } = comparison;
  const ofRecord = record?.days !== undefined;
  const unit = days === undefined || ofRecord ? 'day' : 'run';
  const paired = `Differences are paired, ${unit} by ${unit}${ofRecord ? ' of the record' : ''}.`;
  if (replications < 2 && !ofRecord)
    return `${paired} A single ${unit} has no interval, so nothing is clear.`;
  const interval = `±: half a ${100 * level} % interval`;
  const together =
    others > 1
      ? `, widened so that those of all ${others} policies hold together (Bonferroni)`
      : '';
  return `${paired} ${interval}${together}. Unclear: it includes zero.`;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  better: 'better',
  worse: 'worse',
  higher: 'higher',
  lower: 'lower',
  unclear: 'unclear',
  same: 'the same',
};
