import { describe, expect, it } from 'vitest';
import { arrivalRows } from '../../src/experiment/textbook/arrivals.js';
import { identityRows, ties } from '../../src/experiment/textbook/identities.js';
import {
  type Case,
  constant,
  exponential,
  REPLICATIONS,
} from '../../src/experiment/textbook/textbook-cases.js';
import type { TextbookQueue } from '../../src/experiment/textbook/textbook-queue.js';
import { CaseRunner, caseRows } from '../../src/experiment/verification/case-runner.js';
import { judge, type VerifiedRow } from '../../src/experiment/verification/verified-row.js';
import { textbookCases, verify, verifyCases } from '../../src/experiment/verification/verify.js';

const CASES = textbookCases();

function verifyOne(model: string, broken?: (queue: TextbookQueue) => TextbookQueue): VerifiedRow[] {
  const index = CASES.findIndex((one) => one.model.startsWith(model));
  const found = CASES[index]!;
  return verifyCase(found, index, broken?.(found.queue));
}

function verifyCase(one: Case, index: number, queue = one.queue): VerifiedRow[] {
  const runner = new CaseRunner(one, 1, index, queue);
  return caseRows(
    one,
    Array.from({ length: REPLICATIONS }, (_, replication) => runner.run(replication)),
  );
}

it('names every model once, with rows over light, heavy and overloaded regimes', () => {
  const models = CASES.map(({ model }) => model);
  expect(new Set(models).size).toBe(models.length);
  expect(CASES.flatMap(({ checks }) => checks).length).toBeGreaterThanOrEqual(20);
  const named = (word: string) => models.some((model) => model.includes(word));
  for (const word of ['Erlang A', 'Erlang B', 'Erlang C', 'Pollaczek', 'Cobham', 'sharing']) {
    expect(named(word), word).toBe(true);
  }
  for (const word of ['light', 'heavy', 'overloaded', 'Burke', 'split Poisson', 'fluid']) {
    expect(named(word), word).toBe(true);
  }
});

it('allows a standard error of 1 % for heavy tails and heavy traffic alone', () => {
  const heavy = CASES.flatMap(({ model, checks }) =>
    checks.filter((check) => check.heavy).map(({ figure }) => `${model}: ${figure}`),
  );
  expect(heavy).toEqual([
    'M/M/3, heavy (Erlang C): P(wait)',
    'M/M/3, heavy (Erlang C): P(wait ≤ 60 s)',
    'M/G/1, lognormal (Pollaczek–Khinchine): mean wait, s',
    'M/G/1, lognormal (processor sharing): mean stay, s',
  ]);
  const verdict = (standardError: number, heavy: boolean) =>
    judge(
      { model: '', figure: '', expected: 100, heavy },
      { value: 100, deviations: [standardError, -standardError], degreesOfFreedom: 1 },
    ).passes;
  expect([0.49, 0.51, 0.99].map((error) => verdict(error, false))).toEqual([true, false, false]);
  expect([0.51, 0.99, 1.01].map((error) => verdict(error, true))).toEqual([true, true, false]);
});

// The cheapest case of each family; `warmline verify` runs them all.
const CHEAP = ['M/D/1', 'M/M/9+M', 'M/M/3/3', 'M/G/1, lognormal (proc', '3 chats, overloaded'];

it.each(CHEAP)('the engine passes: %s', (model) => {
  for (const row of verifyOne(model)) expect(row).toMatchObject({ passes: true });
});

