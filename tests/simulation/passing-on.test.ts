import { describe, expect, it } from 'vitest';
import type { PassingOn, World } from '../../src/scenario/world.js';
import { SENIOR_IF_FREE } from '../worlds.js';
import { dayOf, desks } from './runs.js';

// The general team knows nothing of the matter and passes everybody on to the senior one after 90 s.
// Work is 100 s; the senior one is busy with somebody else until 150.

const world = (facts: Partial<PassingOn> = {}): World => {
  const plain = desks({ general: { proficiency: [0] }, senior: {} });
  return {
    ...plain,
    people: { ...plain.people, passesOn: { probability: 1, after: 90, ...facts } },
  };
};
const day = (given: World, patience?: number) =>
  dayOf(
    given,
    [
      { at: 0, handleSeconds: 150 },
      { at: 0, ...(patience === undefined ? {} : { patience }) },
      { at: 50 },
    ],
    SENIOR_IF_FREE,
  );

describe('cold', () => {
  const { records, summary } = day(world());

  it('the customer waits in the second queue from 90 to 150 and explains again', () => {
    expect(records[1]).toMatchObject({
      answeredAt: 0,
      waitSeconds: 0,
      team: 1,
      bounces: 1,
      reexplained: 1,
      endedAt: 250,
      handleSeconds: 190,
      agentSeconds: 190,
      ending: 'served',
    });
  });

  it('the first person is free at once: the third is answered at 90, passed on at 180', () => {
    expect(records[2]).toMatchObject({ answeredAt: 90, bounces: 1, endedAt: 350 });
    expect(summary.busySeconds).toEqual([90 + 90, 150 + 100 + 100]);
    // General: 50 to 90; senior: 90 to 150, 180 to 250.
    expect(summary.queueSeconds).toEqual([40, 60 + 70]);
  });

  it('frustrates by 0.3, by 0.1 a minute in the queue and by 0.2 for explaining again', () => {
    // Answered −0.3 from 0 is 0; bounced 0.3; 60 s 0.1; explaining 0.2.
    expect(records[1]!.frustrationPeak).toBeCloseTo(0.6, 12);
  });

  it('who gives up in the second queue is dropped: patience 30 from 90', () => {
    expect(day(world(), 30).records[1]).toMatchObject({
      ending: 'dropped',
      endedAt: 120,
      resolved: false,
      team: 0,
      handleSeconds: 90,
    });
  });
});

it('a person who stays with a customer is nobody who waits, when a round-the-clock run ends', () => {
  const given: World = { ...world({ warm: 30 }), mode: 'continuous', closesAt: 1000 };
  const { records } = dayOf(
    given,
    [
      { at: 0, handleSeconds: 50 },
      { at: 10, handleSeconds: 50 },
      // Gives up at 13, and leaves its place in the pool to the escort of somebody else.
      { at: 12, patience: 1 },
      { at: 500, handleSeconds: 5000 },
      { at: 600 },
    ],
    SENIOR_IF_FREE,
  );
  expect(records.map(({ issue }) => issue).sort()).toEqual([0, 1, 2, 3, 4]);
});

describe('warm, 30 s', () => {
  const warm = world({ warm: 30 });
  const { records, summary } = day(warm);

  it('the first person stays until 150 and 30 s longer: the third is answered at 180', () => {
    expect(records[1]).toMatchObject({ endedAt: 250, reexplained: 0, bounces: 1 });
    expect(records[2]!.answeredAt).toBe(180);
    // 90 and 60 and 30; then the third's 90, held until 270? The senior one is free from 250.
    expect(summary.busySeconds).toEqual([180 + 90 + 30, 150 + 100 + 100]);
  });

  it('costs the time of both: 90 + 60 + 30 and 100', () => {
    expect(records[1]).toMatchObject({ handleSeconds: 190, agentSeconds: 280 });
  });

  it('the first person is free when the customer gives up: 120', () => {
    const dropped = day(warm, 30).records;
    expect(dropped[1]).toMatchObject({ ending: 'dropped', endedAt: 120, agentSeconds: 120 });
    expect(dropped[2]!.answeredAt).toBe(120);
  });

  it('nobody leaves silently while a person is with them', () => {
    const chat = { ...warm, channels: [{ name: 'chat', share: 1, silent: 1 }] };
    const { records: chats } = day(chat, 30);
    expect(chats[1]).toMatchObject({ ending: 'dropped', silent: false });
    expect(chats[2]!.answeredAt).toBe(120);
  });

  it('nor goes back to the AI, while waiting rules hold', () => {
    const { records: held } = dayOf(
      warm,
      [{ at: 0, handleSeconds: 150 }, { at: 0 }],
      `${SENIOR_IF_FREE}waiting: [{ id: resume, when: waited >= 30, then: { handback: true } }]\n`,
    );
    expect(held[1]).toMatchObject({ ending: 'served', handbacks: 0, endedAt: 250 });
  });
});

it('who is passed on does not jump the queue of a team that becomes free at that instant', () => {
  // At 90 the senior one is done; the third, in its queue since 80, goes first.
  const { records } = dayOf(
    world(),
    [{ at: 0, handleSeconds: 90 }, { at: 0 }, { at: 80 }],
    `
name: third
rules:
  - { id: senior, at: arrival, when: desk.senior.free > 0 || desk.general.free == 0, then: { transfer: senior } }
  - { id: general, at: arrival, then: { transfer: general } }
`,
  );
  expect(records[2]).toMatchObject({ answeredAt: 90, endedAt: 190 });
  expect(records[1]!.endedAt).toBe(290);
});

describe('who is passed on', () => {
  // The senior one comes at 120. At 90 the first contact cannot be passed on, and stays for its work.
  it('is kept where the other team is not open yet', () => {
    const closed = world();
    const later = {
      ...closed,
      teams: closed.teams.map((team, index) =>
        index === 0 ? team : { ...team, steps: [{ at: 120, staffed: 1 }] },
      ),
    };
    const { records } = dayOf(
      later,
      [{ at: 0, handleSeconds: 100 }],
      '{ name: p, rules: [{ id: a, at: arrival, then: { transfer: general } }] }',
    );
    expect(records[0]).toMatchObject({ team: 0, bounces: 0, endedAt: 100 });
  });

  // Told on entry at 50, answered at 90, passed on at 180 to a team that is busy until 300. Whoever
  // took "infinitely many minutes" for told would balk for certain.
  it('does not balk at the second queue, whatever was announced before the first', () => {
    const plain = world();
    const balking = { share: 0, perAnnouncedMinute: 1e-6 };
    const { records } = dayOf(
      { ...plain, customers: { ...plain.customers, balking } },
      [{ at: 0, handleSeconds: 300 }, { at: 0 }, { at: 50 }],
      `
name: told
rules:
  - { id: senior, at: arrival, when: desk.senior.free > 0, then: { transfer: senior } }
  - { id: general, at: arrival, then: { transfer: general, announce: wait } }
`,
    );
    // The second contact is the senior's at 300, the third's turn comes 100 s later.
    expect(records[2]).toMatchObject({
      announced: true,
      answeredAt: 90,
      bounces: 1,
      ending: 'served',
      endedAt: 500,
    });
  });
});
