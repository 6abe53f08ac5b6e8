import type {
  Comparison,
  Matched,
  PolicyEvaluation,
  ReplayCheck,
} from '../../experiment/evaluation.js';
import { figure, NOTHING } from '../figures.js';
import type { Table } from '../table.js';
import { heading } from './comparison-tables.js';
import { figuresOrRefusals, refusalSentences } from './refusal-words.js';
import { untoldSentence } from './untold-words.js';

/** What stands above every comparison on recorded data, in this order. */
export function replayTables(comparison: Comparison): Table[] {
  return [replayTable(comparison), supportTable(comparison), matchedTable(comparison)].filter(
    (table) => table !== undefined,
  );
}

/** *recorded | replayed*: can the world be trusted at all? */
export function replayTable(comparison: Comparison): Table | undefined {
  const { metrics, replay } = comparison;
  if (!replay) return undefined;
  return {
    title: 'Can this world reproduce what happened?',
    columns: replay.rows.length === 0 ? [] : ['recorded', 'replayed', 'may differ by', ''],
    rows: replay.rows.map(({ agrees, margin, metric: id, recorded, replayed }) => {
      const metric = metrics.find((found) => found.id === id)!;
      return {
        name: heading(metric, comparison),
        cells: [
          figure({ value: recorded }, metric.unit),
          figure(replayed, metric.unit),
          margin === undefined ? NOTHING : figure({ value: margin }, metric.unit),
          agrees === undefined ? 'cannot tell' : agrees ? 'agrees' : 'DIFFERS',
        ],
      };
    }),
    note: [
      worldWarning(comparison) ?? reproduced(replay),
      wide(replay),
      untoldSentence(
        'This record cannot tell',
        replay.untold.map(({ metric, why }) => ({
          name: metrics.find(({ id }) => id === metric)!.name,
          why,
        })),
      ),
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  };
}

function reproduced({ conversations, rows }: ReplayCheck): string {
  const agreeing = rows.filter(({ agrees }) => agrees === true).length;
  if (agreeing === 0)
    return `Whether this world reproduces the ${conversations} conversations cannot be told from them. Waits and abandonment are always modelled.`;
  const on =
    agreeing === rows.length
      ? agreeing === 1
        ? 'this figure'
        : `these ${agreeing} figures`
      : `${agreeing} of these ${rows.length} figures`;
  return `The policy "recorded", run through the simulation, reproduces the ${conversations} conversations on ${on}. Waits and abandonment are always modelled.`;
}

function wide({ rows }: ReplayCheck): string {
  return rows.some(({ agrees }) => agrees === undefined)
    ? 'Cannot tell: chance may put the two so far apart (over 25 points, or half of the recorded mean, or unknown from one day alone) that agreeing would say nothing.'
    : '';
}

/** Told before any comparison: the world differs from the record. */
export function worldWarning({ replay }: Comparison): string | undefined {
  const off = replay?.rows.filter(({ agrees }) => agrees === false).length ?? 0;
  if (!replay || off === 0) return undefined;
  return `Warning: the policy "recorded", run through the simulation, differs from the ${replay.conversations} conversations on ${off} of ${replay.rows.length} figures. Give the scenario the staffing and handle times of the record: a world that cannot reproduce today cannot predict tomorrow.`;
}

/** How much of each policy's result stands on the record. */
export function supportTable(comparison: Comparison): Table | undefined {
  const told = comparison.policies.filter(({ support }) => support !== undefined);
  if (!comparison.record || told.length === 0) return undefined;
  const { noHandOvers } = comparison.record;
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
    rows: told.map((policy) => ({ name: policy.name, cells: supportCells(policy) })),
    note: [
      'Same point, neither: dialogue and hand-over are as recorded. Earlier: the rest of the record is unused. Later: goes on past the recorded hand-over. Other words: leaves out an offer that was made, or refuses aloud. Everything after is modelled.',
      ...(noHandOvers === undefined
        ? []
        : [
            `This record does not tell who was handed over (${noHandOvers}): "neither" only says that the policy hands nobody over.`,
          ]),
      ...refusalSentences(comparison),
    ].join(' '),
  };
}

function supportCells({ slices, support, resolutionBounds: bounds }: PolicyEvaluation): string[] {
  const outcome = slices.get('all')!.get('resolution.rate')!;
  const { samePoint, earlier, later, neither, diverged } = support!;
  return [
    ...[samePoint, earlier, later, neither, diverged].map(share),
    outcome.observedShare === undefined ? NOTHING : share(outcome.observedShare),
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
  const { record } = comparison;
  const policies = comparison.policies.filter(({ matched }) => matched !== undefined);
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
