import { orderKey } from './comparison.js';
import type { AtMost, Entails, Facts } from './facts.js';
import { ABSENT_ONLY, numbers, orAbsent, PRESENT, type ValueSet } from './value-set.js';

/** Where in a contact's life a condition is checked. */
export type Point = 'arrival' | 'turn' | 'waiting' | 'serving';

const MANY = Number.POSITIVE_INFINITY;
const ZERO = numbers(0, 0);

/**
 * What holds at each point in every simulation and every record (docs/policies.md says what the
 * signals count). A turn is checked after it has been counted and before the AI replies, so there
 * are fewer replies than turns, and the ask just made has not been refused yet.
 */
export function factsAt(point: Point, names: FactNames = { teams: [], counted: [] }): Facts {
  const behind = point === 'turn' ? 1 : 0;
  const atMost: AtMost[] = [
    { lesser: 'refusals', greater: 'asks', by: 0 },
    { lesser: 'asks', greater: 'turns', by: 0 },
    { lesser: 'negative_turns', greater: 'turns', by: 0 },
    { lesser: 'refusals', greater: 'turns', by: behind },
    { lesser: 'failed_turns', greater: 'turns', by: behind },
    { lesser: 'repeats', greater: 'turns', by: behind },
    ...names.counted.map((name) => ({ lesser: `times.${name}`, greater: 'turns', by: 0 })),
  ];
  const values = new Map([...valuesAt(point, names), ...atMost.map(orderOf)]);
  return { values, atMost, entails: entailments(point, names) };
}

/** The same, of a comparison of the two with each other. */
function orderOf({ lesser, greater, by }: AtMost): readonly [string, ValueSet] {
  const most = by > 0 ? -1 : 0;
  return lesser < greater
    ? [orderKey(lesser, greater), orAbsent(numbers(-1, most))]
    : [orderKey(greater, lesser), orAbsent(numbers(-most, 1))];
}

/** The teams, by the first of their names, and the conditions that `times` counts. */
export interface FactNames {
  readonly teams: readonly string[];
  readonly counted: readonly string[];
}

function valuesAt(point: Point, { counted }: FactNames): (readonly [string, ValueSet])[] {
  switch (point) {
    case 'arrival':
      return [
        ...NOTHING_YET.map((signal) => [signal, orAbsent(ZERO)] as const),
        ...counted.map((name) => [`times.${name}`, ZERO] as const),
        ...NOT_SAID_YET.map((signal) => [signal, ABSENT_ONLY] as const),
        ['pending', ZERO],
      ];
    case 'turn':
      return [['turns', numbers(1, MANY)]];
    case 'waiting':
      return [['waited', { ...PRESENT, numbers: [{ from: 0, to: MANY }] }]];
    case 'serving':
      return [['agent_silent', { ...PRESENT, numbers: [{ from: 0, to: MANY }] }]];
  }
}

const NOTHING_YET = [
  'asks',
  'refusals',
  'failed_turns',
  'repeats',
  'turns',
  'negative_turns',
  'accepted_offers',
  'declined_offers',
  'clarifications',
  'slots',
  'handbacks',
  'elapsed',
];

const NOT_SAID_YET = ['confidence', 'margin', 'sentiment', 'sentiment_slope'];

function entailments(point: Point, { teams }: FactNames): Entails[] {
  const firstTurn: Entails[] = ['confidence', 'margin', 'sentiment_slope'].map((other) => ({
    signal: 'turns',
    where: numbers(0, 1),
    other,
    there: ABSENT_ONLY,
  }));
  return [
    ...(point === 'turn' ? firstTurn : []),
    ...teams.flatMap((team) => [
      // Somebody free takes the contact at once (model.md §3), and an empty queue has no oldest.
      {
        signal: `desk.${team}.free`,
        where: numbers(1, MANY),
        other: `desk.${team}.estimated_wait`,
        there: ZERO,
      },
      {
        signal: `desk.${team}.queue`,
        where: ZERO,
        other: `desk.${team}.oldest_wait`,
        there: ZERO,
      },
    ]),
  ];
}
