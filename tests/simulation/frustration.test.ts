import { describe, expect, it } from 'vitest';
import type { RecordedTurn } from '../../src/scenario/record/recorded-dialogue.js';
import type { AiDesk, Customers, FrustrationWeights, World } from '../../src/scenario/world.js';
import type { ContactRecord } from '../../src/simulation/record.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { dayOf, desks, recorded, reply, said, withRecord } from './runs.js';

// The weights of model.md §6: × 0.85 a customer turn; + 0.25 failed, + 0.35 repeated, + 0.5 an ask
// not honoured, + 0.3 negative; − 0.4 progress, − 0.3 a person answers; + 0.1 a minute in queue.
// Customers speak at 0, 50, 100 … and the AI replies at 20, 70, 120 …; areas in frustration-minutes
// are written as frustration-seconds over 60.

const NOBODY =
  '{ name: nobody, rules: [{ id: r, when: turns > 99, then: { transfer: general } }] }';
const when = (condition: string) =>
  `{ name: one, rules: [{ id: r, when: "${condition}", then: { transfer: general } }] }`;

interface Facts {
  readonly mood?: number;
  readonly ai?: Partial<AiDesk>;
  readonly weights?: Partial<FrustrationWeights>;
  readonly customers?: Partial<Customers>;
}

function world({ mood = 0, ai = {}, weights = {}, customers = {} }: Facts = {}): World {
  const plain = desks({ general: {} }, customers);
  return {
    ...plain,
    intents: plain.intents.map((intent) => ({ ...intent, mood })),
    ai: { ...plain.ai, ...ai },
    frustration: { ...plain.frustration, ...weights },
  };
}

const one = (of: World, policy = NOBODY): ContactRecord =>
  dayOf(of, [{ at: 0 }], policy).records[0]!;
const replayed = (turns: readonly RecordedTurn[], facts: Facts = {}, policy = NOBODY) =>
  one(withRecord(world(facts), [recorded(turns)]), policy);

function expectFrustration(record: ContactRecord, peak: number, seconds: number): void {
  expect(record.frustrationPeak).toBeCloseTo(peak, 12);
  expect(record.frustrationArea).toBeCloseTo(seconds / 60, 12);
}

const NEGATIVE = { sentiment: -0.4 };
const failed = (facts: Partial<RecordedTurn> = {}) =>
  said({ ...facts, reply: reply({ failed: true }) });
const again = (facts: Partial<RecordedTurn> = {}) =>
  said({ ...facts, reply: reply({ repeated: true }) });

describe('what happens on record', () => {
  // At 20: 0.25. At 50: 0.85 · 0.25 + 0.3 = 0.5125. At 70: + 0.25 + 0.35 = 1.1125.
  // At 100: 0.85 · 1.1125 = 0.945625, until the end at 120.
  // Area: 0.25 · 30 + 0.5125 · 20 + 1.1125 · 30 + 0.945625 · 20 = 70.0375.
  it('a failed reply, a negative turn with a repeated one, a plain turn: peak 1.1125', () => {
    const record = replayed([failed(), again(NEGATIVE), said()]);
    expect([record.ending, record.endedAt]).toEqual(['left-ai', 120]);
    expectFrustration(record, 1.1125, 70.0375);
  });

  it.each([
    // 0.25 for 30 s, 0.2125 for 70 − 50 + 30, 0.180625 for 20.
    ['decay: once a customer turn, at no other time', [failed(), said(), said()], 0.25, 21.7375],
    // 0.6 for 30 s, 0.51 for 20: a repeated reply fails, too.
    ['a repeated reply: 0.25 + 0.35', [again(), said()], 0.6, 28.2],
    // 0.3 from 0 to 50, 0.255 to 70.
    ['a negative turn, from a sentiment of −0.4 on', [said(NEGATIVE), said()], 0.3, 20.1],
    ['no negative turn at −0.39', [said({ sentiment: -0.39 }), said()], 0, 0],
    // At 50: 0.25 before the turn's own decay, then 0.2125 for 20 s.
    ['saying it again: the reply before failed', [said(), said({ rephrased: true })], 0.25, 4.25],
    // 0.5 from 0 to 50, 0.425 to 70.
    ['an ask not honoured', [said({ ask: 'request' }), said()], 0.5, 33.5],
    ['nothing', [said(), said()], 0, 0],
  ] as const)('%s', (_, turns, peak, seconds) => {
    expectFrustration(replayed(turns), peak, seconds);
  });
});

describe('the mood on arrival', () => {
  // 0.8 at once, × 0.85 = 0.68 with the first words, for 20 s.
  it('a bad one is where it starts: −0.8 is a peak of 0.8', () => {
    expectFrustration(replayed([said()], { mood: -0.8 }), 0.8, 13.6);
  });

  // From 0 as if it were neutral, not from below: 0.25 for 30 s, 0.2125 for 20.
  it('a good one is no store: frustration is never below 0', () => {
    expectFrustration(replayed([failed(), said()], { mood: 0.8 }), 0.25, 11.75);
  });
});

