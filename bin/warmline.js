#!/usr/bin/env node
import { run } from '../dist/cli/main.js';

const interrupt = new AbortController();
// Stays for good: with no listener of ours left, ora's would end the process by the signal, before
// drafts are removed. A second Ctrl-C does not wait for the next step of the work.
process.on('SIGINT', () => {
  if (interrupt.signal.aborted) process.exit(130);
  interrupt.abort();
});
// A reader that closed the pipe (`warmline … | head`) has what it wants.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  signal: interrupt.signal,
});
