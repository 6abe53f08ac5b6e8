import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidersOf, Explainer, type Explanation } from '../../src/policy/condition/explanation.js';
import type { Sight } from '../../src/policy/condition/sight.js';
import { loadPolicy } from '../../src/policy/load.js';
import { namesOf } from '../../src/policy/loaded-names.js';
import { ABSENT, FALSE, FAULT, TRUE } from '../../src/policy/policy.js';
import {
  condition,
  conditions,
  NAMES,
  type SightFacts,
  sightOf,
  sights,
  VOCABULARY,
} from './reasoning/conditions.js';

const EXPLAINER = new Explainer(NAMES, new Map());

const FACTS: SightFacts = {
  asks: 1,
  refusals: 0,
  failed: 0,
  turns: 4,
  confidence: 0.5,
  margin: Number.NaN,
  elapsed: 90,
  hour: 14,
  times: 0,
  queue: 3,
  oldest: 60,
  free: 0,
  expected: 120,
  open: true,
  pending: false,
  intent: 'refund',
  score: undefined,
  topic: undefined,
  flagged: undefined,
};

function explain(source: string, facts: Partial<SightFacts> = {}): Explanation {
  return EXPLAINER.explain(condition(source).tree, sightOf({ ...FACTS, ...facts }));
}

/** What decided, with what it read: `asks >= 1 (asks 1)`. */
function deciders(explanation: Explanation): string[] {
  return decidersOf(explanation).map(
    ({ readings, text }) =>
      `${text} (${readings.map(({ name, value }) => `${name} ${value ?? 'absent'}`).join(', ')})`,
  );
}

describe('what decided', () => {
  it.each([
    ['asks >= 1', TRUE, ['asks >= 1 (asks 1)']],
    ['asks >= 1 && turns > 2', TRUE, ['asks >= 1 (asks 1)', 'turns > 2 (turns 4)']],
    ['asks >= 2 && turns > 9', FALSE, ['asks >= 2 (asks 1)']],
    ['asks >= 2 || turns > 2', TRUE, ['turns > 2 (turns 4)']],
    ['asks >= 2 || turns > 9', FALSE, ['asks >= 2 (asks 1)', 'turns > 9 (turns 4)']],
    ['!(asks >= 2 || turns > 2)', FALSE, ['turns > 2 (turns 4)']],
    ['margin < 0.1 && asks >= 1', ABSENT, ['margin < 0.1 (margin absent)']],
    ['margin < 0.1 && asks >= 2', FALSE, ['asks >= 2 (asks 1)']],
    ['margin < 0.1 || asks >= 1', TRUE, ['asks >= 1 (asks 1)']],
    ['asks / refusals > 1 && margin < 1', FAULT, ['asks / refusals > 1 (asks 1, refusals 0)']],
    ['pending ? asks > 5 : turns > 2', TRUE, ['pending (pending false)', 'turns > 2 (turns 4)']],
    [
      'signals.flagged ? asks > 5 : turns > 2',
      ABSENT,
      ['signals.flagged (signals.flagged absent)'],
    ],
    ['pending == signals.flagged', ABSENT, ['signals.flagged (signals.flagged absent)']],
    ['intent in ["loss", "other"]', FALSE, ['intent in ["loss", "other"] (intent refund)']],
    ['known(margin)', FALSE, ['known(margin) (margin absent)']],
    [
      'desk.general.open && desk.general.queue < 3',
      FALSE,
      ['desk.general.queue < 3 (desk.general.queue 3)'],
    ],
  ] as [string, number, string[]][])('of %s', (source, truth, expected) => {
    const explanation = explain(source);
    expect(explanation.truth).toBe(truth);
    expect(deciders(explanation)).toEqual(expected);
  });

  it('a computed side comes with what it came to, or why it came to nothing', () => {
    expect(explain('asks / turns > 0.5').sides).toEqual([{ name: 'asks / turns', value: 0.25 }]);
    expect(explain('asks + margin > 0.5').sides).toEqual([
      { name: 'asks + margin', value: undefined },
    ]);
    expect(explain('asks / refusals > 0.5').sides).toEqual([
      { name: 'asks / refusals', value: undefined, fault: true },
    ]);
    // That it was looked at leaves nothing behind for the next condition.
    expect(condition('margin > 1').truth(FACTS)).toBe(ABSENT);
  });

  it('named conditions are looked into, parameters and counts are read', () => {
    const text = `name: p
params: { least: 2 in 1..5 }
hours: { shop: { open: [{ days: weekdays, from: "09:00", to: "18:00" }] } }
conditions: { unsure: confidence < 0.7 || margin < 0.1 }
rules:
  - { id: r, when: is.unsure && times.unsure >= params.least && hours.shop, then: stay }
  - { id: s, then: stay }
`;
    const loaded = loadPolicy('p.yaml', text, VOCABULARY);
    const explainer = new Explainer(namesOf(loaded), loaded.conditions);
    const [rule] = loaded.policy.rules;
    const look = (facts: Partial<SightFacts>) => {
      const sight = {
        ...sightOf({ ...FACTS, ...facts }),
        weekday: () => 2,
        minute: () => 0,
        times: (counter: number) => (counter === 0 ? (facts.times ?? 0) : Number.NaN),
      } as Sight;
      const explanation = explainer.explain(rule!.expression!.tree, sight);
      expect(explanation.truth).toBe(rule!.condition(sight));
      return deciders(explanation);
    };
    expect(look({ times: 2 })).toEqual([
      'confidence < 0.7 (confidence 0.5)',
      'times.unsure >= params.least (times.unsure 2, params.least 2)',
      'hours.shop (hours.shop true)',
    ]);
    expect(look({ times: 1 })).toEqual([
      'times.unsure >= params.least (times.unsure 1, params.least 2)',
    ]);
    expect(look({ times: 2, hour: 18 })).toEqual(['hours.shop (hours.shop false)']);
    expect(look({ times: 2, confidence: 0.9 })).toEqual(['margin < 0.1 (margin absent)']);
  });
});

