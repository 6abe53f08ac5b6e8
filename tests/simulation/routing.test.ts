import { describe, expect, it } from 'vitest';
import { ALWAYS, dayOf, desks, told } from './runs.js';

// Several teams by preference, priority and widening; a and b have one person each, 100 s of work.

const EITHER = '{ name: either, rules: [{ id: all, at: arrival, then: { transfer: [a, b] } }] }';
const bySkill = (first: string, second: string) => `
name: by-skill
rules:
  - { id: first, at: arrival, when: intent == "first", then: ${first} }
  - { id: second, at: arrival, then: ${second} }
`;
const teams = () => told(desks({ a: {}, b: {} }));

describe('several teams by preference', () => {
  it('the preferred one where both are free, the other where only it is', () => {
    const { records } = dayOf(desks({ a: {}, b: {} }), [{ at: 0 }, { at: 10 }], EITHER);
    expect(records.map((r) => [r.team, r.answeredAt])).toEqual([
      [0, 0],
      [1, 10],
    ]);
  });

  it('the head gets the preferred one where both become free at once', () => {
    const { records } = dayOf(
      desks({ a: {}, b: {} }),
      [0, 0, 10, 20].map((at) => ({ at })),
      EITHER,
    );
    expect(records.slice(2).map((r) => [r.team, r.answeredAt])).toEqual([
      [0, 100],
      [1, 100],
    ]);
  });

  it('whoever waits longest goes first, across the queues that a team takes from', () => {
    // a is busy until 500, b until 100. In at 10 for either, at 20 for b alone.
    const { records } = dayOf(
      teams(),
      [
        { at: 0, intent: 0, handleSeconds: 500 },
        { at: 0, intent: 0, handleSeconds: 100 },
        { at: 10, intent: 0 },
        { at: 20, intent: 1 },
      ],
      bySkill('{ transfer: [a, b] }', '{ transfer: b }'),
    );
    expect(records.slice(2).map((r) => [r.team, r.answeredAt])).toEqual([
      [1, 100],
      [1, 200],
    ]);
  });

  it('naming a team twice counts nobody twice', () => {
    const { records } = dayOf(
      teams(),
      [
        { at: 0, intent: 0 },
        { at: 10, intent: 0 },
        { at: 20, intent: 1 },
      ],
      `
name: twice
rules:
  - { id: first, at: arrival, when: intent == "first", then: { transfer: [a, a] } }
  - { id: second, at: arrival, when: desk.a.queue == 1, then: { transfer: b } }
`,
    );
    expect(records[2]!.rule).toBe(1);
  });
});

describe('priority', () => {
  const policy = bySkill('{ transfer: a, priority: 60s }', '{ transfer: a }');

  it('of 60 s goes before who came 58 s earlier, not before who came 60 s earlier', () => {
    for (const [earlier, order] of [
      [41, [100, 200]],
      [39, [200, 100]],
    ] as const) {
      const { records } = dayOf(
        teams(),
        [
          { at: 0, intent: 1, handleSeconds: 100 },
          { at: earlier, intent: 1 },
          { at: 99, intent: 0 },
        ],
        policy,
      );
      // By credit the third has been in since 99 − 60 = 39; at equal credit the first to enter goes.
      expect([records[2]!.answeredAt, records[1]!.answeredAt]).toEqual(order);
    }
  });

  it('of a waiting rule adds to that of the transfer', () => {
    // In at 50 with 60 s, and 100 s more from 80 on: since −110, before who came at −100 + 100 = 0.
    const { records } = dayOf(
      teams(),
      [
        { at: 0, intent: 1, handleSeconds: 100 },
        { at: 0, intent: 1 },
        { at: 50, intent: 0 },
      ],
      `${policy}waiting:
  - { id: up, when: 'waited > 30 && intent == "first"', then: { priority: 100s } }
`,
    );
    expect(records.slice(1).map((r) => r.answeredAt)).toEqual([200, 100]);
  });
});

