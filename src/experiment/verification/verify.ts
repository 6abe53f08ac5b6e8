import { arrivalRows } from '../textbook/arrivals.js';
import { identityRows } from '../textbook/identities.js';
import { limitCases } from '../textbook/limits.js';
import { priorityCases } from '../textbook/priorities.js';
import { sharingCases } from '../textbook/sharing.js';
import { stageCases } from '../textbook/stages.js';
import { type Case, contactsOf, REPLICATIONS } from '../textbook/textbook-cases.js';
import { waitingCases } from '../textbook/waiting.js';
import type { VerificationTask } from '../workers/worker-messages.js';
import { WorkerPool } from '../workers/worker-pool.js';
import { type CaseDay, CaseRunner, caseRows } from './case-runner.js';
import type { VerifiedRow } from './verified-row.js';

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

export interface VerifyOptions {
  /** Threads to simulate in, 1 being this one; the rows are the same for any number. */
  readonly threads?: number;
  readonly progress?: (done: number, total: number) => void | Promise<void>;
  /** Ends the work with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Runs the engine on this machine against everything with a known answer.
 *
 * A row passes when it is within 3.54 standard errors of the truth and its standard error is small
 * enough to mean something: 0.5 % of the truth, 1 % where tails or traffic are heavy. Rows without an
 * error hold exactly. A correct engine fails some row at about one seed in thirty.
 */
export async function verify(seed: number, options: VerifyOptions = {}): Promise<VerifiedRow[]> {
  const rows = await verifyCases([...textbookCases().keys()], seed, options);
  return [...rows, ...arrivalRows(seed), ...identityRows(seed)];
}

/**
 * The rows of some of the cases.
 *
 * @param indices numbers of the cases
 */
export async function verifyCases(
  indices: readonly number[],
  seed: number,
  { progress, signal, threads = 1 }: VerifyOptions = {},
): Promise<VerifiedRow[]> {
  const all = textbookCases();
  const cases = indices.map((index) => all[index]!);
  const pool =
    threads > 1 ? startWorkers({ jobs: indices, seed }, cases, threads, signal) : undefined;
  const rows: VerifiedRow[] = [];
  try {
    for (const [job, one] of cases.entries()) {
      const days: CaseDay[] = [];
      const day = pool?.daysOf(job) ?? inThisThread(one, seed, indices[job]!);
      while (days.length < REPLICATIONS) {
        days.push(await day(days.length));
        signal?.throwIfAborted();
        await progress?.(job * REPLICATIONS + days.length, cases.length * REPLICATIONS);
      }
      rows.push(...caseRows(one, days));
    }
  } finally {
    await pool?.stop();
  }
  return rows;
}

function startWorkers(
  task: VerificationTask,
  cases: readonly Case[],
  threads: number,
  signal: AbortSignal | undefined,
): WorkerPool<CaseDay> | undefined {
  const total = cases.reduce((sum, { queue }) => sum + contactsOf(queue), 0);
  const contacts = total / cases.length;
  return WorkerPool.start('verify-worker.js', task, {
    threads,
    replications: REPLICATIONS,
    contacts,
    signal,
  });
}

function inThisThread(one: Case, seed: number, index: number): (replication: number) => CaseDay {
  const runner = new CaseRunner(one, seed, index);
  return (replication) => runner.run(replication);
}
