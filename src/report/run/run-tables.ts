import type { Comparison, MetricResult, PolicyEvaluation } from '../../experiment/evaluation.js';
import { FRICTION_METRICS } from '../../metrics/friction-metrics.js';
import { FRUSTRATION_AND_COST_METRICS } from '../../metrics/frustration-metrics.js';
import type { Metric, TeamMetric } from '../../metrics/metric.js';
import { QUEUE_METRICS } from '../../metrics/queue-metrics.js';
import { RESOLUTION_METRICS } from '../../metrics/resolution-metrics.js';
import { heading } from '../comparison/comparison-tables.js';
import { figuresOrRefusals } from '../comparison/refusal-words.js';
import { untoldSentence } from '../comparison/untold-words.js';
import { figure, figureColumn } from '../figures.js';
import type { Table } from '../table.js';
import { printable } from '../text-table.js';

/** The families of the catalogue, each under the question that it answers. */
const FAMILIES: readonly (readonly [title: string, metrics: readonly Metric[]])[] = [
  ['Is the problem solved, and by whom?', RESOLUTION_METRICS],
  ['How long is the queue?', QUEUE_METRICS],
  ['How hard is it to reach a person?', FRICTION_METRICS],
  ['How does it feel, and what does it cost?', FRUSTRATION_AND_COST_METRICS],
];

/** One row of these a group, where the figures are broken down. */
const BY_GROUP = [
  'resolution.rate',
  'containment.unresolved',
  'transfer.rate',
  'wait.mean',
  'friction.unreached',
  'frustration.peak',
];

/**
 * Every metric of the catalogue, a table a family. What is zero and what had nothing to measure is
 * told by name below each, so that the rows are those that say something.
 */
export function familyTables(comparison: Comparison, policy: PolicyEvaluation): Table[] {
  return FAMILIES.map(([title, metrics]) => familyTable(title, metrics, comparison, policy));
}

function familyTable(
  title: string,
  metrics: readonly Metric[],
  comparison: Comparison,
  policy: PolicyEvaluation,
): Table {
  const results = policy.slices.get('all')!;
  const found = metrics.map((metric) => ({ metric, result: results.get(metric.id)! }));
  const shown = found.filter(({ result }) => result.interval && !isZero(result));
  const ids = (kept: readonly { readonly metric: Metric }[]) =>
    kept.map(({ metric }) => metric.id).join(', ');
  const zero = found.filter(({ result }) => isZero(result));
  const refused = found.filter(({ result }) => result.refused);
  const untold = found.flatMap(({ metric, result }) =>
    result.untold === undefined ? [] : [{ name: metric.id, why: result.untold }],
  );
  const empty = found.filter(
    ({ result }) => !result.interval && !result.refused && result.untold === undefined,
  );
  const note = [
    zero.length > 0 ? `Zero: ${ids(zero)}.` : '',
    refused.length > 0 ? `Refused, for too little of it is on record: ${ids(refused)}.` : '',
    untoldSentence('Not told by the record', untold),
    empty.length > 0 ? `Nothing, or too little, to measure: ${ids(empty)}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
  const figures = inLine(
    shown.map(({ metric, result }) => figure(result.interval, metric.unit).trimEnd()),
  );
  const widest = Math.max(0, ...shown.map(({ metric }) => metric.id.length));
  const observed = shown.map(({ result }) => result.observedShare);
  const isReplay = observed.some((share) => share !== undefined);
  return {
    title,
    columns: ['', ...(isReplay ? ['observed, %'] : []), 'metric'.padEnd(widest)],
    rows: shown.map(({ metric }, row) => ({
      name: heading(metric, comparison),
      cells: [
        figures[row]!,
        ...(isReplay ? [(100 * (observed[row] ?? 0)).toFixed(1)] : []),
        metric.id.padEnd(widest),
      ],
    })),
    ...(note === '' ? {} : { note }),
  };
}

function isZero({ interval }: MetricResult): boolean {
  return interval !== undefined && interval.value === 0 && (interval.high ?? 0) === 0;
}

/** Figures of several units under one another: values end, and ± stand, in one place. */
function inLine(figures: readonly string[]): string[] {
  const parts = figures.map((text) => text.split(' ±'));
  const [values, margins] = [0, 1].map((part) =>
    Math.max(0, ...parts.map((figure) => figure[part]?.trim().length ?? 0)),
  );
  return parts.map(([value, margin]) =>
    [
      value!.padStart(values!),
      margins === 0 ? '' : margin === undefined ? ' '.repeat(margins! + 2) : ` ±${margin.trim()}`,
    ]
      .join('')
      .padEnd(margins === 0 ? 0 : values! + margins! + 2),
  );
}

/** How busy people are, a row a team. */
export function teamTable(comparison: Comparison, policy: PolicyEvaluation): Table {
  const metrics = comparison.metrics.filter((metric) => metric.kind === 'team');
  const results = policy.slices.get('all')!;
  const facts = [...new Set(metrics.map(factOf))];
  const teams = [...new Set(metrics.map(teamOf))];
  const untold = facts.flatMap((fact) => {
    const why = results.get(`${fact}.${teams[0]!}`)?.untold;
    return why === undefined ? [] : [{ name: `${fact}.<team>`, why }];
  });
  const columns = facts.map((fact) => {
    const mine = teams.map((team) =>
      metrics.find((metric) => factOf(metric) === fact && teamOf(metric) === team),
    );
    const intervals = mine.map((metric) => metric && results.get(metric.id)!.interval);
    return figureColumn(intervals, mine.find((metric) => metric !== undefined)!.unit);
  });
  return {
    title: 'How busy are the teams?',
    columns: facts.map((fact) => {
      const metric = metrics.find((candidate) => factOf(candidate) === fact)!;
      return heading(metric, comparison).replace(/ (?:of|at) \w+(?=,|$)/, '');
    }),
    rows: teams.map((team, row) => ({ name: team, cells: columns.map((column) => column[row]!) })),
    note: [
      `Metrics: ${facts.map((fact) => `${fact}.<team>`).join(', ')}.`,
      untoldSentence('Not told by the record', untold),
    ]
      .join(' ')
      .trim(),
  };
}

/** `occupancy` of `occupancy.general`; names of teams have no dot. */
function factOf({ id }: TeamMetric): string {
  return id.slice(0, id.lastIndexOf('.'));
}

function teamOf({ id }: TeamMetric): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

/** The first figures of each family for every value of a dimension, and for all together. */
export function groupTable(
  comparison: Comparison,
  policy: PolicyEvaluation,
  dimension: string,
): Table {
  const prefix = `${dimension}=`;
  const slices = [...policy.slices.keys()].filter((slice) => slice.startsWith(prefix));
  const rows = [...slices, 'all'];
  const metrics = BY_GROUP.map((id) => comparison.metrics.find((metric) => metric.id === id)!);
  const columns = metrics.map((metric) =>
    figuresOrRefusals(
      rows.map((slice) => policy.slices.get(slice)!.get(metric.id)!),
      metric.unit,
    ),
  );
  return {
    title: `By ${dimension}`,
    columns: metrics.map((metric) => heading(metric, comparison)),
    rows: rows.map((slice, row) => ({
      name: slice === 'all' ? 'all' : printable(slice.slice(prefix.length), 80),
      cells: columns.map((column) => column[row]!),
    })),
  };
}
