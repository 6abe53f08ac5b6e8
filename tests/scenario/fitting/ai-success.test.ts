import { describe, expect, it } from 'vitest';
import { fitAiSuccess } from '../../../src/scenario/fitting/talk/ai-success.js';
import { fitPersonSuccess } from '../../../src/scenario/fitting/talk/person-success.js';
import {
  type Attempt,
  SolutionLikelihood,
} from '../../../src/scenario/fitting/talk/solution-likelihood.js';

const PRIOR = { aiSolvable: 0.55, aiSuccessPerTurn: 0.35 };

/** As many as p and s make of n who stay for six replies, rounded; unsolved ones after six. */
function exactly(n: number, p: number, s: number): Attempt[] {
  const attempts: Attempt[] = [];
  for (let replies = 1; replies <= 6; replies++)
    for (let i = 0; i < Math.round(n * p * s * (1 - s) ** (replies - 1)); i++)
      attempts.push({ replies, solved: true });
  while (attempts.length < n) attempts.push({ replies: 6, solved: false });
  return attempts;
}
const once = (solved: number, lost: number): Attempt[] => [
  ...Array.from({ length: solved }, () => ({ replies: 1, solved: true })),
  ...Array.from({ length: lost }, () => ({ replies: 1, solved: false })),
];
const fitted = (kinds: Record<string, Attempt[]>) =>
  fitAiSuccess(new Map(Object.entries(kinds)), () => PRIOR);

describe('the AI’s success by intent', () => {
  it('is each intent’s own where its record tells it', () => {
    const { byIntent } = fitted({ easy: exactly(400, 0.8, 0.5), hard: exactly(400, 0.3, 0.2) });
    for (const [name, p, s] of [
      ['easy', 0.8, 0.5],
      ['hard', 0.3, 0.2],
    ] as const) {
      const { from, solvable, successPerReply } = byIntent.get(name)!;
      expect(from).toEqual({ solvable: 'own', successPerReply: 'own' });
      expect(Math.abs(solvable.value - p)).toBeLessThan(0.02);
      expect(Math.abs(successPerReply.value - s)).toBeLessThan(0.02);
    }
  });

  it('is everybody’s where an intent has fewer than 20 conversations, and says so', () => {
    const { byIntent, everybody } = fitted({ some: exactly(400, 0.6, 0.4), few: once(1, 18) });
    const few = byIntent.get('few')!;
    expect(few.from).toEqual({ solvable: 'everybody', successPerReply: 'everybody' });
    expect(few.solvable.value).toBe(everybody.solvable.value);
    expect(few.successPerReply.value).toBe(everybody.successPerReply.value);
    expect(few.solvable.method).toContain('19 of its own are too few, so everybody’s');
  });

  // Of 100 with one reply each 30 solved: p·s = 0.3, whatever p; everybody’s p is about 0.6.
  it('takes everybody’s solvable share where its own record tells only the product', () => {
    const { byIntent } = fitted({ some: exactly(4000, 0.6, 0.5), once: once(30, 70) });
    const { from, solvable, successPerReply } = byIntent.get('once')!;
    expect(from).toEqual({ solvable: 'everybody', successPerReply: 'own' });
    expect(Math.abs(solvable.value - 0.6)).toBeLessThan(0.02);
    expect(solvable.value * successPerReply.value).toBeCloseTo(0.3, 6);
    expect(solvable.high).toBe(1);
  });

  // Its own interval, about 0.24 to 0.88 around 0.38, is too wide to go by alone; everybody’s share is 0.8.
  it('draws everybody’s share to its own record where that tells a little', () => {
    const own = exactly(50, 0.4, 0.3);
    const { byIntent, everybody } = fitted({ some: exactly(4000, 0.8, 0.5), little: own });
    const { from, solvable } = byIntent.get('little')!;
    expect(from.solvable).toBe('everybody');
    expect(solvable.high).toBeGreaterThan(0.8);
    const alone = new SolutionLikelihood(own).together().solvable.value;
    expect(solvable.value).toBeGreaterThan(alone + 0.02);
    expect(solvable.value).toBeLessThan(everybody.solvable.value - 0.1);
  });

  it('assumes the scenario’s share where nobody’s record tells it, and says so', () => {
    const { byIntent, everybody } = fitted({ once: once(30, 70) });
    expect(everybody.solvable.value).toBe(0.55);
    const { from, solvable, successPerReply } = byIntent.get('once')!;
    expect(from).toEqual({ solvable: 'scenario', successPerReply: 'own' });
    expect(solvable.method).toMatch(/^assumption: the record cannot tell it/);
    expect(successPerReply.value).toBeCloseTo(0.3 / 0.55, 6);
    expect(successPerReply.low!).toBeLessThan(successPerReply.value);
  });

  // 90 of 100 were solved: 0.55 cannot be. 1.05 times what was solved is within what the record allows.
  it('assumes no share that the record rules out', () => {
    const { solvable } = fitted({ once: once(90, 10) }).byIntent.get('once')!;
    expect(solvable.value).toBeCloseTo(0.945, 12);
    expect(solvable.method).toContain('moved to where the record allows it');
  });

  it('fitted again with what it found as the scenario’s, it finds the same', () => {
    const kinds = new Map(
      Object.entries({ many: once(90, 10), some: once(30, 70), few: once(2, 3) }),
    );
    const first = fitAiSuccess(kinds, () => PRIOR).byIntent;
    const again = fitAiSuccess(kinds, (intent) => {
      const { solvable, successPerReply } = first.get(intent) ?? first.get('many')!;
      return { aiSolvable: solvable.value, aiSuccessPerTurn: successPerReply.value };
    }).byIntent;
    for (const [intent, { solvable, successPerReply }] of first) {
      expect(again.get(intent)!.solvable.value).toBeCloseTo(solvable.value, 9);
      expect(again.get(intent)!.successPerReply.value).toBeCloseTo(successPerReply.value, 9);
    }
  });
});

