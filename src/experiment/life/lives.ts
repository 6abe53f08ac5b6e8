import type { World } from '../../scenario/world.js';
import { Luck } from '../../simulation/luck/luck.js';
import type { ContactRecord } from '../../simulation/record.js';
import { Simulation } from '../../simulation/simulation.js';
import type { Life } from './life.js';
import { LifeRecorder } from './life-recorder.js';
import type { ExplainedPolicy } from './life-rules.js';

/** A contact's place among all of a run. */
export interface ContactPlace {
  readonly replication: number;
  readonly issue: number;
  readonly visit: number;
}

/** What of a record tells whether a contact is worth a look. */
export interface ContactSketch extends ContactPlace {
  readonly record: Pick<ContactRecord, (typeof SKETCHED)[number]>;
}

const SKETCHED = [
  'issue',
  'visit',
  'dialogue',
  'arrivedAt',
  'endedAt',
  'ending',
  'resolved',
  'aiSolvable',
  'asks',
  'refusals',
  'declinedOffers',
  'queuedAt',
  'answeredAt',
  'waitSeconds',
  'bounces',
  'handbacks',
  'silences',
  'promiseBroken',
  'silent',
  'frustrationPeak',
  'frustrationArea',
  'boiledOver',
] as const;

/** Looks at replications of policies in one world, each by itself: nothing is measured. */
export class Lives {
  private readonly simulations = new Map<ExplainedPolicy, Simulation>();

  constructor(
    private readonly world: World,
    private readonly seed: number,
  ) {}

  /**
   * Every contact of one replication, by issue and visit.
   *
   * @throws PolicyFault when a condition cannot be computed
   */
  sketches(policy: ExplainedPolicy, replication: number): ContactSketch[] {
    const found: ContactSketch[] = [];
    const contact = (record: ContactRecord): void => {
      const { issue, visit } = record;
      const sketch = Object.fromEntries(SKETCHED.map((field) => [field, record[field]]));
      found.push({ replication, issue, visit, record: sketch as ContactSketch['record'] });
    };
    this.simulationOf(policy).run(new Luck(this.seed, replication), { contact });
    return found.sort((a, b) => a.issue - b.issue || a.visit - b.visit);
  }

  /** One contact's life; undefined where it never happened under this policy, or was not measured. */
  life(policy: ExplainedPolicy, { issue, replication, visit }: ContactPlace): Life | undefined {
    let life: Life | undefined;
    const wanted = (contact: { readonly issue: number; readonly visit: number }): boolean =>
      contact.issue === issue && contact.visit === visit;
    const recorder = new LifeRecorder(this.world, policy, { saw: 'everything', wanted });
    const contact = (record: ContactRecord): void => {
      if (wanted(record)) life = recorder.finish(record, replication);
    };
    this.simulationOf(policy).run(new Luck(this.seed, replication), { contact }, recorder);
    return life;
  }

  private simulationOf(policy: ExplainedPolicy): Simulation {
    const known = this.simulations.get(policy);
    const simulation = known ?? new Simulation(this.world, policy.policy);
    this.simulations.set(policy, simulation);
    return simulation;
  }
}
