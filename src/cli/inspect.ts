import { relative, resolve } from 'node:path';
import { Chalk } from 'chalk';
import { Command, Option } from 'commander';
import { FORMATS, openDataset } from '../dataset/formats.js';
import { inspect } from '../dataset/inspect.js';
import { annotate } from '../dataset/signals/annotate.js';
import { isZone } from '../dataset/wall-clock.js';
import { refuse } from '../input/problem.js';
import { inspectionJson, inspectionText } from '../report/inspection.js';
import type { Io } from './io.js';

interface Options {
  readonly from?: string;
  readonly map?: string;
  readonly timeZone?: string;
  readonly derive: boolean;
  readonly format: 'text' | 'json';
}

/** `warmline inspect DATA`: what a dataset holds and lacks, with distributions. */
export function inspectCommand(io: Io): Command {
  return new Command('inspect')
    .description('what a dataset holds and lacks, with distributions')
    .argument('<file>', 'recorded conversations')
    .option('--from <format>', `format of the file: ${FORMATS.map((f) => f.name).join(', ')}`)
    .option('--map <file>', 'column mapping for CSV (YAML)')
    .option('--time-zone <zone>', 'count days and hours in this zone, for instance Europe/Berlin')
    .option('--no-derive', 'read no asks, repeats and sentiment out of texts: several times faster')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'),
    )
    .action(async (file: string, options: Options) => {
      const { timeZone } = options;
      if (timeZone !== undefined && !isZone(timeZone))
        refuse({
          code: 'unknown-time-zone',
          message: 'This is no time zone that is known here',
          found: timeZone,
          expected: 'an IANA name such as Europe/Berlin',
        });
      const dataset = await openDataset(here(io, file), {
        ...(options.from !== undefined ? { from: options.from } : {}),
        ...(options.map !== undefined ? { map: here(io, options.map) } : {}),
      });
      const inspection = await inspect(dataset, {
        ...(options.derive ? { annotate } : {}),
        ...(timeZone !== undefined ? { timeZone } : {}),
      });
      if (options.format === 'json') io.stdout.write(inspectionJson(inspection));
      else {
        const colours = io.stdout.isTTY === true && !io.env.NO_COLOR ? 1 : 0;
        io.stdout.write(inspectionText(inspection, new Chalk({ level: colours })));
      }
    });
}

/** The path as given where that works, so that problems show what the user wrote. */
function here(io: Io, file: string): string {
  const full = resolve(io.cwd, file);
  return full === resolve(file) ? file : relative(process.cwd(), full);
}