describe('widening', () => {
  const widening = (first: string) => bySkill(first, '{ transfer: b }');

  it('goes step by step: to b after 30 s, to c after 60 s', () => {
    const world = told(desks({ a: {}, b: {}, c: {} }));
    const { records } = dayOf(
      world,
      [
        { at: 0, intent: 0, handleSeconds: 500 },
        { at: 0, intent: 1, handleSeconds: 45 },
        { at: 0, intent: 1, handleSeconds: 200 },
        { at: 10, intent: 0 },
        { at: 20, intent: 0 },
      ],
      widening('{ transfer: a, widen: [{ after: 30s, to: b }, { after: 60s, to: c }] }'),
    );
    // b: 0–45, then 45 the third. In at 10: b from 40, c from 70. In at 20: c from 80, busy then.
    expect(records[2]).toMatchObject({ team: 1, answeredAt: 45 });
    expect(records[3]).toMatchObject({ team: 2, answeredAt: 70 });
    expect(records[4]).toMatchObject({ team: 2, answeredAt: 170 });
  });

  it('keeps the priority: in at 60 with 50 s and widened, before who came to b at 20', () => {
    const { records } = dayOf(
      teams(),
      [
        { at: 0, intent: 0, handleSeconds: 500 },
        { at: 0, intent: 1, handleSeconds: 100 },
        { at: 20, intent: 1 },
        { at: 60, intent: 0 },
      ],
      widening('{ transfer: a, priority: 50s, widen: { after: 30s, to: b } }'),
    );
    expect(records.slice(2).map((r) => [r.team, r.answeredAt])).toEqual([
      [1, 200],
      [1, 100],
    ]);
  });

  it('the waiting rule of the same name widens, too', () => {
    const { records } = dayOf(
      teams(),
      [
        { at: 0, intent: 0, handleSeconds: 500 },
        { at: 10, intent: 0 },
      ],
      `${widening('{ transfer: a }')}waiting: [{ id: wider, when: waited >= 60, then: { widen: b } }]\n`,
    );
    expect(records[1]).toMatchObject({ team: 1, answeredAt: 70 });
  });

  it('is waited for where the first team has nobody, and nobody is unserved before it', () => {
    const { records } = dayOf(
      told(desks({ a: { steps: [] }, b: {} })),
      [{ at: 0, intent: 0 }],
      widening('{ transfer: a, widen: { after: 60s, to: b } }'),
    );
    expect(records[0]).toMatchObject({ team: 1, answeredAt: 60 });
  });

  it('leaves unserved who is widened to a team that has gone meanwhile', () => {
    const { records } = dayOf(
      told(desks({ a: { steps: [] }, b: { steps: [...ALWAYS, { at: 30, staffed: 0 }] } })),
      [{ at: 0, intent: 0 }],
      widening('{ transfer: a, widen: { after: 60s, to: b } }'),
    );
    expect(records[0]).toMatchObject({ ending: 'unserved', endedAt: 0 });
  });

  it('goes on while a call is promised: b dials at 60', () => {
    const { records } = dayOf(
      told(
        desks(
          { a: {}, b: {} },
          { callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 } },
        ),
      ),
      [
        { at: 0, intent: 0, handleSeconds: 0 },
        { at: 0, intent: 1, handleSeconds: 5 },
      ],
      bySkill('{ callback: a, widen: { after: 60s, to: b } }', '{ transfer: b }'),
    );
    expect(records[0]!.answeredAt).toBe(20);
    const { records: busy } = dayOf(
      told(
        desks(
          { a: {}, b: {} },
          { callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 } },
        ),
      ),
      [
        { at: 0, intent: 0, handleSeconds: 500 },
        { at: 0, intent: 0 },
      ],
      bySkill('{ callback: a, widen: { after: 60s, to: b } }', '{ transfer: b }'),
    );
    expect(busy[1]).toMatchObject({ team: 1, answeredAt: 80, waitSeconds: 0 });
  });
});
