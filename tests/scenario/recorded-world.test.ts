import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../src/dataset/conversation.js';
import { readYaml } from '../../src/input/yaml-file.js';
import { RECORDED } from '../../src/policy/policy.js';
import { compileWorld } from '../../src/scenario/compile.js';
import { shareBelow } from '../../src/scenario/distribution/distribution.js';
import { fitDialogue, fitPeople, solvableGiven } from '../../src/scenario/record/fit-dialogue.js';
import type { RecordedTurn } from '../../src/scenario/record/recorded-dialogue.js';
import { recordWorld } from '../../src/scenario/record/recorded-world.js';
import { scenarioSchema } from '../../src/scenario/schema/scenario-schema.js';
import { runDay, said } from '../simulation/runs.js';

const answered = (n: number): RecordedTurn[] => Array.from({ length: n }, () => said());
const fitCase = (replies: number, outcome: 'ai' | 'lost' | 'handed-over' | 'unknown') => ({
  turns: answered(replies),
  handedOver: outcome === 'handed-over',
  resolved: outcome === 'ai' ? true : outcome === 'lost' ? false : undefined,
});
const PRIOR = () => ({ aiSolvable: 0.8, aiSuccessPerTurn: 0.3 });
/** What is fitted to one kind of issue, without intervals. */
const oneKind = (cases: Parameters<typeof fitDialogue>[0]) => {
  const fit = fitDialogue(cases, PRIOR);
  const { solvable, successPerReply } = fit.byIntent.get('')!;
  return { ...fit, solvable: solvable.value, successPerReply: successPerReply.value };
};

describe('the AI’s success fitted to a record', () => {
  it('one reply each: 2 of 5 solved of 0.8 solvable make 0.5 a reply', () => {
    const cases = [
      fitCase(1, 'ai'),
      fitCase(1, 'ai'),
      fitCase(1, 'lost'),
      fitCase(1, 'lost'),
      fitCase(1, 'handed-over'),
    ];
    const fit = oneKind(cases);
    expect(fit).toMatchObject({ solvable: 0.8, solved: 2, known: 5 });
    expect(fit.successPerReply).toBeCloseTo(0.5, 9);
    // Two solved it; after the three other replies two left.
    expect(fit.leavesPerReply).toBeCloseTo(2 / 3, 12);
  });

  it('finds s = 0.5 where 0.8 are solvable and as many are solved at each reply as that makes', () => {
    const cases = [
      ...Array.from({ length: 4 }, () => fitCase(1, 'ai')), // 10 · 0.8 · 0.5
      ...Array.from({ length: 2 }, () => fitCase(2, 'ai')), // 10 · 0.8 · 0.5 · 0.5
      ...Array.from({ length: 4 }, () => fitCase(2, 'lost')),
    ];
    expect(oneKind(cases).successPerReply).toBeCloseTo(0.5, 9);
  });

  it('raises the solvable share a little above what was solved, where that is more', () => {
    const cases = [...Array.from({ length: 9 }, () => fitCase(3, 'ai')), fitCase(3, 'lost')];
    expect(oneKind(cases).solvable).toBeCloseTo(0.945, 12);
  });

  it('is the scenario’s where the record tells no outcome of the AI', () => {
    const fit = oneKind([fitCase(3, 'unknown'), fitCase(2, 'handed-over')]);
    expect(fit).toMatchObject({ solvable: 0.8, successPerReply: 0.3, solved: 0, known: 0 });
  });

  it('fits people to the answered hand-overs with a known outcome', () => {
    const handed = (resolved: boolean | undefined, answered: boolean | undefined) => ({
      ...fitCase(1, 'handed-over'),
      resolved,
      answered,
    });
    const cases = [
      ...Array.from({ length: 3 }, () => handed(true, true)),
      handed(false, undefined),
      handed(false, false), // nobody answered: tells nothing about people
      handed(undefined, true),
    ];
    const fit = fitDialogue([fitCase(1, 'ai'), fitCase(1, 'lost')], PRIOR);
    // Without a slope difficulty plays no part: (3 + ½) of (4 + 1) is 0.7, whose log-odds are ln(7/3).
    const logit = (slope: number) => fitPeople(cases, fit, slope)!.byIntent.get('')!.logit;
    expect(fitPeople(cases, fit, 0)!.everybody).toMatchObject({ solved: 3, known: 4 });
    expect(logit(0)).toBeCloseTo(Math.log(7 / 3), 9);
    // With one, what is handed over is harder than average, so people must be better than that.
    expect(logit(-0.8)).toBeGreaterThan(Math.log(7 / 3));
    expect(fitPeople([handed(undefined, true)], fit, -0.8)).toBeUndefined();
    // An interval of the solvable share up to 1 leaves one of people's success inside 0 to 1.
    const of = (value: number, high: number) => ({ value, low: 0.3, high, n: 1, method: '' });
    const from = { solvable: 'everybody', successPerReply: 'own' } as const;
    const wide = { solvable: of(0.5, 1), successPerReply: of(0.3, 0.6), from };
    const { resolves } = fitPeople(
      cases,
      { everybody: wide, byIntent: new Map() },
      -0.8,
    )!.everybody;
    expect(resolves.low!).toBeGreaterThan(0.2);
    expect(resolves.high!).toBeLessThan(1);
  });

  it('P(solvable | record) follows Bayes: certain, or p(1 − s)ⁿ against 1 − p', () => {
    const of = (value: number) => ({ value, n: 1, method: '' });
    const from = { solvable: 'own', successPerReply: 'own' } as const;
    const everybody = { solvable: of(0.8), successPerReply: of(0.5), from };
    const fit = { everybody, byIntent: new Map() };
    expect(solvableGiven(fitCase(4, 'ai'), fit)).toBe(1);
    expect(solvableGiven(fitCase(0, 'lost'), fit)).toBeCloseTo(0.8, 12);
    expect(solvableGiven(fitCase(2, 'lost'), fit)).toBeCloseTo(0.2 / 0.4, 12);
    expect(solvableGiven(fitCase(2, 'handed-over'), fit)).toBeCloseTo(0.2 / 0.4, 12);
    expect(solvableGiven(fitCase(3, 'unknown'), fit)).toBeCloseTo(0.1 / 0.3, 12);
  });
});

