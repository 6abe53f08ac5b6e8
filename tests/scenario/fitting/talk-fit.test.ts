import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../../src/dataset/conversation.js';
import { annotate } from '../../../src/dataset/signals/annotate.js';
import { generate } from '../../../src/experiment/generate.js';
import { readYaml } from '../../../src/input/yaml-file.js';
import { compileWorld } from '../../../src/scenario/compile.js';
import { fitDialogues } from '../../../src/scenario/fitting/fit-dialogues.js';
import type { FittedNumber } from '../../../src/scenario/fitting/statistics/fitted-number.js';
import { fitTalk } from '../../../src/scenario/fitting/talk/talk-fit.js';
import { dialogueScenarioText } from '../../../src/scenario/fitting/text/dialogue-text.js';
import { recordWorld } from '../../../src/scenario/record/recorded-world.js';
import { scenarioSchema } from '../../../src/scenario/schema/scenario-schema.js';
import type { World } from '../../../src/scenario/world.js';
import { policyFor } from '../../worlds.js';

const customer = (facts: Partial<Turn> = {}): Turn => ({
  speaker: 'customer',
  ask: 'none',
  ...facts,
});
const ai = (facts: Partial<Turn> = {}): Turn => ({ speaker: 'ai', ...facts });

describe('what a few dialogues tell', () => {
  // Three conversations, counted by hand.
  const conversations: Conversation[] = [
    {
      id: 'solved at its second reply, the first having failed',
      turns: [
        customer({ atSeconds: 0 }),
        ai({ failed: true, atSeconds: 2 }),
        customer({ atSeconds: 32 }),
        ai({ failed: false, atSeconds: 34 }),
      ],
      resolved: true,
      resolvedBy: 'ai',
    },
    {
      id: 'left after two replies that did not help',
      turns: [
        customer({ atSeconds: 0 }),
        ai({ failed: false, atSeconds: 3 }),
        customer({ atSeconds: 23 }),
        ai({ failed: true, atSeconds: 27 }),
      ],
      resolved: false,
    },
    {
      id: 'asks at the second turn and is handed over there',
      turns: [
        customer({ atSeconds: 0 }),
        ai({ failed: false, atSeconds: 5 }),
        customer({ ask: 'request', atSeconds: 25 }),
        { speaker: 'human', atSeconds: 60 },
        customer({ ask: 'request', atSeconds: 70 }),
      ],
      handover: { afterCustomerTurns: 2, answered: true },
      resolved: true,
      resolvedBy: 'human',
    },
  ];
  const talk = fitTalk(conversations);

  it.each<[string, FittedNumber | undefined, number, number]>([
    // Replies that did not solve: 1, 2 and 1.
    ['failures that could be noticed', talk.failedPerReply, 2 / 4, 4],
    ['departures', talk.leavesPerReply, 1 / 4, 4],
    // Turns up to the first ask, before the person: 2, 2 and 2.
    ['first asks', talk.asksPerTurn, 1 / 6, 6],
    ['first asks at the first turn', talk.asksAtFirst, 0, 3],
    ['first asks later', talk.asksLater, 1 / 3, 3],
    ['handed over', talk.handedOver, 1 / 3, 3],
    ['at the first turn', talk.handoverByTurn[0], 0, 3],
    ['at the second turn', talk.handoverByTurn[1], 1 / 3, 3],
    ['after an ask', talk.handoverAfterAsk, 1, 1],
    ['otherwise', talk.handoverOtherwise, 0, 5],
    ['solved at the first reply', talk.dialogue.solvedByReply[0]?.recorded, 0, 3],
    ['solved at the second reply', talk.dialogue.solvedByReply[1]?.recorded, 1 / 2, 2],
  ])('%s', (_, found, value, n) => {
    expect(found!.value).toBeCloseTo(value, 12);
    expect(found!.n).toBe(n);
  });

  it('the AI replies after 2, 2, 3, 4 and 5 s: median (2·2·3·4·5)^(1/5) s', () => {
    expect(talk.aiReplyTime!.median.value).toBeCloseTo(240 ** 0.2, 9);
    expect(talk.customerReplyTime).toBeUndefined(); // only 3 times
  });

  it('tells nothing of asks, failures and outcomes that are not recorded', () => {
    const plain: Conversation[] = [
      { id: 'a', turns: [{ speaker: 'customer' }, { speaker: 'ai' }] },
    ];
    const { asksPerTurn, failedPerReply, leavesPerReply, people } = fitTalk(plain);
    expect([asksPerTurn, failedPerReply, leavesPerReply, people]).toEqual(Array(4).fill(undefined));
  });
});

