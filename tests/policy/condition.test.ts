import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sight } from '../../src/policy/condition/sight.js';
import type { Vocabulary } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { ABSENT, FALSE, FAULT, TRUE, type Truth } from '../../src/policy/policy.js';
import { PolicyFault } from '../../src/simulation/policy-fault.js';
import { plainWorld, policyFor, recordsOf, withIssues } from '../worlds.js';

const VOCABULARY: Vocabulary = {
  teams: new Map([
    ['general', 0],
    ['senior', 1],
  ]),
  columns: new Map([
    ['score', 'number'],
    ['topic', 'string'],
    ['flagged', 'bool'],
  ]),
  values: {},
  absent: new Set(),
};

interface Facts {
  asks: number;
  turns: number;
  confidence: number;
  intent: string | undefined;
  segment: string | undefined;
  queue: number;
  open: boolean;
  declined: number;
  waited: number;
  aiUp: boolean;
  signals: Readonly<Record<string, number | string | boolean>>;
}
const FACTS: Facts = {
  asks: 1,
  turns: 4,
  confidence: 0.5,
  intent: 'refund',
  segment: 'vip',
  queue: 3,
  open: true,
  declined: 2,
  waited: Number.NaN,
  aiUp: false,
  signals: { score: 2, topic: 'bill', flagged: true },
};

function sight(facts: Partial<Facts> = {}): Sight {
  const f = { ...FACTS, ...facts };
  return {
    asks: () => f.asks,
    refusals: () => 0,
    failedTurns: () => 0,
    repeats: () => 0,
    turns: () => f.turns,
    negativeTurns: () => 0,
    confidence: () => f.confidence,
    margin: () => Number.NaN,
    sentiment: () => Number.NaN,
    sentimentSlope: () => Number.NaN,
    elapsed: () => 90,
    idle: () => Number.NaN,
    intent: () => f.intent,
    segment: () => f.segment,
    language: () => undefined,
    channel: () => undefined,
    contactNumber: () => 1,
    slots: () => 0,
    clarifications: () => 0,
    times: () => 0,
    pending: () => false,
    handbacks: () => 0,
    expectedWait: () => Number.NaN,
    agentSilent: () => Number.NaN,
    date: () => undefined,
    acceptedOffers: () => 0,
    declinedOffers: () => f.declined,
    waited: () => f.waited,
    aiAvailable: () => f.aiUp,
    signal: (name) => f.signals[name],
    deskOpen: (team) => (team === 0 ? f.open : false),
    deskStaffed: () => 2,
    deskFree: () => 0,
    deskQueue: (team) => (team === 0 ? f.queue : 0),
    deskOldestWait: () => 30,
    deskEstimatedWait: () => Number.POSITIVE_INFINITY,
    hour: () => 14,
    minute: () => 5,
    weekday: () => 2,
  };
}

function truth(condition: string, facts: Partial<Facts> = {}): Truth {
  // The second rule lets the first be one that never holds.
  const text = `name: p\nrules: [{ id: r, when: ${JSON.stringify(condition)}, then: stay }, { id: s, then: stay }]`;
  return loadPolicy('p.yaml', text, VOCABULARY).policy.rules[0]!.condition(sight(facts));
}

