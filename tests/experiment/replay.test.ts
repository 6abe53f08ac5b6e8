import { describe, expect, it } from 'vitest';
import { compare } from '../../src/experiment/compare.js';
import type { Comparison, PolicyEvaluation } from '../../src/experiment/evaluation.js';
import { variations } from '../../src/experiment/sensitivity.js';
import { RECORDED } from '../../src/policy/policy.js';
import type { RecordedDialogue } from '../../src/scenario/record/recorded-dialogue.js';
import type { World } from '../../src/scenario/world.js';
import { placid, recorded, reply, runDay, said, withRecord } from '../simulation/runs.js';
import { plainWorld, policyFor, withIssues } from '../worlds.js';

/** Each dialogue `times` over, one every ten minutes, so that the sampling adds no luck. */
function replaying(dialogues: readonly RecordedDialogue[], times = 1): World {
  const world = placid(plainWorld({ agents: 3 }));
  const issues = dialogues.flatMap((_, dialogue) => Array(times).fill({ dialogue }));
  return withRecord(
    withIssues(
      world,
      issues.map((issue, n) => ({ ...issue, at: n * 600 })),
    ),
    dialogues,
  );
}

const ask = said({ ask: 'request' });
const offers = said({ reply: reply({ offersPerson: true }) });

/** Four conversations: a hand-over at the second ask, a solution, a customer lost, an unknown end. */
const FOUR: readonly RecordedDialogue[] = [
  recorded([said(), ask, ask], {
    id: 'handed',
    handoverAfter: 3,
    handleSeconds: 50,
    resolved: true,
    resolvedBy: 'human',
  }),
  recorded([said(), said()], { id: 'solved', resolved: true, resolvedBy: 'ai', solvable: 1 }),
  recorded([said(), ask, said({ sentiment: -0.8 })], { id: 'lost', resolved: false }),
  recorded([said()], { id: 'unknown' }),
];

const OPTIONS = { seed: 3, replications: 4, sensitivity: false };
const under = (world: World, rules: string) => ({
  policy: policyFor(world, `name: other\nrules: [${rules}]`),
  description: '',
});

async function compared(
  dialogues: readonly RecordedDialogue[],
  rules: string,
  times = 1,
): Promise<Comparison> {
  const world = replaying(dialogues, times);
  return compare(world, [{ policy: RECORDED, description: '' }, under(world, rules)], OPTIONS);
}
const value = (policy: PolicyEvaluation, id: string) =>
  policy.slices.get('all')!.get(id)!.interval?.value;
const observed = (policy: PolicyEvaluation, id: string) =>
  policy.slices.get('all')!.get(id)!.observedShare;

