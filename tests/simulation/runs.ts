import type { Policy } from '../../src/policy/policy.js';
import type {
  RecordedDialogue,
  RecordedReply,
  RecordedTurn,
} from '../../src/scenario/recorded-dialogue.js';
import type { World } from '../../src/scenario/world.js';
import { Luck } from '../../src/simulation/luck.js';
import { ContactRecord, type DaySummary } from '../../src/simulation/record.js';
import { Simulation } from '../../src/simulation/simulation.js';

export interface Day {
  readonly records: readonly ContactRecord[];
  readonly summary: DaySummary;
}

/** One replication: a copy of every record, in order of ending, and the day's own figures. */
export function runDay(world: World, policy: Policy, seed = 1, replication = 0): Day {
  const records: ContactRecord[] = [];
  const summary = new Simulation(world, policy).run(new Luck(seed, replication), {
    contact: (record) => records.push(Object.assign(new ContactRecord(), record)),
  });
  return { records, summary };
}

export function byIssue(records: readonly ContactRecord[]): ContactRecord[] {
  return [...records].sort((a, b) => a.issue - b.issue || a.visit - b.visit);
}

/** Customers who never ask, leave, frown or run out of tolerance, unless a test says so. */
export function placid(world: World, asks: Partial<World['customers']['asks']> = {}): World {
  return {
    ...world,
    customers: {
      ...world.customers,
      asks: { perTurn: 0, afterFailure: 1, whenNegative: 1, again: 0, ...asks },
      tolerance: { kind: 'constant', seconds: 1e9 },
      givesUp: 0,
      leaves: 0,
      negativity: { first: 0, afterNegative: 0, afterNeutral: 0, afterFailureFactor: 1 },
    },
  };
}

export const reply = (facts: Partial<RecordedReply> = {}): RecordedReply => ({
  offersPerson: false,
  failed: false,
  repeated: false,
  confidence: Number.NaN,
  margin: Number.NaN,
  ...facts,
});

/** A recorded customer turn, answered plainly by the AI. */
export const said = (facts: Partial<RecordedTurn> = {}): RecordedTurn => ({
  ask: 'none',
  sentiment: Number.NaN,
  rephrased: false,
  reply: reply(),
  ...facts,
});

export function recorded(
  turns: readonly RecordedTurn[],
  facts: Partial<RecordedDialogue> = {},
): RecordedDialogue {
  return {
    id: 'a',
    intent: 0,
    segment: 0,
    language: 0,
    turns,
    team: 0,
    solvable: 0,
    toleranceAbove: 0,
    ...facts,
  };
}

export function withRecord(
  world: World,
  dialogues: readonly RecordedDialogue[],
  laterFactor = 0.5,
): World {
  const known = { asks: true, failures: true, sentiment: true };
  return { ...world, record: { dialogues, laterFactor, known } };
}
