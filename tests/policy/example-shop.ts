import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScheduledIssue, Team, World } from '../../src/scenario/world.js';
import type { ContactRecord } from '../../src/simulation/record.js';
import { dayOf, desks } from '../simulation/runs.js';
import { policyFor } from '../worlds.js';

// A small shop in which the examples are timed by hand: one person a team round the clock, 100 s of
// work. AI replies take 20 s and customers' 30 s: turns at 0, 50, 100 s … after arrival.

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const FOLDER = `${ROOT}policies/examples/`;
const textOf = (name: string) => readFileSync(`${FOLDER}${name}.yaml`, 'utf8');

export const HOUR = 3600;
export const ROUTINE = 0;
export const BROKEN_DEVICE = 1;
export const ELDERLY = 1;
export const GENERAL = 0;
export const SENIOR = 1;

export type Teams = { readonly general?: Partial<Team>; readonly senior?: Partial<Team> };
export const NOBODY: Partial<Team> = { steps: [{ at: 0, staffed: 0 }] };

/** The shop in small: its two teams, an easy and a hard intent, its segments, on chat. */
export function shop(teams: Teams = {}, ai: Partial<World['ai']> = {}): World {
  const world = desks(
    { general: teams.general ?? {}, senior: teams.senior ?? {} },
    { accepts: { transfer: 1, callback: 1, ticket: 1 }, gives: 1 },
  );
  const [any] = world.intents;
  const [everyone] = world.segments;
  const [channel] = world.channels;
  return {
    ...world,
    intents: ['where_is_my_parcel', 'broken_device'].map((name) => ({
      ...any!,
      name,
      share: 0.5,
    })),
    segments: ['general', 'elderly'].map((name) => ({ ...everyone!, name, share: 0.5 })),
    channels: [{ ...channel!, name: 'chat' }],
    teams: world.teams.map((team) => ({ ...team, proficiency: [1, 1] })),
    // Nothing fails and nothing solves, unless a test says otherwise.
    ai: { ...world.ai, progress: 1, specificity: 1, ...ai },
  };
}

/** Customers who ask for a person at every turn. */
export function asking(world: World): World {
  const asks = { perTurn: 1, afterFailure: 1, whenNegative: 1, again: 1 };
  return { ...world, customers: { ...world.customers, asks } };
}

/** An AI whose every reply fails, noticed, and whose confidence is this. */
export const failing = (confidence = 0.9, margin = 0.5): Partial<World['ai']> => ({
  progress: 0,
  neutral: 0,
  repeats: 0,
  sensitivity: 1,
  confidence: { good: { mean: confidence, sd: 0 }, failed: { mean: confidence, sd: 0 } },
  margin: { good: { mean: margin, sd: 0 }, failed: { mean: margin, sd: 0 } },
});

export const day = (world: World, name: string, issues: readonly ScheduledIssue[]) =>
  dayOf(world, issues, textOf(name)).records;
export const one = (
  world: World,
  name: string,
  issue: Partial<ScheduledIssue> = {},
): ContactRecord => day(world, name, [{ at: 0, intent: ROUTINE, segment: 0, ...issue }])[0]!;
/** Rules of the example that decided, each as often as it did. */
export const fired = (world: World, name: string, record: ContactRecord) =>
  policyFor(world, textOf(name)).rules.flatMap(({ id }, i) =>
    Array<string>(record.fired[i]!).fill(id),
  );
export const ruleOf = (world: World, name: string, record: ContactRecord) =>
  policyFor(world, textOf(name)).rules[record.rule]?.id;
