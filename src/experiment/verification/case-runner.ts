import { ratioEstimate } from '../../metrics/estimate.js';
import { Luck } from '../../simulation/luck/luck.js';
import { Simulation } from '../../simulation/simulation.js';
import { type Case, type Check, MARGIN, REPLICATIONS } from '../textbook/textbook-cases.js';
import { type TextbookQueue, textbookPolicy, textbookWorld } from '../textbook/textbook-queue.js';
import { judge, type VerifiedRow } from './verified-row.js';

/** What one replication of a case was measured at, by check. */
export interface CaseDay {
  readonly sums: readonly number[];
  /** Contacts that the sums are over. */
  readonly counts: readonly number[];
}

/** Runs the replications of one case: each a function of the seed, the case's number and its own. */
export class CaseRunner {
  private readonly checks: readonly Check[];
  private readonly simulation: Simulation;

  /**
   * @param index number of the case: no two share their luck, or their rows would fail together
   * @param queue what to simulate, if not what the expected values are of
   */
  constructor(
    one: Case,
    private readonly seed: number,
    private readonly index: number,
    private readonly queue: TextbookQueue = one.queue,
  ) {
    this.checks = one.checks;
    this.simulation = new Simulation(textbookWorld(queue), textbookPolicy(queue));
  }

  run(replication: number): CaseDay {
    const { checks } = this;
    const sums = checks.map(() => 0);
    const counts = checks.map(() => 0);
    const until = this.queue.horizon - MARGIN;
    this.simulation.run(new Luck(this.seed, (this.index + 1) * REPLICATIONS + replication), {
      contact: (record) => {
        if (record.arrivedAt < MARGIN || record.arrivedAt > until) return;
        for (let i = 0; i < checks.length; i++) {
          const check = checks[i]!;
          if (check.counts && !check.counts(record)) continue;
          sums[i]! += check.value(record);
          counts[i]! += 1;
        }
      },
    });
    return { sums, counts };
  }
}

/** What all replications of a case come to. */
export function caseRows({ model, checks }: Case, days: readonly CaseDay[]): VerifiedRow[] {
  return checks.map((check, i) => {
    const sums = days.map((day) => day.sums[i]!);
    const counts = days.map((day) => day.counts[i]!);
    return judge({ model, ...check }, ratioEstimate(sums, counts)!);
  });
}
