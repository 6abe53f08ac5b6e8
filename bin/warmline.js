#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { compileSparingly, compileThoroughly } from './compiler.js';

compileSparingly();

const NO_ANSWER = 2;
const OUR_FAULT = 70;

// A reader that closed the pipe (`warmline … | head`) has what it wants; a full disk does not.
process.stdout.on('error', ({ code, message }) => {
  if (code === 'EPIPE') process.exit(0);
  process.stderr.write(`error: The result cannot be written to standard output: ${message}.\n`);
  process.exit(NO_ANSWER);
});
process.stderr.on('error', () => {}); // nobody is listening; the exit code still tells
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    process.stderr.write(
      `warmline: this is our own fault, please report it:\n${error?.stack ?? error}\n`,
    );
    process.exit(OUR_FAULT);
  });
}

const interrupt = new AbortController();
// These stay for good: with no listener of ours left, ora's would end the process by the signal,
// before drafts are removed. A second one does not wait for the next step of the work.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => {
    if (interrupt.signal.aborted) process.exit(code);
    interrupt.abort(code);
  });
}

if (existsSync(new URL('../dist/main.js', import.meta.url))) {
  const { run } = await import('../dist/main.js');
  const code = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    signal: interrupt.signal,
    longWork: compileThoroughly,
  });
  process.exitCode = code === 130 ? interrupt.signal.reason : code;
} else {
  process.stderr.write(
    'warmline has not been built here: run `npm run build` in its folder first.\n',
  );
  process.exitCode = OUR_FAULT;
}
