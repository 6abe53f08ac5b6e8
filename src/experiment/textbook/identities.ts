import type { ScheduledIssue } from '../../scenario/world.js';
import { Luck } from '../../simulation/luck/luck.js';
import { Simulation } from '../../simulation/simulation.js';
import { exact, type VerifiedRow } from '../verification/verified-row.js';
import { constant, exponential, gaveUp, turnedAway, wait } from './textbook-cases.js';
import { straightThrough, type TextbookQueue, textbookWorld } from './textbook-queue.js';

/** What holds exactly in every run, whatever the luck. */
export function identityRows(seed: number): VerifiedRow[] {
  return [...accounts(seed), ...ties(100)];
}

/**
 * Two ways to count the same: over time by the desks, as the engine goes, and over contacts by
 * whoever reads their records. Little's law for the queue (J. D. C. Little, Operations Research 9,
 * 1961), the same for people's hands, and that nobody gets lost.
 */
function accounts(seed: number): VerifiedRow[] {
  const queue: TextbookQueue = {
    rates: [0.02, 0.05],
    service: exponential(100),
    people: [2, 4],
    patience: exponential(60),
    horizon: 200_000,
  };
  const waits = queue.people.map(() => 0);
  const work = queue.people.map(() => 0);
  const ended = new Map<string, number>();
  const issues = new Set<number>();
  let last = -1;
  const { queueSeconds, busySeconds } = new Simulation(
    textbookWorld(queue),
    straightThrough(2),
  ).run(new Luck(seed, 0), {
    contact: (record) => {
      waits[record.team]! += wait(record);
      work[record.team]! += record.handleSeconds;
      ended.set(record.ending, (ended.get(record.ending) ?? 0) + 1);
      issues.add(record.issue);
      last = Math.max(last, record.issue);
    },
  });
  const known = ['served', 'abandoned', 'unserved'].map((ending) => ended.get(ending) ?? 0);
  const all = known.reduce((total, count) => total + count, 0);
  return [
    ...waits.map((expected, team) =>
      exact(
        { model: `Little’s law, team ${team + 1}`, figure: 'queue length × time, s', expected },
        queueSeconds[team]!,
      ),
    ),
    ...work.map((expected, team) =>
      exact(
        { model: `Little’s law, team ${team + 1}`, figure: 'people busy × time, s', expected },
        busySeconds[team]!,
      ),
    ),
    exact({ model: 'conservation', figure: 'contacts that ended', expected: last + 1 }, all),
    exact({ model: 'conservation', figure: 'issues, each once', expected: last + 1 }, issues.size),
  ];
}

/**
 * What happens first at one instant. A person answers for `service` seconds, and the next contact comes
 * just as they are done, or the last second of its patience is over just then: nobody is turned away,
 * and nobody gives up (model.md §5).
 */
export function ties(service: number, times = 1000): VerifiedRow[] {
  const instants = Array.from({ length: times }, (_, k) => k * 100);
  const one = { rates: [1], service: constant(service), people: [1], horizon: 100 * times };
  const patience = constant(100);
  const noRoom = { ...one, patience, desk: { queueLimit: 0 } };
  const pairs = instants.filter((at) => at % 200 === 0).flatMap((at) => [{ at }, { at }]);
  return [
    exact(
      { model: 'ties', figure: 'blocked as somebody gets free', expected: 0 },
      count(
        noRoom,
        instants.map((at) => ({ at })),
        turnedAway,
      ),
    ),
    exact(
      { model: 'ties', figure: 'gave up as somebody gets free', expected: 0 },
      count({ ...one, patience }, pairs, gaveUp),
    ),
  ];
}

function count(
  queue: TextbookQueue,
  issues: readonly ScheduledIssue[],
  value: typeof gaveUp,
): number {
  let total = 0;
  const world = { ...textbookWorld(queue), demand: { kind: 'scheduled', issues } as const };
  new Simulation(world, straightThrough(1)).run(new Luck(1, 0), {
    contact: (record) => {
      total += value(record);
    },
  });
  return total;
}
