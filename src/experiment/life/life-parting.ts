import type { DecisionEntry, Entry, Life, Moment } from './life.js';

/** Where two lives on the same luck part. */
export interface Parting {
  /** Both are alike before it. */
  readonly at: number;
  /** The decision that each policy made then, where one did. */
  readonly decisions: readonly [DecisionEntry | undefined, DecisionEntry | undefined];
}

/**
 * The first instant at which what happens to the customer is not the same; undefined: it never
 * differs. Rules are no part of it: two policies may well come to the same by different ways.
 */
export function partingOf(one: Life, other: Life): Parting | undefined {
  const [a, b] = [one, other].map(({ moments }) => moments.filter(concernsThem)) as [
    Moment[],
    Moment[],
  ];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [mine, theirs] = [a[i], b[i]];
    if (mine && theirs && alike(mine, theirs)) continue;
    const at = Math.min(
      mine?.at ?? Number.POSITIVE_INFINITY,
      theirs?.at ?? Number.POSITIVE_INFINITY,
    );
    return { at, decisions: [decisionAt(one, at), decisionAt(other, at)] };
  }
  return undefined;
}

/** The last decision of the instant in which something was done, or else the last. */
function decisionAt({ moments }: Life, at: number): DecisionEntry | undefined {
  const decisions = (moments.find((moment) => moment.at === at)?.entries ?? []).filter(
    (entry) => entry.kind === 'decision',
  );
  return decisions.findLast(({ does }) => does !== undefined) ?? decisions.at(-1);
}

function concernsThem(moment: Moment): boolean {
  return moment.frustration !== undefined || factsOf(moment).length > 0;
}

function alike(one: Moment, other: Moment): boolean {
  const told = (moment: Moment) => JSON.stringify([factsOf(moment), moment.frustration]);
  return one.at === other.at && told(one) === told(other);
}

/** What the customer has of an instant. */
function factsOf({ entries }: Moment): Entry[] {
  const entersQueue = entries.some(
    (entry) => entry.kind === 'event' && entry.event === 'enters-queue',
  );
  return entries.flatMap((entry): Entry[] => {
    if (entry.kind !== 'decision') return [entry];
    const { does } = entry;
    if (does === undefined) return [];
    // To stay is what the AI does without any rule, too; and the queue speaks for itself.
    const isPlain = does.does === 'stay' || (does.does === 'transfer' && entersQueue);
    if (isPlain && does.say === undefined) return [];
    return [{ ...entry, saw: NOTHING, rules: [], weighed: [], rule: '', instead: false }];
  });
}

const NOTHING: DecisionEntry['saw'] = new Map();
