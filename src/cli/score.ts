import { extname } from 'node:path';
import { Chalk } from 'chalk';
import { Command, InvalidArgumentError } from 'commander';
import type { Conversation } from '../dataset/conversation.js';
import { openDataset } from '../dataset/formats.js';
import { ReadNotes } from '../dataset/reading.js';
import { annotate } from '../dataset/signals/annotate.js';
import { type Scoring, score } from '../experiment/score/score.js';
import { InputError, type Problem } from '../input/problem.js';
import { readHead } from '../input/text-source.js';
import { problemsText } from '../report/problems.js';
import { scoreCsv, scoreJson } from '../report/score/score-data.js';
import { scoreMarkdown, scoreText } from '../report/score/score-text.js';
import { type InputFile, type LoadedScenario, loadScenario } from '../scenario/load.js';
import { wrongKind } from './file-kind.js';
import { checkOutputs, DraftFile, fromHere } from './files.js';
import { colourLevel, type Io, stopIfInterrupted } from './io.js';
import { choice, outputOption, seedNumber, wholeNumber } from './options.js';
import { inputsOf, loadPolicies } from './policies.js';
import { ProgressBar } from './progress.js';
import { toolVersion } from './version.js';
import { DEFAULT_WORLD } from './world.js';

interface Options {
  readonly policy?: readonly string[];
  readonly scenario?: string;
  readonly resamples: number;
  readonly seed: number;
  readonly lambda: number;
  readonly from?: string;
  readonly map?: string;
  readonly format: 'text' | 'json';
  readonly output?: readonly string[];
}

interface Result {
  readonly file: string;
  readonly scoring: Scoring;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
}

/** Where a result goes by its extension. */
const WRITERS: Readonly<Record<string, (result: Result) => string>> = {
  '.json': ({ scoring, inputs, warnings }) =>
    scoreJson(scoring, { version: toolVersion(), inputs, warnings }),
  '.csv': ({ scoring }) => scoreCsv(scoring),
  '.md': ({ scoring, file }) => scoreMarkdown(scoring, { file }),
};

/** Percentile intervals want at least 1,000 resamples (Efron and Tibshirani 1993, section 13.3). */
const RESAMPLES = 2000;

/** `warmline score DATA`: where policies hand over, against where annotators would have. */
export function scoreCommand(io: Io): Command {
  return new Command('score')
    .description('measure where policies hand over against hand-off labels')
    .argument('<data>', 'recorded conversations with labels.handoff, such as MHCH')
    .option('-p, --policy <file...>', 'policies to score; without, only the trivial floors')
    .option('--scenario <file>', 'whose teams policies may name (default: the replay’s world)')
    .option('--resamples <n>', 'bootstrap resamples', wholeNumber(1, 100_000), RESAMPLES)
    .option('--seed <n>', 'luck; the same seed gives the same bytes', seedNumber, 1)
    .option('--lambda <x>', 'of GT-T: above 0 lateness costs more than haste', lambdaNumber, 0)
    .option('--from <format>', 'format of the conversations, where detection needs help')
    .option('--map <file>', 'mapping of columns (CSV) or JSON paths to fields (YAML)')
    .addOption(choice('--format <format>', 'how to print', ['text', 'json']).default('text'))
    .addOption(outputOption('also write the result; .json, .csv or .md'))
    .addHelpText(
      'after',
      `
The conversations stand first: -p takes every file that follows it.

Example:
  warmline score labelled.jsonl -p policies/*.yaml -o score.json`,
    )
    .action(async (data: string, options: Options) => scoreFile(data, options, io));
}

