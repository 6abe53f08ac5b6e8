import { describe, expect, it } from 'vitest';
import type { Team, World } from '../../src/scenario/world.js';
import { policyFor, withIssues } from '../worlds.js';
import { dayOf, desks, recorded, reply, runDay, said, withRecord } from './runs.js';

// One person, 100 s of work; dialling takes 20 s, and who is called picks up.

const CALLS = { answered: 1, dial: 20, attempts: 1, retryAfter: 0 };
const world = (team: Partial<Team> = {}): World =>
  desks({ general: team, other: { steps: [{ at: 0, staffed: 0 }] } }, { callbacks: CALLS });
const policy = (then: string, rest = '') =>
  `name: p\nrules:\n  - { id: all, at: arrival, then: ${then} }\n${rest}`;
const busy = [{ at: 0, handleSeconds: 500 }, { at: 10 }];
/** The first goes straight through; the second is promised something. */
const second = (promise: string) =>
  `name: p\nrules:\n  - { id: first, at: arrival, when: desk.general.free > 0, then: { transfer: general } }\n  - { id: all, at: arrival, then: ${promise} }\n`;

describe('a promise of a time', () => {
  it.each([
    ['8m', 490, true], // the call comes at 520
    ['9m', 550, false],
  ])('within %s', (within, by, broken) => {
    const [, called] = dayOf(
      world(),
      busy,
      second(`{ callback: general, within: ${within} }`),
    ).records;
    expect(called).toMatchObject({ promisedBy: by, promiseBroken: broken, promiseOpen: false });
    expect(called).toMatchObject({ answeredAt: 520, ending: 'served' });
  });

  it('once kept it stays kept, whoever answers later', () => {
    const silent = { fallsSilent: { share: 1, after: 10, lasts: 1e5 } };
    const base = world(silent);
    const [general, other] = base.teams;
    const two: World = {
      ...base,
      teams: [general!, { ...other!, steps: [{ at: 0, staffed: 1 }] }],
    };
    // Called at 20, silent from 30 on; somebody else takes over at 330, long after the promised 60.
    const [record] = dayOf(
      two,
      [{ at: 0 }],
      policy(
        '{ callback: [general, other], within: 60s }',
        'serving:\n  - { id: s, when: agent_silent > 300, then: { requeue: head } }\n',
      ),
    ).records;
    expect(record).toMatchObject({ answeredAt: 20, silences: 1, promiseBroken: false });
  });

  it.each([
    ['1m', 'unserved', true], // the desk goes home at 3,600 and comes again a day later
    ['30h', 'open', false],
  ])('made just before closing, within %s: %s', (within, ending, broken) => {
    const closing = world({
      steps: [
        { at: 0, staffed: 1 },
        { at: 3600, staffed: 0 },
      ],
    });
    const late = [{ at: 3500, handleSeconds: 500 }, { at: 3590 }];
    const [, promised] = dayOf(
      closing,
      late,
      second(`{ callback: general, within: ${within} }`),
    ).records;
    expect(promised).toMatchObject({ ending, promiseBroken: broken });
  });

  it('that cannot be kept gives way to an else', () => {
    const closed = world({ steps: [{ at: 0, staffed: 0 }] });
    const [record] = dayOf(
      closed,
      [{ at: 10 }],
      policy('{ callback: general, within: 1m, else: stay }'),
    ).records;
    expect(record).toMatchObject({ callback: false, team: -1 });
  });

  it('round the clock: overdue at the end is broken, not yet due is open', () => {
    const closed = world({
      steps: [
        { at: 0, staffed: 0 },
        { at: 5000, staffed: 1 },
      ],
    });
    const endless: World = { ...closed, mode: 'continuous', measuredFrom: 0, closesAt: 1000 };
    const given = withIssues(endless, [{ at: 10 }, { at: 900 }]);
    const { records } = runDay(
      given,
      policyFor(given, policy('{ ticket: general, reply_within: 5m }')),
    );
    expect(records).toMatchObject([
      { ending: 'open', promiseBroken: true, promiseOpen: false },
      { ending: 'open', promiseBroken: false, promiseOpen: true },
    ]);
  });
});

describe('taken from a silent person', () => {
  const silent: Partial<Team> = { fallsSilent: { share: 1, after: 10, lasts: 1e5 } };
  const either = policy(
    '{ transfer: [general, other] }',
    'serving:\n  - { id: s, when: agent_silent > 60, then: { requeue: head } }\n',
  );

  it('they are not turned away at a full queue', () => {
    const base = desks({ general: { ...silent, queueLimit: 0 }, other: { queueLimit: 0 } });
    const [first] = dayOf(base, [{ at: 0 }, { at: 1, handleSeconds: 200 }], either).records;
    // Requeued at 70 while the other one works until 201.
    expect(first).toMatchObject({ ending: 'served', team: 1, endedAt: 301 });
  });

  it('an old announcement says nothing of the silence', () => {
    const calm = desks({ general: { fallsSilent: { share: 1, after: 100, lasts: 600 } } });
    const given: World = {
      ...calm,
      frustration: { ...calm.frustration, announcement: 0, personAnswers: 0 },
    };
    const [, told] = dayOf(
      given,
      [
        { at: 0, handleSeconds: 30 },
        { at: 1, handleSeconds: 200, patience: 1e6 },
      ],
      policy('{ transfer: general, announce: 20s }'),
    ).records;
    // 29 s in queue, 9 of them past the 20 s announced; then 600 s of silence at the plain rate.
    expect(told!.frustrationPeak).toBeCloseTo((20 + 2 * 9 + 600) / 600, 9);
  });
});

it('to be offered a written reply is not to be offered a person, as the record has it', () => {
  const dialogue = recorded([
    said({ ask: 'request', reply: reply({ offersPerson: true }) }),
    said(),
  ]);
  const given = withRecord(world(), [dialogue]);
  const support = (offer: string) =>
    dayOf(
      given,
      [{ at: 0, dialogue: 0 }],
      `name: p\nrules:\n  - { id: o, then: { offer: ${offer}, to: general } }\n`,
    ).records[0]!.observedTurns;
  expect(support('transfer')).toBe(2);
  expect(support('ticket')).toBe(1);
});
