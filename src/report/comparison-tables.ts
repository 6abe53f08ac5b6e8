import type { Comparison, PolicyEvaluation, Verdict } from '../experiment/evaluation.js';
import type { Metric } from '../metrics/metric.js';
import { figure, figureColumn, NOTHING, unitSymbol } from './figures.js';
import { printable } from './text-table.js';

/** A table as data, drawn alike on a terminal and in Markdown. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly note?: string;
}

/** Best and worst of a column. */
export const BEST = '▲';
export const WORST = '▼';

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
function replicationsOf({ days, replications }: Comparison): string {
  const unit = days === undefined ? 'day' : 'run';
  const length = days === undefined ? '' : ` of ${days} ${days === 1 ? 'day' : 'days'}`;
  return `${replications} simulated ${unit}${replications === 1 ? '' : 's'}${length}`;
}

/** How the tables are read. */
export function legend({ days, policies, replications, level }: Comparison): string {
  return [
    policies.length > 1 ? `${BEST} best, ${WORST} worst.` : '',
    replications > 1
      ? `±: half a ${100 * level} % interval over ${replications} ${days === undefined ? 'days' : 'runs'}.`
      : `One ${days === undefined ? 'day' : 'run'} has no interval.`,
    'Waits count abandoners and zeros.',
    `${NOTHING}: nothing, or too little, to measure.`,
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
    const intervals = comparison.policies.map(
      (policy) => policy.slices.get(slice)!.get(metric.id)!.interval,
    );
    const marks = bestAndWorst(
      metric,
      intervals.map((interval) => interval?.value),
    );
    const figures = figureColumn(intervals, metric.unit);
    return marks.some((mark) => mark !== '')
      ? figures.map((text, row) => `${text} ${marks[row] || ' '}`)
      : figures;
  });
  return {
    title,
    columns: metrics.map((metric) => heading(metric, comparison)),
    rows: rowsOf(
      comparison.policies.map(({ name }) => name),
      columns,
    ),
  };
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

function heading(metric: Metric, comparison: Comparison): string {
  const symbol = printable(unitSymbol(metric.unit, comparison.currency));
  return symbol ? `${metric.name}, ${symbol}` : metric.name;
}

/** Paired differences from the baseline, with their verdicts. */
export function differenceTable(comparison: Comparison): Table | undefined {
  const others = comparison.policies.filter(({ name }) => name !== comparison.baseline);
  if (others.length === 0) return undefined;
  const metrics = DIFFERENCES.map((id) => comparison.metrics.find((metric) => metric.id === id)!);
  const columns = metrics.map((metric) => {
    const found = others.map((policy) => policy.differences.get(metric.id));
    const words = found.map((difference) => (difference ? VERDICTS[difference.verdict] : ''));
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

function differenceNote({ days, replications, level }: Comparison, others: number): string {
  const unit = days === undefined ? 'day' : 'run';
  const paired = `Differences are paired, ${unit} by ${unit}.`;
  if (replications < 2) return `${paired} A single ${unit} has no interval, so nothing is clear.`;
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

/** *recorded | replayed*, which stands above every comparison on recorded data. */
export function replayTable(comparison: Comparison): Table | undefined {
  const { replay } = comparison;
  if (!replay) return undefined;
  const off = replay.rows.filter((row) => !row.agrees);
  return {
    title: 'Can this world reproduce what happened?',
    columns: ['recorded', 'replayed', ''],
    rows: replay.rows.map((row) => {
      const metric = comparison.metrics.find(({ id }) => id === row.metric)!;
      return {
        name: heading(metric, comparison),
        cells: [
          figure({ value: row.recorded }, metric.unit),
          figure(row.replayed, metric.unit),
          row.agrees ? 'agrees' : 'DIFFERS',
        ],
      };
    }),
    note:
      off.length === 0
        ? `The policy "recorded", run through the simulation, reproduces the ${replay.conversations} conversations on these ${replay.rows.length} figures, all that they can tell. Waits and abandonment are always modelled.`
        : `Warning: the policy "recorded", run through the simulation, differs from the ${replay.conversations} conversations on ${off.length} of ${replay.rows.length} figures. Give the scenario the staffing and handle times of the record: a world that cannot reproduce today cannot predict tomorrow.`,
  };
}

/** How much of each policy's result stands on the record. */
export function supportTable(comparison: Comparison): Table | undefined {
  if (!comparison.replay) return undefined;
  const share = (value: number) => `${(100 * value).toFixed(1)} %`;
  return {
    title: 'How much of this was recorded?',
    columns: [
      'as recorded',
      'earlier',
      'later',
      'other words',
      'outcomes observed',
      'resolved if all modelled fail … succeed',
    ],
    rows: comparison.policies.map((policy) => ({
      name: policy.name,
      cells: supportCells(policy, share),
    })),
    note: 'As recorded: same dialogue and hand-over point. Earlier: the rest of the record is unused. Later: goes on past the recorded hand-over. Other words: leaves out an offer that was made, or refuses aloud. Everything after is modelled.',
  };
}

function supportCells(policy: PolicyEvaluation, share: (value: number) => string): string[] {
  const { support, resolutionBounds: bounds } = policy;
  const outcome = policy.slices.get('all')!.get('resolution.rate')!;
  return [
    share(support!.samePoint + support!.neither),
    share(support!.earlier),
    share(support!.later),
    share(support!.diverged),
    share(outcome.observedShare ?? 0),
    `${share(bounds!.low)} … ${share(bounds!.high)}`,
  ];
}
