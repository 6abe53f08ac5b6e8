import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/input/problem.js';
import { InputError } from '../../src/input/problem.js';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';

/** As of a call log: nobody says anything, so nothing is known of asks. */
const CALLS: Vocabulary = {
  teams: new Map([['general', 0]]),
  columns: new Map(),
  values: {},
  absent: new Set(['asks', 'refusals', 'failed_turns', 'confidence']),
  withoutTurns: true,
};

function problemsOf(rules: string, vocabulary = CALLS): readonly Problem[] {
  try {
    return loadPolicy('p.yaml', `name: p\n${rules}`, vocabulary).warnings;
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

const ON_TURNS = '  - { id: late, when: turns >= 3, then: { transfer: general } }\n';
const ON_ARRIVAL = '  - { id: all, at: arrival, then: { transfer: general } }\n';
const IN_QUEUE = 'waiting:\n  - { id: call, when: waited > 60, then: { offer: callback } }\n';
const HANDED_BACK = 'waiting:\n  - { id: back, when: waited > 60, then: { handback: true } }\n';

describe('a policy for a call log', () => {
  it.each([
    ['rules on turns', `rules:\n${ON_TURNS}`, 3],
    ['no rule', 'rules: []', 2],
  ])('is an error with %s alone', (_, rules, line) => {
    const error = problemsOf(rules).find(({ severity }) => severity === 'error');
    expect(error).toMatchObject({
      code: 'no-applicable-rule',
      file: 'p.yaml',
      line,
      nearest: 'at: arrival',
    });
    expect(error!.message).toContain('call log');
  });

  it('names the signals that are missing', () => {
    const error = problemsOf(
      'rules:\n  - { id: a, when: asks >= 3 && confidence < 0.5, then: { transfer: general } }\n',
    ).find(({ severity }) => severity === 'error');
    expect(error!.found).toContain('asks, confidence');
  });

  it('is told which signals its rules lack that are checked there', () => {
    const found = (rules: string) => problemsOf(rules).find(({ severity }) => severity === 'error');
    const onArrival = found(
      `rules:\n${ON_TURNS}  - { id: a, at: arrival, when: asks > 0, then: { transfer: general } }\n`,
    );
    expect(onArrival).toMatchObject({
      code: 'no-applicable-rule',
      found: 'rules on arrival that need asks',
    });
    expect(onArrival!.nearest).toBeUndefined();
    const waiting = found(
      'rules: []\nwaiting:\n  - { id: a, when: asks > 0, then: { priority: 60s } }\n',
    );
    expect(waiting).toMatchObject({ found: 'rules in the queue that need asks', line: 2 });
    expect(waiting!.nearest).toBeUndefined();
  });

  it('is warned of rules on turns beside others that can fire', () => {
    for (const rules of [`rules:\n${ON_TURNS}${ON_ARRIVAL}`, `rules:\n${ON_TURNS}${IN_QUEUE}`])
      expect(problemsOf(rules)).toMatchObject([
        { code: 'no-turns', severity: 'warning', about: 'late', line: 3 },
      ]);
    // Said once: that asks are never recorded.
    expect(
      problemsOf(
        `rules:\n  - { id: a, when: asks >= 3, then: { transfer: general } }\n${ON_ARRIVAL}`,
      ),
    ).toMatchObject([{ code: 'absent-signal', about: 'a' }]);
  });

  it('may transfer on arrival, or act on those who wait', () => {
    expect(problemsOf(`rules:\n${ON_ARRIVAL}`)).toEqual([]);
    expect(problemsOf(`rules: []\n${IN_QUEUE}`)).toEqual([]);
  });

  it('has turns once somebody is handed back to the AI', () => {
    expect(problemsOf(`rules:\n${ON_TURNS}${HANDED_BACK}`)).toEqual([]);
  });

  it('is as good as any where conversations have turns', () => {
    const { withoutTurns: _, ...spoken } = CALLS;
    expect(problemsOf(`rules:\n${ON_TURNS}`, spoken)).toEqual([]);
    expect(problemsOf('rules: []', spoken)).toEqual([]);
  });
});
