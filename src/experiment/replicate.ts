import { quantile } from '../metrics/quantile.js';
import { add, newTally, type Tally, tallyContact } from '../metrics/tally.js';
import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import { Luck } from '../simulation/luck.js';
import type { ContactRecord, Sink } from '../simulation/record.js';
import { Simulation } from '../simulation/simulation.js';

/** Quantiles of the wait that a replication keeps; the catalogue reads them by `p`. */
export const WAIT_QUANTILES = [0.5, 0.9, 0.95, 0.99, 1] as const;
/** A quantile needs about 20 observations beyond it (a rule of thumb). */
const TAIL_OBSERVATIONS = 20;

/** What one policy did in each of the replications. */
export interface PolicyRuns {
  readonly policy: Policy;
  /** By slice (`all`, `segment=elderly`, …), one tally a replication. */
  readonly tallies: ReadonlyMap<string, readonly Tally[]>;
  /** By quantile, one value a replication; undefined with too few waits. */
  readonly waitQuantiles: ReadonlyMap<number, readonly (number | undefined)[]>;
  /** By team, busy and staffed seconds of each replication. */
  readonly teams: readonly {
    readonly busy: readonly number[];
    readonly staffed: readonly number[];
  }[];
  /** By team, expected seconds of work offered in all replications together. */
  readonly workOffered: readonly number[];
  readonly ruleFired: readonly number[];
  readonly ruleAbsent: readonly number[];
  readonly contacts: number;
  readonly events: number;
}

export interface ReplicateOptions {
  readonly seed: number;
  readonly replications: number;
  /** Sees every contact's record during the call only. */
  readonly observe?: (record: ContactRecord, replication: number) => void;
  /** Called after each replication; may yield to the event loop. */
  readonly progress?: () => void | Promise<void>;
}

/** Runs a policy in a world, replication by replication, measuring as contacts end. */
export async function replicate(
  world: World,
  policy: Policy,
  options: ReplicateOptions,
): Promise<PolicyRuns> {
  const simulation = new Simulation(world, policy);
  const slices = sliceNames(world);
  const tallies = new Map(slices.all.map((name) => [name, [] as Tally[]]));
  const waitQuantiles = new Map(
    WAIT_QUANTILES.map((p) => [p as number, [] as (number | undefined)[]]),
  );
  const teams = world.teams.map(() => ({ busy: [] as number[], staffed: [] as number[] }));
  const workOffered = world.teams.map(() => 0);
  const ruleFired = policy.rules.map(() => 0);
  const ruleAbsent = policy.rules.map(() => 0);
  let contacts = 0;
  let events = 0;

  for (let replication = 0; replication < options.replications; replication++) {
    const day = new DayMeasure(world, slices);
    const sink: Sink = options.observe
      ? {
          contact: (record) => {
            day.contact(record);
            options.observe!(record, replication);
          },
        }
      : day;
    const summary = simulation.run(new Luck(options.seed, replication), sink);
    const all = day.slices[0]!;
    world.teams.forEach((team, index) => {
      teams[index]!.busy.push(summary.busySeconds[index]!);
      teams[index]!.staffed.push(summary.staffedSeconds[index]!);
      workOffered[index]! += day.offered[index]! * team.meanOccupation;
      add(all, 'busySeconds', summary.busySeconds[index]!);
      add(all, 'staffedSeconds', summary.staffedSeconds[index]!);
    });
    slices.all.forEach((name, index) => tallies.get(name)!.push(day.slices[index]!));
    const waits = day.sortedWaits();
    for (const p of WAIT_QUANTILES) {
      const beyond = waits.length * (1 - p);
      const enough = p === 1 || p === 0.5 || beyond >= TAIL_OBSERVATIONS;
      waitQuantiles.get(p)!.push(enough ? quantile(waits, p) : undefined);
    }
    summary.ruleFired.forEach((count, rule) => (ruleFired[rule]! += count));
    summary.ruleAbsent.forEach((count, rule) => (ruleAbsent[rule]! += count));
    contacts += summary.contacts;
    events += summary.events;
    await options.progress?.();
  }
  return {
    policy,
    tallies,
    waitQuantiles,
    teams,
    workOffered,
    ruleFired,
    ruleAbsent,
    contacts,
    events,
  };
}

interface SliceNames {
  readonly all: readonly string[];
  /** Where each dimension's slices start in `all`; −1 where it has a single value. */
  readonly intent: number;
  readonly segment: number;
  readonly language: number;
}

/** A dimension with one value tells nothing beyond `all`. */
function sliceNames(world: World): SliceNames {
  const all = ['all'];
  const from = (dimension: string, values: readonly { readonly name: string }[]): number => {
    if (values.length < 2) return -1;
    const start = all.length;
    for (const { name } of values) all.push(`${dimension}=${name || '(not recorded)'}`);
    return start;
  };
  const intent = from('intent', world.intents);
  const segment = from('segment', world.segments);
  const language = from('language', world.languages);
  return { all, intent, segment, language };
}

/** The sink of one replication. */
class DayMeasure implements Sink {
  readonly slices: readonly Tally[];
  /** By team, contacts offered to it. */
  readonly offered: number[];
  private waits = new Float64Array(1024);
  private waited = 0;

  constructor(
    private readonly world: World,
    private readonly names: SliceNames,
  ) {
    this.slices = names.all.map(newTally);
    this.offered = world.teams.map(() => 0);
  }

  contact(record: ContactRecord): void {
    const { names, slices } = this;
    const { costs } = this.world;
    tallyContact(slices[0]!, record, costs);
    if (names.intent > 0) tallyContact(slices[names.intent + record.intent]!, record, costs);
    if (names.segment > 0) tallyContact(slices[names.segment + record.segment]!, record, costs);
    if (names.language > 0) tallyContact(slices[names.language + record.language]!, record, costs);
    if (record.team < 0) return;
    this.offered[record.team]!++;
    const left = record.ending === 'served' ? record.answeredAt : record.endedAt;
    if (this.waited === this.waits.length) {
      const wider = new Float64Array(this.waits.length * 2);
      wider.set(this.waits);
      this.waits = wider;
    }
    this.waits[this.waited++] = left - record.queuedAt;
  }

  sortedWaits(): Float64Array {
    return this.waits.subarray(0, this.waited).sort();
  }
}
