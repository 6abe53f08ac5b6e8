import { describe, expect, it } from 'vitest';
import { stintSteps } from '../../src/scenario/staffing/presence.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { dayOf, desks, told } from './runs.js';

// People by name: each with hours and intents of their own; 100 s of work, no wrap-up.

const FIRST = [true, false];
const SECOND = [false, true];
const BOTH = [true, true];

const stints = (...given: { from: number; to: number; takes: boolean[] }[]) =>
  told(
    desks({
      general: {
        stints: given,
        steps: stintSteps(given),
      },
    }),
  );

describe('people with intents of their own', () => {
  it('pass over the head of the queue for somebody whom they take', () => {
    const world = stints({ from: 0, to: 1000, takes: FIRST }, { from: 0, to: 1000, takes: SECOND });
    const { records } = dayOf(
      world,
      [
        { at: 0, intent: 1 },
        { at: 10, intent: 1 },
        { at: 20, intent: 0 },
        { at: 30, intent: 0 },
      ],
      STRAIGHT_THROUGH,
    );
    expect(records.map(({ answeredAt }) => answeredAt)).toEqual([0, 100, 20, 120]);
  });

  it('leave the head to whoever takes both, longest wait first', () => {
    const world = stints({ from: 0, to: 1000, takes: BOTH }, { from: 50, to: 1000, takes: SECOND });
    const { records } = dayOf(
      world,
      [
        { at: 0, intent: 0 },
        { at: 10, intent: 0 },
        { at: 20, intent: 1 },
      ],
      STRAIGHT_THROUGH,
    );
    // At 50 somebody comes who does not take the head, but the one behind it.
    expect(records.map(({ answeredAt }) => answeredAt)).toEqual([0, 100, 50]);
  });
});

describe('the hours of a stint', () => {
  it('end with what is in hand', () => {
    const world = stints({ from: 0, to: 50, takes: BOTH }, { from: 300, to: 400, takes: BOTH });
    const { records, summary } = dayOf(
      world,
      [
        { at: 10, intent: 0 },
        { at: 60, intent: 0 },
      ],
      STRAIGHT_THROUGH,
    );
    expect(records.map(({ answeredAt }) => answeredAt)).toEqual([10, 300]);
    // 50 + 100 on duty, and 60 of overtime with the first.
    expect(summary.staffedSeconds).toEqual([210]);
  });

  it('change hands at one moment without a gap', () => {
    const world = stints({ from: 0, to: 100, takes: BOTH }, { from: 100, to: 500, takes: BOTH });
    const { records } = dayOf(
      world,
      [
        { at: 10, intent: 0 },
        { at: 20, intent: 1 },
      ],
      STRAIGHT_THROUGH,
    );
    expect(records.map(({ answeredAt }) => answeredAt)).toEqual([10, 100]);
  });
});
