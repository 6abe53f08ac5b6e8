import { describe, expect, it } from 'vitest';
import type { Team, World } from '../../src/scenario/world.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { dayOf, desks } from './runs.js';

// A person answers at once, works 40 s and falls silent; 100 s of work a contact, unless said otherwise.

const SILENT: Partial<Team> = { fallsSilent: { share: 1, after: 40, lasts: 200 } };
const serving = (...rules: string[]) =>
  `${STRAIGHT_THROUGH}serving:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`;
const paid = (world: World): World => ({
  ...world,
  frustration: { ...world.frustration, personAnswers: 0 },
});

describe('without a rule', () => {
  it('they speak again, and the silence was theirs to pay for', () => {
    const [record] = dayOf(desks({ general: SILENT }), [{ at: 0 }], STRAIGHT_THROUGH).records;
    // 40 s of work, 200 s of silence, 60 s of work.
    expect(record).toMatchObject({
      silences: 1,
      endedAt: 300,
      handleSeconds: 300,
      agentSeconds: 300,
      ending: 'served',
    });
  });

  it('frustration rises as in a queue meanwhile: 0.1 a minute', () => {
    const [record] = dayOf(paid(desks({ general: SILENT })), [{ at: 0 }], STRAIGHT_THROUGH).records;
    expect(record!.frustrationPeak).toBeCloseTo(200 / 600, 10);
  });

  it('who gives up was answered once: dropped; the person takes nobody until they would have spoken', () => {
    const { records } = dayOf(
      desks({ general: SILENT }),
      [
        { at: 0, patience: 100 },
        { at: 150, patience: 1e6 },
      ],
      STRAIGHT_THROUGH,
    );
    expect(records[0]).toMatchObject({ ending: 'dropped', endedAt: 140, handleSeconds: 140 });
    expect(records[1]!.answeredAt).toBe(240);
  });

  it('short work is done before they forget it', () => {
    const { records } = dayOf(
      desks({ general: SILENT }),
      [{ at: 0, handleSeconds: 40 }],
      STRAIGHT_THROUGH,
    );
    // Both at 40: work ends (rank 1) before the person turns away (rank 5).
    expect(records[0]).toMatchObject({ silences: 0, endedAt: 40 });
  });

  it('several chats: the others get the attention meanwhile', () => {
    const two = desks({ general: { ...SILENT, chatsPerAgent: 2, slowDown: 0.3 } });
    const { records } = dayOf(two, [{ at: 0 }, { at: 0, handleSeconds: 30 }], STRAIGHT_THROUGH);
    // Both share from 0 on at rate 1 / 1.3; the second's 30 s end at 39; at 40 the first has had 30 + 1,
    // is silent until 240, and needs 69 more.
    expect(records[1]!.endedAt).toBeCloseTo(39, 9);
    expect(records[0]!.endedAt).toBeCloseTo(240 + 69, 9);
  });
});

describe('with a rule', () => {
  const AFTER = '{ id: forgotten, when: agent_silent > 60, then: { requeue: head } }';

  it('at the exact instant: somebody else has it', () => {
    const world = desks({ general: SILENT, senior: {} });
    const policy = serving(AFTER).replace('transfer: general', 'transfer: [general, senior]');
    const [record] = dayOf(world, [{ at: 0 }], policy).records;
    // Silent from 40, requeued at 100, the colleague needs 100 s.
    expect(record).toMatchObject({
      team: 1,
      endedAt: 200,
      answeredAt: 0,
      fired: Int32Array.of(1, 1),
    });
    expect(record!.handleSeconds).toBe(100 + 100);
  });

  // General forgets for good; senior is busy from 10 to 240; the third waits from 50 on.
  const forGood: Partial<Team> = { fallsSilent: { share: 1, after: 40, lasts: 1e5 } };
  const either = (text: string) => text.replace('transfer: general', 'transfer: [general, senior]');

  it.each([
    ['head', 240, 340],
    ['tail', 270, 240],
  ])('back at the %s of the queue', (where, first, third) => {
    const { records } = dayOf(
      desks({ general: forGood, senior: {} }),
      [
        { at: 0, patience: 1e6 },
        { at: 10, patience: 1e6, handleSeconds: 230 },
        { at: 50, patience: 1e6, handleSeconds: 30 },
      ],
      either(serving(`{ id: lost, when: agent_silent > 60, then: { requeue: ${where} } }`)),
    );
    expect(records[0]).toMatchObject({ team: 1, endedAt: first + 100 });
    expect(records[2]!.answeredAt).toBe(third);
  });

  it('the AI goes on until somebody comes', () => {
    const senior: Partial<Team> = { steps: [{ at: 210, staffed: 1 }] };
    const [record] = dayOf(
      desks({ general: forGood, senior }),
      [{ at: 0 }],
      either(serving('{ id: back, when: agent_silent > 60, then: { handback: true } }')),
    ).records;
    // Handed back at 100: turns at 100, 150 and 200; at 210 a colleague takes over.
    expect(record).toMatchObject({ handbacks: 1, customerTurns: 3, team: 1, endedAt: 310 });
  });

  it('the first rule that holds decides', () => {
    const policy = serving(
      '{ id: never, when: agent_silent > 1000, then: { requeue: head } }',
      '{ id: first, when: agent_silent > 60, then: { requeue: tail } }',
      '{ id: second, when: agent_silent > 60, then: { handback: true } }',
    );
    const { summary } = dayOf(desks({ general: forGood, senior: {} }), [{ at: 0 }], either(policy));
    expect(summary.fired).toEqual([1, 0, 1, 0]);
  });
});

describe('waiting rules move and offer, too', () => {
  const waiting = (then: string) =>
    `${STRAIGHT_THROUGH}waiting:\n  - { id: w, when: waited > 60, then: ${then} }\n`;
  const busy = [
    { at: 0, handleSeconds: 500 },
    { at: 10, patience: 1e6 },
  ];

  it('to another team, in place of the first', () => {
    const [, second] = dayOf(
      desks({ general: {}, other: {} }),
      busy,
      waiting('{ transfer: other }'),
    ).records;
    expect(second).toMatchObject({ team: 1, answeredAt: 70, waitSeconds: 60 });
  });

  it('a reply in writing, kept in its place', () => {
    const accepts = { transfer: 1, callback: 1, ticket: 1 };
    const [, second] = dayOf(
      desks({ general: {} }, { accepts }),
      busy,
      waiting('{ offer: ticket, reply_within: 10m }'),
    ).records;
    expect(second).toMatchObject({
      ticket: true,
      waitSeconds: 60,
      answeredAt: 600,
      promisedBy: 670,
    });
  });

  it('who declines gets what else says', () => {
    const accepts = { transfer: 1, callback: 0, ticket: 0 };
    const [, second] = dayOf(
      desks({ general: {}, other: {} }, { accepts }),
      busy,
      waiting('{ offer: callback, else: { widen: other } }'),
    ).records;
    expect(second).toMatchObject({ declinedOffers: 1, team: 1, answeredAt: 70 });
  });
});
