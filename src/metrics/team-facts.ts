import type { TeamSeconds } from '../simulation/record.js';

/** What a replication tells of a team: the names of `TeamSeconds`, all in seconds. */
export const TEAM_FACTS = [
  'busySeconds',
  'staffedSeconds',
  'engagedSeconds',
  'queueSeconds',
  'measuredSeconds',
] as const;
export type TeamFact = (typeof TEAM_FACTS)[number];

/** One fact of one team; the time measured is the same for all. */
export function teamFact(totals: TeamSeconds, fact: TeamFact, team: number): number {
  return fact === 'measuredSeconds' ? totals.measuredSeconds : totals[fact][team]!;
}
