import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FALSE, TRUE } from '../../../src/policy/policy.js';
import { withValues } from '../../../src/policy/reasoning/facts.js';
import type { Formula } from '../../../src/policy/reasoning/formula.js';
import {
  ABSENT_ONLY,
  numbers,
  oneText,
  type ValueSet,
} from '../../../src/policy/reasoning/value-set.js';
import {
  condition,
  conditions,
  type Given,
  holds,
  REASONER,
  type SightFacts,
  sights,
  TURN,
} from './conditions.js';

// Whatever the reasoning claims must hold at every sight that the compiled condition is shown.

const RUNS = { numRuns: 2000 };
const some = fc.array(sights, { minLength: 25, maxLength: 25 });

/** How often each claim was made: a test in which nothing is claimed proves nothing. */
const claims: Record<string, number> = {};
const claimed = (what: string): void => void (claims[what] = (claims[what] ?? 0) + 1);

describe('what is claimed of random conditions', () => {
  it('never holds: no sight makes it true', () => {
    fc.assert(
      fc.property(conditions, some, (given, seen) => {
        if (!REASONER.neverHolds(given.tree, TURN)) return;
        claimed('never');
        for (const sight of seen) expect(holds(given, sight), given.source).toBe(false);
      }),
      RUNS,
    );
    expect(claims.never).toBeGreaterThan(40);
  });

  it('always holds, or never fails', () => {
    fc.assert(
      fc.property(conditions, some, (given, seen) => {
        if (REASONER.alwaysHolds(given.tree, TURN)) {
          claimed('always');
          for (const sight of seen) expect(holds(given, sight), given.source).toBe(true);
        }
        if (REASONER.neverFails(given.tree, TURN)) {
          claimed('unfailing');
          for (const sight of seen) expect(given.truth(sight), given.source).not.toBe(0);
        }
      }),
      RUNS,
    );
    expect(claims.always).toBeGreaterThan(20);
    expect(claims.unfailing).toBeGreaterThan(40);
  });

  it('implies, and contradicts', () => {
    fc.assert(
      fc.property(conditions, conditions, some, (one, other, seen) => {
        const implies = REASONER.implies(one.tree, other.tree, TURN);
        const contradict = REASONER.contradict(one.tree, other.tree, TURN);
        if (implies) claimed('implies');
        if (contradict) claimed('contradict');
        for (const sight of seen.filter((sight) => holds(one, sight))) {
          if (implies) expect(holds(other, sight), `${one.source} => ${other.source}`).toBe(true);
          if (contradict) expect(holds(other, sight)).toBe(false);
        }
      }),
      RUNS,
    );
    expect(claims.implies).toBeGreaterThan(40);
    expect(claims.contradict).toBeGreaterThan(40);
  });
});

describe('where every term is a signal', () => {
  // The other direction: with every signal known, what is not the case is proved not to be.
  it('true and false are told exactly as the compiled condition tells them', () => {
    const seenTruths = [0, 0, 0, 0];
    const few = fc.array(sights, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(conditions, few, (given, seen) => {
        const { holds: when, fails } = REASONER.meaning(given.tree);
        if (!isPlain(when) || !isPlain(fails)) return;
        for (const sight of seen) {
          const facts = withValues(TURN, valuesOf(sight));
          const truth = given.truth(sight);
          seenTruths[truth]!++;
          expect(REASONER.cannotHold(facts, when), given.source).toBe(truth !== TRUE);
          expect(REASONER.cannotHold(facts, fails), given.source).toBe(truth !== FALSE);
        }
      }),
      RUNS,
    );
    // Faults are divisions by zero, which are computations or constants.
    expect(Math.min(...seenTruths.slice(0, 3))).toBeGreaterThan(300);
  });
});

/** Every signal with the one value that it has. */
function valuesOf(sight: SightFacts): [string, ValueSet][] {
  const of = (value: number | string | boolean | undefined): ValueSet => {
    if (value === undefined || Number.isNaN(value)) return ABSENT_ONLY;
    return typeof value === 'string' ? oneText(value) : numbers(Number(value), Number(value));
  };
  const senior = { open: !sight.open, queue: 0, oldest: 0 };
  return Object.entries({
    asks: sight.asks,
    refusals: sight.refusals,
    failed_turns: sight.failed,
    turns: sight.turns,
    confidence: sight.confidence,
    margin: sight.margin,
    elapsed: sight.elapsed,
    'clock.hour': sight.hour,
    'times.unsure': sight.times,
    pending: sight.pending,
    intent: sight.intent,
    'signals.score': sight.score,
    'signals.topic': sight.topic,
    'signals.flagged': sight.flagged,
    'desk.general.open': sight.open,
    'desk.general.queue': sight.queue,
    'desk.general.oldest_wait': sight.oldest,
    'desk.general.free': sight.free,
    'desk.general.estimated_wait': sight.expected,
    'desk.senior.open': senior.open,
    'desk.senior.queue': senior.queue,
    'desk.senior.oldest_wait': senior.oldest,
  }).map(([signal, value]) => [signal, of(value)]);
}

function isPlain(formula: Formula): boolean {
  if (formula.kind === 'literal') return formula.term.kind === 'signal';
  return formula.kind === 'constant' || formula.parts.every(isPlain);
}

describe('the net has no holes', () => {
  // A reasoner that takes `!(x < 3)` for `x >= 3` whether or not x is there would say these.
  const absent: [Given, Given][] = [
    [condition('true'), condition('confidence < 0.5 || confidence >= 0.5')],
    [condition('!(confidence < 0.5 && asks > 0)'), condition('confidence >= 0.5 || asks <= 0')],
    [condition('known(asks)'), condition('asks != 1 || asks == 1')],
  ];
  it('absence is neither side of a comparison', () => {
    expect(REASONER.implies(absent[0]![0].tree, absent[0]![1].tree, TURN)).toBe(false);
    expect(REASONER.implies(absent[1]![0].tree, absent[1]![1].tree, TURN)).toBe(true);
    expect(REASONER.implies(absent[2]![0].tree, absent[2]![1].tree, TURN)).toBe(true);
  });
});
