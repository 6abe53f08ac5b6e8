/**
 * The program of a worker thread (`worker-pool.ts` starts it): runs chunks of replications as they
 * are asked for, and answers each with its days.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { loadPolicy } from '../policy/load.js';
import { type Policy, RECORDED } from '../policy/policy.js';
import { type Day, DayRunner } from './day.js';
import { type Chunk, failureOf, type Job, type Reply, type WorkerTask } from './worker-messages.js';

const { worlds, policies, seed } = workerData as WorkerTask;
const made = new Map<number, Policy>();
// Jobs come one after the other, so one runner at a time is enough, and memory is that of one.
let current: (Job & { readonly runner: DayRunner }) | undefined;

parentPort!.on('message', (chunk: Chunk) => parentPort!.postMessage(run(chunk)));

function run(chunk: Chunk): Reply {
  const { place } = chunk;
  const days: Day[] = [];
  try {
    const runner = runnerOf(chunk);
    for (let r = chunk.from; r < chunk.to; r++) days.push(runner.run(r));
    return { place, days };
  } catch (error) {
    current = undefined; // a simulation that threw half-way is not fit for another day
    return { place, days, failure: failureOf(error) };
  }
}

function runnerOf({ world, policy }: Job): DayRunner {
  if (current?.world !== world || current.policy !== policy) {
    current = { world, policy, runner: new DayRunner(worlds[world]!, policyOf(policy), seed) };
  }
  return current.runner;
}

function policyOf(index: number): Policy {
  const source = policies[index]!;
  const policy =
    made.get(index) ??
    (source === 'recorded'
      ? RECORDED
      : loadPolicy(source.file, source.text, source.vocabulary).policy);
  made.set(index, policy);
  return policy;
}
