import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/input/problem.js';
import { neverDone } from '../../../src/policy/lint/deeds.js';
import { lint } from '../../../src/policy/lint/lint.js';
import { type LoadedPolicy, loadPolicy } from '../../../src/policy/load.js';
import { TRUE } from '../../../src/policy/policy.js';
import {
  condition,
  conditions,
  holds,
  sightOf,
  sights,
  VOCABULARY,
} from '../reasoning/conditions.js';

// What lint says of random policies, against what their compiled rules do at random sights.

const some = fc.array(sights, { minLength: 30, maxLength: 30 });

const rules = fc.array(
  fc.record({
    when: conditions.map(({ source }) => source).filter((source) => source.length < 200),
    // biome-ignore lint/suspicious/noThenProperty: a policy's own word
    then: fc.constantFrom(
      '{ transfer: general, context: summary }',
      '{ offer: transfer, to: senior, context: summary, else: stay }',
      '{ callback: senior, context: summary }',
      'refuse',
      'stay',
      '{ transfer: general, context: summary, if: desk.general.open, else: refuse }',
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

function load(given: readonly { when: string; then: string }[]): LoadedPolicy | undefined {
  const lines = given.map(
    ({ when, then }, index) =>
      `  - { id: r${index}, when: ${JSON.stringify(when)}, then: ${then} }`,
  );
  const text = [
    'name: p',
    'conditions: { unsure: confidence < 0.5 }',
    'rules:',
    ...lines,
    '  - { id: last, when: times.unsure >= 100 || known(signals.score) && known(signals.topic) && known(signals.flagged), then: stay }',
    '',
  ].join('\n');
  try {
    return loadPolicy('p.yaml', text, VOCABULARY);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

describe('of random policies', () => {
  it('rules that are said never to decide never do', () => {
    const DEAD = ['never-fires', 'shadowed', 'after-unconditional'];
    let claims = 0;
    fc.assert(
      fc.property(rules, some, (given, seen) => {
        const loaded = load(given);
        if (!loaded) return;
        const dead = lint(loaded).filter(({ code }) => DEAD.includes(code));
        claims += dead.length;
        // What the policy never does never happens.
        const undone = new Set(neverDone(loaded.policy).map(([signal]) => signal));
        for (const facts of seen) {
          const sight = sightOf({ ...facts, pending: facts.pending && !undone.has('pending') });
          const first = loaded.policy.rules.find((rule) => rule.condition(sight) === TRUE);
          expect(dead.map(({ about }) => about)).not.toContain(first?.id ?? 'none');
        }
      }),
      { numRuns: 400 },
    );
    expect(claims).toBeGreaterThan(100);
  });

  it('where an ask is said to be ignored, no rule answers', () => {
    let claims = 0;
    let checked = 0;
    fc.assert(
      fc.property(rules, some, (given, seen) => {
        const loaded = load(given);
        if (!loaded) return;
        for (const { found, message } of lint(loaded).filter(
          ({ code }) => code === 'ask-ignored',
        )) {
          claims++;
          const which = ['first', 'second', 'third', 'fourth'].flatMap((word, index) =>
            message.includes(word) ? [index + 1] : [],
          );
          const asks = which.length > 0 ? which : [1, 2, 3, 4];
          const state = found!.startsWith('where ')
            ? condition(found!.slice('where '.length))
            : condition('true');
          for (const facts of seen) {
            // It speaks of contacts without a pending transfer, all of whose signals are recorded.
            const asking = { ...facts, asks: asks[0]!, pending: false };
            const { failed, flagged, intent, refusals, score, topic } = asking;
            if (asking.turns < asking.asks || refusals > asking.asks) continue;
            if ([flagged, intent, score, topic].includes(undefined)) continue;
            if (Number.isNaN(failed + refusals) || !holds(state, asking)) continue;
            checked++;
            const first = loaded.policy.rules.find(
              (rule) => rule.condition(sightOf(asking)) === TRUE,
            );
            expect(first?.action.kind ?? 'stay', `${found} of ${JSON.stringify(given)}`).toBe(
              'stay',
            );
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(claims).toBeGreaterThan(100);
    expect(checked).toBeGreaterThan(100);
  });
});
