import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/dataset/conversation.js';
import { turnsOf } from '../../src/scenario/record/compact-dialogue.js';
import { failures, fitCaseOf } from '../../src/scenario/record/fit-dialogue.js';
import { placid, recorded, runDay, withRecord } from '../simulation/runs.js';
import { plainWorld, policyFor, withIssues } from '../worlds.js';

const customer = (facts: Partial<Turn> = {}): Turn => ({ speaker: 'customer', ...facts });
const ai = (facts: Partial<Turn> = {}): Turn => ({ speaker: 'ai', ...facts });

/** What the AI could notice: failures on the spot, and those that the next words show. */
const noticed = (turns: readonly Turn[]) =>
  turnsOf(turns).map(({ reply, rephrased }) => [reply?.failed, rephrased]);

/** Failures of replies that did not solve, in one conversation that nobody solved. */
const failed = (turns: readonly Turn[], more: Turn[][] = []) =>
  failures([turns, ...more].map((some) => fitCaseOf({ id: 'a', turns: some, resolved: false })));

describe('what the fit counts as failures', () => {
  it('saying it again is one of the latest reply, also where the customer wrote in between', () => {
    const turns = [customer(), ai(), customer({ rephrased: false }), customer({ rephrased: true })];
    expect(turnsOf(turns)[0]!.reply).toMatchObject({ saidAgain: true });
    expect(failed([...turns, ai({ repeated: false })])).toEqual([{ count: 1, of: 2 }]);
  });

  it('what is said to a person shows nothing of the AI', () => {
    const turns = [
      customer(),
      ai({ repeated: false }),
      { speaker: 'human' } as Turn,
      customer({ rephrased: true }),
    ];
    const handover = { afterCustomerTurns: 1 };
    expect(failures([fitCaseOf({ id: 'a', turns, handover })])).toEqual([{ count: 0, of: 1 }]);
  });

  it('a reply of which nothing tells is no success', () => {
    expect(failed([customer(), ai(), customer(), ai({ confidence: 0.1 })])).toEqual([
      { count: 1, of: 1 },
    ]);
    expect(failed([customer(), ai()])).toEqual([{ count: 0, of: 0 }]);
  });

  it('flags on failures alone do not make all replies fail', () => {
    expect(failed([customer(), ai({ failed: true }), customer(), ai()])).toEqual([
      { count: 1, of: 2 },
    ]);
    // One without texts: its flag says nothing of how many others there were.
    const read = [
      customer(),
      ai({ repeated: false, failed: true }),
      customer(),
      ai({ repeated: false }),
    ];
    expect(failed(read, [[customer(), ai({ failed: true }), customer(), ai()]])).toEqual([
      { count: 1, of: 2 },
      { count: 0, of: 0 },
    ]);
  });

  it('the last reply may have solved what is not known to have ended', () => {
    const turns = [customer(), ai({ failed: true }), customer(), ai({ failed: false })];
    expect(failures([fitCaseOf({ id: 'a', turns })])).toEqual([{ count: 1, of: 1 }]);
  });
});

describe('which replies failed, as far as the AI could notice (model.md §3)', () => {
  it.each<[string, Turn[], [boolean | undefined, boolean][]]>([
    ['a flag says so', [customer(), ai({ failed: true, confidence: 0.9 })], [[true, false]]],
    [
      'a flag says that it did not: neither low confidence, nor a repeat, nor saying it again counts',
      [
        customer(),
        ai({ failed: false, confidence: 0.1 }),
        customer({ rephrased: true }),
        ai({ failed: false, repeated: true }),
        customer({ rephrased: true }),
      ],
      [
        [false, false],
        [false, false],
        [undefined, false],
      ],
    ],
    [
      'without a flag: low confidence, a repeat',
      [
        customer(),
        ai({ confidence: 0.39 }),
        customer(),
        ai({ confidence: 0.4 }),
        customer(),
        ai({ repeated: true }),
      ],
      [
        [true, false],
        [false, false],
        [true, false],
      ],
    ],
    [
      'without a flag: saying it again shows a failure that nobody noticed, once',
      [customer(), ai(), customer({ rephrased: true }), customer({ rephrased: true }), ai()],
      [
        [false, false],
        [undefined, true],
        [false, false],
      ],
    ],
    [
      'a failure that was noticed is not shown again',
      [customer(), ai({ repeated: true }), customer({ rephrased: true })],
      [
        [true, false],
        [undefined, false],
      ],
    ],
    [
      'nothing has failed before the first reply',
      [ai(), customer({ rephrased: true }), customer({ rephrased: true })],
      [
        [undefined, false],
        [undefined, false],
      ],
    ],
    [
      'of several messages in one reply one that failed is enough, and a flag on any speaks for the words after',
      [
        customer(),
        ai({ failed: false }),
        ai({ confidence: 0.2 }),
        customer(),
        ai({ failed: false }),
        ai(),
        customer({ rephrased: true }),
      ],
      [
        [true, false],
        [false, false],
        [undefined, false],
      ],
    ],
  ])('%s', (_, turns, expected) => {
    expect(noticed(turns)).toEqual(expected);
  });

  const flagged = (failed: boolean | undefined): Turn[] => {
    const reply = (facts: Partial<Turn> = {}) =>
      ai({ ...facts, ...(failed === undefined ? {} : { failed }) });
    return [
      customer(),
      reply(),
      customer({ rephrased: true }),
      reply({ repeated: true }),
      customer(),
    ];
  };

  // Reply 1 is said again in other words, reply 2 is a repeat: two failures where nobody says otherwise.
  it.each([
    [undefined, 2],
    [true, 2],
    [false, 0],
  ])('flag %s: the fit and a replay count %i failures of the two replies', (flag, expected) => {
    const conversation = { id: 'a', turns: flagged(flag), resolved: false };
    expect(failures([fitCaseOf(conversation)])).toEqual([{ count: expected, of: 2 }]);
    const world = withIssues(
      withRecord(placid(plainWorld({})), [recorded(turnsOf(conversation.turns))]),
      [{ at: 0 }],
    );
    // The policy of the replay has seen as many by the third customer turn.
    const handsOverAt = (failures: number) =>
      runDay(
        world,
        policyFor(
          world,
          `name: p\nrules: [{ id: a, when: failed_turns >= ${failures}, then: { transfer: general } }]\n`,
        ),
      ).records[0]!.queuedAt >= 0;
    expect([1, 2, 3].map(handsOverAt)).toEqual([1, 2, 3].map((count) => expected >= count));
  });
});
