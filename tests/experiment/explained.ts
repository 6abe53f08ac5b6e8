import type { Life } from '../../src/experiment/life/life.js';
import { LifeRecorder } from '../../src/experiment/life/life-recorder.js';
import type { ExplainedPolicy, Saw } from '../../src/experiment/life/life-rules.js';
import { type LoadedPolicy, loadPolicy } from '../../src/policy/load.js';
import type { World } from '../../src/scenario/world.js';
import { Luck } from '../../src/simulation/luck/luck.js';
import type { ContactRecord, DaySummary } from '../../src/simulation/record.js';
import { Simulation } from '../../src/simulation/simulation.js';

/** A policy that can say why it decides, in a world of a test's own. */
export function loadedFor(world: World, yaml: string): LoadedPolicy {
  return loadPolicy('test-policy.yaml', yaml, {
    teams: new Map(world.teams.map((team, index) => [team.name, index])),
    columns: new Map(),
    values: {},
    absent: new Set(),
  });
}

export interface LivedDay {
  readonly lives: readonly Life[];
  readonly records: readonly ContactRecord[];
  readonly summary: DaySummary;
}

/** One replication with everybody's life, in the order of their ends. */
export function livedDay(
  world: World,
  policy: ExplainedPolicy,
  { saw = 'everything', seed = 1 }: { saw?: Saw; seed?: number } = {},
): LivedDay {
  const recorder = new LifeRecorder(world, policy, { saw });
  const lives: Life[] = [];
  const records: ContactRecord[] = [];
  const contact = (record: ContactRecord): void => {
    lives.push(recorder.finish(record, 0)!);
    records.push({ ...record, fired: Array.from(record.fired) });
  };
  const simulation = new Simulation(world, policy.policy);
  const summary = simulation.run(new Luck(seed, 0), { contact }, recorder);
  return { lives, records, summary };
}
