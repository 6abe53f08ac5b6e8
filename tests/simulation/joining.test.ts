import { describe, expect, it } from 'vitest';
import type { Customers, Team } from '../../src/scenario/world.js';
import { STRAIGHT_THROUGH } from '../worlds.js';
import { dayOf, desks } from './runs.js';

// Whether somebody joins the queue at all: balking, full queues, opening hours.

const desk = (team: Partial<Team>, customers: Partial<Customers> = {}) =>
  desks({ general: team }, customers);
const at = (...times: number[]) => times.map((time) => ({ at: time }));
const ends = (records: readonly { ending: string; endedAt: number }[]) =>
  records.map((r) => [r.ending, r.endedAt]);

describe('balking', () => {
  it('is for those who would have to wait, not for who finds somebody free', () => {
    const { records, summary } = dayOf(
      desk({}, { balking: { share: 1, perAnnouncedMinute: 0 } }),
      at(0, 10, 100),
      STRAIGHT_THROUGH,
    );
    expect(ends(records)).toEqual([
      ['served', 100],
      ['balked', 10],
      ['served', 200],
    ]);
    expect(records[1]).toMatchObject({ queuedAt: 10, waitSeconds: 0, resolved: false });
    expect(summary.queueSeconds).toEqual([0]);
  });

  it('grows with the wait announced: 100 s at 0.6 a minute is certain, unannounced is nothing', () => {
    const world = desk({}, { balking: { share: 0, perAnnouncedMinute: 0.6 } });
    const policy = (terms: string) =>
      `{ name: told, rules: [{ id: all, at: arrival, then: { transfer: general${terms} } }] }`;
    expect(dayOf(world, at(0, 10), policy(', announce: wait')).records[1]!.ending).toBe('balked');
    expect(dayOf(world, at(0, 10), policy('')).records[1]!.ending).toBe('served');
  });
});

describe('a limited queue', () => {
  it('blocks who comes when it is full, and takes in again who comes later', () => {
    // The second waits from 10 to 100, so that at 20 the one place is taken and at 150 it is not.
    const { records } = dayOf(desk({ queueLimit: 1 }), at(0, 10, 20, 150), STRAIGHT_THROUGH);
    expect(ends(records)).toEqual([
      ['served', 100],
      ['served', 200],
      ['blocked', 20],
      ['served', 300],
    ]);
    expect(records[2]).toMatchObject({ queuedAt: 20, waitSeconds: 0, resolved: false });
  });

  it('of none serves who finds somebody free and blocks all others', () => {
    const { records } = dayOf(desk({ queueLimit: 0 }), at(0, 10, 100), STRAIGHT_THROUGH);
    expect(records.map((r) => r.ending)).toEqual(['served', 'blocked', 'served']);
  });

  it('is full where every team that could take them is', () => {
    const { records } = dayOf(
      desks({ a: { queueLimit: 0 }, b: { queueLimit: 1 } }),
      at(0, 0, 10, 20),
      '{ name: either, rules: [{ id: all, at: arrival, then: { transfer: [a, b] } }] }',
    );
    expect(records.map((r) => r.ending)).toEqual(['served', 'served', 'served', 'blocked']);
  });

  it('does not keep out who is promised a call: they hold no line', () => {
    const { records } = dayOf(
      desk({ queueLimit: 0 }, { callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 } }),
      at(0, 10),
      `
name: overflow
rules:
  - { id: direct, at: arrival, when: desk.general.free > 0, then: { transfer: general } }
  - { id: later, at: arrival, then: { callback: general } }
`,
    );
    expect(records[1]).toMatchObject({ ending: 'served', answeredAt: 120 });
  });
});

describe('opening hours', () => {
  const openings = [{ from: 100, to: 200 }];

  it('take nobody in before they begin and from when they end, though people are on duty', () => {
    const { records } = dayOf(desk({ openings }), at(99, 100, 199, 200), STRAIGHT_THROUGH);
    expect(ends(records)).toEqual([
      ['unserved', 99],
      ['served', 200],
      ['served', 300],
      ['unserved', 200],
    ]);
  });

  it('let a call be promised before they begin', () => {
    const { records } = dayOf(
      desk(
        { openings, steps: [{ at: 100, staffed: 1 }] },
        { callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 } },
      ),
      at(50),
      '{ name: later, rules: [{ id: all, at: arrival, then: { callback: general } }] }',
    );
    expect(records[0]).toMatchObject({ callback: true, answeredAt: 120, waitSeconds: 0 });
  });
});
