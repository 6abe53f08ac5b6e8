import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { packageFile } from '../../input/package-file.js';
import { type Chunk, errorOf, type Reply, type WorkerTask } from './worker-messages.js';

/** Programs of a worker thread; each answers the chunks of a task of its own (`worker-loop.ts`). */
export type Program = 'compare-worker.js' | 'verify-worker.js';

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
 *
 * @typeParam Day what one replication comes to
 */
export class WorkerPool<Day> {
  private readonly threads: Worker[];
  private readonly places: number;
  private readonly replications: number;
  private readonly chunkDays: number;
  /** Days that have come or are waited for, by place. */
  private readonly days = new Map<number, Deferred<Day>>();
  /** Place of the first day that no thread has been given. */
  private next = 0;
  private failure: { readonly reason: unknown } | undefined;
  private readonly signal: AbortSignal | undefined;
  private readonly onAbort = (): void => this.fail(this.signal!.reason);

  /**
   * Undefined where there is nothing to run or nothing to run it with: only built programs can be
   * started, only what is built itself starts them, and in somebody else's bundle there are none.
   */
  static start<Day>(
    program: Program,
    task: WorkerTask<unknown>,
    options: PoolOptions,
  ): WorkerPool<Day> | undefined {
    if (task.jobs.length === 0 || !import.meta.url.endsWith('.js')) return undefined;
    const url = packageFile(`dist/${program}`);
    return existsSync(url) ? new WorkerPool(url, task, options) : undefined;
  }

  private constructor(program: URL, task: WorkerTask<unknown>, options: PoolOptions) {
    const { contacts, replications, signal, threads } = options;
    this.places = task.jobs.length * replications;
    this.replications = replications;
    this.chunkDays = Math.ceil(
      Math.min(CHUNK_CONTACTS / Math.max(contacts, 1), replications / threads),
    );
    const chunks = task.jobs.length * Math.ceil(replications / this.chunkDays);
    this.threads = Array.from({ length: Math.min(threads, chunks) }, () =>
      this.hire(program, task),
    );
    this.signal = signal;
    signal?.addEventListener('abort', this.onAbort);
    if (signal?.aborted) this.onAbort();
  }

  /**
   * The days of one job, by replication; to be asked for once each.
   *
   * @param job its place in the task
   */
  daysOf(job: number): (replication: number) => Promise<Day> {
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

  private hire(program: URL, task: WorkerTask<unknown>): Worker {
    // Without this program's own flags: some, such as --input-type, would keep it from starting.
    const thread = new Worker(program, { workerData: task, execArgv: [] });
    thread.on('message', (reply: Reply<Day>) => {
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
    const { next: place, places, replications } = this;
    if (place >= places || this.failure) return;
    const from = place % replications;
    const to = Math.min(replications, from + this.chunkDays);
    this.next = place + to - from;
    const job = Math.floor(place / replications);
    thread.postMessage({ job, place, from, to } satisfies Chunk);
  }

  private take({ place, days, failure }: Reply<Day>): void {
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