const MANY = Number.POSITIVE_INFINITY;
const RUNS = { numRuns: 1000 };

/** An explanation and everything below it. */
function all(explanation: Explanation): Explanation[] {
  return [explanation, ...explanation.parts.flatMap(all)];
}

describe('any condition, whatever is absent or divides by zero', () => {
  it('comes out as the compiled one does, and so does each of its parts', () => {
    fc.assert(
      fc.property(conditions, sights, (given, facts) => {
        const explanation = EXPLAINER.explain(given.tree, sightOf(facts));
        expect(explanation.truth, given.source).toBe(given.truth(facts));
        for (const part of all(explanation)) {
          expect(part.truth, part.text).toBe(condition(part.text).truth(facts));
        }
      }),
      RUNS,
    );
  });

  it('stays as it is while the parts that decided stay as they are', () => {
    fc.assert(
      fc.property(conditions, sights, sights, (given, facts, others) => {
        const explanation = EXPLAINER.explain(given.tree, sightOf(facts));
        fc.pre(explanation.truth <= TRUE);
        const read = decidersOf(explanation).flatMap(({ readings }) =>
          readings.map(({ name }) => name),
        );
        const mixed = mixture(facts, others, read);
        expect(given.truth(mixed), given.source).toBe(explanation.truth);
      }),
      RUNS,
    );
  });

  it('an absence comes from a signal that is absent, a fault from a division', () => {
    fc.assert(
      fc.property(conditions, sights, (given, facts) => {
        const explanation = EXPLAINER.explain(given.tree, sightOf(facts));
        fc.pre(explanation.truth > TRUE);
        for (const { readings, text, truth } of decidersOf(explanation)) {
          expect(truth).toBe(explanation.truth);
          if (truth === FAULT) expect(text).toContain('/');
          // An unending wait less another one is no number either.
          else {
            const missing = readings.some(({ value }) => value === undefined || value === MANY);
            expect(missing, text).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });
});

const SIGNAL_OF: Readonly<Record<string, string>> = {
  failed: 'failed_turns',
  hour: 'clock.hour',
  times: 'times.unsure',
  score: 'signals.score',
  topic: 'signals.topic',
  flagged: 'signals.flagged',
  oldest: 'oldest_wait',
  expected: 'estimated_wait',
};

/** The one set of facts where a name among `read` tells them, the other elsewhere. */
function mixture(facts: SightFacts, others: SightFacts, read: readonly string[]): SightFacts {
  const entries = Object.keys(facts).map((key) => {
    const signal = SIGNAL_OF[key] ?? key;
    const kept = read.some((name) => name === signal || name.endsWith(`.${signal}`));
    return [key, (kept ? facts : others)[key as keyof SightFacts]];
  });
  return Object.fromEntries(entries) as SightFacts;
}
