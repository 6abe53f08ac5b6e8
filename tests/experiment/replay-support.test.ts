import { describe, expect, it } from 'vitest';
import { compare } from '../../src/experiment/compare.js';
import type {
  Comparison,
  PolicyEvaluation,
  SupportFloor,
} from '../../src/experiment/evaluation.js';
import { RECORDED } from '../../src/policy/policy.js';
import { replayTables } from '../../src/report/comparison/replay-tables.js';
import type { RecordedDialogue } from '../../src/scenario/record/recorded-dialogue.js';
import type { World } from '../../src/scenario/world.js';
import { placid, withRecord } from '../simulation/runs.js';
import { plainWorld, policyFor, withIssues } from '../worlds.js';
import { contained, handedOver } from './replays.js';

const NEVER = '';
const AT_FIRST_TURN = '{ id: first, when: turns >= 1, then: { transfer: general } }';
const AT_ASK = '{ id: ask, when: asks >= 1, then: { transfer: general } }';

/** Each once a day, one every ten minutes, in a world that reproduces them exactly. */
async function compared(
  dialogues: readonly RecordedDialogue[],
  policies: Readonly<Record<string, string>>,
  floor?: SupportFloor,
  sensitivity = false,
): Promise<Comparison> {
  const issues = dialogues.map((_, dialogue) => ({ at: dialogue * 600, dialogue }));
  const world: World = withRecord(withIssues(placid(plainWorld({ agents: 3 })), issues), dialogues);
  const candidates = Object.entries(policies).map(([name, rules]) => ({
    policy: policyFor(world, `name: ${name}\nrules: [${rules}]`),
    description: '',
  }));
  return compare(world, [{ policy: RECORDED, description: '' }, ...candidates], {
    seed: 3,
    replications: 3,
    sensitivity,
    ...(floor ? { floor } : {}),
  });
}

const policy = ({ policies }: Comparison, name: string): PolicyEvaluation =>
  policies.find((p) => p.name === name)!;
const cell = (of: PolicyEvaluation, id: string, slice = 'all') => of.slices.get(slice)!.get(id)!;

/** 10 handed over, of which 9 solved; 20 solved by the AI, 9 not, 1 with an unknown end. */
const FORTY: readonly RecordedDialogue[] = [
  ...Array.from({ length: 10 }, (_, i) => handedOver(`h${i}`, i > 0)),
  ...Array.from({ length: 20 }, (_, i) => contained(`s${i}`, true)),
  ...Array.from({ length: 9 }, (_, i) => contained(`u${i}`, false)),
  contained('unknown', undefined),
];

describe('figures without the modelled part', () => {
  it('are those of the matched contacts, and of their outcomes the recorded ones', async () => {
    const found = await compared(FORTY, { never: NEVER, ask: AT_ASK });
    const never = policy(found, 'never');
    expect(never.support).toEqual({
      samePoint: 0,
      neither: 30 / 40,
      earlier: 0,
      later: 10 / 40,
      diverged: 0,
    });
    expect(never.matched).toEqual({ contacts: 3 * 30, conversations: 30, outcomes: 29 });
    // The record tells the outcome of 29 whom it never handed over; 20 were solved.
    expect(cell(never, 'resolution.rate', 'matched').interval!.value).toBe(20 / 29);
    // 29 of 40 that ended: of one nobody wrote down how, the ten beyond the record are modelled.
    expect(cell(never, 'resolution.rate').observedShare).toBe(29 / 40);
    expect(cell(never, 'friction.asking', 'matched').interval!.value).toBe(0);
    expect(cell(never, 'containment.rate', 'matched').interval!.value).toBe(1);
    // Whoever asks is handed over at the ask, as recorded: nothing but the queue is modelled.
    const ask = policy(found, 'ask');
    expect(ask.matched).toEqual({ contacts: 3 * 40, conversations: 40, outcomes: 39 });
    expect(cell(ask, 'resolution.rate', 'matched').interval!.value).toBe(29 / 39);
    expect(cell(ask, 'friction.asks', 'matched').refused).toBeUndefined();
    expect(cell(ask, 'friction.asks', 'matched').interval!.value).toBe(1);
  });

  it('have no queue, no feelings and no money', async () => {
    const recorded = policy(await compared(FORTY, {}), 'recorded');
    for (const id of ['wait.mean', 'abandonment.rate', 'frustration.peak', 'cost.contact']) {
      expect([id, cell(recorded, id).interval === undefined]).toEqual([id, false]);
      expect([id, cell(recorded, id, 'matched')]).toEqual([id, {}]);
    }
  });
});

