/** The program of a worker thread that runs textbook cases. */
import { workerData } from 'node:worker_threads';
import { CaseRunner } from '../verification/case-runner.js';
import { textbookCases } from '../verification/verify.js';
import { answerChunks } from './worker-loop.js';
import type { VerificationTask } from './worker-messages.js';

const { jobs, seed } = workerData as VerificationTask;
const cases = textbookCases();

answerChunks((job) => new CaseRunner(cases[jobs[job]!]!, seed, jobs[job]!));
