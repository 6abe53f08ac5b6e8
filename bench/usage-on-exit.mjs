/** Preloaded with `node --import`: at its end a process says on file 3 what it used. */
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Worker threads are preloaded too, but the process ends, and counts, once.
if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const seconds = (userCPUTime + systemCPUTime) / 1e6;
    writeSync(3, JSON.stringify({ seconds, peak: maxRSS / 1024 }));
  });
}