describe('a condition', () => {
  it.each([
    ['asks == 1', TRUE],
    ['asks != 1', FALSE],
    ['1 == asks', TRUE],
    ['asks in [1, 2]', TRUE],
    ['asks in [2.0, 3.0]', FALSE],
    ['asks / turns > 0.2', TRUE],
    ['elapsed / 60 > 1', TRUE],
    ['3 / 2 > 1', TRUE], // numbers are doubles, literals too
    ['-asks < 0', TRUE],
    ['(asks > 1 ? 10 : 20) == 20', TRUE],
    ['asks > 1 ? false : desk.general.open', TRUE],
    ['desk.senior.open', FALSE],
    ['desk["senior"].open == false', TRUE],
    ['desk.general.queue - desk.senior.queue == 3', TRUE],
    ['desk.general.estimated_wait > 100000', TRUE],
    ['intent == "refund" && segment != "vip"', FALSE],
    ['intent in ["refund", "bill"]', TRUE],
    ['"refund" == intent', TRUE],
    ['signals.score >= 2 && signals.flagged && signals.topic == "bill"', TRUE],
    ['clock.hour >= 8 && clock.weekday == 2', TRUE],
    ['!(asks >= 1)', FALSE],
    ['declined_offers >= 2 && accepted_offers == 0', TRUE],
    ['ai.available', FALSE],
    ['!ai.available || asks > 5', TRUE],
    ['ai.available == false', TRUE],
    ['true', TRUE],
  ] as [string, Truth][])('%s is %d', (condition, expected) => {
    expect(truth(condition)).toBe(expected);
  });

  it('agrees with the library’s own evaluator on random expressions', () => {
    // Mixed int and double operators are the checker's only, so literals are written as doubles.
    const literal = fc.constantFrom('0.0', '0.5', '1.0', '2.0', '-3.0', '4.5');
    const grammar = fc.letrec<{ number: string; bool: string }>((tie) => ({
      number: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        literal,
        fc.constantFrom('asks', 'turns', 'confidence', 'desk.general.queue', 'signals.score'),
        fc
          .tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number'))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
        fc.tuple(tie('number'), fc.constantFrom('2.0', '-0.5')).map(([a, b]) => `(${a} / ${b})`),
        tie('number').map((a) => `(-(${a}))`),
        fc
          .tuple(tie('bool'), tie('number'), tie('number'))
          .map(([t, a, b]) => `(${t} ? ${a} : ${b})`),
      ),
      bool: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc
          .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number'))
          .map(([a, op, b]) => `${a} ${op} ${b}`),
        fc
          .tuple(
            fc.constantFrom('intent', 'segment', 'signals.topic'),
            fc.constantFrom('==', '!='),
            fc.constantFrom('refund', 'vip', 'bill'),
          )
          .map(([a, op, b]) => `${a} ${op} "${b}"`),
        fc.constantFrom(
          'desk.general.open',
          'signals.flagged',
          'true',
          'false',
          'intent in ["refund", "x"]',
          'asks in [0.0, 1.0]',
        ),
        fc
          .tuple(tie('bool'), fc.constantFrom('&&', '||', '==', '!='), tie('bool'))
          .map(([a, op, b]) => `((${a}) ${op} (${b}))`),
        tie('bool').map((a) => `!(${a})`),
        fc
          .tuple(tie('bool'), tie('bool'), tie('bool'))
          .map(([t, a, b]) => `((${t}) ? (${a}) : (${b}))`),
      ),
    }));
    const facts = fc.record({
      asks: fc.nat(3),
      turns: fc.nat(5),
      confidence: fc.constantFrom(0, 0.25, 0.5, 1),
      queue: fc.nat(3),
      open: fc.boolean(),
      intent: fc.constantFrom('refund', 'other'),
      segment: fc.constantFrom('vip', 'none'),
      signals: fc.record({
        score: fc.constantFrom(0, 2, -1.5),
        topic: fc.constantFrom('bill', 'refund'),
        flagged: fc.boolean(),
      }),
    });
    const library = new Environment({ unlistedVariablesAreDyn: true });
    fc.assert(
      fc.property(grammar.bool, facts, (condition, f) => {
        fc.pre(condition.length < 1200); // longer ones may pass the limit of 500 nodes
        const context = {
          ...f,
          desk: { general: { queue: f.queue, open: f.open } },
        };
        expect(truth(condition, f)).toBe(library.evaluate(condition, context) ? TRUE : FALSE);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an absent signal', () => {
  const nothing: Partial<Facts> = {
    confidence: Number.NaN,
    intent: undefined,
    signals: {},
  };
  it.each([
    ['confidence < 0.5', ABSENT],
    ['!(confidence < 0.5)', ABSENT],
    ['confidence != 0.5', ABSENT],
    ['confidence + 1 > asks', ABSENT],
    ['intent == "refund"', ABSENT],
    ['intent != "refund"', ABSENT],
    ['intent in ["refund", "bill"]', ABSENT],
    ['confidence in [0.5, 1.0]', ABSENT],
    ['signals.flagged', ABSENT],
    ['signals.flagged == true', ABSENT],
    ['signals.topic == "bill"', ABSENT],
    ['signals.score > 1', ABSENT],
    ['confidence < 0.5 && asks >= 1', ABSENT],
    ['asks >= 1 && confidence < 0.5', ABSENT],
    ['confidence < 0.5 || asks >= 5', ABSENT],
    ['(confidence < 0.5 ? 1 : 2) > 0', ABSENT],
    ['confidence < 0.5 ? true : true', ABSENT],
    // absorbed: the other side decides
    ['confidence < 0.5 && asks >= 5', FALSE],
    ['asks >= 5 && confidence < 0.5', FALSE],
    ['confidence < 0.5 || asks >= 1', TRUE],
    ['asks >= 1 || confidence < 0.5', TRUE],
    ['!(confidence < 0.5 && asks >= 5)', TRUE],
    ['asks >= 1 ? true : confidence < 0.5', TRUE],
  ] as [string, Truth][])('%s is %d', (condition, expected) => {
    expect(truth(condition, nothing)).toBe(expected);
  });

  it('is counted for its rule, and the next rule decides', () => {
    const world = withIssues(plainWorld({}), [{ at: 0 }]);
    const policy = policyFor(
      world,
      `
name: absent
rules:
  - { id: unsure, at: arrival, when: confidence < 0.5, then: { transfer: general } }
  - { id: all, at: arrival, then: { transfer: general } }
`,
    );
    expect(recordsOf(world, policy)[0]!.rule).toBe(1);
  });
});

describe('a division by zero', () => {
  it.each([
    ['turns / asks > 1', FAULT],
    ['turns / asks == 1', FAULT],
    ['!(turns / asks > 1)', FAULT],
    ['1 / (turns / asks) > 1', FAULT],
    ['turns / asks > 1 && turns >= 1', FAULT],
    ['(turns / asks > 1 ? 1 : 2) > 0', FAULT],
    ['turns / asks > confidence && turns >= 1', FAULT],
    // absorbed like an absence
    ['turns / asks > 1 || turns >= 1', TRUE],
    ['turns / asks > 1 && turns > 100', FALSE],
    ['asks > 0 && turns / asks > 1', FALSE],
    // the note it leaves does not outlive its own comparison
    ['(turns / asks > 1 || turns >= 1) && margin > 0', ABSENT],
    // an absent dividend is only absent
    ['margin / asks > 1', ABSENT],
  ] as [string, Truth][])('%s is %d', (condition, expected) => {
    expect(truth(condition, { asks: 0 })).toBe(expected);
  });

  it('stops the run, naming policy, rule, contact and time', () => {
    const world = withIssues(plainWorld({}), [{ at: 60 }]);
    const policy = policyFor(
      world,
      '{ name: faulty, rules: [{ id: ratio, when: turns / refusals > 2, then: { transfer: general } }] }',
    );
    const run = () => recordsOf(world, policy);
    expect(run).toThrow(PolicyFault);
    expect(run).toThrow(
      expect.objectContaining({ policy: 'faulty', rule: 'ratio', issue: 0, visit: 0, at: 60 }),
    );
  });
});
