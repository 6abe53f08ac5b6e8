import { readYaml } from '../src/input/yaml-file.js';
import { loadPolicy } from '../src/policy/load.js';
import type { Policy } from '../src/policy/policy.js';
import { compileWorld } from '../src/scenario/compile.js';
import { scenarioSchema } from '../src/scenario/schema/scenario-schema.js';
import type { ScheduledIssue, World } from '../src/scenario/world.js';
import { Luck } from '../src/simulation/luck/luck.js';
import type { ContactRecord } from '../src/simulation/record.js';
import { Simulation } from '../src/simulation/simulation.js';

/** A world in which nothing is random but what a test asks for, from a small scenario file. */
export function worldFrom(yaml: string): World {
  return compileWorld(readYaml('test.yaml', yaml, scenarioSchema));
}

/** One intent, one team called `general`, exact times, no luck, no repeat contacts. */
export function plainWorld(options: {
  agents?: number;
  wrapUp?: string;
  handle?: string;
  shifts?: string;
  patience?: string;
  aiSolvable?: number;
}): World {
  const { agents = 1, wrapUp = '0s', handle = '{ constant: 100s }' } = options;
  return worldFrom(`
name: plain
horizon: { opens: "00:00", closes: "24:00" }
demand: { contacts_per_day: 1, by_hour: [${Array(24).fill(1).join(', ')}], noise: 0 }
intents:
  any:
    share: 1
    ai_solvable: ${options.aiSolvable ?? 0}
    ai_success_per_turn: 0.5
    handle_time: ${handle}
ai: { reply_time: { constant: 20s } }
teams:
  general:
    shifts: ${options.shifts ?? `[{ from: "00:00", to: "24:00", agents: ${agents} }]`}
    availability: 1
    wrap_up: ${wrapUp}
people: { handoff_tax: { summary: 0, none: 0 } }
customers:
  reply_time: { constant: 30s }
  patience: ${options.patience ?? 'never'}
  patience_frailty: 0
  returns: { max_visits: 1 }
`);
}

export function withIssues(world: World, issues: readonly ScheduledIssue[]): World {
  return { ...world, demand: { kind: 'scheduled', issues } };
}

export function policyFor(world: World, yaml: string): Policy {
  return loadPolicy('test-policy.yaml', yaml, {
    teams: new Map(world.teams.map((team, index) => [team.name, index])),
    columns: new Map(),
    values: {},
    absent: new Set(),
  }).policy;
}

/** Everybody to people at once. */
export const STRAIGHT_THROUGH = `
name: straight-through
rules:
  - { id: everybody, at: arrival, then: { transfer: general } }
`;

/** The senior team first, while somebody there is free. */
export const SENIOR_IF_FREE = `
name: both
rules:
  - { id: senior, at: arrival, when: desk.senior.free > 0, then: { transfer: senior } }
  - { id: general, at: arrival, then: { transfer: general } }
`;

/** Runs one replication and returns a copy of every record, in order of ending. */
export function recordsOf(
  world: World,
  policy: Policy,
  seed = 1,
  replication = 0,
): ContactRecord[] {
  const records: ContactRecord[] = [];
  new Simulation(world, policy).run(new Luck(seed, replication), {
    contact: (record) => records.push({ ...record }),
  });
  return records;
}
