import fc from 'fast-check';

/**
 * Conditions of the policy language, well typed, from its grammar: numbers and truths that hold
 * each other, over signals, parameters, hours and other conditions.
 */
export interface Names {
  readonly params: readonly string[];
  readonly hours: readonly string[];
  /** Named conditions that this one may use. */
  readonly conditions: readonly string[];
  /** Signals that exist only here: `waited`, `agent_silent`. */
  readonly here: readonly string[];
}

const COUNTS = ['asks', 'refusals', 'failed_turns', 'repeats', 'turns', 'negative_turns'];
const MORE = ['slots', 'clarifications', 'handbacks', 'contact_number', 'declined_offers'];
const SHARES = ['confidence', 'margin', 'sentiment', 'sentiment_slope'];
const TIMES = ['elapsed', 'idle', 'clock.hour', 'clock.minute', 'clock.weekday'];
const DESKS = ['staffed', 'free', 'queue', 'oldest_wait', 'estimated_wait'];
const NUMBERS = ['0', '1', '2', '0.5', '45', '300', '1e3', '0x2', '-1', '9007199254740993'];
const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ['intent', ['easy', 'hard', 'unheard-of']],
  ['channel', ['chat', 'voice']],
  ['segment', ['old', 'young']],
  ['language', ['en', '中文']],
  ['clock.date', ['2026-11-23']],
];

const team = fc.constantFrom('general', 'senior');
const quoted = (text: string) => fc.constantFrom(JSON.stringify(text), `'${text}'`);
const comparison = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');

/** A condition whose parts hold one another at most so deep. */
export function condition(names: Names, depth = 2): fc.Arbitrary<string> {
  const simple = [ordering(names, 0), truth(names)];
  if (depth === 0) return fc.oneof(...simple);
  const inner = condition(names, depth - 1);
  const number = numeric(names, 1);
  return fc.oneof(
    { weight: 3, arbitrary: fc.oneof(...simple) },
    { weight: 2, arbitrary: ordering(names, 1) },
    { weight: 2, arbitrary: fc.tuple(inner, inner).map(([a, b]) => `(${a}) && (${b})`) },
    { weight: 2, arbitrary: fc.tuple(inner, inner).map(([a, b]) => `${a} || ${b}`) },
    { weight: 1, arbitrary: inner.map((a) => `!(${a})`) },
    {
      weight: 1,
      arbitrary: fc.tuple(inner, inner, inner).map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(number, fc.array(number, { minLength: 1, maxLength: 3 }))
        .map(([item, list]) => `(${item}) in [${list.join(', ')}]`),
    },
  );
}

function ordering(names: Names, depth: number): fc.Arbitrary<string> {
  const number = numeric(names, depth);
  return fc.tuple(number, comparison, number).map(([a, op, b]) => `${a} ${op} ${b}`);
}

function truth({ conditions, hours }: Names): fc.Arbitrary<string> {
  const flags = ['ai.available', 'pending', ...hours.map((name) => `hours.${name}`)];
  const known = [...COUNTS, ...SHARES, 'intent', 'clock.date', 'ai.available'];
  return fc.oneof(
    fc.constantFrom(...flags, ...conditions.map((name) => `is.${name}`)),
    team.map((name) => `desk.${name}.open`),
    team.map((name) => `desk["${name}"].open == true`),
    fc.constantFrom(...known).map((name) => `known(${name})`),
    fc.constantFrom(...TEXTS).chain(([signal, texts]) =>
      fc.oneof(
        fc.constantFrom(...texts).chain((text) => quoted(text).map((q) => `${signal} == ${q}`)),
        fc.constant(`${signal} in [${texts.map((text) => JSON.stringify(text)).join(', ')}]`),
        fc.constant(`${JSON.stringify(texts[0])} != ${signal}`),
      ),
    ),
  );
}

function numeric(names: Names, depth: number): fc.Arbitrary<string> {
  const own = [
    ...names.params.map((name) => `params.${name}`),
    ...names.conditions.map((name) => `times.${name}`),
    ...names.here,
    ...names.here,
  ];
  const leaf = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...COUNTS, ...MORE, ...SHARES, ...TIMES) },
    {
      weight: own.length > 0 ? 2 : 0,
      arbitrary: fc.constantFrom(...(own.length > 0 ? own : ['asks'])),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(team, fc.constantFrom(...DESKS))
        .map(([desk, name]) => `desk.${desk}.${name}`),
    },
    { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  );
  if (depth === 0) return leaf;
  const inner = numeric(names, depth - 1);
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    {
      weight: 3,
      arbitrary: fc
        .tuple(inner, fc.constantFrom('+', '-', '*', '/'), inner)
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('min', 'max'), inner, inner)
        .map(([name, a, b]) => `${name}(${a}, ${b})`),
    },
    { weight: 1, arbitrary: inner.map((a) => `-(${a})`) },
    {
      weight: 1,
      arbitrary: fc.tuple(truth(names), inner, inner).map(([a, b, c]) => `((${a}) ? ${b} : ${c})`),
    },
  );
}
