import { describe, expect, it } from 'vitest';
import {
  type Attempt,
  SolutionLikelihood,
} from '../../../src/scenario/fitting/talk/solution-likelihood.js';
import { coverageSlack, uniforms } from './experiments.js';

const times = (n: number, attempt: Attempt): Attempt[] => Array.from({ length: n }, () => attempt);
const solved = (replies: number): Attempt => ({ replies, solved: true });
const lost = (replies: number): Attempt => ({ replies, solved: false });

/** Not by the code under test: the logarithm of the likelihood, conversation by conversation. */
function logLikelihood(attempts: readonly Attempt[], p: number, s: number): number {
  let sum = 0;
  for (const { replies: n, solved: done } of attempts)
    sum += Math.log(done ? p * s * (1 - s) ** (n - 1) : 1 - p + p * (1 - s) ** n);
  return sum;
}

describe('solvable share and success per reply, found together', () => {
  // Everybody stays for two replies: 40 of 100 solved at the first, 20 at the second. Two shares for
  // two numbers: p·s = 0.4 and p·s·(1 − s) = 0.2, so 1 − s = ½ and p = 0.8.
  it('40 and 20 of 100 solved at the first and second of two replies: p = 0.8, s = 0.5', () => {
    const attempts = [...times(40, solved(1)), ...times(20, solved(2)), ...times(40, lost(2))];
    const { perReply, solvable } = new SolutionLikelihood(attempts).together();
    expect(solvable.value).toBeCloseTo(0.8, 6);
    expect(perReply.value).toBeCloseTo(0.5, 6);
  });

  it('is where a fine grid finds the likelihood highest, and its intervals are as low as they must be', () => {
    const attempts = [
      ...times(30, solved(1)),
      ...times(16, solved(2)),
      ...times(9, solved(3)),
      ...times(4, solved(5)),
      ...times(15, lost(1)),
      ...times(12, lost(3)),
      ...times(20, lost(6)),
    ];
    const { perReply, solvable } = new SolutionLikelihood(attempts).together();
    const grid = Array.from({ length: 249 }, (_, i) => (i + 1) / 250);
    const highestIn = (p: number) => Math.max(...grid.map((s) => logLikelihood(attempts, p, s)));
    const byP = grid.map(highestIn);
    const best = Math.max(...byP);
    expect(Math.abs(grid[byP.indexOf(best)]! - solvable.value)).toBeLessThan(0.004);
    expect(logLikelihood(attempts, solvable.value, perReply.value)).toBeGreaterThanOrEqual(best);
    for (const end of [solvable.low, solvable.high])
      expect(2 * (best - highestIn(end))).toBeCloseTo(3.841, 1);
    const highestAt = (s: number) => Math.max(...grid.map((p) => logLikelihood(attempts, p, s)));
    for (const end of [perReply.low, perReply.high])
      expect(2 * (best - highestAt(end))).toBeCloseTo(3.841, 1);
  });

  it('cannot tell the two apart where everybody has one reply: the share may be 1', () => {
    const attempts = [...times(40, solved(1)), ...times(60, lost(1))];
    const { solvable } = new SolutionLikelihood(attempts).together();
    // The product is 0.4, whatever the two are; it is known to within ± 0.1.
    expect(solvable.high).toBe(1);
    expect(solvable.low).toBeGreaterThan(0.3);
    expect(solvable.low).toBeLessThan(0.4);
  });

  // Nothing is solvable, or no reply ever solves: the likelihood is 1 at p = 0 whatever s, and at s = 0
  // whatever p.
  it('nothing solved in 10 conversations: neither is told', () => {
    const likelihood = new SolutionLikelihood(times(10, lost(2)));
    const { perReply, solvable } = likelihood.together();
    expect([solvable.low, solvable.high]).toEqual([0, 1]);
    expect([perReply.low, perReply.high]).toEqual([0, 1]);
    expect(likelihood.perReplyGiven(0.5)).toBeLessThan(1e-5);
  });

  it('leaves out those who had no reply', () => {
    const some = [...times(10, solved(1)), ...times(5, lost(2))];
    const found = new SolutionLikelihood([...some, ...times(7, lost(0))]);
    expect(found.attempts).toBe(15);
    expect(found.together()).toEqual(new SolutionLikelihood(some).together());
  });
});

/**
 * Conversations of a world that is as the likelihood has it: after a reply that did not solve, customers
 * leave, or are handed over the sooner the more replies have failed.
 */
function sampled(n: number, p: number, s: number, next: () => number): Attempt[] {
  return Array.from({ length: n }, () => {
    const solvable = next() < p;
    for (let replies = 1, failed = 0; ; replies++) {
      if (solvable && next() < s) return solved(replies);
      if (next() < 0.6) failed++;
      if (next() < 0.05 + 0.08 * failed || replies === 20) return lost(replies);
    }
  });
}

describe('both intervals', () => {
  it.each([
    [400, 0.35, 0.25],
    [250, 0.55, 0.35],
    [250, 0.8, 0.5],
  ])('hold the truth in 95 % of 300 records of %i conversations, p = %f, s = %f', (n, p, s) => {
    const records = 300;
    const next = uniforms(n + 1000 * p);
    let [holdP, holdS, sumP, sumS] = [0, 0, 0, 0];
    for (let record = 0; record < records; record++) {
      const { perReply, solvable } = new SolutionLikelihood(sampled(n, p, s, next)).together();
      if (solvable.low <= p && p <= solvable.high) holdP++;
      if (perReply.low <= s && s <= perReply.high) holdS++;
      sumP += solvable.value;
      sumS += perReply.value;
    }
    expect(Math.abs(holdP / records - 0.95)).toBeLessThan(coverageSlack(records));
    expect(Math.abs(holdS / records - 0.95)).toBeLessThan(coverageSlack(records));
    expect(sumP / records).toBeCloseTo(p, 1);
    expect(sumS / records).toBeCloseTo(s, 1);
  });

  // What the fit did before: the share held at 0.55, and s found given that.
  it('would miss it where another share is taken for granted: below 0.18 instead of 0.25', () => {
    const next = uniforms(5);
    let sum = 0;
    for (let record = 0; record < 50; record++) {
      sum += new SolutionLikelihood(sampled(400, 0.35, 0.25, next)).perReplyGiven(0.55);
    }
    expect(sum / 50).toBeLessThan(0.18);
  });
});
