import { describe, expect, it } from 'vitest';
import { DESK_SIGNALS, SIGNALS } from '../../../src/policy/condition/signals.js';
import { NO_FACTS } from '../../../src/policy/reasoning/facts.js';
import { factsAt } from '../../../src/policy/reasoning/points.js';
import { DESK_RANGES, SIGNAL_RANGES } from '../../../src/policy/reasoning/signal-values.js';
import { condition, REASONER, TURN } from './conditions.js';

const tree = (source: string) => condition(source).tree;
const ARRIVAL = factsAt('arrival', { teams: ['general'], counted: ['unsure'] });

describe('a condition that never holds', () => {
  it.each([
    'asks > 2 && asks < 3', // no whole number lies between
    'asks > 3 && asks < 2',
    'intent == "refund" && intent == "loss"',
    'intent == "refund" && !(intent in ["refund", "loss"])',
    'desk.general.open && !desk.everybody.open', // one team by two names
    'confidence > 1',
    'confidence + margin > 2',
    'confidence * margin < 0',
    'elapsed / 60 > 2 && elapsed <= 120',
    '100 - asks > 100',
    'refusals >= 3 && asks == 2',
    'failed_turns >= turns', // the reply to this turn is still to come
    'turns == 1 && confidence < 0.5', // no reply yet
    'desk.general.free > 0 && desk.general.estimated_wait > 0',
    'min(asks, 2) > 2',
    'known(asks) && !known(asks)',
    'refusals > asks',
    'asks / turns > 0.5 && asks / turns <= 0.5',
    'asks + turns > 4 && turns + asks < 4',
    '1.0 / 0.0 > 1.0', // a fault, which is not true
    '(asks > 1 ? margin : confidence) > 1',
  ])('%s', (source) => {
    expect(REASONER.neverHolds(tree(source), TURN)).toBe(true);
  });

  it.each([
    'asks > 2 && asks < 4',
    'elapsed > 2 && elapsed < 3', // seconds are no whole numbers
    '!(confidence < 0.5) && !(confidence >= 0.6)',
    '!known(confidence)',
    'confidence / (sentiment - 0.5) > 100', // the divisor goes through zero
    'desk.general.estimated_wait > 1000000',
    'desk.general.open && !desk.senior.open',
    'turns == 2 && confidence < 0.5',
  ])('is not what is said of %s', (source) => {
    expect(REASONER.neverHolds(tree(source), TURN)).toBe(false);
  });

  it.each(['asks >= 1', 'confidence < 0.7', 'times.unsure == 1', 'elapsed > 0'])(
    'on arrival: %s',
    (source) => {
      expect(REASONER.neverHolds(tree(source), ARRIVAL)).toBe(true);
      expect(REASONER.neverHolds(tree(source), TURN)).toBe(false);
    },
  );
});

describe('one condition implies another', () => {
  it.each([
    ['asks > 0', 'asks >= 1'],
    ['asks >= 1', 'asks > 0'],
    ['asks >= 3 && intent == "loss"', 'asks >= 1'],
    ['intent == "loss"', 'intent in ["loss", "refund"]'],
    ['intent == "loss"', 'intent != "refund"'],
    ['!(asks < 3)', 'asks >= 3'],
    ['refusals >= 1', 'asks >= 1 || !known(asks)'],
    ['elapsed > 120', 'elapsed / 60 > 1'],
    ['confidence < 0.5', 'known(confidence)'],
    ['asks == 2', 'asks in [1, 2]'],
  ])('%s: %s', (one, other) => {
    expect(REASONER.implies(tree(one), tree(other), TURN)).toBe(true);
  });

  it.each([
    ['asks >= 1', 'asks >= 3'],
    ['true', 'asks < 3 || asks >= 3'], // asks may be absent
    ['refusals >= 1', 'asks >= 1'], // as here, where only asks is
    ['intent != "refund"', 'intent == "loss"'],
    ['!known(asks)', 'asks < 3'],
    ['asks / turns > 0.4', 'asks / turns > 0.5'],
  ])('%s: not %s', (one, other) => {
    expect(REASONER.implies(tree(one), tree(other), TURN)).toBe(false);
  });
});

it('a condition too large to write out is not claimed anything of', () => {
  let source = 'asks > 1';
  for (let depth = 0; depth < 14; depth++) source = `(${source}) == (turns > ${depth})`;
  const contradiction = tree(`(${source}) && asks > 3 && asks < 2`);
  expect(REASONER.neverHolds(tree(source), TURN)).toBe(false);
  expect(() => REASONER.neverHolds(contradiction, TURN)).not.toThrow();
});

it('every number signal has a range', () => {
  const numbersOf = (table: Readonly<Record<string, { readonly type: string }>>) =>
    Object.keys(table).filter((name) => table[name]!.type === 'number');
  expect(Object.keys(SIGNAL_RANGES).sort()).toEqual(numbersOf(SIGNALS).sort());
  expect(Object.keys(DESK_RANGES).sort()).toEqual(numbersOf(DESK_SIGNALS).sort());
  expect(REASONER.neverHolds(tree('clock.hour > 23'), NO_FACTS)).toBe(true);
});
