import type {
  Comparison,
  MetricResult,
  PolicyEvaluation,
  Refusal,
} from '../../experiment/evaluation.js';
import type { Metric } from '../../metrics/metric.js';
import { figureColumn } from '../figures.js';
import { printable } from '../text-table.js';

export const REFUSED = 'refused';

/** In place of a figure: `refused: 3.1 % observed`, `refused: n = 12`. */
export function refusedCell({ reason, observedShare, conversations }: Refusal): string {
  return reason === 'observed-share'
    ? `${REFUSED}: ${percent(observedShare)} observed`
    : `${REFUSED}: n = ${conversations}`;
}

/** A column of figures, with the reason in place of those that are refused. */
export function figuresOrRefusals(
  results: readonly MetricResult[],
  unit: Metric['unit'],
): string[] {
  const figures = figureColumn(
    results.map(({ interval }) => interval),
    unit,
  );
  return results.map(({ refused }, row) => (refused ? refusedCell(refused) : figures[row]!));
}

/** Why figures are refused, in sentences; empty where none is. */
export function refusalSentences({ policies, record }: Comparison): string[] {
  if (!record) return [];
  const kinds = [
    ['outcome', 'Figures about outcomes', 'outcomes'],
    ['dialogue', 'Figures about what customers said', 'customer turns'],
  ] as const;
  const sentences = kinds.flatMap(([facts, figures, things]) => {
    const under = policies.flatMap((policy) => {
      const found = refusalOver(policy, facts);
      return found ? [`${printable(policy.name)} (${howLittle(found, things)})`] : [];
    });
    return under.length === 0 ? [] : [`${figures} are refused under ${under.join(', ')}.`];
  });
  if (sentences.length === 0) return [];
  const { conversations, share } = record.floor;
  return [
    ...sentences,
    `The floor is ${percent(share)} of the facts, from ${conversations} conversations; below it a number would be the model’s, not the record’s.`,
  ];
}

function refusalOver({ slices }: PolicyEvaluation, facts: Refusal['facts']): Refusal | undefined {
  for (const { refused } of slices.get('all')!.values()) {
    if (refused?.facts === facts) return refused;
  }
  return undefined;
}

function howLittle({ observedShare, conversations }: Refusal, things: string): string {
  const plural = conversations === 1 ? 'conversation' : 'conversations';
  return `${percent(observedShare)} of ${things} observed, in ${conversations} ${plural}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
