import type { Policy } from '../../src/policy/policy.js';
import type {
  RecordedDialogue,
  RecordedReply,
  RecordedTurn,
} from '../../src/scenario/record/recorded-dialogue.js';
import type { Customers, ScheduledIssue, Team, World } from '../../src/scenario/world.js';
import { Luck } from '../../src/simulation/luck/luck.js';
import type { ContactRecord, DaySummary } from '../../src/simulation/record.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Trace } from '../../src/simulation/trace.js';
import { plainWorld, policyFor, withIssues } from '../worlds.js';

export interface Day {
  readonly records: readonly ContactRecord[];
  readonly summary: DaySummary;
}

/** One replication: a copy of every record, in order of ending, and the day's own figures. */
export function runDay(
  world: World,
  policy: Policy,
  seed = 1,
  replication = 0,
  trace?: Trace,
): Day {
  return replicationOf(new Simulation(world, policy), seed, replication, trace);
}

/** One replication of a simulation that may have run others before. */
export function replicationOf(
  simulation: Simulation,
  seed: number,
  replication: number,
  trace?: Trace,
): Day {
  const records: ContactRecord[] = [];
  const sink = { contact: (record: ContactRecord) => records.push({ ...record }) };
  const summary = simulation.run(new Luck(seed, replication), sink, trace);
  return { records, summary };
}

/** Wants to be told of every step, and does nothing. */
export const SILENT_LISTENER: Trace = { customerTurn: () => {}, aiReply: () => {} };

/** On duty round the clock. */
export const ALWAYS: Team['steps'] = [{ at: 0, staffed: 1 }];

/**
 * Placid customers, no luck, and these teams: one person each round the clock, 100 s of work, no
 * wrap-up, unless a test says otherwise. AI replies take 20 s and customers' 30 s, so that turns
 * come 0, 50, 100 s after arrival.
 */
export function desks(
  teams: Readonly<Record<string, Partial<Team>>>,
  customers: Partial<Customers> = {},
): World {
  const world = placid(plainWorld({}));
  const [plain] = world.teams;
  return {
    ...world,
    teams: Object.entries(teams).map(([name, facts]) => ({
      ...plain!,
      name,
      steps: ALWAYS,
      ...facts,
    })),
    customers: { ...world.customers, ...customers },
  };
}

/** Two intents of the plain kind, so that a policy can tell contacts apart. */
export function told(world: World, names: readonly [string, string] = ['first', 'second']): World {
  const [any] = world.intents;
  return {
    ...world,
    intents: names.map((name) => ({ ...any!, name, share: 0.5 })),
    teams: world.teams.map((team) => ({
      ...team,
      proficiency: names.map(() => team.proficiency[0]!),
    })),
  };
}

/** The records of one day by issue and visit, with the day's figures. */
export function dayOf(world: World, issues: readonly ScheduledIssue[], policy: string): Day {
  const scheduled = withIssues(world, issues);
  const { records, summary } = runDay(scheduled, policyFor(scheduled, policy));
  return { records: byIssue(records), summary };
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
  failed: facts.repeated ?? false,
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
