import fc from 'fast-check';
import { compileCondition, type Names } from '../../../src/policy/condition/condition.js';
import type { Sight } from '../../../src/policy/condition/sight.js';
import { environmentFor, type Vocabulary } from '../../../src/policy/condition/vocabulary.js';
import { TRUE, type Truth } from '../../../src/policy/policy.js';
import { factsAt } from '../../../src/policy/reasoning/points.js';
import { Reasoner } from '../../../src/policy/reasoning/reasoner.js';

/** Random conditions over a few signals, and sights in which each of them may be absent. */

export const VOCABULARY: Vocabulary = {
  teams: new Map([
    ['general', 0],
    ['everybody', 0],
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

const OWN = { params: [], hours: [], conditions: ['unsure'] };
export const NAMES: Names = {
  teams: VOCABULARY.teams,
  columns: VOCABULARY.columns,
  params: new Map(),
  hours: new Map(),
  conditions: new Map(),
  counter: () => 0,
};
export const ENVIRONMENT = environmentFor(VOCABULARY, OWN);

export interface Given {
  readonly source: string;
  readonly tree: ReturnType<typeof ENVIRONMENT.parse>['ast'];
  truth(facts: SightFacts): Truth;
}

export function condition(source: string): Given {
  const parsed = ENVIRONMENT.parse(source);
  const result = parsed.check();
  if (!result.valid) throw result.error;
  const compiled = compileCondition(parsed.ast, NAMES);
  return { source, tree: parsed.ast, truth: (facts) => compiled(sightOf(facts)) };
}

export const REASONER = new Reasoner(VOCABULARY);
export const TURN = factsAt('turn', { teams: ['general', 'senior'], counted: ['unsure'] });

export const holds = (given: Given, facts: SightFacts): boolean => given.truth(facts) === TRUE;

// ── sights ─────────────────────────────────────────────────────────────────

export interface SightFacts {
  readonly asks: number;
  readonly refusals: number;
  readonly failed: number;
  readonly turns: number;
  readonly confidence: number;
  readonly margin: number;
  readonly elapsed: number;
  readonly hour: number;
  readonly times: number;
  readonly queue: number;
  readonly oldest: number;
  readonly free: number;
  readonly expected: number;
  readonly open: boolean;
  readonly pending: boolean;
  readonly intent: string | undefined;
  readonly score: number | undefined;
  readonly topic: string | undefined;
  readonly flagged: boolean | undefined;
}

const or = <T>(absent: T, ...values: readonly T[]) => fc.constantFrom(absent, ...values);
const NAN = Number.NaN;
const MANY = Number.POSITIVE_INFINITY;

/** What can be at a turn, by docs/policies.md: worked out here, not read off `points.ts`. */
export const sights: fc.Arbitrary<SightFacts> = fc
  .record({
    asks: or(NAN, 0, 1, 2, 3),
    refusals: or(NAN, 0, 1, 2),
    failed: or(NAN, 0, 1, 2, 3),
    turns: fc.constantFrom(1, 2, 3, 4),
    confidence: or(NAN, 0, 0.1, 0.3, 0.5, 0.7, 1),
    margin: or(NAN, 0, 0.1, 0.3, 0.5, 0.7, 1),
    elapsed: fc.constantFrom(0, 60, 90, 120, 120.5, 600),
    hour: fc.constantFrom(0, 8, 9, 17, 23),
    times: fc.constantFrom(0, 1, 2, 3),
    queue: fc.constantFrom(0, 1, 2, 5),
    oldest: fc.constantFrom(0, 60, 120, 180),
    free: fc.constantFrom(0, 1, 2),
    expected: fc.constantFrom(0, 60, 120, 180, MANY),
    open: fc.boolean(),
    pending: fc.boolean(),
    intent: or<string | undefined>(undefined, 'refund', 'loss', 'other'),
    score: or<number | undefined>(undefined, -2, 0, 0.1, 0.3, 3),
    topic: or<string | undefined>(undefined, 'bill', 'refund'),
    flagged: or<boolean | undefined>(undefined, true, false),
  })
  .map((s) => ({
    ...s,
    asks: Math.min(s.asks, s.turns),
    refusals: Math.min(s.refusals, s.turns - 1, Number.isNaN(s.asks) ? MANY : s.asks),
    failed: Math.min(s.failed, s.turns - 1),
    times: Math.min(s.times, s.turns),
    confidence: s.turns === 1 ? NAN : s.confidence,
    margin: s.turns === 1 ? NAN : s.margin,
    oldest: s.queue === 0 ? 0 : s.oldest,
    expected: s.free > 0 ? 0 : s.expected,
  }));

export function sightOf(f: SightFacts): Sight {
  const rest: Partial<Sight> = {
    asks: () => f.asks,
    refusals: () => f.refusals,
    failedTurns: () => f.failed,
    turns: () => f.turns,
    confidence: () => f.confidence,
    margin: () => f.margin,
    elapsed: () => f.elapsed,
    hour: () => f.hour,
    times: () => f.times,
    intent: () => f.intent,
    pending: () => f.pending,
    signal: (name) => ({ score: f.score, topic: f.topic, flagged: f.flagged })[name],
    deskOpen: (team) => (team === 0 ? f.open : !f.open),
    deskQueue: (team) => (team === 0 ? f.queue : 0),
    deskOldestWait: (team) => (team === 0 ? f.oldest : 0),
    deskFree: () => f.free,
    deskEstimatedWait: () => f.expected,
  };
  return rest as Sight;
}

// ── conditions ─────────────────────────────────────────────────────────────

const numberSignals = fc.constantFrom(
  'asks',
  'refusals',
  'failed_turns',
  'turns',
  'confidence',
  'margin',
  'elapsed',
  'clock.hour',
  'times.unsure',
  'desk.general.queue',
  'desk.everybody.oldest_wait',
  'desk.general.oldest_wait',
  'desk.general.free',
  'desk.general.estimated_wait',
  'desk.senior.queue',
  'signals.score',
);
const literals = fc.constantFrom('0', '1', '2', '3', '0.1', '0.3', '0.5', '0.7', '60', '120', '-2');
const comparators = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
const flags = fc.constantFrom(
  'desk.general.open',
  'desk["everybody"].open',
  'desk.senior.open',
  'pending',
  'signals.flagged',
);

const { tree } = fc.letrec<{ tree: string; number: string; atom: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    numberSignals,
    literals,
    fc.tuple(numberSignals, fc.constantFrom('+', '-', '*', '/'), literals).map(spaced),
    fc.tuple(literals, fc.constantFrom('+', '-', '*'), numberSignals).map(spaced),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number')).map(spaced),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('number'), tie('number'))
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc.tuple(tie('atom'), tie('number'), tie('number')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    tie('number').map((inner) => `-(${inner})`),
  ),
  atom: fc.oneof(
    { maxDepth: 3 },
    { weight: 6, arbitrary: fc.tuple(numberSignals, comparators, literals).map(spaced) },
    { weight: 2, arbitrary: fc.tuple(tie('number'), comparators, tie('number')).map(spaced) },
    flags,
    fc
      .tuple(numberSignals, fc.constantFrom('[0, 1]', '[1, 2, 3]', '[0.1, 0.3]', '[60, 120]'))
      .map(([signal, list]) => `${signal} in ${list}`),
    fc.constantFrom(
      'intent == "refund"',
      'intent != "refund"',
      'intent in ["refund", "loss"]',
      '!(intent in ["loss"])',
      '"other" == intent',
      'signals.topic == intent',
      'signals.topic == "bill"',
      'known(confidence)',
      'known(asks)',
      'known(intent)',
      'known(signals.flagged)',
      'true',
      'false',
    ),
  ),
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: tie('atom') },
    {
      weight: 3,
      arbitrary: fc.tuple(tie('tree'), fc.constantFrom('&&', '||'), tie('tree')).map(spaced),
    },
    tie('tree').map((inner) => `!${inner}`),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(tie('tree'), fc.constantFrom('==', '!='), tie('tree')).map(spaced),
  ),
}));

/** What the language's type checker refuses is left out. */
export const conditions: fc.Arbitrary<Given> = tree
  .map(accepted)
  .filter((given) => given !== undefined);

function accepted(source: string): Given | undefined {
  try {
    return condition(source);
  } catch {
    return undefined;
  }
}

function spaced(parts: readonly string[]): string {
  return `(${parts.join(' ')})`;
}
