import { addTally, newTally, type Tally, tallyContact, wasOffered } from '../metrics/tally.js';
import { Waits } from '../metrics/waits.js';
import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import { Luck } from '../simulation/luck.js';
import type { ContactRecord, DaySummary, Sink } from '../simulation/record.js';
import { Simulation } from '../simulation/simulation.js';

/** What was measured in one replication: plain data, so that it can come from another thread. */
export interface Day {
  /** By slice, in the order of `sliceNames`. */
  readonly tallies: readonly Tally[];
  /** By `WAIT_QUANTILES`; undefined with too few waits. */
  readonly waitQuantiles: readonly (number | undefined)[];
  /** By team, contacts offered to it. */
  readonly offered: readonly number[];
  readonly summary: DaySummary;
}

/** Sees every contact's record during the call only. */
export type Observe = (record: ContactRecord, replication: number) => void;

/** One policy in one world, run and measured a replication at a time, in any order. */
export class DayRunner {
  private readonly simulation: Simulation;
  private readonly slices: Slices;
  private readonly waits = new Waits();

  constructor(
    private readonly world: World,
    policy: Policy,
    private readonly seed: number,
    private readonly observe?: Observe,
  ) {
    this.simulation = new Simulation(world, policy);
    this.slices = slicesOf(world);
  }

  /** @throws PolicyFault when a condition cannot be computed */
  run(replication: number): Day {
    const { observe, waits } = this;
    waits.clear();
    const day = new DayMeasure(this.world, this.slices, waits);
    const sink: Sink = observe
      ? {
          contact: (record) => {
            day.contact(record);
            observe(record, replication);
          },
        }
      : day;
    const summary = this.simulation.run(new Luck(this.seed, replication), sink);
    day.addUp();
    const { offered, tallies } = day;
    return { tallies, waitQuantiles: waits.quantiles(), offered, summary };
  }
}

interface Slices {
  /** `all`, `segment=elderly`, … */
  readonly names: readonly string[];
  /** Where each dimension's slices start in `names`; −1 where it has a single value. */
  readonly intent: number;
  readonly segment: number;
  readonly language: number;
  readonly channel: number;
}

/** A dimension with one value tells nothing beyond `all`. */
export function slicesOf(world: World): Slices {
  const names = ['all'];
  const from = (dimension: string, values: readonly { readonly name: string }[]): number => {
    if (values.length < 2) return -1;
    const start = names.length;
    for (const { name } of values) names.push(`${dimension}=${name || '(not recorded)'}`);
    return start;
  };
  const intent = from('intent', world.intents);
  const segment = from('segment', world.segments);
  const language = from('language', world.languages);
  const channel = from('channel', world.channels);
  return { names, intent, segment, language, channel };
}

/** The sink of one replication. */
class DayMeasure implements Sink {
  readonly tallies: readonly Tally[];
  readonly offered: number[];

  constructor(
    private readonly world: World,
    private readonly slices: Slices,
    private readonly waits: Waits,
  ) {
    this.tallies = slices.names.map(newTally);
    this.offered = world.teams.map(() => 0);
  }

  contact(record: ContactRecord): void {
    const { slices, tallies } = this;
    const { costs } = this.world;
    // `all` is tallied itself, or added up from the intents at the end of the day.
    tallyContact(tallies[slices.intent > 0 ? slices.intent + record.intent : 0]!, record, costs);
    if (slices.segment > 0) tallyContact(tallies[slices.segment + record.segment]!, record, costs);
    if (slices.language > 0) {
      tallyContact(tallies[slices.language + record.language]!, record, costs);
    }
    if (slices.channel > 0) tallyContact(tallies[slices.channel + record.channel]!, record, costs);
    if (!Number.isNaN(record.queuedAt)) this.offered[record.team]!++;
    if (!wasOffered(record)) return;
    this.waits.add(record.waitSeconds);
  }

  /** The day is over: every contact has one intent, so together these are all. */
  addUp(): void {
    const { slices, tallies } = this;
    if (slices.intent < 0) return;
    for (let intent = 0; intent < this.world.intents.length; intent++) {
      addTally(tallies[0]!, tallies[slices.intent + intent]!);
    }
  }
}
