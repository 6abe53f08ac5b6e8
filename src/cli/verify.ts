import { availableParallelism } from 'node:os';
import { Chalk } from 'chalk';
import { Command } from 'commander';
import { verify } from '../experiment/verification/verify.js';
import { verificationJson, verificationText } from '../report/verification.js';
import { colourLevel, type Io, NegativeAnswer, stopIfInterrupted } from './io.js';
import { choice, seedNumber } from './options.js';
import { ProgressBar } from './progress.js';

/** More find too little to do to be worth starting. */
const MOST_THREADS = 4;

/** `warmline verify`: the engine on this machine against everything with a known answer. */
export function verifyCommand(io: Io): Command {
  return new Command('verify')
    .description(
      'run the engine against queues with a known answer (Erlang, Pollaczek–Khinchine, Cobham, …)',
    )
    .option('--seed <n>', 'luck; another seed is another trial', seedNumber, 1)
    .addOption(choice('--format <format>', 'how to print', ['text', 'json']).default('text'))
    .addHelpText('after', '\nExit codes: 0 all rows pass, 1 a row fails.')
    .action(async ({ seed, format }: { seed: number; format: 'text' | 'json' }) => {
      io.longWork?.();
      const bar = await ProgressBar.for(io, 'verifying');
      try {
        const rows = await verify(seed, {
          threads: Math.min(MOST_THREADS, availableParallelism()),
          ...(io.signal ? { signal: io.signal } : {}),
          progress: async (done, total) => {
            bar.at(done, total);
            await new Promise((resolve) => setImmediate(resolve)); // lets Ctrl-C and the bar through
            stopIfInterrupted(io);
          },
        });
        bar.stop();
        io.stdout.write(
          format === 'json'
            ? verificationJson(rows, seed)
            : verificationText(rows, new Chalk({ level: colourLevel(io) })),
        );
        if (rows.some((row) => !row.passes)) throw new NegativeAnswer();
      } catch (error) {
        stopIfInterrupted(io); // whatever the interrupted work says of it
        throw error;
      } finally {
        bar.stop();
      }
    });
}
