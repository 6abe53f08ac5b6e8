import { describe, expect, it } from 'vitest';
import type { Customers, World } from '../../src/scenario/world.js';
import { dayOf, desks } from './runs.js';

// One person, 100 s of work, busy from 0 to 400. Who enters at 60 is told 100 s, until 160.

const TOLD = `
name: told
rules: [{ id: all, at: arrival, then: { transfer: general, announce: wait } }]
`;
const world = (announcements: Partial<Customers['announcements']> = {}): World => {
  const plain = desks({ general: {} });
  return {
    ...plain,
    customers: {
      ...plain.customers,
      announcements: { bias: 1, patienceFactor: 1, pastFactor: 1, ...announcements },
    },
  };
};
const second = (given: World, patience?: number, policy = TOLD) =>
  dayOf(
    given,
    [
      { at: 0, handleSeconds: 400 },
      { at: 60, ...(patience === undefined ? {} : { patience }) },
    ],
    policy,
  ).records[1]!;

describe('frustration', () => {
  const moody = (given: World): World => ({
    ...given,
    intents: [{ ...given.intents[0]!, mood: -0.5 }],
  });

  it('falls by 0.1 on being told, rises by 0.1 a minute until then and by 0.2 past it', () => {
    // 0.5 − 0.1; 100 s at 0.1/min: 0.5667; 240 s at 0.2/min: 1.3667; answered −0.3: 1.0667.
    const record = second(moody(world()));
    expect(record.announced).toBe(true);
    expect(record.frustrationPeak).toBeCloseTo(0.4 + 100 / 600 + (2 * 240) / 600, 12);
    // Minutes: 0.4833 over 1.6667, 0.9667 over 4, 1.0667 over 1.6667.
    const area =
      (0.4 + 1 / 12) * (5 / 3) + (0.4 + 1 / 6 + 0.4) * 4 + (1.3 + 1 / 15 - 0.3) * (5 / 3);
    expect(record.frustrationArea).toBeCloseTo(area, 9);
  });

  it('of who was told nothing rises by 0.1 a minute throughout', () => {
    const silent =
      '{ name: silent, rules: [{ id: all, at: arrival, then: { transfer: general } }] }';
    const record = second(moody(world()), undefined, silent);
    expect(record.announced).toBe(false);
    expect(record.frustrationPeak).toBeCloseTo(0.5 + 340 / 600, 12);
  });

  it('doubles earlier after an optimistic word: told 50 s, 290 s of double pace', () => {
    const record = second(moody(world({ bias: 0.5 })));
    expect(record.frustrationPeak).toBeCloseTo(0.4 + 50 / 600 + (2 * 290) / 600, 12);
  });
});

describe('patience', () => {
  it.each([
    ['is not touched within the announced time', { pastFactor: 2 }, 80, 140],
    // 100 s of 300 within, 200 left at double pace.
    ['runs out twice as fast past it', { pastFactor: 2 }, 300, 260],
    // Half of 300 is left: 100 within, 50 at double pace.
    ['is halved by knowing', { pastFactor: 2, patienceFactor: 0.5 }, 300, 185],
    // Told 50 s: 50 within, 250 at double pace.
    ['is past it earlier after an optimistic word', { pastFactor: 2, bias: 0.5 }, 300, 235],
    ['lasts longer where knowing calms', { patienceFactor: 1.1 }, 200, 280],
  ] as const)('%s', (_, announcements, patience, endedAt) => {
    const record = second(world(announcements), patience);
    expect([record.ending, record.endedAt]).toEqual(['abandoned', endedAt]);
  });

  it('is halved by knowing once, not by being told again', () => {
    // As above 150 s are left at 60: 90 at 120, when they are told 100 s more, until 220. Gone at 210.
    const record = second(
      world({ pastFactor: 2, patienceFactor: 0.5 }),
      300,
      `${TOLD}waiting: [{ id: again, when: waited > 60, then: { announce: wait } }]\n`,
    );
    expect([record.ending, record.endedAt]).toEqual(['abandoned', 210]);
  });
});

it('nothing is told where nobody knows: the desk is not staffed any more', () => {
  const given = world();
  const record = second({
    ...given,
    teams: [
      {
        ...given.teams[0]!,
        steps: [
          { at: 0, staffed: 1 },
          { at: 50, staffed: 0 },
        ],
      },
    ],
  });
  expect(record).toMatchObject({ ending: 'unserved', announced: false });
});

it('the wait told counts those ahead and the people on duty', () => {
  // Two people busy until 400; the third in queue has two ahead: 3 × 100 / 2 = 150 s. Entered at 60,
  // patience 200: 150 within, 50 left at double pace, gone at 60 + 175.
  const given = world({ pastFactor: 2 });
  const { records } = dayOf(
    { ...given, teams: [{ ...given.teams[0]!, steps: [{ at: 0, staffed: 2 }] }] },
    [
      { at: 0, handleSeconds: 400 },
      { at: 0, handleSeconds: 400 },
      { at: 10 },
      { at: 20 },
      { at: 60, patience: 200 },
    ],
    TOLD,
  );
  expect([records[4]!.ending, records[4]!.endedAt]).toEqual(['abandoned', 235]);
});