describe('people’s success by intent', () => {
  const handled = (solved: number, known: number) => ({
    solved,
    known,
    hardness: { solvable: 0.5, given: 0.2 },
  });

  it('is each intent’s own from 20 known outcomes on, else everybody’s', () => {
    const kinds = new Map([
      ['easy', handled(45, 50)],
      ['hard', handled(10, 20)],
      ['few', handled(0, 19)],
    ]);
    const { byIntent, everybody } = fitPersonSuccess(kinds, 0)!;
    // Without a slope difficulty plays no part: (k + ½) / (n + 1), and Wilson’s interval.
    expect(byIntent.get('easy')!.resolves.value).toBeCloseTo(45.5 / 51, 9);
    expect(byIntent.get('easy')!.resolves.low).toBeCloseTo(0.7864, 4);
    expect(byIntent.get('easy')!.resolves.high).toBeCloseTo(0.9565, 4);
    expect(byIntent.get('hard')!.resolves.value).toBeCloseTo(0.5, 9);
    expect(everybody.resolves.value).toBeCloseTo(55.5 / 90, 9);
    expect(byIntent.get('few')!.logit).toBe(everybody.logit);
    expect(byIntent.get('few')!.resolves.method).toContain('19 of its own are too few');
  });

  it('the chance is that of the log-odds', () => {
    const { logit, resolves } = fitPersonSuccess(
      new Map([['a', handled(45, 50)]]),
      -0.8,
    )!.everybody;
    expect(Math.log(resolves.value / (1 - resolves.value))).toBeCloseTo(logit, 9);
  });

  it('is less sure where it is less sure how hard the issues were', () => {
    const ends = [
      { solvable: 0.3, given: 0.1 },
      { solvable: 0.7, given: 0.4 },
    ] as const;
    const of = (
      kind: Parameters<typeof fitPersonSuccess>[0] extends ReadonlyMap<string, infer H> ? H : never,
    ) => {
      const { high, low } = fitPersonSuccess(new Map([['a', kind]]), -0.8)!.everybody.resolves;
      return high! - low!;
    };
    expect(of({ ...handled(45, 50), ends })).toBeGreaterThan(of(handled(45, 50)));
  });

  it('is unknown where no outcome is', () => {
    expect(fitPersonSuccess(new Map([['a', handled(0, 0)]]), -0.8)).toBeUndefined();
  });
});
