import type { Conversation } from '../../dataset/conversation.js';
import { InputError, refuse } from '../../input/problem.js';
import type { Interval } from '../../metrics/estimate.js';
import { HAND_OFF_METRICS, type HandOffMetric } from '../../metrics/hand-off-metrics.js';
import { type HandOffTallies, tallyHandOffs } from '../../metrics/hand-off-tally.js';
import type { LoadedPolicy } from '../../policy/load.js';
import type { World } from '../../scenario/world.js';
import { assumptionsOf } from './assumptions.js';
import { FLOORS, type Floor, RECORD } from './floors.js';
import { type HandOvers, handOversOf, RuleFault, type RuleUse } from './hand-overs.js';
import { differenceOf, intervalOf, resample, type Series } from './resampling.js';
import { type LabelledDialogue, type LeftOut, labelledDialogues } from './utterances.js';

/** Every utterance judged on its own, or the one hand-over that would happen. */
export const JUDGED = ['flags', 'live'] as const;
export type Judged = (typeof JUDGED)[number];

/** By metric id; undefined where there was nothing to measure. */
export type Scores = ReadonlyMap<string, Interval | undefined>;

export interface ScoredRow {
  readonly name: string;
  readonly description: string;
  readonly kind: 'policy' | Floor['kind'];
  readonly scores: Readonly<Record<Judged, Scores>>;
  /** Of a policy: paired differences from each floor, by its name. */
  readonly against: ReadonlyMap<string, Readonly<Record<Judged, Scores>>>;
  /** Of a policy from a file: how often each rule decided an utterance, or lacked a signal. */
  readonly rules?: readonly ({ readonly id: string } & Readonly<RuleUse>)[];
}

/** Policies measured against labels, beside floors that take no insight. */
export interface Scoring {
  readonly dialogues: number;
  /** Of these, dialogues with at least one label. */
  readonly withLabel: number;
  readonly utterances: number;
  readonly labels: number;
  readonly leftOut: LeftOut;
  readonly seed: number;
  readonly resamples: number;
  readonly level: number;
  readonly lambda: number;
  readonly assumptions: readonly string[];
  readonly metrics: readonly HandOffMetric[];
  readonly rows: readonly ScoredRow[];
}

export interface ScoreOptions {
  readonly seed: number;
  /** Of the conversations, for the intervals. */
  readonly resamples: number;
  /** λ of GT-T: above 0 lateness costs more than haste. */
  readonly lambda?: number;
  /** IANA zone of the record's clock. */
  readonly timeZone?: string;
  /** Named in problems. */
  readonly file?: string;
  readonly progress?: (done: number, total: number) => void | Promise<void>;
}

const LEVEL = 0.95;

/**
 * Scores policies on labelled conversations, each seen as far as it had gone, in an idle world.
 *
 * @param conversations with signals derived from text, where there is text (`annotate`)
 * @param world built on the same conversations: it knows the teams, and what the record can tell
 * @throws InputError without labels, or when a condition cannot be computed
 */
export async function score(
  conversations: readonly Conversation[],
  world: World,
  policies: readonly LoadedPolicy[],
  options: ScoreOptions,
): Promise<Scoring> {
  const { dialogues, leftOut } = labelledDialogues(conversations);
  if (dialogues.length === 0) noLabels(conversations.length, options.file);
  const lambda = options.lambda ?? 0;
  const idle = { world, timeZone: options.timeZone ?? 'UTC' };
  const floors = FLOORS.map((floor) => ({ ...floor, handOvers: dialogues.map(floor.handOvers) }));
  const candidates = [
    ...recordedRow(dialogues),
    ...policies.map((loaded) => policyRow(loaded, dialogues, idle)),
  ];
  const rows = [...candidates, ...floors];
  const series = await resample(
    rows.flatMap(({ handOvers }) =>
      JUDGED.map((judged) => tallied(dialogues, handOvers, judged, lambda)),
    ),
    options,
  );
  const seriesOf = (row: number, judged: Judged) =>
    series[row * JUDGED.length + JUDGED.indexOf(judged)]!;
  const scoresOf = (read: (judged: Judged, metric: string) => Interval | undefined) => {
    const of = (judged: Judged): Scores =>
      new Map(HAND_OFF_METRICS.map(({ id }) => [id, read(judged, id)]));
    return { flags: of('flags'), live: of('live') };
  };
  return {
    dialogues: dialogues.length,
    withLabel: dialogues.filter(({ gold }) => gold.length > 0).length,
    utterances: dialogues.reduce((sum, { utterances }) => sum + utterances.length, 0),
    labels: dialogues.reduce((sum, { gold }) => sum + gold.length, 0),
    leftOut,
    seed: options.seed,
    resamples: options.resamples,
    level: LEVEL,
    lambda,
    assumptions: assumptionsOf(dialogues, policies, leftOut),
    metrics: HAND_OFF_METRICS,
    rows: rows.map(({ handOvers: _, ...row }, r) => ({
      ...row,
      scores: scoresOf((judged, metric) => intervalOf(seriesOf(r, judged), metric, LEVEL)),
      against: new Map(
        row.kind !== 'policy'
          ? []
          : floors.flatMap((floor, f) => {
              if (floor.kind !== 'floor') return [];
              const other = (judged: Judged): Series => seriesOf(candidates.length + f, judged);
              const scores = scoresOf((judged, metric) =>
                differenceOf(seriesOf(r, judged), other(judged), metric, LEVEL),
              );
              return [[floor.name, scores] as const];
            }),
      ),
    })),
  };
}

type Row = Pick<ScoredRow, 'name' | 'description' | 'kind' | 'rules'> & {
  readonly handOvers: readonly HandOvers[];
};

/** The record's own hand-overs, where it has any. */
function recordedRow(dialogues: readonly LabelledDialogue[]): Row[] {
  if (dialogues.every(({ conversation }) => conversation.handover === undefined)) return [];
  return [{ ...RECORD, kind: 'policy', handOvers: dialogues.map(RECORD.handOvers) }];
}

function policyRow(
  loaded: LoadedPolicy,
  dialogues: readonly LabelledDialogue[],
  idle: Parameters<typeof handOversOf>[2],
): Row {
  const { policy, description } = loaded;
  const use = policy.rules.map(() => ({ fired: 0, absent: 0 }));
  try {
    const handOvers = dialogues.map((dialogue) => handOversOf(policy, dialogue, idle, use));
    const rules = policy.rules.map(({ id }, i) => ({ id, ...use[i]! }));
    return { name: policy.name, description, kind: 'policy', rules, handOvers };
  } catch (error) {
    if (!(error instanceof RuleFault)) throw error;
    throw new InputError([loaded.faultAt(error.rule, `conversation "${error.conversation}"`)]);
  }
}

function tallied(
  dialogues: readonly LabelledDialogue[],
  handOvers: readonly HandOvers[],
  judged: Judged,
  lambda: number,
): HandOffTallies[] {
  return dialogues.map(({ utterances, gold }, d) => {
    const { flags, live } = handOvers[d]!;
    const positions = judged === 'flags' ? flags : live === undefined ? [] : [live];
    return tallyHandOffs(utterances.length, positions, gold, lambda);
  });
}

function noLabels(conversations: number, file: string | undefined): never {
  refuse({
    code: 'no-labels',
    message:
      'No utterance of this file says whether a person should take over, so nothing can be scored.',
    ...(file === undefined ? {} : { file }),
    found: `${conversations} conversations without labels.handoff`,
    expected: 'labels.handoff (true or false) on turns, or a format that has such labels',
  });
}