/** No reply ever solves anything; the customer leaves instead of a fourth turn, at 150. */
const modelled = (facts: Facts) => world({ ...facts, ai: { maxTurns: 3, ...facts.ai } });
const FAILS = { progress: 0, neutral: 0 };
/** A bad mood makes negative turns likelier; here they leave no mark. */
const UNMARKED = { weights: { negative: 0 } };

describe('what is modelled', () => {
  // 1 · 0.85 for 20 s; at 20: 0.45 for 30 s; at 50: 0.3825 for 20 s; at 70: − 0.0175, which is 0.
  it('progress takes off 0.4, down to 0', () => {
    const record = one(modelled({ ...UNMARKED, mood: -1, ai: { progress: 1, neutral: 0 } }));
    expect([record.ending, record.endedAt]).toEqual(['left-ai', 150]);
    expectFrustration(record, 1, 38.15);
  });

  // 1 · 0.85 for 50 s, 0.7225 for 50 s, 0.614125 for 50 s.
  it('a reply that neither helps nor fails changes nothing', () => {
    const facts = { ...UNMARKED, mood: -1, ai: { progress: 0, neutral: 1 } };
    expectFrustration(one(modelled(facts)), 1, 109.33125);
  });

  // At 20: 0.25; 50: 0.2125; 70: 0.8125; 100: 0.690625; 120: 1.290625, until 150.
  it('failed replies, of which the second and third repeat', () => {
    const record = one(modelled({ ai: { ...FAILS, repeats: 1 } }));
    expectFrustration(record, 1.290625, 7.5 + 4.25 + 24.375 + 13.8125 + 38.71875);
  });

  // At 20: 0.25; 50: 0.2125; 70: 0.4625; 100: 0.393125; 120: 0.643125, until 150.
  it('failed replies, none of which repeats', () => {
    const record = one(modelled({ ai: { ...FAILS, repeats: 0 } }));
    expectFrustration(record, 0.643125, 7.5 + 4.25 + 13.875 + 7.8625 + 19.29375);
  });

  // 0.3 for 50 s, 0.255 for 50 s, 0.21675 for 50 s.
  it('a negative first turn', () => {
    const negativity = { first: 1, afterNegative: 0, afterNeutral: 0, afterFailureFactor: 1 };
    const ai = { progress: 0, neutral: 1 };
    expectFrustration(one(modelled({ customers: { negativity }, ai })), 0.3, 38.5875);
  });

  // 0.5 + 0.5 · 1 is certain. 1 · 0.85 + 0.3 = 1.15; of twenty customers none begins otherwise.
  it('a mood adds half its badness to the chance of a negative first turn', () => {
    const negativity = { first: 0.5, afterNegative: 0, afterNeutral: 0, afterFailureFactor: 1 };
    const facts = { mood: -1, customers: { negativity }, ai: { progress: 0, neutral: 1 } };
    const issues = Array.from({ length: 20 }, (_, i) => ({ at: 1000 * i }));
    const { records } = dayOf(modelled(facts), issues, NOBODY);
    expect(records.map((r) => r.frustrationPeak)).toEqual(Array(20).fill(1.15));
  });

  // The second visit: 0.2, × 0.85 with the first words: 0.17, 0.1445 and 0.122825 for 50 s each.
  it('having to explain again, on another visit', () => {
    const soon = { probability: 1, after: { kind: 'constant', seconds: 600 } } as const;
    const returns = { unresolved: soon, abandoned: soon, maxVisits: 2 };
    const ai = { progress: 0, neutral: 1 };
    const { records } = dayOf(modelled({ customers: { returns }, ai }), [{ at: 0 }], NOBODY);
    expectFrustration(records[0]!, 0, 0);
    expectFrustration(records[1]!, 0.2, 21.86625);
  });
});

describe('waiting for a word of the AI', () => {
  const slow = (seconds: number, weights: Partial<FrustrationWeights> = {}): Facts => ({
    ai: { replyTime: { kind: 'constant', seconds } },
    weights,
  });

  // At 90: a minute past the first 30 s. Then 0.1 for 30 s, 0.085 for 90 s, + 0.1 = 0.185 at 210.
  it('costs 0.1 for each minute past 30 s', () => {
    expectFrustration(replayed([said(), said()], slow(90)), 0.185, 10.65);
  });

  // At 60: 15 s at 0.6 a minute, for 30 s; then 0.1275 for 60 s and + 0.15.
  it('costs what the scenario says, past what it says', () => {
    const facts = slow(60, { silencePerMinute: 0.6, silenceAfter: 45 });
    expectFrustration(replayed([said(), said()], facts), 0.2775, 12.15);
  });

  it('costs nothing up to 30 s, and no relief below', () => {
    expectFrustration(replayed([said(), said()], slow(30)), 0, 0);
    expectFrustration(replayed([failed()], slow(10)), 0.25, 0);
  });
});

