import type { Call } from '../fitting/call-log.js';
import { type Session, sessionsOf } from '../fitting/desk/sessions.js';
import type { ScenarioFile } from '../schema/scenario-schema.js';
import { type Stint, stintSteps } from '../staffing/presence.js';
import type { Team } from '../world.js';

type Shifts = ScenarioFile['teams'][string]['shifts'];
/** What a scenario says of people who come from the names in a record. */
export type FromNames = Extract<Shifts, { recorded: unknown }>['recorded'];

/** Absent where the team's people come from somewhere else. */
export function fromNames(shifts: Shifts): FromNames | undefined {
  return typeof shifts === 'string' || !('recorded' in shifts) ? undefined : shifts.recorded;
}

/**
 * A team of the people whom these calls name.
 *
 * @param intents names by index
 */
export function staffedByName(
  team: Team,
  { ready_after, ready_before, split_after }: FromNames,
  calls: readonly Call[],
  intents: readonly string[],
): Team {
  const stints = sessionsOf(calls, split_after)
    .map((session) => stintOf(session, intents, ready_before, ready_after))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  return { ...team, stints, steps: stintSteps(stints) };
}

/** Contacts handed over to a team; to the first of the world's where the record names none of them. */
export function handedTo(
  team: string,
  calls: readonly Call[],
  teams: readonly string[],
): readonly Call[] {
  const index = teams.indexOf(team);
  return calls.filter((call) => Math.max(0, teams.indexOf(call.team ?? '')) === index);
}

/** Who they are taken to be, in a sentence. */
export function peopleByName(
  team: string,
  { split_after }: FromNames,
  calls: readonly Call[],
): string {
  const names = new Set(calls.flatMap(({ agent, answered }) => (answered && agent) || [])).size;
  return `staffing of ${team}: ${names} ${names === 1 ? 'person' : 'people'} by name, each from the first contact to the last with gaps over ${split_after / 60} min left out, and with the intents they took that day`;
}

/** Somebody whose first call had waited was not there before; else they had been ready for a while. */
function stintOf(
  { calls, from, intents: taken, to }: Session,
  intents: readonly string[],
  readyBefore: number,
  readyAfter: number,
): Stint {
  const waited = calls[0]!.call.wait > 0;
  return {
    from: Math.max(0, from - (waited ? 0 : readyBefore)),
    to: to + readyAfter,
    takes: intents.map((intent) => taken.has(intent)),
  };
}
