import type { Comparison, Matched, PolicyEvaluation } from '../experiment/evaluation.js';
import { heading } from './comparison-tables.js';
import { figure } from './figures.js';
import { figuresOrRefusals, refusalSentences } from './refusal-words.js';
import type { Table } from './table.js';

/** What stands above every comparison on recorded data, in this order. */
export function replayTables(comparison: Comparison): Table[] {
  return [replayTable(comparison), supportTable(comparison), matchedTable(comparison)].filter(
    (table) => table !== undefined,
  );
}

/** *recorded | replayed*: can the world be trusted at all? */
export function replayTable(comparison: Comparison): Table | undefined {
  const { replay } = comparison;
  if (!replay) return undefined;
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
      worldWarning(comparison) ??
      `The policy "recorded", run through the simulation, reproduces the ${replay.conversations} conversations on these ${replay.rows.length} figures, all that they can tell. Waits and abandonment are always modelled.`,
  };
}

/** Told before any comparison: the world differs from the record. */
export function worldWarning({ replay }: Comparison): string | undefined {
  const off = replay?.rows.filter((row) => !row.agrees).length ?? 0;
  if (!replay || off === 0) return undefined;
  return `Warning: the policy "recorded", run through the simulation, differs from the ${replay.conversations} conversations on ${off} of ${replay.rows.length} figures. Give the scenario the staffing and handle times of the record: a world that cannot reproduce today cannot predict tomorrow.`;
}

/** How much of each policy's result stands on the record. */
export function supportTable(comparison: Comparison): Table | undefined {
  if (!comparison.record) return undefined;
  return {
    title: 'How much of this was recorded?',
    columns: [
      'same point',
      'earlier',
      'later',
      'neither hands over',
      'other words',
      'outcomes observed',
      'resolved if all modelled fail … succeed',
    ],
    rows: comparison.policies.map((policy) => ({ name: policy.name, cells: supportCells(policy) })),
    note: [
      'Same point, neither: dialogue and hand-over are as recorded. Earlier: the rest of the record is unused. Later: goes on past the recorded hand-over. Other words: leaves out an offer that was made, or refuses aloud. Everything after is modelled.',
      ...refusalSentences(comparison),
    ].join(' '),
  };
}

function supportCells({ slices, support, resolutionBounds: bounds }: PolicyEvaluation): string[] {
  const outcome = slices.get('all')!.get('resolution.rate')!;
  const { samePoint, earlier, later, neither, diverged } = support!;
  return [
    ...[samePoint, earlier, later, neither, diverged, outcome.observedShare ?? 0].map(share),
    bounds ? `${share(bounds.low)} … ${share(bounds.high)}` : '–',
  ];
}

const WITH_AND_WITHOUT = [
  'resolution.rate',
  'resolution.ai',
  'containment.rate',
  'friction.asking',
  'friction.refusals',
];

/** The headline figures as simulated, and on the matched contacts alone. */
export function matchedTable(comparison: Comparison): Table | undefined {
  const { policies, record } = comparison;
  if (!record || policies.every(isAllOfOnePiece)) return undefined;
  const parts = policies.flatMap((policy) => [
    { policy, slice: 'all', name: policy.name, n: `${record.conversations}` },
    { policy, slice: 'matched', name: '  matched only', n: matchedCount(policy.matched!) },
  ]);
  const metrics = WITH_AND_WITHOUT.map((id) => comparison.metrics.find((m) => m.id === id)!);
  const columns = metrics.map((metric) =>
    figuresOrRefusals(
      parts.map(({ policy, slice }) => policy.slices.get(slice)!.get(metric.id)!),
      metric.unit,
    ),
  );
  return {
    title: 'With what was modelled, and without',
    columns: ['conversations', ...metrics.map((metric) => heading(metric, comparison))],
    rows: parts.map(({ n, name }, row) => ({
      name,
      cells: [n, ...columns.map((column) => column[row]!)],
    })),
    note: 'Matched only: contacts whose dialogue and hand-over are as recorded, and of their outcomes the recorded ones (known: of so many conversations). Each policy matches contacts of its own choice, so these rows are no comparison between policies; nothing is weighted, since rules that always decide alike leave no propensities to weight by.',
  };
}

/** Calls that enter at the queue: no policy can part from the record, which knows no outcomes. */
function isAllOfOnePiece({ matched, support }: PolicyEvaluation): boolean {
  return support!.samePoint === 1 && matched!.outcomes === 0;
}

/** `65 (62 known)`: so many of the matched conversations have a recorded outcome. */
function matchedCount({ conversations, outcomes }: Matched): string {
  return outcomes === conversations ? `${conversations}` : `${conversations} (${outcomes} known)`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
