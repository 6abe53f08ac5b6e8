import { describe, expect, it } from 'vitest';
import {
  asking,
  BROKEN_DEVICE,
  day,
  fired,
  GENERAL,
  HOUR,
  NOBODY,
  one,
  ROUTINE,
  ruleOf,
  SENIOR,
  shop,
  type Teams,
} from './example-shop.js';

// The examples about staffing, queues and routing do what their sources document, timed by hand.

describe('check-staffing', () => {
  const name = 'check-staffing';
  const noon = 12 * HOUR;
  /** Who answers the second of two at noon, the first being with a senior. */
  const second = (teams: Teams) =>
    day(asking(shop(teams, { maxTurns: 3 })), name, [
      { at: noon, handleSeconds: HOUR },
      { at: noon + 10 },
    ])[1]!;

  it('a senior who is available', () => {
    const record = one(asking(shop()), name, { at: noon });
    expect(record).toMatchObject({ team: SENIOR, answeredAt: noon });
  });

  it('none available: generalists who are staffed, free or not', () => {
    expect(second({})).toMatchObject({ team: GENERAL, answeredAt: noon + 10 });
  });

  it('nobody staffed: the prompt, at every ask', () => {
    expect(second({ general: NOBODY })).toMatchObject({ queuedAt: Number.NaN, refusals: 3 });
  });

  it('hours go first: at six nobody, whoever is available', () => {
    const world = asking(shop({}, { maxTurns: 2 }));
    const record = one(world, name, { at: 6 * HOUR });
    expect(fired(world, name, record)).toEqual(['out-of-hours', 'out-of-hours']);
    expect(record).toMatchObject({ queuedAt: Number.NaN, refusals: 2 });
  });
});

describe('check-queue-status', () => {
  const name = 'check-queue-status';
  const world = (teams: Teams = {}) => asking(shop(teams));
  /** The one generalist is busy for 1000 s from 0 on. */
  const busyAnd = (...times: number[]) => [
    { at: 0, handleSeconds: 1000 },
    ...times.map((at) => ({ at })),
  ];

  it('no match: the general queue', () => {
    expect(day(world(), name, busyAnd(10, 20))[2]).toMatchObject({ team: GENERAL, queuedAt: 20 });
  });

  it('the oldest has waited longer than 2 minutes: the other queue, not at 2 minutes sharp', () => {
    const records = day(world(), name, busyAnd(10, 130, 131));
    expect(records.map((r) => r.team)).toEqual([GENERAL, GENERAL, GENERAL, SENIOR]);
    expect(records[3]!.answeredAt).toBe(131);
  });

  it('fifteen wait: a ticket', () => {
    const times = Array.from({ length: 16 }, (_, i) => i + 1);
    const records = day(world(), name, busyAnd(...times));
    expect(records.map((r) => r.ticket)).toEqual([...Array(16).fill(false), true]);
  });

  it('at capacity: a ticket, promised within a day', () => {
    const full = world({ general: { queueLimit: 1 } });
    const record = day(full, name, busyAnd(10, 20))[2]!;
    expect(ruleOf(full, name, record)).toBe('no-match');
    expect(record).toMatchObject({ ticket: true, promisedBy: 20 + 24 * HOUR });
  });
});

describe('queue-to-queue', () => {
  it('moved after 2 minutes, and answered by the other queue at once', () => {
    const issues = [{ at: 0, handleSeconds: 1000 }, { at: 10 }];
    expect(day(asking(shop()), 'queue-to-queue', issues)[1]).toMatchObject({
      team: SENIOR,
      answeredAt: 130,
    });
  });

  it('not where the other queue is not staffed', () => {
    const issues = [{ at: 0, handleSeconds: 1000 }, { at: 10 }];
    const record = day(asking(shop({ senior: NOBODY })), 'queue-to-queue', issues)[1];
    expect(record).toMatchObject({ team: GENERAL, answeredAt: 1000 });
  });
});

describe('proficiency-steps', () => {
  const name = 'proficiency-steps';
  /** A contact at 10, the senior being busy from 0 until then. */
  const behind = (busyUntil: number, intent: number) =>
    day(asking(shop()), name, [
      { at: 0, intent: BROKEN_DEVICE, handleSeconds: busyUntil },
      { at: 10, intent },
    ])[1]!;

  it('a hard case waits for a senior until the step expires, then for anybody', () => {
    expect(behind(1000, BROKEN_DEVICE)).toMatchObject({ team: GENERAL, answeredAt: 70 });
  });

  it('a senior who is free within the step takes it', () => {
    expect(behind(50, BROKEN_DEVICE)).toMatchObject({ team: SENIOR, answeredAt: 50 });
  });

  it('anything else may go to anybody from the start', () => {
    expect(behind(1000, ROUTINE)).toMatchObject({ team: GENERAL, answeredAt: 10 });
  });
});

describe('priority-in-minutes', () => {
  it('ten points are ten minutes: before who came 9:59 earlier, behind who came 10:01 earlier', () => {
    const world = asking(shop({ senior: NOBODY }));
    const records = day(world, 'priority-in-minutes', [
      { at: 0, intent: ROUTINE, handleSeconds: 2000 },
      { at: 100, intent: ROUTINE },
      { at: 102, intent: ROUTINE },
      { at: 701, intent: BROKEN_DEVICE },
    ]);
    expect(records.map((r) => r.answeredAt)).toEqual([0, 2000, 2200, 2100]);
  });
});
