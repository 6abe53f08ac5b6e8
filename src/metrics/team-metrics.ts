import type { Definition, TeamMetric } from './metric.js';

/** What is told of each team of a world. */
export function teamMetrics(team: string, index: number): TeamMetric[] {
  const metric = (
    id: string,
    name: string,
    unit: Definition['unit'],
    over: TeamMetric['over'],
    definition: string,
  ): TeamMetric => ({
    kind: 'team',
    id: `${id}.${team}`,
    name,
    definition,
    unit,
    better: 'neither',
    fact: 'modelled',
    team: index,
    over,
  });
  return [
    metric(
      'occupancy',
      `Occupancy of ${team}`,
      'share',
      ['busySeconds', 'staffedSeconds'],
      'busy slot time, ringing and wrap-up included / staffed slot time',
    ),
    metric(
      'concurrency',
      `Chats in hand at ${team}`,
      'count',
      ['busySeconds', 'engagedSeconds'],
      'busy slot time / time of people who have anything in hand',
    ),
    metric(
      'queue.length',
      `Queue of ${team}`,
      'count',
      ['queueSeconds', 'measuredSeconds'],
      'contacts waiting that the team could take, on average over time; those who left silently count until noticed',
    ),
  ];
}