describe('an engine that does something else is caught', () => {
  const desk = (change: TextbookQueue['desk']) => (queue: TextbookQueue) => ({
    ...queue,
    desk: { ...queue.desk, ...change },
  });
  /** Where a case is long and the difference large, a quarter of the time shows it. */
  const brief = (queue: TextbookQueue) => ({ ...queue, horizon: queue.horizon / 4 });
  const broken: Record<string, [string, (queue: TextbookQueue) => TextbookQueue]> = {
    'service 3 % too long': ['M/D/1', (queue) => ({ ...brief(queue), service: constant(103) })],
    'service of another shape': [
      'M/D/1',
      (queue) => ({ ...brief(queue), service: exponential(100) }),
    ],
    'patience 5 % too long': [
      'M/M/9+M',
      (queue) => ({ ...brief(queue), patience: exponential(189) }),
    ],
    'one place too many': ['M/M/3/3', desk({ queueLimit: 1 })],
    'a person too many': ['M/M/3/3', (queue) => ({ ...queue, people: [4] })],
    'one at a time for all at once': [
      'M/G/1, short and long',
      (queue) => ({ ...brief(queue), desk: { ...queue.desk, chatsPerAgent: 1 } }),
    ],
    'chats that slow each other down less': ['3 chats, overloaded', desk({ slowDown: 0.25 })],
    'a chat too few': ['3 chats, overloaded', desk({ chatsPerAgent: 2 })],
    'wrap-up forgotten': [
      'M/G/1 with wrap-up',
      (queue) => ({ ...brief(queue), desk: { ...queue.desk, wrapUp: 0 } }),
    ],
    'priorities the wrong way round': [
      'M/M/2, two priorities',
      (queue) => ({ ...brief(queue), priorities: [...queue.priorities!].reverse() }),
    ],
    'an AI that works on any number of replies': [
      'AI, then people',
      (queue) => ({ ...brief(queue), ai: { ...queue.ai!, capacity: Number.POSITIVE_INFINITY } }),
    ],
    // What leaves an M/D/2 is more regular than a Poisson stream.
    'a first team that holds contacts up': [
      'passed on',
      (queue) => ({ ...brief(queue), people: [2, queue.people[1]!] }),
    ],
  };

  it.each(Object.keys(broken))('%s', (name) => {
    const [model, change] = broken[name]!;
    const rows = verifyOne(model, change);
    expect(Math.max(...rows.map(({ z }) => Math.abs(z!)))).toBeGreaterThan(3.54);
    expect(rows.some(({ passes }) => !passes)).toBe(true);
  });

  it('an expected value that is 3 % off', () => {
    const index = CASES.findIndex(({ model }) => model.startsWith('M/M/3/3'));
    const { checks, ...one } = CASES[index]!;
    const off = checks.map((check) => ({ ...check, expected: check.expected * 1.03 }));
    const [row] = verifyCase({ ...one, checks: off }, index);
    expect(row!.passes).toBe(false);
    expect(row!.z).toBeLessThan(-3.54);
  });

  it('a run too short to tell', () => {
    const [row] = verifyOne('M/M/3/3', (queue) => ({ ...queue, horizon: queue.horizon * 0.75 }));
    expect(Math.abs(row!.z!)).toBeLessThan(3.54);
    expect(row!.passes).toBe(false);
  });
});

it('arrivals come at their rate, and vary as much as it says', () => {
  expect(arrivalRows(1).filter(({ passes }) => !passes)).toEqual([]);
});

it('identities hold exactly, for any seed', () => {
  for (const seed of [1, 2, 3]) {
    const rows = identityRows(seed);
    expect(rows.filter(({ passes }) => !passes)).toEqual([]);
    expect(rows.every(({ standardError }) => standardError === undefined)).toBe(true);
  }
});

it('somebody who is free a millisecond too late is seen', () => {
  expect(ties(100).map(({ passes }) => passes)).toEqual([true, true]);
  const late = ties(100.001);
  expect(late.map(({ passes }) => passes)).toEqual([false, false]);
  expect(late[0]!.simulated).toBe(500);
});

describe('progress and interruption', () => {
  it('counts repetitions of every case asked for', async () => {
    const seen: number[] = [];
    const rows = await verifyCases([13], 1, {
      progress: (done, total) => {
        expect(total).toBe(REPLICATIONS);
        seen.push(done);
      },
    });
    expect(rows).toEqual(verifyOne('M/M/3/3'));
    expect(seen).toEqual(Array.from({ length: REPLICATIONS }, (_, i) => i + 1));
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const progress = () => stop.abort(new Error('enough'));
    await expect(verify(1, { progress, signal: stop.signal })).rejects.toThrow('enough');
  });
});
