import { describe, expect, it } from 'vitest';
import { dayOf, desks } from './runs.js';

// What a contact costs in people's time besides the talk of 100 s.

const CALL = '{ name: call, rules: [{ id: a, at: arrival, then: { callback: general } }] }';
const callbacks = (answered: number) => ({ answered, dial: 20, attempts: 2, retryAfter: 60 });

describe('dialling', () => {
  it('is paid: 20 s before the 100 s of work', () => {
    const { records } = dayOf(
      desks({ general: {} }, { callbacks: callbacks(1) }),
      [{ at: 0, handleSeconds: 100 }],
      CALL,
    );
    expect(records).toMatchObject([{ answeredAt: 20, handleSeconds: 100, agentSeconds: 120 }]);
  });

  it('is paid where nobody picks up, too: twice 20 s', () => {
    const { records, summary } = dayOf(
      desks({ general: {} }, { callbacks: callbacks(0) }),
      [{ at: 0, handleSeconds: 100 }],
      CALL,
    );
    expect(records).toMatchObject([{ ending: 'callback-failed', agentSeconds: 40 }]);
    expect(summary.engagedSeconds).toEqual([40]);
  });
});

it('an empty chat is paid, 45 s until somebody notices', () => {
  const world = desks({ general: { noticeAfter: 45 } });
  const { records, summary } = dayOf(
    { ...world, channels: [{ name: '', share: 1, silent: 1 }] },
    [
      { at: 0, handleSeconds: 100 },
      { at: 10, patience: 50 },
    ],
    '{ name: all, rules: [{ id: a, at: arrival, then: { transfer: general } }] }',
  );
  expect(records[1]).toMatchObject({ ending: 'abandoned', silent: true, agentSeconds: 45 });
  expect(summary.engagedSeconds).toEqual([145]);
});

describe('with two chats, each slowed down to half (β = 1)', () => {
  // Both of 100 s from 0: rate 1/2 each, so both talks end at 200, one first of the tie. Its 30 s of
  // wrap-up are shared with the other's: both take until 260. The person is engaged for 260 s, and
  // that is what the two are charged.
  it('all of the person’s time is paid, by somebody', () => {
    const { records, summary } = dayOf(
      desks({ general: { chatsPerAgent: 2, slowDown: 1, wrapUp: 30 } }),
      [
        { at: 0, handleSeconds: 100 },
        { at: 0, handleSeconds: 100 },
      ],
      '{ name: all, rules: [{ id: a, at: arrival, then: { transfer: general } }] }',
    );
    expect(records.map((r) => r.endedAt)).toEqual([200, 200]);
    expect(summary.engagedSeconds).toEqual([260]);
    expect(records[0]!.agentSeconds + records[1]!.agentSeconds).toBeCloseTo(260, 9);
  });
});