async function scoreFile(data: string, options: Options, io: Io): Promise<void> {
  const outputs = (options.output ?? []).map((file) => fromHere(io, file));
  const file = fromHere(io, data);
  const policyFiles = (options.policy ?? []).map((one) => fromHere(io, one));
  const recording = {
    file,
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.map === undefined ? {} : { map: fromHere(io, options.map) }),
  };
  const known = [file, ...policyFiles, ...(recording.map === undefined ? [] : [recording.map])];
  const written = outputs.map((one) => ({ file: one, extensions: Object.keys(WRITERS) }));
  await checkOutputs(written, known);
  await checkKinds(file, options, io);
  const world = options.scenario === undefined ? DEFAULT_WORLD : fromHere(io, options.scenario);
  const scenario = await loadScenario(world, recording, () => stopIfInterrupted(io));
  const { conversations, timeZone, warnings: ofData } = await readAnnotated(recording, io);
  const policies = await loadPolicies(policyFiles, withAbsences(scenario, conversations), io);
  const inputs = [...scenario.inputs, ...inputsOf(policies)];
  await checkOutputs(
    written,
    inputs.map((input) => input.file),
  ); // a scenario names further ones
  const warnings = [...ofData, ...policies.flatMap(({ loaded }) => loaded.warnings)];
  if (warnings.length > 0) io.stderr.write(problemsText(warnings));

  io.longWork?.();
  const bar = await ProgressBar.for(io, 'resampling');
  const drafts = await DraftFile.openAll(outputs);
  try {
    const scoring = await score(
      conversations,
      scenario.world,
      policies.map(({ loaded }) => loaded),
      {
        seed: options.seed,
        resamples: options.resamples,
        lambda: options.lambda,
        file,
        ...(timeZone === undefined ? {} : { timeZone }),
        progress: async (done, total) => {
          bar.at(done, total);
          await new Promise((resolve) => setImmediate(resolve)); // lets Ctrl-C and the bar through
          stopIfInterrupted(io);
        },
      },
    );
    bar.stop();
    const result: Result = { file: data, scoring, inputs, warnings };
    outputs.forEach((one, i) => {
      drafts[i]!.write(WRITERS[extname(one).toLowerCase()]!(result));
    });
    await DraftFile.completeAll(drafts);
    io.stdout.write(
      options.format === 'json'
        ? WRITERS['.json']!(result)
        : scoreText(scoring, {
            file: data,
            chalk: new Chalk({ level: colourLevel(io) }),
            written: outputs,
          }),
    );
  } finally {
    bar.stop();
    await DraftFile.discardAll(drafts); // whatever is not complete by now
  }
}

async function checkKinds(file: string, { from, map, scenario }: Options, io: Io): Promise<void> {
  const mixedUp: (Problem | undefined)[] = [];
  if (from === undefined && map === undefined) {
    mixedUp.push(wrongKind(file, await readHead(file), 'conversations'));
  }
  if (scenario !== undefined) {
    const world = fromHere(io, scenario);
    mixedUp.push(wrongKind(world, await readHead(world), 'scenario'));
  }
  const problems = mixedUp.filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new InputError(problems);
}

async function readAnnotated(
  { file, ...options }: { readonly file: string; readonly from?: string; readonly map?: string },
  io: Io,
): Promise<{
  conversations: Conversation[];
  timeZone: string | undefined;
  warnings: Problem[];
}> {
  const dataset = await openDataset(file, options);
  const notes = new ReadNotes();
  const conversations: Conversation[] = [];
  for await (const conversation of dataset.conversations(notes)) {
    conversations.push(annotate(conversation));
    stopIfInterrupted(io);
  }
  return { conversations, timeZone: dataset.timeZone, warnings: notes.warnings(file) };
}

/** In a replay times are modelled; here what the record does not say is absent. */
function withAbsences(
  scenario: LoadedScenario,
  conversations: readonly Conversation[],
): LoadedScenario {
  const absent = new Set(scenario.absentSignals);
  if (conversations.every(({ startedAt }) => startedAt === undefined)) {
    for (const part of ['hour', 'minute', 'weekday', 'date']) absent.add(`clock.${part}`);
  }
  if (conversations.every(({ turns }) => turns.every((turn) => turn.atSeconds === undefined))) {
    for (const name of ['elapsed', 'idle']) absent.add(name);
  }
  return { ...scenario, absentSignals: absent };
}

function lambdaNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > -1 && value < 1) return value;
  throw new InvalidArgumentError('Expected a number between −1 and 1, neither included.');
}
