import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { InputError, type Problem } from '../../src/input/problem.js';
import { type LoadedPolicy, loadPolicy } from '../../src/policy/load.js';
import type { Action, Policy, WaitingAction } from '../../src/policy/policy.js';
import { problemsText } from '../../src/report/problems.js';
import { Luck } from '../../src/simulation/luck/luck.js';
import { PolicyFault } from '../../src/simulation/policy-fault.js';
import type { ContactRecord } from '../../src/simulation/record.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Trace, TracedDecision } from '../../src/simulation/trace.js';
import { FRAGMENT, written as writtenWith } from './generated/documents.js';
import { brokenText } from './generated/mutations.js';
import { VOCABULARY, WORLD } from './generated/small-world.js';

// Ten thousand policies from the grammar, a part of them broken.

const SEED = 20261122;
const VALID = 600;
const BROKEN = 8900;
const BROKEN_FRAGMENTS = 500;
/** No policy of this size may take longer to be read or refused, by far. */
const SLOWEST_MS = 2000;
const written = writtenWith(2);
/** What is broken: shorter policies, so that each has its share of the faults. */
const brief = fc.constantFrom(...fc.sample(writtenWith(1), { numRuns: 500, seed: SEED }));
const FILE = 'policy.yaml';

const load = (text: string, fragment?: string): LoadedPolicy =>
  loadPolicy(FILE, text, VOCABULARY, {
    fragments: new Map(fragment === undefined ? [] : [[FRAGMENT, fragment]]),
  });

interface Day {
  readonly contacts: number;
  readonly fault: boolean;
  /** All records, and the fault if there was one, as one text. */
  readonly told: string;
}

/** What a record says in numbers and words; the rest is the engine's own. */
function plain(record: ContactRecord): string {
  let said = '';
  for (const value of Object.values(record)) if (typeof value !== 'object') said += `${value} `;
  return said + Array.from(record.fired).join();
}

/** Everything that became of everybody; a condition that cannot be computed ends the day. */
function dayOf(policy: Policy, seed: number, trace?: Trace): Day {
  const told: string[] = [];
  const sink = { contact: (record: ContactRecord) => told.push(plain(record)) };
  try {
    new Simulation(WORLD, policy).run(new Luck(seed, 0), sink, trace);
    return { contacts: told.length, fault: false, told: told.join('\n') };
  } catch (error) {
    if (!(error instanceof PolicyFault)) throw error;
    const { at, issue, rule, visit } = error;
    const ends = `${rule} ${issue}/${visit} ${at}`;
    return { contacts: told.length, fault: true, told: [...told, ends].join('\n') };
  }
}

/** Notes what policies did, by its name. */
function noting(done: Set<string>): Trace {
  return {
    customerTurn: () => {},
    aiReply: () => {},
    happens: (_, { kind }) => done.add(kind),
    decided: (_, { action, instead, point }: TracedDecision) => {
      if (action === undefined) return;
      const after = instead ? 'else ' : '';
      if ('requeue' in action) done.add(`${action.handback ? 'handback' : action.requeue}`);
      else if (point === 'waiting') {
        for (const part of partsOf(action as WaitingAction)) done.add(`waiting ${after}${part}`);
      } else done.add(`${point} ${after}${nameOf(action as Action)}`);
    },
  };
}

function nameOf(action: Action): string {
  if (action.kind === 'offer') return `offer ${action.transfer.way}`;
  return action.kind === 'transfer' ? action.way : action.kind;
}

function partsOf(action: WaitingAction): string[] {
  const { announce, handback, offer, priority, transfer, widen } = action;
  return [
    ...(announce === undefined ? [] : ['announce']),
    ...(priority > 0 ? ['priority'] : []),
    ...(widen.length > 0 ? ['widen'] : []),
    ...(transfer.length > 0 ? ['transfer'] : []),
    ...(offer === undefined ? [] : [`offer ${offer}`]),
    ...(handback ? ['handback'] : []),
  ];
}

const WAYS = ['transfer', 'callback', 'ticket'];
const OFFERS = WAYS.map((way) => `offer ${way}`);
const SPOKEN = ['stay', 'refuse', 'clarify', ...WAYS, ...OFFERS];
const EVERYTHING = [
  ...SPOKEN.map((kind) => `turn ${kind}`),
  ...SPOKEN.map((kind) => `turn else ${kind}`),
  ...['stay', ...WAYS].map((kind) => `arrival ${kind}`),
  ...[
    'announce',
    'priority',
    'widen',
    'transfer',
    'offer callback',
    'offer ticket',
    'handback',
  ].map((part) => `waiting ${part}`),
  ...['head', 'tail', 'handback'],
  ...['accepts-offer', 'declines-offer', 'gives-slot', 'keeps-slot', 'enters-queue', 'widens'],
  ...['is-told-wait', 'moves', 'promised-call', 'promised-reply', 'promise-broken', 'requeued'],
  ...['handed-back', 'person-silent', 'answered'],
];

