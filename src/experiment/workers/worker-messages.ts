import { InputError, type Problem } from '../../input/problem.js';
import type { PolicySource } from '../../policy/load.js';
import type { World } from '../../scenario/world.js';
import { PolicyFault } from '../../simulation/policy-fault.js';

/** What a worker is told once, on starting. */
export interface WorkerTask<Job> {
  readonly jobs: readonly Job[];
  readonly seed: number;
}

/** The task of `compare-worker.ts`. Closures cannot be sent: it makes the policies anew. */
export interface ComparisonTask extends WorkerTask<PolicyInWorld> {
  readonly worlds: readonly World[];
  /** `recorded` is built in; one without a source is never asked for. */
  readonly policies: readonly (PolicySource | 'recorded' | undefined)[];
}

/** By their places in the task. */
export interface PolicyInWorld {
  readonly world: number;
  readonly policy: number;
}

/** The task of `verify-worker.ts`: cases by their numbers. They are code, which it has. */
export type VerificationTask = WorkerTask<number>;

/** A stretch of a job's replications, `to` excluded. */
export interface Chunk {
  /** Place of the job in the task. */
  readonly job: number;
  /** Place of the first day among all days of the pool. */
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** @typeParam Day what one replication comes to */
export interface Reply<Day> {
  readonly place: number;
  /** From the chunk's first on; fewer than asked for before a failure. */
  readonly days: readonly Day[];
  /** Why the next day could not be run. */
  readonly failure?: Failure;
}

/** An error on its way between threads, which copy an error's text but not its class. */
export type Failure =
  | { readonly kind: 'input'; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'policy';
      readonly of: Pick<PolicyFault, 'policy' | 'rule' | 'issue' | 'visit' | 'at'>;
    }
  /** our own fault, stack intact */
  | { readonly kind: 'other'; readonly error: unknown };

export function failureOf(error: unknown): Failure {
  if (error instanceof InputError) return { kind: 'input', problems: error.problems };
  if (error instanceof PolicyFault) {
    const { policy, rule, issue, visit, at } = error;
    return { kind: 'policy', of: { policy, rule, issue, visit, at } };
  }
  return { kind: 'other', error: error instanceof Error ? error : new Error(String(error)) };
}

/** The error as it was thrown. */
export function errorOf(failure: Failure): unknown {
  switch (failure.kind) {
    case 'input':
      return new InputError(failure.problems);
    case 'policy': {
      const { policy, rule, issue, visit, at } = failure.of;
      return new PolicyFault(policy, rule, issue, visit, at);
    }
    case 'other':
      return failure.error;
  }
}
