import { RuleTally } from '../metrics/rule-tally.js';
import { addTally, newTally, type Tally, tallyContact, wasOffered } from '../metrics/tally.js';
import { Waits } from '../metrics/waits.js';
import type { Policy } from '../policy/policy.js';
import type { Costs, World } from '../scenario/world.js';
import { Luck } from '../simulation/luck/luck.js';
import type { ContactRecord, DaySummary, Sink } from '../simulation/record.js';
import { Simulation } from '../simulation/simulation.js';
import type { Trace } from '../simulation/trace.js';
import { MATCHED, type RecordedDay, RecordMeasure } from './replay/record-measure.js';

/** What was measured in one replication: plain data, so that it can come from another thread. */
export interface Day {
  /** By slice, in the order of `sliceNames`. */
  readonly tallies: readonly Tally[];
  /** By `WAIT_QUANTILES`; undefined with too few waits. */
  readonly waitQuantiles: readonly (number | undefined)[];
  /** By team, contacts offered to it who spoke to the AI before, and who never did. */
  readonly offeredSpoken: Int32Array;
  readonly offeredUnspoken: Int32Array;
  /** By rule of the policy. */
  readonly rules: readonly RuleTally[];
  readonly summary: DaySummary;
  /** In a replay. */
  readonly record?: RecordedDay;
}

/** Sees every contact's record during the call only. */
export type Observe = (record: ContactRecord, replication: number) => void;

/** One policy in one world, run and measured a replication at a time, in any order. */
export class DayRunner {
  private readonly simulation: Simulation;
  private readonly slices: Slices;
  private readonly waits = new Waits();
  private readonly recorded: RecordMeasure | undefined;

  constructor(
    private readonly world: World,
    private readonly policy: Policy,
    private readonly seed: number,
    private readonly observe?: Observe,
    private readonly trace?: Trace,
  ) {
    this.simulation = new Simulation(world, policy);
    this.slices = slicesOf(world);
    this.recorded = world.record && new RecordMeasure(world, this.slices.names.length, seed);
  }

  /** @throws PolicyFault when a condition cannot be computed */
  run(replication: number): Day {
    const { observe, recorded, waits } = this;
    waits.clear();
    const luck = new Luck(this.seed, replication);
    recorded?.begin(luck);
    const day = new DayMeasure(this.world, this.policy, this.slices, waits, recorded);
    const sink: Sink = observe
      ? {
          contact: (record) => {
            day.contact(record);
            observe(record, replication);
          },
        }
      : day;
    const summary = this.simulation.run(luck, sink, this.trace);
    day.addUp();
    const waitQuantiles = waits.quantiles();
    recorded?.end(summary, waitQuantiles);
    const { offeredSpoken, offeredUnspoken, rules, tallies } = day;
    return {
      tallies,
      waitQuantiles,
      offeredSpoken,
      offeredUnspoken,
      rules,
      summary,
      ...(recorded ? { record: recorded.day } : {}),
    };
  }
}

interface Slices {
  /** `all`, `segment=elderly`, …; in a replay `matched` last */
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
  if (world.record) names.push(MATCHED);
  return { names, intent, segment, language, channel };
}

/** One for each rule of a policy: those of `rules`, of `waiting`, of `serving`. */
export function ruleTallies(world: World, { rules, serving, waiting }: Policy): RuleTally[] {
  return [...rules, ...waiting, ...serving].map(
    () => new RuleTally(world.intents.length, world.segments.length),
  );
}

/** The sink of one replication. */
class DayMeasure implements Sink {
  readonly tallies: readonly Tally[];
  readonly offeredSpoken: Int32Array;
  readonly offeredUnspoken: Int32Array;
  private readonly costs: Costs;
  readonly rules: readonly RuleTally[];

  constructor(
    private readonly world: World,
    policy: Policy,
    private readonly slices: Slices,
    private readonly waits: Waits,
    private readonly recorded?: RecordMeasure,
  ) {
    this.costs = world.costs;
    this.tallies = slices.names.map(newTally);
    this.offeredSpoken = new Int32Array(world.teams.length);
    this.offeredUnspoken = new Int32Array(world.teams.length);
    this.rules = ruleTallies(world, policy);
  }

  contact(record: ContactRecord): void {
    const { costs, slices, tallies } = this;
    // `all` is tallied itself, or added up from the intents at the end of the day.
    tallyContact(tallies[slices.intent > 0 ? slices.intent + record.intent : 0]!, record, costs);
    if (slices.segment > 0) tallyContact(tallies[slices.segment + record.segment]!, record, costs);
    if (slices.language > 0) {
      tallyContact(tallies[slices.language + record.language]!, record, costs);
    }
    if (slices.channel > 0) tallyContact(tallies[slices.channel + record.channel]!, record, costs);
    this.recorded?.contact(record, slices, tallies.at(-1)!);
    if (!Number.isNaN(record.queuedAt)) {
      const offered = record.customerTurns === 0 ? this.offeredUnspoken : this.offeredSpoken;
      offered[record.team]!++;
    }
    const { fired } = record;
    for (let rule = 0; rule < fired.length; rule++) {
      if (fired[rule]! > 0) this.rules[rule]!.contact(record, rule);
    }
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
