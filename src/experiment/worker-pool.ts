import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Day } from './day.js';
import type { DaySource } from './replicate.js';
import { type Chunk, errorOf, type Job, type Reply, type WorkerTask } from './worker-messages.js';

/** Beside this module once built. TypeScript sources cannot start it: there, this thread works. */
const PROGRAM = new URL('./worker.js', import.meta.url);

/** Contacts a chunk: some 10 ms, so that threads end together and messages cost nothing beside it. */
const CHUNK_CONTACTS = 5000;

export interface PoolOptions {
  readonly threads: number;
  readonly replications: number;
  /** Of one replication, about. */
  readonly contacts: number;
  /** Stops the threads in the middle of whatever they do; days then fail with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Threads that run jobs, in the order given, while their days are collected.
 *
 * Chunks go to whichever thread is free and days are kept by their place, so neither the results
 * nor which error comes first depend on the number of threads. A library of pools was tried:
 * tinypool starts as fast, but a worker that exits leaves it waiting for ever.
 */
export class WorkerPool {
  private readonly threads: Worker[];
  private readonly jobs: readonly Job[];
  private readonly replications: number;
  private readonly chunkDays: number;
  /** Days that have come or are waited for, by place. */
  private readonly days = new Map<number, Deferred<Day>>();
  /** Place of the first day that no thread has been given. */
  private next = 0;
  private failure: { readonly reason: unknown } | undefined;
  private readonly signal: AbortSignal | undefined;
  private readonly onAbort = (): void => this.fail(this.signal!.reason);

  /** Undefined where there is nothing to run or nothing to run it with. */
  static start(
    task: WorkerTask,
    jobs: readonly Job[],
    options: PoolOptions,
  ): WorkerPool | undefined {
    return jobs.length > 0 && existsSync(fileURLToPath(PROGRAM))
      ? new WorkerPool(task, jobs, options)
      : undefined;
  }

  private constructor(task: WorkerTask, jobs: readonly Job[], options: PoolOptions) {
    const { contacts, replications, signal, threads } = options;
    this.jobs = jobs;
    this.replications = replications;
    this.chunkDays = Math.ceil(
      Math.min(CHUNK_CONTACTS / Math.max(contacts, 1), replications / threads),
    );
    const chunks = jobs.length * Math.ceil(replications / this.chunkDays);
    this.threads = Array.from({ length: Math.min(threads, chunks) }, () => this.hire(task));
    this.signal = signal;
    signal?.addEventListener('abort', this.onAbort);
    if (signal?.aborted) this.onAbort();
  }

  /** The days of one job; undefined if it is not among those given. */
  daysOf({ world, policy }: Job): DaySource | undefined {
    const job = this.jobs.findIndex((j) => j.world === world && j.policy === policy);
    if (job < 0) return undefined;
    return async (replication) => {
      const place = job * this.replications + replication;
      try {
        return await this.day(place).promise;
      } finally {
        this.days.delete(place);
      }
    };
  }

  /** Ends the threads, whatever they are doing. */
  async stop(): Promise<void> {
    this.signal?.removeEventListener('abort', this.onAbort);
    this.failure ??= { reason: new Error('The threads have been stopped') };
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private hire(task: WorkerTask): Worker {
    // Without this program's own flags: some, such as --input-type, would keep it from starting.
    const thread = new Worker(PROGRAM, { workerData: task, execArgv: [] });
    thread.on('message', (reply: Reply) => {
      this.assign(thread);
      this.take(reply);
    });
    thread.on('error', (error) => this.fail(error));
    thread.on('messageerror', (error) => this.fail(error));
    thread.on('exit', (code) =>
      this.fail(new Error(`A worker thread ended with code ${code} before its work was done`)),
    );
    this.assign(thread);
    return thread;
  }

  private assign(thread: Worker): void {
    const { jobs, next: place, replications } = this;
    const job = jobs[Math.floor(place / replications)];
    if (!job || this.failure) return;
    const from = place % replications;
    const to = Math.min(replications, from + this.chunkDays);
    this.next = place + to - from;
    thread.postMessage({ ...job, place, from, to } satisfies Chunk);
  }

  private take({ place, days, failure }: Reply): void {
    days.forEach((day, i) => this.day(place + i).resolve(day));
    if (failure) {
      this.day(place + days.length).reject(errorOf(failure));
      this.next = Number.POSITIVE_INFINITY; // nobody will ask for what comes after it
    }
  }

  private fail(reason: unknown): void {
    this.failure ??= { reason };
    for (const day of this.days.values()) day.reject(this.failure.reason);
  }

  private day(place: number): Deferred<Day> {
    const known = this.days.get(place);
    if (known) return known;
    const day = new Deferred<Day>();
    this.days.set(place, day);
    if (this.failure) day.reject(this.failure.reason);
    return day;
  }
}

/** A promise to be kept from outside. */
class Deferred<T> {
  resolve!: (value: T) => void;
  reject!: (reason: unknown) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor() {
    this.promise.catch(() => {}); // whoever asks for it hears of it
  }
}
