import { describe, expect, it } from 'vitest';
import { weighOutcomes } from '../../../src/scenario/fitting/talk/outcome-weights.js';
import {
  type Attempt,
  SolutionLikelihood,
} from '../../../src/scenario/fitting/talk/solution-likelihood.js';
import {
  departures,
  type FitCase,
  fitDialogue,
  solvableGiven,
} from '../../../src/scenario/record/fit-dialogue.js';
import { unknownOutcomes } from '../../../src/scenario/record/talk-assumptions.js';
import { said } from '../../simulation/runs.js';
import { coverageSlack, uniforms } from './experiments.js';

const PRIOR = () => ({ aiSolvable: 0.55, aiSuccessPerTurn: 0.35 });
type Outcome = 'solved' | 'left' | 'unknown' | 'handed-over';
const one = (outcome: Outcome, replies = 1, intent?: string): FitCase => ({
  turns: Array.from({ length: replies }, () => said()),
  handedOver: outcome === 'handed-over',
  resolved: outcome === 'solved' ? true : outcome === 'left' ? false : undefined,
  intent,
});
const many = (n: number, ...of: Parameters<typeof one>) =>
  Array.from({ length: n }, () => one(...of));

describe('conversations without a hand-over of which only some outcomes are known', () => {
  it('stand for those of their kind that are not, and hand-overs for themselves', () => {
    // 30 of 40 are known: each stands for 4/3.
    const weighed = weighOutcomes([
      ...many(20, 'solved'),
      ...many(10, 'left'),
      ...many(10, 'unknown'),
      ...many(15, 'handed-over'),
    ]);
    expect(weighed).toHaveLength(45);
    for (const { of, told, weight } of weighed) {
      expect(weight).toBeCloseTo(of.handedOver ? 1 : 4 / 3, 12);
      expect(told).toBe(0.75);
    }
  });

  it('share a weight where an intent has few, and hand-overs do not stand alone where none is known', () => {
    const weighed = weighOutcomes([
      ...many(3, 'solved', 1, 'a'),
      ...many(2, 'unknown', 1, 'a'),
      ...many(1, 'unknown', 1, 'b'),
      ...many(4, 'handed-over', 1, 'b'),
      ...many(5, 'left', 1, 'whole'),
    ]);
    const [a, b, whole] = ['a', 'b', 'whole'].map((name) =>
      weighed.filter(({ of }) => of.intent === name).map(({ weight }) => weight),
    );
    expect([a, b, whole]).toEqual([
      [2, 2, 2],
      [1, 1, 1, 1],
      [1, 1, 1, 1, 1],
    ]);
    const never = weighOutcomes([
      ...many(30, 'solved', 1, 'a'),
      ...many(9, 'unknown', 1, 'b'),
      ...many(9, 'handed-over', 1, 'b'),
    ]);
    expect(never.every(({ of }) => of.intent === 'a')).toBe(true);
    expect(weighOutcomes([one('unknown'), one('handed-over')])).toEqual([]);
  });

  it('weighted twice and half of them told: the estimate of twice as many, the interval of those told', () => {
    const told = [
      ...Array.from({ length: 40 }, () => ({ replies: 1, solved: true })),
      ...Array.from({ length: 20 }, () => ({ replies: 2, solved: true })),
      ...Array.from({ length: 40 }, () => ({ replies: 3, solved: false })),
    ];
    const weighted = told.map((attempt) => ({ ...attempt, weight: 2, told: 0.5 }));
    const [a, b] = [told, weighted].map((some) => new SolutionLikelihood(some).together());
    for (const key of ['solvable', 'perReply'] as const)
      for (const end of ['value', 'low', 'high'] as const)
        expect(b![key][end]).toBeCloseTo(a![key][end], 6);
    expect(new SolutionLikelihood(weighted).attempts).toBe(100);
  });

  it('tell no departures where only success is written down, and say so', () => {
    const flags = [...many(30, 'solved', 2), ...many(9, 'unknown', 2), ...many(5, 'handed-over')];
    expect(departures(flags)).toEqual([]);
    const { contained, leavesPerReply } = fitDialogue(flags, PRIOR);
    expect(leavesPerReply).toBeUndefined();
    expect(unknownOutcomes(contained).join('; ')).toBe(
      'outcome known of 30 of 39 conversations without a hand-over; taken to be as the rest (assumption); every known one is solved: if only such are written down, success and departures cannot be told',
    );
    expect(unknownOutcomes({ known: 39, solved: 30, of: 39 })).toEqual([]);
  });

  it('were solved at the last reply, or the customer left after it (Bayes)', () => {
    const of = (value: number) => ({ value, n: 1, method: '' });
    const from = { solvable: 'own', successPerReply: 'own' } as const;
    const fit = {
      everybody: { solvable: of(0.8), successPerReply: of(0.5), from },
      byIntent: new Map(),
      leavesPerReply: 0.25,
    };
    // Two replies: solved at the second 0.8 · 0.5 · 0.5 = 0.2; left after it 0.25 · (0.2 + 0.8 · 0.25) = 0.1, half solvable.
    expect(solvableGiven(one('unknown', 2), fit)).toBeCloseTo((0.2 + 0.05) / 0.3, 12);
  });
});

