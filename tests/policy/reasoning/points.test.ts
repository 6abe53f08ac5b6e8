import { beforeAll, describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { factsAt, type Point } from '../../../src/policy/reasoning/points.js';
import { Reasoner } from '../../../src/policy/reasoning/reasoner.js';
import { type LoadedScenario, loadScenario } from '../../../src/scenario/load.js';
import { recordsOf } from '../../worlds.js';

// What the reasoning takes for granted must never be otherwise in a simulation or a replay: rules for
// the opposite stand before all others, and none of them is ever the one that hands over.

const NEVER: Readonly<Record<Extract<Point, 'arrival' | 'turn'>, readonly string[]>> = {
  turn: [
    'turns < 1',
    'refusals > asks',
    'asks > turns',
    'negative_turns > turns',
    'refusals >= turns',
    'failed_turns >= turns',
    'repeats >= turns',
    'times.unsure > turns',
    'turns == 1 && (known(confidence) || known(margin) || known(sentiment_slope))',
    'desk.general.free > 0 && desk.general.estimated_wait > 0',
    'desk.senior.free > 0 && desk.senior.estimated_wait > 0',
    'desk.general.queue == 0 && desk.general.oldest_wait > 0',
    'sentiment_slope < -2 || sentiment_slope > 2',
    'confidence < 0 || confidence > 1 || margin < 0 || margin > 1',
  ],
  arrival: [
    'asks + refusals + failed_turns + repeats + turns + negative_turns > 0',
    'accepted_offers + declined_offers + clarifications + slots + handbacks + elapsed > 0',
    'times.unsure > 0',
    'pending == true',
    'known(confidence) || known(margin) || known(sentiment) || known(sentiment_slope)',
  ],
};

const POLICY = `name: never
conditions: { unsure: confidence < 0.7 }
rules:
${Object.entries(NEVER)
  .flatMap(([at, conditions]) =>
    conditions.map(
      (when, n) =>
        `  - { id: ${at}-${n}, at: ${at}, when: ${when}, then: { transfer: general } }\n`,
    ),
  )
  .join('')}
  - { id: unsure, when: times.unsure == 1, then: { clarify: "Do you mean …?" } }
  - { id: first, when: asks == 1, then: refuse }
  - { id: lost, when: failed_turns >= 3, at_most: 2, then: { offer: transfer, to: general, else: stay } }
  - { id: asked, when: asks >= 2 && handbacks < 3, then: { transfer: general } }
waiting:
  - { id: back, when: waited > 60, then: { handback: true } }
`;
const RULES = Object.values(NEVER).flat();

let weekday: LoadedScenario;
let replay: LoadedScenario;
beforeAll(async () => {
  weekday = await loadScenario('datasets/retail-weekday.yaml');
  replay = await loadScenario('datasets/recorded-default.yaml', {
    file: 'datasets/retail-sample.jsonl',
  });
});

it('the rules are those that reasoning says can never fire', () => {
  const { conditions, document, policy, source } = loadPolicy('p', POLICY, vocabularyOf(weekday));
  const reasoner = new Reasoner(source.vocabulary);
  expect([...conditions.keys(), ...document.conditions.keys()]).toEqual(['unsure', 'unsure']);
  for (const { at, expression, id } of policy.rules.slice(0, RULES.length)) {
    const facts = factsAt(at[0]!, { teams: ['general', 'senior'], counted: ['unsure'] });
    expect(reasoner.neverHolds(expression!.expanded, facts), id).toBe(true);
  }
});

describe.each(['a day', 'a replay'])('in %s', (which) => {
  it('none of them ever does', () => {
    const scenario = which === 'a day' ? weekday : replay;
    const { policy } = loadPolicy('p', POLICY, vocabularyOf(scenario));
    const records = recordsOf(scenario.world, policy, 3);
    const handedOver = records.filter(({ rule }) => rule >= 0);
    expect(handedOver.length).toBeGreaterThan(30);
    const broken = handedOver.filter(({ rule }) => rule < RULES.length);
    expect(broken.map(({ rule }) => policy.rules[rule]!.id)).toEqual([]);
    if (which === 'a day') expect(records.some(({ handbacks }) => handbacks > 0)).toBe(true);
  });
});
