import { HOUR } from '../../../input/quantities.js';
import { teamName } from '../../schema/names.js';
import type { Call, CallLog } from '../call-log.js';
import { type CallLogFit, fitCallLog } from '../fit-call-log.js';
import { type Concurrency, concurrencyOf } from './concurrency.js';
import { SPLIT_AFTER } from './sessions.js';

/** A team of the people whom a record names. */
export interface TeamFit {
  readonly name: string;
  readonly fit: CallLogFit;
  readonly chats: Concurrency;
}

/** Named answers below this share of all leave too much work to nobody. */
const NAMED = 0.9;
const MOST_TEAMS = 20;
/** Mean seconds ready before a contact from which a team is quiet: a third of the usual split. */
const QUIET = SPLIT_AFTER / 3;
/** Whoever takes no contact for longer than this in a quiet team was away (assumption). */
const WORKING_DAY = 4 * HOUR;
/** What a team is called where the record does not say. */
export const ONE_TEAM = 'general';

/**
 * The teams of a record, the one that most were handed to first; a single one where not every
 * hand-over tells its team, or its name cannot stand in a scenario. Empty where the record hardly
 * names its people.
 */
export function fitTeams(queue: CallLog): TeamFit[] {
  const answered = queue.calls.filter((call) => call.answered);
  const named = answered.filter(({ agent }) => agent !== undefined).length;
  if (named === 0 || named < NAMED * answered.length) return [];
  const teams = [...byTeam(queue.calls)].flatMap(([name, calls]): TeamFit[] => {
    const fit = fitTeam({ ...queue, calls });
    const chats = concurrencyOf(fit.staffing.sessions);
    return chats ? [{ name, fit, chats }] : [];
  });
  return teams.sort((a, b) => b.fit.log.calls.length - a.fit.log.calls.length);
}

/**
 * Where people sit ready for long between two contacts, a gap says little of whether they are there:
 * then they are taken to stay for the whole of a working day.
 */
function fitTeam(log: CallLog): CallLogFit {
  const fit = fitCallLog(log);
  const { readiness } = fit.staffing;
  return readiness && readiness.readyBefore > QUIET ? fitCallLog(log, WORKING_DAY) : fit;
}

/** Those handed to each team; one team where not every hand-over names one that can stand in a scenario. */
export function byTeam(calls: readonly Call[]): Map<string, readonly Call[]> {
  const teams = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.team === undefined || !teamName.safeParse(call.team).success)
      return new Map([[ONE_TEAM, calls]]);
    const own = teams.get(call.team);
    if (own) own.push(call);
    else teams.set(call.team, [call]);
  }
  return teams.size > MOST_TEAMS ? new Map([[ONE_TEAM, calls]]) : teams;
}