describe('asks that nothing tells of', () => {
  const asks = (...some: (Turn['ask'] | undefined)[]): Conversation => ({
    id: some.join(),
    turns: some.flatMap((ask) => [{ speaker: 'customer', ...(ask ? { ask } : {}) }, ai()] as const),
  });
  const told = [asks('none', 'request', 'none'), asks('none', 'none', 'none'), asks('request')];

  it('count up to the first turn of which nothing tells', () => {
    const { asksAtFirst, asksLater, asksPerTurn, handoverOtherwise } = fitTalk([
      ...told,
      asks(undefined, undefined, undefined),
      asks('none', 'none', undefined, 'request'),
      asks(undefined, 'request'),
    ]);
    // Turns up to the first ask: 2, 3, 1, then none, 2 and none.
    expect(asksPerTurn).toMatchObject({ value: 2 / 8, n: 8 });
    expect(asksAtFirst).toMatchObject({ value: 1 / 4, n: 4 });
    expect(asksLater).toMatchObject({ value: 1 / 4, n: 4 });
    expect(handoverOtherwise!.n).toBe(7); // turns known not to ask
  });

  it('are an assumption where nothing tells of any', () => {
    const silent = [asks(undefined, undefined), asks(undefined)];
    const talk = fitTalk(silent);
    expect([talk.asksPerTurn, talk.handoverAfterAsk, talk.handoverOtherwise]).toEqual(
      Array(3).fill(undefined),
    );
    const text = dialogueScenarioText('f', fitDialogues(silent), { file: 'r.jsonl' });
    expect(text).toContain('# asks: assumption');
    expect(text).toContain('# gives_up: assumption');
    // A replay has customers ask at later turns only: a first one tells nothing of those.
    const first = fitDialogues([asks('none')]);
    expect(dialogueScenarioText('f', first, { file: 'r.jsonl' })).not.toContain('per_turn: 0,');
  });
});

