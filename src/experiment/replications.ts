import type { PolicySource } from '../policy/load.js';
import { type Policy, RECORDED } from '../policy/policy.js';
import type { Demand, World } from '../scenario/world.js';
import type { ContactRecord } from '../simulation/record.js';
import type { Trace } from '../simulation/trace.js';
import type { Day } from './day.js';
import { type DaySource, type PolicyRuns, replicate } from './replicate.js';
import type { ComparisonTask, PolicyInWorld } from './workers/worker-messages.js';
import { WorkerPool } from './workers/worker-pool.js';

export interface Candidate {
  readonly policy: Policy;
  readonly description: string;
  /** Without it the policy runs in this thread: closures cannot be sent to another. */
  readonly source?: PolicySource;
}

export interface ReplicationsOptions {
  readonly seed: number;
  readonly replications: number;
  /** Sees every contact of the first world, in this thread. */
  readonly observe?: (policy: Policy, record: ContactRecord, replication: number) => void;
  /** Listens to the first world under a policy, in this thread. */
  readonly trace?: (policy: Policy) => Trace;
  /** Replications done of all, in all worlds. */
  readonly progress?: (done: number, total: number) => void | Promise<void>;
  /** Absent: everything runs in this thread. */
  readonly workers?: Workers;
  /** Ends the work with its reason: between two replications, on worker threads inside one too. */
  readonly signal?: AbortSignal;
}

export interface Workers {
  /** Threads; 1 is this thread. */
  readonly most: number;
  /** Starts them even where that costs more than it saves. */
  readonly always?: boolean;
}

/**
 * Expected contacts from which worker threads pay: about a second of work for one thread. Starting
 * takes 0.2 to 0.4 s (measured: modules, policies and the compiler's warm-up, once a thread).
 */
const WORTH_WORKERS = 300_000;

/** The replications of several policies in several worlds, in this thread or on worker threads. */
export class Replications {
  private done = 0;
  private readonly pool: WorkerPool<Day> | undefined;
  /** What the pool runs. */
  private readonly jobs: readonly PolicyInWorld[];

  /** Worker threads begin at once, in the order of `worlds` and then of `candidates`. */
  constructor(
    private readonly worlds: readonly World[],
    private readonly candidates: readonly Candidate[],
    private readonly options: ReplicationsOptions,
  ) {
    this.jobs = this.jobsForWorkers();
    this.pool = this.startWorkers();
  }

  /** @throws PolicyFault when a condition cannot be computed */
  of(world: number, candidate: number): Promise<PolicyRuns> {
    const { observe, replications, seed, trace } = this.options;
    const { policy } = this.candidates[candidate]!;
    const days = this.daysFromWorkers(world, candidate);
    return replicate(this.worlds[world]!, policy, {
      seed,
      replications,
      progress: () => this.progress(),
      ...(days ? { days } : {}),
      ...(observe && world === 0
        ? { observe: (record, replication) => observe(policy, record, replication) }
        : {}),
      ...(trace && world === 0 ? { trace: trace(policy) } : {}),
    });
  }

  /** Whatever still runs is ended. */
  async end(): Promise<void> {
    await this.pool?.stop();
  }

  private progress(): void | Promise<void> {
    this.options.signal?.throwIfAborted();
    const total = this.worlds.length * this.candidates.length * this.options.replications;
    return this.options.progress?.(++this.done, total);
  }

  /** Undefined: to be run in this thread. */
  private daysFromWorkers(world: number, policy: number): DaySource | undefined {
    const job = this.jobs.findIndex((j) => j.world === world && j.policy === policy);
    return job < 0 ? undefined : this.pool?.daysOf(job);
  }

  /** All but what is observed or traced, and policies that no other thread could make. */
  private jobsForWorkers(): PolicyInWorld[] {
    const { observe, trace } = this.options;
    return this.worlds.flatMap((_, world) =>
      this.sources().flatMap((source, policy) =>
        source === undefined || ((observe || trace) && world === 0) ? [] : [{ world, policy }],
      ),
    );
  }

  private sources(): ComparisonTask['policies'] {
    return this.candidates.map(({ policy, source }) => (policy === RECORDED ? 'recorded' : source));
  }

  private startWorkers(): WorkerPool<Day> | undefined {
    const { jobs, worlds } = this;
    const { replications, seed, signal, workers } = this.options;
    if (!workers || workers.most < 2) return undefined;
    const contacts = expectedContacts(worlds[0]!.demand);
    if (!workers.always && contacts * replications * jobs.length < WORTH_WORKERS) return undefined;
    const task: ComparisonTask = { jobs, worlds, policies: this.sources(), seed };
    return WorkerPool.start('compare-worker.js', task, {
      threads: workers.most,
      replications,
      contacts,
      signal,
    });
  }
}

/** Of one replication, without those who come back. */
export function expectedContacts(demand: Demand): number {
  return demand.kind === 'scheduled'
    ? demand.issues.length
    : demand.intervals.reduce(
        (sum, { from, perHour, to }) => sum + (perHour * (to - from)) / 3600,
        0,
      );
}