describe('people', () => {
  // In queue from 10 to 100: 0.15 after 1.5 minutes, a triangle of 0.15 · 90 / 2; then an answer.
  it('the queue costs 0.1 a minute, and the answer makes up for it', () => {
    const { records } = dayOf(world(), [{ at: 0 }, { at: 10 }], STRAIGHT_THROUGH);
    expectFrustration(records[1]!, 0.15, 6.75);
  });

  it('an answer takes off 0.3: 1 − 0.3 for 100 s', () => {
    expectFrustration(one(world({ mood: -1 }), STRAIGHT_THROUGH), 1, 70);
  });
});

describe('at the end of tolerance', () => {
  const tolerates = (level: number, atTolerance: Customers['atTolerance'], facts: Facts = {}) =>
    world({
      ...facts,
      ai: { ...FAILS, repeats: 1, maxTurns: 5, ...facts.ai },
      customers: {
        tolerance: { kind: 'constant', seconds: level },
        atTolerance,
        ...facts.customers,
      },
    });
  const LEAVE = { leave: 1, ask: 0 };
  const ASK = { leave: 0, ask: 1 };
  const neutral = { ...UNMARKED, ai: { progress: 0, neutral: 1 } };
  const negativity = { first: 1, afterNegative: 0, afterNeutral: 0, afterFailureFactor: 1 };

  // Levels as above: 0.25 at 20, 0.8125 at 70, 1.290625 at 120, 1.697031 at 170, 2.042477 at 220.
  const LEVELS = [
    [0.25, 'reached exactly by the first reply, at 20', 2, 50],
    [0.23, 'though this turn’s decay takes it below again', 2, 50],
    [0.8, 'passed by the second reply, at 70', 3, 100],
    [0.82, 'passed by the third reply, at 120', 4, 150],
    [1.69, 'passed by the fourth reply, at 170', 5, 200],
  ] as const;

  it.each(LEVELS)('%d, %s: they leave instead of turn %d, at %d', (level, _, turn, at) => {
    const record = one(tolerates(level, LEAVE));
    expect([record.ending, record.endedAt]).toEqual(['left-ai', at]);
    expect([record.customerTurns, record.asks, record.boiledOver]).toEqual([turn - 1, 0, true]);
  });

  it.each(LEVELS)('%d, %s: they ask at turn %d, at %d', (level, _, turn, at) => {
    const record = one(tolerates(level, ASK), when('asks >= 1'));
    expect([record.ending, record.queuedAt]).toEqual(['served', at]);
    expect([record.firstAskTurn, record.firstAskAt, record.asks]).toEqual([turn, at, 1]);
    expect(record.boiledOver).toBe(true);
  });

  it.each([LEAVE, ASK])('never reached, by 2.042477 at most: %o changes nothing', (reaction) => {
    const record = one(tolerates(2.05, reaction));
    expect([record.endedAt, record.customerTurns, record.asks]).toEqual([250, 5, 0]);
    expect(record.boiledOver).toBe(false);
  });

  it('reached, but whoever neither asks nor leaves carries on to the last turn, at 250', () => {
    const record = one(tolerates(0.25, { leave: 0, ask: 0 }));
    expect([record.endedAt, record.customerTurns, record.asks]).toEqual([250, 5, 0]);
    expect(record.boiledOver).toBe(true);
  });

  it('reached by the words of turn 1: they leave at 50', () => {
    const record = one(tolerates(0.3, LEAVE, { ai: neutral.ai, customers: { negativity } }));
    expect([record.ending, record.endedAt, record.customerTurns]).toEqual(['left-ai', 50, 1]);
  });

  it('reached on arrival: they ask with the first words', () => {
    const record = one(tolerates(0.9, ASK, { ...neutral, mood: -1 }), when('asks >= 1'));
    expect([record.firstAskTurn, record.queuedAt]).toEqual([1, 0]);
  });

  // 1 on arrival, 0.85 once they have spoken.
  it('reached on arrival: they leave after the first words, if it still is', () => {
    expect(one(tolerates(0.84, LEAVE, { ...neutral, mood: -1 })).endedAt).toBe(50);
    expect(one(tolerates(0.86, LEAVE, { ...neutral, mood: -1 })).endedAt).toBe(250);
  });
});

describe('the count of repeated replies', () => {
  // The first reply fails, every later one repeats it.
  it.each([
    [1, 100],
    [2, 150],
    [3, 200],
  ])('modelled: %d of them are seen at the turn at %d', (count, at) => {
    const facts = { ai: { ...FAILS, repeats: 1 } };
    expect(one(world(facts), when(`repeats >= ${count}`)).queuedAt).toBe(at);
  });

  it('modelled: there are none where no reply repeats', () => {
    const facts = { ai: { ...FAILS, repeats: 0, maxTurns: 5 } };
    expect(one(world(facts), when('repeats >= 1')).ending).toBe('left-ai');
  });

  it.each([
    [1, 50],
    [2, 150],
  ])('recorded at replies 1 and 3: %d of them are seen at the turn at %d', (count, at) => {
    const turns = [again(), failed(), again(), said(), said()];
    expect(replayed(turns, {}, when(`repeats >= ${count}`)).queuedAt).toBe(at);
  });
});