const PLAIN = { aliasDuplicateObjects: false };

/** The same data in the other style of YAML. */
function inOneLine(text: string): string {
  return stringify(parse(text), {
    ...PLAIN,
    collectionStyle: 'flow',
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  });
}

it(`${VALID} valid policies load, run, and mean the same however they are written`, () => {
  const done = new Set<string>();
  let [faults, contacts] = [0, 0];
  fc.assert(
    fc.property(written, fc.nat(1000), ({ fragment, main, whole }, seed) => {
      const text = stringify(whole, { aliasDuplicateObjects: seed % 10 === 0 });
      const { policy } = load(text);
      const day = dayOf(policy, seed, noting(done));
      // Other quotes, other brackets, other files: nothing of that is meaning.
      const again =
        seed % 2 === 0 ? load(inOneLine(text)) : load(stringify(main), stringify(fragment, PLAIN));
      expect(dayOf(again.policy, seed).told).toBe(day.told);
      contacts += day.contacts;
      if (day.fault) faults++;
    }),
    { numRuns: VALID, seed: SEED },
  );
  expect(EVERYTHING.filter((kind) => !done.has(kind))).toEqual([]);
  // The comparison is of many contacts, and few days end early.
  expect(contacts).toBeGreaterThan(10 * VALID);
  expect(faults).toBeLessThan(VALID / 4);
}, 120_000);

/** Refused with problems that a person can act upon, or good enough to run. */
function survives(texts: Texts): 'refused' | 'runs' {
  const begun = performance.now();
  let loaded: LoadedPolicy | undefined;
  let problems: readonly Problem[];
  try {
    loaded = load(...texts);
    problems = loaded.warnings;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems = error.problems;
  }
  expect(performance.now() - begun).toBeLessThan(SLOWEST_MS);
  const bad = problems.find((problem) => !isPlaced(problem, texts));
  if (bad) expect.fail(`a problem without its place: ${JSON.stringify(bad)}`);
  if (UNPRINTABLE.test(problemsText(problems))) expect.fail(problemsText(problems));
  if (loaded === undefined) {
    if (!problems.some((p) => p.severity === 'error')) expect.fail('refused for no reason');
    return 'refused';
  }
  dayOf(loaded.policy, 1);
  return 'runs';
}

type Texts = readonly [text: string, fragment?: string];

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\bundefined\b|\[object/;

/** The kind, words and file of a problem and, where the text is YAML at all, line and column in it. */
function isPlaced(problem: Problem, [text, fragment]: Texts): boolean {
  const { code, column, file, line, message } = problem;
  if (!/^[a-z]+(-[a-z]+)*$/.test(code) || message === '') return false;
  if (file !== FILE && file !== FRAGMENT) return false;
  if (code === 'empty-file' || code === 'more-problems') return true;
  const lines = (file === FILE ? text : fragment!).split(/\r\n|\n|\r/).length;
  return line! >= 1 && line! <= lines && column! >= 1;
}

it(`${BROKEN} broken policies are refused where they are wrong`, () => {
  const outcomes = { refused: 0, runs: 0 };
  fc.assert(
    fc.property(brokenText(brief.map(({ whole }) => whole)), (text) => {
      outcomes[survives([text])]++;
    }),
    { numRuns: BROKEN, seed: SEED },
  );
  // Most are wrong indeed; those that are not run.
  expect(outcomes.refused).toBeGreaterThan(BROKEN / 2);
  expect(outcomes.runs).toBeGreaterThan(BROKEN / 50);
}, 120_000);

it(`${BROKEN_FRAGMENTS} broken fragments are refused where they are wrong`, () => {
  const outcomes = { refused: 0, runs: 0 };
  let inFragment = 0;
  const main = `name: sound\nrules: [{ include: ${FRAGMENT} }, { id: last, then: stay }]\n`;
  fc.assert(
    fc.property(brokenText(brief.map(({ fragment }) => fragment)), (text) => {
      const outcome = survives([main, text]);
      outcomes[outcome]++;
      if (outcome === 'refused') inFragment++;
    }),
    { numRuns: BROKEN_FRAGMENTS, seed: SEED },
  );
  expect(inFragment).toBeGreaterThan(BROKEN_FRAGMENTS / 2);
}, 60_000);