describe('a source that cannot tell hand-overs', () => {
  const talk = [{ id: 'a', turns: [customer(), ai()] }];
  const text = (why?: string) =>
    dialogueScenarioText('f', fitDialogues(talk, undefined, why), { file: 'r.jsonl' });

  it('has no line that says there were none', () => {
    expect(text()).toContain('0 % [0, 79.3] (n = 1) handed over');
    expect(text('nobody could be called')).toContain(
      '# Hand-overs: not told by the record (nobody could be called).',
    );
    expect(text('nobody could be called')).not.toMatch(/, 0 % \[|turn 1:|any other turn/);
  });
});

const SCENARIO = readYaml(
  's.yaml',
  `
name: known
horizon: { opens: "08:00", closes: "20:00" }
demand: { contacts_per_day: 800, by_hour: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], noise: 0 }
intents:
  easy: { share: 0.5, ai_solvable: 0.8, ai_success_per_turn: 0.5, handle_time: { constant: 300s }, person_resolves: 0.9 }
  hard: { share: 0.48, ai_solvable: 0.35, ai_success_per_turn: 0.25, handle_time: { constant: 300s }, person_resolves: 0.6 }
  rare: { share: 0.02, ai_solvable: 0.6, ai_success_per_turn: 0.4, handle_time: { constant: 300s } }
ai: { progress: 0.3, sensitivity: 0.8, specificity: 0.95, reply_time: { lognormal: { median: 4s, sigma: 0.4 } } }
teams: { general: { shifts: [{ from: "08:00", to: "21:00", agents: 80 }] } }
customers:
  reply_time: { lognormal: { median: 30s, sigma: 0.8 } }
  asks: { per_turn: 0.06, after_failure: 1, when_negative: 1 }
  gives_up: 0
  at_tolerance: { ask: 0, leave: 0 }
  returns: { unresolved: { probability: 0, after: { constant: 2h } }, abandoned: { probability: 0, after: { constant: 10m } } }
`,
  scenarioSchema,
);
/** Hands over whoever asks, and those whom the AI fails: the more it fails, the sooner. */
const POLICY = `
name: known
rules:
  - { id: asked, when: asks >= 1, then: { transfer: general } }
  - { id: failed, when: failed_turns >= 3, then: { transfer: general } }
`;

describe('a world that is known, as it was logged', () => {
  const world: World = compileWorld(SCENARIO);
  const record = [...generate(world, policyFor(world, POLICY), 3, 3000)].map(annotate);
  const talk = fitTalk(record);
  /** Within 1.7 times the interval's reach: once in a thousand beyond that by luck, since one of 20 is beyond 1. */
  const expectHeld = ({ high, low, value }: FittedNumber, truth: number) => {
    const reach = truth > value ? high! - value : value - low!;
    expect(Math.abs(truth - value)).toBeLessThan(1.7 * reach);
    expect(high! - low!).toBeLessThan(0.25 * Math.max(1, truth));
  };

  it.each([
    ['easy', 0.8, 0.5, 0.9],
    ['hard', 0.35, 0.25, 0.6],
  ])('holds what the scenario has of the %s intent', (intent, p, s, people) => {
    const { from, solvable, successPerReply } = talk.dialogue.byIntent.get(intent)!;
    expect(from).toEqual({ solvable: 'own', successPerReply: 'own' });
    expectHeld(solvable, p);
    expectHeld(successPerReply, s);
    expectHeld(talk.people!.byIntent.get(intent)!.resolves, people);
  });

  it('holds what it has of customers, and of failures as far as the AI noticed them', () => {
    expectHeld(talk.asksAtFirst!, 0.06);
    expectHeld(talk.asksLater!, 0.06);
    // 0.7 of the replies that do not solve fail: 0.7 · 0.8 + 0.3 · 0.05 look so to the AI.
    expectHeld(talk.failedPerReply!, 0.575);
    expectHeld(talk.aiReplyTime!.median, 4);
    expectHeld(talk.aiReplyTime!.sigma, 0.4);
    expectHeld(talk.customerReplyTime!.median, 30);
    expectHeld(talk.customerReplyTime!.sigma, 0.8);
  });

  const textOf = (synthetic: boolean) =>
    dialogueScenarioText('f', fitDialogues(record), {
      file: 'r.jsonl',
      ...(synthetic ? { synthetic } : {}),
    });
  const { world: replayed } = recordWorld(world, SCENARIO.value, record);

  it('is written for invented customers as the world in which the record goes on', () => {
    const written = compileWorld(readYaml('f.yaml', textOf(true), scenarioSchema));
    for (const intent of replayed.intents) {
      const same = written.intents.find(({ name }) => name === intent.name)!;
      expect(same.aiSolvable).toBeCloseTo(intent.aiSolvable, 4);
      expect(same.aiSuccessPerTurn).toBeCloseTo(intent.aiSuccessPerTurn, 4);
      expect(same.personLogit).toBeCloseTo(intent.personLogit, 3);
    }
    // A replay counts failures as they were noticed, and departures after any reply that did not solve.
    const { ai: desk, customers } = replayed;
    expect(written.ai.sensitivity).toBeCloseTo(1 - desk.neutral, 4);
    expect([written.ai.progress, written.ai.neutral, written.ai.specificity]).toEqual([0, 0, 1]);
    expect(written.customers.givesUp).toBeCloseTo(customers.leaves, 4);
    const { afterFailure, perTurn } = written.customers.asks;
    expect(perTurn * afterFailure).toBeCloseTo(customers.asks.perTurn, 2);
  });

  it('goes on as written where a replay says so, which is what was fitted until somebody changes it', () => {
    const replay = (text: string) => {
      const scenario = readYaml('f.yaml', text, scenarioSchema);
      return recordWorld(compileWorld(scenario), scenario.value, record).world;
    };
    const text = textOf(false);
    expect(text).toContain('talk: as_written');
    const [written, fitted] = [
      replay(text),
      replay(text.replace('talk: as_written', 'talk: fitted')),
    ];
    expect(written.ai.neutral).toBeCloseTo(fitted.ai.neutral, 4);
    for (const [i, intent] of fitted.intents.entries()) {
      expect(written.intents[i]!.aiSolvable).toBeCloseTo(intent.aiSolvable, 4);
      expect(written.intents[i]!.aiSuccessPerTurn).toBeCloseTo(intent.aiSuccessPerTurn, 4);
      expect(written.intents[i]!.personLogit).toBeCloseTo(intent.personLogit, 3);
    }
    const { asks, leaves } = fitted.customers;
    expect(written.customers.leaves).toBeCloseTo(leaves, 4);
    expect(written.customers.asks.perTurn).toBeCloseTo(asks.perTurn, 4);
    const solvable = (of: World) => of.record!.dialogues.map((dialogue) => dialogue.solvable);
    expect(solvable(written)[0]).toBeCloseTo(solvable(fitted)[0]!, 3);

    const changed = text.replace(/ai_solvable: [\d.]+/g, 'ai_solvable: 0.9');
    expect(replay(changed).intents.map((intent) => intent.aiSolvable)).toEqual([0.9, 0.9, 0.9]);
    const refitted = replay(changed.replace('talk: as_written', 'talk: fitted'));
    expect(refitted.intents[0]!.aiSolvable).toBeCloseTo(fitted.intents[0]!.aiSolvable, 9);
  });
});