describe('the built-in policy `recorded`', () => {
  it('reproduces the record on every metric that the record can tell', async () => {
    const { replay, policies } = await compared(FOUR, '');
    expect(replay!.conversations).toBe(4);
    expect(Object.fromEntries(replay!.rows.map((row) => [row.metric, row.recorded]))).toEqual({
      'containment.rate': 3 / 4,
      'transfer.rate': 1 / 4,
      'friction.asking': 2 / 4,
      'friction.asks': 3 / 2,
      'friction.refusals': 2 / 2, // the first ask of the one, the only ask of the other
    });
    for (const row of replay!.rows) {
      expect([row.metric, row.replayed.value]).toEqual([row.metric, row.recorded]);
      expect([row.metric, row.agrees]).toEqual([row.metric, true]);
    }
    expect(policies[0]!.support).toEqual({
      samePoint: 1 / 4,
      neither: 3 / 4,
      earlier: 0,
      later: 0,
      diverged: 0,
    });
  });

  it('is compared on outcomes only where all are known that a figure is about', async () => {
    const outcomes = async (dialogues: readonly RecordedDialogue[]) => {
      const { replay } = await compared(dialogues, '');
      const { rows, untold } = replay!;
      return {
        rows: rows
          .filter(({ metric }) => metric.startsWith('resolution'))
          .map((row) => [row.metric, row.recorded, row.replayed.value]),
        untold: untold.filter(({ metric }) => metric.startsWith('resolution')),
      };
    };
    const [handed, solved, lost] = FOUR as [RecordedDialogue, RecordedDialogue, RecordedDialogue];
    expect((await outcomes([handed, solved, lost])).rows).toEqual([
      ['resolution.rate', 2 / 3, 2 / 3],
      ['resolution.ai', 1 / 3, 1 / 3],
      ['resolution.human', 1 / 3, 1 / 3],
    ]);
    // A hand-over whose outcome is unknown was not solved by the AI in any case.
    const { resolved: _, ...open } = handed;
    expect((await outcomes([open, solved, lost])).rows).toEqual([['resolution.ai', 1 / 3, 1 / 3]]);
    // One that ended with the AI, nobody knows how, may have been.
    expect(await outcomes(FOUR)).toEqual({
      rows: [],
      untold: [
        { metric: 'resolution.rate', why: 'the outcome is known of 3 of 4 only' },
        { metric: 'resolution.ai', why: 'whether the AI solved it is known of 3 of 4 only' },
        { metric: 'resolution.human', why: 'the outcome is known of 3 of 4 only' },
      ],
    });
  });

  it('compares recorded waits and abandonment with the simulated queue', async () => {
    const left = (id: string) =>
      recorded([said()], { id, handoverAfter: 1, answered: false, waitSeconds: 1800 });
    const { replay } = await compared([left('a'), left('b'), left('c')], '');
    const row = (id: string) => replay!.rows.find(({ metric }) => metric === id);
    expect(row('wait.mean')).toMatchObject({ recorded: 1800, agrees: false });
    expect(row('abandonment.rate')).toMatchObject({ recorded: 1, agrees: false });
  });

  it('takes no outcome for observed where the record’s customer left before an answer', async () => {
    const left = recorded([said()], {
      handoverAfter: 1,
      answered: false,
      handleSeconds: 7,
      resolved: false,
    });
    const [policy] = (await compared([left], '')).policies;
    expect(observed(policy!, 'resolution.rate')).toBe(0);
    expect(observed(policy!, 'cost.contact')).toBe(0);
  });

  it('is all observed but for the queue', async () => {
    const [recordedPolicy] = (await compared(FOUR, '')).policies;
    expect(observed(recordedPolicy!, 'friction.asks')).toBe(1);
    expect(observed(recordedPolicy!, 'transfer.rate')).toBe(1);
    expect(observed(recordedPolicy!, 'cost.contact')).toBe(1);
    expect(observed(recordedPolicy!, 'wait.mean')).toBe(0);
    expect(observed(recordedPolicy!, 'abandonment.rate')).toBe(0);
  });

  it('leaves open how what nobody wrote down came out', async () => {
    const [recordedPolicy] = (await compared(FOUR, '')).policies;
    // Of three known outcomes two are solved; the fourth may be, or not.
    expect(observed(recordedPolicy!, 'resolution.rate')).toBe(3 / 4);
    expect(recordedPolicy!.resolutionBounds).toEqual({ low: 2 / 4, high: 3 / 4 });
  });

  it('is told from a world that cannot reproduce it', async () => {
    const world = replaying(FOUR);
    const twisted: World = {
      ...world,
      demand: {
        kind: 'scheduled',
        issues: [0, 0, 0].map((dialogue, n) => ({ at: n * 600, dialogue })),
      },
    };
    const found = await compare(twisted, [{ policy: RECORDED, description: '' }], OPTIONS);
    const containment = found.replay!.rows.find((row) => row.metric === 'containment.rate')!;
    expect(containment).toMatchObject({ recorded: 3 / 4, agrees: false });
    expect(containment.replayed.value).toBe(0);
  });

  it('no longer does where the scenario adds repeat contacts to a record that holds its own', async () => {
    const world = replaying(FOUR, 5);
    const back = { probability: 1, after: { kind: 'constant', seconds: 3600 } } as const;
    const returning: World = {
      ...world,
      customers: {
        ...world.customers,
        returns: { unresolved: back, abandoned: back, maxVisits: 3 },
      },
    };
    const { replay } = await compare(returning, [{ policy: RECORDED, description: '' }], OPTIONS);
    expect(replay!.rows.find((row) => row.metric === 'containment.rate')!.agrees).toBe(false);
  });
});

