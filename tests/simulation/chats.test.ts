import { describe, expect, it } from 'vitest';
import type { Team } from '../../src/scenario/world.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { dayOf, desks } from './runs.js';

// Several chats in one person's hand; with two, each goes on at 1/1.3 of its pace (β = 0.3).

const chats = (facts: Partial<Team> = {}) =>
  desks({ general: { chatsPerAgent: 2, slowDown: 0.3, ...facts } });
const close = (...seconds: number[]) => seconds.map((s) => expect.closeTo(s, 9));

describe('who gets the next chat', () => {
  it('whoever has the fewest in hand, then whoever has had so few longest', () => {
    // 0 and 10 go to A and B; 20 to A, who has had one chat longer; 30 to B.
    // A's first: 20 s alone, 80 × 1.3 = 104 → 124; its second got 80 by then, 20 alone → 144.
    // B's first: 20 s alone, 80 × 1.3 = 104 → 134; its second got 80 by then, 20 alone → 154.
    const { records } = dayOf(
      chats({ steps: [{ at: 0, staffed: 2 }] }),
      [0, 10, 20, 30].map((at) => ({ at, handleSeconds: 100 })),
      STRAIGHT_THROUGH,
    );
    expect(records.map((r) => r.endedAt)).toEqual(close(124, 134, 144, 154));
  });

  it('the one who is idle, though somebody has been at work longer', () => {
    // B is idle since 30 and takes the third at 40, alone → 140. At 50 both have one chat, A since
    // 0: A takes the fourth. A's first: 50 alone, 50 × 1.3 = 65 → 115; the fourth: 50 by then → 165.
    const { records } = dayOf(
      chats({ steps: [{ at: 0, staffed: 2 }] }),
      [
        { at: 0, handleSeconds: 100 },
        { at: 10, handleSeconds: 20 },
        { at: 40, handleSeconds: 100 },
        { at: 50, handleSeconds: 100 },
      ],
      STRAIGHT_THROUGH,
    );
    expect(records.map((r) => r.endedAt)).toEqual(close(115, 30, 140, 165));
  });

  it('nobody beyond the slots: the third waits for one of them', () => {
    // Both go on at 1/1.3 from 0: done at 130 together.
    const { records } = dayOf(
      chats(),
      [0, 0, 10].map((at) => ({ at, handleSeconds: 100 })),
      STRAIGHT_THROUGH,
    );
    expect(records.map((r) => r.answeredAt)).toEqual(close(0, 0, 130));
    expect(records.map((r) => r.endedAt)).toEqual(close(130, 130, 230));
  });
});

describe('how much each slows the others', () => {
  it('not at all with β = 0', () => {
    const { records } = dayOf(
      chats({ slowDown: 0 }),
      [
        { at: 0, handleSeconds: 100 },
        { at: 40, handleSeconds: 100 },
      ],
      STRAIGHT_THROUGH,
    );
    expect(records.map((r) => r.endedAt)).toEqual(close(100, 140));
  });

  it('by 0.6 with three in hand', () => {
    // Three from 0 at 1/1.6: the shortest, 50, done at 80. Two at 1/1.3: 50 left each → 145.
    const { records } = dayOf(
      chats({ chatsPerAgent: 3 }),
      [50, 100, 100].map((handleSeconds) => ({ at: 0, handleSeconds })),
      STRAIGHT_THROUGH,
    );
    expect(records.map((r) => r.endedAt)).toEqual(close(80, 145, 145));
  });
});

describe('wrap-up of one chat while another goes on', () => {
  // Both from 0 at 1/1.3: the first's 100 are done at 130, its wrap-up of 20 at 156.
  it('takes attention and a slot until 156, then the other goes on alone', () => {
    const { records, summary } = dayOf(
      chats({ wrapUp: 20 }),
      [100, 150].map((handleSeconds) => ({ at: 0, handleSeconds })),
      STRAIGHT_THROUGH,
    );
    // The second got 120 by 156; its last 30 alone → 186, and its wrap-up alone → 206.
    expect(records.map((r) => r.endedAt)).toEqual(close(130, 186));
    expect(summary.busySeconds).toEqual(close(156 + 206));
    expect(summary.engagedSeconds).toEqual(close(206));
  });

  it('keeps the next one waiting until it is done', () => {
    const { records } = dayOf(
      chats({ wrapUp: 20 }),
      [
        { at: 0, handleSeconds: 100 },
        { at: 0, handleSeconds: 150 },
        { at: 135, handleSeconds: 100 },
      ],
      STRAIGHT_THROUGH,
    );
    expect(records[2]!.answeredAt).toBeCloseTo(156, 9);
    // From 156 two again: the second's last 30 take 39 → 195.
    expect(records[1]!.endedAt).toBeCloseTo(195, 9);
  });
});

describe('the end of a shift with chats in hand', () => {
  const { records, summary } = dayOf(
    chats({
      steps: [
        { at: 0, staffed: 1 },
        { at: 50, staffed: 0 },
      ],
    }),
    [0, 10, 30].map((at) => ({ at, handleSeconds: 100 })),
    STRAIGHT_THROUGH,
  );

  it('finishes what is in hand and takes nothing new', () => {
    // 10 alone, 90 × 1.3 = 117 → 127; the second got 90 by then, 10 alone → 137.
    expect(records.slice(0, 2).map((r) => r.endedAt)).toEqual(close(127, 137));
    expect(records[2]).toMatchObject({ ending: 'unserved', endedAt: 50 });
  });

  it('counts overtime as staffed as far as it is used', () => {
    // Two slots for 50 s, then two in use until 127, then one until 137.
    expect(summary.staffedSeconds).toEqual(close(100 + 2 * 77 + 10));
    expect(summary.busySeconds).toEqual(close(127 + 127));
    expect(summary.engagedSeconds).toEqual(close(137));
  });

  it('sends the idle home first, then whoever has least in hand', () => {
    // A has 0 and 20, B has 10. At 50 one goes: B, who finishes the second alone → 110, and takes
    // no more. At 60 A is full, so the fourth waits. A's first: 20 alone, 80 × 1.3 → 124.
    const { records: four } = dayOf(
      chats({
        steps: [
          { at: 0, staffed: 2 },
          { at: 50, staffed: 1 },
        ],
      }),
      [0, 10, 20, 60].map((at) => ({ at, handleSeconds: 100 })),
      STRAIGHT_THROUGH,
    );
    expect(four[1]!.endedAt).toBeCloseTo(110, 9);
    expect(four[3]!.answeredAt).toBeCloseTo(124, 9);
  });
});
