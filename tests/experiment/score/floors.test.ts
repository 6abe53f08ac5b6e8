import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/dataset/conversation.js';
import { type Judged, type Scoring, score } from '../../../src/experiment/score/score.js';
import { sharedData } from '../../shared-data.js';
import { plainWorld } from '../../worlds.js';

interface Published {
  readonly id: string;
  readonly roles: readonly string[];
  readonly handoff: readonly number[];
}

/** The file as its publisher wrote it, past our own reader. */
function conversationsOf(file: string): Conversation[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { id, roles, handoff } = JSON.parse(line) as Published;
    const turns = roles.map((role, i) => ({
      speaker: role === 'customer' ? ('customer' as const) : ('ai' as const),
      labels: { handoff: handoff[i] === 1 },
    }));
    return { id, turns };
  });
}

const TRUTH = sharedData('ground_truth.json');
/** Their name of each floor, and which of its hand-overs it is. */
const FLOORS: readonly (readonly [ours: string, judged: Judged, theirs: string])[] = [
  ['(never)', 'flags', 'never'],
  ['(third customer turn)', 'flags', 'after_3rd_customer_utt'],
  ['(third customer turn)', 'live', 'after_3rd_customer_utt'],
  ['(sixth utterance)', 'flags', 'utt_index_5'],
  ['(first reply)', 'flags', 'first_bot_reply'],
  ['(every reply)', 'flags', 'every_bot_reply'],
  ['(at the first label)', 'flags', 'oracle_first_label'],
];
const METRICS = {
  'handoff.gt1': 'GT-I',
  'handoff.gt2': 'GT-II',
  'handoff.gt3': 'GT-III',
} as const;

describe.each([
  ['mhch/clothing_eval.jsonl', 'mhch_clothing_eval'],
  ['mhch-ssa/makeup_eval.jsonl', 'mhch_ssa_makeup_eval'],
])('%s (needs ../shared/data)', (path, key) => {
  const file = sharedData(path);
  const truth = TRUTH === undefined ? {} : JSON.parse(readFileSync(TRUTH, 'utf8'))[key];

  it.skipIf(file === undefined || TRUTH === undefined).each([0, 0.5, -0.5])(
    'the trivial policies score what was published, λ %d',
    async (lambda) => {
      const scoring = await score(conversationsOf(file!), plainWorld({}), [], {
        seed: 1,
        resamples: 20,
        lambda,
      });
      expect(scoring.dialogues).toBe(truth.dialogues);
      expect(scoring.utterances).toBe(truth.utterances);
      expect(scoring.labels).toBe(truth.transferable);
      expect(scoring.withLabel).toBe(truth.dialogues_with_any);
      for (const [ours, judged, theirs] of FLOORS) {
        const figure = (id: string) => figureOf(scoring, ours, judged, id);
        const published = truth.policies[theirs];
        for (const [id, name] of Object.entries(METRICS)) {
          const suffix = lambda === 0 ? '' : `@lambda${lambda}`;
          expect(figure(id), `${ours} ${judged} ${id}`).toBeCloseTo(published[name + suffix], 4);
        }
        expect(figure('handoff.f1')).toBeCloseTo(published.F1, 4);
        expect(figure('handoff.macro_f1')).toBeCloseTo(published.macroF1_mean_of_F1, 4);
      }
    },
  );
});

function figureOf(scoring: Scoring, row: string, judged: Judged, metric: string): number {
  return scoring.rows.find(({ name }) => name === row)!.scores[judged].get(metric)!.value;
}

/**
 * By hand. C: customer, A: the AI; * labelled. Live, a router decides when the customer has spoken.
 *
 *     position         0  1  2  3  4  5  6
 *     long             C  A  C  A* C* A  C
 *     ends with the AI C  A  C  A*
 */
describe('live, floors hand over where a policy could: at customer turns', () => {
  const dialogue = (id: string, turns: string): Conversation => ({
    id,
    turns: turns.split(' ').map((turn) => ({
      speaker: turn.startsWith('C') ? ('customer' as const) : ('ai' as const),
      labels: { handoff: turn.endsWith('*') },
    })),
  });
  const long = dialogue('long', 'C A C A* C* A C');
  const cut = dialogue('ends with the AI', 'C A C A*');
  const near = (distance: number) => Math.exp(-(distance ** 2) / (2 * (2 + 1e-7) ** 2));

  it.each([
    // (third customer turn): C at 4, labelled; the short dialogue has two customer turns.
    ['(third customer turn)', long, { gt2: 1, f1: 2 / 3, late: 1, missed: 0 }],
    ['(third customer turn)', cut, { gt2: 0, f1: 0, late: undefined, missed: 1 }],
    // (sixth utterance): index 5 is the AI's, so the customer's turn at 6; nearest label at 4.
    ['(sixth utterance)', long, { gt2: near(2), f1: 0, late: 3, missed: 0 }],
    // (first reply), (every reply): the AI's at 1, so the customer's at 2; nearest label at 3.
    ['(first reply)', long, { gt2: near(1), f1: 0, late: 0, missed: 0 }],
    ['(every reply)', long, { gt2: near(1), f1: 0, late: 0, missed: 0 }],
    ['(every reply)', cut, { gt2: near(1), f1: 0, late: 0, missed: 0 }],
    // (at the first label): the labelled customer turn at 4, one after the first label.
    ['(at the first label)', long, { gt2: 1, f1: 2 / 3, late: 1, missed: 0 }],
    // The only label is the AI's last word: no turn of the customer follows it.
    ['(at the first label)', cut, { gt2: 0, f1: 0, late: undefined, missed: 1 }],
  ] as const)('%s of %j', async (name, conversation, expected) => {
    const scoring = await score([conversation], plainWorld({}), [], { seed: 1, resamples: 2 });
    const live = scoring.rows.find((row) => row.name === name)!.scores.live;
    for (const [id, value] of Object.entries(expected)) {
      const figure = live.get(`handoff.${id}`)?.value;
      if (value === undefined) expect([id, figure]).toEqual([id, undefined]);
      else expect(figure, id).toBeCloseTo(value, 12);
    }
  });
});
