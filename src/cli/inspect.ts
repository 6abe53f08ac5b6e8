import { stat } from 'node:fs/promises';
import { Chalk } from 'chalk';
import { Command } from 'commander';
import { FORMATS, openDataset } from '../dataset/formats.js';
import { suggestMapping } from '../dataset/suggestion/suggest.js';
import { InputError } from '../input/problem.js';
import { readHead } from '../input/text-source.js';
import { inspect } from '../inspection/inspect.js';
import { inspectionJson, inspectionText } from '../report/inspection/inspection.js';
import { wrongKind } from './file-kind.js';
import { fromHere } from './files.js';
import { colourLevel, type Io, stopIfInterrupted } from './io.js';
import { choice } from './options.js';
import { ProgressBar } from './progress.js';
import { checkZone, TIME_ZONE } from './time-zone.js';

interface Options {
  readonly from?: string;
  readonly map?: string;
  readonly timeZone?: string;
  readonly derive: boolean;
  readonly deriveAll?: boolean;
  readonly suggestMapping?: boolean;
  readonly format: 'text' | 'json';
}

/** `warmline inspect DATA`: what a dataset holds and lacks, with distributions. */
export function inspectCommand(io: Io): Command {
  return new Command('inspect')
    .description('what a dataset holds and lacks, with distributions')
    .argument('<file>', 'recorded conversations')
    .option('--from <format>', `format of the file: ${FORMATS.map((f) => f.name).join(', ')}`)
    .option('--map <file>', 'mapping of columns (CSV) or JSON paths to fields (YAML)')
    .option(...TIME_ZONE)
    .option('--suggest-mapping', 'print a mapping for this file, to be saved and given to --map')
    .option('--no-derive', 'read no asks, repeats and sentiment out of texts: several times faster')
    .option('--derive-all', 'read the texts of all conversations, however much there is to read')
    .addOption(choice('--format <format>', 'how to print', ['text', 'json']).default('text'))
    .action(async (file: string, options: Options) => inspectFile(fromHere(io, file), options, io));
}

async function inspectFile(file: string, options: Options, io: Io): Promise<void> {
  const { timeZone } = options;
  if (timeZone !== undefined) checkZone(timeZone);
  if (options.suggestMapping) {
    io.stdout.write(await suggestMapping(file));
    return;
  }
  if (options.from === undefined && options.map === undefined) {
    const mixedUp = wrongKind(file, await readHead(file), 'conversations');
    if (mixedUp) throw new InputError([mixedUp]);
  }
  const dataset = await openDataset(file, {
    ...(options.from !== undefined ? { from: options.from } : {}),
    ...(options.map !== undefined ? { map: fromHere(io, options.map) } : {}),
  });
  const { size } = await stat(file);
  const bar = await ProgressBar.for(io, 'reading');
  try {
    const inspection = await inspect(dataset, {
      derive: options.derive,
      ...(options.deriveAll ? { deriveBudget: Number.POSITIVE_INFINITY } : {}),
      ...(timeZone !== undefined ? { timeZone } : {}),
      onProgress: (conversations, bytes) => {
        stopIfInterrupted(io);
        bar.at(bytes, size, `, ${conversations} conversations`);
      },
    });
    bar.stop();
    io.stdout.write(
      options.format === 'json'
        ? inspectionJson(inspection)
        : inspectionText(inspection, new Chalk({ level: colourLevel(io) })),
    );
  } finally {
    bar.stop();
  }
}
