import { describe, expect, it } from 'vitest';
import { RECORDED } from '../../src/policy/policy.js';
import type { Customers, World } from '../../src/scenario/world.js';
import { withIssues } from '../worlds.js';
import { dayOf, desks, recorded, reply, runDay, said, withRecord } from './runs.js';

// An offer at a turn: the AI's next words carry it, the customer's next turn answers it. Turns come
// 0, 50, 100, 150 s after arrival.

const world = (accepts: Partial<Customers['accepts']> = {}): World =>
  desks(
    { general: {} },
    {
      accepts: { transfer: 1, callback: 1, ticket: 1, ...accepts },
      callbacks: { answered: 1, dial: 20, attempts: 1, retryAfter: 0 },
    },
  );
const OFFER = `
name: offering
rules: [{ id: offer, when: turns >= 2, then: { offer: transfer, to: general } }]
`;
const one = (given: World, policy = OFFER) => dayOf(given, [{ at: 0 }], policy).records[0]!;

describe('in a synthetic world', () => {
  it('offered at turn 2, accepted at turn 3: with a person at 100', () => {
    expect(one(world())).toMatchObject({
      ending: 'served',
      rule: 0,
      queuedAt: 100,
      customerTurns: 3,
      acceptedOffers: 1,
      declinedOffers: 0,
      asks: 0,
    });
  });

  it('declined, and not made again: the AI has its 5 turns', () => {
    const declining = world({ transfer: 0 });
    const record = one({ ...declining, ai: { ...declining.ai, maxTurns: 5 } });
    expect(record).toMatchObject({
      ending: 'left-ai',
      customerTurns: 5,
      acceptedOffers: 0,
      declinedOffers: 1,
    });
  });

  it('what was declined can be read by the next rule: handed over at turn 3', () => {
    const record = one(
      world({ transfer: 0 }),
      `${OFFER.replace(' }]\n', ' },')}
  { id: insist, when: declined_offers >= 1, then: { transfer: general } }]
`,
    );
    expect(record).toMatchObject({ rule: 1, queuedAt: 100, declinedOffers: 1 });
  });

  it('each rule makes its own offer once', () => {
    const declining = world({ transfer: 0, callback: 0 });
    const record = one(
      { ...declining, ai: { ...declining.ai, maxTurns: 6 } },
      `
name: twice
rules:
  - { id: person, then: { offer: transfer, to: general } }
  - { id: call, then: { offer: callback, to: general } }
`,
    );
    expect(record).toMatchObject({ declinedOffers: 2, customerTurns: 6 });
  });

  it('of a call: accepted at 100, dialled 100 to 120', () => {
    const record = one(world(), OFFER.replace('offer: transfer', 'offer: callback'));
    expect(record).toMatchObject({ callback: true, callbackAt: 100, answeredAt: 120 });
  });

  it('is no refusal of an ask', () => {
    const asking = world();
    const record = one(
      {
        ...asking,
        customers: { ...asking.customers, asks: { ...asking.customers.asks, perTurn: 1 } },
      },
      OFFER.replace('turns >= 2', 'asks >= 1').replace('general }', 'general, context: summary }'),
    );
    // Asks at 0, is offered, accepts at 50.
    expect(record).toMatchObject({ asks: 1, refusals: 0, queuedAt: 50 });
    expect(record.frustrationPeak).toBe(0);
  });

  it('swallowed by an outage is made again: at 50 in vain, at 100, accepted at 150', () => {
    const down = world();
    const record = one({ ...down, ai: { ...down.ai, outages: [{ from: 60, to: 80 }] } });
    expect(record).toMatchObject({ queuedAt: 150, acceptedOffers: 1, declinedOffers: 0 });
  });
});

describe('in a replay', () => {
  const offering = said({ reply: reply({ offersPerson: true }) });
  const replay = (
    turns: Parameters<typeof recorded>[0],
    policy = OFFER,
    handoverAfter?: number,
  ) => {
    const given = withRecord(world(), [
      recorded(turns, handoverAfter === undefined ? {} : { handoverAfter }),
    ]);
    return one(given, policy);
  };

  it('one that the record made too stays on record, the answer included', () => {
    const record = replay([said(), offering, said({ ask: 'accept' })], OFFER, 3);
    expect(record).toMatchObject({
      observedTurns: 3,
      customerTurns: 3,
      queuedAt: 100,
      acceptedOffers: 1,
      support: 'same-point',
    });
  });

  it('so does a recorded refusal of it', () => {
    const record = replay([said(), offering, said({ ask: 'refuse' }), said()]);
    expect(record).toMatchObject({
      observedTurns: 4,
      declinedOffers: 1,
      ending: 'left-ai',
      support: 'neither',
    });
  });

  it('one that the record did not make ends the observed prefix: the answer is modelled', () => {
    const record = replay([said(), said(), said(), said()]);
    expect(record).toMatchObject({
      observedTurns: 2,
      customerTurns: 3,
      acceptedOffers: 1,
      support: 'diverged',
    });
  });

  it('one left out ends it, too', () => {
    const silent =
      '{ name: silent, rules: [{ id: late, when: turns >= 4, then: { transfer: general } }] }';
    const record = replay([said(), offering, said({ ask: 'accept' })], silent, 3);
    expect(record).toMatchObject({ observedTurns: 2, customerTurns: 4, acceptedOffers: 0 });
  });

  it('one made to an ask in the record is no refusal there either', () => {
    const asked = said({ ask: 'request', reply: reply({ offersPerson: true }) });
    const given = withIssues(
      withRecord(world(), [recorded([asked, said({ ask: 'accept' })], { handoverAfter: 2 })]),
      [{ at: 0 }],
    );
    expect(runDay(given, RECORDED).records[0]).toMatchObject({ asks: 1, refusals: 0 });
  });
});
