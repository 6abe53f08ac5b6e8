import { describe, expect, it } from 'vitest';
import { misfitOf } from '../../../src/scenario/fitting/talk/solved-by-reply.js';
import { fitDialogue } from '../../../src/scenario/record/fit-dialogue.js';
import { said } from '../../simulation/runs.js';

const PRIOR = () => ({ aiSolvable: 0.55, aiSuccessPerTurn: 0.35 });
const some = (n: number, replies: number, resolved: boolean) =>
  Array.from({ length: n }, () => ({
    turns: Array.from({ length: replies }, () => said()),
    handedOver: false,
    resolved,
  }));
const rowsOf = (cases: ReturnType<typeof some>) => fitDialogue(cases, PRIOR).solvedByReply;

describe('successes by reply, recorded and fitted', () => {
  // p = 0.8, s = 0.5 of 1,000 who stay for four replies: 400, 200, 100 and 50 are solved.
  it('are the same where every reply on a solvable issue succeeds as often', () => {
    const rows = rowsOf([
      ...some(400, 1, true),
      ...some(200, 2, true),
      ...some(100, 3, true),
      ...some(50, 4, true),
      ...some(250, 4, false),
    ]);
    const expected = [400 / 1000, 200 / 600, 100 / 400, 50 / 300];
    expect(rows.map(({ recorded }) => recorded.value)).toEqual(expected);
    rows.forEach(({ fitted }, i) => {
      expect(fitted).toBeCloseTo(expected[i]!, 5);
    });
    expect(misfitOf(rows)).toBeUndefined();
  });

  it('lie apart where later replies succeed more often', () => {
    const rows = rowsOf([
      ...some(10, 1, true),
      ...some(50, 2, true),
      ...some(150, 3, true),
      ...some(300, 4, true),
      ...some(100, 4, false),
    ]);
    expect(misfitOf(rows)).toBeLessThan(1e-6);
  });

  // Shares 0.2, 0.3 and 0.2 where 0.2 was expected: of 200 each χ² = 200 · 0.1² / 0.16 = 12.5. On two
  // degrees of freedom the share above x is e^(−x / 2). Of 100 it is e^(−3.1), which luck can do.
  it('are doubted from a chance of 1 % down, by hand: e^(−6.25)', () => {
    const rows = (n: number, shares: readonly number[]) =>
      shares.map((value) => ({ recorded: { value, n, method: '' }, fitted: 0.2 }));
    expect(misfitOf(rows(200, [0.2, 0.3, 0.2]))).toBeCloseTo(Math.exp(-6.25), 9);
    expect(misfitOf(rows(100, [0.2, 0.3, 0.2]))).toBeUndefined();
    expect(misfitOf(rows(200, [0.2, 0.3]))).toBeUndefined();
  });
});
