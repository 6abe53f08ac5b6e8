import { basename, dirname, extname, isAbsolute, join, relative } from 'node:path';
import { Command } from 'commander';
import { FORMATS } from '../dataset/formats.js';
import { InputError } from '../input/problem.js';
import { readHead } from '../input/text-source.js';
import { problemsText } from '../report/problems.js';
import { fittedText } from '../scenario/fitting/fit-record.js';
import { readRecord } from '../scenario/load.js';
import { wrongKind } from './file-kind.js';
import { checkOutputs, DraftFile, fromHere } from './files.js';
import { type Io, stopIfInterrupted } from './io.js';
import { choice } from './options.js';
import { checkZone, TIME_ZONE } from './time-zone.js';

interface Options {
  readonly output: string;
  readonly from?: string;
  readonly map?: string;
  readonly days?: 'odd' | 'even';
  readonly replayDays?: 'odd' | 'even';
  readonly synthetic?: boolean;
  readonly timeZone?: string;
}

/** `warmline fit DATA -o SCENARIO`: a scenario whose numbers are read off a record. */
export function fitCommand(io: Io): Command {
  return new Command('fit')
    .description('a scenario from a record: arrivals, patience, handle times, staffing, AI model')
    .argument('<file>', 'recorded conversations, or a call log')
    .requiredOption('-o, --output <file>', 'the scenario to write (.yaml)')
    .option('--from <format>', `format of the file: ${FORMATS.map((f) => f.name).join(', ')}`)
    .option('--map <file>', 'mapping of columns (CSV) or JSON paths to fields (YAML)')
    .option(...TIME_ZONE)
    .addOption(choice('--days <which>', 'fit on odd or even dates only', ['odd', 'even']))
    .addOption(
      choice('--replay-days <which>', 'have the scenario replay only these', ['odd', 'even']),
    )
    .option('--synthetic', 'a typical busy day with invented customers, not the record')
    .addHelpText(
      'after',
      `
Each number is written with its interval, what it rests on and the method, in a comment.

Examples:
  warmline fit calls.txt -o scenario.yaml
  warmline fit calls.txt --days odd --replay-days even -o held-out.yaml`,
    )
    .action(async (file: string, options: Options) => fitFile(fromHere(io, file), options, io));
}

async function fitFile(file: string, options: Options, io: Io): Promise<void> {
  const { days, from, replayDays, timeZone } = options;
  if (timeZone !== undefined) checkZone(timeZone);
  const output = fromHere(io, options.output);
  const map = options.map === undefined ? undefined : fromHere(io, options.map);
  const inputs = [file, ...(map === undefined ? [] : [map])];
  await checkOutputs([{ file: output, extensions: ['.yaml', '.yml'] }], inputs);
  if (from === undefined && map === undefined) {
    const mixedUp = wrongKind(file, await readHead(file), 'conversations');
    if (mixedUp) throw new InputError([mixedUp]);
  }
  const how = { ...(from === undefined ? {} : { from }), ...(map === undefined ? {} : { map }) };
  const record = await readRecord({ file, ...how }, () => stopIfInterrupted(io));
  if (record.warnings.length > 0) io.stderr.write(problemsText(record.warnings));
  const zoned = timeZone === undefined ? record : { ...record, timeZone };
  io.longWork?.();
  const text = fittedText(nameOf(output), zoned, {
    file: fromScenario(output, file),
    ...(from === undefined ? {} : { from }),
    ...(map === undefined ? {} : { map: fromScenario(output, map) }),
    ...(options.synthetic ? { synthetic: true } : {}),
    fittedDays: days,
    replayedDays: replayDays ?? days,
  });
  const draft = await DraftFile.open(output);
  try {
    draft.write(text);
    await draft.complete();
  } finally {
    await draft.discard(); // nothing, if it is complete
  }
}

/** A scenario names its record relative to itself. */
function fromScenario(output: string, file: string): string {
  return isAbsolute(file) ? file : relative(dirname(output), join('.', file)) || basename(file);
}

/** The file's name, as a scenario may be called. */
function nameOf(output: string): string {
  const name = basename(output, extname(output)).replace(/[^A-Za-z0-9_-]/g, '-');
  return /^[A-Za-z0-9]/.test(name) ? name : `fitted-${name}`;
}
