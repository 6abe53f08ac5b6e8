/** The program of a worker thread that runs policies in worlds. */
import { workerData } from 'node:worker_threads';
import { loadPolicy } from '../../policy/load.js';
import { type Policy, RECORDED } from '../../policy/policy.js';
import { DayRunner } from '../day.js';
import { answerChunks } from './worker-loop.js';
import type { ComparisonTask } from './worker-messages.js';

const { jobs, worlds, policies, seed } = workerData as ComparisonTask;
const made = new Map<number, Policy>();

answerChunks((job) => {
  const { policy, world } = jobs[job]!;
  return new DayRunner(worlds[world]!, policyOf(policy), seed);
});

function policyOf(index: number): Policy {
  const source = policies[index]!;
  const policy =
    made.get(index) ??
    (source === 'recorded'
      ? RECORDED
      : loadPolicy(source.file, source.text, source.vocabulary, source).policy);
  made.set(index, policy);
  return policy;
}