/** As the likelihood has it; a third of outcomes without a hand-over missing by chance. */
function record(n: number, p: number, s: number, next: () => number) {
  const whole: FitCase[] = [];
  const partly: FitCase[] = [];
  for (let i = 0; i < n; i++) {
    const solvable = next() < p;
    let outcome: Outcome | undefined;
    let replies = 0;
    while (outcome === undefined) {
      replies++;
      if (solvable && next() < s) outcome = 'solved';
      else if (next() < 0.08) outcome = 'left';
      else if (next() < 0.15) outcome = 'handed-over';
    }
    whole.push(one(outcome, replies));
    partly.push(one(outcome === 'handed-over' || next() < 0.67 ? outcome : 'unknown', replies));
  }
  return { whole, partly };
}

describe('outcomes missing at random', () => {
  const { partly, whole } = record(4000, 0.6, 0.4, uniforms(11));
  const dropped = partly.filter((c) => c.handedOver || c.resolved !== undefined);
  const [all, some, without] = [whole, partly, dropped].map((cases) => fitDialogue(cases, PRIOR));
  const ai = (fit: typeof all) => fit!.byIntent.get('')!;

  // Of two estimates, of which one sees 0.67 of the other's data: sqrt(1 / 0.67 - 1) = 0.7 standard errors.
  it.each(['solvable', 'successPerReply'] as const)('move %s by luck only', (key) => {
    const [full, part] = [ai(all)[key], ai(some)[key]];
    const half = (full.high! - full.low!) / 2;
    expect(Math.abs(part.value - full.value)).toBeLessThan((3 * 0.7 * half) / 1.96);
    expect((part.high! - part.low!) / (2 * half)).toBeCloseTo(Math.sqrt(1 / 0.67), 1);
  });

  it('move departures and failures by luck only; leaving such conversations out would move them', () => {
    const [full, part] = [all!.leavesPerReply!, some!.leavesPerReply!];
    expect(Math.abs(part / full - 1)).toBeLessThan(0.1);
    expect(without!.leavesPerReply! / full).toBeLessThan(0.85);
    const half = (ai(all).solvable.high! - ai(all).solvable.low!) / 2;
    expect(ai(all).solvable.value - ai(without).solvable.value).toBeGreaterThan(1.5 * half);
  });

  it('leave intervals that hold the truth in at least 95 % of 200 records', () => {
    const next = uniforms(12);
    let [holdP, holdS] = [0, 0];
    for (let i = 0; i < 200; i++) {
      const { partly: cases } = record(400, 0.6, 0.4, next);
      const attempts = weighOutcomes(cases).map(
        ({ of, told, weight }): Attempt => ({
          replies: of.turns.length,
          solved: of.resolved === true,
          told,
          weight,
        }),
      );
      const { perReply, solvable } = new SolutionLikelihood(attempts).together();
      if (solvable.low <= 0.6 && 0.6 <= solvable.high) holdP++;
      if (perReply.low <= 0.4 && 0.4 <= perReply.high) holdS++;
    }
    expect(holdP / 200).toBeGreaterThan(0.95 - coverageSlack(200));
    expect(holdS / 200).toBeGreaterThan(0.95 - coverageSlack(200));
  });
});