describe('a figure is refused', () => {
  it('where less than a tenth of it is on record, and nothing is ranked by it', async () => {
    const found = await compared(FORTY, { first: AT_FIRST_TURN }, undefined, true);
    const first = policy(found, 'first');
    expect(cell(first, 'resolution.rate')).toEqual({
      refused: { reason: 'observed-share', facts: 'outcome', observedShare: 0, conversations: 0 },
      observedShare: 0,
    });
    expect(first.differences.has('resolution.rate')).toBe(false);
    expect(first.differences.has('wait.mean')).toBe(true);
    expect(first.resolutionBounds).toEqual({ low: 0, high: 1 });
    expect(found.rankings.map(({ metric, order }) => [metric, order.length])).toEqual([
      ['resolution.rate', 1],
      ['frustration.peak', 2],
    ]);
    expect(found.sensitivity.length).toBeGreaterThan(0);
    for (const { values } of found.sensitivity) {
      expect([...values.get('first')!.keys()]).toEqual(['frustration.peak']);
      expect([...values.get('recorded')!.keys()]).toEqual(['resolution.rate', 'frustration.peak']);
    }
  });

  it('with what divides by outcomes, and not with waits, decisions or cost', async () => {
    const first = policy(await compared(FORTY, { first: AT_FIRST_TURN }), 'first');
    const refused = [...first.slices.get('all')!].filter(([, result]) => result.refused);
    // and resolution.vendor_gap, where customers may come back
    expect(refused.map(([id]) => id)).toEqual([
      'resolution.rate',
      'resolution.ai',
      'resolution.human',
      'containment.unresolved',
      'time_to_resolution',
      'cost.resolution',
    ]);
  });

  it('where fewer than twenty conversations tell it', async () => {
    const found = await compared(FORTY.slice(10, 29), { never: NEVER });
    expect(cell(policy(found, 'never'), 'resolution.rate').refused).toEqual({
      reason: 'conversations',
      facts: 'outcome',
      observedShare: 1,
      conversations: 19,
    });
    const one = await compared(FORTY.slice(10, 30), { never: NEVER });
    expect(cell(policy(one, 'never'), 'resolution.rate').refused).toBeUndefined();
  });

  it('at the floor that was asked for', async () => {
    const at = async (share: number, conversations: number) => {
      const found = await compared(FORTY, { never: NEVER }, { share, conversations });
      expect(found.record).toEqual({ conversations: 40, floor: { share, conversations } });
      return cell(policy(found, 'never'), 'resolution.rate').refused?.reason;
    };
    expect(await at(29 / 40, 29)).toBeUndefined();
    expect(await at(0.75, 29)).toBe('observed-share');
    expect(await at(29 / 40, 30)).toBe('conversations');
    expect(await at(0, 0)).toBeUndefined();
  });
});

it('says that nothing is weighted, for want of propensities', async () => {
  const { assumptions } = await compared(FORTY, {});
  expect(assumptions.join('\n')).toMatch(/no propensities .* no matched contact is weighted/);
});

it('takes an ask that the recorded AI answered with an offer for no refusal', async () => {
  const { replay } = await compared(
    [
      {
        ...contained('offered', true),
        turns: handedOver('x', true).turns.map((turn) => ({
          ...turn,
          reply: { ...turn.reply!, offersPerson: true },
        })),
      },
    ],
    {},
  );
  const refusals = replay!.rows.find(({ metric }) => metric === 'friction.refusals');
  expect(refusals).toMatchObject({ recorded: 0, agrees: true });
});

it('has nothing to say of a record of which nothing came about', async () => {
  const world: World = withRecord(withIssues(placid(plainWorld({ agents: 3 })), []), FORTY);
  const found = await compare(world, [{ policy: RECORDED, description: '' }], {
    seed: 3,
    replications: 2,
    sensitivity: false,
  });
  expect(found.policies[0]!.support).toBeUndefined();
  expect(replayTables(found).map(({ title }) => title)).toEqual([
    'Can this world reproduce what happened?',
  ]);
});
