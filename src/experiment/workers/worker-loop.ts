import { parentPort } from 'node:worker_threads';
import { type Chunk, failureOf, type Reply } from './worker-messages.js';

/** Runs the replications of one job, in any order. */
export interface JobRunner<Day> {
  run(replication: number): Day;
}

/**
 * What the program of a worker thread does (`worker-pool.ts` starts it): runs chunks of replications
 * as they are asked for, and answers each with its days.
 *
 * @param runnerOf gives the runner of a job by its place in the task; may throw
 */
export function answerChunks<Day>(runnerOf: (job: number) => JobRunner<Day>): void {
  // Jobs come one after the other, so one runner at a time is enough, and memory is that of one.
  let current: { readonly job: number; readonly runner: JobRunner<Day> } | undefined;

  const answer = ({ from, job, place, to }: Chunk): Reply<Day> => {
    const days: Day[] = [];
    try {
      if (current?.job !== job) current = { job, runner: runnerOf(job) };
      for (let r = from; r < to; r++) days.push(current.runner.run(r));
      return { place, days };
    } catch (error) {
      current = undefined; // a simulation that threw half-way is not fit for another day
      return { place, days, failure: failureOf(error) };
    }
  };
  parentPort!.on('message', (chunk: Chunk) => parentPort!.postMessage(answer(chunk)));
}
