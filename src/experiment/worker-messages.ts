import { InputError, type Problem } from '../input/problem.js';
import type { PolicySource } from '../policy/load.js';
import type { World } from '../scenario/world.js';
import { PolicyFault } from '../simulation/policy-fault.js';
import type { Day } from './day.js';

/** What a worker is told once, on starting. Closures cannot be sent: it makes the policies anew. */
export interface WorkerTask {
  readonly worlds: readonly World[];
  /** `recorded` is built in; one without a source is never asked for. */
  readonly policies: readonly (PolicySource | 'recorded' | undefined)[];
  readonly seed: number;
}

/** Replications of one policy in one world, by their places in the task. */
export interface Job {
  readonly world: number;
  readonly policy: number;
}

/** A stretch of a job, `to` excluded. */
export interface Chunk extends Job {
  /** Place of the first day among all days of the pool. */
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

export interface Reply {
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