describe('a policy that parts from the record', () => {
  it('at the first ask: earlier on two, matched on two; the outcomes bounded', async () => {
    const [, policy] = (
      await compared(FOUR, '{ id: ask, when: asks >= 1, then: { transfer: general } }')
    ).policies;
    expect(policy!.support).toEqual({
      samePoint: 0,
      neither: 2 / 4,
      earlier: 2 / 4,
      later: 0,
      diverged: 0,
    });
    expect(value(policy!, 'transfer.rate')).toBe(2 / 4);
    // Known: the solved one. Modelled: the two handed over early. Recorded nowhere: the unknown end.
    expect(policy!.resolutionBounds).toEqual({ low: 1 / 4, high: 4 / 4 });
    expect(observed(policy!, 'resolution.rate')).toBe(1 / 4);
    expect(observed(policy!, 'cost.contact')).toBe(0); // both human stages are modelled
    expect(observed(policy!, 'friction.asks')).toBe(1); // every turn spoken is a recorded one
    expect(observed(policy!, 'transfer.rate')).toBe(1);
  });

  it('going on past the hand-over: later, and its outcome bounded', async () => {
    const [, policy] = (
      await compared(FOUR, '{ id: late, when: turns >= 6, then: { transfer: general } }')
    ).policies;
    expect(policy!.support).toEqual({
      samePoint: 0,
      neither: 3 / 4,
      earlier: 0,
      later: 1 / 4,
      diverged: 0,
    });
    expect(policy!.resolutionBounds).toEqual({ low: 1 / 4, high: 3 / 4 });
    // 9 recorded turns, and turns 4 to 6 of the first
    expect(observed(policy!, 'friction.asks')).toBe(9 / 12);
  });

  it('leaving out an offer: diverged, whether or not the record handed over after it', async () => {
    const dialogues = [
      recorded([said(), offers, said({ ask: 'accept' })], { handoverAfter: 3 }),
      recorded([offers, said({ ask: 'refuse' })], {
        resolved: true,
        resolvedBy: 'ai',
        solvable: 1,
      }),
    ];
    const [, policy] = (
      await compared(dialogues, '{ id: late, when: turns >= 4, then: { transfer: general } }')
    ).policies;
    expect(policy!.support).toEqual({
      samePoint: 0,
      neither: 0,
      earlier: 0,
      later: 0,
      diverged: 1,
    });
  });

  it('refusing aloud where the record only stayed: diverged', async () => {
    const [, policy] = (
      await compared(
        [FOUR[2]!],
        '{ id: no, when: asks == 1 && turns == 2, then: refuse }, { id: end, when: turns >= 5, then: { transfer: general } }',
      )
    ).policies;
    expect(policy!.support!.diverged).toBe(1);
    expect(observed(policy!, 'friction.asks')).toBe(2 / 5);
  });

  it('reading a modelled queue makes even a decision on recorded turns modelled', async () => {
    const [, policy] = (
      await compared(
        FOUR,
        '{ id: ask, when: asks >= 1 && desk.general.queue < 5, then: { transfer: general } }',
      )
    ).policies;
    expect(observed(policy!, 'transfer.rate')).toBe(0);
    expect(policy!.support!.earlier).toBe(2 / 4);
  });
});

describe('contacts without a dialogue', () => {
  it('enter at the queue if the record handed over, and are over at once if not', () => {
    const world = replaying([
      recorded([], { id: 'call', handoverAfter: 0, handleSeconds: 90, resolved: true }),
      recorded([], { id: 'empty' }),
    ]);
    for (const policy of [RECORDED, under(world, '').policy]) {
      const { records } = runDay(world, policy);
      expect(records).toMatchObject([
        {
          dialogue: 0,
          customerTurns: 0,
          queuedAt: 0,
          handleSeconds: 90,
          support: 'same-point',
          resolved: true,
        },
        {
          dialogue: 1,
          customerTurns: 0,
          ending: 'left-ai',
          endedAt: 600,
          support: 'neither',
          resolved: undefined,
        },
      ]);
    }
  });
});

describe('signals on record', () => {
  it('keep the latest reply’s confidence over a turn to which the AI said nothing', () => {
    const { reply: _, ...unanswered } = said();
    const world = replaying([
      recorded([said({ reply: reply({ confidence: 0.3 }) }), unanswered, said()]),
    ]);
    const [only] = runDay(
      world,
      under(
        world,
        '{ id: unsure, when: turns == 3 && confidence < 0.5, then: { transfer: general } }',
      ).policy,
    ).records;
    expect(only!.rule).toBe(0);
  });

  it('have the least-squares slope of the turns that have a sentiment', () => {
    // turns 1, 3 and 4 with 0.5, −0.1, −0.5: slope −23/70
    const moods = [0.5, Number.NaN, -0.1, -0.5];
    const world = replaying([recorded(moods.map((sentiment) => said({ sentiment })))]);
    const fires = (low: number, high: number) =>
      runDay(
        world,
        under(
          world,
          `{ id: s, when: turns == 4 && sentiment_slope > ${low} && sentiment_slope < ${high}, then: { transfer: general } }`,
        ).policy,
      ).records[0]!.rule === 0;
    expect(fires(-23 / 70 - 1e-9, -23 / 70 + 1e-9)).toBe(true);
  });
});

it('a varied AI success reaches the issues of a replay, by Bayes', () => {
  const world = replaying([recorded([said()], { solvable: 0.5 }), FOUR[1]!]);
  const prior = {
    ...world,
    intents: world.intents.map((intent) => ({ ...intent, aiSolvable: 0.8 })),
  };
  const [lower, higher] = variations(prior).filter(({ id }) => id === 'ai_success');
  const solvable = (w: World) => w.record!.dialogues.map((d) => d.solvable);
  // odds 1 : 1 under 0.8 : 0.2 become 0.6/0.8 : 0.4/0.2
  expect(solvable(lower!.world)[0]).toBeCloseTo(0.75 / 2.75, 12);
  expect(solvable(higher!.world)[0]).toBe(1); // every issue is solvable then
  expect(solvable(lower!.world)[1]).toBe(1);
});
