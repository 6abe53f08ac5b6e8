import { expect, it } from 'vitest';
import { CATALOGUE, occupancyMetric } from '../../src/metrics/catalogue.js';
import { newTally, read, TALLIES, type TallyName, tallyContact } from '../../src/metrics/tally.js';
import { ContactRecord } from '../../src/simulation/record.js';

const ratios = CATALOGUE.filter((metric) => metric.kind === 'ratio');

it('knows each metric by one id', () => {
  const ids = CATALOGUE.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

/** Tallies that no metric divides, and what reads them instead. */
const ELSEWHERE: readonly TallyName[] = [
  'customerTurns', // observed shares and Manski's bounds
  'turnsObserved',
  'decisionsObserved',
  'outcomesObserved',
  'humanObserved',
  'resolvedObserved',
  'supportSame',
  'supportNeither',
  'supportEarlier',
  'supportLater',
  'supportDiverged',
];

it('uses every tally', () => {
  const used = [...ratios, occupancyMetric('any')].flatMap((metric) => [
    ...metric.over,
    ...(metric.less ? [metric.less] : []),
  ]);
  expect(TALLIES.filter((name) => !used.includes(name) && !ELSEWHERE.includes(name))).toEqual([]);
});

const record = (facts: Partial<ContactRecord>) => Object.assign(new ContactRecord(), facts);

/**
 * Five contacts by hand:
 * 1. the AI solves it, 60 s;
 * 2. gives up on the AI after two asks, and comes back;
 * 3. asks at turn 2 (at 100), refused, handed over at 160 after turn 4, answered at 190 after 30 s,
 *    600 s of work and 60 s of wrap-up, solved; the AI could have done it;
 * 4. handed over without an ask, gives up after 4 s in queue;
 * 5. asks, waits 200 s in queue, nobody comes.
 */
const FIVE: readonly ContactRecord[] = [
  record({
    ending: 'ai-resolved',
    arrivedAt: 0,
    endedAt: 60,
    aiReplies: 1,
    customerTurns: 1,
    resolved: true,
    aiSolvable: true,
    frustrationPeak: 0.2,
    frustrationArea: 0.1,
  }),
  record({
    ending: 'left-ai',
    arrivedAt: 0,
    endedAt: 90,
    aiReplies: 3,
    customerTurns: 3,
    asks: 2,
    refusals: 2,
    firstAskAt: 30,
    firstAskTurn: 2,
    resolved: false,
    returnsAt: 7200,
    frustrationPeak: 1.3,
    frustrationArea: 1.4,
    boiledOver: true,
  }),
  record({
    ending: 'served',
    arrivedAt: 10,
    endedAt: 790,
    aiReplies: 3,
    customerTurns: 4,
    asks: 2,
    refusals: 1,
    firstAskAt: 100,
    firstAskTurn: 2,
    rule: 0,
    team: 0,
    queuedAt: 160,
    answeredAt: 190,
    handleSeconds: 600,
    wrapUpSeconds: 60,
    reexplained: 1,
    resolved: true,
    aiSolvable: true,
    frustrationPeak: 0.5,
    frustrationArea: 2,
  }),
  record({
    ending: 'abandoned',
    arrivedAt: 0,
    endedAt: 54,
    aiReplies: 2,
    customerTurns: 3,
    rule: 0,
    team: 0,
    queuedAt: 50,
    resolved: false,
    frustrationPeak: 0,
    frustrationArea: 0,
  }),
  record({
    ending: 'unserved',
    arrivedAt: 0,
    endedAt: 300,
    aiReplies: 0,
    customerTurns: 1,
    asks: 1,
    firstAskAt: 0,
    firstAskTurn: 1,
    rule: 0,
    team: 0,
    queuedAt: 100,
    resolved: false,
    frustrationPeak: 0.5,
    frustrationArea: 0.5,
  }),
];
const COSTS = { currency: 'EUR', perAiReply: 0.02, perAgentHour: 30 };

const EXPECTED: Readonly<Record<string, number>> = {
  'resolution.rate': 2 / 5,
  'resolution.ai': 1 / 5,
  'resolution.human': 1 / 5,
  'resolution.vendor_gap': 0, // one contained and quiet, and that one was solved
  'containment.rate': 2 / 5,
  'containment.unresolved': 1 / 5,
  'repeat.rate': 1 / 5,
  'transfer.rate': 3 / 5,
  'transfer.needless': 1 / 3,
  'wait.mean': (30 + 4 + 200) / 3,
  'wait.asa': 30,
  'service_level(20s)': 0,
  'service_level(180s)': 1 / 3,
  'abandonment.rate': 1 / 3,
  'abandonment.short': 1 / 3,
  'unserved.rate': 1 / 3,
  time_to_resolution: (60 + 780) / 2,
  'friction.asking': 3 / 5,
  'friction.asks': 5 / 3,
  'friction.refusals': 1,
  'friction.turns_to_person': 2,
  'friction.seconds_to_person': 90,
  'friction.unreached': 2 / 3,
  'friction.reexplained': 1 / 5,
  'frustration.peak': 0.5,
  'frustration.area': 0.8,
  'frustration.boiled_over': 1 / 5,
  'cost.contact': (9 * 0.02 + (660 / 3600) * 30) / 5,
  'cost.resolution': (9 * 0.02 + (660 / 3600) * 30) / 2,
};

const tally = newTally();
for (const contact of FIVE) tallyContact(tally, contact, COSTS);

it.each(ratios.map((metric) => [metric.id, metric] as const))(
  'counts %s on five contacts by hand',
  (id, metric) => {
    const [numerator, denominator] = metric.over;
    const less = metric.less ? read(tally, metric.less) : 0;
    expect((read(tally, numerator) - less) / read(tally, denominator)).toBeCloseTo(
      EXPECTED[id]!,
      12,
    );
  },
);

it('counts a contact of unknown outcome neither as solved nor as failed', () => {
  const unknown = newTally();
  tallyContact(unknown, record({ ending: 'left-ai', endedAt: 10 }), COSTS);
  expect(read(unknown, 'contacts')).toBe(1);
  expect(read(unknown, 'outcomes')).toBe(0);
  expect(read(unknown, 'containedUnresolved')).toBe(0);
});

it('takes a wait of exactly T as answered in time, and 5 s as no longer short', () => {
  const edge = newTally();
  tallyContact(
    edge,
    record({ ending: 'served', team: 0, queuedAt: 0, answeredAt: 20, endedAt: 50, resolved: true }),
    COSTS,
  );
  tallyContact(
    edge,
    record({ ending: 'abandoned', team: 0, queuedAt: 0, endedAt: 5, resolved: false }),
    COSTS,
  );
  expect(read(edge, 'answeredIn20')).toBe(1);
  expect(read(edge, 'abandonedShort')).toBe(0);
});
