import { describe, expect, it } from 'vitest';
import type { Team, World } from '../../src/scenario/world.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { ALWAYS, dayOf, desks, told } from './runs.js';

// Who leaves silently stays in the queue as far as anybody knows; a person notices after 45 s.

const chat = (facts: Partial<Team> = {}): World => ({
  ...desks({ general: { noticeAfter: 45, ...facts } }),
  channels: [{ name: 'chat', share: 1, silent: 1 }],
});

it('several empty chats are opened one after the other: 100, 145, then the next at 190', () => {
  const { records, summary } = dayOf(
    chat(),
    [{ at: 0 }, { at: 10, patience: 50 }, { at: 10, patience: 60 }, { at: 20 }],
    STRAIGHT_THROUGH,
  );
  expect(records.map((r) => [r.ending, r.silent, r.endedAt])).toEqual([
    ['served', false, 100],
    ['abandoned', true, 60],
    ['abandoned', true, 70],
    ['served', false, 290],
  ]);
  expect(records[3]!.answeredAt).toBe(190);
  expect(summary.busySeconds).toEqual([100 + 45 + 45 + 100]);
  // In queue as the desk sees it: 10 to 100, 10 to 145, 20 to 190.
  expect(summary.queueSeconds).toEqual([90 + 135 + 170]);
});

it('the desk counts the empty chat until it is opened', () => {
  const policy = (when: string) => `
name: counts
rules:
  - { id: counted, at: arrival, when: '${when}', then: { transfer: general } }
  - { id: first, at: arrival, when: intent == "first", then: { transfer: general } }
`;
  const issues = [
    { at: 0, intent: 0 },
    { at: 10, intent: 0, patience: 50 },
    { at: 90, intent: 1 },
  ];
  // At 90 the chat that has been empty since 60 waits for 80 s.
  for (const [when, rule] of [
    ['desk.general.queue == 1 && desk.general.oldest_wait == 80', 0],
    ['desk.general.queue == 0 && intent == "second"', -1],
  ] as const) {
    expect(dayOf(told(chat()), issues, policy(when)).records[2]!.rule).toBe(rule);
  }
});

it('what is noticed at once costs no time', () => {
  const { records } = dayOf(
    chat({ noticeAfter: 0 }),
    [{ at: 0 }, { at: 10, patience: 50 }, { at: 20 }],
    STRAIGHT_THROUGH,
  );
  expect(records[2]!.answeredAt).toBe(100);
});

it('an empty chat shares the person’s attention: 45 s take 58.5 beside another', () => {
  // Two chats from 0 at 1/1.3. The empty one is opened at 130 with the next, answered then too.
  const { records, summary } = dayOf(
    chat({ chatsPerAgent: 2, slowDown: 0.3 }),
    [{ at: 0 }, { at: 0 }, { at: 10, patience: 50 }, { at: 20 }],
    STRAIGHT_THROUGH,
  );
  expect(records[3]!.answeredAt).toBeCloseTo(130, 9);
  // 58.5 s do 45 s of its work; 55 left alone → 243.5.
  expect(records[3]!.endedAt).toBeCloseTo(243.5, 9);
  expect(summary.busySeconds[0]).toBeCloseTo(130 * 2 + 58.5 + 113.5, 9);
});

describe('at closing', () => {
  it('empty chats are gone with the queue', () => {
    const { records, summary } = dayOf(
      chat({ steps: [...ALWAYS, { at: 80, staffed: 0 }] }),
      [{ at: 0 }, { at: 10, patience: 50 }, { at: 20 }],
      STRAIGHT_THROUGH,
    );
    expect(records.map((r) => [r.ending, r.endedAt])).toEqual([
      ['served', 100],
      ['abandoned', 60],
      ['unserved', 80],
    ]);
    expect(summary.busySeconds).toEqual([100]);
  });
});

it('an empty chat widens like any other, and is opened by the other team at 60', () => {
  const plain = chat();
  const [team] = plain.teams;
  const { records, summary } = dayOf(
    {
      ...plain,
      teams: [
        { ...team!, steps: [] },
        { ...team!, name: 'other' },
      ],
    },
    [{ at: 0, patience: 30 }],
    '{ name: widening, rules: [{ id: all, at: arrival, then: { transfer: general, widen: { after: 60s, to: other } } }] }',
  );
  expect(records[0]).toMatchObject({ ending: 'abandoned', silent: true, endedAt: 30 });
  expect(summary.busySeconds).toEqual([0, 45]);
  expect(summary.queueSeconds).toEqual([60, 0]);
});

it('one that is open already widens no more: from 40 to 85 in hand, and 60 passes', () => {
  const plain = chat();
  const [team] = plain.teams;
  const { summary } = dayOf(
    { ...plain, teams: [team!, { ...team!, name: 'other' }] },
    [
      { at: 0, handleSeconds: 40 },
      { at: 0, patience: 30 },
    ],
    '{ name: widening, rules: [{ id: all, at: arrival, then: { transfer: general, widen: { after: 60s, to: other } } }] }',
  );
  expect(summary.busySeconds).toEqual([40 + 45, 0]);
});

it('the customer may be back before anybody has noticed', () => {
  const world = chat();
  const back = { probability: 1, after: { kind: 'constant', seconds: 10 } } as const;
  const { records } = dayOf(
    {
      ...world,
      customers: {
        ...world.customers,
        returns: { unresolved: back, abandoned: back, maxVisits: 2 },
      },
    },
    [
      { at: 0, handleSeconds: 100 },
      { at: 10, patience: 60 },
    ],
    STRAIGHT_THROUGH,
  );
  // Gone at 70, back at 80 behind its own empty chat; that one is opened at 100 and closed at 145,
  // but patience is 60 on this visit, too.
  expect(records.slice(1).map((r) => [r.visit, r.arrivedAt, r.ending, r.endedAt])).toEqual([
    [0, 10, 'abandoned', 70],
    [1, 80, 'abandoned', 140],
  ]);
});
