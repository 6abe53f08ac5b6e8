import { describe, expect, it } from 'vitest';
import { PolicyFault } from '../../src/simulation/policy-fault.js';
import { policyFor, withIssues } from '../worlds.js';
import { dayOf, desks, runDay } from './runs.js';

// One person, busy until 500. A call that is offered is accepted, so that `callbackAt` shows when a
// rule fired.

const world = desks(
  { general: {} },
  {
    accepts: { transfer: 1, callback: 1, ticket: 1 },
    callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 },
  },
);
const policy = (...rules: string[]) => `
name: waiting
rules: [{ id: all, at: arrival, then: { transfer: general } }]
waiting:
${rules.map((rule) => `  - ${rule}\n`).join('')}`;
const offer = (when: string, id = 'call') =>
  `{ id: ${id}, when: '${when}', then: { offer: callback } }`;
const at = (...times: number[]) => times.map((time) => ({ at: time }));
const busyAnd = (...times: number[]) => [{ at: 0, handleSeconds: 500 }, ...at(...times)];
const firesAt = (when: string, ...times: number[]) =>
  dayOf(world, busyAnd(...times), policy(offer(when)))
    .records.slice(1)
    .map((r) => r.callbackAt);

describe('when a rule is looked at', () => {
  it.each([
    ['waited > 120', 127],
    ['waited >= 120', 127],
    ['120 < waited', 127],
    ['waited / 60 >= 2', 127],
    ['waited - 20 > 100', 127],
    ['waited > 45.5', 52.5],
  ])('%s: at the exact instant, %d, of who entered at 7', (when, fires) => {
    expect(firesAt(when, 7)).toEqual([fires]);
  });

  it.each([
    'intent == "any"',
    'waited >= 0',
    'waited > 0',
    'waited < 10',
    'desk.general.queue == 1',
  ])('%s: on entry', (when) => {
    expect(firesAt(when, 7)).toEqual([7]);
  });

  it('every 30 s of the wait where it reads the desk: two in queue from 20 on, seen at 37', () => {
    // In since 7: looked at 7, 37; the other one, in since 20, at once.
    expect(firesAt('desk.general.queue >= 2', 7, 20)).toEqual([37, 20]);
  });

  it('at its own number and every 30 s: from 45 on, seen at 52, or at the next full 30 s', () => {
    expect(firesAt('waited >= 45 && desk.general.queue >= 2', 7, 20)).toEqual([52, 65]);
    // The second comes at 60, after 52: seen at 67 and, on its own, at 105.
    expect(firesAt('waited >= 45 && desk.general.queue >= 2', 7, 60)).toEqual([67, 105]);
  });

  it('not at another rule’s instants: adding one changes nothing', () => {
    const other = '{ id: other, when: waited > 40 && waited < 0, then: { priority: 1s } }';
    const rule = offer('desk.general.queue >= 2');
    for (const rules of [[rule], [other, rule], [rule, other]]) {
      const { records } = dayOf(world, busyAnd(7, 45), policy(...rules));
      expect(records.slice(1).map((r) => r.callbackAt)).toEqual([67, 45]);
    }
  });

  it('past a ring that was missed, what it would have seen meanwhile', () => {
    // a rings 0–10 in vain; at 5 the rule's instant passes. In queue again at 10: the call.
    const ring = { answeredAfter: 20, missed: 0, timeout: 10, away: 1000 };
    const { records } = dayOf(
      { ...world, teams: [{ ...world.teams[0]!, ring }] },
      at(0),
      policy(offer('waited > 5')),
    );
    expect(records[0]).toMatchObject({ callbackAt: 10, waitSeconds: 10, answeredAt: 1030 });
  });
});

describe('how often', () => {
  it('once a stay: declined, it is not offered again', () => {
    const proud = {
      ...world,
      customers: { ...world.customers, accepts: { transfer: 1, callback: 0, ticket: 1 } },
    };
    const { records, summary } = dayOf(
      proud,
      busyAnd(0),
      policy(offer('waited >= 30 || turns > 9')),
    );
    expect(records[1]!.declinedOffers).toBe(1);
    expect(summary.fired.slice(1)).toEqual([1]);
  });

  it('every rule that holds, in order, each part in order, until the contact is taken away', () => {
    const { records, summary } = dayOf(
      world,
      busyAnd(0),
      policy(
        '{ id: told, when: waited >= 30, then: { announce: wait, priority: 5s } }',
        offer('waited >= 30'),
        '{ id: late, when: waited >= 30, then: { handback: true } }',
      ),
    );
    expect(records[1]).toMatchObject({ announced: true, callbackAt: 30, handbacks: 0 });
    expect(summary.fired.slice(1)).toEqual([1, 1, 0]);
  });

  it('on who is to be called back only what moves their place', () => {
    const { records, summary } = dayOf(
      world,
      busyAnd(0, 1),
      policy(
        offer('waited >= 30 && contact_number == 1 && desk.general.queue >= 1'),
        '{ id: told, when: waited >= 60, then: { announce: wait } }',
        '{ id: up, when: waited >= 60, then: { priority: 5s } }',
      ),
    );
    expect(records.slice(1).map((r) => [r.callbackAt, r.announced])).toEqual([
      [30, false],
      [31, false],
    ]);
    expect(summary.fired.slice(1)).toEqual([2, 0, 2]);
  });
});

describe('what it cannot tell', () => {
  it('an absent signal keeps it from firing and is counted', () => {
    const { records, summary } = dayOf(
      world,
      busyAnd(0),
      policy(offer('waited > 490 && confidence < 2')),
    );
    expect(records[1]!.callback).toBe(false);
    // `&&` absorbs the absence up to 490 s; then one look is left, at 490.
    expect(summary.absent.slice(1)).toEqual([1]);
  });

  it('a division by zero stops the run, naming rule, contact and time', () => {
    const given = withIssues(world, busyAnd(7));
    const faulty = policyFor(given, policy(offer('waited > 60 && 1 / asks > 0', 'ratio')));
    expect(() => runDay(given, faulty)).toThrow(PolicyFault);
    expect(() => runDay(given, faulty)).toThrow(
      expect.objectContaining({ policy: 'waiting', rule: 'ratio', issue: 1, visit: 0, at: 67 }),
    );
  });
});