const SCENARIO = readYaml(
  's.yaml',
  `
name: recorded
horizon: { opens: "08:00", closes: "12:00" }
demand: { contacts_per_day: 400, by_hour: [1, 1, 1, 1], noise: 0 }
intents: { any: { share: 1, ai_solvable: 0.8, ai_success_per_turn: 0.3, handle_time: { constant: 60s } } }
teams: { general: { shifts: [{ from: "08:00", to: "12:00", agents: 9 }] } }
customers: { tolerance: { median: 0.6, sigma: 0.8 }, returns: { max_visits: 1 } }
`,
  scenarioSchema,
);
const record = (conversations: readonly Conversation[]) =>
  recordWorld(compileWorld(SCENARIO), SCENARIO.value, conversations).world;

const customer = (facts: Partial<Turn> = {}): Turn => ({
  speaker: 'customer',
  ask: 'none',
  ...facts,
});
const ai = (facts: Partial<Turn> = {}): Turn => ({ speaker: 'ai', ...facts });

describe('a recording', () => {
  it('takes all that the AI says before the next customer turn for one reply', () => {
    const [dialogue] = record([
      {
        id: 'a',
        turns: [
          ai(),
          customer(),
          ai({ confidence: 0.9 }),
          ai({ confidence: 0.3 }),
          customer(),
          customer(),
          ai({ repeated: true }),
        ],
        resolved: false,
      },
    ]).record!.dialogues;
    expect(dialogue!.turns).toMatchObject([
      { reply: { failed: true, confidence: 0.3 } },
      {},
      { reply: { repeated: true, failed: true } },
    ]);
    expect(dialogue!.turns[1]!.reply).toBeUndefined();
  });

  it('ends with the hand-over: what is said to a person is no dialogue with the AI', () => {
    const [dialogue] = record([
      {
        id: 'a',
        turns: [
          customer(),
          ai(),
          customer({ ask: 'request' }),
          { speaker: 'human' },
          customer({ ask: 'request', sentiment: -0.9 }),
          { speaker: 'human' },
        ],
        handover: { afterCustomerTurns: 2 },
      },
    ]).record!.dialogues;
    expect(dialogue!.turns.map((turn) => turn.ask)).toEqual(['none', 'request']);
    expect(dialogue!.handoverAfter).toBe(2);
  });

  it('knows the frustration through which the customer stayed', () => {
    // decay 0.85; negative +0.3, ask not honoured +0.5, failed +0.25, repeated +0.35
    const turns = [
      customer({ sentiment: -0.5 }), // 0.3
      ai({ repeated: true }), // 0.3 + 0.25 + 0.35 = 0.9
      customer({ ask: 'request' }), // 0.9 · 0.85 + 0.5 = 1.265
      ai(), // seemed fine …
      customer({ rephrased: true, sentiment: -0.5 }), // … but had failed: 1.515; the rest is the last turn
    ];
    const of = (some: readonly Turn[]) =>
      record([{ id: 'a', turns: some }]).record!.dialogues[0]!.toleranceAbove;
    expect(of(turns)).toBeCloseTo(1.515, 12);
    expect(of(turns.slice(0, 3))).toBeCloseTo(0.9, 12);
    expect(of(turns.slice(0, 1))).toBe(0);
  });
});

describe('tolerance in a replay', () => {
  const turns = [
    customer({ sentiment: -0.5 }),
    ai({ failed: true }),
    customer(),
    ai(),
    customer({ rephrased: true }),
    ai(),
  ];
  const world = record([{ id: 'a', turns, resolved: false }]);

  it('is above what the record shows the customer to have stayed through: nobody boils over on it', () => {
    const { records } = runDay(world, RECORDED);
    expect(records.length).toBeGreaterThan(300);
    for (const r of records) {
      expect(r.frustrationPeak).toBeCloseTo(0.7175, 12); // (0.3 + 0.25) · 0.85 + 0.25
      expect(r.boiledOver).toBe(false);
    }
  });

  it('has the scenario’s distribution above that', () => {
    // The share that has had enough at level x is P(T ≤ x | T > above).
    const { toleranceAbove: above } = world.record!.dialogues[0]!;
    const { tolerance } = world.customers;
    const level = 1;
    const expected =
      (shareBelow(tolerance, level) - shareBelow(tolerance, above)) /
      (1 - shareBelow(tolerance, above));
    const moody = {
      ...world,
      intents: world.intents.map((intent) => ({ ...intent, mood: -level })),
      frustration: { ...world.frustration, decay: 0, failed: 0, negative: 0 },
    };
    const { records } = runDay(moody, RECORDED);
    const boiled = records.filter((r) => r.boiledOver).length / records.length;
    const error = Math.sqrt((expected * (1 - expected)) / records.length);
    expect(Math.abs(boiled - expected)).toBeLessThan(3.5 * error);
  });
});
