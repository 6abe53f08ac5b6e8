import { ratioEstimate } from '../metrics/estimate.js';
import { Luck } from '../simulation/luck.js';
import { Simulation } from '../simulation/simulation.js';
import { arrivalRows } from './textbook/arrivals.js';
import { identityRows } from './textbook/identities.js';
import { limitCases } from './textbook/limits.js';
import { priorityCases } from './textbook/priorities.js';
import { sharingCases } from './textbook/sharing.js';
import { stageCases } from './textbook/stages.js';
import { waitingCases } from './textbook/waiting.js';
import { type Case, MARGIN, REPLICATIONS } from './textbook-cases.js';
import { type TextbookQueue, textbookPolicy, textbookWorld } from './textbook-queue.js';
import { judge, type VerifiedRow } from './verified-row.js';

/** Every queue with a known answer that the engine is run against, expected values computed. */
export function textbookCases(): Case[] {
  return [
    ...waitingCases(),
    ...limitCases(),
    ...priorityCases(),
    ...sharingCases(),
    ...stageCases(),
  ];
}

/**
 * Runs the engine on this machine against everything with a known answer.
 *
 * A row passes when it is within 3.54 standard errors of the truth and its standard error is small
 * enough to mean something: 0.5 % of the truth, 1 % where it converges slowly. Rows without an error
 * hold exactly. A correct engine fails some row at about one seed in thirty.
 */
export async function verify(
  seed: number,
  progress?: (done: number, total: number) => void | Promise<void>,
): Promise<VerifiedRow[]> {
  const all = textbookCases();
  const total = all.length + 1;
  const rows: VerifiedRow[] = [];
  for (const [index, one] of all.entries()) {
    rows.push(...verifyCase(one, seed, index));
    await progress?.(index + 1, total);
  }
  rows.push(...arrivalRows(seed), ...identityRows(seed));
  await progress?.(total, total);
  return rows;
}

/**
 * The rows of one case.
 *
 * @param index number of the case: no two share their luck, or their rows would fail together
 * @param queue what to simulate, if not what the expected values are of
 */
export function verifyCase(
  { model, queue: described, checks }: Case,
  seed: number,
  index: number,
  queue: TextbookQueue = described,
): VerifiedRow[] {
  const simulation = new Simulation(textbookWorld(queue), textbookPolicy(queue));
  const sums = checks.map(() => new Float64Array(REPLICATIONS));
  const counts = checks.map(() => new Float64Array(REPLICATIONS));
  const until = queue.horizon - MARGIN;
  for (let replication = 0; replication < REPLICATIONS; replication++) {
    simulation.run(new Luck(seed, (index + 1) * REPLICATIONS + replication), {
      contact: (record) => {
        if (record.arrivedAt < MARGIN || record.arrivedAt > until) return;
        for (let i = 0; i < checks.length; i++) {
          const check = checks[i]!;
          if (check.counts && !check.counts(record)) continue;
          sums[i]![replication]! += check.value(record);
          counts[i]![replication]! += 1;
        }
      },
    });
  }
  return checks.map((check, i) =>
    judge({ model, ...check }, ratioEstimate([...sums[i]!], [...counts[i]!])!),
  );
}
