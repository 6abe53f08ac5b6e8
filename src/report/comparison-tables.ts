import type { Comparison, PolicyEvaluation } from '../experiment/evaluation.js';
import type { Metric } from '../metrics/catalogue.js';
import { figure, signedFigure, unitSymbol } from './figures.js';

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
const PANELS: readonly { title: string; metrics: readonly string[] }[] = [
  {
    title: 'Is the problem solved, and by whom?',
    metrics: [
      'resolution.rate',
      'resolution.ai',
      'resolution.human',
      'containment.unresolved',
      'repeat.rate',
    ],
  },
  {
    title: 'How long is the queue?',
    metrics: ['transfer.rate', 'wait.mean', 'wait.asa', 'wait.p90', 'abandonment.rate'],
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

export function panels(comparison: Comparison): Table[] {
  return PANELS.map(({ title, metrics }) => panel(title, metrics, comparison, 'all'));
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
    panel(`Where ${slice.replace('=', ' is ')}`, metrics, comparison, slice),
  );
}

function panel(
  title: string,
  ids: readonly string[],
  comparison: Comparison,
  slice: string,
): Table {
  const metrics = ids.map((id) => comparison.metrics.find((metric) => metric.id === id)!);
  const marks = metrics.map((metric) => bestAndWorst(metric, comparison, slice));
  return {
    title,
    columns: metrics.map((metric) => heading(metric, comparison)),
    rows: comparison.policies.map((policy, row) => ({
      name: policy.name,
      cells: metrics.map((metric, column) => {
        const { interval } = policy.slices.get(slice)!.get(metric.id)!;
        const { best, worst } = marks[column]!;
        const mark = row === best ? BEST : row === worst ? WORST : ' ';
        return `${figure(interval, metric.unit)} ${mark}`;
      }),
    })),
  };
}

/** Rows of the best and the worst policy; none where no direction is better or all are alike. */
function bestAndWorst(
  metric: Metric,
  comparison: Comparison,
  slice: string,
): { best?: number; worst?: number } {
  if (metric.better === 'neither') return {};
  const sign = metric.better === 'higher' ? 1 : -1;
  const values = comparison.policies.map((policy) => {
    const { interval } = policy.slices.get(slice)!.get(metric.id)!;
    return interval ? sign * interval.value : undefined;
  });
  const present = values.filter((value) => value !== undefined);
  const [high, low] = [Math.max(...present), Math.min(...present)];
  if (present.length < 2 || high === low) return {};
  return { best: values.indexOf(high), worst: values.indexOf(low) };
}

function heading(metric: Metric, comparison: Comparison): string {
  const symbol = unitSymbol(metric.unit, comparison.currency);
  return symbol ? `${metric.name}, ${symbol}` : metric.name;
}

/** Paired differences from the baseline, with their verdicts. */
export function differenceTable(comparison: Comparison): Table | undefined {
  const others = comparison.policies.filter(({ name }) => name !== comparison.baseline);
  if (others.length === 0) return undefined;
  const metrics = DIFFERENCES.map((id) => comparison.metrics.find((metric) => metric.id === id)!);
  return {
    title: `Against ${comparison.baseline}: same customers, same staff, same luck`,
    columns: metrics.map((metric) => heading(metric, comparison).replace(', %', ', points')),
    rows: others.map((policy) => ({
      name: policy.name,
      cells: metrics.map((metric) => {
        const found = policy.differences.get(metric.id);
        if (!found) return '–';
        return found.verdict === 'same'
          ? 'the same'
          : `${signedFigure(found, metric.unit)} ${WORDS[found.verdict]}`;
      }),
    })),
    note: `Paired differences; the intervals of ${others.length === 1 ? 'the comparison' : `all ${others.length} policies`} hold together (Bonferroni).`,
  };
}

const WORDS: Readonly<Record<string, string>> = {
  better: 'better',
  worse: 'worse',
  higher: 'higher',
  lower: 'lower',
  unclear: 'unclear',
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
        ? `The policy "recorded", run through the simulation, reproduces the ${replay.conversations} conversations on every figure that they can tell. Waits and abandonment are always modelled.`
        : `Warning: the replay differs from the record on ${off.length} of ${replay.rows.length} figures. A world that cannot reproduce today cannot predict tomorrow.`,
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
